#pragma once

#include <QCoroTask>

#include <QDateTime>

#include <chrono>
#include <stop_token>

namespace Sync {

/// Time and timers as the engine sees them; a simulation hands in one of its own.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Wall time in UTC, for people and records; never to measure with.
    virtual QDateTime now() const = 0;
    /// Time since an arbitrary start that never goes back.
    virtual std::chrono::milliseconds monotonic() const = 0;
    /// Comes back after `duration`, or earlier with false when a stop was requested.
    virtual QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) = 0;
};

/// The machine's clocks and Qt timers. sleep() resumes on the thread that awaits it.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
    QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override;
};

} // namespace Sync
