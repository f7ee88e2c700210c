#include "sync/jobs/rollback/plansahead.h"

#include "sync/ports/clock.h"
#include "sync/ports/shop.h"

#include <algorithm>

namespace Sync {

namespace {

/// What a product costs on average, its read included; only the size of a window hangs on it.
constexpr double pointsPerProduct = 12;
/// Of a window: with so little of it left the next one is read, so that its plans are there before these run out.
constexpr qsizetype lastPart = 2;

} // namespace

PlansAhead::PlansAhead(
    ProductPlans &plans, ShopPort &shop, Clock &clock, int atOnce, std::chrono::milliseconds freshFor)
    : m_plans(plans)
    , m_shop(shop)
    , m_clock(clock)
    , m_atOnce(atOnce)
    , m_freshFor(freshFor)
{ }

QCoro::Task<Result<std::optional<ProductPlan>>> PlansAhead::take(qsizetype index, std::stop_token stop)
{
    if (!isShared(index)) {
        m_next = index + 1;
        co_return std::optional<ProductPlan>();
    }
    if (m_ready.empty())
        co_await finish();
    if (m_ready.empty() && !m_failure) {
        m_next = index;
        m_reading = read(nextWindow(), stop);
        co_await finish();
    }
    if (m_failure)
        co_return Failure(*m_failure);
    std::optional<ProductPlan> plan = std::move(m_ready.front());
    m_ready.pop_front();
    const bool isStale = m_clock.monotonic() - plan->readAt > m_freshFor;
    sizeWindow(isStale);
    if (isNextDue())
        m_reading = read(nextWindow(), stop);
    if (isStale)
        plan.reset();
    co_return plan;
}

QCoro::Task<void> PlansAhead::finish()
{
    if (!m_reading)
        co_return;
    co_await *m_reading;
    m_reading.reset();
}

bool PlansAhead::isShared(qsizetype index) const
{
    return !m_plans.goesAlone(index) && m_plans.sharesRead(index);
}

QList<qsizetype> PlansAhead::nextWindow() const
{
    const ThrottleState throttle = m_shop.throttle();
    const double points = throttle.maximum > 0 ? throttle.available + throttle.restorePerSecond : 0;
    const auto affordable = qsizetype(points / pointsPerProduct) - qsizetype(m_ready.size());
    const qsizetype size = std::clamp<qsizetype>(affordable, std::min<qsizetype>(m_atOnce, m_most), m_most);
    QList<qsizetype> window;
    for (qsizetype index = m_next; index < m_plans.count() && window.size() < size && isShared(index); ++index)
        window += index;
    return window;
}

void PlansAhead::sizeWindow(bool wasStale)
{
    // Smaller when too many were read at once for the pace at which they leave, and slowly larger again.
    m_most = wasStale ? std::max<qsizetype>(1, m_most * 2 / 3) : std::min(m_most + 1, mostPerWindow);
}

bool PlansAhead::isNextDue() const
{
    return (!m_reading || m_reading->isReady()) && m_next < m_plans.count() && isShared(m_next)
        && qsizetype(m_ready.size()) <= std::max(1, m_atOnce) / lastPart;
}

QCoro::Task<void> PlansAhead::read(QList<qsizetype> window, std::stop_token stop)
{
    m_next = window.last() + 1;
    const std::chrono::milliseconds readAt = m_clock.monotonic();
    const Result<QList<ProductPlan>> plans = co_await m_plans.plan(window, stop);
    if (!plans) {
        m_failure = plans.failure();
        co_return;
    }
    for (ProductPlan plan : *plans) {
        plan.readAt = readAt;
        m_ready.push_back(std::move(plan));
    }
}

} // namespace Sync
