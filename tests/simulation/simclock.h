#pragma once

#include "sync/async/gate.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"
#include "tests/simulation/scheduler.h"

#include <vector>

namespace Simulation {

class Process;

/// Virtual time as one desk sees it: its wall clock may be wrong, its steady one starts somewhere else.
class SimClock final : public Sync::Clock
{
public:
    explicit SimClock(Process &process)
        : m_process(process)
    { }

    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
    QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override;

private:
    Process &m_process;
};

/// SplitMix64 from a seed.
class SimRandom final : public Sync::Random
{
public:
    explicit SimRandom(quint64 seed)
        : m_state(seed * 0x9e3779b97f4a7c15ULL + 1)
    { }

    quint64 next() override;

private:
    quint64 m_state;
};

/// The pause of one desk; whoever waits at it goes on by the scheduler.
class SimGate final : public Sync::Gate
{
public:
    explicit SimGate(Process &process)
        : m_process(process)
    { }

    bool isOpen() const override { return m_open; }
    QCoro::Task<void> pass(std::stop_token stop) override;

    void open();
    void close();
    /// Those who wait look whether they were stopped.
    void letGo();
    /// Since when it has been closed; a time far ahead while it is open.
    Scheduler::Time closedSince() const { return m_open ? Scheduler::Time::max() : m_closedSince; }

private:
    Process &m_process;
    bool m_open = true;
    Scheduler::Time m_closedSince{0};
    std::vector<std::coroutine_handle<>> m_waiting;

    friend struct GateWait;
};

} // namespace Simulation
