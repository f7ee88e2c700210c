#pragma once

#include "sync/db/connectionsettings.h"

#include <QString>
#include <QStringList>

namespace Tests {

/// A real PostgreSQL of the test's own: a throw-away cluster on a unix socket, without durability, gone with the
/// test even when that crashes. Make one per test executable (0.2 s) and one database per test function (0.04 s).
///
/// Anything that goes wrong ends the test program with the server's log: there is nothing to test without it.
/// Users connect without a password, except `password_user`, whose password is `right-password`.
class PrivatePostgres final
{
    Q_DISABLE_COPY_MOVE(PrivatePostgres)

public:
    enum class Migrated { No, Yes };

    /// Starts the cluster. \a options are lines for postgresql.conf, for example "max_connections = 5". With a
    /// \a tcpPort it listens on 127.0.0.1 too.
    explicit PrivatePostgres(const QStringList &options = {}, quint16 tcpPort = 0);
    ~PrivatePostgres();

    /// Makes a new database, empty or with the whole schema, and says how to reach it.
    Sync::ConnectionSettings createDatabase(Migrated migrated = Migrated::Yes);
    /// How to reach a database of this cluster as its superuser `syncdesk`.
    Sync::ConnectionSettings settings(const QString &database = QStringLiteral("postgres")) const;

    /// Stops the server as its administrator would; sessions end with 57P01.
    void stop();
    /// Kills the postmaster and all it started without warning, as a power cut would.
    void kill();
    /// Starts it after stop() or kill(), recovering as needed.
    void start();
    bool isRunning() const;

    QString directory() const { return m_directory; }
    QString serverLog() const;
    /// Runs psql on a database and returns its output; \a exitCode is psql's.
    QString psql(const Sync::ConnectionSettings &database, const QStringList &arguments, int *exitCode = nullptr) const;

private:
    void makeDirectory();
    void startGuardian();
    void copyTemplate();
    void configure(const QStringList &options);
    void makeRoles();
    void makeMigratedTemplate();
    QByteArray runAsServer(const QString &program, const QStringList &arguments) const;
    void executeAsSuperuser(const QString &database, const QString &statement) const;
    qint64 postmasterPid() const;
    QString dataDirectory() const { return m_directory + QStringLiteral("/data"); }

    QString m_directory;
    quint16 m_tcpPort;
    int m_guardianPipe = -1; ///< Closed by the system when the test ends, however it ends.
    int m_databases = 0;
    bool m_hasMigratedTemplate = false;
};

} // namespace Tests
