#include "tests/simulation/scheduler.h"

#include "tests/simulation/process.h"
#include "tests/simulation/tape.h"

#include <algorithm>

namespace Simulation {

namespace {
/// More than this at one moment are not shuffled.
constexpr size_t mostTies = 8;
} // namespace

Scheduler::Scheduler(Tape &tape)
    : m_tape(tape)
{ }

int Scheduler::resumeAt(Time when, Process &process, std::coroutine_handle<> coroutine)
{
    m_entries.push_back({.due = when, .number = ++m_numbers, .process = &process, .coroutine = coroutine});
    return m_numbers;
}

void Scheduler::callAt(Time when, std::function<void()> call)
{
    m_entries.push_back({.due = when, .number = ++m_numbers, .call = std::move(call)});
}

void Scheduler::forget(int number)
{
    std::erase_if(m_entries, [number](const Entry &entry) { return entry.number == number; });
}

void Scheduler::hurry(int number)
{
    for (Entry &entry : m_entries)
        if (entry.number == number)
            entry.due = m_now;
}

Scheduler::Time Scheduler::dueOf(const Entry &entry) const
{
    if (!entry.process)
        return entry.due;
    return entry.process->isDead() ? Time{-1} : std::max(entry.due, entry.process->frozenUntil());
}

size_t Scheduler::chosen(const std::function<int(int)> &drawTie)
{
    m_ready.clear();
    Time first = Time::max();
    for (size_t i = 0; i < m_entries.size(); ++i) {
        const Time due = std::max(dueOf(m_entries[i]), Time{-1});
        if (due < first) {
            first = due;
            m_ready.clear();
        }
        if (due == first)
            m_ready.push_back(i);
    }
    if (first < Time{0} || m_ready.size() == 1)
        return m_ready.front();
    const int alternatives = int(std::min(m_ready.size(), mostTies));
    return m_ready[size_t(m_tape.next(
        Tape::ties, alternatives, drawTie ? Tape::Draw([&] { return drawTie(alternatives); }) : Tape::Draw()))];
}

bool Scheduler::step(const std::function<int(int)> &drawTie)
{
    if (m_entries.empty())
        return false;
    ++m_steps;
    const size_t index = chosen(drawTie);
    Entry entry = std::move(m_entries[index]);
    m_entries.erase(m_entries.begin() + std::ptrdiff_t(index));
    m_now = std::max(m_now, dueOf(entry));
    if (entry.coroutine)
        entry.coroutine.resume();
    else
        entry.call();
    return true;
}

bool Wait::await_ready() const
{
    return m_process->isDead();
}

} // namespace Simulation
