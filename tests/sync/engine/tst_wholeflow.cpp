#include "sync/db/pgsession.h"
#include "sync/engine/engineservice.h"
#include "sync/engine/jobtasks.h"
#include "sync/graphql/httpshop.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"
#include "sync/reader/pgreader.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "tests/sync/engine/fakeenginetasks.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;
using TestSupport::DemoShop;

namespace {

/// A snapshot of the shop without the times at which things changed: those no rollback brings back.
QJsonValue withoutTimes(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray kept;
        const QJsonArray items = value.toArray();
        for (const QJsonValue item : items)
            kept += withoutTimes(item);
        return kept;
    }
    if (!value.isObject())
        return value;
    QJsonObject kept;
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        if (!member.key().endsWith(u"updatedAt"_s))
            kept.insert(member.key(), withoutTimes(member.value()));
    return kept;
}

} // namespace

/// The main job through the façade: a real PostgreSQL, the demo shop over HTTP, real threads.
class TestWholeFlow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void pullsReviewsAppliesEditsPushesAndRollsBack();
    void variantsComeAndGoThroughToTheShop();
    void anUnchangedShopStagesNothing();
    void pausesResumesAndCancelsAPush();
    void aDatabaseKilledInAPushLosesNothing();
    void noticesThatTheShopIsGoneAndBack();

private:
    template <typename T>
    static Result<T> waitFor(QFuture<Result<T>> future, int milliseconds = 60'000)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, milliseconds) || future.resultCount() == 0)
            qFatal("no answer");
        return future.takeResult();
    }
    template <typename T>
    static T got(QFuture<Result<T>> future)
    {
        const Result<T> result = waitFor(std::move(future));
        if (!result)
            qFatal("%s (%s)", qUtf8Printable(result.failure().text()), qUtf8Printable(result.failure().detail));
        return *result;
    }
    void startEngine(const QString &url);
    BatchReport pullAndApply();
    /// Edits products, each title and first price, and stages and approves them.
    void editAndApprove(const QList<qint64> &products);
    /// Sends what is still approved, and what was sent in part and is therefore compared anew.
    void sendWhatIsLeft();
    QStringList gidsOf(const QList<qint64> &products);
    qint64 number(const QString &query);
    bool bothLinksAreThere() const
    {
        return m_state.database.state == LinkState::Ok && m_state.shopify.state == LinkState::Ok;
    }

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<DemoShop> m_shop;
    std::unique_ptr<EngineService> m_engine;
    std::unique_ptr<PgReader> m_reader;
    DeskState m_state;
    ProgressSnapshot m_progress;
};

void TestWholeFlow::initTestCase()
{
    qRegisterMetaType<BatchReport>();
}

void TestWholeFlow::init()
{
    m_settings = m_postgres.createDatabase();
    m_shop = std::make_unique<DemoShop>(DemoShop::Options{.products = 500, .bulkFileCache = {}, .more = {}});
    QVERIFY2(m_shop->start(), qPrintable(m_shop->error()));
    startEngine(m_shop->url());
    m_reader = std::make_unique<PgReader>(m_settings, m_clock);
}

void TestWholeFlow::cleanup()
{
    m_reader.reset();
    m_engine.reset();
    m_shop.reset();
    if (!m_postgres.isRunning())
        m_postgres.start();
}

void TestWholeFlow::startEngine(const QString &url)
{
    EngineSetup setup;
    setup.database = m_settings;
    setup.shop.url = QUrl(url);
    setup.operatorAtDesk = {u"Anna"_s, u"desk/1"_s};
    setup.backupFolder = m_folder.filePath(u"backups"_s);
    setup.clock = &m_clock;
    setup.random = &m_random;
    setup.makeShop = [this, shop = setup.shop, token = m_shop->token()] {
        return std::make_unique<HttpShop>(
            shop, ShopAccess{.accessToken = Secret(token), .clientId = {}, .clientSecret = {}}, m_clock, m_random);
    };
    setup.makeTasks = [folder = setup.backupFolder] { return std::make_unique<JobTasks>(folder); };
    setup.makeChecks = [] { return std::make_unique<TestSupport::FakeEngineChecks>(); };
    m_state = {};
    m_progress = {};
    m_engine = std::make_unique<EngineService>(std::move(setup));
    connect(m_engine.get(), &Engine::stateChanged, this, [this](const DeskState &state) { m_state = state; });
    connect(
        m_engine.get(), &Engine::progressed, this, [this](const ProgressSnapshot &progress) { m_progress = progress; });
}

BatchReport TestWholeFlow::pullAndApply()
{
    const BatchReport pulled = got(m_engine->run(PullRequest{}));
    got(m_engine->decide({.target = {.matching = StagedQuery{.direction = Direction::Pull}}}));
    const BatchReport applied = got(m_engine->run(ApplyRequest{}));
    if (applied.status != BatchStatus::Completed)
        qFatal("not everything was applied: %s", qUtf8Printable(applied.warnings.join(u' ')));
    return pulled;
}

void TestWholeFlow::editAndApprove(const QList<qint64> &products)
{
    for (const qint64 id : products) {
        const ProductDetail detail = got(m_reader->productDetail({id}));
        ProductEdit edit{{id}, detail.contentVersion, {{u"title"_s, u"Edited "_s + detail.row.title.left(200)}}, {}};
        edit.variantFields[detail.variants.constFirst().id] = {{u"price"_s, u"77.70"_s}};
        got(m_engine->editProduct(edit));
    }
    if (const qint64 staged = got(m_engine->stageLocalEdits()); staged != products.size())
        qFatal("%lld changes staged", staged);
    got(m_engine->decide({.target = {.matching = StagedQuery{.direction = Direction::Push}}}));
}

void TestWholeFlow::sendWhatIsLeft()
{
    for (int round = 0; round < 3 && got(m_engine->stageLocalEdits()) > 0; ++round) {
        got(m_engine->decide({.target = {.matching = StagedQuery{.direction = Direction::Push}}}));
        (void)waitFor(m_engine->run(PushRequest{.changes = {}, .overrideBreaker = true}), 120'000);
    }
}

QStringList TestWholeFlow::gidsOf(const QList<qint64> &products)
{
    QStringList gids;
    for (const ProductRow &row : got(m_reader->productRows(products)))
        gids += u"gid://shopify/Product/%1"_s.arg(row.shopifyId.value);
    return gids;
}

qint64 TestWholeFlow::number(const QString &query)
{
    return (*PgSession::open(m_settings))->executeText(query)->first().int64(0);
}

void TestWholeFlow::pullsReviewsAppliesEditsPushesAndRollsBack()
{
    QSignalSpy finished(m_engine.get(), &Engine::batchFinished);
    const BatchReport pulled = pullAndApply();
    QCOMPARE(pulled.status, BatchStatus::Completed);
    QCOMPARE(pulled.staged, 500);
    const OverviewCounts applied = got(m_reader->overview());
    QCOMPARE(applied.products, 500);
    QCOMPARE(applied.inSync, 500);
    QTRY_COMPARE(finished.count(), 2);

    const QList<qint64> edited = got(m_reader->productOrder({})).mid(100, 3);
    const QStringList gids = gidsOf(edited);
    QList<ProductDetail> before;
    for (const qint64 id : edited)
        before += got(m_reader->productDetail({id}));
    const QJsonValue shopBefore = withoutTimes(m_shop->snapshot(gids));
    QCOMPARE(shopBefore[u"products"].toObject().size(), 3);

    editAndApprove(edited);
    const auto held = waitFor(m_engine->run(PushRequest{})); // prices that move this far wait for a person
    QVERIFY(!held);
    QCOMPARE(held.failure().kind, FailureKind::BreakerHeld);
    const BatchReport pushed = got(m_engine->run(PushRequest{.changes = {}, .overrideBreaker = true}));
    QCOMPARE(pushed.status, BatchStatus::Completed);
    QCOMPARE(pushed.succeeded, 3);
    QVERIFY(withoutTimes(m_shop->snapshot(gids)) != shopBefore);
    QCOMPARE(got(m_reader->overview()).inSync, 500);

    const RollbackPlan plan = got(m_engine->planRollback({.batch = pushed.batch}));
    QCOMPARE(plan.products, 3);
    QCOMPARE(plan.changedSince, 0);
    QVERIFY(plan.willRestore >= 6); // title and price of three
    QVERIFY(plan.touchesShopify);
    QVERIFY(!plan.shopName.isEmpty());
    const BatchReport rolledBack = got(m_engine->run(RollbackRequest{.batch = pushed.batch}));
    QCOMPARE(rolledBack.status, BatchStatus::Completed);

    QCOMPARE(withoutTimes(m_shop->snapshot(gids)), shopBefore);
    for (const ProductDetail &was : before) {
        const ProductDetail is = got(m_reader->productDetail(was.row.id));
        QCOMPARE(is.row.title, was.row.title);
        QCOMPARE(is.variants, was.variants);
        QCOMPARE(is.tags, was.tags);
    }
    QVERIFY(!got(m_reader->batchRows({pushed.batch.value})).constFirst().canRollBack);
}

void TestWholeFlow::variantsComeAndGoThroughToTheShop()
{
    pullAndApply();
    const ProductId product{number(u"select min(product_id) from (select product_id from product_variants "
                                   "group by product_id having count(*) between 3 and 20) as several"_s)};
    const ProductDetail before = got(m_reader->productDetail(product));
    QVERIFY(before.variants.size() >= 3);
    const VariantDetail gone = before.variants.at(1);
    ProductEdit edit{product, before.contentVersion};
    edit.added = {{before.variants.at(0).id, {{u"option1"_s, u"Brand new"_s}, {u"sku"_s, u"NEW-1"_s}}}};
    edit.removed = {gone.id};
    const EditReport saved = got(m_engine->editProduct(edit));
    QCOMPARE(saved.added.size(), 1);
    QCOMPARE(got(m_engine->stageLocalEdits()), 1);
    got(m_engine->decide({.target = {.matching = StagedQuery{.direction = Direction::Push}}}));
    const BatchReport pushed = got(m_engine->run(PushRequest{.changes = {}, .overrideBreaker = true}));
    QCOMPARE(pushed.status, BatchStatus::Completed);
    QCOMPARE(pushed.succeeded, 1);

    const ProductDetail after = got(m_reader->productDetail(product));
    QCOMPARE(after.row.syncStatus, SyncStatus::Synced);
    QCOMPARE(after.variants.size(), before.variants.size());
    const VariantDetail made = after.variants.last();
    QCOMPARE(made.id, saved.added.first());
    QVERIFY(made.shopifyId.isValid());
    QCOMPARE(made.price, before.variants.first().price);
    const QJsonObject shown
        = m_shop
              ->graphql(u"{ product(id: \"%1\") { variants(first: 50) { nodes { id sku } } } }"_s.arg(
                  gidsOf({product.value}).first()))
              .value("data"_L1)
              .toObject();
    QStringList inShop;
    const QJsonArray nodes = shown["product"_L1]["variants"_L1]["nodes"_L1].toArray();
    for (const QJsonValue node : nodes)
        inShop += node["id"_L1].toString() + u' ' + node["sku"_L1].toString();
    QCOMPARE(inShop.size(), before.variants.size());
    QCOMPARE(inShop.last(), u"gid://shopify/ProductVariant/%1 NEW-1"_s.arg(made.shopifyId.value));
    QVERIFY(!inShop.join(u' ').contains(u"ProductVariant/%1 "_s.arg(gone.shopifyId.value)));
    // All sides agree: nothing comes back as somebody's change.
    QCOMPARE(got(m_engine->run(PullRequest{})).staged, 0);
    QCOMPARE(got(m_engine->stageLocalEdits()), 0);
    QCOMPARE(got(m_reader->overview()).inSync, 500);
}

void TestWholeFlow::anUnchangedShopStagesNothing()
{
    pullAndApply();
    const BatchReport again = got(m_engine->run(PullRequest{}));
    QCOMPARE(again.status, BatchStatus::Completed);
    QCOMPARE(again.staged, 0);
    QCOMPARE(again.mirrorRowsWritten, 0);
}

void TestWholeFlow::pausesResumesAndCancelsAPush()
{
    pullAndApply();
    const QList<qint64> edited = got(m_reader->productOrder({})).first(60);
    editAndApprove(edited);
    m_shop->faults({QJsonObject{{u"match"_s, u"mutation"_s}, {u"action"_s, u"delay"_s}, {u"ms"_s, 40}}});
    auto pushing = m_engine->run(PushRequest{.changes = {}, .overrideBreaker = true});
    QTRY_VERIFY_WITH_TIMEOUT(m_progress.succeeded > 0, 20'000);
    QCOMPARE(waitFor(m_engine->run(PullRequest{})).failure().kind, FailureKind::Busy);
    m_engine->pause();
    QTRY_COMPARE_WITH_TIMEOUT(m_progress.status, BatchStatus::Paused, 20'000);
    m_engine->resume();
    QTRY_COMPARE(m_progress.status, BatchStatus::Running);
    m_engine->cancel();
    const BatchReport cancelled = got(pushing);
    QVERIFY(cancelled.status == BatchStatus::Cancelled || cancelled.status == BatchStatus::Completed);
    m_shop->faults({});
    if (cancelled.status == BatchStatus::Cancelled)
        sendWhatIsLeft();
    QCOMPARE(number(u"select count(*) from products where shopify_sync_status = 'synced'"_s), 500);
}

void TestWholeFlow::aDatabaseKilledInAPushLosesNothing()
{
    pullAndApply();
    const QList<qint64> edited = got(m_reader->productOrder({})).first(60);
    editAndApprove(edited);
    auto pushing = m_engine->run(PushRequest{.changes = {}, .overrideBreaker = true});
    QTRY_VERIFY_WITH_TIMEOUT(m_progress.succeeded > 0, 20'000);
    m_postgres.kill();
    const auto broken = waitFor(pushing);
    QVERIFY(!broken || broken->status != BatchStatus::Completed);
    QTRY_COMPARE_WITH_TIMEOUT(m_state.database.state, LinkState::Failed, 20'000);
    m_postgres.start();
    QTRY_VERIFY_WITH_TIMEOUT(bothLinksAreThere(), 30'000);
    sendWhatIsLeft();
    QCOMPARE(number(u"select count(*) from products where shopify_sync_status = 'synced'"_s), 500);
    QCOMPARE(number(u"select count(*) from sync_operations where state in ('sent', 'unknown')"_s), 0);
}

void TestWholeFlow::noticesThatTheShopIsGoneAndBack()
{
    QTRY_VERIFY_WITH_TIMEOUT(bothLinksAreThere(), 20'000);
    const int port = QUrl(m_shop->url()).port();
    m_shop->kill();
    m_engine->reconnect();
    QTRY_COMPARE_WITH_TIMEOUT(m_state.shopify.state, LinkState::Failed, 60'000);
    QVERIFY(!m_state.shopify.failure.remedy.isEmpty());
    const auto refused = waitFor(m_engine->run(PullRequest{}), 120'000);
    QVERIFY(!refused || refused->status == BatchStatus::Failed);
    m_shop = std::make_unique<DemoShop>(
        DemoShop::Options{.products = 500, .bulkFileCache = {}, .more = {u"--port"_s, QString::number(port)}});
    QVERIFY2(m_shop->start(), qPrintable(m_shop->error()));
    m_engine->reconnect();
    QTRY_COMPARE_WITH_TIMEOUT(m_state.shopify.state, LinkState::Ok, 60'000);
    QCOMPARE(got(m_engine->run(PullRequest{})).staged, 500);
}

QTEST_GUILESS_MAIN(TestWholeFlow)
#include "tst_wholeflow.moc"
