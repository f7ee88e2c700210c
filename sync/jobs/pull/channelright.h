#pragma once

#include "sync/api/result.h"

#include <QCoroTask>

#include <stop_token>

namespace Sync {

class ShopPort;

/// Whether Shopify lets us read in which sales channels products are, which needs a right of its own: a bulk query that
/// asks for more than is allowed is refused whole.
QCoro::Task<Result<bool>> mayReadChannels(ShopPort &shop, std::stop_token stop);

} // namespace Sync
