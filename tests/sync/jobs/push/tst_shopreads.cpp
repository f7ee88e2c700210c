#include "sync/jobs/push/shopreads.h"

#include "sync/api/catalogue.h"
#include "sync/graphql/costestimate.h"
#include "sync/graphql/graphqldocument.h"
#include "sync/graphql/shopclient.h"
#include "sync/jobs/push/shopanswers.h"
#include "tests/support/demoshop.h"
#include "tests/support/runtask.h"
#include "tests/support/scriptedshop.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoShop;
using TestSupport::runTask;
using TestSupport::ScriptedShop;

namespace {

/// The shop client, remembering what was asked of it.
class RecordingShop final : public ShopPort
{
public:
    explicit RecordingShop(ShopPort &shop)
        : m_shop(shop)
    { }

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
    {
        requests += request;
        return m_shop.execute(std::move(request), std::move(stop));
    }
    ThrottleState throttle() const override { return m_shop.throttle(); }

    QList<ShopRequest> requests;

private:
    ShopPort &m_shop;
};

} // namespace

/// Reads around writes, against the demo shop over HTTP.
class TestShopReads final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reservesWhatShopifyAsksFor_data();
    void reservesWhatShopifyAsksFor();
    void variantsWhosePagesComeRoundAreNotAll_data();
    void variantsWhosePagesComeRoundAreNotAll();
    void aProductDeletedBetweenTwoPagesIsGone_data();
    void aProductDeletedBetweenTwoPagesIsGone();

private:
    QList<ShopifyId> products(int count);
    /// What Shopify says a request costs before it is carried out.
    double asked(const ShopRequest &request);

    DemoShop m_demo{{.products = 60, .restoreRate = 2000}};
    SystemClock m_clock;
    SystemRandom m_random;
    HttpClient m_http{m_clock};
    std::unique_ptr<StaticToken> m_token;
    std::unique_ptr<ShopClient> m_client;
};

void TestShopReads::initTestCase()
{
    QVERIFY2(m_demo.start(), qPrintable(m_demo.error()));
    m_token = std::make_unique<StaticToken>(Secret(m_demo.token()));
    m_client = std::make_unique<ShopClient>(
        ShopClientSettings{.address = {.url = QUrl(m_demo.url())}, .apiVersion = u"2026-10"_s}, m_http, *m_token,
        m_clock, m_random);
}

QList<ShopifyId> TestShopReads::products(int count)
{
    const auto nodes
        = m_demo.graphql(u"query($first: Int!) { products(first: $first) { nodes { id } } }"_s, {{u"first"_s, count}})
              .value(u"data")
              .toObject()
              .value(u"products")
              .toObject()
              .value(u"nodes")
              .toArray();
    QList<ShopifyId> ids;
    for (const QJsonValue &node : nodes)
        ids += shopNumber(node.toObject().value(u"id").toString());
    return ids;
}

double TestShopReads::asked(const ShopRequest &request)
{
    const auto document = graphqlDocument(request.document);
    const QJsonObject answer = m_demo.graphql(*document, request.variables);
    return answer.value(u"extensions").toObject().value(u"cost").toObject().value(u"requestedQueryCost").toDouble();
}

void TestShopReads::reservesWhatShopifyAsksFor_data()
{
    QTest::addColumn<QString>("document");
    for (const QString &document : {u"push_check"_s, u"products_by_ids"_s, u"product_by_handle"_s,
             u"product_variants_page"_s, u"locations"_s, u"metafields_by_ids"_s})
        QTest::newRow(qPrintable(document)) << document;
}

void TestShopReads::reservesWhatShopifyAsksFor()
{
    QFETCH(QString, document);
    const QList<ShopifyId> ids = products(25);
    QCOMPARE(ids.size(), 25);
    RecordingShop shop(*m_client);
    ShopReads reads(shop);
    QList<FieldsWanted> wanted;
    for (int i = 0; i < 300; ++i) {
        // Ids of nothing cost as much as others.
        wanted += FieldsWanted{.product = {i + 1},
            .productFields = true,
            .productNames = {Field::seoTitle.toString()},
            .variants = {{i + 1, {Field::cost.toString()}}}};
        wanted += FieldsWanted{.product = {i + 1000},
            .productFields = true,
            .productNames = {Field::title.toString(), u"metafield:custom.key%1:boolean"_s.arg(i % 30)},
            .variants = {{i + 1000, {Field::price.toString()}}}};
    }
    QVERIFY(runTask(reads.fields(wanted, {}), 30'000).value());
    const auto whole = runTask(reads.whole(ids, {}), 30'000).value();
    QVERIFY(whole);
    QVERIFY(
        runTask(reads.byHandle(whole->first().content.fields.value(Field::handle.toString()).value_or(QString()), {}))
            .value());
    QVERIFY(runTask(reads.withFacets(whole->first().content, {})).value());
    ProductContent cut{.id = ids.first()};
    cut.variants.resize(250);
    QVERIFY(runTask(reads.completed(cut, {})).value());

    int seen = 0;
    for (const ShopRequest &request : shop.requests) {
        if (request.document != document)
            continue;
        ++seen;
        const double points = asked(request);
        QVERIFY2(points > 0, qPrintable(document));
        QVERIFY2(request.cost >= points, qPrintable(u"%1 reserved, %2 asked for"_s.arg(request.cost).arg(points)));
        QVERIFY2(request.cost <= CostEstimate::MostPerRequest, qPrintable(u"%1 points"_s.arg(request.cost)));
    }
    QVERIFY(seen > 0);
}

void TestShopReads::variantsWhosePagesComeRoundAreNotAll_data()
{
    QTest::addColumn<QStringList>("cursors");
    QTest::newRow("the same again") << QStringList{u"a"_s};
    QTest::newRow("one from before") << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("none") << QStringList{QString()};
}

/// Taken for all, the variants that did not come would count as removed.
void TestShopReads::variantsWhosePagesComeRoundAreNotAll()
{
    QFETCH(const QStringList, cursors);
    qsizetype pages = 0;
    ScriptedShop shop([&](const ShopRequest &request) -> Result<ShopReply> {
        if (request.document == "locations"_L1)
            return ShopReply{
                .data = {{u"locations"_s,
                    QJsonObject{{u"nodes"_s, QJsonArray{QJsonObject{{u"id"_s, u"gid://shopify/Location/1"_s}}}}}}},
                .requestId = {}};
        const QJsonObject variant{{u"id"_s, shopGid(u"ProductVariant", ShopifyId{100 + pages})}};
        const QJsonObject info{{u"hasNextPage"_s, true}, {u"endCursor"_s, cursors.at(pages++ % cursors.size())}};
        const QJsonObject variants{{u"nodes"_s, QJsonArray{variant}}, {u"pageInfo"_s, info}};
        const QJsonObject product{{u"id"_s, shopGid(u"Product", ShopifyId{7})}, {u"variants"_s, variants}};
        return ShopReply{.data = {{u"product"_s, product}}, .requestId = {}};
    });
    ShopReads reads(shop);
    ProductContent cut{.id = ShopifyId{7}};
    cut.variants.resize(250);
    const auto whole = runTask(reads.completed(cut, {}));
    QVERIFY(whole);
    QVERIFY(!*whole);
    QCOMPARE(whole->failure().kind, FailureKind::ShopAnswer);
    QVERIFY(!whole->failure().remedy.isEmpty());
    QCOMPARE(pages, cursors.constFirst().isEmpty() ? 1 : cursors.size() + 1);
}

void TestShopReads::aProductDeletedBetweenTwoPagesIsGone_data()
{
    QTest::addColumn<int>("pagesBefore");
    QTest::newRow("before the pages of variants") << 0;
    QTest::newRow("after one of them") << 1;
}

/// Taken for one with fewer variants, or none, it would count as edited, and what is planned on it would be wrong.
void TestShopReads::aProductDeletedBetweenTwoPagesIsGone()
{
    QFETCH(const int, pagesBefore);
    const ShopifyId id{7};
    const auto product = [id](int variants) {
        QJsonArray nodes;
        for (int i = 0; i < variants; ++i)
            nodes += QJsonObject{{u"id"_s, shopGid(u"ProductVariant", ShopifyId{100 + i})}};
        const QJsonObject info{{u"hasNextPage"_s, true}, {u"endCursor"_s, u"a"_s}};
        return QJsonObject{{u"id"_s, shopGid(u"Product", id)},
            {u"variants"_s, QJsonObject{{u"nodes"_s, nodes}, {u"pageInfo"_s, info}}}};
    };
    int pages = 0;
    ScriptedShop shop([&](const ShopRequest &request) -> Result<ShopReply> {
        if (request.document == "locations"_L1)
            return ShopReply{
                .data = {{u"locations"_s,
                    QJsonObject{{u"nodes"_s, QJsonArray{QJsonObject{{u"id"_s, u"gid://shopify/Location/1"_s}}}}}}},
                .requestId = {}};
        if (request.document == "products_by_ids"_L1)
            return ShopReply{.data = {{u"nodes"_s, QJsonArray{product(250)}}}, .requestId = {}};
        if (request.document == "product_by_handle"_L1)
            return ShopReply{.data = {{u"productByIdentifier"_s, product(250)}}, .requestId = {}};
        if (request.document != "product_variants_page"_L1)
            return Failure{FailureKind::Internal, request.document};
        const QJsonValue left = pages++ < pagesBefore ? QJsonValue(product(250)) : QJsonValue();
        return ShopReply{.data = {{u"product"_s, left}}, .requestId = {}};
    });
    ShopReads reads(shop);
    const QList<ShopifyId> ids{id};
    const auto whole = runTask(reads.whole(ids, {}));
    QVERIFY(whole && *whole);
    QVERIFY((*whole)->value(id.value).gone);
    QVERIFY((*whole)->value(id.value).content.variants.isEmpty());
    QCOMPARE(pages, pagesBefore + 1);

    pages = 0;
    const auto led = runTask(reads.byHandle(u"pen"_s, {}));
    QVERIFY(led && *led);
    QVERIFY((*led)->gone);
    QCOMPARE(pages, pagesBefore + 1);
}

QTEST_GUILESS_MAIN(TestShopReads)
#include "tst_shopreads.moc"
