#pragma once

#include "sync/api/rollback.h"

#include <QCoroTask>
#include <QList>

#include <stop_token>

namespace Sync {

class ShopReads;

/// The items with the names of what their fields are about, as Shopify tells them now: locations of stock, files of
/// media. Items without names are better than none: should Shopify not answer, they stay as they are.
QCoro::Task<QList<RollbackItem>> withNames(QList<RollbackItem> items, ShopReads &reads, std::stop_token stop);

} // namespace Sync
