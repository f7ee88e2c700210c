#pragma once

#include "sync/api/result.h"
#include "sync/api/rulechange.h"
#include "sync/api/settings.h"

namespace Sync {

class PgSession;

/// The rules of the shop in their order.
Result<QList<ApprovalRule>> readRules(PgSession &session);

/// Changes the rules in one transaction, with who, when, before and after in the audit log, and tells the other desks.
/// The rules as they are then. BadInput for a rule with problems or a name that is taken; Stale, naming who, when
/// somebody changed it since it was read; NotFound when it is gone. Blocks; runs on the session's thread.
Result<QList<ApprovalRule>> changeRules(PgSession &session, const RuleChange &change, const Operator &by);

} // namespace Sync
