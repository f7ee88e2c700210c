#pragma once

#include "sync/api/result.h"
#include "sync/api/rulechange.h"
#include "sync/api/settings.h"

#include <stop_token>

namespace Sync {

class PgSession;

/// Approves what the active rules clearly allow of the changes that a batch has just staged, in the caller's
/// transaction; the changes and the audit log name the rule. How many were approved.
///
/// Set-wise: one statement for all changes and all rules. Does not touch what is in conflict, deletes or empties
/// something, or has been decided on in part, whatever the rules say.
Result<qint64> approveByRules(PgSession &session, BatchId batch, const std::stop_token &stop = {});

/// What the active rules, with this one in its place or at the end among them, would make of all waiting changes.
/// Reads only, one instant of the database. Blocks; runs on the session's thread.
Result<RuleSimulation> simulateRule(PgSession &session, const ApprovalRule &draft);

} // namespace Sync
