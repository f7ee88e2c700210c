#pragma once

#include <QMap>
#include <QString>

namespace Sync {

/// What the shop calls what fields tell by number only, as of the last pull. For showing; content goes by the numbers.
struct ShopNames
{
    /// Collections, sales channels and stock locations by the path of their facets: `collection:12`, `publication:9`.
    QMap<QString, QString> facets = {};
    /// Shopify's categories with all that is above them, by the value of their facet: `aa-1-2`.
    QMap<QString, QString> categories = {};

    bool operator==(const ShopNames &) const = default;
};

} // namespace Sync
