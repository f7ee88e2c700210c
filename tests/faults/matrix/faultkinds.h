#pragma once

#include <QList>
#include <QString>

namespace Faults {

/// What strikes.
enum class FaultKind {
    Kill, ///< The program is gone at once, by SIGKILL.
    Stop, ///< It stands still while its lease runs out three times over and another desk takes over; then it goes on.
    DatabaseGone, ///< Its connections to the database break, and there are no new ones for a while.
    DatabaseKilled, ///< PostgreSQL itself is killed, and started again.
    ShopGone, ///< Its connections to the shop break, and there are no new ones for a while.
    DiskFull, ///< The disk with the database's tables has no room left.
    Maintenance, ///< Somebody switches maintenance mode on.
};

struct FaultWords
{
    FaultKind kind;
    QString name; ///< In the names of cases.
    QString words;
};

const QList<FaultWords> &faultKinds();
QString nameOf(FaultKind kind);

} // namespace Faults
