#pragma once

#include <QString>

namespace DemoShop {

/// A metafield's value as Shopify keeps it: text trimmed, decimals with a point, ratings as texts of decimals, moments
/// as Greenwich has them.
QString storedMetafieldValue(const QString &type, const QString &value);

} // namespace DemoShop
