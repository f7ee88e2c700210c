#pragma once

#include "sync/api/failure.h"

#include <QString>

namespace Sync {

/// The failures of talking to Shopify, in words for staff. `detail` goes to the log and must hold no secret.

Failure noSuchHost(const QString &host, const QString &detail);
Failure noConnection(const QString &host, const QString &detail);
Failure noAnswer(const QString &host, const QString &detail);
/// HTTP 5xx or INTERNAL_SERVER_ERROR.
Failure shopInTrouble(const QString &detail);
/// HTML, an empty body, cut JSON, or JSON that is not GraphQL's.
Failure unreadableAnswer(const QString &detail);
/// A list in pages that comes round to a page it had before.
Failure listWithoutEnd(const QString &detail);
Failure redirected(const QString &detail);
Failure tokenRefused(const QString &detail);
/// `scope` may be empty when Shopify does not name it.
Failure scopeMissing(const QString &scope, const QString &detail);
Failure shopFrozen(const QString &detail);
Failure shopLocked(const QString &detail);
Failure noSuchShop(const QString &host, const QString &detail);
Failure versionNotServed(const QString &asked, const QString &served);
Failure throttledTooLong(const QString &detail);
Failure trafficSuspected(const QString &detail);
Failure requestTooDear(const QString &detail);
/// Our document does not fit the schema of this version.
Failure documentRefused(const QString &detail);

} // namespace Sync
