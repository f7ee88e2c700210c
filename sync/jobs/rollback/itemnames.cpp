#include "sync/jobs/rollback/placenames.h"

#include "sync/api/facets.h"
#include "sync/jobs/push/shopreads.h"

#include <QHash>

#include <algorithm>

namespace Sync {

QCoro::Task<QList<RollbackItem>> withPlaceNames(QList<RollbackItem> items, ShopReads &reads, std::stop_token stop)
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

} // namespace Sync
