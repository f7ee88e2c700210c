#include "sync/engine/progressmeter.h"

#include "sync/ports/clock.h"

#include <cmath>

namespace Sync {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds shortestPause = 34ms; // 30 snapshots a second at most
constexpr std::chrono::milliseconds window = 30s;
constexpr std::chrono::milliseconds sampleEvery = 250ms;
constexpr std::chrono::milliseconds noGuessBefore = 20s;
constexpr double noGuessBelow = 0.03;

double secondsOf(std::chrono::milliseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

} // namespace

ProgressMeter::ProgressMeter(Clock &clock, Outlet outlet)
    : m_clock(clock)
    , m_outlet(std::move(outlet))
{ }

void ProgressMeter::begin(BatchKind kind)
{
    m_snapshot = {};
    m_snapshot.kind = kind;
    m_snapshot.status = BatchStatus::Running;
    m_snapshot.startedAt = m_clock.now();
    m_lastSent = m_clock.monotonic() - shortestPause;
    m_isRunning = true;
    restartRate();
    send();
}

void ProgressMeter::tick()
{
    if (!m_isRunning)
        return;
    if (m_snapshot.status == BatchStatus::Running)
        sample();
    changed();
}

void ProgressMeter::pauseRequested()
{
    if (m_snapshot.status != BatchStatus::Running)
        return;
    m_snapshot.pausing = true;
    changed();
}

void ProgressMeter::paused()
{
    m_snapshot.pausing = false;
    m_snapshot.status = BatchStatus::Paused;
    changed();
}

void ProgressMeter::resumed()
{
    m_snapshot.pausing = false;
    m_snapshot.status = BatchStatus::Running;
    restartRate(); // the pause was no slowness
    changed();
}

void ProgressMeter::finish(BatchStatus status)
{
    m_snapshot.status = status;
    m_snapshot.phase = Phase::Finished;
    m_snapshot.pausing = false;
    m_snapshot.note.clear();
    send();
    m_isRunning = false;
}

void ProgressMeter::batchStarted(BatchId batch, BatchKind kind)
{
    m_snapshot.batch = batch;
    m_snapshot.kind = kind;
    changed();
}

void ProgressMeter::phaseStarted(Phase phase, qint64 total)
{
    m_snapshot.phase = phase;
    m_snapshot.total = total;
    m_snapshot.done = 0;
    m_snapshot.note.clear();
    restartRate();
    changed();
}

void ProgressMeter::advanced(qint64 done, qint64 bytes)
{
    m_snapshot.done = done;
    m_snapshot.bytes = std::max(m_snapshot.bytes, bytes);
    sample();
    changed();
}

void ProgressMeter::itemFinished(const ItemOutcome &outcome)
{
    switch (outcome.outcome) {
    case Outcome::Success:
        ++m_snapshot.succeeded;
        break;
    case Outcome::Error:
    case Outcome::Unknown:
        ++m_snapshot.failed;
        break;
    case Outcome::Skipped:
    case Outcome::Conflict:
        ++m_snapshot.skipped;
        break;
    }
    m_outlet.itemFinished(outcome);
    changed();
}

void ProgressMeter::itemsFinished(qint64 succeeded, qint64 failed, qint64 skipped)
{
    m_snapshot.succeeded += succeeded;
    m_snapshot.failed += failed;
    m_snapshot.skipped += skipped;
    changed();
}

void ProgressMeter::noted(const QString &note)
{
    m_snapshot.note = note;
    changed();
}

void ProgressMeter::changed()
{
    if (!m_isRunning)
        return;
    if (m_clock.monotonic() - m_lastSent >= shortestPause)
        send();
}

void ProgressMeter::send()
{
    m_lastSent = m_clock.monotonic();
    m_snapshot.throttle = m_outlet.throttle();
    m_snapshot.perSecond = m_snapshot.status == BatchStatus::Running ? ratePerSecond() : 0;
    m_snapshot.remaining = remaining(m_snapshot.perSecond);
    m_outlet.progressed(m_snapshot);
}

void ProgressMeter::restartRate()
{
    m_phaseStart = m_clock.monotonic();
    m_samples.clear();
    m_samples.push_back({m_phaseStart, m_snapshot.done});
}

void ProgressMeter::sample()
{
    const std::chrono::milliseconds now = m_clock.monotonic();
    if (now - m_samples.back().at < sampleEvery)
        return;
    m_samples.push_back({now, m_snapshot.done});
    // The oldest one kept is just outside the window, so that the window is always spanned.
    while (m_samples.size() > 2 && now - m_samples[1].at >= window)
        m_samples.pop_front();
}

double ProgressMeter::ratePerSecond() const
{
    const std::chrono::milliseconds span = m_clock.monotonic() - m_samples.front().at;
    if (span < sampleEvery)
        return 0;
    return double(m_snapshot.done - m_samples.front().done) / secondsOf(span);
}

std::optional<std::chrono::seconds> ProgressMeter::remaining(double rate) const
{
    const qint64 left = m_snapshot.total - m_snapshot.done;
    if (m_snapshot.total <= 0 || left <= 0 || rate <= 0 || m_snapshot.status != BatchStatus::Running)
        return {};
    if (m_clock.monotonic() - m_phaseStart < noGuessBefore
        || double(m_snapshot.done) < noGuessBelow * double(m_snapshot.total))
        return {};
    return std::chrono::seconds(std::llround(std::ceil(double(left) / rate)));
}

} // namespace Sync
