#include "tests/support/demoshop.h"

#include <QJsonDocument>
#include <QSet>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

/// Reading the shop over HTTP: pages, nodes, cost, throttling, tokens, versions.
class TestReading final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void pagesThroughEverything_data();
    void pagesThroughEverything();
    void pagesBackwards();
    void refusesBadPages_data();
    void refusesBadPages();
    void findsNodesAndNulls();
    void executesDirectivesAliasesAndFragments();
    void chargesAndThrottles();
    void refusesWhatIsTooDear();
    void knowsTokensAndScopes();
    void answersUnsupportedVersionsByTheOldest();
    void reportsUnknownSearchFields();
    void answersPipelinedRequestsInOrder();
    void grantsTokensForCredentials();

private:
    QByteArray raw(const QByteArray &request);
    QByteArray post(const QString &query, const QByteArray &token, const QByteArray &version = "2026-10");
    TestSupport::DemoShop m_shop{{.products = 120, .restoreRate = 1000}};
};

void TestReading::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
}

void TestReading::init()
{
    m_shop.reset();
}

QByteArray TestReading::raw(const QByteArray &request)
{
    const QUrl url(m_shop.url());
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.waitForConnected();
    socket.write(request);
    QByteArray answer;
    while (socket.waitForReadyRead(10'000)) {
        answer += socket.readAll();
    }
    return answer + socket.readAll();
}

QByteArray TestReading::post(const QString &query, const QByteArray &token, const QByteArray &version)
{
    const QByteArray body = QJsonDocument(QJsonObject{{u"query"_s, query}}).toJson();
    return raw("POST /admin/api/" + version + "/graphql.json HTTP/1.1\r\nConnection: close\r\nX-Shopify-Access-Token: "
        + token + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

void TestReading::pagesThroughEverything_data()
{
    QTest::addColumn<QString>("order");
    for (const QString &key : {u"ID"_s, u"UPDATED_AT"_s, u"TITLE"_s, u"VENDOR"_s, u"INVENTORY_TOTAL"_s}) {
        QTest::newRow(qPrintable(key)) << u"sortKey: "_s + key;
        QTest::newRow(qPrintable(QString(key + u" reversed"_s))) << u"reverse: true, sortKey: "_s + key;
    }
}

void TestReading::pagesThroughEverything()
{
    QFETCH(QString, order);
    QSet<QString> seen;
    QString after = u"null"_s;
    bool hasNext = true;
    while (hasNext) {
        const QJsonObject page
            = m_shop
                  .graphql(
                      u"{ products(first: 50, after: %1, %2) { nodes { id } pageInfo { hasNextPage endCursor } } }"_s
                          .arg(after, order))[u"data"][u"products"]
                  .toObject();
        QVERIFY(!page.isEmpty());
        for (const QJsonValue &node : page[u"nodes"].toArray()) {
            QVERIFY(!seen.contains(node[u"id"].toString()));
            seen.insert(node[u"id"].toString());
        }
        hasNext = page[u"pageInfo"][u"hasNextPage"].toBool();
        after = u'"' + page[u"pageInfo"][u"endCursor"].toString() + u'"';
    }
    QCOMPARE(seen.size(), 120);
}

void TestReading::pagesBackwards()
{
    const QJsonValue last
        = m_shop.graphql(u"{ products(last: 3) { edges { cursor node { id } } pageInfo { hasPreviousPage "
                         "hasNextPage startCursor } } }"_s)[u"data"][u"products"];
    QCOMPARE(last[u"edges"].toArray().size(), 3);
    QVERIFY(last[u"pageInfo"][u"hasPreviousPage"].toBool());
    QVERIFY(!last[u"pageInfo"][u"hasNextPage"].toBool());
    const QJsonValue before
        = m_shop.graphql(u"{ products(last: 2, before: \"%1\") { nodes { id } pageInfo { hasNextPage } } }"_s.arg(
            last[u"pageInfo"][u"startCursor"].toString()))[u"data"][u"products"];
    QCOMPARE(before[u"nodes"].toArray().size(), 2);
    QVERIFY(before[u"pageInfo"][u"hasNextPage"].toBool());
    QVERIFY(before[u"nodes"][1][u"id"].toString() < last[u"edges"][0][u"node"][u"id"].toString());
}

void TestReading::refusesBadPages_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("none") << QString();
    QTest::newRow("both") << u"(first: 1, last: 1)"_s;
    QTest::newRow("too many") << u"(first: 251)"_s;
    QTest::newRow("negative") << u"(first: -1)"_s;
    QTest::newRow("bad cursor") << u"(first: 1, after: \"nonsense\")"_s;
}

void TestReading::refusesBadPages()
{
    QFETCH(QString, arguments);
    const QJsonObject answer = m_shop.graphql(u"{ products%1 { nodes { id } } }"_s.arg(arguments));
    QCOMPARE(answer[u"errors"][0][u"extensions"][u"code"].toString(), u"BAD_REQUEST"_s);
    QVERIFY(answer[u"data"].isNull());
}

void TestReading::findsNodesAndNulls()
{
    const QJsonObject first = m_shop.graphql(
        u"{ products(first: 1) { nodes { id variants(first: 1) { nodes { id inventoryItem { id } } } } } }"_s);
    const QJsonValue product = first[u"data"][u"products"][u"nodes"][0];
    const QJsonValue variant = product[u"variants"][u"nodes"][0];
    const QString ids
        = QStringList{product[u"id"].toString(), variant[u"id"].toString(), variant[u"inventoryItem"][u"id"].toString(),
            u"gid://shopify/Location/70000000001"_s, u"gid://shopify/Product/1"_s, u"nonsense"_s}
              .join(u"\",\""_s);
    const QJsonArray nodes
        = m_shop.graphql(u"{ nodes(ids: [\"%1\"]) { __typename id } }"_s.arg(ids))[u"data"][u"nodes"].toArray();
    QStringList types;
    for (const QJsonValue &node : nodes) {
        types.append(node[u"__typename"].toString());
    }
    QCOMPARE(types, (QStringList{u"Product"_s, u"ProductVariant"_s, u"InventoryItem"_s, u"Location"_s, {}, {}}));
    QVERIFY(nodes[4].isNull());
}

void TestReading::executesDirectivesAliasesAndFragments()
{
    const QJsonObject answer = m_shop.graphql(
        u"query($no: Boolean!) { s: shop { ...S name @skip(if: $no) a: id @include(if: $no) id @include(if: false) } } "
        "fragment S on Shop { currencyCode }"_s,
        {{u"no"_s, true}});
    QCOMPARE(answer[u"data"][u"s"].toObject().keys(), (QStringList{u"a"_s, u"currencyCode"_s}));
}

void TestReading::chargesAndThrottles()
{
    m_shop.control(u"settings"_s, {{u"restore_rate"_s, 2}}); // a bucket of 40
    const QString query = u"{ products(first: 250) { nodes { id } } }"_s;
    const QJsonObject first = m_shop.graphql(query);
    const QJsonValue cost = first[u"extensions"][u"cost"];
    QCOMPARE(cost[u"requestedQueryCost"].toInt(), 12); // as recorded from Shopify for a page of 250
    QVERIFY(cost[u"actualQueryCost"].toInt() <= 12);
    QCOMPARE(cost[u"throttleStatus"][u"maximumAvailable"].toDouble(), 40.0);
    QCOMPARE(m_shop
                 .graphql(u"{ product(id: 1) { variants(first: 250) { nodes { inventoryItem { id } } } } }"_s)
                     [u"extensions"][u"cost"][u"requestedQueryCost"]
                 .toInt(),
        25);
    QJsonObject answer;
    for (int i = 0; i < 10 && !answer.contains(u"errors"_s); ++i) {
        answer = m_shop.graphql(query);
    }
    QCOMPARE(answer[u"errors"][0][u"extensions"][u"code"].toString(), u"THROTTLED"_s);
    QVERIFY(!answer.contains(u"data"_s));
    QVERIFY(answer[u"extensions"][u"cost"][u"actualQueryCost"].isNull());
    QCOMPARE(m_shop.stats()[u"throttled"].toInt(), 1);
    // What was promised to come back does come back.
    QTRY_VERIFY_WITH_TIMEOUT(m_shop.stats()[u"pointsAvailable"].toDouble() >= 12, 10'000);
    QVERIFY(!m_shop.graphql(query).contains(u"errors"_s));
}

void TestReading::refusesWhatIsTooDear()
{
    const QJsonObject answer
        = m_shop.graphql(u"{ products(first: 250) { nodes { variants(first: 250) { nodes { "
                         "inventoryItem { inventoryLevels(first: 250) { nodes { id } } } } } } } }"_s);
    QCOMPARE(answer[u"errors"][0][u"extensions"][u"code"].toString(), u"MAX_COST_EXCEEDED"_s);
}

void TestReading::knowsTokensAndScopes()
{
    QVERIFY(post(u"{ shop { id } }"_s, "wrong").startsWith("HTTP/1.1 401"));
    QVERIFY(post(u"{ shop { id } }"_s, "").startsWith("HTTP/1.1 401"));
    const QByteArray read = post(u"{ products(first: 1) { nodes { id } } }"_s, m_shop.readOnlyToken().toUtf8());
    QVERIFY(read.startsWith("HTTP/1.1 200") && read.contains("gid://shopify/Product/"));
    const QByteArray write = post(
        u"mutation { productDelete(input: {id: \"gid://shopify/Product/8000000000064\"}) { deletedProductId } }"_s,
        m_shop.readOnlyToken().toUtf8());
    QVERIFY(write.contains("ACCESS_DENIED"));
    QVERIFY(m_shop.log().isEmpty());
    m_shop.control(u"settings"_s, {{u"withheld_scopes"_s, QJsonArray{u"read_publications"_s}}});
    const QByteArray channels = post(u"{ products(first: 1) { nodes { resourcePublicationsV2(first: 1, onlyPublished: "
                                     "false) { nodes { isPublished } } } } }"_s,
        m_shop.token().toUtf8());
    QVERIFY(channels.contains("ACCESS_DENIED") && channels.contains("read_publications"));
    QVERIFY(!m_shop.graphql(u"{ products(first: 1) { nodes { id } } }"_s).contains(u"errors"_s));
}

void TestReading::answersUnsupportedVersionsByTheOldest()
{
    const QByteArray token = m_shop.token().toUtf8();
    QVERIFY(post(u"{ shop { id } }"_s, token).contains("X-Shopify-API-Version: 2026-10"));
    QVERIFY(post(u"{ shop { id } }"_s, token, "2019-04").contains("X-Shopify-API-Version: 2025-10"));
    QVERIFY(post(u"{ shop { id } }"_s, token, "latest").startsWith("HTTP/1.1 404"));
    QVERIFY(post(u"{ shop { id } }"_s, token).contains("X-Request-Id: "));
}

void TestReading::reportsUnknownSearchFields()
{
    const QJsonObject answer = m_shop.graphql(u"{ products(first: 1, query: \"colour:red\") { nodes { id } } }"_s);
    QCOMPARE(answer[u"extensions"][u"search"][0][u"warnings"][0][u"field"].toString(), u"colour"_s);
    QCOMPARE(answer[u"data"][u"products"][u"nodes"].toArray().size(), 1);
}

void TestReading::answersPipelinedRequestsInOrder()
{
    const QByteArray answer
        = raw("GET /demo/stats HTTP/1.1\r\n\r\nGET /nowhere HTTP/1.1\r\n\r\nHEAD /demo/log HTTP/1.1\r\n\r\n"
              "GET /demo/log HTTP/1.1\r\nConnection: close\r\n\r\n");
    QCOMPARE(answer.count("HTTP/1.1 "), 4);
    QVERIFY(answer.indexOf("uptimeMs") < answer.indexOf("HTTP/1.1 404"));
    QCOMPARE(answer.count("\"effects\""), 1);
}

void TestReading::grantsTokensForCredentials()
{
    const auto ask = [this](const QByteArray &secret) {
        const QByteArray body
            = "grant_type=client_credentials&client_id=" + m_shop.clientId().toUtf8() + "&client_secret=" + secret;
        return raw("POST /admin/oauth/access_token HTTP/1.1\r\nConnection: close\r\nContent-Type: "
                   "application/x-www-form-urlencoded"
                   "\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    };
    QVERIFY(ask("wrong").startsWith("HTTP/1.1 400"));
    const QByteArray answer = ask(m_shop.clientSecret().toUtf8());
    const QJsonObject json = QJsonDocument::fromJson(answer.sliced(answer.indexOf('{'))).object();
    QVERIFY(json[u"expires_in"].toInt() > 86'000);
    QVERIFY(post(u"{ shop { id } }"_s, json[u"access_token"].toString().toUtf8()).startsWith("HTTP/1.1 200"));
}

QTEST_GUILESS_MAIN(TestReading)
#include "tst_reading.moc"
