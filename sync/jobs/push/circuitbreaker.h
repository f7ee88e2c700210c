#pragma once

#include "sync/api/breakerlimits.h"
#include "sync/api/failure.h"
#include "sync/ports/journalstore.h"

#include <QList>

#include <optional>

namespace Sync {

/// BreakerHeld, naming every limit that the push would pass and first examples; nothing when it may go.
/// `catalogue` is the number of products linked to Shopify.
std::optional<Failure> breakerBefore(
    const QList<PushChange> &changes, qint64 catalogue, const BreakerLimits &limits = {});
/// The same for a running push, by what has failed so far.
std::optional<Failure> breakerDuring(const ItemCounts &counts, const BreakerLimits &limits = {});

} // namespace Sync
