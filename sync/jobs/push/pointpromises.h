#pragma once

#include <QCoroTask>

#include <stop_token>

namespace Sync {

class Clock;
class Gate;
class ShopPort;

/// Points of the cost bucket promised to writes that have begun and whose requests may not have left yet. They are
/// waited for here and not inside the port, so that what the guard and the read say is still fresh when the request
/// leaves. Belongs to one thread.
class PointPromises final
{
    Q_DISABLE_COPY_MOVE(PointPromises)

public:
    PointPromises(ShopPort &shop, Clock &clock, Gate &gate)
        : m_shop(shop)
        , m_clock(clock)
        , m_gate(gate)
    { }

    /// Until the bucket holds so much beside what was promised and what the port keeps back; shorter when a stop or a
    /// pause comes up.
    QCoro::Task<void> wait(double cost, std::stop_token stop);
    void add(double cost) { m_promised += cost; }
    void remove(double cost) { m_promised -= cost; }

private:
    ShopPort &m_shop;
    Clock &m_clock;
    Gate &m_gate;
    double m_promised = 0;
};

} // namespace Sync
