#pragma once

#include "sync/api/failure.h"
#include "sync/ports/journalstore.h"

#include <QList>

#include <optional>

namespace Sync {

/// The limits beyond which a push waits for a person, however it was approved.
struct BreakerLimits
{
    qsizetype products = 500;
    double catalogueShare = 0.10;
    qint64 smallCatalogue = 100; ///< Up to this size the share says nothing: three products are 10 % of thirty.
    double priceMove = 0.50;
    qsizetype removals = 20; ///< Deleted or archived.
    double failureShare = 0.05;
    qint64 failuresFrom = 50; ///< Changes done before the share of failures is looked at.
};

/// BreakerHeld, naming the rule and its first examples, when the push would pass a limit; nothing when it may go.
/// `catalogue` is the number of products linked to Shopify.
std::optional<Failure> breakerBefore(
    const QList<PushChange> &changes, qint64 catalogue, const BreakerLimits &limits = {});
/// The same for a running push, by what has failed so far.
std::optional<Failure> breakerDuring(const ItemCounts &counts, const BreakerLimits &limits = {});

} // namespace Sync
