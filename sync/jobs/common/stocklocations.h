#pragma once

#include "sync/api/ids.h"
#include "sync/api/result.h"

#include <QCoroTask>
#include <QList>
#include <QString>

#include <stop_token>

namespace Sync {

class ShopPort;

/// A place where the shop keeps stock.
struct StockLocation
{
    ShopifyId id;
    QString name;

    bool operator==(const StockLocation &) const = default;
};

/// The shop's active locations, in Shopify's order.
QCoro::Task<Result<QList<StockLocation>>> activeLocations(ShopPort &shop, std::stop_token stop);

} // namespace Sync
