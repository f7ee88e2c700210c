#pragma once

#include "tests/simulation/tables.h"

namespace Sync {
class PgSession;
}

namespace Simulation {

/// What a database holds, read whole into the tables that the simulation has written out in C++. Versions come without
/// their images; the journal itself reads those.
Tables readTables(Sync::PgSession &session);

/// Makes the database hold `after` where it held `before`, as far as people write. An edit writes content alone and
/// leaves to the triggers what they note of it.
void writeTables(Sync::PgSession &session, const Tables &before, const Tables &after, bool isEdit);

/// Runs statements that cannot fail: a failure ends the program.
void mustRun(Sync::PgSession &session, const QString &script);

} // namespace Simulation
