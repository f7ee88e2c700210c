#pragma once

#include "sync/ports/shop.h"

#include <QList>

#include <functional>

namespace TestSupport {

/// A shop whose answers a test says one by one, or by a function. Keeps what it was asked.
class ScriptedShop final : public Sync::ShopPort
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

    const QList<Sync::ShopRequest> &requests() const { return m_requests; }

private:
    Answerer m_answerer;
    QList<Sync::ShopRequest> m_requests;
};

} // namespace TestSupport
