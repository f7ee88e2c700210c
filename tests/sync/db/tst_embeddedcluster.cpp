#include "sync/db/clusterfailure.h"
#include "sync/db/embeddedcluster.h"
#include "sync/db/pgsession.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Sync;

/// The life of Syncdesk's own PostgreSQL. Needs no server beforehand; makes and breaks its own.
class TestEmbeddedCluster final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void isMadeStartedAndStopped();
    void isDurableAndReachableOnlyThroughItsSocket();
    void theLastOneOutStopsIt();
    void aKilledServerIsRecovered();
    void aServerKilledWhileOpenIsStartedAgain();
    void aServerOfAKilledProgramIsTakenOver();
    void twoProgramsShareIt();
    void aRunningOneIsJoinedWithoutLookingForPrograms();
    void aStaleProcessNumberIsNoObstacle();
    void anInterruptedCreationStartsOver();
    void anotherMajorVersionIsRefused();
    void otherFilesAreLeftAlone();
    void missingProgramsAreSaid();
    void aFolderThatCannotBeReachedIsSaid();
    void aDamagedClusterIsSaid();
    void aSocketDirectoryOfSomebodyElseIsRefused();
    void aLongFolderStillHasAShortSocket();
    void aFullDiskIsSaid();
    void anotherWindowStartingIsWaitedFor();

private:
    EmbeddedCluster::Options options(const QString &folder = {}) const
    {
        EmbeddedCluster::Options options;
        options.folder = folder.isEmpty() ? m_folder : folder;
        options.patience = std::chrono::seconds(20);
        return options;
    }
    std::unique_ptr<EmbeddedCluster> open()
    {
        auto cluster = EmbeddedCluster::open(options());
        if (!cluster)
            qFatal("%s", qUtf8Printable(cluster.failure().text() + cluster.failure().detail));
        return std::move(cluster).value();
    }
    std::unique_ptr<PgSession> connectTo(const EmbeddedCluster &cluster)
    {
        auto session = PgSession::open(cluster.settings());
        if (!session)
            qFatal("%s", qUtf8Printable(session.failure().text() + session.failure().detail));
        return std::move(session).value();
    }
    qint64 postmaster() const
    {
        QFile file(m_folder + u"/data/postmaster.pid"_s);
        return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
    }
    /// A process that has ended may stay listed until its parent asks.
    static bool isAlive(qint64 pid)
    {
        QFile file(u"/proc/%1/stat"_s.arg(pid));
        return pid > 0 && file.open(QIODevice::ReadOnly) && !file.readAll().contains(") Z ");
    }
    void killServer();
    std::unique_ptr<QProcess> startHolder();

    std::unique_ptr<QTemporaryDir> m_base;
    QString m_folder; ///< One cluster for all tests, because making one takes a second.
};

void TestEmbeddedCluster::initTestCase()
{
    m_base = std::make_unique<QTemporaryDir>();
    QVERIFY(m_base->isValid());
    // As root the server's user has to get through.
    QVERIFY(chmod(QFile::encodeName(m_base->path()).constData(), 0711) == 0);
    m_folder = m_base->filePath(u"Anna's data/database"_s);
    QVERIFY(QDir().mkpath(m_base->filePath(u"Anna's data"_s)));
}

void TestEmbeddedCluster::cleanup()
{
    // Whatever a test did, nothing runs on afterwards.
    if (const qint64 pid = postmaster(); isAlive(pid)) {
        ::kill(static_cast<pid_t>(pid), SIGQUIT);
        QTRY_VERIFY(!isAlive(pid));
    }
}

void TestEmbeddedCluster::killServer()
{
    const qint64 pid = postmaster();
    QVERIFY(pid > 0);
    QCOMPARE(::kill(static_cast<pid_t>(pid), SIGKILL), 0);
    QTRY_VERIFY(!isAlive(pid));
}

/// Another Syncdesk: this program again, holding the cluster until it is killed.
std::unique_ptr<QProcess> TestEmbeddedCluster::startHolder()
{
    auto holder = std::make_unique<QProcess>();
    holder->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    holder->start(QCoreApplication::applicationFilePath(), {u"--hold"_s, m_folder});
    if (!holder->waitForReadyRead(30'000) || holder->readLine().trimmed() != "ready")
        qFatal("The other program did not open the cluster.");
    return holder;
}

void TestEmbeddedCluster::isMadeStartedAndStopped()
{
    QList<ClusterStep> steps;
    auto told = options();
    told.progress = [&steps](ClusterStep step) { steps += step; };
    auto cluster = EmbeddedCluster::open(told);
    QVERIFY2(cluster.isOk(), cluster ? "" : qPrintable(cluster.failure().text() + cluster.failure().detail));
    QVERIFY((*cluster)->isNew());
    QCOMPARE(steps,
        (QList<ClusterStep>{ClusterStep::Looking, ClusterStep::Creating, ClusterStep::Starting, ClusterStep::Preparing,
            ClusterStep::Ready}));
    {
        const auto session = connectTo(**cluster);
        QVERIFY(session->executeScript("create table kept (a int); insert into kept values (7)"));
    }
    const qint64 pid = postmaster();
    QVERIFY(isAlive(pid));
    const auto closed = (*cluster)->close();
    QVERIFY2(closed.isOk(), closed ? "" : qPrintable(closed.failure().detail));
    QTRY_VERIFY(!isAlive(pid));
    QVERIFY((*cluster)->close());

    const auto again = open();
    QVERIFY(!again->isNew());
    QCOMPARE(connectTo(*again)->executeText(u"select a from kept"_s)->first().int32(0), 7);
}

void TestEmbeddedCluster::isDurableAndReachableOnlyThroughItsSocket()
{
    const auto cluster = open();
    const auto session = connectTo(*cluster);
    const auto setting = [&session](const QString &name) {
        return session->executeText(u"select current_setting(:name)"_s, {{u"name", name}})->first().text(0);
    };
    for (const QString &name : {u"fsync"_s, u"synchronous_commit"_s, u"full_page_writes"_s, u"data_checksums"_s})
        QCOMPARE(setting(name), u"on"_s);
    QCOMPARE(setting(u"listen_addresses"_s), u""_s);
    const auto self = session->executeText(
        u"select rolsuper, rolcreatedb, current_database() from pg_roles where rolname = current_user"_s);
    QVERIFY(!self->first().boolean(0));
    QCOMPARE(self->first().text(2), u"syncdesk"_s);

    struct stat status;
    QCOMPARE(lstat(QFile::encodeName(cluster->settings().host).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0700u);
    QCOMPARE(lstat(QFile::encodeName(m_folder + u"/data"_s).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0700u);
    QVERIFY(status.st_uid != 0);

    // Another user of the computer, where we can become one.
    if (geteuid() == 0) {
        QProcess psql;
        psql.setChildProcessModifier([] {
            if (setgid(65534) != 0 || setuid(65534) != 0)
                _exit(126);
        });
        psql.setWorkingDirectory(u"/"_s);
        psql.start(u"psql"_s, {u"-h"_s, cluster->settings().host, u"-U"_s, u"syncdesk"_s, u"-c"_s, u"select 1"_s});
        QVERIFY(psql.waitForFinished());
        QVERIFY(psql.exitCode() != 0);
    }
}

void TestEmbeddedCluster::theLastOneOutStopsIt()
{
    auto first = open();
    const qint64 pid = postmaster();
    auto second = open();
    QCOMPARE(postmaster(), pid);
    QVERIFY(first->close());
    QVERIFY(isAlive(pid));
    QVERIFY(connectTo(*second)->ping());
    QVERIFY(second->close());
    QTRY_VERIFY(!isAlive(pid));
}

void TestEmbeddedCluster::aKilledServerIsRecovered()
{
    auto cluster = open();
    QVERIFY(connectTo(*cluster)->executeScript("create table confirmed (a int); insert into confirmed values (1)"));
    killServer();
    QVERIFY(cluster->close());

    QList<ClusterStep> steps;
    auto told = options();
    told.progress = [&steps](ClusterStep step) { steps += step; };
    const auto again = EmbeddedCluster::open(told);
    QVERIFY2(again.isOk(), again ? "" : qPrintable(again.failure().detail));
    QVERIFY(steps.contains(ClusterStep::Recovering));
    QCOMPARE(connectTo(**again)->executeText(u"select count(*) from confirmed"_s)->first().int64(0), 1);
}

void TestEmbeddedCluster::aServerKilledWhileOpenIsStartedAgain()
{
    const auto cluster = open();
    const auto session = connectTo(*cluster);
    killServer();
    QCOMPARE(session->ping().failure().kind, FailureKind::DatabaseUnreachable);
    const auto running = cluster->ensureRunning();
    QVERIFY2(running.isOk(), running ? "" : qPrintable(running.failure().detail));
    QVERIFY(connectTo(*cluster)->ping());
    QVERIFY(cluster->ensureRunning());
}

void TestEmbeddedCluster::aServerOfAKilledProgramIsTakenOver()
{
    const auto holder = startHolder();
    const qint64 pid = postmaster();
    holder->kill();
    QVERIFY(holder->waitForFinished());
    QVERIFY(isAlive(pid));
    auto cluster = open();
    QCOMPARE(postmaster(), pid);
    QVERIFY(connectTo(*cluster)->ping());
    QVERIFY(cluster->close());
    QTRY_VERIFY(!isAlive(pid));
}

void TestEmbeddedCluster::twoProgramsShareIt()
{
    const auto holder = startHolder();
    const qint64 pid = postmaster();
    auto cluster = open();
    QCOMPARE(postmaster(), pid);
    QVERIFY(cluster->close());
    QVERIFY(isAlive(pid));
    holder->closeWriteChannel();
    QVERIFY(holder->waitForFinished());
    QCOMPARE(holder->exitCode(), 0);
    QTRY_VERIFY(!isAlive(pid));
}

void TestEmbeddedCluster::aRunningOneIsJoinedWithoutLookingForPrograms()
{
    const auto first = open();
    auto without = options();
    without.binaryDirectories = {u"/nonexistent"_s};
    QList<ClusterStep> steps;
    without.progress = [&steps](ClusterStep step) { steps += step; };
    auto second = EmbeddedCluster::open(without);
    QVERIFY2(second.isOk(), second ? "" : qPrintable(second.failure().text() + second.failure().detail));
    QCOMPARE(steps, (QList<ClusterStep>{ClusterStep::Looking, ClusterStep::Ready}));
    QVERIFY(connectTo(**second));
    // A database that somebody dropped is made again all the same.
    auto session = PgSession::open([settings = first->settings()]() mutable {
        settings.database = settings.user = u"postgres"_s;
        return settings;
    }());
    QVERIFY(session);
    QVERIFY((*session)->executeText(u"drop database syncdesk with (force)"_s));
    QVERIFY(EmbeddedCluster::open(without));
    QVERIFY(connectTo(*first));
}

void TestEmbeddedCluster::aStaleProcessNumberIsNoObstacle()
{
    QVERIFY(open()->close());
    // After a reboot the number may belong to anything; here it is this test's.
    QFile file(m_folder + u"/data/postmaster.pid"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        QByteArray::number(getpid()) + "\n" + m_folder.toUtf8() + "/data\n1700000000\n5432\n/tmp\n\n 1 1\nready\n");
    file.close();
    const auto cluster = open();
    QVERIFY(connectTo(*cluster)->ping());
}

void TestEmbeddedCluster::anInterruptedCreationStartsOver()
{
    QTemporaryDir base;
    QVERIFY(chmod(QFile::encodeName(base.path()).constData(), 0711) == 0);
    const QString folder = base.filePath(u"database"_s);
    QVERIFY(QDir().mkpath(folder + u"/data.new/base"_s));
    QFile half(folder + u"/data.new/PG_VERSION"_s);
    QVERIFY(half.open(QIODevice::WriteOnly));
    half.write("15\n");
    half.close();
    auto cluster = EmbeddedCluster::open(options(folder));
    QVERIFY2(cluster.isOk(), cluster ? "" : qPrintable(cluster.failure().detail));
    QVERIFY((*cluster)->isNew());
    QVERIFY(!QFileInfo::exists(folder + u"/data.new"_s));
    QVERIFY((*cluster)->close());
}

void TestEmbeddedCluster::anotherMajorVersionIsRefused()
{
    QTemporaryDir base;
    QVERIFY(QDir().mkpath(base.filePath(u"data"_s)));
    QFile version(base.filePath(u"data/PG_VERSION"_s));
    QVERIFY(version.open(QIODevice::WriteOnly));
    version.write("9\n");
    version.close();
    if (geteuid() == 0) {
        QVERIFY(chmod(QFile::encodeName(base.path()).constData(), 0755) == 0);
        QVERIFY(chown(QFile::encodeName(base.filePath(u"data"_s)).constData(), 65534, 65534) == 0);
    }
    const auto cluster = EmbeddedCluster::open(options(base.path()));
    QVERIFY(!cluster);
    QCOMPARE(cluster.failure().kind, FailureKind::DatabaseRefused);
    const int installed = PgBinaries::server()->majorVersion;
    QVERIFY2(cluster.failure().what.contains(u"PostgreSQL 9"), qPrintable(cluster.failure().what));
    QVERIFY2(cluster.failure().what.contains(QString::number(installed)), qPrintable(cluster.failure().what));
    QVERIFY(cluster.failure().remedy.contains(u"Install PostgreSQL 9"));
}

void TestEmbeddedCluster::otherFilesAreLeftAlone()
{
    QTemporaryDir base;
    QVERIFY(chmod(QFile::encodeName(base.path()).constData(), 0711) == 0);
    QVERIFY(QDir().mkpath(base.filePath(u"database/data"_s)));
    QFile letter(base.filePath(u"database/data/letter.txt"_s));
    QVERIFY(letter.open(QIODevice::WriteOnly));
    letter.close();
    if (geteuid() == 0)
        QVERIFY(chown(QFile::encodeName(base.filePath(u"database/data"_s)).constData(), 65534, 65534) == 0);
    const auto cluster = EmbeddedCluster::open(options(base.filePath(u"database"_s)));
    QVERIFY(!cluster);
    QCOMPARE(cluster.failure().kind, FailureKind::LocalDisk);
    QVERIFY(QFileInfo::exists(letter.fileName()));
}

void TestEmbeddedCluster::missingProgramsAreSaid()
{
    auto without = options();
    without.binaryDirectories = {u"/nonexistent"_s};
    const auto cluster = EmbeddedCluster::open(without);
    QVERIFY(!cluster);
    QCOMPARE(cluster.failure().kind, FailureKind::LocalDisk);
    QVERIFY2(cluster.failure().remedy.contains(u"Install PostgreSQL"), qPrintable(cluster.failure().remedy));
}

void TestEmbeddedCluster::aFolderThatCannotBeReachedIsSaid()
{
    QTemporaryDir base; // 0700: as root the server's user cannot get in; as a user, not once it is read-only.
    if (geteuid() != 0)
        QVERIFY(chmod(QFile::encodeName(base.path()).constData(), 0500) == 0);
    const auto cluster = EmbeddedCluster::open(options(base.filePath(u"database"_s)));
    QVERIFY(!cluster);
    QCOMPARE(cluster.failure().kind, FailureKind::LocalDisk);
    QVERIFY2(cluster.failure().what.contains(base.filePath(u"database"_s)), qPrintable(cluster.failure().what));
}

void TestEmbeddedCluster::aDamagedClusterIsSaid()
{
    QVERIFY(open()->close());
    const QString control = m_folder + u"/data/global/pg_control"_s;
    QVERIFY(QFile::copy(control, m_base->filePath(u"pg_control"_s)));
    QFile file(control);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(20);
    file.write(QByteArray(64, 'x'));
    file.close();
    const auto cluster = EmbeddedCluster::open(options());
    QVERIFY(!cluster);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QFile saved(m_base->filePath(u"pg_control"_s));
    QVERIFY(saved.open(QIODevice::ReadOnly));
    file.write(saved.readAll());
    file.close();
    QVERIFY2(cluster.failure().kind == FailureKind::DataCorrupt, qPrintable(cluster.failure().detail));
    QVERIFY(connectTo(*open())->ping());
}

void TestEmbeddedCluster::aSocketDirectoryOfSomebodyElseIsRefused()
{
    const QString directory = [this] {
        const auto cluster = open();
        return cluster->settings().host;
    }();
    QDir(directory).removeRecursively();
    QVERIFY(QFile::link(m_base->path(), directory));
    const auto remove = qScopeGuard([&directory] { QFile::remove(directory); });
    const auto cluster = EmbeddedCluster::open(options());
    QVERIFY(!cluster);
    QCOMPARE(cluster.failure().kind, FailureKind::LocalDisk);
    QVERIFY2(cluster.failure().what.contains(directory), qPrintable(cluster.failure().what));
}

void TestEmbeddedCluster::aLongFolderStillHasAShortSocket()
{
    const QString folder = m_base->filePath(QString(60, u'a') + u'/' + QString(60, u'b') + u"/ü"_s);
    QVERIFY(QDir().mkpath(QFileInfo(folder).path()));
    auto cluster = EmbeddedCluster::open(options(folder));
    QVERIFY2(cluster.isOk(), cluster ? "" : qPrintable(cluster.failure().detail));
    QVERIFY((*cluster)->settings().host.toUtf8().size() < 88);
    QVERIFY(connectTo(**cluster)->ping());
    QVERIFY((*cluster)->close());
}

void TestEmbeddedCluster::aFullDiskIsSaid()
{
    QCOMPARE(ClusterFailure::notCreated(u"/f"_s, u"initdb: error: could not write: No space left on device"_s).kind,
        FailureKind::DatabaseFull);
    const QString folder = m_base->filePath(u"small"_s);
    QVERIFY(QDir().mkpath(folder));
    if (geteuid() != 0
        || QProcess::execute(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=8m"_s, u"tmpfs"_s, folder}) != 0)
        QSKIP("Only who may mount can make a small disk.");
    const auto unmount = qScopeGuard([&folder] { QProcess::execute(u"umount"_s, {folder}); });
    const auto cluster = EmbeddedCluster::open(options(folder + u"/database"_s));
    QVERIFY(!cluster);
    QCOMPARE(cluster.failure().kind, FailureKind::DatabaseFull);
}

void TestEmbeddedCluster::anotherWindowStartingIsWaitedFor()
{
    QVERIFY(open()->close());
    ClusterLock other;
    QVERIFY(other.open(m_folder + u"/start.lock"_s));
    QVERIFY(other.lockExclusive(std::chrono::milliseconds(0)));
    auto impatient = options();
    impatient.patience = std::chrono::seconds(1);
    const auto cluster = EmbeddedCluster::open(impatient);
    QVERIFY(!cluster);
    QCOMPARE(cluster.failure().kind, FailureKind::Busy);
    other.unlock();
    QVERIFY(connectTo(*open())->ping());
}

namespace {

/// The other program: opens the cluster, says so, and closes it when its input ends.
int hold(const QString &folder)
{
    EmbeddedCluster::Options options;
    options.folder = folder;
    const auto cluster = EmbeddedCluster::open(options);
    QTextStream(stdout) << (cluster ? u"ready\n"_s : cluster.failure().text()) << Qt::flush;
    QTextStream(stdin).readAll();
    return cluster && (*cluster)->close() ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == u"--hold")
        return hold(app.arguments().value(2));
    TestEmbeddedCluster test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_embeddedcluster.moc"
