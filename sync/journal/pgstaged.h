#pragma once

#include "sync/api/result.h"
#include "sync/ports/journalstore.h"

#include <QList>

namespace Sync {

class PgSession;

/// Approved push changes with their fields, as a reviewer saw them; of a batch, those that it has claimed.
Result<QList<PushChange>> readApprovedChanges(PgSession &session, const QList<ChangeId> &only, BatchId claimedBy = {});

/// Ends a change as superseded and stages what Shopify holds now against base and catalogue. Within the session's
/// transaction. The number of conflicts staged.
Result<qint64> supersedeAndStage(PgSession &session, const HeldBack &held);

/// Closes what a batch claimed or planned and did not end. Within the session's transaction. How many changes.
Result<qint64> releaseBatch(PgSession &session, BatchId batch, qint64 epoch);

} // namespace Sync
