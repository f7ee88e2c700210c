#include "sync/reader/productreads.h"

#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/reader/composedquery.h"
#include "sync/reader/sqlfragments.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

SyncStatus syncStatusOf(const PgRow &row, int column, ShopifyId shopifyId)
{
    if (row.isNull(column))
        return shopifyId.isValid() ? SyncStatus::Unverified : SyncStatus::NeverLinked;
    return fromWord<SyncStatus>(row.text(column)).value_or(SyncStatus::Error);
}

/// A row of reader/product_rows.
ProductRow productRow(const PgRow &row)
{
    ProductRow product;
    product.id = {row.int64(0)};
    product.shopifyId = {row.int64(1)};
    product.sku = row.text(2);
    product.title = row.text(3);
    product.vendor = row.text(4);
    product.productType = row.text(5);
    product.status = fromWord<ProductStatus>(row.text(6)).value_or(ProductStatus::Draft);
    product.syncStatus = syncStatusOf(row, 7, product.shopifyId);
    product.minPrice = row.text(8);
    product.inventory = row.int64(9);
    product.variantCount = row.int32(10);
    product.updatedAt = row.dateTime(11);
    product.syncedAt = row.dateTime(12);
    product.syncError = row.text(13);
    product.contentVersion = row.int64(14);
    return product;
}

/// A row of reader/product_variants.
VariantDetail variantDetail(const PgRow &row)
{
    VariantDetail variant;
    variant.id = {row.int64(0)};
    variant.shopifyId = {row.int64(1)};
    variant.position = row.int32(2);
    variant.title = row.text(3);
    variant.sku = row.text(4);
    variant.barcode = row.text(5);
    variant.price = row.text(6);
    variant.compareAtPrice = row.text(7);
    variant.cost = row.text(8);
    variant.inventory = row.int32(9);
    for (int column = 10; column <= 12; ++column)
        variant.optionValues += row.text(column);
    while (!variant.optionValues.isEmpty() && variant.optionValues.constLast().isEmpty())
        variant.optionValues.removeLast();
    variant.isTracked = row.boolean(13);
    return variant;
}

Failure productGone(ProductId id)
{
    return {FailureKind::NotFound,
        QCoreApplication::translate("Sync::Reader", "This product is no longer in the catalogue."),
        QCoreApplication::translate("Sync::Reader", "Somebody deleted it since the list was read."),
        QCoreApplication::translate(
            "Sync::Reader", "Look under Deleted Products, where it can be brought back, and in History."),
        u"product %1"_s.arg(id.value)};
}

Result<ProductDetail> productDetail(PgSession &session, ProductId id)
{
    auto rows = readProductRows(session, {id.value});
    if (!rows)
        return rows.failure();
    auto details = session.execute(sql(u"reader/product_detail"), {{u"id", id}});
    if (!details)
        return details.failure();
    if (rows->isEmpty() || details->isEmpty())
        return productGone(id);
    auto variants = session.execute(sql(u"reader/product_variants"), {{u"id", id}});
    if (!variants)
        return variants.failure();

    const PgRow row = details->first();
    ProductDetail detail;
    detail.row = rows->constFirst();
    detail.handle = row.text(0);
    detail.descriptionHtml = row.text(1);
    detail.tags = row.textList(2);
    detail.seoTitle = row.text(3);
    detail.seoDescription = row.text(4);
    detail.optionNames = row.textList(5);
    detail.contentVersion = row.int64(6);
    detail.variants.reserve(variants->size());
    for (const PgRow variant : *variants)
        detail.variants += variantDetail(variant);
    auto facets = session.execute(sql(u"reader/product_facets"), {{u"id", id}});
    if (!facets)
        return facets.failure();
    for (const PgRow facet : *facets) {
        const auto variant = std::find_if(detail.variants.begin(), detail.variants.end(),
            [of = facet.int64(0)](const VariantDetail &v) { return v.id.value == of; });
        if (facet.isNull(0))
            detail.facets.insert(facet.text(1), facet.text(2));
        else if (variant != detail.variants.end())
            variant->facets.insert(facet.text(1), facet.text(2));
    }
    const auto locations = session.execute(sql(u"reader/stock_locations"));
    if (!locations)
        return locations.failure();
    for (const PgRow location : *locations)
        detail.locations += StockLocation{{location.int64(0)}, location.text(1), location.boolean(2), location.text(3)};
    return detail;
}

} // namespace

Result<OverviewCounts> readOverview(PgSession &session)
{
    auto answer = session.execute(sql(u"reader/overview"));
    if (!answer)
        return answer.failure();
    const PgRow row = answer->first();
    OverviewCounts counts;
    counts.asOf = row.dateTime(0);
    counts.products = row.int64(1);
    counts.variants = row.int64(2);
    counts.inSync = row.int64(3);
    counts.modified = row.int64(4);
    counts.conflicts = row.int64(5);
    counts.failed = row.int64(6);
    counts.notInShopify = row.int64(7);
    counts.onlyInShopify = row.int64(8);
    counts.stagedPending = row.int64(9);
    counts.stagedApproved = row.int64(10);
    counts.mirrorProducts = row.int64(11);
    counts.lastPull = row.dateTime(12);
    counts.lastPush = row.dateTime(13);
    counts.severeConflicts = row.int64(14);
    return counts;
}

Result<QList<qint64>> readProductOrder(PgSession &session, const ProductQuery &query)
{
    return readOrder(session, u"reader/product_query"_s, composeProductQuery(query));
}

Result<QList<ProductRow>> readProductRows(PgSession &session, const QList<qint64> &ids)
{
    auto answer = session.execute(sql(u"reader/product_rows"), {{u"ids", ids}});
    if (!answer)
        return answer.failure();
    QList<ProductRow> products;
    products.reserve(answer->size());
    for (const PgRow row : *answer)
        products += productRow(row);
    return products;
}

Result<QList<ProductRow>> readFirstProducts(PgSession &session, const ProductQuery &query, int limit)
{
    const ComposedQuery composed = composeProductQuery(query);
    if (auto bound = composed.bindTo(session); !bound)
        return bound.failure();
    const QByteArray statement = composed.statement(SqlFragments::file(u"reader/product_query")["first"]);
    auto answer = session.execute(parseSql(statement), {{u"limit", limit}});
    if (!answer)
        return answer.failure();
    QList<qint64> ids;
    ids.reserve(answer->size());
    for (const PgRow row : *answer)
        ids += row.int64(0);
    return readProductRows(session, ids);
}

Result<ProductDetail> readProductDetail(PgSession &session, ProductId id)
{
    // Row, fields and variants of one instant: an edit between two of the statements would mix two versions.
    return PgTransaction::run(
        session, [id](PgSession &snapshot) { return productDetail(snapshot, id); }, 1, PgTransaction::Mode::Snapshot);
}

Result<QStringList> readVendors(PgSession &session, int limit)
{
    auto answer = session.execute(sql(u"reader/vendors"), {{u"limit", limit}});
    if (!answer)
        return answer.failure();
    QStringList vendors;
    vendors.reserve(answer->size());
    for (const PgRow row : *answer)
        vendors += row.text(0);
    return vendors;
}

Result<ShopNames> readShopNames(PgSession &session)
{
    const auto answer = session.execute(sql(u"reader/shop_names"));
    if (!answer)
        return answer.failure();
    ShopNames names;
    for (const PgRow row : *answer)
        (row.boolean(0) ? names.categories : names.facets).insert(row.text(1), row.text(2));
    return names;
}

Result<QList<DeletedProduct>> readDeletedProducts(PgSession &session, int limit)
{
    auto answer = session.execute(sql(u"reader/deleted_products"), {{u"limit", limit}});
    if (!answer)
        return answer.failure();
    QList<DeletedProduct> products;
    products.reserve(answer->size());
    for (const PgRow row : *answer)
        products
            += DeletedProduct{{row.int64(0)}, row.text(1), row.text(2), {row.int64(3)}, row.text(4), row.dateTime(5)};
    return products;
}

} // namespace Sync
