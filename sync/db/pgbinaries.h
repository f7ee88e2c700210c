#pragma once

#include "sync/api/result.h"

#include <QString>
#include <QStringList>

namespace Sync {

/// The PostgreSQL programs of one version found on this computer.
struct PgBinaries
{
    QString directory;
    int majorVersion = 0;

    /// The full path of `initdb`, `pg_dump`, …
    QString path(const QString &program) const { return directory + u'/' + program; }

    /// Every version found that has all of \a programs: in PATH and where distributions put them; newest first.
    static QList<PgBinaries> findAll(const QStringList &programs);
    /// The same, but only in the given directories.
    static QList<PgBinaries> findIn(const QStringList &directories, const QStringList &programs);

    /// The newest PostgreSQL server on this computer; \a directories replaces the usual places.
    static Result<PgBinaries> server(const QStringList &directories = {});
    /// The programs for backup and restore that can talk to a server of at least \a serverMajor.
    static Result<PgBinaries> client(int serverMajor, const QStringList &directories = {});
};

} // namespace Sync
