#pragma once

#include "sync/ports/clock.h"

#include <memory>

namespace Sync {

/// The timer of a clock that can do no more than sleep: a coroutine that sleeps and then calls.
class SleepingTimer final : public Timer
{
    Q_DISABLE_COPY_MOVE(SleepingTimer)

public:
    /// The clock outlives the timer.
    SleepingTimer(Clock &clock, std::function<void()> due);
    ~SleepingTimer() override;

    void startOnce(std::chrono::milliseconds duration) override { start(duration, Calls::One); }
    void startEvery(std::chrono::milliseconds interval) override { start(interval, Calls::Many); }
    void stop() override;
    bool isActive() const override { return m_state->isActive; }

private:
    enum class Calls { One, Many };

    // Outlives the timer in the coroutines that still sleep: a call may destroy the timer it comes from.
    struct State
    {
        Clock &clock;
        std::function<void()> due;
        bool isActive = false;
    };

    void start(std::chrono::milliseconds duration, Calls calls);
    static QCoro::Task<void> run(
        std::shared_ptr<State> state, std::chrono::milliseconds duration, Calls calls, std::stop_token stop);

    std::shared_ptr<State> m_state;
    std::stop_source m_stop; ///< Of what was started last.
};

} // namespace Sync
