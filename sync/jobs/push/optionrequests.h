#pragma once

#include "sync/ports/content.h"
#include "sync/ports/operation.h"
#include "sync/ports/shop.h"

namespace Sync {

/// The call that renames, adds, removes or moves options; `seen` has the ids of those named in the operation's before.
/// https://shopify.dev/docs/api/admin-graphql/latest/mutations/productOptionUpdate, …/productOptionsCreate,
/// …/productOptionsDelete, …/productOptionsReorder.
ShopRequest optionRequest(const Operation &operation, const ProductContent &seen);

} // namespace Sync
