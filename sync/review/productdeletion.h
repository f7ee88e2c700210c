#pragma once

#include "sync/api/productactions.h"
#include "sync/api/result.h"
#include "sync/api/settings.h"

namespace Sync {

class PgSession;

/// Deletes products from the catalogue; Shopify keeps them until local edits are compared, the deletion is approved and
/// sent. Complete images are kept, from which restoreProducts() brings them back.
///
/// One that changed since it was seen or in Shopify, is gone already or is being sent right now is left, with a
/// sentence. What waits to be sent of the others is superseded. BadInput for more than mostProductsAtOnce. One
/// transaction; blocks; runs on the session's thread.
Result<ProductsReport> deleteProducts(PgSession &session, const QList<SeenProduct> &products, const Operator &by);

/// Brings deleted products back, field for field and under their ids, and takes deletions back that wait to be sent.
/// One whose deletion was sent is left, with a sentence: that is for a rollback. One that Shopify lost by another way
/// comes back as a product Shopify does not have.
Result<ProductsReport> restoreProducts(PgSession &session, const QList<ProductId> &products, const Operator &by);

} // namespace Sync
