#pragma once

#include "sync/api/result.h"
#include "sync/ports/operation.h"
#include "sync/ports/shop.h"

namespace Sync {

/// How many variants or stock quantities one call takes.
inline constexpr qsizetype itemsPerCall = 250;

/// The request that makes an operation's `after` true with the cheapest exact call. `seen` is the product as just
/// read: it names the options and the inventory items; `location` is the shop's one active location. The operation's
/// id is the idempotency key where Shopify takes one.
ShopRequest requestFor(const Operation &operation, const ProductContent &seen, ShopifyId location);

/// What the request will be charged, in points: 10 and 0.2 per variant.
double costOf(const Operation &operation);

} // namespace Sync
