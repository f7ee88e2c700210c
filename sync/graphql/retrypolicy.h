#pragma once

#include "sync/ports/random.h"

#include <chrono>
#include <optional>

namespace Sync {

/// What is known about a request that brought no usable answer.
enum class MissKind {
    NotSent, ///< Refused before anything left: no such host, connection refused.
    NoAnswer, ///< Left, but what became of it is unknown: timeout, reset, 5xx, HTML, cut JSON.
    Throttled, ///< THROTTLED or 429: not executed, told to come again.
    Suspicious, ///< 430: not executed, traffic looks hostile.
};

/// When a request is sent again. Pure; not thread-safe.
class RetryPolicy final
{
public:
    explicit RetryPolicy(Random &random)
        : m_random(random)
    { }

    /// The wait before the next attempt after `misses` (1 for the first) misses of this kind in a row, or nothing
    /// when it is time to give up. `told` is what the server asked for; it is never undercut. A mutation whose
    /// outcome is unknown is never sent again.
    std::optional<std::chrono::milliseconds> nextDelay(MissKind kind, int misses, bool isMutation,
        std::chrono::milliseconds told = std::chrono::milliseconds::zero()) const;

private:
    std::chrono::milliseconds backoff(
        std::chrono::milliseconds first, std::chrono::milliseconds most, int misses) const;

    Random &m_random;
};

} // namespace Sync
