#pragma once

#include <QElapsedTimer>

namespace DemoShop {

/// Shopify's leaky bucket: `restoreRate` points come back per second, up to twenty times that.
class CostBucket final
{
public:
    explicit CostBucket(double restoreRate);

    double maximum() const { return m_rate * 20; }
    double restoreRate() const { return m_rate; }
    double available();
    /// Reserves points; false, and nothing taken, when there are not enough.
    bool take(double points);
    void giveBack(double points);
    /// As if another part of the app had used points.
    void drain(double points);
    void setRestoreRate(double rate);

private:
    void refill();

    double m_rate;
    double m_available;
    QElapsedTimer m_clock;
};

} // namespace DemoShop
