#pragma once

#include <QtGlobal>

namespace Sync {

/// The limits beyond which a push waits for a person, however it was approved. The defaults are those of the settings
/// table.
struct BreakerLimits
{
    qint64 products = 500;
    double catalogueShare = 0.10;
    qint64 smallCatalogue = 100; ///< Up to this size the share says nothing: three products are 10 % of thirty.
    double priceMove = 0.50;
    qint64 removals = 20; ///< Deleted or archived.
    double failureShare = 0.05;
    qint64 failuresFrom = 50; ///< Changes done before the share of failures is looked at.

    bool operator==(const BreakerLimits &) const = default;
};

} // namespace Sync
