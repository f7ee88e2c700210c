#pragma once

#include "models/format/badge.h"
#include "sync/api/replay.h"

#include <QString>

namespace Models {

/// Whose plan a preview shows: the words differ.
enum class PlanKind { Rollback, Replay };

Badge badgeFor(Sync::RollbackFate fate, PlanKind kind = PlanKind::Rollback);
/// What a group of the preview means, one sentence.
QString fateMeaning(Sync::RollbackFate fate, PlanKind kind = PlanKind::Rollback);
qint64 fateCount(const Sync::RollbackPlan &plan, Sync::RollbackFate fate);

/// How many fields a rollback will put back, given what is chosen.
qint64 fieldsRestored(const Sync::RollbackPlan &plan, const Sync::RollbackRequest &request);
/// "Restores 312 fields of 140 products in Demo Shop. 14 fields are left alone. A backup is made first."
QString rollbackSentence(const Sync::RollbackPlan &plan, const Sync::RollbackRequest &request);
/// The same for a replay.
QString replaySentence(const Sync::RollbackPlan &plan, const Sync::ReplayRequest &request);

/// Which runs came after what is to be undone or replayed, on the same products; empty for none.
QString laterRunsText(const QList<Sync::BatchId> &runs);

} // namespace Models
