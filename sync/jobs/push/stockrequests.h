#pragma once

#include "sync/ports/operation.h"
#include "sync/ports/shop.h"

#include <QJsonArray>

namespace Sync {

// Requests about stock. `location` is the shop's one active location, whose stock is a variant's total; none where
// there are several, and each variant has stock by location.

/// Compares and sets, in the order of facetsOf(), by which a refusal is told.
ShopRequest inventorySetRequest(const Operation &operation, const ProductContent &seen, ShopifyId location);
/// Has a variant stocked where it is not yet. Shopify itself refuses it where it is, so that no quantity is
/// overwritten.
ShopRequest inventoryActivateRequest(const Operation &operation, const ProductContent &seen);

/// Has a variant no longer stocked at a location, where nothing of it lies any more.
ShopRequest inventoryDeactivateRequest(const Operation &operation, const ProductContent &seen);

/// The stock of a variant to be made, as productSet takes it.
QJsonArray stockOfProductSet(const FieldMap &fields, ShopifyId location);
/// The same as productVariantsBulkCreate takes it.
QJsonArray stockOfVariantsCreate(const FieldMap &fields, ShopifyId location);

} // namespace Sync
