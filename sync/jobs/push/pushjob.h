#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"
#include "sync/jobs/push/circuitbreaker.h"
#include "sync/jobs/push/openoperations.h"
#include "sync/jobs/push/protocol.h"
#include "sync/jobs/push/shopreads.h"
#include "sync/lease/writerlease.h"

#include <QCoroTask>

#include <stop_token>

namespace Sync {

class PushRun;

/// Sends approved changes to Shopify: guards, lease, what an earlier run left open, circuit breaker, then the run.
/// One object per run; belongs to one thread.
class PushJob final
{
    Q_DISABLE_COPY_MOVE(PushJob)

public:
    explicit PushJob(ProtocolContext context, BreakerLimits limits = {}, LeaseTimes lease = {});

    /// Products that were refused or held back are counted in the report. A Failure means that nothing was started
    /// (Refused and BreakerHeld name the rule, Busy the desk that writes) or that the run stopped early; what was sent
    /// by then is in its batch, the rest is still approved. A stop asked for is a report with status Cancelled.
    QCoro::Task<Result<BatchReport>> run(PushRequest request, std::stop_token stop);

    /// Reads back what a desk that died left open, without sending anything. For the engine's start. Busy while
    /// another desk writes: then there is nothing to settle.
    QCoro::Task<Result<SettleReport>> settleUnknown(std::stop_token stop);

private:
    /// An operation with the values that Shopify answered, and what was read of them later.
    struct ReadOperation
    {
        Operation operation;
        RemoteRead read = {};
    };

    QCoro::Task<Result<BatchReport>> runLeased(PushRequest request, std::stop_token stop);
    QCoro::Task<Result<QList<PushChange>>> approved(PushRequest request);
    QCoro::Task<Result<BatchReport>> runBatch(
        QList<PushChange> changes, PushRequest request, ShopifyId location, std::stop_token stop);
    QCoro::Task<Result<BatchReport>> finish(BatchId batch, const PushRun &run, Result<Done> sent);
    /// Sentences on what does not read back as it was answered, once Shopify must show it.
    QCoro::Task<QStringList> verify(QList<Operation> confirmed, std::stop_token stop);
    QCoro::Task<Result<QList<ReadOperation>>> differing(QList<ReadOperation> operations, std::stop_token stop);

    ProtocolContext m_context;
    BreakerLimits m_limits;
    ShopReads m_reads;
    WriterLease m_lease;
};

/// Refused when the safe level, with what a person typed for it, or maintenance mode forbid any write to the shop.
QCoro::Task<Result<Done>> guardWrites(const ProtocolContext &context, QString shopNameTyped);

} // namespace Sync
