#include "sync/jobs/replay/recordedproduct.h"

#include "sync/api/catalogue.h"

#include <QHash>

namespace Sync {

QList<RecordedProduct> recordsOf(const JournalWindow &window)
{
    QList<RecordedProduct> records;
    QHash<qint64, qsizetype> byProduct, byShopifyProduct;
    const auto placeOf = [&](ProductId product, ShopifyId shopifyProduct) {
        const qsizetype place = product.isValid() ? byProduct.value(product.value, -1) : -1;
        return place < 0 && shopifyProduct.isValid() ? byShopifyProduct.value(shopifyProduct.value, -1) : place;
    };
    const auto recordOf = [&](ProductId product, ShopifyId shopifyProduct) -> RecordedProduct & {
        qsizetype place = placeOf(product, shopifyProduct);
        if (place < 0) {
            place = records.size();
            records += RecordedProduct{};
        }
        RecordedProduct &record = records[place];
        if (product.isValid()) {
            record.product = product;
            byProduct.insert(product.value, place);
        }
        if (shopifyProduct.isValid()) {
            record.shopifyProduct = shopifyProduct;
            byShopifyProduct.insert(shopifyProduct.value, place);
        }
        return record;
    };
    // Both lists are in the order of time; a product that came back under a new Shopify id stays one record.
    for (const Operation &operation : window.operations) {
        RecordedProduct &record = recordOf(operation.product, operation.shopifyProduct);
        record.operations += operation;
        if (record.title.isEmpty())
            record.title = operation.title;
    }
    for (const RecordedVersion &version : window.versions) {
        RecordedProduct &record = recordOf(version.version.product, version.version.shopifyProduct);
        record.versions += version;
        const auto &image = version.version.after ? version.version.after : version.version.before;
        if (record.title.isEmpty() && image)
            record.title = image->product.fields.value(Field::title.toString()).value_or(QString());
    }
    for (const Operation &operation : window.laterOperations)
        if (const qsizetype place = placeOf(operation.product, operation.shopifyProduct); place >= 0)
            records[place].laterOperations += operation;
    for (const RecordedVersion &version : window.laterVersions)
        if (const qsizetype place = placeOf(version.version.product, version.version.shopifyProduct); place >= 0)
            records[place].laterVersions += version;
    return records;
}

} // namespace Sync
