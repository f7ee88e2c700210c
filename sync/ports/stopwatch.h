#pragma once

#include "sync/ports/clock.h"

namespace Sync {

/// How long something takes by a clock that never goes back.
class Stopwatch final
{
public:
    /// Starts at once. The clock outlives it.
    explicit Stopwatch(const Clock &clock)
        : m_clock(&clock)
        , m_start(clock.monotonic())
    { }

    std::chrono::milliseconds elapsed() const { return m_clock->monotonic() - m_start; }

private:
    const Clock *m_clock;
    std::chrono::milliseconds m_start;
};

} // namespace Sync
