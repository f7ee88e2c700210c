#include "sync/graphql/bulkdownload.h"
#include "sync/graphql/bulkmutationline.h"
#include "sync/graphql/bulkoperations.h"
#include "sync/graphql/costestimate.h"
#include "sync/graphql/graphqldocument.h"
#include "sync/graphql/shopclient.h"
#include "sync/graphql/stagedupload.h"
#include "sync/graphql/usererrors.h"
#include "tests/support/demoshop.h"
#include "tests/support/runtask.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Sync::CostEstimate;
using Sync::FailureKind;
using Sync::Result;
using Sync::Secret;
using Sync::ShopReply;
using TestSupport::DemoShop;
using TestSupport::runTask;

namespace {
struct Desk
{
    explicit Desk(const DemoShop &shop, const QString &accessToken, const QString &apiVersion = u"2026-10"_s)
        : address(Sync::ShopAddress::parse(shop.url()).value())
        , token(Secret(accessToken))
        , client({.address = address, .apiVersion = apiVersion}, http, token, clock, random)
    { }

    Result<ShopReply> ask(const Sync::ShopRequest &request)
    {
        return runTask(client.execute(request, {}), 60'000)
            .value_or(Result<ShopReply>(Sync::Failure{.what = u"waited in vain"_s}));
    }

    Sync::ShopAddress address;
    Sync::SystemClock clock;
    Sync::SystemRandom random;
    Sync::HttpClient http{clock};
    Sync::StaticToken token;
    Sync::ShopClient client;
};

QString why(const auto &result)
{
    return result.isOk() ? QString() : result.failure().text() + u" | "_s + result.failure().detail;
}
} // namespace

/// The client against a shop that behaves like Shopify's, over HTTP.
class TestDemoShop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void greets();
    void aReadOnlyTokenNamesWhatIsMissing();
    void aWrongTokenIsRefused();
    void anAppsIdAndSecretGiveAToken();
    void pullsInBulk();
    void writesAndReadsBack();
    void anAbsurdValueIsRefusedPerItem();
    void changesInBulk();
    void costsAreEstimatedWell();
    void usesTheBucketWithoutBeingThrottled();

private:
    DemoShop m_shop{{.products = 300, .restoreRate = 1000}};
};

void TestDemoShop::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
}

void TestDemoShop::greets()
{
    Desk desk(m_shop, m_shop.token());
    const auto reply = desk.ask({.document = u"shop_greeting"_s, .cost = 20});
    QVERIFY2(reply.isOk(), qPrintable(why(reply)));
    QCOMPARE(reply->data[u"productsCount"_s][u"count"_s].toInt(), 300);
    QVERIFY(!reply->data[u"locations"_s][u"nodes"_s].toArray().isEmpty());
    QCOMPARE(desk.client.lastContact().apiVersion, u"2026-10"_s);
    QVERIFY(desk.client.throttle().maximum > 0);
}

void TestDemoShop::aReadOnlyTokenNamesWhatIsMissing()
{
    Desk desk(m_shop, m_shop.readOnlyToken());
    const auto reply = desk.ask({.document = u"product_delete"_s,
        .variables = {{u"input"_s, QJsonObject{{u"id"_s, u"gid://shopify/Product/1"_s}}}},
        .isMutation = true});
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::ShopForbidden);
    QVERIFY2(reply.failure().what.contains(u"write_products"_s), qPrintable(why(reply)));
    QVERIFY(!reply.failure().mayHaveHappened);
}

void TestDemoShop::aWrongTokenIsRefused()
{
    Desk desk(m_shop, u"shpat_wrong"_s);
    const auto reply = desk.ask({.document = u"shop_access"_s});
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::ShopUnauthorised);
}

void TestDemoShop::anAppsIdAndSecretGiveAToken()
{
    Desk desk(m_shop, {});
    Sync::ClientCredentialsToken tokens(
        desk.http, desk.clock, desk.address.tokenUrl(), m_shop.clientId(), Secret(m_shop.clientSecret()));
    Sync::ShopClient client(
        {.address = desk.address, .apiVersion = u"2026-10"_s}, desk.http, tokens, desk.clock, desk.random);
    const auto reply = runTask(client.execute({.document = u"shop_access"_s}, {}));
    QVERIFY(reply);
    QVERIFY2(reply->isOk(), qPrintable(why(*reply)));
}

void TestDemoShop::pullsInBulk()
{
    Desk desk(m_shop, m_shop.token());
    Sync::BulkOperations operations(desk.client, desk.clock);
    const auto ended = runTask(operations.runQuery(Sync::bulkProductsQuery().value(), {}, {}), 60'000);
    QVERIFY(ended);
    QVERIFY2(ended->isOk(), qPrintable(why(*ended)));
    QVERIFY((*ended)->url.isValid());
    qint64 lines = 0;
    const auto report = Sync::BulkDownload(desk.clock)
                            .run({(*ended)->url, (*ended)->fileSize},
                                [&](QByteArrayView piece) {
                                    lines += std::count(piece.begin(), piece.end(), '\n');
                                    return true;
                                },
                                {});
    QVERIFY2(report.isOk(), qPrintable(why(report)));
    QCOMPARE(lines, (*ended)->objectCount);
    QCOMPARE((*ended)->rootObjectCount, 300);
    const auto filtered
        = runTask(operations.runQuery(Sync::bulkProductsQuery(u"vendor:'No such vendor'"_s).value(), {}, {}), 60'000);
    QVERIFY(filtered && filtered->isOk());
    QVERIFY(!(*filtered)->url.isValid());
}

void TestDemoShop::writesAndReadsBack()
{
    Desk desk(m_shop, m_shop.token());
    const auto page
        = desk.ask({.document = u"products_page"_s, .variables = {{u"first"_s, 1}, {u"variants"_s, 1}}, .cost = 20});
    QVERIFY2(page.isOk(), qPrintable(why(page)));
    const QString id = page->data[u"products"_s][u"nodes"_s][0][u"id"_s].toString();
    const auto written = desk.ask({.document = u"product_update"_s,
        .variables = {{u"product"_s, QJsonObject{{u"id"_s, id}, {u"title"_s, u"Renamed"_s}}}},
        .isMutation = true,
        .cost = CostEstimate::productUpdate()});
    QVERIFY2(written.isOk(), qPrintable(why(written)));
    QVERIFY(Sync::UserErrors::read(written->data, u"productUpdate"_s).value().isEmpty());
    const auto read = desk.ask({.document = u"product_fields_by_ids"_s,
        .variables = {{u"ids"_s, QJsonArray{id, u"gid://shopify/Product/1"_s}}},
        .cost = 6});
    QVERIFY2(read.isOk(), qPrintable(why(read)));
    QCOMPARE(read->data[u"nodes"_s][0][u"title"_s].toString(), u"Renamed"_s);
    QVERIFY(read->data[u"nodes"_s][1].isNull());
}

void TestDemoShop::anAbsurdValueIsRefusedPerItem()
{
    Desk desk(m_shop, m_shop.token());
    const auto page
        = desk.ask({.document = u"products_page"_s, .variables = {{u"first"_s, 1}, {u"variants"_s, 1}}, .cost = 20});
    QVERIFY(page.isOk());
    const QJsonValue product = page->data[u"products"_s][u"nodes"_s][0];
    const QJsonObject variant{{u"id"_s, product[u"variants"_s][u"nodes"_s][0][u"id"_s]}, {u"price"_s, u"-5.00"_s}};
    const auto written = desk.ask({.document = u"variants_update"_s,
        .variables = {{u"productId"_s, product[u"id"_s]}, {u"variants"_s, QJsonArray{variant}}},
        .isMutation = true,
        .cost = CostEstimate::variantsUpdate(1)});
    QVERIFY2(written.isOk(), qPrintable(why(written)));
    const auto errors = Sync::UserErrors::read(written->data, u"productVariantsBulkUpdate"_s);
    QVERIFY(errors.isOk());
    QVERIFY(!errors->isEmpty());
    QCOMPARE(errors->errors.constFirst().item(), std::optional(0));
}

void TestDemoShop::changesInBulk()
{
    Desk desk(m_shop, m_shop.token());
    const auto page
        = desk.ask({.document = u"products_page"_s, .variables = {{u"first"_s, 20}, {u"variants"_s, 1}}, .cost = 300});
    QVERIFY2(page.isOk(), qPrintable(why(page)));
    QByteArray lines;
    const QJsonArray products = page->data[u"products"_s][u"nodes"_s].toArray();
    for (const QJsonValue &product : products) {
        const QJsonObject change{{u"id"_s, product[u"id"_s]}, {u"vendor"_s, u"Bulk"_s}};
        lines += QJsonDocument(QJsonObject{{u"product"_s, change}}).toJson(QJsonDocument::Compact) + '\n';
    }
    const auto path
        = runTask(Sync::StagedUpload(desk.client, desk.http, desk.random).upload(lines, u"changes.jsonl"_s, {}));
    QVERIFY(path);
    QVERIFY2(path->isOk(), qPrintable(why(*path)));
    Sync::BulkOperations operations(desk.client, desk.clock);
    const auto started
        = runTask(operations.startMutation(Sync::graphqlDocument(u"product_update"_s).value(), **path, {}));
    QVERIFY(started);
    QVERIFY2(started->isOk(), qPrintable(why(*started)));
    const auto ended = runTask(operations.wait(**started, {}, {}), 60'000);
    QVERIFY(ended);
    QVERIFY2(ended->isOk(), qPrintable(why(*ended)));
    QByteArray result;
    QVERIFY(Sync::BulkDownload(desk.clock)
                .run({.url = (*ended)->url},
                    [&](QByteArrayView piece) {
                        result.append(piece);
                        return true;
                    },
                    {})
                .isOk());
    QSet<qint64> seen;
    for (const QByteArray &line : result.trimmed().split('\n')) {
        const auto outcome = Sync::BulkMutationLine::read(line);
        QVERIFY2(outcome.isOk(), line.constData());
        QVERIFY(outcome->error.isEmpty());
        QVERIFY(Sync::UserErrors::read(outcome->data, u"productUpdate"_s).value().isEmpty());
        seen += outcome->line;
    }
    QCOMPARE(seen.size(), 20);
}

void TestDemoShop::costsAreEstimatedWell()
{
    Desk desk(m_shop, m_shop.token());
    const auto greeting = desk.ask({.document = u"shop_greeting"_s, .cost = 20});
    QVERIFY(greeting.isOk());
    const QJsonValue location = greeting->data[u"locations"_s][u"nodes"_s][0][u"id"_s];
    const auto page
        = desk.ask({.document = u"products_page"_s, .variables = {{u"first"_s, 100}, {u"variants"_s, 1}}, .cost = 400});
    QVERIFY2(page.isOk(), qPrintable(why(page)));
    for (int variants : {1, 10, 50, 250}) {
        QJsonArray ids;
        const int count = CostEstimate::productsPerRead(variants);
        for (const QJsonValue &product : page->data[u"products"_s][u"nodes"_s].toArray())
            if (ids.size() < count)
                ids += product[u"id"_s];
        const double estimate = CostEstimate::productsRead(int(ids.size()), variants);
        const auto read = desk.ask({.document = u"products_by_ids"_s,
            .variables = {{u"ids"_s, ids}, {u"location"_s, location}, {u"variants"_s, variants}},
            .cost = estimate});
        QVERIFY2(read.isOk(), qPrintable(why(read)));
        QVERIFY(read->actualCost <= estimate);
    }
}

void TestDemoShop::usesTheBucketWithoutBeingThrottled()
{
    DemoShop shop({.products = 100, .restoreRate = 100, .latencyMilliseconds = 100});
    QVERIFY2(shop.start(), qPrintable(shop.error()));
    Desk desk(shop, shop.token());
    const auto page
        = desk.ask({.document = u"products_page"_s, .variables = {{u"first"_s, 100}, {u"variants"_s, 1}}, .cost = 400});
    QVERIFY2(page.isOk(), qPrintable(why(page)));
    const QJsonArray products = page->data[u"products"_s][u"nodes"_s].toArray();
    QElapsedTimer timer;
    timer.start();
    const double before = desk.client.throttle().available;
    std::vector<QCoro::Task<Result<ShopReply>>> tasks;
    constexpr int Writes = 300;
    for (int i = 0; i < Writes; ++i) {
        const QJsonObject change{
            {u"id"_s, products.at(i % products.size())[u"id"_s]}, {u"vendor"_s, QString::number(i)}};
        Sync::ShopRequest request{.document = u"product_update"_s,
            .variables = {{u"product"_s, change}},
            .isMutation = true,
            .cost = CostEstimate::productUpdate()};
        tasks.push_back(desk.client.execute(std::move(request), {}));
    }
    for (auto &task : tasks) {
        const auto reply = runTask(std::move(task), 120'000);
        QVERIFY(reply && reply->isOk());
    }
    const double seconds = double(timer.elapsed()) / 1000;
    const double possible = before + 100 * seconds;
    qInfo("%d writes in %.1f s: %.1f %% of what the bucket gives; %s", Writes, seconds,
        100 * (Writes * 10 + desk.client.throttle().available) / possible,
        QJsonDocument(shop.stats()).toJson(QJsonDocument::Compact).constData());
    QCOMPARE(shop.stats().value(u"throttled"_s).toInt(), 0);
    QVERIFY(Writes * 10 >= 0.95 * (possible - desk.client.throttle().available));
}

QTEST_GUILESS_MAIN(TestDemoShop)
#include "tst_demoshop.moc"
