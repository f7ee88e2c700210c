#pragma once

#include <QStringView>

namespace Sync {

/// Whether two values of a metafield of this type (one of Shopify's words) mean the same, in whichever of the ways
/// Shopify writes them down: JSON with its members in any order, numbers by value, times by the moment, text without
/// the space around it.
bool isSameMetafieldValue(QStringView type, QStringView left, QStringView right);

} // namespace Sync
