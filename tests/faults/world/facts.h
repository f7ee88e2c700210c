#pragma once

#include "tests/faults/world/world.h"

#include <QJsonObject>
#include <QStringList>

namespace Faults {

/// What can be seen from outside once a case is over, in words that can be compared with those of a run without any
/// fault.
struct Facts
{
    QStringList database; ///< Catalogue, mirror, base and open changes, a line each.
    QStringList shop; ///< Every product that was ever touched, without ids and times.
    QStringList effects; ///< What Syncdesk's requests changed in the shop, in any order.

    bool operator==(const Facts &) const = default;
};

Facts factsOf(World &world);

/// Whatever speaks of work that is not over: operations without an outcome, changes held, runs that seem to run, a
/// lease, maintenance mode.
QStringList openEnds(const World &world);

/// Operations on one product of which the second was sent before the first was settled. Times are the database's.
QStringList overlappingOperations(const World &world);

/// The first lines that one has and the other has not.
QStringList differences(const QStringList &expected, const QStringList &found, const QString &what);

} // namespace Faults
