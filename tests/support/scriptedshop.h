#pragma once

#include "sync/ports/shop.h"

#include <QList>

#include <functional>

namespace TestSupport {

/// A shop whose answers a test says by a function. Keeps what it was asked. Has no files.
class ScriptedShop final : public Sync::ShopConnection
{
public:
    using Answerer = std::function<Sync::Result<Sync::ShopReply>(const Sync::ShopRequest &)>;

    explicit ScriptedShop(Answerer answerer)
        : m_answerer(std::move(answerer))
    { }

    QCoro::Task<Sync::Result<Sync::ShopReply>> execute(Sync::ShopRequest request, std::stop_token stop) override
    {
        if (stop.stop_requested())
            co_return Sync::stopped();
        m_requests += request;
        co_return m_answerer(request);
    }
    Sync::ThrottleState throttle() const override { return {}; }
    Sync::Result<Sync::Done> download(Sync::ShopFile file, Sink, std::stop_token) const override
    {
        return Sync::Failure{Sync::FailureKind::NotFound, QStringLiteral("There is no %1.").arg(file.url.toString())};
    }
    QCoro::Task<Sync::Result<QString>> upload(QByteArray, std::stop_token) override
    {
        co_return Sync::Failure{Sync::FailureKind::Refused, QStringLiteral("This shop takes no files.")};
    }
    QCoro::Task<Sync::Result<QByteArray>> fetch(QUrl url, std::stop_token) override
    {
        co_return Sync::Failure{Sync::FailureKind::NotFound, QStringLiteral("There is no %1.").arg(url.toString())};
    }
    Sync::ShopContact lastContact() const override { return {}; }
    QCoro::Task<Sync::Result<Sync::RestCallLimit>> restCallLimit(std::stop_token) override
    {
        co_return Sync::RestCallLimit();
    }

    const QList<Sync::ShopRequest> &requests() const { return m_requests; }

private:
    Answerer m_answerer;
    QList<Sync::ShopRequest> m_requests;
};

} // namespace TestSupport
