#pragma once

#include "sync/api/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace Sync {

class PgSession;

/// An index that the schema counts on.
struct ExpectedIndex
{
    QString name;
    QString table;
    QString definition; ///< The statement that makes it.

    bool operator==(const ExpectedIndex &) const = default;
};

/// The indexes a migration script makes.
QList<ExpectedIndex> indexesIn(const QByteArray &migration);
/// The tables a migration script takes away, their indexes with them.
QStringList tablesDroppedIn(const QByteArray &migration);
/// Those our migrations make and the database lacks or has only half built. Blocking, on the session's thread.
Result<QList<ExpectedIndex>> missingIndexes(PgSession &session);

} // namespace Sync
