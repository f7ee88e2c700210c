#include "sync/db/pgsession.h"
#include "tests/support/demoshop.h"
#include "tests/support/enginedesk.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;
using TestSupport::DemoShop;
using TestSupport::EngineDesk;

/// One database, two shops: what belongs to one must never be mixed with the other.
class TestTwoShops final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anotherShopIsRefusedEverythingAndChangesNothing();
    void theSameShopAtAnotherAddressIsTheSame();
    void whatAnotherShopsRunLeftOpenIsNotSettled();
    void nobodysDatabaseBecomesTheFirstShops();

private:
    qint64 number(const QString &query) const
    {
        return (*PgSession::open(m_settings))->executeText(query)->first().int64(0);
    }
    void execute(const QString &statement) const { QVERIFY((*PgSession::open(m_settings))->executeText(statement)); }
    /// Everything another shop could spoil.
    QString fingerprint() const;
    std::unique_ptr<DemoShop> openShop(int seed);
    template <typename T>
    static void verifyRefused(const Result<T> &result);

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<DemoShop> m_first;
    std::unique_ptr<DemoShop> m_second;
};

std::unique_ptr<DemoShop> TestTwoShops::openShop(int seed)
{
    auto shop
        = std::make_unique<DemoShop>(DemoShop::Options{.products = 60, .seed = seed, .bulkFileCache = {}, .more = {}});
    if (!shop->start())
        qFatal("%s", qUtf8Printable(shop->error()));
    return shop;
}

void TestTwoShops::init()
{
    m_settings = m_postgres.createDatabase();
    m_first = openShop(1);
    m_second = openShop(2);
}

void TestTwoShops::cleanup()
{
    m_first.reset();
    m_second.reset();
}

QString TestTwoShops::fingerprint() const
{
    return (*PgSession::open(m_settings))
        ->executeText(u"SELECT (SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM shopify_products t) || (SELECT "
                      u"md5(string_agg(t::text, ',' ORDER BY id)) FROM products t) "
                      "|| (SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM staged_product_changes t) || (SELECT "
                      "count(*) FROM sync_batches) "
                      "|| (SELECT md5(string_agg(t::text, ',')) FROM mirror_state t)"_s)
        ->first()
        .text(0);
}

template <typename T>
void TestTwoShops::verifyRefused(const Result<T> &result)
{
    QVERIFY(!result);
    const Failure &failure = result.failure();
    QVERIFY2(failure.kind == FailureKind::Refused, qUtf8Printable(failure.text() + failure.detail));
    QCOMPARE(exitCode(failure.kind), 3);
    QVERIFY2(failure.what.contains(u"syncdesk-demo.myshopify.com"_s)
            && failure.what.contains(u"syncdesk-demo-2.myshopify.com"_s),
        qUtf8Printable(failure.what));
    QVERIFY(!failure.meaning.isEmpty());
    QVERIFY(!failure.remedy.isEmpty());
}

void TestTwoShops::anotherShopIsRefusedEverythingAndChangesNothing()
{
    BatchId applied;
    {
        EngineDesk desk(m_settings, *m_first);
        QCOMPARE(desk.got(desk.engine().run(PullRequest{})).staged, 60);
        desk.approve(Direction::Pull);
        applied = desk.got(desk.engine().run(ApplyRequest{})).batch;
        execute(u"UPDATE products SET name = name || '!' WHERE id <= 3"_s);
        QCOMPARE(desk.got(desk.engine().stageLocalEdits()), 3);
        desk.approve(Direction::Push);
    }
    const QString before = fingerprint();

    EngineDesk stranger(m_settings, *m_second);
    verifyRefused(stranger.waitFor(stranger.engine().run(PullRequest{})));
    verifyRefused(stranger.waitFor(stranger.engine().run(ApplyRequest{})));
    verifyRefused(stranger.waitFor(stranger.engine().stageLocalEdits()));
    verifyRefused(stranger.waitFor(stranger.engine().run(PushRequest{.changes = {}, .overrideBreaker = true})));
    verifyRefused(stranger.waitFor(stranger.engine().planRollback({.batch = applied})));
    verifyRefused(stranger.waitFor(stranger.engine().run(RollbackRequest{.batch = applied})));
    QTRY_COMPARE(stranger.state().shopify.state, LinkState::Failed); // said before anybody presses a button
    QVERIFY(!stranger.state().shopify.failure.remedy.isEmpty());
    QCOMPARE(fingerprint(), before);
    QCOMPARE(m_second->log().size(), 0);

    EngineDesk again(m_settings, *m_first, u"desk-3"_s);
    QCOMPARE(again.got(again.engine().run(PushRequest{})).succeeded, 3);
}

void TestTwoShops::theSameShopAtAnotherAddressIsTheSame()
{
    {
        EngineDesk desk(m_settings, *m_first);
        QCOMPARE(desk.got(desk.engine().run(PullRequest{})).staged, 60);
    }
    const auto moved = openShop(1);
    QVERIFY(moved->url() != m_first->url());
    EngineDesk desk(m_settings, *moved);
    const BatchReport again = desk.got(desk.engine().run(PullRequest{}));
    QCOMPARE(again.mirrorRowsWritten, 0);
    QCOMPARE(again.staged, 0);
}

void TestTwoShops::whatAnotherShopsRunLeftOpenIsNotSettled()
{
    {
        EngineDesk desk(m_settings, *m_first);
        desk.got(desk.engine().run(PullRequest{}));
    }
    execute(
        u"INSERT INTO sync_batches (id, kind, status, started_by, desk) VALUES (500, 'push', 'running', 'x', 'gone')"_s);
    execute(u"INSERT INTO sync_operations (id, batch_id, sequence, shopify_product_id, kind, state, before, after, "
            u"lease_epoch, sent_at) "
            "SELECT gen_random_uuid(), 500, 1, min(id), 'product_update', 'sent', '{\"product\": {\"title\": \"a\"}}', "
            "'{\"product\": {\"title\": \"b\"}}', 1000, now() - interval '10 minutes' FROM shopify_products"_s);
    {
        EngineDesk stranger(m_settings, *m_second);
        QTRY_COMPARE(stranger.state().shopify.state, LinkState::Failed);
        QVERIFY(!stranger.waitFor(stranger.engine().stageLocalEdits())); // comes after the settling
        QCOMPARE(number(u"SELECT count(*) FROM sync_operations WHERE state = 'sent'"_s), 1);
    }
    EngineDesk desk(m_settings, *m_first, u"desk-3"_s);
    QTRY_COMPARE_WITH_TIMEOUT(
        number(u"SELECT count(*) FROM sync_operations WHERE state IN ('sent', 'unknown')"_s), 0, 20'000);
}

void TestTwoShops::nobodysDatabaseBecomesTheFirstShops()
{
    EngineDesk first(m_settings, *m_first);
    EngineDesk second(m_settings, *m_second, u"desk-2"_s);
    QTRY_COMPARE(second.state().shopify.state, LinkState::Ok);
    QCOMPARE(number(u"SELECT count(*) FROM catalogue_shop"_s), 0); // looking in claims nothing
    QCOMPARE(second.got(second.engine().run(PullRequest{})).staged, 60);
    verifyRefused(first.waitFor(first.engine().run(PullRequest{})));
}

QTEST_GUILESS_MAIN(TestTwoShops)
#include "tst_twoshops.moc"
