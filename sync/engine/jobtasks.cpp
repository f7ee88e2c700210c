#include "sync/engine/jobtasks.h"

#include "sync/async/signalwait.h"
#include "sync/db/databasebackup.h"
#include "sync/engine/abandonedbatches.h"
#include "sync/graphql/shopaddress.h"
#include "sync/jobs/apply/applyjob.h"
#include "sync/jobs/common/databaseworker.h"
#include "sync/jobs/common/jobcontext.h"
#include "sync/jobs/common/writerturn.h"
#include "sync/jobs/compare/comparison.h"
#include "sync/jobs/pull/pulljob.h"
#include "sync/jobs/push/pushjob.h"
#include "sync/jobs/replay/replayjob.h"
#include "sync/jobs/rollback/rollbackjob.h"
#include "sync/journal/pgreplayjournal.h"
#include "sync/journal/queuedjournal.h"
#include "sync/lease/pgleasestore.h"
#include "sync/ports/clock.h"

#include <QCoreApplication>
#include <QDir>

namespace Sync {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Engine)
};

/// The stores behind the protocol of writing, for as long as one run takes: the journal on a connection of its own, so
/// that what is written down holds up neither requests nor the lease.
struct Protocol
{
    /// With the memory of the desk, nothing is done in an older copy of its database.
    explicit Protocol(const JobContext &context, NewestEpoch *newest = nullptr)
        : journal(context.database)
        , leases(context.session)
        , remembered(leases, newest ? *newest : unused)
        , ports{journal, remembered, context.shop, context.clock, context.random, context.gate, context.observer,
              context.settings, context.operatorAtDesk, {}, context.settings.bulkFrom > 0 ? &context.shop : nullptr,
              {.fewest = context.settings.bulkFrom}}
    { }
    Q_DISABLE_COPY_MOVE(Protocol)

    QueuedJournal journal;
    PgLeaseStore leases;
    NewestEpoch unused;
    RememberedLease remembered;
    ProtocolContext ports;
};

/// Waits without holding up the thread: the lease is renewed meanwhile, and a stop is heard.
QCoro::Task<Result<QString>> backUp(ConnectionSettings database, QString folder, QDateTime now, std::stop_token stop)
{
    if (!QDir().mkpath(folder)) {
        co_return Failure{FailureKind::LocalDisk, Words::tr("The folder for backups cannot be made."),
            Words::tr("Nothing was rolled back."), Words::tr("Check the rights of the folder %1.").arg(folder)};
    }
    DatabaseBackup backup(database);
    std::optional<Result<BackupFile>> made;
    QObject::connect(
        &backup, &DatabaseBackup::finished, &backup, [&made](const Result<BackupFile> &outcome) { made = outcome; });
    backup.start(DatabaseBackup::suggestedPath(folder, database.database, now));
    if (!made)
        co_await SignalWait(&backup, &DatabaseBackup::finished, stop);
    if (!made)
        backup.cancel();
    if (!made)
        co_await SignalWait(&backup, &DatabaseBackup::finished, {});
    if (!*made)
        co_return made->failure();
    co_return QString((*made)->path);
}

/// Runs the comparison on a worker of its own, for as long as it takes.
QCoro::Task<Result<qint64>> stageOnWorker(
    ConnectionSettings database, Operator who, CommitCheck check, std::stop_token stop)
{
    DatabaseWorker worker(database);
    const std::function<Result<qint64>(PgSession &)> work
        = [who, check, stop](PgSession &session) { return Sync::stageLocalEdits(session, who, stop, check); };
    co_return co_await worker.run<qint64>(work, stop);
}

QString sentence(const SettleReport &report)
{
    const qint64 settled = report.confirmed + report.withoutEffect + report.conflicts;
    if (settled == 0 && report.stillUnknown == 0)
        return {};
    return Words::tr(
        "An earlier run was interrupted: %1 of its writes had reached Shopify, %2 had not, %3 met something "
        "else there, and %4 could not be settled yet.")
        .arg(report.confirmed)
        .arg(report.withoutEffect)
        .arg(report.conflicts)
        .arg(report.stillUnknown);
}

} // namespace

QCoro::Task<Result<BatchReport>> JobTasks::run(RunRequest request, const JobContext &context, std::stop_token stop)
{
    if (const auto *pulling = std::get_if<PullRequest>(&request))
        co_return co_await pull(*pulling, context, stop);
    if (const auto *apply = std::get_if<ApplyRequest>(&request)) {
        ApplyJob job(context, *apply);
        co_return co_await job.run(stop);
    }
    if (const auto *sending = std::get_if<PushRequest>(&request))
        co_return co_await push(*sending, context, stop);
    if (const auto *window = std::get_if<ReplayRequest>(&request))
        co_return co_await replay(*window, context, stop);
    co_return co_await rollBack(std::get<RollbackRequest>(request), context, stop);
}

QCoro::Task<Result<BatchReport>> JobTasks::pull(PullRequest request, const JobContext &context, std::stop_token stop)
{
    PullJob job(context, request);
    const Result<BatchReport> report = co_await job.run(stop);
    if (report && report->status == BatchStatus::Completed && request.scope != PullScope::Selective)
        m_newest.forget();
    co_return report;
}

QCoro::Task<Result<BatchReport>> JobTasks::push(PushRequest request, const JobContext &context, std::stop_token stop)
{
    const Protocol protocol(context, &m_newest);
    PushJob job(protocol.ports, m_breaker);
    co_return co_await job.run(request, stop);
}

QCoro::Task<Result<BatchReport>> JobTasks::rollBack(
    RollbackRequest request, const JobContext &context, std::stop_token stop)
{
    const Protocol protocol(context, &m_newest);
    RollbackJob job(protocol.ports);
    const RollbackJob::Backup backup = [&context, folder = m_backupFolder](std::stop_token whileRunning) {
        return backUp(context.database, folder, context.clock.now(), std::move(whileRunning));
    };
    co_return co_await job.run(request, backup, stop);
}

QCoro::Task<Result<BatchReport>> JobTasks::replay(
    ReplayRequest request, const JobContext &context, std::stop_token stop)
{
    const Protocol protocol(context);
    PgReplayJournal recorded(context.session);
    ReplayJob job(protocol.ports, recorded);
    const RollbackJob::Backup backup = [&context, folder = m_backupFolder](std::stop_token whileRunning) {
        return backUp(context.database, folder, context.clock.now(), std::move(whileRunning));
    };
    const Result<BatchReport> report = co_await job.run(request, backup, stop);
    if (report && (report->status == BatchStatus::Completed || report->status == BatchStatus::Partial))
        m_newest.forget(); // one that was stopped has not said all it knows
    co_return report;
}

QCoro::Task<Result<Settling>> JobTasks::settleOpen(const JobContext &context, std::stop_token stop)
{
    if (const Result<qint64> interrupted = interruptAbandonedBatches(context.session, context.operatorAtDesk);
        !interrupted)
        co_return interrupted.failure();
    const auto need
        = context.session.execute(sql(u"journal/settling_needed"), {{u"shop", context.settings.identity.domain}});
    if (!need)
        co_return need.failure();
    if (!need->first().boolean(0))
        co_return Settling();
    if (need->first().boolean(1))
        co_return Failure{FailureKind::Busy, Words::tr("Another desk is at work on this shop.")};
    const Protocol protocol(context);
    if (const Result<Done> may = co_await refuseInMaintenance(protocol.ports.leases); !may)
        co_return may.failure();
    PushJob job(protocol.ports);
    const Result<SettleReport> report = co_await job.settleUnknown(stop);
    if (!report)
        co_return report.failure();
    co_return Settling{.found = sentence(*report), .isComplete = report->stillUnknown == 0};
}

QCoro::Task<Result<qint64>> JobTasks::stageLocalEdits(const JobContext &context, std::stop_token stop)
{
    WriterTurn turn(context);
    if (const Result<Done> begun = co_await turn.begin(); !begun)
        co_return begun.failure();
    const std::function<QCoro::Task<Result<qint64>>(std::stop_token)> staging
        = [&context, check = turn.commitCheck()](std::stop_token whileHeld) {
              return stageOnWorker(context.database, context.operatorAtDesk, check, std::move(whileHeld));
          };
    const Result<qint64> staged = co_await turn.watched<qint64>(staging, stop);
    co_await turn.end();
    co_return staged;
}

QCoro::Task<Result<RollbackPlan>> JobTasks::planRollback(
    RollbackRequest request, const JobContext &context, std::stop_token stop)
{
    const Protocol protocol(context);
    RollbackJob job(protocol.ports);
    const QString shopName = ShopAddress{.url = context.settings.url}.domain();
    co_return co_await job.plan(request, shopName, stop);
}

QCoro::Task<Result<ReplayPlan>> JobTasks::planReplay(
    ReplayRequest request, const JobContext &context, std::stop_token stop)
{
    const Protocol protocol(context);
    PgReplayJournal recorded(context.session);
    ReplayJob job(protocol.ports, recorded);
    const QString shopName = ShopAddress{.url = context.settings.url}.domain();
    co_return co_await job.plan(request, shopName, stop);
}

} // namespace Sync
