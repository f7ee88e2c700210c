#include "sync/db/migrationrunner.h"
#include "sync/db/pgsession.h"
#include "tests/support/demoshop.h"
#include "tests/support/enginedesk.h"
#include "tests/support/privatepostgres.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QMap>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;
using TestSupport::DemoShop;
using TestSupport::EngineDesk;

namespace {
constexpr int products = 60;
} // namespace

/// A database that takes something away from a desk in the middle of its work: the right to write, the password, or
/// what was written since an older copy of it was made.
class TestDatabaseFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aPushIsResumed_data();
    void aPushIsResumed();
    void nothingIsSentWhileNothingCanBeWrittenDown_data();
    void nothingIsSentWhileNothingCanBeWrittenDown();
    void aPullIsResumed_data();
    void aPullIsResumed();
    void anOlderCopyIsNotSentFrom();

private:
    /// As the database's administrator.
    void administer(const QString &statement, const QString &database = u"postgres"_s) const
    {
        const auto done = (*PgSession::open(m_postgres.settings(database)))->executeText(statement);
        QVERIFY2(done, done ? "" : qUtf8Printable(done.failure().detail));
    }
    QString text(const QString &query) const
    {
        return (*PgSession::open(m_postgres.settings(m_settings.database)))->executeText(query)->first().text(0);
    }
    void inDatabase(const QString &statement) const { administer(statement, m_settings.database); }
    void endSessions() const
    {
        administer(
            u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%1'"_s.arg(m_settings.database));
    }
    void admit(bool anybody) const
    {
        administer(
            u"ALTER DATABASE %1 ALLOW_CONNECTIONS %2"_s.arg(m_settings.database, anybody ? u"true"_s : u"false"_s));
        if (anybody)
            return;
        endSessions();
        QTRY_VERIFY_WITH_TIMEOUT(!isConnected(), 30'000);
    }
    /// In the database, or about it as a whole, which %1 names.
    void change(const QString &statement) const
    {
        if (statement.contains(u"%1"_s))
            administer(statement.arg(m_settings.database));
        else
            inDatabase(statement);
        administer(u"SELECT pg_reload_conf()"_s);
    }
    /// Everything in the catalogue is as in the shop, and each product edited here and approved to be sent.
    void editAll();
    /// How often each product was updated in the shop.
    QMap<QString, int> updates();
    bool isConnected() const { return m_desk->state().database.state == LinkState::Ok; }
    void sendTheRest();
    /// It is one of these kinds, and has all its sentences.
    static void verifyFailure(const Failure &failure, const QList<FailureKind> &kinds);

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<DemoShop> m_shop;
    std::unique_ptr<EngineDesk> m_desk;
};

void TestDatabaseFaults::init()
{
    m_settings = m_postgres.createDatabase(PrivatePostgres::Migrated::No);
    administer(u"ALTER DATABASE %1 OWNER TO password_user"_s.arg(m_settings.database));
    inDatabase(u"ALTER SCHEMA public OWNER TO password_user"_s);
    m_settings.user = u"password_user"_s;
    m_settings.password = Secret(u"right-password"_s);
    const auto session = PgSession::open(m_settings);
    QVERIFY(session);
    MigrationRunner runner(**session, {.appliedBy = u"test"_s, .appVersion = u"test"_s});
    const auto migrated = runner.up();
    QVERIFY2(migrated, migrated ? "" : qUtf8Printable(migrated.failure().detail));
    m_shop = std::make_unique<DemoShop>(
        DemoShop::Options{.products = products, .bulkFileCache = {}, .more = {u"--bulk-ms"_s, u"1000"_s}});
    QVERIFY2(m_shop->start(), qPrintable(m_shop->error()));
    m_desk = std::make_unique<EngineDesk>(m_settings, *m_shop);
}

void TestDatabaseFaults::cleanup()
{
    m_desk.reset();
    m_shop.reset();
    administer(u"ALTER SYSTEM RESET default_transaction_read_only"_s);
    administer(u"SELECT pg_reload_conf()"_s);
    administer(u"ALTER ROLE password_user PASSWORD 'right-password'"_s);
}

void TestDatabaseFaults::editAll()
{
    EngineDesk::got(m_desk->engine().run(PullRequest{}));
    m_desk->approve(Direction::Pull);
    EngineDesk::got(m_desk->engine().run(ApplyRequest{}));
    inDatabase(u"UPDATE products SET vendor = 'Edited here'"_s);
    QCOMPARE(EngineDesk::got(m_desk->engine().stageLocalEdits()), products);
    m_desk->approve(Direction::Push);
}

QMap<QString, int> TestDatabaseFaults::updates()
{
    QMap<QString, int> times;
    for (const QJsonValue &effect : m_shop->log())
        if (effect[u"mutation"_s].toString() == u"productUpdate")
            ++times[effect[u"product"_s].toString()];
    return times;
}

void TestDatabaseFaults::sendTheRest()
{
    // A connection that is gone, or was opened while nothing could be written, goes on for a moment.
    Result<BatchReport> sent = Failure{FailureKind::DatabaseUnreachable, {}};
    const auto isTold = [&sent] { return sent || sent.failure().kind == FailureKind::Refused; };
    QElapsedTimer tried;
    for (tried.start(); !isTold() && tried.elapsed() < 60'000;) {
        m_desk->engine().reconnect();
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(), 30'000);
        sent = EngineDesk::waitFor(m_desk->engine().run(PushRequest{.changes = {}, .overrideBreaker = true}), 200'000);
    }
    QVERIFY2(sent || sent.failure().kind == FailureKind::Refused, // all was sent
        sent ? "" : qUtf8Printable(sent.failure().text() + u' ' + sent.failure().detail));
    const QMap<QString, int> times = updates();
    QCOMPARE(times.size(), products);
    for (auto product = times.cbegin(); product != times.cend(); ++product)
        QVERIFY2(product.value() == 1, qPrintable(product.key()));
    QCOMPARE(
        text(u"SELECT count(*)::text FROM products WHERE shopify_sync_status = 'synced'"_s), QString::number(products));
    QCOMPARE(
        text(u"SELECT count(*)::text FROM sync_operations WHERE state IN ('planned', 'sent', 'unknown')"_s), u"0"_s);
}

void TestDatabaseFaults::verifyFailure(const Failure &failure, const QList<FailureKind> &kinds)
{
    QVERIFY2(kinds.contains(failure.kind), qPrintable(failure.text() + failure.detail));
    for (const QString &sentence : {failure.what, failure.meaning, failure.remedy})
        QVERIFY2(!sentence.isEmpty(), qPrintable(failure.text() + u' ' + failure.detail));
}

void TestDatabaseFaults::aPushIsResumed_data()
{
    QTest::addColumn<QString>("taken"); // in the database; %1 is its name
    QTest::addColumn<bool>("endsSessions");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QList<FailureKind>>("kinds");
    const QList<FailureKind> lost{FailureKind::DatabaseUnreachable, FailureKind::DatabaseRefused};
    QTest::newRow("a right to write the journal")
        << u"REVOKE INSERT, UPDATE ON sync_operations FROM password_user"_s << false
        << u"GRANT INSERT, UPDATE ON sync_operations TO password_user"_s << QList{FailureKind::DatabaseRefused};
    QTest::newRow("a right to write the catalogue")
        << u"REVOKE UPDATE ON shopify_products FROM password_user"_s << false
        << u"GRANT UPDATE ON shopify_products TO password_user"_s << QList{FailureKind::DatabaseRefused};
    QTest::newRow("the password") << u"ALTER ROLE password_user PASSWORD 'another'"_s << true
                                  << u"ALTER ROLE password_user PASSWORD 'right-password'"_s << lost;
    QTest::newRow("writing, for all sessions to come")
        << u"ALTER DATABASE %1 SET default_transaction_read_only = on"_s << true
        << u"ALTER DATABASE %1 RESET default_transaction_read_only"_s
        << QList{FailureKind::DatabaseUnreachable, FailureKind::DatabaseReadOnly};
    QTest::newRow("writing, for those that are open")
        << u"ALTER SYSTEM SET default_transaction_read_only = on"_s << false
        << u"ALTER SYSTEM RESET default_transaction_read_only"_s << QList{FailureKind::DatabaseReadOnly};
}

void TestDatabaseFaults::aPushIsResumed()
{
    QFETCH(QString, taken);
    QFETCH(bool, endsSessions);
    QFETCH(QString, given);
    QFETCH(QList<FailureKind>, kinds);
    editAll();
    m_shop->control(u"settings"_s, {{u"latency_ms"_s, 150}});
    auto pushing = m_desk->engine().run(PushRequest{.changes = {}, .overrideBreaker = true});
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->progress().kind == BatchKind::Push && m_desk->progress().succeeded > 3, 30'000);
    change(taken);
    if (endsSessions)
        endSessions();
    const auto broken = EngineDesk::waitFor(pushing);
    QVERIFY(!broken);
    verifyFailure(broken.failure(), kinds);
    const QMap<QString, int> sent = updates();
    QVERIFY2(sent.size() < products, "the push was over before anything was taken away");
    // Nothing left without being written down before.
    QVERIFY(
        text(u"SELECT count(DISTINCT shopify_product_id)::text FROM sync_operations WHERE state <> 'planned'"_s).toInt()
        >= sent.size());

    m_shop->control(u"settings"_s, {{u"latency_ms"_s, 0}});
    change(given);
    if (endsSessions)
        endSessions();
    m_desk->engine().reconnect();
    sendTheRest();
}

void TestDatabaseFaults::nothingIsSentWhileNothingCanBeWrittenDown_data()
{
    QTest::addColumn<QString>("taken");
    QTest::addColumn<QString>("given");
    QTest::addColumn<FailureKind>("kind");
    QTest::newRow("a read-only server") << u"ALTER SYSTEM SET default_transaction_read_only = on"_s
                                        << u"ALTER SYSTEM RESET default_transaction_read_only"_s
                                        << FailureKind::DatabaseReadOnly;
    QTest::newRow("no right to write the journal")
        << u"REVOKE INSERT ON sync_operations FROM password_user"_s
        << u"GRANT INSERT ON sync_operations TO password_user"_s << FailureKind::DatabaseRefused;
}

void TestDatabaseFaults::nothingIsSentWhileNothingCanBeWrittenDown()
{
    QFETCH(QString, taken);
    QFETCH(QString, given);
    QFETCH(FailureKind, kind);
    editAll();
    change(taken);
    const auto refused = EngineDesk::waitFor(m_desk->engine().run(PushRequest{.changes = {}, .overrideBreaker = true}));
    QVERIFY(!refused);
    verifyFailure(refused.failure(), {kind});
    QCOMPARE(m_shop->log().size(), 0);
    change(given);
    sendTheRest();
}

void TestDatabaseFaults::aPullIsResumed_data()
{
    QTest::addColumn<QString>("taken");
    QTest::addColumn<bool>("endsSessions");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QList<FailureKind>>("kinds");
    QTest::newRow("a right to write the mirror")
        << u"REVOKE INSERT, UPDATE ON shopify_products FROM password_user"_s << false
        << u"GRANT INSERT, UPDATE ON shopify_products TO password_user"_s << QList{FailureKind::DatabaseRefused};
    QTest::newRow("the password") << u"ALTER ROLE password_user PASSWORD 'another'"_s << true
                                  << u"ALTER ROLE password_user PASSWORD 'right-password'"_s
                                  << QList{FailureKind::DatabaseUnreachable, FailureKind::DatabaseRefused};
    QTest::newRow("writing") << u"ALTER SYSTEM SET default_transaction_read_only = on"_s << false
                             << u"ALTER SYSTEM RESET default_transaction_read_only"_s
                             << QList{FailureKind::DatabaseReadOnly};
}

void TestDatabaseFaults::aPullIsResumed()
{
    QFETCH(QString, taken);
    QFETCH(bool, endsSessions);
    QFETCH(QString, given);
    QFETCH(QList<FailureKind>, kinds);
    const QString mirror = u"SELECT 'shopify_variants'::regclass::oid::text"_s;
    const QString made = text(mirror);
    EngineDesk::got(m_desk->engine().run(PullRequest{}));
    QVERIFY2(text(mirror) != made, "the owner, no superuser, had to copy what was filled");
    m_desk->approve(Direction::Pull);
    EngineDesk::got(m_desk->engine().run(ApplyRequest{}));
    const auto state = [this]() -> QString {
        return text(u"SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM shopify_products p"_s)
            + text(u"SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM products p"_s)
            + text(u"SELECT count(*)::text FROM staged_product_changes"_s);
    };
    const QString before = state();
    const QString gid = u"gid://shopify/Product/"_s + text(u"SELECT min(id)::text FROM shopify_products"_s);
    m_shop->edit({{u"product"_s, gid}, {u"fields"_s, QJsonObject{{u"title"_s, u"Elsewhere"_s}}}});

    auto pulling = m_desk->engine().run(PullRequest{});
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->state().runningBatch.has_value(), 20'000);
    change(taken); // while Shopify makes the file
    if (endsSessions)
        endSessions();
    const auto broken = EngineDesk::waitFor(pulling);
    QVERIFY(!broken);
    verifyFailure(broken.failure(), kinds);
    QCOMPARE(state(), before);

    change(given);
    m_desk->engine().reconnect();
    // The connection that was opened while nothing could be written goes on for a moment.
    Result<BatchReport> resumed = broken;
    QTRY_VERIFY_WITH_TIMEOUT(resumed || (resumed = EngineDesk::waitFor(m_desk->engine().run(PullRequest{}))), 30'000);
    QCOMPARE(resumed->staged, 1);
    QCOMPARE(text(u"SELECT title FROM shopify_products ORDER BY id LIMIT 1"_s), u"Elsewhere"_s);
}

void TestDatabaseFaults::anOlderCopyIsNotSentFrom()
{
    editAll();
    const QString older = m_settings.database + u"_older"_s;
    admit(false);
    administer(u"CREATE DATABASE %1 TEMPLATE %2"_s.arg(older, m_settings.database));
    admit(true);
    m_desk->engine().reconnect();
    QTRY_VERIFY_WITH_TIMEOUT(isConnected(), 30'000);
    QCOMPARE(
        EngineDesk::got(m_desk->engine().run(PushRequest{.changes = {}, .overrideBreaker = true})).succeeded, products);
    QCOMPARE(updates().size(), products);

    // The older copy stands in for what failed, and the changes are still approved there.
    admit(false);
    administer(u"ALTER DATABASE %1 RENAME TO %1_lost"_s.arg(m_settings.database));
    administer(u"ALTER DATABASE %1 RENAME TO %2"_s.arg(older, m_settings.database));
    m_desk->engine().reconnect();
    QTRY_VERIFY_WITH_TIMEOUT(isConnected(), 30'000);
    const auto refused = EngineDesk::waitFor(m_desk->engine().run(PushRequest{.changes = {}, .overrideBreaker = true}));
    QVERIFY(!refused);
    verifyFailure(refused.failure(), {FailureKind::DatabaseForeign});
    QVERIFY2(refused.failure().what.contains(u"older copy"_s), qPrintable(refused.failure().text()));

    // A pull sees what holds in Shopify; then the desk sends again, and nothing has a second effect.
    EngineDesk::got(m_desk->engine().run(PullRequest{}));
    sendTheRest();
}

QTEST_GUILESS_MAIN(TestDatabaseFaults)
#include "tst_databasefaults.moc"
