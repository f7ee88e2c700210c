#pragma once

#include "sync/api/result.h"
#include "sync/api/stocklocation.h"

#include <QCoroTask>
#include <QList>

#include <stop_token>

namespace Sync {

class ShopPort;

/// The shop's active locations, in Shopify's order.
QCoro::Task<Result<QList<StockLocation>>> activeLocations(ShopPort &shop, std::stop_token stop);

} // namespace Sync
