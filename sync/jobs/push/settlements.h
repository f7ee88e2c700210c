#pragma once

#include "sync/jobs/push/sendoutcome.h"
#include "sync/jobs/push/steps.h"
#include "sync/ports/journalstore.h"

namespace Sync {

/// What a confirmed operation makes true in journal, mirror, base and catalogue. `writes` is what the catalogue held
/// for the fields when they were decided on (their values are filled in here). What somebody else wrote before a lost
/// answer was settled is seen in the mirror and is nothing the operation made: base and catalogue keep what they have.
Settlement settlementOf(const Operation &operation, const SendOutcome &outcome, const QList<CatalogueWrite> &writes);

/// What to tell of a change in which somebody else's values were found so.
QString whatOthersWrote();

} // namespace Sync
