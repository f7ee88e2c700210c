#pragma once

#include "sync/api/result.h"
#include "sync/db/serveruser.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

/// The files of an embedded cluster: where they are, whose they are and what is written into them.
///
///     <folder>/data        PostgreSQL's own
///     <folder>/server.log  what the server says before its own log is open
///     <folder>/*.lock      who uses and who starts it
class ClusterFolder final
{
public:
    /// What postmaster.pid says about the server that wrote it.
    struct Postmaster
    {
        qint64 pid = 0;
        quint16 port = 0;
        QString socketDirectory;
    };

    /// Makes the folder if needed, hands it to \a user and checks that the user can work in it. A cluster that is
    /// already there keeps the user it belongs to.
    static Result<ClusterFolder> prepare(const QString &path);

    QString data() const { return m_path + QStringLiteral("/data"); }
    QString newData() const { return m_path + QStringLiteral("/data.new"); }
    QString startLog() const { return m_path + QStringLiteral("/server.log"); }
    QString usersLock() const { return m_path + QStringLiteral("/users.lock"); }
    QString startLock() const { return m_path + QStringLiteral("/start.lock"); }
    const ServerUser &user() const { return m_user; }

    /// The major version of the cluster; 0 when there is none yet; a failure when `data` holds something else.
    Result<int> majorVersion() const;
    /// The server that is running on it, if one is. Corrects the note of a server that is gone but whose process
    /// number now belongs to another program, because PostgreSQL itself would refuse to start for ever.
    std::optional<Postmaster> runningServer() const;
    /// True when a server did not get to stop in order.
    bool needsRecovery() const;

    /// Makes the short private directory for the socket and writes settings and access rules into \a data.
    Result<Done> configure(const QString &data) const;
    /// How long each log file is now.
    QHash<QString, qint64> logLengths() const;
    /// What was logged since then, at most the last lines of it, for finding out why the server does not start.
    QString loggedSince(const QHash<QString, qint64> &lengths) const;
    /// Takes the lock of a server that is gone off the socket. Only while no server runs on the cluster.
    void releaseSocket() const;

    /// A directory for the socket whose path is short enough, the same for every process of this user.
    QString socketDirectory() const;

private:
    ClusterFolder(const QString &path, const ServerUser &user)
        : m_path(path)
        , m_user(user)
    { }

    Result<Done> checkAccess() const;
    Result<Done> makeSocketDirectory() const;
    bool write(const QString &path, const QByteArray &content) const;
    QStringList logFiles() const;
    bool includeSettings(const QString &data) const;

    QString m_path;
    ServerUser m_user;
};

} // namespace Sync
