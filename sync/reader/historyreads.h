#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"

namespace Sync {

class PgSession;

/// The reads of the History page; see Reader for what each promises. They block and run on the session's thread.

Result<QList<qint64>> readBatchOrder(PgSession &session, const BatchQuery &query);
Result<QList<BatchRow>> readBatchRows(PgSession &session, const QList<qint64> &ids);
Result<QList<qint64>> readHistoryOrder(PgSession &session, const HistoryQuery &query);
Result<QList<HistoryRow>> readHistoryRows(PgSession &session, const QList<qint64> &ids);

} // namespace Sync
