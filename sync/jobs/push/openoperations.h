#pragma once

#include "sync/api/result.h"
#include "sync/jobs/push/bulkruns.h"
#include "sync/jobs/push/operationlookup.h"
#include "sync/jobs/push/protocol.h"

#include <QCoroTask>

#include <chrono>
#include <stop_token>

namespace Sync {

class WriterLease;

/// What a take-over found and settled.
struct SettleReport
{
    qint64 confirmed = 0;
    qint64 withoutEffect = 0;
    qint64 conflicts = 0; ///< Shopify holds something else, of all or of some fields; compared anew.
    qint64 stillUnknown = 0;

    bool operator==(const SettleReport &) const = default;
};

/// Settles what a desk that is gone left open: takes its batches over and reads every sent or unknown operation back,
/// hundreds at once. Sends nothing. Only for the lease's holder.
class OpenOperations final
{
    Q_DISABLE_COPY_MOVE(OpenOperations)

public:
    OpenOperations(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease);

    /// `except` is the caller's own batch, if it has one already. An operation that cannot be settled yet stays open
    /// and keeps its product from being written; it is counted, not a failure.
    QCoro::Task<Result<SettleReport>> settle(BatchId except, std::stop_token stop);

private:
    /// What went out in bulk runs, once these have ended; what could not be ended stays open.
    QCoro::Task<Result<QList<Awaited>>> afterItsRun(QList<Awaited> awaited, std::stop_token stop);
    QCoro::Task<Result<Done>> settleAll(QList<Awaited> awaited, std::stop_token stop);
    /// What it does not know of yet.
    QCoro::Task<Result<QList<Awaited>>> settlePage(QList<Awaited> page);
    QCoro::Task<Result<Done>> settleOne(Operation operation, SendOutcome outcome);
    QCoro::Task<Result<Done>> confirm(Operation operation, SendOutcome outcome);

    const ProtocolContext &m_context;
    const WriterLease &m_lease;
    OperationLookup m_lookup;
    BulkRuns m_runs;
    SettleReport m_report;
};

} // namespace Sync
