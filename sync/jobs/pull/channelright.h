#pragma once

#include "sync/api/result.h"

#include <QCoroTask>

#include <stop_token>

namespace Sync {

class ShopPort;

/// What Shopify lets us do with the sales channels of products.
struct ChannelRights
{
    bool mayRead = true;
    bool mayChange = true;
};

/// The rights that sales channels need, each of their own: a bulk query that asks for more than is allowed is refused
/// whole. Of single channels Shopify tells no rights.
QCoro::Task<Result<ChannelRights>> readChannelRights(ShopPort &shop, std::stop_token stop);

} // namespace Sync
