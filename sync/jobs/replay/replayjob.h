#pragma once

#include "sync/api/batch.h"
#include "sync/api/replay.h"
#include "sync/api/result.h"
#include "sync/jobs/push/protocol.h"
#include "sync/jobs/push/shopreads.h"
#include "sync/jobs/replay/replayplanner.h"
#include "sync/jobs/rollback/rollbackjob.h"
#include "sync/lease/writerlease.h"

#include <QCoroTask>

#include <QList>
#include <QMap>

#include <stop_token>

namespace Sync {

class RollbackRun;

/// Makes what the journal recorded between two times true again: plan from reads made now, then a backup, then a batch
/// of its own that can be rolled back. One object per plan or run; belongs to one thread.
class ReplayJob final
{
    Q_DISABLE_COPY_MOVE(ReplayJob)

public:
    ReplayJob(ProtocolContext context, ReplayJournal &recorded, LeaseTimes lease = {});

    /// What run() would write, and what it would leave. Reads only; needs no lease. A window of which the journal has
    /// nothing is a plan that says so.
    QCoro::Task<Result<ReplayPlan>> plan(ReplayRequest request, QString shopName, std::stop_token stop);

    /// Reads everything again, product by product, just before it is written. A Failure means that nothing was started
    /// or that the run stopped early, as for a push.
    QCoro::Task<Result<BatchReport>> run(ReplayRequest request, RollbackJob::Backup backup, std::stop_token stop);

private:
    class Plans;

    QCoro::Task<Result<JournalWindow>> checkedWindow(ReplayRequest request);
    QCoro::Task<Result<JournalWindow>> recordedWindow(ReplayRequest request);
    QCoro::Task<Result<QList<ProductPlan>>> planned(
        QList<RecordedProduct> records, bool replayConflicts, std::stop_token stop);
    QCoro::Task<Result<QMap<qint64, RemoteRead>>> readRemote(QList<RecordedProduct> records, std::stop_token stop);
    QCoro::Task<Result<BatchReport>> runLeased(ReplayRequest request, RollbackJob::Backup backup, std::stop_token stop);
    QCoro::Task<Result<BatchReport>> finish(RollbackRun &run, QString backupPath, Result<Done> done);

    ProtocolContext m_context;
    ReplayJournal &m_recorded;
    ShopReads m_reads;
    WriterLease m_lease;
};

} // namespace Sync
