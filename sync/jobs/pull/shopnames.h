#pragma once

#include "sync/api/result.h"
#include "sync/db/pgtransaction.h"
#include "sync/graphql/graphqldocument.h"

#include <QCoroTask>

#include <stop_token>

namespace Sync {

class ShopPort;

/// Reads anew what the shop's collections and sales channels are called, and the categories that the mirror has and
/// nobody has asked for yet. Channels that may not be read keep the names that are known. Only for showing them:
/// content goes by ids, so a failure costs no more than a name.
QCoro::Task<Result<Done>> refreshShopNames(
    ShopPort &shop, PgSession &session, ChannelRead channels, CommitCheck commitCheck, std::stop_token stop);

} // namespace Sync
