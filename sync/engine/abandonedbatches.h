#pragma once

#include "sync/api/result.h"
#include "sync/api/settings.h"

#include <QString>

namespace Sync {

class PgSession;

/// Marks pulls and applies of programs on this computer that have ended without a word as interrupted, and tells the
/// other desks. To be called while this desk runs nothing. How many. Blocks; runs on the session's thread.
Result<qint64> interruptAbandonedBatches(PgSession &session, const Operator &who);

/// False when the desk, "host/process", names a process of this computer that is no more.
bool isDeskAlive(const QString &desk);

} // namespace Sync
