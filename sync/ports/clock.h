#pragma once

#include "sync/ports/timer.h"

#include <QCoroTask>

#include <QDateTime>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace Sync {

/// Time and timers as the engine sees them; a simulation hands in one of its own.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Wall time in UTC, for people and records; never to measure with.
    virtual QDateTime now() const = 0;
    /// Time since an arbitrary start that never goes back, and goes on while the computer sleeps.
    virtual std::chrono::milliseconds monotonic() const = 0;
    /// Comes back after `duration`, or earlier with false when a stop was requested.
    virtual QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) = 0;
    /// A timer that calls `due` by this clock, not started yet. Made of sleep() where a clock has nothing better.
    virtual std::unique_ptr<Timer> timer(std::function<void()> due);
};

/// The machine's clocks and Qt timers, for any thread. sleep() resumes on the thread that awaits it; a timer calls on
/// the thread that starts it, which needs an event loop.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
    QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override;
    std::unique_ptr<Timer> timer(std::function<void()> due) override;
};

} // namespace Sync
