#pragma once

#include "sync/loader/bulkload.h"

namespace Sync {

/// Reads the lines of the bulk query `bulk_product_list`, an id and a time each, into the session's temporary table
/// `shop_list`, which it makes and empties first. Blocks. A list that is not whole, or has another number of objects
/// than Shopify counted (-1 when unknown), is refused: nothing may be taken for deleted by it.
Result<Done> loadProductList(PgSession &session, const LoadPlan::Source &source, qint64 objectCount, LoadGate &gate,
    const std::stop_token &stop);

} // namespace Sync
