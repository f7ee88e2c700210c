#include "sync/db/databasebackup.h"
#include "sync/db/pgsession.h"
#include "tests/support/files/failingfiles.h"
#include "tests/support/privatepostgres.h"

#include <QFileInfo>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

class TestDatabaseBackup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatWasSavedComesBack();
    void tablesNewerThanTheBackupGo();
    void aPasswordReachesThePrograms();
    void anExistingFileIsNotOverwritten();
    void whicheverCallFailsNoHalfOfABackupIsLeft_data();
    void whicheverCallFailsNoHalfOfABackupIsLeft();
    void anUnreachableDatabaseLeavesNoFile();
    void aCancelledBackupLeavesNoFile();
    void aDamagedBackupChangesNothing_data();
    void aDamagedBackupChangesNothing();
    void aFailingRestoreChangesNothing();
    void namesAreSafeForFiles();

private:
    Result<PgRows> run(const QString &statement) { return m_session->executeText(statement); }
    qint64 products() { return run(u"select count(*) from products"_s)->first().int64(0); }
    void addProducts(int count)
    {
        const auto added = m_session->executeText(
            u"insert into products (name, sku) select 'Pen ' || n, 'P-' || n from generate_series(1, :count::int) n"_s,
            {{u"count", count}});
        QVERIFY2(added.isOk(), added ? "" : qPrintable(added.failure().detail));
    }

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<PgSession> m_session;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDatabaseBackup::init()
{
    m_settings = m_postgres.createDatabase();
    m_session = std::move(PgSession::open(m_settings)).value();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestDatabaseBackup::whatWasSavedComesBack()
{
    addProducts(1000);
    const QString path = m_folder->filePath(u"deep/er/shop.dump"_s);
    const auto made = DatabaseBackup::make(m_settings, path);
    QVERIFY2(made.isOk(), made ? "" : qPrintable(made.failure().detail));
    QCOMPARE(made->path, path);
    QVERIFY(made->bytes > 1000);
    QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    QCOMPARE(QFileInfo(path).dir().entryList(QDir::Files), QStringList{u"shop.dump"_s});

    QVERIFY(run(u"delete from products where sku like 'P-1%'"_s));
    QVERIFY(run(u"update products set name = 'spoiled'"_s));
    const auto restored = DatabaseRestore::make(m_settings, path);
    QVERIFY2(restored.isOk(), restored ? "" : qPrintable(restored.failure().detail));
    QCOMPARE(products(), 1000);
    QCOMPARE(run(u"select count(*) from products where name like 'Pen %'"_s)->first().int64(0), 1000);
    // The sequence goes on where it was.
    QCOMPARE(run(u"insert into products (name) values ('next') returning id"_s)->first().int64(0), 1001);
    QCOMPARE(QFileInfo(path).dir().entryList(QDir::Files), QStringList{u"shop.dump"_s});
}

void TestDatabaseBackup::tablesNewerThanTheBackupGo()
{
    const QString path = m_folder->filePath(u"shop.dump"_s);
    QVERIFY(DatabaseBackup::make(m_settings, path));
    QVERIFY(run(u"create table newer (id bigint references products)"_s));
    QVERIFY(DatabaseRestore::make(m_settings, path));
    QVERIFY(run(u"select to_regclass('newer') is null"_s)->first().boolean(0));
}

void TestDatabaseBackup::aPasswordReachesThePrograms()
{
    QVERIFY(run(u"grant all on all tables in schema public to password_user"_s));
    QVERIFY(run(u"grant all on all sequences in schema public to password_user"_s));
    ConnectionSettings settings = m_settings;
    settings.user = u"password_user"_s;
    settings.password = Secret(u"right-password"_s);
    const auto made = DatabaseBackup::make(settings, m_folder->filePath(u"shop.dump"_s));
    QVERIFY2(made.isOk(), made ? "" : qPrintable(made.failure().detail));
}

void TestDatabaseBackup::anExistingFileIsNotOverwritten()
{
    const QString path = m_folder->filePath(u"shop.dump"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("precious");
    file.close();
    const auto made = DatabaseBackup::make(m_settings, path);
    QVERIFY(!made);
    QCOMPARE(made.failure().kind, FailureKind::LocalDisk);
    QCOMPARE(QFileInfo(path).size(), 8);
}

void TestDatabaseBackup::whicheverCallFailsNoHalfOfABackupIsLeft_data()
{
    QTest::addColumn<TestSupport::FileFault>("fault");
    QTest::newRow("one call breaks") << TestSupport::FileFault::Broken;
    QTest::newRow("the disk is full") << TestSupport::FileFault::Full;
}

/// Of this process alone: the folder, the file that is made for pg_dump, the one with its password, and the last name.
/// tst_nthfile lets pg_dump's own calls fail.
void TestDatabaseBackup::whicheverCallFailsNoHalfOfABackupIsLeft()
{
    QFETCH(TestSupport::FileFault, fault);
    ConnectionSettings settings = m_settings;
    settings.password = Secret(u"not asked for"_s);
    const QByteArray temporary = qgetenv("TMPDIR");
    qputenv("TMPDIR", QFile::encodeName(m_folder->path()));
    TestSupport::FailingFiles files;
    countFileCallsHere(files.calls());
    const auto unwatched = qScopeGuard([&temporary] {
        countFileCallsHere(nullptr);
        temporary.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", temporary);
    });
    int failures = 0;
    for (int nth = 1;; ++nth) {
        const QString path = m_folder->filePath(u"%1/shop.dump"_s.arg(nth));
        files.arm(m_folder->path(), {}, fault, nth);
        const auto made = DatabaseBackup::make(settings, path);
        const bool hasFailed = files.hasFailed();
        const QString what = files.what();
        files.disarm();
        QVERIFY2(made || hasFailed, made ? "" : qPrintable(made.failure().detail));
        if (!made) {
            ++failures;
            QVERIFY2(made.failure().kind == FailureKind::LocalDisk, qPrintable(what));
            QVERIFY2(!made.failure().remedy.contains(u"Install"), qPrintable(what));
        }
        const QStringList left = QFileInfo(path).dir().entryList(QDir::Files);
        QVERIFY2(left == (made ? QStringList(u"shop.dump"_s) : QStringList()), qPrintable(what));
        if (made)
            QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
        if (!hasFailed)
            break;
    }
    QVERIFY(failures >= 3);
}

void TestDatabaseBackup::anUnreachableDatabaseLeavesNoFile()
{
    ConnectionSettings settings = m_settings;
    settings.database = u"absent"_s;
    const auto made = DatabaseBackup::make(settings, m_folder->filePath(u"shop.dump"_s));
    QVERIFY(!made);
    QCOMPARE(made.failure().kind, FailureKind::DatabaseRefused);
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TestDatabaseBackup::aCancelledBackupLeavesNoFile()
{
    // Held up by a lock, so that there is something to cancel.
    QVERIFY(run(u"begin"_s));
    QVERIFY(run(u"lock table products in access exclusive mode"_s));
    DatabaseBackup backup(m_settings);
    std::optional<Result<BackupFile>> end;
    connect(&backup, &DatabaseBackup::finished, this, [&end](const auto &outcome) { end = outcome; });
    backup.start(m_folder->filePath(u"shop.dump"_s));
    const auto watcher = std::move(PgSession::open(m_settings)).value();
    QTRY_VERIFY(!watcher->executeText(u"select 1 from pg_locks where not granted"_s)->isEmpty());
    QVERIFY(!end);
    backup.cancel();
    QTRY_VERIFY(end);
    QVERIFY(!*end);
    QCOMPARE(end->failure().kind, FailureKind::Stopped);
    QVERIFY(QDir(m_folder->path()).isEmpty());
    QVERIFY(run(u"rollback"_s));
}

void TestDatabaseBackup::aDamagedBackupChangesNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<qint64>("cutTo");
    QTest::newRow("another file") << QByteArray("sku;name\nA-1;Pen\n") << qint64(-1);
    QTest::newRow("empty") << QByteArray("") << qint64(-1);
    QTest::newRow("cut short") << QByteArray() << qint64(8000);
}

void TestDatabaseBackup::aDamagedBackupChangesNothing()
{
    QFETCH(QByteArray, content);
    QFETCH(qint64, cutTo);
    addProducts(1000);
    const QString path = m_folder->filePath(u"shop.dump"_s);
    if (cutTo >= 0) {
        QVERIFY(DatabaseBackup::make(m_settings, path));
        QVERIFY(QFileInfo(path).size() > cutTo);
        QVERIFY(QFile::resize(path, cutTo));
    } else {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    const auto restored = DatabaseRestore::make(m_settings, path);
    QVERIFY(!restored);
    QCOMPARE(restored.failure().kind, FailureKind::DataCorrupt);
    QCOMPARE(products(), 1000);
}

void TestDatabaseBackup::aFailingRestoreChangesNothing()
{
    addProducts(10);
    const QString path = m_folder->filePath(u"shop.dump"_s);
    QVERIFY(DatabaseBackup::make(m_settings, path));
    // The wrong owner may neither drop nor make.
    ConnectionSettings settings = m_settings;
    settings.user = u"password_user"_s;
    settings.password = Secret(u"right-password"_s);
    const auto restored = DatabaseRestore::make(settings, path);
    QVERIFY(!restored);
    QCOMPARE(products(), 10);
}

void TestDatabaseBackup::namesAreSafeForFiles()
{
    const QDateTime now(QDate(2026, 1, 31), QTime(10, 5, 0), Qt::UTC);
    QCOMPARE(
        DatabaseBackup::suggestedPath(u"/b"_s, u"my/shop db"_s, now), u"/b/syncdesk-my_shop_db-20260131-100500.dump"_s);
}

QTEST_GUILESS_MAIN(TestDatabaseBackup)
#include "tst_databasebackup.moc"
