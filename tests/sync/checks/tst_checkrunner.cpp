#include "sync/checks/checkrunner.h"

#include "sync/async/signalwait.h"
#include "sync/checks/computerchecks.h"
#include "sync/checks/shopchecks.h"
#include "sync/graphql/httpshop.h"
#include "tests/support/manualclock.h"
#include "tests/support/rawhttpserver.h"
#include "tests/support/runtask.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Sync::Check;
using Sync::CheckContext;
using Sync::CheckResult;
using Sync::CheckStatus;
using TestSupport::RawHttpServer;
using TestSupport::RawRequest;
using TestSupport::runTask;

namespace {
/// Never answers by itself.
class HangingCheck final : public Check
{
public:
    QString id() const override { return u"test.hanging"_s; }
    Sync::CheckGroup group() const override { return Sync::CheckGroup::Engine; }
    QString name() const override { return u"Hangs"_s; }
    std::chrono::milliseconds timeout() const override { return 300ms; }
    QCoro::Task<CheckResult> run(const CheckContext *, std::stop_token stop) override
    {
        QTimer never;
        co_await Sync::SignalWait(&never, &QTimer::timeout, stop);
        co_return Sync::checkOk(u"not to be seen"_s);
    }
};

class QuickCheck final : public Check
{
public:
    QString id() const override { return u"test.quick"_s; }
    Sync::CheckGroup group() const override { return Sync::CheckGroup::Engine; }
    QString name() const override { return u"Quick"_s; }
    QCoro::Task<CheckResult> run(const CheckContext *, std::stop_token) override { co_return Sync::checkOk(u"fine"_s); }
};

CheckContext with(Sync::Clock &clock)
{
    CheckContext context;
    context.clock = &clock;
    return context;
}

/// Of the machine's clock and nothing else.
CheckContext plain()
{
    static Sync::SystemClock clock;
    return with(clock);
}

std::vector<std::unique_ptr<Check>> hangingAndQuick()
{
    std::vector<std::unique_ptr<Check>> checks;
    checks.push_back(std::make_unique<HangingCheck>());
    checks.push_back(std::make_unique<HangingCheck>());
    checks.push_back(std::make_unique<QuickCheck>());
    return checks;
}
} // namespace

class TestCheckRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneThatHangsStopsNobody();
    void aStopEndsTheRun();
    void runsOnlyWhatIsAskedFor();
    void shopChecksTellWhatTheyFind_data();
    void shopChecksTellWhatTheyFind();
    void withoutAShopTheyAreNotUsed();
    void whatKeepsTheDatabaseAwayIsTheReason();
    void findsLoggedErrorsWithoutTheirSecrets();
    void looksForBackups();
};

void TestCheckRunner::oneThatHangsStopsNobody()
{
    TestSupport::ManualClock clock;
    Sync::CheckRunner runner(with(clock), hangingAndQuick());
    QStringList order;
    auto running = runner.run({}, [&](const CheckResult &result) { order += result.id; }, {});
    QTRY_COMPARE(order, QStringList{u"test.quick"_s});
    clock.advance(299ms);
    QCoreApplication::processEvents();
    QCOMPARE(order.size(), 1);
    clock.advance(1ms); // for both at once: they run side by side, not one after another
    const auto results = runTask(std::move(running));
    QVERIFY(results && results->isOk());
    QCOMPARE(order.size(), 3);
    QCOMPARE((*results)->at(0).status, CheckStatus::CouldNotCheck);
    QCOMPARE((*results)->at(0).duration, 300ms);
    QCOMPARE((*results)->at(2).status, CheckStatus::Ok);
    QCOMPARE((*results)->at(2).name, u"Quick"_s);
}

void TestCheckRunner::aStopEndsTheRun()
{
    TestSupport::ManualClock clock; // stands still: nothing ends by its time
    Sync::CheckRunner runner(with(clock), hangingAndQuick());
    std::stop_source stop;
    QTimer::singleShot(50, this, [&] { stop.request_stop(); });
    const auto results = runTask(runner.run({}, {}, stop.get_token()));
    QVERIFY(results && !results->isOk());
    QCOMPARE(results->failure().kind, Sync::FailureKind::Stopped);
}

void TestCheckRunner::runsOnlyWhatIsAskedFor()
{
    Sync::CheckRunner runner(plain(), hangingAndQuick());
    QCOMPARE(runTask(runner.run({u"test.quick"_s}, {}, {})).value().value().size(), 1);
    QCOMPARE(runTask(runner.run({u"test"_s}, {}, {})).value().value().size(), 3);
    const auto unknown = runTask(runner.run({u"tes"_s}, {}, {}));
    QVERIFY(unknown && !unknown->isOk());
    QCOMPARE(unknown->failure().kind, Sync::FailureKind::NotFound);
}

void TestCheckRunner::shopChecksTellWhatTheyFind_data()
{
    const QByteArray good
        = R"({"data":{"shop":{"name":"Example","myshopifyDomain":"example.myshopify.com"},"currentAppInstallation":)"
          R"({"accessScopes":[{"handle":"write_products"}]}}})";
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<CheckStatus>("status");
    QTest::addColumn<QString>("part");
    QTest::newRow("reachable") << u"shopify.reachable"_s
                               << RawHttpServer::answer(200, good, {"X-Shopify-API-Version: 2026-10"})
                               << CheckStatus::Ok << u"Example"_s;
    QTest::newRow("token refused") << u"shopify.reachable"_s << RawHttpServer::answer(401, "{}") << CheckStatus::Failed
                                   << u"no longer accepts"_s;
    QTest::newRow("frozen") << u"shopify.reachable"_s << RawHttpServer::answer(402, "{}") << CheckStatus::Failed
                            << u"frozen"_s;
    QTest::newRow("other version") << u"shopify.reachable"_s
                                   << RawHttpServer::answer(200, good, {"X-Shopify-API-Version: 2025-10"})
                                   << CheckStatus::Failed << u"2025-10"_s;
    QTest::newRow("scopes: writing implies reading")
        << u"shopify.scopes"_s << RawHttpServer::answer(200, good) << CheckStatus::Failed
        << u"Missing permissions: read_locations."_s;
    QTest::newRow("clock") << u"shopify.clock"_s
                           << RawHttpServer::answer(200, good, {"Date: Mon, 02 Nov 2020 09:10:11 GMT"})
                           << CheckStatus::Attention << u"ahead"_s;
    QTest::newRow("no clock") << u"shopify.clock"_s << RawHttpServer::answer(200, good) << CheckStatus::NotUsed
                              << u"not told"_s;
    QTest::newRow("limits") << u"shopify.limits"_s
                            << RawHttpServer::answer(200, "{}", {"X-Shopify-Shop-Api-Call-Limit: 1/40"})
                            << CheckStatus::Ok << u"plenty"_s;
    QTest::newRow("limits used up") << u"shopify.limits"_s
                                    << RawHttpServer::answer(200, "{}", {"X-Shopify-Shop-Api-Call-Limit: 39/40"})
                                    << CheckStatus::Attention << u"used up"_s;
}

void TestCheckRunner::shopChecksTellWhatTheyFind()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, answer);
    QFETCH(CheckStatus, status);
    QFETCH(QString, part);
    RawHttpServer server([&](QTcpSocket &socket, const RawRequest &) { socket.write(answer); });
    Sync::SystemClock clock;
    Sync::SystemRandom random;
    Sync::ShopSettings settings;
    settings.url = server.url();
    settings.apiVersion = u"2026-10"_s;
    Sync::HttpShop shop(
        settings, {.accessToken = Sync::Secret(u"shpat_1"_s), .clientId = {}, .clientSecret = {}}, clock, random);
    CheckContext context;
    context.shop = &shop;
    context.clock = &clock;
    context.scopes = QStringList{u"read_products"_s, u"write_products"_s, u"read_locations"_s};
    Sync::CheckRunner runner(context, Sync::allChecks());
    const auto results = runTask(runner.run({id}, {}, {}));
    QVERIFY(results && results->isOk());
    const CheckResult result = (*results)->constFirst();
    QCOMPARE(result.status, status);
    QVERIFY2(result.summary.contains(part), qPrintable(result.summary));
}

void TestCheckRunner::withoutAShopTheyAreNotUsed()
{
    Sync::CheckRunner runner(plain(), Sync::allChecks());
    const auto results = runTask(runner.run({u"shopify"_s}, {}, {}));
    QVERIFY(results && results->isOk());
    QCOMPARE((*results)->size(), 4);
    for (const CheckResult &result : **results)
        QCOMPARE(result.status, CheckStatus::NotUsed);
}

void TestCheckRunner::whatKeepsTheDatabaseAwayIsTheReason()
{
    CheckContext context = plain();
    context.databaseFailure
        = Sync::Failure{Sync::FailureKind::DatabaseForeign, u"Another version made it."_s, {}, u"Install that."_s};
    Sync::CheckRunner runner(context, Sync::allChecks());
    const auto results = runTask(runner.run({u"database.reachable"_s, u"database.migrations"_s, u"data"_s}, {}, {}));
    QVERIFY(results && results->isOk());
    for (const CheckResult &result : **results) {
        const bool isTold = result.id == "database.reachable"_L1;
        QCOMPARE(result.status, isTold ? CheckStatus::Failed : CheckStatus::CouldNotCheck);
        QCOMPARE(result.summary, u"Another version made it."_s);
    }
}

void TestCheckRunner::findsLoggedErrorsWithoutTheirSecrets()
{
    Sync::SystemClock clock;
    const qint64 now = clock.now().toMSecsSinceEpoch();
    CheckContext context;
    context.clock = &clock;
    context.recentLog = [now] {
        return QList<Sync::LogEntry>{{now - 2 * 60 * 60 * 1000, 3, u"shop"_s, u"old"_s}, {now, 1, u"shop"_s, u"fine"_s},
            {now, 3, u"shop"_s, u"bad token shpat_0123456789"_s}};
    };
    Sync::CheckRunner runner(context, Sync::allChecks());
    const auto results = runTask(runner.run({u"computer.log"_s}, {}, {}));
    QVERIFY(results && results->isOk());
    const CheckResult result = (*results)->constFirst();
    QCOMPARE(result.status, CheckStatus::Attention);
    QCOMPARE(result.evidence, QStringList{u"shop: bad token [token]"_s});
}

void TestCheckRunner::looksForBackups()
{
    QTemporaryDir folder;
    Sync::SystemClock clock;
    CheckContext context;
    context.clock = &clock;
    context.backupFolder = folder.path();
    Sync::CheckRunner runner(context, Sync::allChecks());
    QCOMPARE(runTask(runner.run({u"database.backup"_s}, {}, {})).value().value().constFirst().status,
        CheckStatus::Attention);
    QFile backup(folder.filePath(u"syncdesk-shop-20260101-100000.dump"_s));
    QVERIFY(backup.open(QIODevice::WriteOnly));
    QCOMPARE(runTask(runner.run({u"database.backup"_s}, {}, {})).value().value().constFirst().status, CheckStatus::Ok);
    QVERIFY(backup.setFileTime(clock.now().addDays(-30), QFileDevice::FileModificationTime));
    QCOMPARE(runTask(runner.run({u"database.backup"_s}, {}, {})).value().value().constFirst().status,
        CheckStatus::Attention);
}

QTEST_GUILESS_MAIN(TestCheckRunner)
#include "tst_checkrunner.moc"
