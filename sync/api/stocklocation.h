#pragma once

#include "sync/api/ids.h"

#include <QString>

#include <optional>

namespace Sync {

/// A place where the shop keeps stock.
struct StockLocation
{
    ShopifyId id;
    QString name;
    bool isActive = true;
    QString managedBy = {}; ///< The fulfilment service that alone counts what lies there; empty for none.

    bool operator==(const StockLocation &) const = default;
};

/// Why a variant's stock at the location cannot be sent to Shopify, a sentence for staff; nothing where it can.
/// `isTracked` tells whether Shopify counts the variant's stock at all.
std::optional<QString> whyNotWritable(const StockLocation &location, bool isTracked);

} // namespace Sync
