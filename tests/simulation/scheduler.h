#pragma once

#include <chrono>
#include <coroutine>
#include <functional>
#include <vector>

namespace Simulation {

class Process;
class Tape;

/// The only loop of a simulation: what is due next, in virtual time. Nothing waits for real.
///
/// Among what is due at the same moment the tape chooses. What belongs to a process that stands still is due when it
/// goes on; what belongs to one that has died is let run out at once, before anything else, as none of its calls has
/// an effect any more.
class Scheduler
{
public:
    using Time = std::chrono::milliseconds;

    explicit Scheduler(Tape &tape);

    Time now() const { return m_now; }
    /// Steps taken so far.
    int steps() const { return m_steps; }

    /// Resumes a coroutine of a process at a moment. The number names it to hurry().
    int resumeAt(Time when, Process &process, std::coroutine_handle<> coroutine);
    /// Calls something of the world's own at a moment.
    void callAt(Time when, std::function<void()> call);
    int lastNumber() const { return m_numbers; }
    /// Takes back what was to be called.
    void forget(int number);
    /// Makes something due now.
    void hurry(int number);

    /// Takes one step; false when nothing is left to do.
    bool step(const std::function<int(int)> &drawTie);
    bool isIdle() const { return m_entries.empty(); }

private:
    struct Entry
    {
        Time due;
        int number;
        Process *process = nullptr;
        std::coroutine_handle<> coroutine = {};
        std::function<void()> call = {};
    };

    Time dueOf(const Entry &entry) const;
    size_t chosen(const std::function<int(int)> &drawTie);

    Tape &m_tape;
    Time m_now{0};
    int m_steps = 0;
    int m_numbers = 0;
    std::vector<Entry> m_entries; ///< In the order they came.
    std::vector<size_t> m_ready;
};

/// `co_await Wait(…)`: a process goes on at a moment, or at once when it has died.
class Wait
{
public:
    Wait(Scheduler &scheduler, Process &process, Scheduler::Time when)
        : m_scheduler(&scheduler)
        , m_process(&process)
        , m_when(when)
    { }

    bool await_ready() const;
    void await_suspend(std::coroutine_handle<> coroutine) { m_scheduler->resumeAt(m_when, *m_process, coroutine); }
    void await_resume() const { }

private:
    Scheduler *m_scheduler;
    Process *m_process;
    Scheduler::Time m_when;
};

} // namespace Simulation
