#pragma once

#include "sync/api/diagnosis.h"
#include "sync/api/result.h"

namespace Sync {

class PgSession;

/// What the remedy with this id would do, with the rows counted by doing it in a transaction that is rolled back.
/// Blocking, on the session's thread. An unknown id is NotFound.
Result<Remedy> previewRemedy(PgSession &session, const QString &id);

/// Does it, in one transaction where it can be one. Blocking, on the session's thread.
Result<RemedyReport> runRemedy(PgSession &session, const QString &id);

/// Every id, for help texts and tests.
QStringList remedyIds();

} // namespace Sync
