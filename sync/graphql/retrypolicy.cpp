#include "sync/graphql/retrypolicy.h"

#include <algorithm>

namespace Sync {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {
constexpr int MostFailures = 4;
/// Waiting for points is normal; only a shop that refuses for minutes on end is given up.
constexpr int MostThrottles = 60;
constexpr int MostSuspicions = 3;
} // namespace

milliseconds RetryPolicy::backoff(milliseconds first, milliseconds most, int misses) const
{
    const milliseconds full = std::min<milliseconds>(most, first * (qint64(1) << std::min(misses - 1, 16)));
    // Half fixed, half drawn: desks that failed together do not come back together.
    const qint64 half = full.count() / 2;
    return milliseconds(half + qint64(m_random.below(quint64(half) + 1)));
}

std::optional<milliseconds> RetryPolicy::nextDelay(MissKind kind, int misses, bool isMutation, milliseconds told) const
{
    switch (kind) {
    case MissKind::NoAnswer:
        if (isMutation || misses > MostFailures)
            return {};
        return std::max(told, backoff(500ms, 30s, misses));
    case MissKind::NotSent:
        if (misses > MostFailures)
            return {};
        return std::max(told, backoff(500ms, 30s, misses));
    case MissKind::Throttled:
        if (misses > MostThrottles)
            return {};
        if (told > milliseconds::zero())
            return told + milliseconds(qint64(m_random.below(50)));
        return backoff(1s, 10s, misses);
    case MissKind::Suspicious:
        if (misses > MostSuspicions)
            return {};
        return std::max(told, backoff(60s, 300s, misses));
    }
    return {};
}

} // namespace Sync
