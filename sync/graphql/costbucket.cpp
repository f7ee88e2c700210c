#include "sync/graphql/costbucket.h"

#include <algorithm>
#include <cmath>

namespace Sync {

namespace {
using std::chrono::milliseconds;

constexpr double OthersSeconds = 10;
/// What others may take between the server's last word and the arrival of our next request.
constexpr double OthersAheadSeconds = 1;

double seconds(milliseconds duration)
{
    return double(duration.count()) / 1000;
}
} // namespace

double CostBucket::levelNow() const
{
    // A full bucket does not fill further, and what is on its way may not have been taken out yet.
    const double full = m_maximum - m_inFlight;
    return std::min(full, m_level + m_restore * seconds(m_clock.monotonic() - m_levelAt));
}

double CostBucket::margin(double cost) const
{
    const double kept = m_maximum * MarginShare + othersPerSecond() * OthersAheadSeconds;
    return std::clamp(kept, 0.0, std::max(0.0, m_maximum - cost));
}

std::optional<milliseconds> CostBucket::waitFor(double cost) const
{
    if (m_maximum <= 0) {
        if (m_requestsInFlight > 0)
            return {};
        return held();
    }
    const double missing = std::min(cost + margin(cost), m_maximum) - levelNow();
    if (missing <= 0)
        return held();
    if (m_restore <= 0)
        return {};
    const double rate = std::max(m_restore - othersPerSecond(), m_restore / 10);
    return std::max(held(), milliseconds(qint64(std::ceil(missing / rate * 1000))));
}

CostBucket::Reservation CostBucket::reserve(double cost)
{
    m_level = levelNow() - cost;
    m_levelAt = m_clock.monotonic();
    m_inFlight += cost;
    ++m_requestsInFlight;
    return {cost, m_levelAt, m_charged};
}

void CostBucket::settle(const Reservation &reservation, const std::optional<CostReport> &report)
{
    const milliseconds now = m_clock.monotonic();
    m_inFlight = std::max(0.0, m_inFlight - reservation.cost);
    --m_requestsInFlight;
    const double chargedMeanwhile = m_charged - reservation.chargedBefore;
    if (!report) {
        m_charged += reservation.cost;
        return;
    }
    const bool isFirst = m_maximum <= 0;
    m_maximum = report->maximum;
    m_restore = report->restorePerSecond;
    const double charged = report->actual.value_or(0);
    m_charged += charged;
    // Answers overtake each other: what is in flight, or was settled since this request was sent, may be in the
    // server's figure already, or not yet.
    const double least = report->available - m_inFlight - chargedMeanwhile;
    const double level = isFirst ? least : levelNow() + reservation.cost - charged;
    // Between sending and reading the answer the server's bucket can have filled by so much and no more.
    const double most = report->available + m_restore * seconds(now - reservation.sentAt);
    if (!isFirst && level > most)
        noteOthers(level - most);
    m_level = std::clamp(level, least, report->available);
    m_levelAt = now;
}

void CostBucket::giveBack(const Reservation &reservation)
{
    m_level = levelNow() + reservation.cost;
    m_levelAt = m_clock.monotonic();
    m_inFlight = std::max(0.0, m_inFlight - reservation.cost);
    --m_requestsInFlight;
}

void CostBucket::hold(milliseconds duration)
{
    m_heldUntil = std::max(m_heldUntil, m_clock.monotonic() + duration);
}

milliseconds CostBucket::held() const
{
    return std::max(milliseconds::zero(), m_heldUntil - m_clock.monotonic());
}

ThrottleState CostBucket::state() const
{
    return {.available = std::max(0.0, levelNow()),
        .maximum = m_maximum,
        .restorePerSecond = m_restore,
        .keptBack = margin(0)};
}

double CostBucket::othersPerSecond() const
{
    return m_others * std::exp(-seconds(m_clock.monotonic() - m_othersAt) / OthersSeconds);
}

void CostBucket::noteOthers(double points)
{
    m_others = othersPerSecond() + points / OthersSeconds;
    m_othersAt = m_clock.monotonic();
}

} // namespace Sync
