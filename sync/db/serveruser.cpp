#include "sync/db/serveruser.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

namespace Sync {

using namespace Qt::StringLiterals;

Result<ServerUser> ServerUser::choose()
{
    if (geteuid() != 0) {
        const passwd *entry = getpwuid(geteuid());
        return ServerUser{
            entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(geteuid()), geteuid(), getegid()};
    }
    for (const char *name : {"postgres", "nobody"})
        if (const passwd *entry = getpwnam(name); entry && entry->pw_uid != 0)
            return ServerUser{QString::fromLatin1(name), entry->pw_uid, entry->pw_gid};
    return Failure{FailureKind::Refused,
        QCoreApplication::translate("Sync::ServerUser", "PostgreSQL does not run as the user root."),
        QCoreApplication::translate("Sync::ServerUser", "This computer has no user to run Syncdesk's database as."),
        QCoreApplication::translate("Sync::ServerUser", "Start Syncdesk as an ordinary user.")};
}

bool ServerUser::isLent() const
{
    return uid != geteuid();
}

void ServerUser::applyTo(QProcess &process) const
{
    if (!isLent())
        return;
    // Runs between fork and exec: system calls only.
    process.setChildProcessModifier([gid = gid, uid = uid] {
        if (setgroups(1, &gid) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
            _exit(126);
    });
}

bool ServerUser::give(const QString &path) const
{
    return !isLent() || chown(QFile::encodeName(path).constData(), uid, gid) == 0;
}

} // namespace Sync
