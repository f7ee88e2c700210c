#include "app/demoshop/server/costbucket.h"

#include <algorithm>

namespace DemoShop {

CostBucket::CostBucket(double restoreRate)
    : m_rate(restoreRate)
    , m_available(restoreRate * 20)
{
    m_clock.start();
}

void CostBucket::refill()
{
    m_available = std::min(maximum(), m_available + static_cast<double>(m_clock.nsecsElapsed()) * 1e-9 * m_rate);
    m_clock.restart();
}

double CostBucket::available()
{
    refill();
    return m_available;
}

bool CostBucket::take(double points)
{
    refill();
    if (points > m_available) {
        return false;
    }
    m_available -= points;
    return true;
}

void CostBucket::giveBack(double points)
{
    m_available = std::min(maximum(), m_available + points);
}

void CostBucket::drain(double points)
{
    refill();
    m_available = std::max(0.0, m_available - points);
}

void CostBucket::setRestoreRate(double rate)
{
    m_rate = rate;
    m_available = maximum();
    m_clock.restart();
}

} // namespace DemoShop
