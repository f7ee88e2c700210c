#include "sync/graphql/bulkoperations.h"

#include "sync/graphql/bulkmutationline.h"
#include "sync/graphql/graphqldocument.h"
#include "tests/support/manualclock.h"
#include "tests/support/runtask.h"
#include "tests/support/scriptedshop.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Sync::BulkMutationLine;
using Sync::BulkOperation;
using Sync::BulkOperations;
using Sync::BulkStatus;
using Sync::FailureKind;
using Sync::Result;
using Sync::ShopReply;
using Sync::ShopRequest;
using TestSupport::ManualClock;
using TestSupport::runTask;
using TestSupport::ScriptedShop;

namespace {
const QString TheId = u"gid://shopify/BulkOperation/1"_s;

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

ShopReply started(const QString &mutation)
{
    return {.data = {{mutation,
                QJsonObject{{u"bulkOperation"_s, QJsonObject{{u"id"_s, TheId}, {u"status"_s, u"CREATED"_s}}},
                    {u"userErrors"_s, QJsonArray()}}}},
        .requestId = {}};
}

ShopReply refused(const QString &mutation, const QString &code)
{
    const QJsonObject error{{u"field"_s, QJsonValue()}, {u"message"_s, u"No."_s}, {u"code"_s, code}};
    return {.data = {{mutation, QJsonObject{{u"bulkOperation"_s, QJsonValue()}, {u"userErrors"_s, QJsonArray{error}}}}},
        .requestId = {}};
}

ShopReply seen(const QJsonObject &operation)
{
    return {.data = {{u"bulkOperation"_s, operation}}, .requestId = {}};
}

/// Starts, runs for two looks, then ends as given.
ScriptedShop::Answerer endingAs(const QJsonObject &end)
{
    auto looks = std::make_shared<int>(0);
    return [end, looks](const ShopRequest &request) -> Result<ShopReply> {
        if (request.document == "bulk_start"_L1)
            return started(u"bulkOperationRunQuery"_s);
        if (request.document == "bulk_mutation_start"_L1)
            return started(u"bulkOperationRunMutation"_s);
        if (request.document == "bulk_cancel"_L1)
            return ShopReply{};
        if (++*looks <= 2)
            return seen(
                {{u"id"_s, TheId}, {u"status"_s, u"RUNNING"_s}, {u"objectCount"_s, QString::number(*looks * 100)}});
        return seen(end);
    };
}

QCoro::Task<Result<Sync::Done>> answering(Result<Sync::Done> answer)
{
    co_return answer;
}
} // namespace

class TestBulkOperations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsAQueryToItsEnd();
    void anEmptyResultHasNoAddress();
    void tellsEveryOtherEnd_data();
    void tellsEveryOtherEnd();
    void oneThatNeverGetsOnIsGivenUp_data();
    void oneThatNeverGetsOnIsGivenUp();
    void oneThatGetsOnSlowlyIsWaitedFor();
    void isBusyWhileAnotherRuns_data();
    void isBusyWhileAnotherRuns();
    void startsAQueryAgainWhenTheAnswerWasLost();
    void neverStartsAMutationTwice();
    void aStopCancelsItInShopify();
    void aPauseHoldsBetweenTwoLooks();
    void whatFailsBetweenTwoLooksCancelsItInShopify();
    void readsMutationLines();
    void putsAFilterIntoTheBulkQuery();
    void asksForTheSameOfEveryShopButStockByLocation();
};

void TestBulkOperations::runsAQueryToItsEnd()
{
    ManualClock clock;
    ScriptedShop shop(endingAs(object(R"({"id":"gid://shopify/BulkOperation/1","status":"COMPLETED","objectCount":"300",
        "rootObjectCount":"100","fileSize":"12345","url":"https://files.example/r.jsonl?sig=1","partialDataUrl":null})")));
    QList<qint64> counts;
    const auto ended = runTask(BulkOperations(shop, clock)
                                   .runQuery(u"{ products { edges { node { id } } } }"_s,
                                       [&](const BulkOperation &operation) { counts += operation.objectCount; }, {}));
    QVERIFY(ended && ended->isOk());
    QCOMPARE((*ended)->status, BulkStatus::Completed);
    QCOMPARE((*ended)->fileSize, 12345);
    QCOMPARE((*ended)->url, QUrl(u"https://files.example/r.jsonl?sig=1"_s));
    QCOMPARE(counts, (QList<qint64>{100, 200, 300}));
    QVERIFY(clock.slept() >= 400ms);
}

void TestBulkOperations::anEmptyResultHasNoAddress()
{
    ManualClock clock;
    ScriptedShop shop(endingAs(
        object(R"({"id":"gid://shopify/BulkOperation/1","status":"COMPLETED","objectCount":"0","url":null})")));
    const auto ended = runTask(BulkOperations(shop, clock).runQuery(u"{ }"_s, {}, {}));
    QVERIFY(ended && ended->isOk());
    QVERIFY(!(*ended)->url.isValid());
    QCOMPARE((*ended)->fileSize, -1);
}

void TestBulkOperations::tellsEveryOtherEnd_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<FailureKind>("kind");
    QTest::newRow("failed") << QByteArray(
        R"({"id":"x","status":"FAILED","errorCode":"INTERNAL_SERVER_ERROR","partialDataUrl":"https://f/p"})")
                            << FailureKind::ShopUnreachable;
    QTest::newRow("timed out") << QByteArray(R"({"id":"x","status":"FAILED","errorCode":"TIMEOUT"})")
                               << FailureKind::ShopUnreachable;
    QTest::newRow("not allowed") << QByteArray(R"({"id":"x","status":"FAILED","errorCode":"ACCESS_DENIED"})")
                                 << FailureKind::ShopForbidden;
    QTest::newRow("cancelled by somebody") << QByteArray(R"({"id":"x","status":"CANCELED"})") << FailureKind::Refused;
    QTest::newRow("expired") << QByteArray(R"({"id":"x","status":"EXPIRED"})") << FailureKind::ShopAnswer;
    QTest::newRow("unknown status") << QByteArray(R"({"id":"x","status":"RESTING"})") << FailureKind::NotFound;
    QTest::newRow("gone") << QByteArray("{}") << FailureKind::NotFound;
}

void TestBulkOperations::tellsEveryOtherEnd()
{
    QFETCH(QByteArray, end);
    QFETCH(FailureKind, kind);
    ManualClock clock;
    ScriptedShop shop(endingAs(object(end.constData())));
    BulkOperations operations(shop, clock);
    const auto query = runTask(operations.runQuery(u"{ }"_s, {}, {}));
    QVERIFY(query && !query->isOk());
    QCOMPARE(query->failure().kind, kind);
    QVERIFY(!query->failure().what.isEmpty());
}

void TestBulkOperations::oneThatNeverGetsOnIsGivenUp_data()
{
    QTest::addColumn<QString>("status");
    QTest::newRow("never has its turn") << u"CREATED"_s;
    QTest::newRow("stands still") << u"RUNNING"_s;
    QTest::newRow("is never cancelled") << u"CANCELING"_s;
}

void TestBulkOperations::oneThatNeverGetsOnIsGivenUp()
{
    QFETCH(QString, status);
    ManualClock clock;
    int cancels = 0;
    ScriptedShop shop([&](const ShopRequest &request) -> Result<ShopReply> {
        cancels += request.document == "bulk_cancel"_L1;
        return seen({{u"id"_s, TheId}, {u"status"_s, status}, {u"objectCount"_s, u"100"_s}});
    });
    const auto ended = runTask(BulkOperations(shop, clock).wait(TheId, {}, {}));
    QVERIFY(ended && !ended->isOk());
    QCOMPARE(ended->failure().kind, FailureKind::ShopUnreachable);
    QVERIFY(!ended->failure().remedy.isEmpty());
    QCOMPARE(cancels, 1);
    QVERIFY(clock.slept() >= 2h && clock.slept() < 3h);
}

void TestBulkOperations::oneThatGetsOnSlowlyIsWaitedFor()
{
    ManualClock clock;
    int looks = 0;
    // Another object every ten minutes, for five hours.
    ScriptedShop shop([&](const ShopRequest &) -> Result<ShopReply> {
        ++looks;
        const bool isDone = looks > 3600;
        return seen({{u"id"_s, TheId}, {u"status"_s, isDone ? u"COMPLETED"_s : u"RUNNING"_s},
            {u"objectCount"_s, QString::number(looks / 120)}});
    });
    const auto ended = runTask(BulkOperations(shop, clock).wait(TheId, {}, {}));
    QVERIFY(ended && ended->isOk());
    QVERIFY(clock.slept() > 4h);
}

void TestBulkOperations::isBusyWhileAnotherRuns_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<FailureKind>("kind");
    QTest::newRow("one is running") << u"OPERATION_IN_PROGRESS"_s << FailureKind::Busy;
    QTest::newRow("as many as allowed are running") << u"LIMIT_REACHED"_s << FailureKind::Busy;
    QTest::newRow("the query is bad") << u"INVALID"_s << FailureKind::ShopRefused;
}

void TestBulkOperations::isBusyWhileAnotherRuns()
{
    QFETCH(QString, code);
    QFETCH(FailureKind, kind);
    ManualClock clock;
    ScriptedShop shop([&](const ShopRequest &) { return refused(u"bulkOperationRunQuery"_s, code); });
    const auto ended = runTask(BulkOperations(shop, clock).runQuery(u"{ }"_s, {}, {}));
    QVERIFY(ended && !ended->isOk());
    QCOMPARE(ended->failure().kind, kind);
    QCOMPARE(shop.requests().size(), 1);
}

void TestBulkOperations::startsAQueryAgainWhenTheAnswerWasLost()
{
    ManualClock clock;
    int starts = 0;
    const auto rest = endingAs(object(R"({"id":"x","status":"COMPLETED","objectCount":"1","url":"https://f/r"})"));
    ScriptedShop shop([&](const ShopRequest &request) -> Result<ShopReply> {
        if (request.document == "bulk_start"_L1 && ++starts == 1)
            return Sync::Failure{.kind = FailureKind::ShopUnreachable, .what = u"Lost."_s, .mayHaveHappened = true};
        return rest(request);
    });
    const auto ended = runTask(BulkOperations(shop, clock).runQuery(u"{ }"_s, {}, {}));
    QVERIFY(ended && ended->isOk());
    QCOMPARE(starts, 2);
}

void TestBulkOperations::neverStartsAMutationTwice()
{
    ManualClock clock;
    ScriptedShop shop([](const ShopRequest &) -> Result<ShopReply> {
        return Sync::Failure{.kind = FailureKind::ShopUnreachable, .what = u"Lost."_s, .mayHaveHappened = true};
    });
    const auto started = runTask(BulkOperations(shop, clock).startMutation(u"mutation"_s, u"path"_s, {}));
    QVERIFY(started && !started->isOk());
    QVERIFY(started->failure().mayHaveHappened);
    QCOMPARE(shop.requests().size(), 1);
}

void TestBulkOperations::aStopCancelsItInShopify()
{
    ManualClock clock;
    std::stop_source stop;
    ScriptedShop shop(endingAs(object(R"({"id":"x","status":"RUNNING"})")));
    const auto ended
        = runTask(BulkOperations(shop, clock)
                      .runQuery(
                          u"{ }"_s, [&](const BulkOperation &) { stop.request_stop(); }, stop.get_token()));
    QVERIFY(ended && !ended->isOk());
    QCOMPARE(ended->failure().kind, FailureKind::Stopped);
    QCOMPARE(shop.requests().constLast().document, u"bulk_cancel"_s);
}

void TestBulkOperations::aPauseHoldsBetweenTwoLooks()
{
    ManualClock clock;
    ScriptedShop shop(endingAs(object(R"({"id":"x","status":"COMPLETED","objectCount":"0"})")));
    QList<qsizetype> requestsWhenAsked;
    std::chrono::milliseconds longest{};
    std::chrono::milliseconds before{};
    BulkOperations operations(shop, clock, [&](const std::stop_token &) {
        requestsWhenAsked += shop.requests().size();
        longest = std::max(longest, clock.slept() - before);
        before = clock.slept();
        return answering(Sync::Done{});
    });
    QVERIFY(runTask(operations.runQuery(u"{ }"_s, {}, {}))->isOk());
    QCOMPARE(requestsWhenAsked, QList<qsizetype>({2, 3})); // after the first and the second look
    QVERIFY(longest <= 1s);
}

void TestBulkOperations::whatFailsBetweenTwoLooksCancelsItInShopify()
{
    ManualClock clock;
    ScriptedShop shop(endingAs(object(R"({"id":"x","status":"RUNNING"})")));
    const Sync::Failure gone{FailureKind::DatabaseUnreachable, u"Gone."_s};
    BulkOperations operations(shop, clock, [gone](const std::stop_token &) { return answering(gone); });
    const auto ended = runTask(operations.runQuery(u"{ }"_s, {}, {}));
    QVERIFY(ended && !ended->isOk());
    QCOMPARE(ended->failure().kind, FailureKind::DatabaseUnreachable);
    QCOMPARE(shop.requests().constLast().document, u"bulk_cancel"_s);
}

void TestBulkOperations::readsMutationLines()
{
    const auto done = BulkMutationLine::read(
        R"({"data":{"productUpdate":{"product":{"id":"x"},"userErrors":[]}},"__lineNumber":7})");
    QVERIFY(done.isOk());
    QCOMPARE(done->line, 7);
    QVERIFY(done->data.contains(u"productUpdate"_s));
    QVERIFY(done->error.isEmpty());
    const auto failed = BulkMutationLine::read(R"({"errors":[{"message":"Internal error"}],"__lineNumber":0})");
    QVERIFY(failed.isOk());
    QCOMPARE(failed->error, u"Internal error"_s);
    for (const char *bad : {"", "{", "[]", R"({"data":{}})", R"({"__lineNumber":-1})", "<html>"}) {
        const auto line = BulkMutationLine::read(bad);
        QVERIFY2(!line.isOk(), bad);
        QCOMPARE(line.failure().kind, FailureKind::DataCorrupt);
    }
}

void TestBulkOperations::putsAFilterIntoTheBulkQuery()
{
    const auto whole = Sync::bulkProductsQuery();
    QVERIFY(whole.isOk());
    QVERIFY(whole->contains(u"products {"_s));
    QVERIFY(!whole->contains(u'#'));
    const auto filtered = Sync::bulkProductsQuery(u"vendor:\"A\\B\" updated_at:>='2026-11-01'\n"_s);
    QVERIFY(filtered.isOk());
    QVERIFY2(filtered->contains(uR"(products(query: "vendor:\"A\\B\" updated_at:>='2026-11-01'\u000a") {)"_s),
        qPrintable(*filtered));
    QVERIFY(!Sync::graphqlDocument(u"no_such"_s).isOk());
}

/// Each document stands by itself, so that it can be checked against Shopify's schema; so they may not drift apart.
void TestBulkOperations::asksForTheSameOfEveryShopButStockByLocation()
{
    const auto plain = Sync::bulkProductsQuery();
    const auto byLocation = Sync::bulkProductsQuery({}, Sync::StockRead::ByLocation);
    QVERIFY(plain.isOk());
    QVERIFY(byLocation.isOk());
    QString without = byLocation->simplified();
    without.replace(u"query BulkProductsByLocation {"_s, u"query BulkProducts {"_s);
    const QString levels = u"inventoryLevels { edges { node { id location { id } quantities(names: [\"available\"]) "
                           "{ name quantity } } } } "_s;
    QVERIFY2(without.contains(levels), qPrintable(without));
    QCOMPARE(without.remove(levels), plain->simplified());
}

QTEST_GUILESS_MAIN(TestBulkOperations)
#include "tst_bulkoperations.moc"
