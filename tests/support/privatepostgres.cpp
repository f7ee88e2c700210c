#include "tests/support/privatepostgres.h"

#include "sync/db/migrationrunner.h"
#include "sync/db/pgbinaries.h"
#include "sync/db/pgsession.h"
#include "sync/db/serveruser.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace Tests {

using namespace Qt::StringLiterals;

namespace {

const Sync::PgBinaries &binaries()
{
    static const Sync::PgBinaries found = [] {
        const auto server = Sync::PgBinaries::server();
        if (!server)
            qFatal("%s", qUtf8Printable(server.failure().text()));
        return *server;
    }();
    return found;
}

const Sync::ServerUser &serverUser()
{
    static const Sync::ServerUser chosen = [] {
        const auto user = Sync::ServerUser::choose();
        if (!user)
            qFatal("%s", qUtf8Printable(user.failure().text()));
        return *user;
    }();
    return chosen;
}

/// Made once per machine, user and PostgreSQL version: initdb takes longer than all of a test.
QString templateDirectory()
{
    return QDir::tempPath() + u"/syncdesk-test-postgres-%1-%2"_s.arg(serverUser().name).arg(binaries().majorVersion);
}

QList<qint64> childrenOf(qint64 pid)
{
    QFile file(u"/proc/%1/task/%1/children"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<qint64> children;
    for (const QByteArray &child : file.readAll().split(' '))
        if (const qint64 number = child.toLongLong(); number > 0)
            children += number;
    return children;
}

/// A process that has ended and was not asked about by its parent yet holds nothing any more.
bool isAlive(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    return file.open(QIODevice::ReadOnly) && !file.readAll().contains(") Z ");
}

} // namespace

PrivatePostgres::PrivatePostgres(const QStringList &options, quint16 tcpPort)
    : m_tcpPort(tcpPort)
{
    makeDirectory();
    startGuardian();
    copyTemplate();
    configure(options);
    start();
    makeRoles();
}

PrivatePostgres::~PrivatePostgres()
{
    // The guardian sees this end of its pipe close, as it does when the process dies without getting here.
    close(m_guardianPipe);
}

void PrivatePostgres::makeDirectory()
{
    // Short, because a socket's path has room for 107 characters.
    QTemporaryDir directory(QDir::tempPath() + u"/sdpg-XXXXXX"_s);
    if (!directory.isValid() || !serverUser().give(directory.path()))
        qFatal("No directory for a private PostgreSQL: %s", qUtf8Printable(directory.errorString()));
    directory.setAutoRemove(false);
    m_directory = directory.path();
}

void PrivatePostgres::startGuardian()
{
    // A process that is no child of ours, so that whoever kills us and our children leaves it alone.
    const QString script = u"(trap '' INT TERM HUP\n"
                           "cat <&3 >/dev/null\n"
                           "pid=$(head -n 1 \"$1/data/postmaster.pid\" 2>/dev/null) && kill -QUIT \"$pid\"\n"
                           "for i in $(seq 200); do kill -0 \"$pid\" 2>/dev/null || break; sleep 0.05; done\n"
                           "rm -rf \"$1\") &\n"_s;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        qFatal("No pipe to the guardian of a private PostgreSQL.");
    QProcess guardian;
    guardian.setStandardOutputFile(QProcess::nullDevice());
    guardian.setStandardErrorFile(QProcess::nullDevice());
    guardian.setChildProcessModifier([read = ends[0]] {
        setsid();
        dup2(read, 3);
    });
    guardian.start(u"/bin/sh"_s, {u"-c"_s, script, u"guardian"_s, m_directory});
    if (!guardian.waitForFinished() || guardian.exitCode() != 0)
        qFatal("The guardian of a private PostgreSQL did not start.");
    close(ends[0]);
    m_guardianPipe = ends[1];
}

void PrivatePostgres::copyTemplate()
{
    QLockFile lock(templateDirectory() + u".lock"_s);
    lock.setStaleLockTime(0);
    if (!lock.tryLock(60'000))
        qFatal("Another test keeps the PostgreSQL template locked.");
    if (!QDir(templateDirectory()).exists()) {
        // Made in the test's own directory and moved, so that a killed test leaves no half template.
        const QString made = m_directory + u"/made"_s;
        runAsServer(binaries().path(u"initdb"_s),
            {u"-D"_s, made, u"-U"_s, u"syncdesk"_s, u"-A"_s, u"trust"_s, u"-E"_s, u"UTF8"_s, u"--locale=C.UTF-8"_s,
                u"--no-sync"_s, u"--no-instructions"_s});
        if (!QDir().rename(made, templateDirectory()))
            qFatal("The PostgreSQL template could not be kept in %s.", qUtf8Printable(templateDirectory()));
    }
    // In a shared temporary directory somebody else may have been first.
    if (QFileInfo(templateDirectory()).ownerId() != serverUser().uid)
        qFatal("%s belongs to another user.", qUtf8Printable(templateDirectory()));
    runAsServer(u"cp"_s, {u"-a"_s, u"--reflink=auto"_s, templateDirectory(), dataDirectory()});
}

void PrivatePostgres::configure(const QStringList &options)
{
    QFile configuration(dataDirectory() + u"/postgresql.auto.conf"_s);
    QFile access(dataDirectory() + u"/pg_hba.conf"_s);
    if (!configuration.open(QIODevice::Append) || !access.open(QIODevice::WriteOnly | QIODevice::Truncate))
        qFatal("A private PostgreSQL could not be configured in %s.", qUtf8Printable(m_directory));
    if (m_tcpPort > 0)
        configuration.write("listen_addresses = '127.0.0.1'\nport = " + QByteArray::number(m_tcpPort) + '\n');
    else
        configuration.write("listen_addresses = ''\n");
    configuration.write("fsync = off\nfull_page_writes = off\n"
                        "max_connections = 60\nshared_buffers = '32MB'\nmax_wal_size = '256MB'\n");
    configuration.write("unix_socket_directories = '" + m_directory.toUtf8() + "'\n");
    for (const QString &line : options)
        configuration.write(line.toUtf8() + '\n');
    access.write("local all password_user scram-sha-256\nlocal all all trust\n"
                 "host all password_user all scram-sha-256\nhost all all all trust\n");
}

QByteArray PrivatePostgres::runAsServer(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    serverUser().applyTo(process);
    process.setWorkingDirectory(m_directory);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        qFatal(
            "%s failed: %s\n%s", qUtf8Printable(program), process.readAll().constData(), qUtf8Printable(serverLog()));
    }
    return process.readAll();
}

void PrivatePostgres::start()
{
    runAsServer(binaries().path(u"pg_ctl"_s),
        {u"start"_s, u"-w"_s, u"-s"_s, u"-D"_s, dataDirectory(), u"-l"_s, m_directory + u"/server.log"_s});
}

void PrivatePostgres::stop()
{
    runAsServer(
        binaries().path(u"pg_ctl"_s), {u"stop"_s, u"-w"_s, u"-s"_s, u"-m"_s, u"fast"_s, u"-D"_s, dataDirectory()});
}

void PrivatePostgres::kill()
{
    const qint64 pid = postmasterPid();
    const QList<qint64> family = childrenOf(pid) + QList<qint64>{pid};
    if (pid <= 0 || ::kill(static_cast<pid_t>(pid), SIGKILL) != 0)
        qFatal("There is no PostgreSQL to kill.");
    // Its children notice by themselves, and hold the shared memory until then: no other server starts before.
    const QDeadlineTimer deadline(30'000);
    while (std::any_of(family.cbegin(), family.cend(), isAlive) && !deadline.hasExpired())
        QThread::msleep(5);
    // Whose parent has not asked about it yet still has its number, by which a new server would take it for a running
    // one; on a busy machine that lasts for long.
    if (::kill(static_cast<pid_t>(pid), 0) != 0 || isAlive(pid))
        return;
    QFile::remove(dataDirectory() + u"/postmaster.pid"_s);
    QFile::remove(m_directory + u"/.s.PGSQL.%1.lock"_s.arg(settings().port));
}

bool PrivatePostgres::isRunning() const
{
    const qint64 pid = postmasterPid();
    return pid > 0 && ::kill(static_cast<pid_t>(pid), 0) == 0;
}

qint64 PrivatePostgres::postmasterPid() const
{
    QFile file(dataDirectory() + u"/postmaster.pid"_s);
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
}

QString PrivatePostgres::serverLog() const
{
    QFile file(m_directory + u"/server.log"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

Sync::ConnectionSettings PrivatePostgres::settings(const QString &database) const
{
    Sync::ConnectionSettings settings;
    settings.host = m_directory;
    settings.database = database;
    if (m_tcpPort > 0)
        settings.port = m_tcpPort;
    settings.user = u"syncdesk"_s;
    settings.applicationName = u"test"_s;
    return settings;
}

void PrivatePostgres::executeAsSuperuser(const QString &database, const QString &statement) const
{
    auto session = Sync::PgSession::open(settings(database));
    if (!session)
        qFatal("%s (%s)", qUtf8Printable(session.failure().text()), qUtf8Printable(session.failure().detail));
    if (auto done = (*session)->executeScript(statement.toUtf8()); !done)
        qFatal("%s", qUtf8Printable(done.failure().detail));
}

void PrivatePostgres::makeRoles()
{
    executeAsSuperuser(u"postgres"_s, u"create role password_user login password 'right-password'"_s);
}

void PrivatePostgres::makeMigratedTemplate()
{
    executeAsSuperuser(u"postgres"_s, u"create database migrated_template"_s);
    auto session = Sync::PgSession::open(settings(u"migrated_template"_s));
    if (!session)
        qFatal("%s", qUtf8Printable(session.failure().detail));
    Sync::MigrationRunner runner(**session, {.appliedBy = u"test"_s, .appVersion = u"test"_s});
    if (const auto migrated = runner.up(); !migrated)
        qFatal("%s", qUtf8Printable(migrated.failure().detail));
    m_hasMigratedTemplate = true;
}

Sync::ConnectionSettings PrivatePostgres::createDatabase(Migrated migrated)
{
    if (migrated == Migrated::Yes && !m_hasMigratedTemplate)
        makeMigratedTemplate();
    const QString name = u"test_%1"_s.arg(++m_databases);
    executeAsSuperuser(u"postgres"_s,
        u"create database %1 template %2"_s.arg(
            name, migrated == Migrated::Yes ? u"migrated_template"_s : u"template0"_s));
    return settings(name);
}

QString PrivatePostgres::psql(
    const Sync::ConnectionSettings &database, const QStringList &arguments, int *exitCode) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(binaries().path(u"psql"_s),
        QStringList{u"-X"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-h"_s, database.host, u"-U"_s, database.user, u"-d"_s,
            database.database}
            + arguments);
    if (!process.waitForFinished(60'000))
        qFatal("psql did not end: %s", qUtf8Printable(process.errorString()));
    if (exitCode)
        *exitCode = process.exitCode();
    return QString::fromUtf8(process.readAll());
}

} // namespace Tests
