#pragma once

#include "sync/ports/clock.h"

namespace TestSupport {

/// The machine's clock, whose wall time somebody sets while it runs.
class SteppedClock final : public Sync::Clock
{
public:
    QDateTime now() const override { return m_clock.now().addMSecs(m_ahead.count()); }
    std::chrono::milliseconds monotonic() const override { return m_clock.monotonic(); }
    QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override
    {
        return m_clock.sleep(duration, std::move(stop));
    }
    std::unique_ptr<Sync::Timer> timer(std::function<void()> due) override { return m_clock.timer(std::move(due)); }

    /// So much ahead of what is true; behind it below zero.
    void set(std::chrono::milliseconds ahead) { m_ahead = ahead; }

private:
    Sync::SystemClock m_clock;
    std::chrono::milliseconds m_ahead{0};
};

} // namespace TestSupport
