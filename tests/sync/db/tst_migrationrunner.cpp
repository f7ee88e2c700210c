#include "sync/db/migrationrunner.h"
#include "tests/support/privatepostgres.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

class TestMigrationRunner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyMigrationGoesUpDownAndUp();
    void statusChangesNothing();
    void upIsDoneOnce();
    void goesUpAndDownStepByStep();
    void aFailingStepLeavesTheOnesBefore();
    void anEditedMigrationIsFoundOut();
    void aForeignDatabaseIsLeftAlone();
    void aNewerDatabaseNamesItsVersion();
    void aGapInTheRecordIsFoundOut();
    void backsUpOnceBeforeTheFirstChange();
    void aFailedBackupStopsEverything();
    void anotherDeskHasToFinishFirst();
    void brokenSetsAreRefused_data();
    void brokenSetsAreRefused();

private:
    MigrationRunner::Options options(const QString &folder = u":/migrations"_s)
    {
        return {.appliedBy = u"anna"_s, .appVersion = u"1.2"_s, .folder = folder};
    }
    QString shape();
    void write(const QString &name, const QByteArray &script);
    QString writeTwo();

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<PgSession> m_session;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestMigrationRunner::init()
{
    m_settings = m_postgres.createDatabase(PrivatePostgres::Migrated::No);
    m_session = std::move(PgSession::open(m_settings)).value();
    m_folder = std::make_unique<QTemporaryDir>();
}

/// Every relation, column, constraint, index, function and trigger, as text to compare.
QString TestMigrationRunner::shape()
{
    const auto rows = m_session->executeText(uR"(select string_agg(line, E'\n' order by line) from (
            select 'relation ' || c.relname || ' ' || c.relkind::text || c.relpersistence::text as line from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relname not like 'schema_migrations%'
            union all select 'column ' || attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod)
                || ' ' || attnotnull || coalesce(' ' || pg_get_expr(adbin, adrelid), '')
                from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where attnum > 0 and not attisdropped and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace
                    and relkind in ('r', 'p', 'v', 'm') and relname <> 'schema_migrations')
            union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> to_regclass('schema_migrations')
            union all select 'index ' || indexdef from pg_indexes where schemaname = 'public' and tablename <> 'schema_migrations'
            union all select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
                and prokind in ('f', 'p')
            union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
            union all select 'type ' || typname from pg_type where typnamespace = 'public'::regnamespace
                and typtype in ('e', 'd')) as everything)"_s);
    if (!rows)
        qFatal("%s", qPrintable(rows.failure().detail));
    return rows->first().text(0);
}

void TestMigrationRunner::write(const QString &name, const QByteArray &script)
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(script);
}

QString TestMigrationRunner::writeTwo()
{
    write(u"001_first.up.sql"_s, "create table first (a int); insert into first values (1);");
    write(u"001_first.down.sql"_s, "drop table first;");
    write(u"002_second.up.sql"_s, "alter table first add b text;");
    write(u"002_second.down.sql"_s, "alter table first drop b;");
    return m_folder->path();
}

void TestMigrationRunner::everyMigrationGoesUpDownAndUp()
{
    MigrationRunner runner(*m_session, options());
    const auto migrations = loadMigrations();
    QVERIFY(migrations.isOk());
    QStringList shapes{shape()};
    for (const Migration &migration : *migrations) {
        const auto up = runner.upTo(migration.version);
        QVERIFY2(up.isOk(), up ? "" : qPrintable(up.failure().detail));
        QCOMPARE(*up, 1);
        shapes += shape();
        QVERIFY2(shapes.at(migration.version) != shapes.at(migration.version - 1), qPrintable(migration.name));

        const auto down = runner.downTo(migration.version - 1);
        QVERIFY2(down.isOk(), down ? "" : qPrintable(down.failure().detail));
        QCOMPARE(*down, 1);
        QCOMPARE(shape(), shapes.at(migration.version - 1));

        QVERIFY(runner.upTo(migration.version));
        QCOMPARE(shape(), shapes.at(migration.version));
    }
    QCOMPARE(*runner.downTo(0), int(migrations->size()));
    QCOMPARE(shape(), shapes.constFirst());
    QCOMPARE(*runner.up(), int(migrations->size()));
    QCOMPARE(shape(), shapes.constLast());
}

void TestMigrationRunner::statusChangesNothing()
{
    MigrationRunner runner(*m_session, options(writeTwo()));
    const auto status = runner.status();
    QVERIFY(status.isOk());
    QCOMPARE(status->current(), 0);
    QCOMPARE(status->pending(), 2);
    QVERIFY(!status->isUpToDate());
    QVERIFY(m_session->executeText(u"select to_regclass('schema_migrations') is null"_s)->first().boolean(0));
}

void TestMigrationRunner::upIsDoneOnce()
{
    QStringList steps;
    auto told = options(writeTwo());
    told.progress = [&steps](int version, const QString &name) { steps += QString::number(version) + name; };
    MigrationRunner runner(*m_session, told);
    QCOMPARE(*runner.up(), 2);
    QCOMPARE(steps, (QStringList{u"1first"_s, u"2second"_s}));
    QCOMPARE(*runner.up(), 0);
    const auto status = runner.status();
    QVERIFY(status->isUpToDate());
    QCOMPARE(status->entries.at(1).name, u"second"_s);
    QCOMPARE(status->entries.at(1).appliedBy, u"anna"_s);
    QCOMPARE(status->entries.at(1).appVersion, u"1.2"_s);
    QVERIFY(status->entries.at(1).appliedAt.isValid());
    QCOMPARE(m_session->executeText(u"select count(*) from first"_s)->first().int64(0), 1);
}

void TestMigrationRunner::goesUpAndDownStepByStep()
{
    MigrationRunner runner(*m_session, options(writeTwo()));
    QCOMPARE(*runner.upTo(1), 1);
    QCOMPARE(runner.status()->current(), 1);
    QCOMPARE(*runner.up(), 1);
    QCOMPARE(*runner.downTo(1), 1);
    QCOMPARE(runner.status()->current(), 1);
    QCOMPARE(*runner.downTo(0), 1);
    QCOMPARE(runner.status()->current(), 0);
    QCOMPARE(*runner.downTo(0), 0);
}

void TestMigrationRunner::aFailingStepLeavesTheOnesBefore()
{
    writeTwo();
    write(u"002_second.up.sql"_s, "create table half (a int); select broken;");
    MigrationRunner runner(*m_session, options(m_folder->path()));
    const auto up = runner.up();
    QVERIFY(!up);
    QVERIFY2(up.failure().detail.contains(u"migration 2 second"), qPrintable(up.failure().detail));
    QCOMPARE(up.failure().meaning, u"The database is as it was before step 2 (second)."_s);
    QCOMPARE(runner.status()->current(), 1);
    QVERIFY(m_session->executeText(u"select to_regclass('half') is null"_s)->first().boolean(0));
    QVERIFY(!m_session->isInTransaction());
    write(u"002_second.up.sql"_s, "alter table first add b text; commit;");
    QVERIFY(!runner.up());
}

void TestMigrationRunner::anEditedMigrationIsFoundOut()
{
    writeTwo();
    MigrationRunner runner(*m_session, options(m_folder->path()));
    QVERIFY(runner.upTo(1));
    write(u"001_first.up.sql"_s, "create table first (a bigint);");
    for (const auto &outcome : {runner.up(), runner.downTo(0)}) {
        QVERIFY(!outcome);
        QCOMPARE(outcome.failure().kind, FailureKind::DatabaseForeign);
        QVERIFY2(outcome.failure().what.contains(u"step 1 (first)"), qPrintable(outcome.failure().what));
    }
    QVERIFY(!runner.status());
}

void TestMigrationRunner::aForeignDatabaseIsLeftAlone()
{
    QVERIFY(m_session->executeScript("create table products (id serial primary key, title text)"));
    const QString before = shape();
    bool isBackedUp = false;
    auto saving = options();
    saving.backup = [&isBackedUp]() -> Result<Done> {
        isBackedUp = true;
        return Done{};
    };
    MigrationRunner runner(*m_session, saving);
    const auto up = runner.up();
    QVERIFY(!up);
    QCOMPARE(up.failure().kind, FailureKind::DatabaseForeign);
    QVERIFY2(up.failure().remedy.contains(u"empty database"), qPrintable(up.failure().remedy));
    QVERIFY(!isBackedUp);
    QCOMPARE(shape(), before);
    QVERIFY(m_session->executeText(u"select to_regclass('schema_migrations') is null"_s)->first().boolean(0));
}

void TestMigrationRunner::aNewerDatabaseNamesItsVersion()
{
    MigrationRunner runner(*m_session, options(writeTwo()));
    QVERIFY(runner.up());
    QVERIFY(m_session->executeScript("insert into schema_migrations values (3, 'third', 'x', now(), 'bert', '2.3')"));
    const auto up = runner.up();
    QVERIFY(!up);
    QCOMPARE(up.failure().kind, FailureKind::DatabaseForeign);
    QVERIFY2(up.failure().what.contains(u"version 3 by Syncdesk 2.3"), qPrintable(up.failure().what));
    QVERIFY(!runner.downTo(0));
}

void TestMigrationRunner::aGapInTheRecordIsFoundOut()
{
    MigrationRunner runner(*m_session, options(writeTwo()));
    QVERIFY(runner.up());
    QVERIFY(m_session->executeScript("delete from schema_migrations where version = 1"));
    const auto up = runner.up();
    QVERIFY(!up);
    QCOMPARE(up.failure().kind, FailureKind::DatabaseForeign);
}

void TestMigrationRunner::backsUpOnceBeforeTheFirstChange()
{
    QStringList order;
    auto saving = options(writeTwo());
    saving.backup = [&order]() -> Result<Done> {
        order += u"backup"_s;
        return Done{};
    };
    saving.progress = [&order](int version, const QString &) { order += QString::number(version); };
    MigrationRunner runner(*m_session, saving);
    QVERIFY(runner.upTo(1));
    QCOMPARE(order, QStringList{u"1"_s}); // nothing to lose yet
    QVERIFY(runner.up());
    QVERIFY(runner.up());
    QVERIFY(runner.downTo(0));
    QCOMPARE(order, (QStringList{u"1"_s, u"backup"_s, u"2"_s, u"backup"_s, u"2"_s, u"1"_s}));
}

void TestMigrationRunner::aFailedBackupStopsEverything()
{
    auto saving = options(writeTwo());
    QVERIFY(MigrationRunner(*m_session, saving).upTo(1));
    saving.backup = []() -> Result<Done> { return Failure{FailureKind::LocalDisk, u"No room."_s}; };
    MigrationRunner runner(*m_session, saving);
    const auto up = runner.up();
    QVERIFY(!up);
    QCOMPARE(up.failure().kind, FailureKind::LocalDisk);
    QCOMPARE(runner.status()->current(), 1);
}

void TestMigrationRunner::anotherDeskHasToFinishFirst()
{
    const auto other = std::move(PgSession::open(m_settings)).value();
    QVERIFY(other->execute(sql(u"migrations/lock")));
    auto impatient = options(writeTwo());
    impatient.waitForOtherDesk = std::chrono::milliseconds(50);
    MigrationRunner runner(*m_session, impatient);
    const auto up = runner.up();
    QVERIFY(!up);
    QCOMPARE(up.failure().kind, FailureKind::Busy);
    QVERIFY(other->execute(sql(u"migrations/unlock")));
    QCOMPARE(*runner.up(), 2);
    // Where nothing is to be done nobody is waited for.
    QVERIFY(other->execute(sql(u"migrations/lock")));
    QCOMPARE(*runner.up(), 0);
    QVERIFY(other->execute(sql(u"migrations/unlock")));
    // The lock is free again, and the wait unlimited again.
    QVERIFY(other->executeText(u"select pg_try_advisory_lock(7236910450918443)"_s)->first().boolean(0));
    QCOMPARE(m_session->executeText(u"show lock_timeout"_s)->first().text(0), u"0"_s);
}

void TestMigrationRunner::brokenSetsAreRefused_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::newRow("none") << QStringList{};
    QTest::newRow("no way back") << QStringList{u"001_a.up.sql"_s};
    QTest::newRow("a gap") << QStringList{
        u"001_a.up.sql"_s, u"001_a.down.sql"_s, u"003_c.up.sql"_s, u"003_c.down.sql"_s};
    QTest::newRow("a number twice") << QStringList{u"001_a.up.sql"_s, u"001_b.down.sql"_s};
    QTest::newRow("another file") << QStringList{u"001_a.up.sql"_s, u"001_a.down.sql"_s, u"notes.txt"_s};
}

void TestMigrationRunner::brokenSetsAreRefused()
{
    QFETCH(QStringList, files);
    for (const QString &file : files)
        write(file, "select 1");
    MigrationRunner runner(*m_session, options(m_folder->path()));
    const auto up = runner.up();
    QVERIFY(!up);
    QCOMPARE(up.failure().kind, FailureKind::Internal);
}

QTEST_GUILESS_MAIN(TestMigrationRunner)
#include "tst_migrationrunner.moc"
