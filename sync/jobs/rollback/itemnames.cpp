#include "sync/jobs/rollback/itemnames.h"

#include "sync/api/facets.h"
#include "sync/jobs/push/shopreads.h"

#include <QHash>

#include <algorithm>
#include <initializer_list>
#include <utility>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QCoro::Task<QList<RollbackItem>> withPlaces(QList<RollbackItem> items, ShopReads &reads, std::stop_token stop)
{
    const bool anyStock = std::any_of(
        items.cbegin(), items.cend(), [](const RollbackItem &item) { return stockLocation(item.field).has_value(); });
    if (!anyStock)
        co_return items;
    const auto locations = co_await reads.locations(stop);
    if (!locations)
        co_return items;
    QHash<QString, QString> names;
    for (const StockLocation &location : *locations)
        names.insert(stockPath(location.id), location.name);
    for (RollbackItem &item : items)
        item.place = names.value(item.field);
    co_return items;
}

QStringList mediaOf(const RollbackItem &item)
{
    QStringList keys;
    for (const auto *value : {&item.before, &item.written, &item.now})
        keys += mediaKeysIn(item.field, *value);
    return keys;
}

/// The pictures that the items tell of. Only what shows a medium says of which kind it is; what else is no picture
/// after all has no address either.
FieldMap picturesOf(const QList<RollbackItem> &items)
{
    FieldMap pictures;
    for (const RollbackItem &item : items)
        for (const QString &key : mediaOf(item))
            pictures.insert(mediumPath({MediumKind::Image, key}), u"true"_s);
    for (const RollbackItem &item : items)
        if (const auto shown = medium(item.field); shown && shown->kind != MediumKind::Image)
            pictures.remove(mediumPath({MediumKind::Image, shown->key}));
    return pictures;
}

QCoro::Task<QList<RollbackItem>> withMedia(QList<RollbackItem> items, ShopReads &reads, std::stop_token stop)
{
    const FieldMap pictures = picturesOf(items);
    if (pictures.isEmpty())
        co_return items;
    const Result<FieldMap> found = co_await reads.addresses(pictures, stop);
    if (!found)
        co_return items;
    // The same name on two products mistakes nothing.
    using Product = std::pair<qint64, qint64>;
    const auto productOf
        = [](const RollbackItem &item) { return Product(item.product.value, item.shopifyProduct.value); };
    QHash<Product, QHash<QString, QString>> addresses;
    for (const RollbackItem &item : items)
        for (const QString &key : mediaOf(item))
            addresses[productOf(item)].insert(
                key, mediumId(key).isValid() ? found->value(mediumAddressPath(key)).value_or(QString()) : key);
    QHash<Product, MediaNames> names;
    for (auto of = addresses.cbegin(); of != addresses.cend(); ++of)
        names.insert(of.key(), mediaNames(*of));
    for (RollbackItem &item : items)
        if (isMediaField(item.field))
            item.media = names.value(productOf(item));
    co_return items;
}

} // namespace

QCoro::Task<QList<RollbackItem>> withNames(QList<RollbackItem> items, ShopReads &reads, std::stop_token stop)
{
    const QList<RollbackItem> placed = co_await withPlaces(std::move(items), reads, stop);
    co_return co_await withMedia(placed, reads, stop);
}

} // namespace Sync
