#pragma once

#include "sync/ports/clock.h"
#include "sync/ports/shop.h"

#include <QMap>
#include <QString>

#include <chrono>
#include <functional>

namespace TestSupport {

/// A shop whose answers to requests by some documents take their time, as those on a product of many pages do.
class LateShop final : public Sync::ShopPort
{
public:
    LateShop(Sync::ShopPort &shop, Sync::Clock &clock)
        : m_shop(shop)
        , m_clock(clock)
    { }

    QCoro::Task<Sync::Result<Sync::ShopReply>> execute(Sync::ShopRequest request, std::stop_token stop) override
    {
        const Sync::Result<Sync::ShopReply> reply = co_await m_shop.execute(request, stop);
        const auto late = lateBy.constFind(request.document);
        if (late == lateBy.constEnd())
            co_return reply;
        const bool slept = co_await m_clock.sleep(*late, {});
        Q_UNUSED(slept)
        if (afterLate)
            afterLate();
        co_return reply;
    }
    Sync::ThrottleState throttle() const override { return m_shop.throttle(); }

    QMap<QString, std::chrono::milliseconds> lateBy; ///< By document.
    std::function<void()> afterLate; ///< Called before such an answer is handed on.

private:
    Sync::ShopPort &m_shop;
    Sync::Clock &m_clock;
};

} // namespace TestSupport
