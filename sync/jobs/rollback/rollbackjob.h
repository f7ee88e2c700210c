#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"
#include "sync/api/rollback.h"
#include "sync/jobs/push/protocol.h"
#include "sync/jobs/push/shopreads.h"
#include "sync/jobs/rollback/rollbackreader.h"
#include "sync/lease/writerlease.h"

#include <QCoroTask>

#include <functional>
#include <stop_token>

namespace Sync {

class RollbackRun;

/// Takes a batch back: plan from reads made now, then a backup, then a batch of its own that can be taken back in
/// turn. One object per plan or run; belongs to one thread.
class RollbackJob final
{
    Q_DISABLE_COPY_MOVE(RollbackJob)

public:
    /// Makes a backup of the database before anything is written; the path of the file. A failure stops the rollback,
    /// unless the request does without.
    using Backup = std::function<QCoro::Task<Result<QString>>(std::stop_token)>;

    explicit RollbackJob(ProtocolContext context, LeaseTimes lease = {});

    /// What run() would do, and what it would leave. Reads only; needs no lease.
    QCoro::Task<Result<RollbackPlan>> plan(RollbackRequest request, QString shopName, std::stop_token stop);

    /// Reads everything again, product by product, just before it is put back. What somebody has changed since is
    /// left alone and listed, unless the request says otherwise. A Failure means that nothing was started or that the
    /// run stopped early, as for a push.
    QCoro::Task<Result<BatchReport>> run(RollbackRequest request, Backup backup, std::stop_token stop);

private:
    QCoro::Task<Result<BatchFacts>> checkedFacts(BatchId batch);
    QCoro::Task<Result<BatchReport>> runLeased(
        RollbackRequest request, BatchKind undone, Backup backup, std::stop_token stop);
    QCoro::Task<Result<BatchReport>> finish(
        RollbackRequest request, RollbackRun &run, QString backupPath, Result<Done> done);

    ProtocolContext m_context;
    ShopReads m_reads;
    RollbackReader m_reader;
    WriterLease m_lease;
};

} // namespace Sync
