#pragma once

#include "sync/ports/shop.h"

namespace Sync {

/// A shop that cannot be spoken to, in the place of one: answers everything with the reason.
class AbsentShop final : public ShopConnection
{
    Q_DISABLE_COPY_MOVE(AbsentShop)

public:
    explicit AbsentShop(Failure why);

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override;
    ThrottleState throttle() const override { return {}; }
    Result<Done> download(ShopFile, Sink, std::stop_token) const override { return m_why; }
    QCoro::Task<Result<QString>> upload(QByteArray jsonl, std::stop_token stop) override;
    QCoro::Task<Result<QByteArray>> fetch(QUrl url, std::stop_token stop) override;
    ShopContact lastContact() const override { return {}; }
    QCoro::Task<Result<RestCallLimit>> restCallLimit(std::stop_token stop) override;

private:
    const Failure m_why;
};

} // namespace Sync
