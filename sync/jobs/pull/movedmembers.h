#pragma once

#include "sync/api/result.h"

#include <QCoroTask>

#include <QDateTime>
#include <QList>

#include <stop_token>

namespace Sync {

class PgSession;
class ShopPort;

/// Products that came into collections filled by hand, or left them.
struct MovedMembers
{
    QList<qint64> products = {};
    bool areTooMany = false; ///< There is more to read than by pages; which products moved is not known.

    bool operator==(const MovedMembers &) const = default;
};

/// Compares the collections that changed since a time, by Shopify's clock, with what the mirror has in them. Shopify
/// counts it as a change of the collection, and need not count it as one of the product.
QCoro::Task<Result<MovedMembers>> findMovedMembers(
    ShopPort &shop, PgSession &session, QDateTime since, std::stop_token stop);

} // namespace Sync
