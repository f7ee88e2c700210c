#include "sync/db/pgsession.h"
#include "tests/support/demoshop.h"
#include "tests/support/enginedesk.h"
#include "tests/support/privatepostgres.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;
using TestSupport::DemoShop;
using TestSupport::EngineDesk;

/// Two whole desks on one database and one shop: one writes at a time, maintenance mode stops whoever does, and whoever
/// has lost its turn leaves nothing half done.
class TestTwoDesks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aSecondPullIsRefusedAndNothingIsLost();
    void aPullKeepsEverythingElseThatWritesAway();
    void plansNeedNoTurn();
    void maintenanceStopsAPull();
    void maintenanceStopsAnApply();
    void maintenanceKeepsEverythingFromStarting();
    void aPullThatLostItsTurnLeavesTheMirrorAsItWas();
    void anApplyThatLostItsTurnWritesNoFurtherChunk();
    void aRunOfAVanishedDeskIsMarked();
    void pausesResumesAndCancelsAnApply();
    void cancelsAComparison();

private:
    qint64 number(const QString &query) const
    {
        return (*PgSession::open(m_settings))->executeText(query)->first().int64(0);
    }
    QString text(const QString &query) const
    {
        return (*PgSession::open(m_settings))->executeText(query)->first().text(0);
    }
    void execute(const QString &statement) const { QVERIFY((*PgSession::open(m_settings))->executeText(statement)); }
    /// As if this computer had slept while another took over.
    void takeTurnAway() const
    {
        execute(u"UPDATE writer_lease SET owner = 'else', operator = 'Xenia', desk = 'far away', epoch = epoch + 1, "
                "until = now() + interval '1 hour'"_s);
    }
    void giveTurnBack() const { execute(u"UPDATE writer_lease SET until = now()"_s); }
    /// A pull that waits for Shopify's bulk operation until the fault is lifted.
    QFuture<Result<BatchReport>> slowPull();
    /// An apply of all that waits, held after its first chunks.
    QFuture<Result<BatchReport>> heldApply();
    template <typename T>
    static void verifyBusy(const Result<T> &result);

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<DemoShop> m_shop;
    std::unique_ptr<EngineDesk> m_desk;
    std::unique_ptr<EngineDesk> m_other;
};

void TestTwoDesks::init()
{
    m_settings = m_postgres.createDatabase();
    m_shop = std::make_unique<DemoShop>(
        DemoShop::Options{.products = 400, .bulkFileCache = {}, .more = {u"--bulk-ms"_s, u"2500"_s}});
    QVERIFY2(m_shop->start(), qPrintable(m_shop->error()));
    m_desk = std::make_unique<EngineDesk>(m_settings, *m_shop, u"desk-1"_s, 1);
    m_other = std::make_unique<EngineDesk>(m_settings, *m_shop, u"desk-2"_s, 1);
}

void TestTwoDesks::cleanup()
{
    m_other.reset();
    m_desk.reset();
    m_shop.reset();
}

QFuture<Result<BatchReport>> TestTwoDesks::slowPull()
{
    auto pulling = m_desk->engine().run(PullRequest{});
    if (!QTest::qWaitFor([this] { return m_desk->state().runningBatch.has_value(); }, 20'000))
        qFatal("the pull did not begin");
    return pulling;
}

QFuture<Result<BatchReport>> TestTwoDesks::heldApply()
{
    EngineDesk::got(m_desk->engine().run(PullRequest{}));
    m_desk->approve(Direction::Pull);
    auto applying = m_desk->engine().run(ApplyRequest{});
    const auto isApplying
        = [this] { return m_desk->progress().kind == BatchKind::Apply && m_desk->progress().succeeded > 0; };
    if (!QTest::qWaitFor(isApplying, 20'000))
        qFatal("the apply did not begin");
    m_desk->engine().pause();
    if (!QTest::qWaitFor([this] { return m_desk->progress().status == BatchStatus::Paused; }, 20'000))
        qFatal("the apply was over before it could be held");
    return applying;
}

template <typename T>
void TestTwoDesks::verifyBusy(const Result<T> &result)
{
    QVERIFY(!result);
    QVERIFY2(
        result.failure().kind == FailureKind::Busy, qUtf8Printable(result.failure().text() + result.failure().detail));
    QVERIFY2(result.failure().what.contains(u"Operator of desk-1"_s), qUtf8Printable(result.failure().what));
}

void TestTwoDesks::aSecondPullIsRefusedAndNothingIsLost()
{
    auto pulling = slowPull();
    verifyBusy(EngineDesk::waitFor(m_other->engine().run(PullRequest{})));
    QCOMPARE(EngineDesk::got(pulling).staged, 400);
    const QString gid = u"gid://shopify/Product/%1"_s.arg(number(u"SELECT min(id) FROM shopify_products"_s));
    m_shop->edit({{u"product"_s, gid}, {u"fields"_s, QJsonObject{{u"title"_s, u"Elsewhere"_s}}}});
    EngineDesk::got(m_other->engine().run(PullRequest{.scope = PullScope::Incremental}));
    QCOMPARE(number(u"SELECT count(*) FROM shopify_products WHERE title = 'Elsewhere'"_s), 1);
}

void TestTwoDesks::aPullKeepsEverythingElseThatWritesAway()
{
    EngineDesk::got(m_desk->engine().run(PullRequest{}));
    m_desk->approve(Direction::Pull);
    auto pulling = slowPull();
    verifyBusy(EngineDesk::waitFor(m_other->engine().run(ApplyRequest{})));
    verifyBusy(EngineDesk::waitFor(m_other->engine().stageLocalEdits()));
    verifyBusy(EngineDesk::waitFor(m_other->engine().run(PushRequest{})));
    QCOMPARE(number(u"SELECT count(*) FROM products"_s), 0);
    EngineDesk::got(pulling);
    QCOMPARE(EngineDesk::got(m_other->engine().run(ApplyRequest{})).succeeded, 400);
}

void TestTwoDesks::plansNeedNoTurn()
{
    EngineDesk::got(m_desk->engine().run(PullRequest{}));
    m_desk->approve(Direction::Pull);
    const BatchId applied = EngineDesk::got(m_desk->engine().run(ApplyRequest{})).batch;
    auto pulling = slowPull();
    m_desk->engine().pause(); // it keeps its turn
    QCOMPARE(EngineDesk::got(m_other->engine().planRollback({.batch = applied})).products, 400);
    QVERIFY(!pulling.isFinished());
    m_desk->engine().resume();
    EngineDesk::got(pulling);
}

void TestTwoDesks::maintenanceStopsAPull()
{
    auto pulling = slowPull();
    EngineDesk::got(m_other->engine().setMaintenance(true, u"stocktaking"_s, {}));
    const auto stopped = EngineDesk::waitFor(pulling, 2000); // long before the bulk operation ends
    QVERIFY(!stopped);
    QCOMPARE(stopped.failure().kind, FailureKind::Refused);
    QVERIFY2(stopped.failure().what.contains(u"stocktaking"_s), qUtf8Printable(stopped.failure().what));
    QCOMPARE(number(u"SELECT count(*) FROM shopify_products"_s), 0);
    QCOMPARE(number(u"SELECT count(*) FROM staged_product_changes"_s), 0);
    QCOMPARE(text(u"SELECT status FROM sync_batches"_s), u"failed"_s);
    EngineDesk::got(m_other->engine().setMaintenance(false, {}, {}));
    QCOMPARE(EngineDesk::got(m_other->engine().run(PullRequest{})).staged, 400);
}

void TestTwoDesks::maintenanceStopsAnApply()
{
    auto applying = heldApply();
    EngineDesk::got(m_other->engine().setMaintenance(true, u"stocktaking"_s, {}));
    const qint64 written = number(u"SELECT count(*) FROM products"_s);
    QVERIFY(written > 0 && written < 400);
    m_desk->engine().resume();
    const auto stopped = EngineDesk::waitFor(applying);
    QVERIFY(!stopped);
    QCOMPARE(stopped.failure().kind, FailureKind::Refused);
    QCOMPARE(number(u"SELECT count(*) FROM products"_s), written);
    QCOMPARE(text(u"SELECT status FROM sync_batches WHERE kind = 'apply'"_s), u"partial"_s);
    QCOMPARE(number(u"SELECT count(*) FROM staged_product_changes WHERE status = 'approved'"_s), 400 - written);
    EngineDesk::got(m_other->engine().setMaintenance(false, {}, {}));
    QCOMPARE(EngineDesk::got(m_other->engine().run(ApplyRequest{})).succeeded, 400 - written);
}

void TestTwoDesks::maintenanceKeepsEverythingFromStarting()
{
    EngineDesk::got(m_desk->engine().run(PullRequest{}));
    m_desk->approve(Direction::Pull);
    EngineDesk::got(m_other->engine().setMaintenance(true, u"stocktaking"_s, {}));
    const qint64 batches = number(u"SELECT count(*) FROM sync_batches"_s);
    QCOMPARE(EngineDesk::waitFor(m_desk->engine().run(PullRequest{})).failure().kind, FailureKind::Refused);
    QCOMPARE(EngineDesk::waitFor(m_desk->engine().run(ApplyRequest{})).failure().kind, FailureKind::Refused);
    QCOMPARE(EngineDesk::waitFor(m_desk->engine().stageLocalEdits()).failure().kind, FailureKind::Refused);
    QCOMPARE(EngineDesk::waitFor(m_desk->engine().run(PushRequest{})).failure().kind, FailureKind::Refused);
    QCOMPARE(number(u"SELECT count(*) FROM sync_batches"_s), batches);
}

void TestTwoDesks::aPullThatLostItsTurnLeavesTheMirrorAsItWas()
{
    auto pulling = slowPull();
    takeTurnAway();
    const auto lost = EngineDesk::waitFor(pulling);
    QVERIFY(!lost);
    QCOMPARE(lost.failure().kind, FailureKind::Busy);
    QCOMPARE(number(u"SELECT count(*) FROM shopify_products"_s), 0);
    QCOMPARE(number(u"SELECT count(*) FROM staged_product_changes"_s), 0);
    QCOMPARE(number(u"SELECT count(*) FROM mirror_state WHERE complete"_s), 0);
    giveTurnBack();
    QCOMPARE(EngineDesk::got(m_other->engine().run(PullRequest{})).staged, 400);
}

void TestTwoDesks::anApplyThatLostItsTurnWritesNoFurtherChunk()
{
    auto applying = heldApply();
    const qint64 written = number(u"SELECT count(*) FROM products"_s);
    takeTurnAway();
    m_desk->engine().resume();
    const auto lost = EngineDesk::waitFor(applying);
    QVERIFY(!lost);
    QCOMPARE(lost.failure().kind, FailureKind::Busy);
    QCOMPARE(number(u"SELECT count(*) FROM products"_s), written);
    giveTurnBack();
    QCOMPARE(EngineDesk::got(m_other->engine().run(ApplyRequest{})).succeeded, 400 - written);
    QCOMPARE(number(u"SELECT count(*) FROM products"_s), 400);
}

void TestTwoDesks::aRunOfAVanishedDeskIsMarked()
{
    EngineDesk::got(m_desk->engine().run(PullRequest{}));
    execute(
        u"INSERT INTO sync_batches (id, kind, status, started_by, desk) VALUES (500, 'pull', 'running', 'x', 'other-computer/77')"_s);
    EngineDesk::got(m_desk->engine().run(PullRequest{}));
    QCOMPARE(text(u"SELECT status FROM sync_batches WHERE id = 500"_s), u"interrupted"_s);
}

void TestTwoDesks::pausesResumesAndCancelsAnApply()
{
    auto applying = heldApply();
    QCOMPARE(text(u"SELECT status FROM sync_batches WHERE kind = 'apply'"_s), u"paused"_s);
    const qint64 written = number(u"SELECT count(*) FROM products"_s);
    verifyBusy(EngineDesk::waitFor(m_other->engine().run(PullRequest{}))); // a held run keeps its turn
    QCOMPARE(number(u"SELECT count(*) FROM products"_s), written);
    m_desk->engine().cancel();
    const BatchReport cancelled = EngineDesk::got(applying);
    QCOMPARE(cancelled.status, BatchStatus::Cancelled);
    QCOMPARE(cancelled.succeeded, written);
    QCOMPARE(number(u"SELECT count(*) FROM products"_s), written);

    auto rest = m_desk->engine().run(ApplyRequest{});
    m_desk->engine().pause();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->progress().status, BatchStatus::Paused, 20'000);
    const qint64 held = number(u"SELECT count(*) FROM products"_s);
    QVERIFY(held < 400);
    verifyBusy(EngineDesk::waitFor(m_other->engine().run(PullRequest{})));
    QCOMPARE(number(u"SELECT count(*) FROM products"_s), held);
    m_desk->engine().resume();
    QCOMPARE(EngineDesk::got(rest).succeeded, 400 - written);
    QCOMPARE(number(u"SELECT count(*) FROM products"_s), 400);
}

void TestTwoDesks::cancelsAComparison()
{
    EngineDesk::got(m_desk->engine().run(PullRequest{}));
    m_desk->approve(Direction::Pull);
    EngineDesk::got(m_desk->engine().run(ApplyRequest{}));
    execute(u"UPDATE products SET name = name || '!'"_s);
    const qint64 changes = number(u"SELECT count(*) FROM staged_product_changes"_s);
    const qint64 batches = number(u"SELECT count(*) FROM sync_batches"_s);
    {
        const auto blocker = std::move(PgSession::open(m_settings)).value();
        QVERIFY(blocker->executeText(u"BEGIN"_s));
        QVERIFY(blocker->executeText(
            u"LOCK TABLE base_products IN ACCESS EXCLUSIVE MODE"_s)); // the comparison waits for it
        auto comparing = m_desk->engine().stageLocalEdits();
        QTRY_COMPARE_WITH_TIMEOUT(number(u"SELECT count(*) FROM pg_locks WHERE NOT granted"_s), 1, 20'000);
        m_desk->engine().cancel();
        const auto stopped = EngineDesk::waitFor(comparing, 3000);
        QVERIFY(!stopped);
        QCOMPARE(stopped.failure().kind, FailureKind::Stopped);
    }
    QCOMPARE(number(u"SELECT count(*) FROM staged_product_changes"_s), changes);
    QCOMPARE(number(u"SELECT count(*) FROM sync_batches"_s), batches);
    QCOMPARE(EngineDesk::got(m_desk->engine().stageLocalEdits()), 400);
}

QTEST_GUILESS_MAIN(TestTwoDesks)
#include "tst_twodesks.moc"
