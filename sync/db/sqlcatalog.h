#pragma once

#include "sync/db/sqlstatement.h"

#include <QStringList>
#include <QStringView>

namespace Sync {

/// The statements under resources/sql, compiled into the program.
class SqlCatalog final
{
public:
    /// The statement of `resources/sql/<area>/<verb>.sql`, parsed once and kept. A name that does not exist is a
    /// defect of ours and ends the program with its name. Thread-safe; the reference stays valid for ever.
    static const SqlStatement &statement(QStringView name);

    /// Every name, so that a test can prepare each against the schema.
    static QStringList names();
};

/// Short for SqlCatalog::statement(): `session.execute(sql(u"products/page"), …)`.
inline const SqlStatement &sql(QStringView name)
{
    return SqlCatalog::statement(name);
}

} // namespace Sync
