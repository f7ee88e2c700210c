#pragma once

#include "sync/api/diagnosis.h"
#include "sync/db/connectionsettings.h"

#include <QList>

namespace Sync {

/// Tries a database: the server answers, the connection is encrypted, the login is accepted, the database is empty or
/// Syncdesk's own, and what is needed may be done in it. What lies behind the first that failed could not be checked,
/// and says so. `shop` is the one the database is to be for. Changes nothing. Blocking, for as long as connecting may
/// take.
QList<CheckResult> testDatabase(const ConnectionSettings &settings, const QString &shop);

/// The one line there is for the private database.
QList<CheckResult> privateDatabaseLines();

} // namespace Sync
