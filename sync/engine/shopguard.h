#pragma once

#include "sync/api/result.h"
#include "sync/api/settings.h"

namespace Sync {

class PgSession;
class SafeLevelKeeper;

/// The shop a job is to work with, when the database is that shop's or nobody's yet; Refused when it is another's.
///
/// A shop that cannot be asked is known by its address, where the database knows it by the same: looking through and
/// applying what was pulled needs no shop. Else the reason why it did not answer.
Result<ShopIdentity> shopToServe(PgSession &session, const Result<ShopIdentity> &said, const QUrl &address);

/// Takes the level that all desks share into account. The heartbeat brings it too, but a command may be quicker than
/// its first.
Result<Done> readSafeLevel(PgSession &session, SafeLevelKeeper &keeper);

/// Why a run by schedule may not send to a locked shop.
Failure lockedForSchedules();

} // namespace Sync
