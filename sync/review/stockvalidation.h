#pragma once

#include "sync/api/result.h"

#include <QStringList>

namespace Sync {

class PgSession;

/// Whether stock may be edited under these names of variants' fields: as the total in a shop with one location, by
/// active location in a shop with several. The failure says what to do instead.
Result<Done> checkStockFields(PgSession &session, const QStringList &fields);

} // namespace Sync
