#pragma once

#include "sync/api/result.h"

struct pg_conn;

namespace Sync {

struct ConnectionSettings;

/// Makes a libpq connection within the settings' timeout, blocking. The caller owns it (PQfinish).
Result<pg_conn *> connectToPostgres(const ConnectionSettings &settings);

} // namespace Sync
