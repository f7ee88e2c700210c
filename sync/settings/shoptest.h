#pragma once

#include "sync/api/diagnosis.h"
#include "sync/api/profile.h"
#include "sync/api/result.h"

#include <QCoroTask>

#include <stop_token>

namespace Sync {

class Clock;

/// Tries a shop with one request: the answer to it tells how far one gets. Five lines, in order: the shop answers, the
/// connection is encrypted, the access is accepted, the version is served, everything needed is allowed. What lies
/// behind the first that failed could not be checked, and says so. Reads nothing but the shop's name and the rights.
/// Needs an event loop. The clock outlives the task.
QCoro::Task<Result<QList<CheckResult>>> testShop(
    Profile profile, ProfileSecrets secrets, Clock &clock, std::stop_token stop);

} // namespace Sync
