#include "sync/jobs/push/batchend.h"

#include "sync/jobs/common/jobobserver.h"

namespace Sync {

namespace {

BatchStatus statusOf(const ItemCounts &counts, const Result<Done> &done)
{
    if (!done)
        return done.failure().kind == FailureKind::Stopped ? BatchStatus::Cancelled
            : counts.succeeded > 0                         ? BatchStatus::Partial
                                                           : BatchStatus::Failed;
    if (counts.failed == 0 && counts.skipped == 0)
        return BatchStatus::Completed;
    return counts.succeeded > 0 || counts.failed == 0 ? BatchStatus::Partial : BatchStatus::Failed;
}

} // namespace

QCoro::Task<Result<BatchReport>> endBatch(const ProtocolContext &context, qint64 epoch, BatchEnd end)
{
    const Result<qint64> released = co_await context.journal.release(end.batch, epoch);
    const BatchStatus status = statusOf(end.counts, end.done);
    const QString message = end.done ? QString() : end.done.failure().text();
    const Result<Done> noted = co_await context.journal.noteBatch(end.batch, status, end.counts, message);
    if (!end.done && end.done.failure().kind != FailureKind::Stopped)
        co_return end.done.failure();
    if (!released)
        co_return released.failure();
    if (!noted)
        co_return noted.failure();
    if (!end.recorded)
        co_return end.recorded.failure();
    context.observer.phaseStarted(Phase::Finished, 0);
    co_return BatchReport{.batch = end.batch,
        .kind = end.kind,
        .status = status,
        .total = end.counts.total,
        .succeeded = end.counts.succeeded,
        .failed = end.counts.failed,
        .skipped = end.counts.skipped,
        .conflicts = end.conflicts,
        .warnings = end.warnings};
}

} // namespace Sync
