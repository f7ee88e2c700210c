#include "sync/engine/runnerchecks.h"

#include "sync/db/pgsession.h"
#include "sync/engine/absentshop.h"
#include "sync/engine/engineservice.h"
#include "sync/graphql/httpshop.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "tests/sync/engine/fakeenginetasks.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;
using TestSupport::DemoShop;

namespace {

/// How ids of a group begin, as links to Diagnostics rely on.
QString beginning(CheckGroup group)
{
    switch (group) {
    case CheckGroup::Database:
        return u"database."_s;
    case CheckGroup::Shopify:
        return u"shopify."_s;
    case CheckGroup::Live:
        return u"live."_s;
    case CheckGroup::Engine:
        return u"engine."_s;
    case CheckGroup::Data:
        return u"data."_s;
    case CheckGroup::Computer:
        return u"computer."_s;
    }
    Q_UNREACHABLE();
}

} // namespace

/// Diagnostics through the façade: a real PostgreSQL, the demo shop over HTTP, the engine's own threads.
class TestRunnerChecks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyCheckStreamsInUnderAStableId();
    void aRemedyShowsItsPreviewAndMends();
    void aDatabaseThatIsDownStopsNoOtherCheck();
    void aShopThatIsGoneStopsNoOtherCheck();
    void whatKeepsTheShopAwayIsTheReasonOfItsChecks();
    void checksWhileABatchRuns();
    void anUnknownRemedyIsNotFound();
    void anUnknownCheckIsNotFound();
    void aRemedyWithoutADatabaseSaysSo();
    void closingEndsARunInTime();

private:
    template <typename T>
    static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 60'000) || future.resultCount() == 0)
            qFatal("no answer");
        return future.takeResult();
    }
    /// Runs the checks and gives them by id.
    QMap<QString, CheckResult> check(const QStringList &only = {})
    {
        m_streamed.clear();
        const auto results = waitFor(m_engine->runChecks(only));
        if (!results)
            qFatal("%s", qUtf8Printable(results.failure().text()));
        QMap<QString, CheckResult> byId;
        for (const CheckResult &result : *results)
            byId.insert(result.id, result);
        return byId;
    }
    EngineSetup setup();

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    std::shared_ptr<TestSupport::TaskScript> m_script;
    std::unique_ptr<DemoShop> m_shop;
    std::unique_ptr<EngineService> m_engine;
    QList<CheckResult> m_streamed;
};

void TestRunnerChecks::initTestCase()
{
    m_shop = std::make_unique<DemoShop>(DemoShop::Options{.products = 20});
    QVERIFY2(m_shop->start(), qPrintable(m_shop->error()));
}

EngineSetup TestRunnerChecks::setup()
{
    EngineSetup made;
    made.database = m_settings;
    made.shop.url = QUrl(m_shop->url());
    made.operatorAtDesk = {u"Anna"_s, u"desk/1"_s};
    made.backupFolder = m_folder.filePath(u"backups"_s);
    made.clock = &m_clock;
    made.random = &m_random;
    made.makeShop = [this, shop = made.shop, token = m_shop->token()] {
        return std::make_unique<HttpShop>(
            shop, ShopAccess{.accessToken = Secret(token), .clientId = {}, .clientSecret = {}}, m_clock, m_random);
    };
    made.makeTasks = [this] { return std::make_unique<TestSupport::FakeEngineTasks>(m_script); };
    made.makeChecks = [this] {
        return std::make_unique<RunnerChecks>(CheckSurroundings{
            m_folder.path(), {}, [this] {
                return QList<LogEntry>{{m_clock.now().toMSecsSinceEpoch(), 3, u"engine"_s, u"something broke"_s}};
            }});
    };
    return made;
}

void TestRunnerChecks::init()
{
    m_settings = m_postgres.createDatabase();
    m_script = std::make_shared<TestSupport::TaskScript>();
    m_engine = std::make_unique<EngineService>(setup());
    connect(m_engine.get(), &Engine::checkFinished, this, [this](const CheckResult &result) { m_streamed += result; });
}

void TestRunnerChecks::cleanup()
{
    m_engine.reset();
    if (!m_postgres.isRunning())
        m_postgres.start();
}

void TestRunnerChecks::everyCheckStreamsInUnderAStableId()
{
    QFuture<Result<QList<CheckResult>>> running = m_engine->runChecks({});
    QTRY_VERIFY(!m_streamed.isEmpty());
    QVERIFY(!running.isFinished()); // the first is told before the last has ended
    const auto results = waitFor(running);
    QVERIFY(results);
    QVERIFY(results->size() >= 30);
    QTRY_COMPARE(m_streamed.size(), results->size());
    QSet<QString> ids;
    for (const CheckResult &result : *results) {
        QVERIFY2(result.id.startsWith(beginning(result.group)), qPrintable(result.id));
        QVERIFY2(m_streamed.contains(result), qPrintable(result.id));
        QVERIFY(!result.name.isEmpty() && !result.summary.isEmpty());
        ids += result.id;
    }
    QCOMPARE(ids.size(), results->size());

    const auto byId = check({u"shopify"_s, u"computer"_s, u"database.reachable"_s});
    for (const QString &id :
        {u"database.reachable"_s, u"shopify.reachable"_s, u"shopify.scopes"_s, u"shopify.clock"_s, u"shopify.limits"_s})
        QVERIFY2(byId.value(id).status == CheckStatus::Ok, qPrintable(id + u": "_s + byId.value(id).summary));
    QVERIFY(byId.value(u"computer.disk"_s).evidence.contains(m_folder.path()));
    QCOMPARE(byId.value(u"computer.log"_s).evidence, QStringList{u"engine: something broke"_s});
    QCOMPARE(byId.value(u"computer.keychain"_s).status, CheckStatus::NotUsed);
    QVERIFY(!byId.contains(u"database.locks"_s));
}

void TestRunnerChecks::aRemedyShowsItsPreviewAndMends()
{
    const QString id = u"data.uncategorised"_s;
    auto session = PgSession::open(m_settings);
    QVERIFY(session && (*session)->executeScript("insert into products (name) values ('A'), ('B')"));
    const CheckResult found = check({id}).value(id);
    QVERIFY(found.status != CheckStatus::Ok);
    QVERIFY(found.remedy);
    QVERIFY2(
        found.remedy->preview.contains(u"update products"_s, Qt::CaseInsensitive), qPrintable(found.remedy->preview));
    QCOMPARE(found.remedy->rowsAffected, 2);
    const auto mended = waitFor(m_engine->runRemedy(found.remedy->id));
    QVERIFY(mended);
    QCOMPARE(mended->rows, 2);
    QVERIFY(!mended->summary.isEmpty() && !mended->undo.isEmpty());
    QCOMPARE(check({id}).value(id).status, CheckStatus::Ok);
}

void TestRunnerChecks::aDatabaseThatIsDownStopsNoOtherCheck()
{
    m_postgres.stop();
    const auto results = check();
    const CheckResult down = results.value(u"database.reachable"_s);
    QCOMPARE(down.status, CheckStatus::Failed);
    QVERIFY(!down.meaning.isEmpty());
    QCOMPARE(results.value(u"data.uncategorised"_s).status, CheckStatus::CouldNotCheck);
    QCOMPARE(results.value(u"database.locks"_s).status, CheckStatus::CouldNotCheck);
    QCOMPARE(results.value(u"shopify.reachable"_s).status, CheckStatus::Ok);
    QVERIFY(results.value(u"computer.memory"_s).status != CheckStatus::CouldNotCheck);
    m_postgres.start();
    QCOMPARE(check({u"database.reachable"_s}).first().status, CheckStatus::Ok);
}

void TestRunnerChecks::aShopThatIsGoneStopsNoOtherCheck()
{
    m_shop->kill();
    const auto results = check({u"shopify.reachable"_s, u"database.reachable"_s});
    initTestCase(); // for those that follow
    QVERIFY(results.value(u"shopify.reachable"_s).status != CheckStatus::Ok);
    QVERIFY(!results.value(u"shopify.reachable"_s).meaning.isEmpty());
    QCOMPARE(results.value(u"database.reachable"_s).status, CheckStatus::Ok);
}

void TestRunnerChecks::whatKeepsTheShopAwayIsTheReasonOfItsChecks()
{
    EngineSetup without = setup();
    without.makeShop = [] {
        return std::make_unique<AbsentShop>(Failure{FailureKind::Refused, u"There is no access token."_s});
    };
    m_engine = std::make_unique<EngineService>(std::move(without));
    const QMap<QString, CheckResult> results = check({u"shopify"_s});
    QCOMPARE(results.size(), 4);
    for (const CheckResult &result : results) {
        const bool isTold = result.id == "shopify.reachable"_L1;
        QCOMPARE(result.status, isTold ? CheckStatus::Failed : CheckStatus::CouldNotCheck);
        QCOMPARE(result.summary, u"There is no access token."_s);
    }
}

void TestRunnerChecks::checksWhileABatchRuns()
{
    m_script->steps = 100'000;
    QFuture<Result<BatchReport>> batch = m_engine->run(PullRequest{});
    QTRY_VERIFY(m_script->done > 0);
    QCOMPARE(check({u"database.reachable"_s}).first().status, CheckStatus::Ok);
    QVERIFY(!batch.isFinished());
    m_engine->cancel();
    QVERIFY(waitFor(batch));
}

void TestRunnerChecks::anUnknownRemedyIsNotFound()
{
    const auto mended = waitFor(m_engine->runRemedy(u"wishful-thinking"_s));
    QVERIFY(!mended);
    QCOMPARE(mended.failure().kind, FailureKind::NotFound);
    QVERIFY(mended.failure().what.contains(u"wishful-thinking"_s));
    QVERIFY(!mended.failure().remedy.isEmpty());
}

void TestRunnerChecks::anUnknownCheckIsNotFound()
{
    const auto results = waitFor(m_engine->runChecks({u"database.feelings"_s}));
    QVERIFY(!results);
    QCOMPARE(results.failure().kind, FailureKind::NotFound);
}

void TestRunnerChecks::aRemedyWithoutADatabaseSaysSo()
{
    m_postgres.stop();
    const auto mended = waitFor(m_engine->runRemedy(u"assign-uncategorised"_s));
    QVERIFY(!mended);
    QCOMPARE(mended.failure().kind, FailureKind::DatabaseUnreachable);
}

void TestRunnerChecks::closingEndsARunInTime()
{
    const QFuture<Result<QList<CheckResult>>> running = m_engine->runChecks({});
    QTRY_VERIFY(!m_streamed.isEmpty());
    QElapsedTimer timer;
    timer.start();
    m_engine.reset();
    QVERIFY(timer.elapsed() < 6'000);
    QTRY_VERIFY(running.isFinished());
}

QTEST_GUILESS_MAIN(TestRunnerChecks)
#include "tst_runnerchecks.moc"
