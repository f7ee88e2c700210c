#pragma once

#include "sync/api/result.h"
#include "sync/api/review.h"

namespace Sync {

class PgSession;

/// The reads of the Review page; see Reader for what each promises. They block and run on the session's thread.

Result<QList<qint64>> readStagedOrder(PgSession &session, const StagedQuery &query);
Result<QList<StagedRow>> readStagedRows(PgSession &session, const QList<qint64> &ids);
Result<StagedDetail> readStagedDetail(PgSession &session, ChangeId id);

} // namespace Sync
