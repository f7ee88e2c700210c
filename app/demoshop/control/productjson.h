#pragma once

#include "app/demoshop/catalogue/store.h"

#include <QJsonObject>

namespace DemoShop {

/// The whole state of a product in one canonical form: the same product is always the same JSON. Without ids of parts
/// and times of change it can be compared between shops.
QJsonObject productJson(const Product &product, const Store &store);

/// What differs between two states: `{path: [before, after]}`; a state that does not exist is an empty object.
QJsonObject productChanges(const QJsonObject &before, const QJsonObject &after);

} // namespace DemoShop
