#pragma once

#include "sync/api/productactions.h"
#include "sync/api/result.h"
#include "sync/api/settings.h"

namespace Sync {

class PgSession;

/// Writes a product that somebody made to the catalogue; durable once there is a report. Shopify hears of it only when
/// local edits are compared, approved and sent.
///
/// Every value is checked first, and nothing is written when one is refused (BadInput). Audit log and history get who
/// and what. Blocks; runs on the session's thread.
Result<CreateReport> createProduct(PgSession &session, const NewProduct &product, const Operator &by);

/// Makes a draft like a product of the catalogue, “… (copy)”, as it is now: without SKUs, barcodes, stock, handle and
/// place in Shopify, which belong to the original alone. NotFound when that is gone.
Result<CreateReport> duplicateProduct(PgSession &session, ProductId source, const Operator &by);

} // namespace Sync
