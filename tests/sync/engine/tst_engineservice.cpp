#include "sync/db/pgsession.h"
#include "sync/engine/engineservice.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/scriptedshop.h"
#include "tests/sync/engine/fakeenginetasks.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Sync;
using Tests::PrivatePostgres;
using TestSupport::TaskScript;

namespace {

QJsonObject greeting(const QStringList &scopes)
{
    QJsonArray granted;
    for (const QString &scope : scopes)
        granted += QJsonObject{{u"handle"_s, scope}};
    return {{u"shop"_s,
                QJsonObject{{u"id"_s, u"gid://shopify/Shop/7"_s}, {u"name"_s, u"Corner shop"_s},
                    {u"myshopifyDomain"_s, u"corner.myshopify.com"_s}}},
        {u"currentAppInstallation"_s, QJsonObject{{u"accessScopes"_s, granted}}}};
}

} // namespace

/// The façade with real threads and a real database, and with doubles for shop and jobs.
class TestEngineService final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysThatBothLinksAreThere();
    void namesMissingScopes();
    void runsABatchAndReports();
    void refusesASecondRunAndNamesTheFirst();
    void pausesAndResumes();
    void cancelsARunningBatch();
    void cancelsAPausedBatch();
    void decidesWhileABatchRuns();
    void settlesOnceBeforeTheFirstRun();
    void settlesAgainWhenTheShopWasAway();
    void settlesAgainWhatWasRefused();
    void connectingAgainSettlesAtOnce();
    void settlesWhatARunThatBrokeLeftOpen();
    void settlesUntilNothingIsUnknownButNotDuringARun();
    void switchesMaintenanceForAllDesks();
    void refusesMaintenanceWithoutAReason();
    void storesARaisedSafeLevelForAllDesks();
    void loweringIsForThisDeskAndAWhile();
    void writesABackup();
    void runsChecksWhileABatchRuns();
    void staysUpWithoutADatabaseAndFindsItLater();
    void saysWhenTheShopIsAway();
    void endsInTimeWhileABatchRuns();

private:
    EngineSetup setup()
    {
        EngineSetup made;
        made.database = m_settings;
        made.shop.url = QUrl(u"https://corner.myshopify.com"_s);
        made.operatorAtDesk = {u"Anna"_s, u"desk-1"_s};
        made.backupFolder = m_folder.filePath(u"backups"_s);
        made.settlePause = 10ms;
        made.clock = &m_clock;
        made.random = &m_random;
        made.makeShop = [this] {
            return std::make_unique<TestSupport::ScriptedShop>([this](const ShopRequest &) -> Result<ShopReply> {
                if (m_shopIsAway)
                    return Failure{FailureKind::ShopUnreachable, u"The shop does not answer."_s};
                return ShopReply{.data = greeting(m_scopes), .requestId = {}};
            });
        };
        made.makeTasks = [this] { return std::make_unique<TestSupport::FakeEngineTasks>(m_script); };
        made.makeChecks = [] { return std::make_unique<TestSupport::FakeEngineChecks>(); };
        return made;
    }
    void startEngine()
    {
        m_state = {};
        m_engine = std::make_unique<EngineService>(setup());
        connect(m_engine.get(), &Engine::stateChanged, this, [this](const DeskState &state) { m_state = state; });
        connect(m_engine.get(), &Engine::progressed, this,
            [this](const ProgressSnapshot &progress) { m_progress = progress; });
    }
    template <typename T>
    static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10'000) || future.resultCount() == 0)
            qFatal("the engine did not answer");
        return future.takeResult();
    }
    bool bothLinksAreThere() const
    {
        return m_state.database.state == LinkState::Ok && m_state.shopify.state == LinkState::Ok;
    }

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    std::shared_ptr<TaskScript> m_script;
    std::atomic<bool> m_shopIsAway = false;
    QStringList m_scopes;
    DeskState m_state;
    ProgressSnapshot m_progress;
    std::unique_ptr<EngineService> m_engine;
};

void TestEngineService::initTestCase()
{
    m_settings = m_postgres.createDatabase();
}

void TestEngineService::init()
{
    m_script = std::make_shared<TaskScript>();
    m_shopIsAway = false;
    m_scopes
        = {u"write_products"_s, u"write_inventory"_s, u"read_locations"_s, u"write_publications"_s, u"write_files"_s};
    m_progress = {};
    auto session = PgSession::open(m_settings);
    QVERIFY(session);
    QVERIFY((*session)->executeScript("delete from settings; update maintenance set active = false"));
    startEngine();
}

void TestEngineService::cleanup()
{
    m_engine.reset();
    if (!m_postgres.isRunning())
        m_postgres.start();
}

void TestEngineService::saysThatBothLinksAreThere()
{
    QTRY_VERIFY(bothLinksAreThere());
    QCOMPARE(m_state.shopName, u"Corner shop"_s);
    QCOMPARE(m_state.shopDomain, u"corner.myshopify.com"_s);
    QCOMPARE(m_state.safeLevel, SafeLevel::Careful);
    QVERIFY(!m_state.maintenance.active);
    QVERIFY(!m_state.runningBatch);
    QTRY_COMPARE(m_state.live.state, LinkState::Ok);
}

void TestEngineService::namesMissingScopes()
{
    QTRY_VERIFY(bothLinksAreThere());
    m_engine.reset();
    m_scopes
        = {u"read_products"_s, u"write_inventory"_s, u"read_locations"_s, u"write_publications"_s, u"write_files"_s};
    startEngine();
    QTRY_COMPARE(m_state.shopify.state, LinkState::Attention);
    QVERIFY2(m_state.shopify.text.contains(u"write_products"_s), qUtf8Printable(m_state.shopify.text));
    QVERIFY(!m_state.shopify.text.contains(u"read_inventory"_s)); // the right to write includes it
}

void TestEngineService::runsABatchAndReports()
{
    QSignalSpy finished(m_engine.get(), &Engine::batchFinished);
    const auto report = waitFor(m_engine->run(PullRequest{}));
    QVERIFY(report);
    QCOMPARE(report->succeeded, 5);
    QTRY_COMPARE(finished.count(), 1);
    QTRY_COMPARE(m_progress.phase, Phase::Finished);
    QCOMPARE(m_progress.status, BatchStatus::Completed);
    QTRY_VERIFY(!m_state.runningBatch);
}

void TestEngineService::refusesASecondRunAndNamesTheFirst()
{
    m_script->steps = 1000;
    auto first = m_engine->run(PullRequest{});
    QTRY_VERIFY(m_state.runningBatch);
    for (const RunRequest &request :
        {RunRequest(PushRequest{}), RunRequest(ApplyRequest{}), RunRequest(PullRequest{})}) {
        const auto second = waitFor(m_engine->run(request));
        QVERIFY(!second);
        QCOMPARE(second.failure().kind, FailureKind::Busy);
        QVERIFY2(second.failure().what.contains(u"run 1"_s), qUtf8Printable(second.failure().what));
    }
    QCOMPARE(waitFor(m_engine->stageLocalEdits()).failure().kind, FailureKind::Busy);
    QCOMPARE(waitFor(m_engine->planRollback({.batch = {1}})).failure().kind, FailureKind::Busy);
    m_engine->cancel();
    QVERIFY(waitFor(first));
    QVERIFY(waitFor(m_engine->stageLocalEdits()));
}

void TestEngineService::pausesAndResumes()
{
    m_script->steps = 50;
    auto run = m_engine->run(PullRequest{});
    QTRY_VERIFY(m_script->done > 2);
    m_engine->pause();
    QTRY_COMPARE(m_progress.status, BatchStatus::Paused);
    const int doneWhenPaused = m_script->done;
    QTest::qWait(100); // time in which an unpaused batch would do twenty steps
    QCOMPARE(m_script->done, doneWhenPaused);
    m_engine->resume();
    QCOMPARE(waitFor(run)->succeeded, 50);
}

void TestEngineService::cancelsARunningBatch()
{
    m_script->steps = 10'000;
    auto run = m_engine->run(PullRequest{});
    QTRY_VERIFY(m_script->done > 2);
    m_engine->cancel();
    const auto report = waitFor(run);
    QCOMPARE(report->status, BatchStatus::Cancelled);
    QTRY_COMPARE(m_progress.status, BatchStatus::Cancelled);
    m_script->steps = 2;
    QCOMPARE(waitFor(m_engine->run(PullRequest{}))->status, BatchStatus::Completed);
}

void TestEngineService::cancelsAPausedBatch()
{
    m_script->steps = 10'000;
    auto run = m_engine->run(PullRequest{});
    QTRY_VERIFY(m_script->done > 2);
    m_engine->pause();
    QTRY_COMPARE(m_progress.status, BatchStatus::Paused);
    m_engine->cancel();
    QCOMPARE(waitFor(run)->status, BatchStatus::Cancelled);
}

void TestEngineService::decidesWhileABatchRuns()
{
    m_script->steps = 10'000;
    auto run = m_engine->run(PullRequest{});
    QTRY_VERIFY(m_script->done > 2);
    const auto report = waitFor(m_engine->decide({.target = {.matching = StagedQuery{}}}));
    QVERIFY(report);
    QCOMPARE(report->changed, 0);
    const auto edited = waitFor(m_engine->editProduct({.product = {77}, .fields = {{u"title"_s, u"x"_s}}}));
    QCOMPARE(edited.failure().kind, FailureKind::NotFound);
    QVERIFY(!run.isFinished());
}

void TestEngineService::settlesOnceBeforeTheFirstRun()
{
    QTRY_COMPARE(m_script->settled, 1);
    QVERIFY(waitFor(m_engine->run(PullRequest{})));
    QTest::qWait(1100); // the watch has looked again
    QCOMPARE(m_script->settled, 1);
}

void TestEngineService::settlesAgainWhenTheShopWasAway()
{
    m_script->canSettle = false;
    QTRY_VERIFY(m_script->settled >= 1);
    m_script->canSettle = true;
    const int tries = m_script->settled;
    QTRY_VERIFY(m_script->settled > tries);
}

void TestEngineService::settlesAgainWhatWasRefused()
{
    m_script->whyNot = FailureKind::ShopUnauthorised;
    m_script->canSettle = false;
    QTRY_VERIFY(m_script->settled >= 1);
    m_script->canSettle = true; // the token was replaced
    const int tries = m_script->settled;
    QTRY_VERIFY(m_script->settled > tries);
}

void TestEngineService::connectingAgainSettlesAtOnce()
{
    m_engine.reset();
    m_script->settled = 0;
    m_script->whyNot = FailureKind::ShopForbidden;
    m_script->canSettle = false;
    EngineSetup patient = setup();
    patient.settlePause = 1h;
    m_engine = std::make_unique<EngineService>(std::move(patient));
    QTRY_COMPARE(m_script->settled, 1);
    m_script->canSettle = true;
    m_engine->reconnect();
    QTRY_COMPARE(m_script->settled, 2);
}

void TestEngineService::settlesWhatARunThatBrokeLeftOpen()
{
    QTRY_COMPARE(m_script->settled, 1);
    m_script->breaks = true;
    QVERIFY(!waitFor(m_engine->run(PushRequest{})));
    QTRY_COMPARE(m_script->settled, 2); // its batch is marked without a restart
    m_script->breaks = false;
    m_script->steps = 10'000;
    auto run = m_engine->run(PushRequest{});
    QTRY_VERIFY(m_script->done > 2);
    m_engine->cancel();
    QCOMPARE(waitFor(run)->status, BatchStatus::Cancelled);
    QTRY_COMPARE(m_script->settled, 3);
}

void TestEngineService::settlesUntilNothingIsUnknownButNotDuringARun()
{
    m_script->staysUnknown = true;
    QTRY_VERIFY(m_script->settled > 2);
    m_script->steps = 10'000;
    auto run = m_engine->run(PullRequest{});
    QTRY_VERIFY(m_script->done > 2);
    const int before = m_script->settled;
    QTest::qWait(1100); // the watch has looked again
    QCOMPARE(m_script->settled, before);
    m_script->staysUnknown = false;
    m_engine->cancel();
    QVERIFY(waitFor(run));
    QTRY_COMPARE(m_script->settled, before + 1);
    QTest::qWait(1100);
    QCOMPARE(m_script->settled, before + 1);
}

void TestEngineService::switchesMaintenanceForAllDesks()
{
    EngineService other(setup());
    DeskState otherState;
    connect(&other, &Engine::stateChanged, this, [&otherState](const DeskState &state) { otherState = state; });
    QTRY_VERIFY(bothLinksAreThere());
    QTRY_COMPARE(otherState.live.state, LinkState::Ok);
    QVERIFY(waitFor(m_engine->setMaintenance(true, u"stocktaking"_s, {})));
    QTRY_VERIFY(m_state.maintenance.active);
    QCOMPARE(m_state.maintenance.reason, u"stocktaking"_s);
    QCOMPARE(m_state.maintenance.changedBy, u"Anna"_s);
    QTRY_VERIFY_WITH_TIMEOUT(otherState.maintenance.active, 2000); // told, not found at the next heartbeat
    QVERIFY(waitFor(m_engine->setMaintenance(false, {}, {})));
    QTRY_VERIFY(!m_state.maintenance.active);
}

void TestEngineService::refusesMaintenanceWithoutAReason()
{
    QCOMPARE(waitFor(m_engine->setMaintenance(true, u"  "_s, {})).failure().kind, FailureKind::BadInput);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QCOMPARE(waitFor(m_engine->setMaintenance(true, u"x"_s, now.addSecs(-1))).failure().kind, FailureKind::BadInput);
    QCOMPARE(waitFor(m_engine->setMaintenance(true, u"x"_s, now.addDays(2))).failure().kind, FailureKind::BadInput);
}

void TestEngineService::storesARaisedSafeLevelForAllDesks()
{
    QVERIFY(waitFor(m_engine->setSafeLevel(SafeLevel::ReadOnly)));
    QTRY_COMPARE(m_state.safeLevel, SafeLevel::ReadOnly);
    QVERIFY(!m_state.safeLevelUntil.isValid());
    m_engine.reset();
    startEngine();
    QTRY_COMPARE(m_state.safeLevel, SafeLevel::ReadOnly);
}

void TestEngineService::loweringIsForThisDeskAndAWhile()
{
    QVERIFY(waitFor(m_engine->setSafeLevel(SafeLevel::Demo)));
    QTRY_COMPARE(m_state.safeLevel, SafeLevel::Demo);
    QVERIFY(m_state.safeLevelUntil > QDateTime::currentDateTimeUtc().addSecs(14 * 60));
    m_engine.reset();
    startEngine();
    QTRY_VERIFY(bothLinksAreThere());
    QCOMPARE(m_state.safeLevel, SafeLevel::Careful);
}

void TestEngineService::writesABackup()
{
    const auto path = waitFor(m_engine->backUp());
    QVERIFY2(path, path ? "" : qUtf8Printable(path.failure().text()));
    QVERIFY(QFileInfo(*path).size() > 0);
}

void TestEngineService::runsChecksWhileABatchRuns()
{
    m_script->steps = 10'000;
    auto run = m_engine->run(PullRequest{});
    QTRY_VERIFY(m_script->done > 2);
    QSignalSpy checked(m_engine.get(), &Engine::checkFinished);
    QCOMPARE(waitFor(m_engine->runChecks({}))->size(), 1);
    QTRY_COMPARE(checked.count(), 1);
    QCOMPARE(waitFor(m_engine->runRemedy(u"terminate"_s))->summary, u"terminate"_s);
    QVERIFY(!run.isFinished());
}

void TestEngineService::staysUpWithoutADatabaseAndFindsItLater()
{
    m_engine.reset();
    m_postgres.stop();
    startEngine();
    QTRY_COMPARE(m_state.database.state, LinkState::Failed);
    QVERIFY(!m_state.database.failure.what.isEmpty());
    QVERIFY(!m_state.database.failure.remedy.isEmpty());
    QCOMPARE(waitFor(m_engine->run(PullRequest{})).failure().kind, FailureKind::DatabaseUnreachable);
    QCOMPARE(
        waitFor(m_engine->decide({.target = {.changes = {{1}}}})).failure().kind, FailureKind::DatabaseUnreachable);
    QTRY_COMPARE(m_state.shopify.state, LinkState::Ok);
    m_postgres.start();
    QTRY_COMPARE_WITH_TIMEOUT(m_state.database.state, LinkState::Ok, 20'000);
    QVERIFY(waitFor(m_engine->run(PullRequest{})));
}

void TestEngineService::saysWhenTheShopIsAway()
{
    QTRY_VERIFY(bothLinksAreThere());
    m_shopIsAway = true;
    m_engine->reconnect();
    QTRY_COMPARE(m_state.shopify.state, LinkState::Failed);
    QCOMPARE(m_state.shopify.text, u"The shop does not answer."_s);
    m_shopIsAway = false;
    m_engine->reconnect();
    QTRY_COMPARE(m_state.shopify.state, LinkState::Ok);
}

void TestEngineService::endsInTimeWhileABatchRuns()
{
    m_script->steps = 1'000'000;
    auto run = m_engine->run(PullRequest{});
    QTRY_VERIFY(m_script->done > 2);
    m_engine->pause();
    QElapsedTimer timer;
    timer.start();
    m_engine.reset();
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(run.isFinished());
}

QTEST_GUILESS_MAIN(TestEngineService)
#include "tst_engineservice.moc"
