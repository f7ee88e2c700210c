#pragma once

#include "sync/api/result.h"

#include <QString>

#include <sys/types.h>

class QProcess;

namespace Sync {

/// The user a private PostgreSQL server runs as. PostgreSQL refuses to run as root, so root lends it another user.
struct ServerUser
{
    QString name;
    uid_t uid = 0;
    gid_t gid = 0;

    /// Ourselves; as root the user `postgres`, else `nobody`.
    static Result<ServerUser> choose();

    /// True when the server's files must belong to somebody else than us.
    bool isLent() const;
    /// Lets \a process run as this user; to be called before it is started.
    void applyTo(QProcess &process) const;
    /// Hands a file or directory to this user.
    bool give(const QString &path) const;
};

} // namespace Sync
