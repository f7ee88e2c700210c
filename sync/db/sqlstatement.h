#pragma once

#include <QByteArray>
#include <QList>

namespace Sync {

/// A statement ready to be sent: `:name` parameters turned into `$1`, comments taken out.
struct SqlStatement
{
    QByteArray name; ///< `area/verb` for a statement of the catalogue; empty for one made up at run time.
    QByteArray text;
    QList<QByteArray> parameters; ///< The name of $1, $2, …; a name used twice has one number.
};

/// Takes SQL with named parameters apart. Quotes, dollar quotes, casts (`::`), slices and comments are understood.
SqlStatement parseSql(const QByteArray &sql, const QByteArray &name = {});

} // namespace Sync
