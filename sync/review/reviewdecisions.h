#pragma once

#include "sync/api/result.h"
#include "sync/api/review.h"
#include "sync/api/settings.h"

namespace Sync {

class PgSession;

/// Carries out what a person decided on staged changes, all of it in one transaction or none of it, and writes who,
/// when and why to the changes and to the audit log.
///
/// Of two reviewers the first decides; the second's report names the first. Only pending changes are decided on, and
/// only when no conflict in them is open; the report says in sentences what was left and why. A value that cannot
/// stand in its field is refused as BadInput, as is a target that names nothing or two things at once.
/// Blocks; runs on the session's thread.
Result<DecisionReport> decideOnChanges(PgSession &session, const DecisionRequest &request, const Operator &by);

} // namespace Sync
