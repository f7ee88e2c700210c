#include "sync/engine/scheduleservice.h"

#include "sync/async/start.h"
#include "sync/engine/answerof.h"
#include "sync/engine/desklink.h"
#include "sync/ports/clock.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QPointer>

namespace Sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds lookEvery = 15s;
constexpr std::chrono::milliseconds renewEvery = 30s;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Schedules)
};

Failure anotherIsRunning()
{
    return {FailureKind::Busy, Words::tr("A run by schedule is going on."), Words::tr("No other was started."),
        Words::tr("Wait for its end, or stop it first.")};
}

RunRequest requestOf(ScheduleAction action)
{
    switch (action) {
    case ScheduleAction::PullChanged:
        return PullRequest{.scope = PullScope::Incremental};
    case ScheduleAction::PullFull:
        return PullRequest{.scope = PullScope::Full};
    case ScheduleAction::Push:
        break;
    }
    // All that is approved, and nothing a person would have to be asked about: no override, no typed name.
    return PushRequest{};
}

QString sentence(const BatchReport &report)
{
    if (report.status == BatchStatus::Cancelled)
        return Words::tr("It was stopped. Done: %1, of %2.").arg(report.succeeded).arg(report.total);
    QString text = Words::tr("Done: %1, failed: %2, left alone: %3.")
                       .arg(report.succeeded)
                       .arg(report.failed)
                       .arg(report.skipped);
    if (report.kind == BatchKind::Pull)
        text += u' ' + Words::tr("Changes that came to Review: %1.").arg(report.staged);
    return text;
}

QString waitsForDecision(BatchId cut)
{
    return Words::tr("Run %1, which was sending, was interrupted, and nobody has decided what is to become of it.")
               .arg(cut.value)
        + u' ' + Words::tr("Nothing was sent; it is tried again until somebody has.") + u' '
        + Words::tr("Go on with that run, roll it back or leave it.");
}

/// A guard that would have asked, or said no, is no fault: the run was held.
ScheduleOutcome outcomeOf(const Failure &failure)
{
    return failure.kind == FailureKind::Refused || failure.kind == FailureKind::BreakerHeld ? ScheduleOutcome::Held
                                                                                            : ScheduleOutcome::Failed;
}

} // namespace

ScheduleService::ScheduleService(DeskLink &desk, Clock &clock, Operator operatorAtDesk, Run run, QObject *parent)
    : Schedules(parent)
    , m_desk(desk)
    , m_clock(clock)
    , m_operator(std::move(operatorAtDesk))
    , m_run(std::move(run))
    , m_look(clock.timer([this] { look(); }))
    , m_renew(clock.timer([this] {
        m_desk.ask<Done>(
            [id = m_running, by = m_operator.desk](PgSession &session) { return renewClaim(session, id, by); });
    }))
{ }

ScheduleService::~ScheduleService() = default;

template <typename T>
QFuture<Result<T>> ScheduleService::announced(QFuture<Result<T>> answer)
{
    auto *watcher = new QFutureWatcher<Result<T>>(this);
    connect(watcher, &QFutureWatcher<Result<T>>::finished, this, [this, watcher] {
        watcher->deleteLater();
        Q_EMIT changed();
    });
    watcher->setFuture(answer);
    return answer;
}

QFuture<Result<QList<ScheduleRow>>> ScheduleService::list()
{
    return m_desk.ask<QList<ScheduleRow>>([](PgSession &session) { return listSchedules(session); });
}

QFuture<Result<ScheduleId>> ScheduleService::save(Schedule schedule)
{
    return announced(
        m_desk.ask<ScheduleId>([schedule = std::move(schedule), now = m_clock.now(), by = m_operator](
                                   PgSession &session) { return saveSchedule(session, schedule, now, by); }));
}

QFuture<Result<Done>> ScheduleService::remove(ScheduleId id)
{
    return announced(
        m_desk.ask<Done>([id, by = m_operator](PgSession &session) { return removeSchedule(session, id, by); }));
}

QFuture<Result<Done>> ScheduleService::setEnabled(ScheduleId id, bool enabled)
{
    return announced(m_desk.ask<Done>([id, enabled, now = m_clock.now(), by = m_operator](PgSession &session) {
        return enableSchedule(session, id, enabled, now, by);
    }));
}

QFuture<Result<ScheduleRun>> ScheduleService::runNow(ScheduleId id)
{
    return futureOf(runOne(id));
}

QFuture<Result<QList<ScheduleRun>>> ScheduleService::runDue()
{
    return futureOf(runAllDue());
}

void ScheduleService::keepRunning()
{
    m_look->startEvery(lookEvery);
    look();
}

void ScheduleService::look()
{
    if (!m_isBusy)
        start(runAllDue(), "running what is due by schedule");
}

void ScheduleService::setRunning(ScheduleId id)
{
    m_running = id;
    m_isBusy = id.isValid();
    if (m_isBusy)
        m_renew->startEvery(renewEvery);
    else
        m_renew->stop();
    Q_EMIT changed();
}

QCoro::Task<Result<QList<ScheduleRun>>> ScheduleService::runAllDue()
{
    const QPointer self(this);
    QList<ScheduleRun> runs;
    while (true) {
        if (m_isBusy)
            co_return anotherIsRunning();
        m_isBusy = true;
        const QFuture<Result<std::optional<ScheduleClaim>>> claiming = m_desk.ask<std::optional<ScheduleClaim>>(
            [now = m_clock.now(), by = m_operator.desk](PgSession &session) { return claimDue(session, now, by); });
        const Result<std::optional<ScheduleClaim>> claim = co_await answerOf(claiming);
        if (!self)
            co_return stopped();
        m_isBusy = false;
        if (!claim)
            co_return claim.failure();
        if (!*claim)
            co_return QList<ScheduleRun>(runs);
        const Result<ScheduleRun> run = co_await carryOut(**claim);
        if (!self)
            co_return stopped();
        if (!run)
            co_return run.failure();
        runs += *run;
    }
}

QCoro::Task<Result<ScheduleRun>> ScheduleService::runOne(ScheduleId id)
{
    const QPointer self(this);
    if (m_isBusy)
        co_return anotherIsRunning();
    m_isBusy = true;
    const QFuture<Result<ScheduleClaim>> claiming = m_desk.ask<ScheduleClaim>(
        [id, by = m_operator.desk](PgSession &session) { return claimSchedule(session, id, by); });
    const Result<ScheduleClaim> claim = co_await answerOf(claiming);
    if (!self)
        co_return stopped();
    m_isBusy = false;
    if (!claim)
        co_return claim.failure();
    co_return co_await carryOut(*claim);
}

QCoro::Task<Result<ScheduleRun>> ScheduleService::carryOut(ScheduleClaim claim)
{
    const QPointer self(this);
    const Schedule &schedule = claim.schedule;
    setRunning(schedule.id);
    ScheduleRun run{.schedule = schedule.id, .name = schedule.name, .action = schedule.action};
    NextTry next = NextTry::Regularly;
    if (claim.undecided.isValid()) {
        run.outcome = ScheduleOutcome::Held;
        run.message = waitsForDecision(claim.undecided);
        next = NextTry::Soon;
    } else if (claim.hasWork) {
        const QFuture<Result<BatchReport>> running
            = m_run(requestOf(schedule.action), startedBySchedule(schedule.name));
        const Result<BatchReport> report = co_await answerOf(running);
        if (!self)
            co_return stopped();
        if (!report && (report.failure().kind == FailureKind::Busy || report.failure().kind == FailureKind::Stopped)) {
            // Somebody is at work, or this desk is going: it stays due, here and on every other desk.
            const QFuture<Result<Done>> releasing = m_desk.ask<Done>(
                [id = schedule.id, by = m_operator.desk](PgSession &session) { return releaseClaim(session, id, by); });
            const Result<Done> released = co_await answerOf(releasing);
            if (!self)
                co_return stopped();
            setRunning({});
            co_return released ? Failure(report.failure()) : Failure(released.failure());
        }
        run.outcome = report
            ? (report->status == BatchStatus::Cancelled ? ScheduleOutcome::Failed : ScheduleOutcome::Done)
            : outcomeOf(report.failure());
        run.message = report ? sentence(*report) : report.failure().text();
        run.batch = report ? report->batch : BatchId();
        if (!report && report.failure().isTransient())
            next = NextTry::Soon;
    } else {
        run.outcome = ScheduleOutcome::NothingToDo;
        run.message = Words::tr("Nothing was approved to send.");
    }
    run.endedAt = m_clock.now();
    co_return co_await finish(claim, run, next);
}

QCoro::Task<Result<ScheduleRun>> ScheduleService::finish(ScheduleClaim claim, ScheduleRun run, NextTry next)
{
    const QPointer self(this);
    const QFuture<Result<ScheduleRun>> finishing
        = m_desk.ask<ScheduleRun>([claim, run, next, by = m_operator.desk](
                                      PgSession &session) { return finishRun(session, claim, run, next, by); });
    const Result<ScheduleRun> kept = co_await answerOf(finishing);
    if (!self)
        co_return stopped();
    setRunning({});
    if (kept)
        Q_EMIT runEnded(*kept);
    co_return kept;
}

} // namespace Sync
