#pragma once

#include "sync/api/pullstate.h"
#include "sync/api/result.h"

namespace Sync {

class PgSession;

/// How far the shop has been read; an unfinished pull only while none is running.
Result<PullState> readPullState(PgSession &session);

} // namespace Sync
