#pragma once

#include "sync/api/catalogue.h"
#include "sync/api/productactions.h"
#include "sync/api/result.h"
#include "sync/api/shopnames.h"

namespace Sync {

class PgSession;

/// The reads of the products table and the Overview page; see Reader for what each promises. They block and run on
/// the session's thread.

Result<OverviewCounts> readOverview(PgSession &session);
Result<QList<qint64>> readProductOrder(PgSession &session, const ProductQuery &query);
Result<QList<ProductRow>> readProductRows(PgSession &session, const QList<qint64> &ids);
Result<QList<ProductRow>> readFirstProducts(PgSession &session, const ProductQuery &query, int limit);
Result<ProductDetail> readProductDetail(PgSession &session, ProductId id);
Result<QStringList> readVendors(PgSession &session, int limit);
Result<ShopNames> readShopNames(PgSession &session);
Result<QList<DeletedProduct>> readDeletedProducts(PgSession &session, int limit);

} // namespace Sync
