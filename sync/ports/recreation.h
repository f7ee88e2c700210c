#pragma once

#include "sync/ports/content.h"

#include <QList>
#include <QMap>

namespace Sync {

/// A confirmed deletion that a later create took back: Shopify gave what came back new ids.
struct Recreation
{
    ShopifyId product; ///< That was deleted, or that held the variants which were.
    ShopifyId now; ///< That came back; the same where only variants had gone.
    ProductId here = {}; ///< The catalogue's product linked to that one, if any.
    QMap<qint64, FieldMap> deleted = {}; ///< Variants by the ids they had.
    QMap<qint64, FieldMap> created = {}; ///< Variants by the ids they got.

    bool operator==(const Recreation &) const = default;
};

} // namespace Sync
