#include "sync/checks/checkrunner.h"

#include "sync/checks/expectedindexes.h"
#include "sync/checks/remedies.h"
#include "sync/db/pgsession.h"
#include "sync/ports/clock.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/runtask.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using Sync::CheckResult;
using Sync::CheckStatus;
using TestSupport::runTask;

/// What the checks find in a real database, and what the remedies make of it.
class TestDatabaseChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aHealthyDatabaseIsAllGreen();
    void findsAndMends_data();
    void findsAndMends();
    void previewingChangesNothing();
    void namesTheRootBlockerAndCancelsIt();
    void findsAMissingMigrationAndAnEditedOne();
    void saysThatTheDatabaseIsDown();
    void knowsTheIndexesOfEveryMigration();
    void anUnknownRemedyIsRefused();

private:
    CheckResult check(const QString &id);
    void execute(const QString &statement);
    qint64 number(const QString &query);

    Tests::PrivatePostgres m_server;
    Sync::ConnectionSettings m_database;
    std::unique_ptr<Sync::PgSession> m_session;
    Sync::SystemClock m_clock;
    QTemporaryDir m_folder;
};

void TestDatabaseChecks::init()
{
    if (!m_server.isRunning())
        m_server.start();
    m_database = m_server.createDatabase();
    m_session = std::move(Sync::PgSession::open(m_database).value());
    // PrivatePostgres trades durability for speed; its rows are about the rest.
}

CheckResult TestDatabaseChecks::check(const QString &id)
{
    Sync::CheckContext context;
    context.database = m_database;
    context.clock = &m_clock;
    context.dataFolder = m_folder.path();
    context.backupFolder = m_folder.path();
    Sync::CheckRunner runner(context, Sync::allChecks());
    const auto results = runTask(runner.run({id}, {}, {}), 30'000);
    if (!results || !results->isOk() || (*results)->size() != 1)
        return {};
    return (*results)->constFirst();
}

void TestDatabaseChecks::execute(const QString &statement)
{
    const auto done = m_session->executeText(statement);
    QVERIFY2(done.isOk(), done.isOk() ? "" : qPrintable(done.failure().detail));
}

qint64 TestDatabaseChecks::number(const QString &query)
{
    return m_session->executeText(query).value().first().int64(0);
}

void TestDatabaseChecks::aHealthyDatabaseIsAllGreen()
{
    Sync::CheckContext context;
    context.database = m_database;
    context.clock = &m_clock;
    context.dataFolder = m_folder.path();
    context.backupFolder = m_folder.path();
    Sync::CheckRunner runner(context, Sync::allChecks());
    QStringList announced;
    const auto results
        = runTask(runner.run({}, [&](const CheckResult &result) { announced += result.id; }, {}), 60'000);
    QVERIFY(results && results->isOk());
    QVERIFY((*results)->size() >= 30);
    QCOMPARE(announced.size(), (*results)->size());
    const QStringList expected{u"database.settings"_s, u"database.backup"_s, u"computer.memory"_s, u"computer.disk"_s};
    for (const CheckResult &result : **results) {
        QVERIFY(!result.id.isEmpty() && !result.name.isEmpty() && !result.summary.isEmpty());
        if (expected.contains(result.id))
            continue; // these tell of the test's surroundings
        QVERIFY2(result.status == CheckStatus::Ok || result.status == CheckStatus::NotUsed,
            qPrintable(result.id + u": "_s + result.summary + result.evidence.join(u'\n')));
    }
}

void TestDatabaseChecks::findsAndMends_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("damage");
    QTest::addColumn<int>("rows"); ///< -1: no remedy
    QTest::newRow("no category") << u"data.uncategorised"_s
                                 << QStringList{u"insert into products (name) values ('A'), ('B')"_s} << 2;
    QTest::newRow("duplicate SKU")
        << u"data.duplicate-skus"_s
        << QStringList{u"insert into products (name) values ('A')"_s,
               u"insert into product_variants (product_id, position, sku) select id, n, 'S-1' from products, generate_series(1, 2) n"_s}
        << -1;
    QTest::newRow("failed without failure")
        << u"data.wrong-error-status"_s
        << QStringList{u"insert into products (name, shopify_product_id, shopify_sync_status) values ('A', 1, 'error')"_s}
        << 1;
    QTest::newRow("synced though edited")
        << u"data.wrong-status"_s
        << QStringList{u"insert into products (name, shopify_product_id, shopify_sync_status, locally_edited) values ('A', 1, 'synced', true)"_s}
        << 1;
    QTest::newRow("pending without change")
        << u"data.wrong-status"_s
        << QStringList{u"insert into products (name, shopify_product_id, shopify_sync_status) values ('A', 1, 'pending')"_s}
        << 1;
    QTest::newRow("syncing without batch")
        << u"data.wrong-status"_s
        << QStringList{u"insert into products (name, shopify_product_id, shopify_sync_status) values ('A', 1, 'syncing')"_s}
        << 1;
    QTest::newRow("orphan variants")
        << u"data.orphan-variants"_s
        << QStringList{u"insert into shopify_variants (id, product_id, line_hash, content_hash,"
                       " position, title, price, inventory_quantity, inventory_policy, tracked, taxable) values (1, 9, 0, gen_random_uuid(), 1, 'x', 1, 0, 'deny', true, true)"_s}
        << -1;
    QTest::newRow("sequence behind") << u"data.sequences"_s
                                     << QStringList{u"insert into products (id, name) values (500, 'A')"_s} << 1;
    QTest::newRow("stuck batch")
        << u"engine.batches"_s
        << QStringList{u"insert into sync_batches (kind, status, started_by, desk, created_at)"
                       " values ('pull', 'running', 'anna', 'desk-1', now() - interval '1 hour')"_s}
        << 1;
    QTest::newRow("missing index") << u"database.indexes"_s
                                   << QStringList{u"drop index products_sku"_s, u"drop index sync_history_errors"_s}
                                   << 2;
    QTest::newRow("maintenance") << u"engine.maintenance"_s
                                 << QStringList{u"update maintenance set active = true, reason = 'stock-taking'"_s}
                                 << -1;
}

void TestDatabaseChecks::findsAndMends()
{
    QFETCH(QString, id);
    QFETCH(QStringList, damage);
    QFETCH(int, rows);
    QCOMPARE(check(id).status, CheckStatus::Ok);
    for (const QString &statement : damage)
        execute(statement);
    const CheckResult found = check(id);
    QVERIFY2(found.status == CheckStatus::Attention || found.status == CheckStatus::Failed, qPrintable(found.summary));
    QVERIFY(!found.meaning.isEmpty());
    QVERIFY(!found.evidence.isEmpty());
    QCOMPARE(found.remedy.has_value(), rows >= 0);
    if (rows < 0)
        return;
    QVERIFY(!found.remedy->preview.isEmpty() && !found.remedy->effect.isEmpty());
    if (found.remedy->rowsAffected >= 0)
        QCOMPARE(found.remedy->rowsAffected, rows);
    const auto mended = Sync::runRemedy(*m_session, found.remedy->id);
    QVERIFY2(mended.isOk(), mended.isOk() ? "" : qPrintable(mended.failure().detail));
    QCOMPARE(mended->rows, rows);
    QVERIFY(!mended->undo.isEmpty());
    QCOMPARE(check(id).status, CheckStatus::Ok);
}

void TestDatabaseChecks::previewingChangesNothing()
{
    execute(u"insert into products (name) values ('A')"_s);
    execute(u"insert into sync_history (product_id, action, status) values (999, 'update', 'success')"_s);
    const auto preview = Sync::previewRemedy(*m_session, u"delete-orphan-history"_s);
    QVERIFY(preview.isOk());
    QCOMPARE(preview->rowsAffected, 1);
    for (const QString &id : Sync::remedyIds())
        QVERIFY2(Sync::previewRemedy(*m_session, id).isOk(), qPrintable(id));
    QCOMPARE(number(u"select count(*) from sync_history"_s), 1);
    QCOMPARE(number(u"select count(*) from products where category_id is null"_s), 1);
    QVERIFY(!m_session->isInTransaction());
    // History outlives products on purpose: told, but green.
    const CheckResult result = check(u"data.orphan-history"_s);
    QCOMPARE(result.status, CheckStatus::Ok);
    QVERIFY(result.remedy.has_value());
}

void TestDatabaseChecks::namesTheRootBlockerAndCancelsIt()
{
    execute(u"insert into products (name) values ('A')"_s);
    // The blocker works inside its transaction, so that it has a statement to give up.
    std::jthread blocker([settings = m_database] {
        const auto session = Sync::PgSession::open(settings);
        const auto slept
            = (*session)->executeScript("begin; update products set vendor = 'x'; select pg_sleep(60); commit");
        QVERIFY(!slept.isOk());
    });
    QTRY_COMPARE(number(u"select count(*) from pg_stat_activity where wait_event = 'PgSleep'"_s), 1);
    std::jthread waiter([settings = m_database] {
        const auto session = Sync::PgSession::open(settings);
        QVERIFY((*session)->executeText(u"update products set vendor = 'y'"_s).isOk());
    });
    QTRY_COMPARE(number(u"select count(*) from pg_stat_activity where wait_event_type = 'Lock'"_s), 1);
    const CheckResult found = check(u"database.locks"_s);
    QCOMPARE(found.status, CheckStatus::Attention);
    QVERIFY2(found.evidence.constFirst().contains(u"holds back 1"_s), qPrintable(found.evidence.join(u'\n')));
    QVERIFY(found.remedy.has_value());
    QCOMPARE(found.remedy->rowsAffected, 1);
    const auto mended = Sync::runRemedy(*m_session, found.remedy->id);
    QVERIFY(mended.isOk());
    QCOMPARE(mended->rows, 1);
    waiter.join();
    blocker.join();
    QCOMPARE(check(u"database.locks"_s).status, CheckStatus::Ok);
}

void TestDatabaseChecks::findsAMissingMigrationAndAnEditedOne()
{
    QCOMPARE(check(u"database.migrations"_s).status, CheckStatus::Ok);
    execute(u"update schema_migrations set checksum = repeat('0', 64) where version = 1"_s);
    QCOMPARE(check(u"database.migrations"_s).status, CheckStatus::Failed);
    m_database = m_server.createDatabase(Tests::PrivatePostgres::Migrated::No);
    const CheckResult missing = check(u"database.migrations"_s);
    QCOMPARE(missing.status, CheckStatus::Failed);
    QVERIFY(!missing.evidence.isEmpty());
    // Without the tables the others cannot look, and say so instead of failing.
    QCOMPARE(check(u"data.duplicate-skus"_s).status, CheckStatus::CouldNotCheck);
}

void TestDatabaseChecks::saysThatTheDatabaseIsDown()
{
    m_session.reset();
    m_server.stop();
    const CheckResult down = check(u"database.reachable"_s);
    QCOMPARE(down.status, CheckStatus::Failed);
    QVERIFY(!down.meaning.isEmpty());
    QCOMPARE(check(u"data.sequences"_s).status, CheckStatus::CouldNotCheck);
    QCOMPARE(check(u"computer.memory"_s).group, Sync::CheckGroup::Computer);
}

void TestDatabaseChecks::knowsTheIndexesOfEveryMigration()
{
    const auto indexes = Sync::indexesIn("CREATE TABLE a (b int);\nCREATE INDEX one ON a (b);\nCREATE UNIQUE INDEX "
                                         "two\n    ON a (b)\n    WHERE b > 1;\n-- CREATE INDEX no ON a (b);\n");
    QCOMPARE(indexes.size(), 2);
    QCOMPARE(indexes.at(0).name, u"one"_s);
    QCOMPARE(indexes.at(1).table, u"a"_s);
    QCOMPARE(indexes.at(1).definition, u"CREATE UNIQUE INDEX two\n    ON a (b)\n    WHERE b > 1;"_s);
    QCOMPARE(Sync::tablesDroppedIn("DROP TABLE a;\nDROP TABLE b,\n  c;\n-- DROP TABLE d;\n"),
        QStringList({u"a"_s, u"b"_s, u"c"_s}));
}

void TestDatabaseChecks::anUnknownRemedyIsRefused()
{
    QCOMPARE(Sync::runRemedy(*m_session, u"drop-everything"_s).failure().kind, Sync::FailureKind::NotFound);
}

QTEST_GUILESS_MAIN(TestDatabaseChecks)
#include "tst_databasechecks.moc"
