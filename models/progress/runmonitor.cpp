#include "models/progress/runmonitor.h"

#include "models/paging/answer.h"

using namespace std::chrono_literals;

namespace Models {
namespace {

constexpr auto repaintInterval = 100ms;
constexpr int keptArrivals = 1000; // More than the list can show; older ones of one interval would scroll out unseen.

struct KindOf
{
    Sync::BatchKind operator()(const Sync::PullRequest &) const { return Sync::BatchKind::Pull; }
    Sync::BatchKind operator()(const Sync::ApplyRequest &) const { return Sync::BatchKind::Apply; }
    Sync::BatchKind operator()(const Sync::PushRequest &) const { return Sync::BatchKind::Push; }
    Sync::BatchKind operator()(const Sync::RollbackRequest &) const { return Sync::BatchKind::Rollback; }
    Sync::BatchKind operator()(const Sync::ReplayRequest &) const { return Sync::BatchKind::Replay; }
};

RunState endState(Sync::BatchStatus status)
{
    switch (status) {
    case Sync::BatchStatus::Completed:
        return RunState::Done;
    case Sync::BatchStatus::Partial:
        return RunState::DoneWithFailures;
    case Sync::BatchStatus::Cancelled:
    case Sync::BatchStatus::Interrupted:
        return RunState::Stopped;
    default:
        return RunState::Failed;
    }
}

} // namespace

RunMonitor::RunMonitor(Sync::Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(repaintInterval);
    connect(&m_flushTimer, &QTimer::timeout, this, &RunMonitor::flush);
    connect(&m_engine, &Sync::Engine::stateChanged, this, [this](const Sync::DeskState &desk) { m_desk = desk; });
    connect(&m_engine, &Sync::Engine::progressed, this, &RunMonitor::takeProgress);
    connect(&m_engine, &Sync::Engine::batchFinished, this, &RunMonitor::takeReport);
    connect(&m_engine, &Sync::Engine::itemFinished, this, [this](const Sync::ItemOutcome &outcome) {
        if (m_arrived.size() < keptArrivals)
            m_arrived += outcome;
        else if (outcome.outcome == Sync::Outcome::Error || outcome.outcome == Sync::Outcome::Unknown)
            m_arrived.last() = outcome;
        if (!m_flushTimer.isActive())
            m_flushTimer.start();
    });
}

bool RunMonitor::isActive() const
{
    switch (m_state) {
    case RunState::Starting:
    case RunState::Running:
    case RunState::Pausing:
    case RunState::Paused:
    case RunState::Stopping:
        return true;
    default:
        return false;
    }
}

void RunMonitor::start(const Sync::RunRequest &request)
{
    if (isActive())
        return;
    m_snapshot = {};
    m_snapshot.kind = std::visit(KindOf{}, request);
    m_report.reset();
    m_failure.reset();
    m_arrived.clear();
    m_outcomes.clear();
    m_pauseAsked = false;
    enter(RunState::Starting);
    whenAnswered(m_engine.run(request), this, [this](const Sync::Result<Sync::BatchReport> &result) {
        if (!result) {
            takeFailure(result.failure());
            return;
        }
        takeReport(*result);
    });
}

void RunMonitor::pause()
{
    if (m_state != RunState::Running && m_state != RunState::Starting)
        return;
    m_pauseAsked = true;
    m_engine.pause();
    enter(RunState::Pausing);
}

void RunMonitor::resume()
{
    if (m_state != RunState::Paused && m_state != RunState::Pausing)
        return;
    m_pauseAsked = false;
    m_engine.resume();
    enter(RunState::Running);
}

void RunMonitor::stop()
{
    if (!isActive() || m_state == RunState::Stopping)
        return;
    m_engine.cancel();
    enter(RunState::Stopping);
}

void RunMonitor::takeProgress(const Sync::ProgressSnapshot &progress)
{
    if (progress.batch.isValid() && progress.batch == m_ended)
        return;
    if (!isActive()) {
        if (progress.phase == Sync::Phase::Finished)
            return;
        // Somebody else started this one: another desk, the command line, the scheduler.
        m_report.reset();
        m_failure.reset();
        m_outcomes.clear();
        m_pauseAsked = false;
    }
    m_snapshot = progress;
    if (m_state == RunState::Stopping)
        enter(RunState::Stopping);
    else if (progress.status == Sync::BatchStatus::Paused)
        enter(RunState::Paused);
    else if (progress.pausing || m_pauseAsked)
        enter(RunState::Pausing);
    else
        enter(RunState::Running);
}

void RunMonitor::takeReport(const Sync::BatchReport &report)
{
    if (report.batch.isValid() && report.batch == m_ended)
        return;
    m_ended = report.batch;
    m_report = report;
    m_snapshot.batch = report.batch;
    m_snapshot.kind = report.kind;
    m_snapshot.phase = Sync::Phase::Finished;
    flush();
    enter(endState(report.status));
    Q_EMIT finished();
}

void RunMonitor::takeFailure(const Sync::Failure &failure)
{
    m_ended = m_snapshot.batch;
    m_failure = failure;
    flush();
    enter(failure.kind == Sync::FailureKind::Stopped ? RunState::Stopped : RunState::Failed);
    Q_EMIT finished();
}

void RunMonitor::enter(RunState state)
{
    if (state != m_state) {
        m_state = state;
        Q_EMIT changed();
        return;
    }
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void RunMonitor::flush()
{
    m_flushTimer.stop();
    if (!m_arrived.isEmpty()) {
        m_outcomes.add(m_arrived);
        m_arrived.clear();
    }
    Q_EMIT changed();
}

} // namespace Models
