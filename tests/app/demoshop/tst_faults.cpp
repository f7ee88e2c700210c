#include "tests/support/demoshop.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

/// Faults, and edits by someone else.
class TestFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void answersAsAsked_data();
    void answersAsAsked();
    void dropsBeforeOrAfterTheEffect_data();
    void dropsBeforeOrAfterTheEffect();
    void carriesOutLate();
    void meetsOnlyTheNthMatch();
    void isRandomButRepeatable();
    void revokesTheTokenForGood();
    void refusesRulesItDoesNotUnderstand();
    void editsAsSomeoneElse();
    void searchesLagBehindWrites();
    void readsAnswerWithWhatWasThere();
    void aStaleReadMayBeTheOnlyOne();

private:
    QJsonObject setTitle(const QString &title);
    QString title();
    QString readTitle();
    QByteArray raw(const QString &query);
    TestSupport::DemoShop m_shop{{.products = 30}};
    const QString m_product = u"gid://shopify/Product/8000000000064"_s;
};

void TestFaults::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
}

void TestFaults::init()
{
    m_shop.reset();
}

QJsonObject TestFaults::setTitle(const QString &title)
{
    return m_shop.graphql(
        u"mutation($p: ProductUpdateInput!) { productUpdate(product: $p) { product { title } userErrors { message } } }"_s,
        {{u"p"_s, QJsonObject{{u"id"_s, m_product}, {u"title"_s, title}}}});
}

QString TestFaults::title()
{
    return m_shop.snapshot({m_product})[u"products"][m_product][u"title"].toString();
}

QString TestFaults::readTitle()
{
    return m_shop.graphql(u"{ product(id: \"%1\") { title } }"_s.arg(m_product))[u"data"][u"product"][u"title"]
        .toString();
}

QByteArray TestFaults::raw(const QString &query)
{
    const QUrl url(m_shop.url());
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.waitForConnected();
    const QByteArray body = QJsonDocument(QJsonObject{{u"query"_s, query}}).toJson();
    socket.write("POST /admin/api/2026-10/graphql.json HTTP/1.1\r\nConnection: close\r\nX-Shopify-Access-Token: "
        + m_shop.token().toUtf8() + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QByteArray answer;
    while (socket.waitForReadyRead(10'000)) {
        answer += socket.readAll();
    }
    return answer + socket.readAll();
}

void TestFaults::answersAsAsked_data()
{
    QTest::addColumn<QJsonObject>("rule");
    QTest::addColumn<QByteArray>("expected");
    for (const int status : {401, 402, 403, 404, 423, 429, 430, 500, 502, 503, 504}) {
        QTest::addRow("status %d", status) << QJsonObject{{u"action"_s, u"status"_s}, {u"status"_s, status}}
                                           << "HTTP/1.1 " + QByteArray::number(status);
    }
    QTest::newRow("retry after") << QJsonObject{{u"action"_s, u"status"_s}, {u"status"_s, 429}, {u"retry_after"_s, 2}}
                                 << QByteArray("Retry-After: 2.0");
    QTest::newRow("throttled") << QJsonObject{{u"action"_s, u"throttled"_s}} << QByteArray("\"THROTTLED\"");
    QTest::newRow("internal error") << QJsonObject{{u"action"_s, u"internalError"_s}}
                                    << QByteArray("INTERNAL_SERVER_ERROR");
    QTest::newRow("html") << QJsonObject{{u"action"_s, u"html"_s}} << QByteArray("<!DOCTYPE html>");
    QTest::newRow("empty") << QJsonObject{{u"action"_s, u"empty"_s}} << QByteArray("Content-Length: 0");
    QTest::newRow("version") << QJsonObject{{u"action"_s, u"version"_s}}
                             << QByteArray("X-Shopify-API-Version: 2025-10");
    QTest::newRow("truncated") << QJsonObject{{u"action"_s, u"truncate"_s}, {u"bytes"_s, 9}}
                               << QByteArray("\r\n\r\n{\"data\":{");
}

void TestFaults::answersAsAsked()
{
    QFETCH(QJsonObject, rule);
    QFETCH(QByteArray, expected);
    rule.insert(u"match"_s, u"shop"_s);
    rule.insert(u"count"_s, 1);
    QVERIFY(m_shop.faults({rule}).contains(u"rules"_s));
    const QByteArray answer = raw(u"{ shop { id name } }"_s);
    QVERIFY2(answer.contains(expected), answer.constData());
    if (rule[u"action"].toString() == u"truncate"_s) {
        QVERIFY(answer.endsWith(expected));
    }
    QVERIFY(raw(u"{ shop { id } }"_s).contains("gid://shopify/Shop/"));
}

void TestFaults::dropsBeforeOrAfterTheEffect_data()
{
    QTest::addColumn<QJsonObject>("rule");
    QTest::addColumn<bool>("takesEffect");
    QTest::newRow("dropped before") << QJsonObject{{u"action"_s, u"dropBefore"_s}} << false;
    QTest::newRow("dropped after") << QJsonObject{{u"action"_s, u"dropAfter"_s}} << true;
    QTest::newRow("502 instead") << QJsonObject{{u"action"_s, u"status"_s}, {u"status"_s, 502}} << false;
    QTest::newRow("502 after") << QJsonObject{{u"action"_s, u"status"_s}, {u"status"_s, 502}, {u"when"_s, u"after"_s}}
                               << true;
    QTest::newRow("throttled") << QJsonObject{{u"action"_s, u"throttled"_s}} << false;
    QTest::newRow("internal error after") << QJsonObject{{u"action"_s, u"internalError"_s}} << true;
}

void TestFaults::dropsBeforeOrAfterTheEffect()
{
    QFETCH(QJsonObject, rule);
    QFETCH(bool, takesEffect);
    rule.insert(u"match"_s, u"productUpdate"_s);
    m_shop.faults({rule});
    const QJsonObject answer = setTitle(u"Changed"_s);
    QVERIFY(!answer.contains(u"data"_s));
    QCOMPARE(title() == u"Changed"_s, takesEffect);
    QCOMPARE(m_shop.log().size(), takesEffect ? 1 : 0);
}

void TestFaults::carriesOutLate()
{
    m_shop.faults({QJsonObject{{u"match"_s, u"productUpdate"_s}, {u"action"_s, u"late"_s}, {u"ms"_s, 200}}});
    QVERIFY(setTitle(u"Late"_s).isEmpty());
    QVERIFY(title() != u"Late"_s);
    QTRY_COMPARE(title(), u"Late"_s);
}

void TestFaults::meetsOnlyTheNthMatch()
{
    m_shop.faults(
        {QJsonObject{{u"match"_s, u"graphql"_s}, {u"action"_s, u"status"_s}, {u"status"_s, 503}, {u"nth"_s, 3}}});
    QList<bool> good;
    for (int i = 0; i < 5; ++i) {
        good.append(raw(u"{ shop { id } }"_s).startsWith("HTTP/1.1 200"));
    }
    QCOMPARE(good, (QList<bool>{true, true, false, true, true}));
    const QJsonValue rule = m_shop.read(u"faults"_s)[u"rules"][0];
    QCOMPARE(rule[u"seen"].toInt(), 5);
    QCOMPARE(rule[u"applied"].toInt(), 1);
}

void TestFaults::isRandomButRepeatable()
{
    const auto run = [this] {
        m_shop.faults({QJsonObject{{u"match"_s, u"graphql"_s}, {u"action"_s, u"status"_s}, {u"status"_s, 500},
            {u"probability"_s, 0.5}, {u"seed"_s, 42}}});
        QByteArray outcome;
        for (int i = 0; i < 24; ++i) {
            outcome += raw(u"{ shop { id } }"_s).startsWith("HTTP/1.1 200") ? '1' : '0';
        }
        return outcome;
    };
    const QByteArray first = run();
    QCOMPARE(run(), first);
    QVERIFY(first.contains('0') && first.contains('1'));
}

void TestFaults::revokesTheTokenForGood()
{
    m_shop.faults({QJsonObject{{u"match"_s, u"graphql"_s}, {u"action"_s, u"revokeToken"_s}, {u"nth"_s, 2}}});
    QVERIFY(raw(u"{ shop { id } }"_s).startsWith("HTTP/1.1 200"));
    QVERIFY(raw(u"{ shop { id } }"_s).startsWith("HTTP/1.1 401"));
    m_shop.faults({});
    QVERIFY(raw(u"{ shop { id } }"_s).startsWith("HTTP/1.1 401"));
}

void TestFaults::refusesRulesItDoesNotUnderstand()
{
    for (const QJsonObject &bad :
        {QJsonObject{{u"match"_s, u"shop"_s}, {u"action"_s, u"explode"_s}}, QJsonObject{{u"action"_s, u"html"_s}}}) {
        QVERIFY(m_shop.control(u"faults"_s, {{u"rules"_s, QJsonArray{bad}}}).contains(u"error"_s));
    }
}

void TestFaults::editsAsSomeoneElse()
{
    const QJsonValue before = m_shop.snapshot({m_product})[u"products"][m_product];
    const QString variant = before[u"variantOrder"][0].toString();
    QVERIFY(m_shop
                .edit({{u"product"_s, m_product}, {u"fields"_s, QJsonObject{{u"title"_s, u"Elsewhere"_s}}},
                    {u"variants"_s,
                        QJsonArray{QJsonObject{{u"id"_s, variant}, {u"price"_s, u"3.5"_s},
                            {u"stock"_s, QJsonObject{{u"gid://shopify/Location/70000000001"_s, 77}}}}}}})
                .contains(u"product"_s));
    const QJsonValue after = m_shop.snapshot()[u"products"][m_product];
    QCOMPARE(after[u"title"].toString(), u"Elsewhere"_s);
    QCOMPARE(after[u"variants"][variant][u"price"].toString(), u"3.50"_s);
    QCOMPARE(after[u"variants"][variant][u"stock"][u"gid://shopify/Location/70000000001"][u"available"].toInt(), 77);
    const QJsonValue effect = m_shop.log()[0];
    QCOMPARE(effect[u"mutation"].toString(), u"demo/edit"_s);
    QCOMPARE(effect[u"changes"][u"title"][1].toString(), u"Elsewhere"_s);
    QVERIFY(m_shop.edit({{u"product"_s, u"gid://shopify/Product/1"_s}}).contains(u"error"_s));
    m_shop.control(u"archive"_s, {{u"product"_s, m_product}});
    QCOMPARE(m_shop.snapshot({m_product})[u"products"][m_product][u"status"].toString(), u"ARCHIVED"_s);
    m_shop.control(u"delete"_s, {{u"product"_s, m_product}});
    QVERIFY(m_shop.snapshot({m_product})[u"products"][m_product].isNull());
    QCOMPARE(m_shop.snapshot()[u"deleted"].toArray(), (QJsonArray{m_product}));
    m_shop.control(u"ghost"_s, {{u"every_ms"_s, 5}});
    QTRY_VERIFY(m_shop.log().size() > 6);
}

void TestFaults::searchesLagBehindWrites()
{
    m_shop.control(u"settings"_s, {{u"search_lag_ms"_s, 700}});
    setTitle(u"Zebra"_s);
    const auto count = [this] {
        return m_shop
            .graphql(u"{ productsCount(query: \"title:Zebra\") { count } }"_s)[u"data"][u"productsCount"][u"count"]
            .toInt();
    };
    QCOMPARE(count(), 0);
    QCOMPARE(
        m_shop.graphql(u"{ product(id: \"%1\") { title } }"_s.arg(m_product))[u"data"][u"product"][u"title"].toString(),
        u"Zebra"_s);
    QTRY_COMPARE(count(), 1);
}

void TestFaults::readsAnswerWithWhatWasThere()
{
    m_shop.faults({QJsonObject{{u"match"_s, u"query"_s}, {u"action"_s, u"stale"_s}, {u"behind"_s, 700}}});
    const QString before = readTitle();
    const QJsonObject answer = setTitle(u"Zebra"_s);
    QCOMPARE(answer[u"data"][u"productUpdate"][u"product"][u"title"].toString(), u"Zebra"_s);
    QCOMPARE(readTitle(), before);
    QCOMPARE(title(), u"Zebra"_s); // done all the same
    setTitle(u"Okapi"_s);
    QCOMPARE(readTitle(), before);
    QTRY_COMPARE(readTitle(), u"Okapi"_s);

    const QJsonObject made = m_shop.graphql(
        u"mutation { productCreate(product: {title: \"New\", handle: \"brand-new\"}) { product { id } } }"_s);
    const QString id = made[u"data"][u"productCreate"][u"product"][u"id"].toString();
    const auto isFound = [this] {
        return m_shop
            .graphql(u"{ productByIdentifier(identifier: {handle: \"brand-new\"}) { id } }"_s)[u"data"]
                                                                                              [u"productByIdentifier"]
            .isObject();
    };
    QVERIFY(!id.isEmpty());
    QVERIFY(!isFound());
    QTRY_VERIFY(isFound());
}

void TestFaults::aStaleReadMayBeTheOnlyOne()
{
    m_shop.faults(
        {QJsonObject{{u"match"_s, u"query"_s}, {u"action"_s, u"stale"_s}, {u"behind"_s, 60'000}, {u"count"_s, 1}}});
    const QString before = readTitle(); // nothing has been written: as it is
    m_shop.faults(
        {QJsonObject{{u"match"_s, u"query"_s}, {u"action"_s, u"stale"_s}, {u"behind"_s, 60'000}, {u"count"_s, 1}}});
    setTitle(u"Zebra"_s);
    QCOMPARE(readTitle(), before);
    QCOMPARE(readTitle(), u"Zebra"_s);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
