#pragma once

#include "sync/api/rollback.h"

#include <QJsonObject>

#include <optional>

namespace Sync {

/// What a rollback was asked for, as its batch keeps it.
QJsonObject scopeOf(const RollbackRequest &request);
/// The same request again, to go on with a rollback that was interrupted; nothing when the scope names what nobody
/// knows. Whether it may do without a backup is asked anew.
std::optional<RollbackRequest> rollbackOfScope(BatchId rollsBack, const QJsonObject &scope);

} // namespace Sync
