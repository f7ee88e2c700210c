#pragma once

#include "tests/simulation/shopmodel.h"
#include "tests/simulation/tables.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>

namespace Simulation {

/// Everything a history left behind, as one flat list of named values in canonical form. Ids are told by the order in
/// which they were given, so that two worlds that counted differently can be compared.
using EndState = QMap<QString, QString>;

using VersionsOf = std::function<QList<Sync::ProductVersion>(Sync::BatchId)>;

EndState endState(const Tables &tables, const VersionsOf &versionsOf, const QMap<qint64, ShopProduct> &shop);

/// The places where two differ, a line each.
QStringList differences(const EndState &simulated, const EndState &real);

} // namespace Simulation
