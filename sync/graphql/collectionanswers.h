#pragma once

#include <QJsonObject>

namespace Sync {

/// Whether a collection, as a document answered its sources, takes in products by conditions, or those of other
/// collections: nobody can put one in by hand.
bool isSmartCollection(const QJsonObject &collection);

} // namespace Sync
