#include "sync/ports/sleepingtimer.h"

#include <utility>

namespace Sync {

SleepingTimer::SleepingTimer(Clock &clock, std::function<void()> due)
    : m_state(new State{clock, std::move(due)})
{ }

SleepingTimer::~SleepingTimer()
{
    stop();
}

void SleepingTimer::stop()
{
    m_state->isActive = false;
    // A copy: whoever is told may end this timer.
    const std::stop_source source = std::exchange(m_stop, std::stop_source());
    source.request_stop();
}

void SleepingTimer::start(std::chrono::milliseconds duration, Calls calls)
{
    stop();
    m_state->isActive = true;
    run(m_state, duration, calls, m_stop.get_token());
}

QCoro::Task<void> SleepingTimer::run(
    std::shared_ptr<State> state, std::chrono::milliseconds duration, Calls calls, std::stop_token stop)
{
    do {
        const bool slept = co_await state->clock.sleep(duration, stop);
        if (!slept || stop.stop_requested())
            co_return;
        if (calls == Calls::One)
            state->isActive = false;
        state->due();
    } while (calls == Calls::Many && !stop.stop_requested());
}

} // namespace Sync
