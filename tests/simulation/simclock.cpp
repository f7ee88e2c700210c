#include "tests/simulation/simclock.h"

#include "tests/simulation/process.h"
#include "tests/simulation/world.h"

#include <utility>

namespace Simulation {

namespace {

/// Sleeps until a moment, and can be hurried.
class Sleep
{
public:
    Sleep(Process &process, Scheduler::Time until)
        : m_process(process)
        , m_until(until)
    { }
    Sleep(const Sleep &) = delete;
    Sleep &operator=(const Sleep &) = delete;

    void hurry() { m_process.world().scheduler().hurry(m_number); }

    struct Awaiter
    {
        Sleep *sleep;
        bool await_ready() const { return sleep->m_process.isDead(); }
        void await_suspend(std::coroutine_handle<> coroutine)
        {
            sleep->m_number
                = sleep->m_process.world().scheduler().resumeAt(sleep->m_until, sleep->m_process, coroutine);
        }
        void await_resume() const { }
    };
    Awaiter operator co_await() { return {this}; }

private:
    Process &m_process;
    Scheduler::Time m_until;
    int m_number = 0;
};

struct Hurry
{
    Sleep *sleep;
    void operator()() const { sleep->hurry(); }
};

} // namespace

struct GateWait
{
    SimGate *gate;
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> coroutine) { gate->m_waiting.push_back(coroutine); }
    void await_resume() const { }
};

QDateTime SimClock::now() const
{
    // 2 November 2026, 9:00 UTC.
    constexpr qint64 start = 1'793'610'000'000;
    World &world = m_process.world();
    return QDateTime::fromMSecsSinceEpoch(
        start + (world.scheduler().now() + world.desk(m_process.desk()).clockAhead()).count(), Qt::UTC);
}

std::chrono::milliseconds SimClock::monotonic() const
{
    return m_process.world().scheduler().now() + std::chrono::milliseconds(1'000'000LL * (m_process.number() + 1));
}

QCoro::Task<bool> SimClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    if (m_process.isDead() || stop.stop_requested())
        co_return false;
    m_process.strike(Site::Sleep, "waiting");
    Sleep sleeping(m_process, m_process.world().scheduler().now() + duration);
    {
        const std::stop_callback<Hurry> onStop(stop, Hurry{&sleeping});
        co_await sleeping;
    }
    co_return !m_process.isDead() && !stop.stop_requested();
}

quint64 SimRandom::next()
{
    m_state += 0x9e3779b97f4a7c15ULL;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

QCoro::Task<void> SimGate::pass(std::stop_token stop)
{
    while (!m_open && !stop.stop_requested() && !m_process.isDead())
        co_await GateWait{this};
}

void SimGate::open()
{
    m_open = true;
    letGo();
}

void SimGate::close()
{
    if (std::exchange(m_open, false))
        m_closedSince = m_process.world().scheduler().now();
}

void SimGate::letGo()
{
    for (const std::coroutine_handle<> waiting : std::exchange(m_waiting, {}))
        m_process.world().scheduler().resumeAt(m_process.world().scheduler().now(), m_process, waiting);
}

} // namespace Simulation
