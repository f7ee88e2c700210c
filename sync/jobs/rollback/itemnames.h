#pragma once

#include "sync/api/rollback.h"

#include <QCoroTask>
#include <QList>

#include <stop_token>

namespace Sync {

class ShopReads;

/// The items with the names of the locations whose stock they are about, as Shopify tells them now. Items without
/// names are better than none: should Shopify not answer, they stay as they are.
QCoro::Task<QList<RollbackItem>> withPlaceNames(QList<RollbackItem> items, ShopReads &reads, std::stop_token stop);

} // namespace Sync
