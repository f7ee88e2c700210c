#pragma once

#include "sync/api/engine.h"
#include "sync/api/result.h"
#include "sync/api/settings.h"

namespace Sync {

class PgSession;

/// Short writes of the desk, each one transaction with its entry in the audit log. They block and run on the
/// session's thread.

/// Turns maintenance mode on or off for all desks; an invalid \a until means open end. BadInput without a reason, for
/// a time that has passed, and for more than a day.
Result<Done> switchMaintenance(PgSession &session, bool active, const QString &reason, const QDateTime &until,
    const QDateTime &now, const Operator &by);

/// Notes the choice of a safe level and, when it lasts, stores it for all desks.
Result<Done> storeSafeLevel(PgSession &session, SafeLevel level, bool lasts, const Operator &by);

} // namespace Sync
