#include "tests/simulation/desk.h"

#include "sync/jobs/push/pushjob.h"
#include "sync/jobs/replay/replayjob.h"
#include "sync/jobs/rollback/rollbackjob.h"
#include "tests/simulation/process.h"
#include "tests/simulation/world.h"

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace std::chrono_literals;

namespace Simulation {

namespace {

/// How long until somebody starts a dead process again.
constexpr std::array<Milliseconds, 4> restartAfter{1s, 20s, 45s, 130s};
constexpr Milliseconds settleAgainAfter{10s};

BreakerLimits limitsOf(const Setting &setting)
{
    BreakerLimits limits;
    if (setting.tightBreaker) {
        limits.products = 2;
        limits.removals = 0;
    }
    return limits;
}

QString outcomeOf(const Result<BatchReport> &report)
{
    return report ? u"ends %1 (%2 done, %3 failed, %4 skipped)"_s.arg(toWord(report->status))
                        .arg(report->succeeded)
                        .arg(report->failed)
                        .arg(report->skipped)
                  : u"ends: %1 %2"_s.arg(report.failure().what, report.failure().detail);
}

QCoro::Task<Result<QString>> backUp(Process &process)
{
    const Fault fault = process.strike(Site::Backup, "making a backup");
    co_await process.wait(100ms);
    if (process.isDead() || fault != Fault::None)
        co_return Failure{FailureKind::LocalDisk, u"The disk is full."_s};
    co_return u"backup"_s;
}

} // namespace

Desk::Desk(World &world, int number)
    : m_world(world)
    , m_number(number)
    , m_clockAhead(world.setting().clockAhead[size_t(number)])
{ }

void Desk::start()
{
    m_process = &m_world.startProcess(m_number);
    m_process->settings.safeLevel = m_safeLevel;
    m_world.trace().note([this] { return u"%1 starts"_s.arg(m_process->name()); });
}

void Desk::processDied()
{
    m_process = nullptr;
    m_isBusy = false;
    m_mustSettle = true;
    ++m_deathsInARow;
    if (m_world.isEnding())
        return;
    const int choice = m_world.choose(-(m_number + 1), int(restartAfter.size()));
    m_world.scheduler().callAt(m_world.scheduler().now() + restartAfter[size_t(choice)], [this] {
        if (m_world.isEnding())
            return;
        start();
        settle(-(m_number + 1));
    });
}

bool Desk::begin(Tape::Lane lane, const char *what)
{
    if (!m_process || m_isBusy) {
        m_world.trace().note(
            [&] { return u"desk %1 cannot begin %2"_s.arg(m_number + 1).arg(QString::fromLatin1(what)); });
        return false;
    }
    m_isBusy = true;
    m_process->begin(lane);
    m_world.trace().note([&] { return u"%1 begins %2"_s.arg(m_process->name(), QString::fromLatin1(what)); });
    return true;
}

void Desk::ended(const Process &process)
{
    if (process.isDead())
        return;
    m_isBusy = false;
    m_deathsInARow = 0;
}

void Desk::send(PushRequest request, Tape::Lane lane)
{
    if (begin(lane, "sending"))
        runPush(*m_process, std::move(request));
}

void Desk::rollBack(RollbackRequest request, Tape::Lane lane)
{
    if (begin(lane, "a rollback"))
        runRollback(*m_process, std::move(request));
}

void Desk::planRollback(RollbackRequest request, Tape::Lane lane)
{
    if (begin(lane, "the preview of a rollback"))
        runPlan(*m_process, std::move(request));
}

void Desk::replay(ReplayRequest request, Tape::Lane lane)
{
    if (begin(lane, "a replay"))
        runReplay(*m_process, std::move(request));
}

void Desk::planReplay(ReplayRequest request, Tape::Lane lane)
{
    if (begin(lane, "the preview of a replay"))
        runReplayPlan(*m_process, std::move(request));
}

void Desk::settle(Tape::Lane lane)
{
    if (!begin(lane, "settling"))
        return;
    m_mustSettle = true;
    runSettling(*m_process);
}

QCoro::Task<void> Desk::runPush(Process &process, PushRequest request)
{
    PushJob job(process.context(), limitsOf(m_world.setting()));
    const Result<BatchReport> report = co_await job.run(request, process.stopToken());
    m_world.trace().note([&] { return u"%1's sending %2"_s.arg(process.name(), outcomeOf(report)); });
    ended(process);
}

QCoro::Task<void> Desk::runRollback(Process &process, RollbackRequest request)
{
    RollbackJob job(process.context());
    const RollbackJob::Backup backup = [&process](std::stop_token) { return backUp(process); };
    const Result<BatchReport> report = co_await job.run(request, backup, process.stopToken());
    m_world.trace().note([&] {
        return u"%1's rollback of batch %2 %3"_s.arg(process.name()).arg(request.batch.value).arg(outcomeOf(report));
    });
    if (report && !process.isDead())
        m_world.invariants().rollbackEnded(request, *report);
    ended(process);
}

QCoro::Task<void> Desk::runPlan(Process &process, RollbackRequest request)
{
    RollbackJob job(process.context());
    const Result<RollbackPlan> plan = co_await job.plan(request, u"Shop"_s, process.stopToken());
    m_world.trace().note([&] {
        return u"%1's preview of batch %2: %3 to restore"_s.arg(process.name())
            .arg(request.batch.value)
            .arg(plan ? plan->willRestore : -1);
    });
    ended(process);
}

QCoro::Task<void> Desk::runReplay(Process &process, ReplayRequest request)
{
    ReplayJob job(process.context(), process.recorded);
    const RollbackJob::Backup backup = [&process](std::stop_token) { return backUp(process); };
    const Result<BatchReport> report = co_await job.run(request, backup, process.stopToken());
    m_world.trace().note([&] { return u"%1's replay %2"_s.arg(process.name(), outcomeOf(report)); });
    if (report && !process.isDead())
        m_world.invariants().replayEnded(request, *report);
    ended(process);
}

QCoro::Task<void> Desk::runReplayPlan(Process &process, ReplayRequest request)
{
    ReplayJob job(process.context(), process.recorded);
    const Result<ReplayPlan> plan = co_await job.plan(request, u"Shop"_s, process.stopToken());
    m_world.trace().note([&] {
        return u"%1's preview of a replay: %2 to write"_s.arg(process.name()).arg(plan ? plan->fields.willRestore : -1);
    });
    ended(process);
}

QCoro::Task<void> Desk::runSettling(Process &process)
{
    PushJob job(process.context());
    const Result<SettleReport> report = co_await job.settleUnknown(process.stopToken());
    m_world.trace().note([&] {
        return report ? u"%1 settled: %2 confirmed, %3 without effect, %4 conflicts, %5 unknown"_s.arg(process.name())
                            .arg(report->confirmed)
                            .arg(report->withoutEffect)
                            .arg(report->conflicts)
                            .arg(report->stillUnknown)
                      : u"%1 could not settle: %2"_s.arg(process.name(), report.failure().what);
    });
    settled(process, report ? Failure{} : report.failure());
}

void Desk::settled(const Process &process, const Failure &failure)
{
    if (process.isDead())
        return;
    ended(process);
    // As the engine does: what cannot be reached now is looked at again, another desk at work settles it itself.
    m_mustSettle = !failure.what.isEmpty() && failure.isTransient() && failure.kind != FailureKind::Busy;
    if (!m_mustSettle || m_world.isEnding())
        return;
    settleLater();
}

void Desk::settleLater()
{
    m_world.scheduler().callAt(m_world.scheduler().now() + settleAgainAfter, [this] {
        if (!m_mustSettle || !m_process || m_world.isEnding())
            return;
        if (m_isBusy)
            settleLater();
        else
            settle(-(m_number + 1));
    });
}

void Desk::pause()
{
    if (m_process && m_isBusy)
        m_process->gate.close();
}

void Desk::resume()
{
    if (m_process)
        m_process->gate.open();
}

void Desk::stop()
{
    if (m_process && m_isBusy)
        m_process->requestStop();
}

void Desk::setSafeLevel(SafeLevel level)
{
    m_safeLevel = level;
    if (m_process)
        m_process->settings.safeLevel = level;
}

void Desk::endProcess()
{
    if (m_process)
        m_process->die();
}

} // namespace Simulation
