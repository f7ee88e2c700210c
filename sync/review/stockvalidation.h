#pragma once

#include "sync/api/result.h"

#include <QJsonArray>
#include <QStringList>

namespace Sync {

class PgSession;

/// Whether stock may be edited under these names of variants' fields: as the total in a shop with one location, by
/// active location in a shop with several. The failure says what to do instead.
Result<Done> checkStockFields(PgSession &session, const QStringList &fields);
/// Whether Shopify takes the stock among these facets, objects of `variant` and `field`, as far as the last pull tells
/// and with what was just written to the variants.
Result<Done> checkStockPlaces(PgSession &session, const QJsonArray &facets);

} // namespace Sync
