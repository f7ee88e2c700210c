#pragma once

#include "sync/ports/clock.h"

#include <QTimeZone>

#include <list>

namespace TestSupport {

/// A clock that moves when told, and at once by as much as anybody sleeps. Timers call while it is told to move, in the
/// order in which they are due.
class ManualClock final : public Sync::Clock
{
public:
    QDateTime now() const override { return m_start.addMSecs(m_elapsed.count()); }
    std::chrono::milliseconds monotonic() const override { return m_elapsed; }
    QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override
    {
        if (stop.stop_requested())
            co_return false;
        m_elapsed += duration;
        m_slept += duration;
        co_return true;
    }

    std::unique_ptr<Sync::Timer> timer(std::function<void()> due) override
    {
        return std::make_unique<ManualTimer>(*this, std::move(due));
    }

    void advance(std::chrono::milliseconds duration)
    {
        const std::chrono::milliseconds end = m_elapsed + duration;
        while (ManualTimer *next = nextBefore(end)) {
            m_elapsed = std::max(m_elapsed, *next->dueAt);
            next->call();
        }
        m_elapsed = end;
    }
    std::chrono::milliseconds slept() const { return m_slept; }

private:
    class ManualTimer final : public Sync::Timer
    {
    public:
        ManualTimer(ManualClock &clock, std::function<void()> due)
            : m_clock(clock)
            , m_due(std::move(due))
        {
            m_clock.m_timers.push_back(this);
        }
        ~ManualTimer() override { m_clock.m_timers.remove(this); }

        void startOnce(std::chrono::milliseconds duration) override
        {
            m_interval.reset();
            dueAt = m_clock.m_elapsed + duration;
        }
        void startEvery(std::chrono::milliseconds interval) override
        {
            m_interval = interval;
            dueAt = m_clock.m_elapsed + interval;
        }
        void stop() override { dueAt.reset(); }
        bool isActive() const override { return dueAt.has_value(); }

        void call()
        {
            if (m_interval)
                dueAt = *dueAt + *m_interval;
            else
                dueAt.reset();
            const auto due = m_due; // the call may end this timer
            due();
        }

        std::optional<std::chrono::milliseconds> dueAt;

    private:
        ManualClock &m_clock;
        const std::function<void()> m_due;
        std::optional<std::chrono::milliseconds> m_interval;
    };

    ManualTimer *nextBefore(std::chrono::milliseconds end) const
    {
        ManualTimer *next = nullptr;
        for (ManualTimer *timer : m_timers)
            if (timer->dueAt && *timer->dueAt <= end && (!next || *timer->dueAt < *next->dueAt))
                next = timer;
        return next;
    }

    std::list<ManualTimer *> m_timers;
    QDateTime m_start = QDateTime(QDate(2026, 11, 2), QTime(9, 0), QTimeZone::utc());
    // Not zero: nothing may take the start of the clock for "never".
    std::chrono::milliseconds m_elapsed{1'000'000};
    std::chrono::milliseconds m_slept{0};
};

} // namespace TestSupport
