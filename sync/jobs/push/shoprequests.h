#pragma once

#include "sync/api/result.h"
#include "sync/ports/operation.h"
#include "sync/ports/shop.h"

#include <QList>

namespace Sync {

/// How many variants or stock quantities one call takes.
inline constexpr qsizetype itemsPerCall = 250;
/// How many metafields.
inline constexpr qsizetype metafieldsPerCall = 25;

/// The request that makes an operation's `after` true with the cheapest exact call. `seen` is the product as just
/// read: it names the options, the inventory items, the digests of metafields and the media; `location` is the shop's
/// one active location, or none where stock is kept by location. The operation's id is the idempotency key where
/// Shopify takes one.
ShopRequest requestFor(const Operation &operation, const ProductContent &seen, ShopifyId location);

/// A facet of the product, 0, or of a variant.
struct NamedFacet
{
    qint64 variant = 0;
    QString field;

    bool operator==(const NamedFacet &) const = default;
};
/// The metafields or stock quantities of an operation in the order its request names them.
QList<NamedFacet> facetsOf(const Operation &operation);

/// What the request will be charged, in points: 10 and 0.2 per variant.
double costOf(const Operation &operation);

} // namespace Sync
