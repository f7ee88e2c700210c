#include "sync/db/embeddedcluster.h"

#include "sync/db/clusterfailure.h"
#include "sync/db/pgsession.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QProcess>
#include <QScopeGuard>
#include <QThread>

#include <filesystem>

Q_LOGGING_CATEGORY(clusterLog, "syncdesk.db.cluster", QtInfoMsg)

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

/// A new cluster takes about 40 MB and writes as much again while it is made.
constexpr std::uintmax_t roomToCreate = 100ULL * 1024 * 1024;
/// The log of failed starts is cut when it has grown beyond this.
constexpr qint64 longestStartLog = 1024 * 1024;

} // namespace

Result<std::unique_ptr<EmbeddedCluster>> EmbeddedCluster::open(const Options &options)
{
    if (options.progress)
        options.progress(ClusterStep::Looking);
    auto folder = ClusterFolder::prepare(options.folder);
    if (!folder)
        return folder.failure();
    std::unique_ptr<EmbeddedCluster> cluster(new EmbeddedCluster(options, *folder));
    if (auto locked = cluster->lockUse(); !locked)
        return locked.failure();
    const auto release = qScopeGuard([&cluster] {
        if (cluster)
            cluster->m_change.unlock();
    });
    for (const auto step : {&EmbeddedCluster::create, &EmbeddedCluster::startOrJoin, &EmbeddedCluster::prepareDatabase})
        if (auto done = (cluster.get()->*step)(); !done) {
            // What this call started does not run on for nobody; what was running before is not ours to stop.
            cluster->m_isOpen = cluster->m_hasStarted;
            return done.failure();
        }
    cluster->m_change.unlock();
    cluster->m_isOpen = true;
    cluster->tell(ClusterStep::Ready);
    return cluster;
}

EmbeddedCluster::~EmbeddedCluster()
{
    if (auto closed = close(); !closed)
        qCWarning(clusterLog).noquote() << closed.failure().detail;
}

void EmbeddedCluster::tell(ClusterStep step) const
{
    if (m_options.progress)
        m_options.progress(step);
}

Result<Done> EmbeddedCluster::lockUse()
{
    if (auto opened = m_change.open(m_folder.startLock()); !opened)
        return opened.failure();
    if (auto opened = m_use.open(m_folder.usersLock()); !opened)
        return opened.failure();
    if (!m_change.lockExclusive(m_options.patience) || !m_use.lockShared(m_options.patience))
        return ClusterFailure::busy();
    return Done{};
}

Result<Done> EmbeddedCluster::chooseBinaries()
{
    if (!m_binaries.directory.isEmpty())
        return Done{};
    const auto version = m_folder.majorVersion();
    if (!version)
        return version.failure();
    const auto newest = PgBinaries::server(m_options.binaryDirectories);
    if (!newest)
        return newest.failure();
    m_binaries = *newest;
    if (*version == 0 || *version == newest->majorVersion)
        return Done{};
    const QStringList programs{u"postgres"_s, u"initdb"_s, u"pg_ctl"_s};
    const auto installed = m_options.binaryDirectories.isEmpty()
        ? PgBinaries::findAll(programs)
        : PgBinaries::findIn(m_options.binaryDirectories, programs);
    QStringList versions;
    for (const PgBinaries &binaries : installed) {
        versions += QString::number(binaries.majorVersion);
        if (binaries.majorVersion == *version) {
            m_binaries = binaries;
            return Done{};
        }
    }
    return ClusterFailure::wrongVersion(m_folder.data(), *version, versions);
}

Result<Done> EmbeddedCluster::create()
{
    if (m_folder.runningServer())
        return Done{};
    if (auto chosen = chooseBinaries(); !chosen)
        return chosen.failure();
    if (*m_folder.majorVersion() != 0)
        return Done{};
    tell(ClusterStep::Creating);
    // QStorageInfo goes by the table of mounts, in which a container's or a chroot's root is missing.
    std::error_code unknown;
    const auto disk
        = std::filesystem::space(QFile::encodeName(QFileInfo(m_folder.data()).absolutePath()).data(), unknown);
    if (!unknown && disk.available < roomToCreate)
        return ClusterFailure::noSpace(m_folder.data(), u"%1 bytes available"_s.arg(disk.available));
    // Made under another name, so that one whose making was interrupted is never mistaken for a database.
    const QString made = m_folder.newData();
    QDir(made).removeRecursively();
    const auto undo = qScopeGuard([&made] { QDir(made).removeRecursively(); });
    const Ended ended = run(u"initdb"_s,
        {u"--pgdata"_s, made, u"--username=postgres"_s, u"--auth=peer"_s, u"--encoding=UTF8"_s, u"--locale=C.UTF-8"_s,
            u"--data-checksums"_s, u"--no-instructions"_s});
    if (!ended.isGood)
        return ClusterFailure::notCreated(m_folder.data(), ended.output);
    if (auto configured = m_folder.configure(made); !configured)
        return configured.failure();
    // Only an empty folder can be in the way; majorVersion() saw to that.
    QDir().rmdir(m_folder.data());
    if (!QDir().rename(made, m_folder.data()))
        return ClusterFailure::folderUnusable(m_folder.data(), m_folder.user().name, u"rename"_s);
    m_isNew = true;
    return Done{};
}

Result<Done> EmbeddedCluster::startOrJoin()
{
    if (!m_folder.runningServer())
        if (auto started = start(); !started)
            return started.failure();
    m_settings = settingsFor(u"syncdesk"_s, u"syncdesk"_s);
    return waitUntilReady();
}

Result<Done> EmbeddedCluster::start()
{
    if (auto chosen = chooseBinaries(); !chosen)
        return chosen.failure();
    tell(m_folder.needsRecovery() ? ClusterStep::Recovering : ClusterStep::Starting);
    if (auto configured = m_folder.configure(m_folder.data()); !configured)
        return configured.failure();
    if (QFileInfo(m_folder.startLog()).size() > longestStartLog)
        QFile::resize(m_folder.startLog(), 0);
    m_folder.releaseSocket();
    const QDeadlineTimer deadline(m_options.patience);
    while (true) {
        const auto lengths = m_folder.logLengths();
        const Ended ended = run(u"pg_ctl"_s,
            {u"start"_s, u"--wait"_s, u"--silent"_s, u"--timeout"_s, QString::number(m_options.patience.count()),
                u"--pgdata"_s, m_folder.data(), u"--log"_s, m_folder.startLog()});
        if (ended.isGood) {
            m_hasStarted = true;
            return Done{};
        }
        // The processes of a killed server take a moment to notice, and PostgreSQL rightly waits for them.
        const QString log = m_folder.loggedSince(lengths);
        if (!log.contains(u"pre-existing shared memory block") || deadline.hasExpired())
            return ClusterFailure::notStarted(m_folder.data(), log + ended.output);
        QThread::msleep(100);
    }
}

/// A server taken over may still be recovering, and one that a killed Syncdesk was stopping may go away.
Result<Done> EmbeddedCluster::waitUntilReady()
{
    const QDeadlineTimer deadline(m_options.patience);
    const auto lengths = m_folder.logLengths();
    while (true) {
        // Usually the database is there, and then nothing else need be asked.
        m_isPrepared = !m_isNew && PgSession::open(m_settings);
        if (m_isPrepared)
            return Done{};
        const auto session = PgSession::open(settingsFor(u"postgres"_s, u"postgres"_s));
        if (session)
            return Done{};
        if (session.failure().kind != FailureKind::DatabaseUnreachable || deadline.hasExpired())
            return ClusterFailure::notStarted(
                m_folder.data(), session.failure().detail + m_folder.loggedSince(lengths));
        QThread::msleep(50);
        if (!m_folder.runningServer())
            if (auto started = start(); !started)
                return started.failure();
    }
}

Result<Done> EmbeddedCluster::prepareDatabase()
{
    if (m_isPrepared)
        return Done{};
    tell(ClusterStep::Preparing);
    const auto session = PgSession::open(settingsFor(u"postgres"_s, u"postgres"_s));
    if (!session)
        return session.failure();
    const std::pair<QStringView, QStringView> wanted[]
        = {{u"cluster/role_exists", u"cluster/create_role"}, {u"cluster/database_exists", u"cluster/create_database"}};
    for (const auto &[exists, create] : wanted) {
        const auto found = (*session)->execute(sql(exists));
        if (!found)
            return found.failure();
        if (found->first().boolean(0))
            continue;
        if (auto made = (*session)->execute(sql(create)); !made)
            return made.failure();
    }
    return Done{};
}

Result<Done> EmbeddedCluster::ensureRunning()
{
    if (!m_change.lockExclusive(m_options.patience))
        return ClusterFailure::busy();
    const auto release = qScopeGuard([this] { m_change.unlock(); });
    return startOrJoin();
}

Result<Done> EmbeddedCluster::close()
{
    if (!m_isOpen)
        return Done{};
    m_isOpen = false;
    if (!m_change.lockExclusive(m_options.patience)) {
        m_use.unlock();
        return ClusterFailure::busy();
    }
    const auto release = qScopeGuard([this] {
        m_use.unlock();
        m_change.unlock();
    });
    // Nobody else can join meanwhile, so having it alone means being the last.
    m_use.unlock();
    if (!m_use.lockExclusive(std::chrono::milliseconds(0)))
        return Done{};
    return stop();
}

Result<Done> EmbeddedCluster::stop()
{
    if (!m_folder.runningServer())
        return Done{};
    if (auto chosen = chooseBinaries(); !chosen)
        return chosen.failure();
    const auto lengths = m_folder.logLengths();
    const Ended ended = run(u"pg_ctl"_s,
        {u"stop"_s, u"--wait"_s, u"--silent"_s, u"--mode=fast"_s, u"--timeout"_s,
            QString::number(m_options.patience.count()), u"--pgdata"_s, m_folder.data()});
    if (!ended.isGood)
        return ClusterFailure::notStopped(ended.output + m_folder.loggedSince(lengths));
    QDir().rmdir(m_folder.socketDirectory());
    return Done{};
}

ConnectionSettings EmbeddedCluster::settingsFor(const QString &database, const QString &user) const
{
    ConnectionSettings settings;
    // A server that another process started may have its socket elsewhere than ours would.
    const auto server = m_folder.runningServer();
    const bool isTold = server && !server->socketDirectory.isEmpty();
    settings.host = isTold ? server->socketDirectory : m_folder.socketDirectory();
    if (isTold && server->port != 0)
        settings.port = server->port;
    settings.database = database;
    settings.user = user;
    return settings;
}

EmbeddedCluster::Ended EmbeddedCluster::run(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    m_folder.user().applyTo(process);
    // The directory we are in may be closed to the server's user.
    process.setWorkingDirectory(u"/"_s);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys())
        if (name.startsWith(u"PG"))
            environment.remove(name);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    process.setProcessEnvironment(environment);
    process.start(m_binaries.path(program), arguments);
    const auto patience = std::chrono::milliseconds(m_options.patience) + std::chrono::seconds(10);
    const bool hasEnded = process.waitForFinished(static_cast<int>(patience.count()));
    Ended ended;
    ended.isGood = hasEnded && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    ended.output = QString::fromLocal8Bit(process.readAll()).right(4000);
    if (!hasEnded)
        ended.output += process.errorString();
    return ended;
}

} // namespace Sync
