#pragma once

#include "sync/api/engine.h"

namespace Sync {

/// The kind of batch that a request becomes.
BatchKind kindOf(const RunRequest &request);
/// What the engine is at, for staff.
QString activityName(BatchKind kind);

// Why it does nothing.

Failure shuttingDown();
Failure noChecks();

} // namespace Sync
