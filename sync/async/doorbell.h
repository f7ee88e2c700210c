#pragma once

#include <coroutine>
#include <utility>

namespace Sync {

/// Wakes the one coroutine that waits for something on its own thread to happen. Rings are not counted: whoever waits
/// looks at the state again. Without an event loop, so that order is the callers' alone.
class Doorbell final
{
public:
    Doorbell() = default;
    Doorbell(const Doorbell &) = delete;
    Doorbell &operator=(const Doorbell &) = delete;

    /// Resumes the waiter, if there is one, before it returns; so it is the last thing a coroutine does.
    void ring()
    {
        if (const std::coroutine_handle<> waiter = std::exchange(m_waiter, nullptr))
            waiter.resume();
        else
            m_rung = true;
    }

    /// `co_await bell.rung()`: until the next ring, or at once when it has rung since the last wait.
    auto rung() { return Wait{*this}; }

private:
    struct Wait
    {
        Doorbell &bell;

        bool await_ready() const { return std::exchange(bell.m_rung, false); }
        void await_suspend(std::coroutine_handle<> waiter) { bell.m_waiter = waiter; }
        void await_resume() const { }
    };

    std::coroutine_handle<> m_waiter;
    bool m_rung = false;
};

} // namespace Sync
