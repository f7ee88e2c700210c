#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"
#include "sync/jobs/push/protocol.h"
#include "sync/ports/journalstore.h"

#include <QCoroTask>

namespace Sync {

/// What a batch that writes to Shopify has come to when its last call has ended.
struct BatchEnd
{
    BatchId batch = {};
    BatchKind kind = BatchKind::Push;
    ItemCounts counts = {};
    qint64 conflicts = 0;
    QStringList warnings = {};
    Result<Done> done = Done{}; ///< Why it stopped, where it did not come to its end.
    Result<Done> recorded = Done{}; ///< Of what the job has noted beside; its failure is told last.
};

/// Gives back what was claimed and not carried out, notes the end, and makes the report. A batch that was stopped has
/// one too; any other reason is the failure.
QCoro::Task<Result<BatchReport>> endBatch(const ProtocolContext &context, qint64 epoch, BatchEnd end);

} // namespace Sync
