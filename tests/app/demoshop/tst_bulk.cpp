#include "tests/support/demoshop.h"

#include <QJsonDocument>
#include <QSet>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

/// Bulk operations, their files, staged uploads, and what goes wrong with them on request.
class TestBulk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void writesEveryObjectOnce_data();
    void writesEveryObjectOnce();
    void answersRangesAndHeads();
    void keepsTheFileAsTheShopWas();
    void refusesTokensAndWrongSignatures();
    void hasNoFileForNothing();
    void refusesBadQueries_data();
    void refusesBadQueries();
    void getsIntoTrouble_data();
    void getsIntoTrouble();
    void forgetsFaultsNobodyMet_data();
    void forgetsFaultsNobodyMet();
    void cancels();
    void spoilsFiles_data();
    void spoilsFiles();
    void runsMutationsOverAFile();
    void refusesBadUploads();

private:
    QByteArray raw(const QByteArray &request);
    QByteArray get(const QString &url, const QByteArray &more = {}, const QByteArray &method = "GET");
    static QByteArray bodyOf(const QByteArray &answer) { return answer.sliced(answer.indexOf("\r\n\r\n") + 4); }
    QString start(const QString &query, bool grouped = false);
    QJsonObject operation(const QString &id);
    QJsonObject finished(const QString &id);
    QJsonObject upload(const QByteArray &content, QByteArray *answer);

    int m_polls = 0;
    TestSupport::DemoShop m_shop{{.products = 1500}};
    const QString m_query
        = u"{ products { edges { node { id title descriptionHtml variants { edges { node { id sku inventoryItem { id "
          "inventoryLevels { edges { node { quantities(names: [\"available\"]) { quantity } location { id } } } } } } } } } } } }"_s;
};

void TestBulk::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
}

void TestBulk::init()
{
    m_shop.reset();
}

QByteArray TestBulk::raw(const QByteArray &request)
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

QByteArray TestBulk::get(const QString &url, const QByteArray &more, const QByteArray &method)
{
    const QByteArray path = QUrl(url).toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    return raw(method + ' ' + path + " HTTP/1.1\r\nConnection: close\r\n" + more + "\r\n");
}

QString TestBulk::start(const QString &query, bool grouped)
{
    return m_shop
        .graphql(
            u"mutation($q: String!, $g: Boolean!) { bulkOperationRunQuery(query: $q, groupObjects: $g) { bulkOperation { id } userErrors { code } } }"_s,
            {{u"q"_s, query}, {u"g"_s, grouped}})[u"data"][u"bulkOperationRunQuery"][u"bulkOperation"][u"id"]
        .toString();
}

QJsonObject TestBulk::operation(const QString &id)
{
    return m_shop
        .graphql(
            u"{ bulkOperation(id: \"%1\") { status errorCode objectCount rootObjectCount fileSize url partialDataUrl } }"_s
                .arg(id))[u"data"][u"bulkOperation"]
        .toObject();
}

QJsonObject TestBulk::finished(const QString &id)
{
    QJsonObject state;
    for (int i = 0; i < 2000; ++i) {
        state = operation(id);
        ++m_polls;
        const QString status = state[u"status"].toString();
        if (status != u"CREATED"_s && status != u"RUNNING"_s && status != u"CANCELING"_s) {
            return state;
        }
    }
    return state;
}

void TestBulk::writesEveryObjectOnce_data()
{
    QTest::addColumn<bool>("grouped");
    QTest::newRow("grouped") << true;
    QTest::newRow("ungrouped") << false;
}

void TestBulk::writesEveryObjectOnce()
{
    QFETCH(bool, grouped);
    const QJsonObject done = finished(start(m_query, grouped));
    QCOMPARE(done[u"status"].toString(), u"COMPLETED"_s);
    const QByteArray file = bodyOf(get(done[u"url"].toString()));
    QCOMPARE(QString::number(file.size()), done[u"fileSize"].toString());
    QSet<QString> products;
    QSet<QString> variants;
    int levels = 0;
    QString kinds;
    for (const QByteArray &line : file.split('\n')) {
        if (line.isEmpty()) {
            continue;
        }
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QVERIFY2(!object.isEmpty(), line.constData());
        const QString id = object[u"id"].toString();
        const QString parent = object[u"__parentId"].toString();
        if (id.contains(u"/Product/"_s)) {
            QVERIFY(line.startsWith("{\"id\":") && line.indexOf("\"title\"") < line.indexOf("\"descriptionHtml\""));
            QVERIFY(parent.isEmpty() && !products.contains(id));
            products.insert(id);
            kinds += kinds.endsWith(u'P') ? QString() : u"P"_s;
        } else if (id.contains(u"/ProductVariant/"_s)) {
            QVERIFY(products.contains(parent) && !variants.contains(id));
            QVERIFY(!object[u"inventoryItem"].toObject().contains(u"inventoryLevels"_s));
            variants.insert(id);
            kinds += kinds.endsWith(u'V') ? QString() : u"V"_s;
        } else {
            QVERIFY(variants.contains(parent));
            ++levels;
        }
    }
    QCOMPARE(products.size(), 1500);
    QCOMPARE(levels, variants.size() * 2);
    QCOMPARE(done[u"rootObjectCount"].toString(), u"1500"_s);
    QCOMPARE(done[u"objectCount"].toString(), QString::number(products.size() + variants.size() + levels));
    QCOMPARE(kinds == u"PV"_s, !grouped);
}

void TestBulk::answersRangesAndHeads()
{
    const QString url = finished(start(m_query))[u"url"].toString();
    const QByteArray file = bodyOf(get(url));
    QVERIFY(file.size() > 1024 * 1024); // long enough to be made anew for each reader
    const QByteArray part = get(url, "Range: bytes=700001-700100\r\n");
    QVERIFY(part.startsWith("HTTP/1.1 206"));
    QCOMPARE(bodyOf(part), file.mid(700'001, 100));
    QCOMPARE(bodyOf(get(url, "Range: bytes=-7\r\n")), file.last(7));
    QCOMPARE(bodyOf(get(url, "Range: bytes=" + QByteArray::number(file.size() - 3) + "-\r\n")), file.last(3));
    QVERIFY(get(url, "Range: bytes=999999999-\r\n").startsWith("HTTP/1.1 416"));
    const QByteArray head = get(url, {}, "HEAD");
    QVERIFY(head.contains(QByteArray("Content-Length: " + QByteArray::number(file.size()))));
    QVERIFY(bodyOf(head).isEmpty());
    QVERIFY(get(url, {}, "POST").startsWith("HTTP/1.1 405"));
}

void TestBulk::keepsTheFileAsTheShopWas()
{
    const QString url = finished(start(m_query))[u"url"].toString();
    const QByteArray before = bodyOf(get(url));
    const QString product = u"gid://shopify/Product/8000000000064"_s;
    m_shop.edit({{u"product"_s, product}, {u"fields"_s, QJsonObject{{u"title"_s, u"Changed since"_s}}}});
    m_shop.control(u"delete"_s, {{u"product"_s, u"gid://shopify/Product/8000000000128"_s}});
    QCOMPARE(bodyOf(get(url)), before);
    const QByteArray after = bodyOf(get(finished(start(m_query))[u"url"].toString()));
    QVERIFY(after.contains("Changed since") && !after.contains("8000000000128"));
}

void TestBulk::refusesTokensAndWrongSignatures()
{
    const QString url = finished(start(u"{ products { edges { node { id } } } }"_s))[u"url"].toString();
    QVERIFY(get(url, "X-Shopify-Access-Token: x\r\n").startsWith("HTTP/1.1 403"));
    QCOMPARE(m_shop.stats()[u"tokensSentToBulk"].toInt(), 1);
    QVERIFY(get(url + u"x"_s).startsWith("HTTP/1.1 403"));
    QVERIFY(get(m_shop.url() + u"/bulk-files/1.jsonl"_s).startsWith("HTTP/1.1 403"));
}

void TestBulk::hasNoFileForNothing()
{
    const QJsonObject done
        = finished(start(u"{ products(query: \"title:'no such thing'\") { edges { node { id } } } }"_s));
    QCOMPARE(done[u"status"].toString(), u"COMPLETED"_s);
    QVERIFY(done[u"url"].isNull());
    QCOMPARE(done[u"objectCount"].toString(), u"0"_s);
}

void TestBulk::refusesBadQueries_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("syntax") << u"{ products { "_s;
    QTest::newRow("unknown field") << u"{ products { edges { node { nothing } } } }"_s;
    QTest::newRow("no connection") << u"{ shop { id } }"_s;
    QTest::newRow("nodes") << u"{ products { nodes { id } } }"_s;
    QTest::newRow("no node") << u"{ products { pageInfo { hasNextPage } } }"_s;
    QTest::newRow("two roots") << u"{ products { edges { node { id } } } locations { edges { node { id } } } }"_s;
    QTest::newRow("mutation") << u"mutation { productDelete(input: {id: 1}) { deletedProductId } }"_s;
    QTest::newRow("too many connections")
        << u"{ products { edges { node { a: variants { edges { node { id } } } b: variants { edges { node { id } } } "
           u"media { edges { node { id } } } "
           "metafields { edges { node { id } } } collections { edges { node { id } } } } } } }"_s;
}

void TestBulk::refusesBadQueries()
{
    QFETCH(QString, query);
    const QJsonValue payload = m_shop.graphql(
        u"mutation($q: String!) { bulkOperationRunQuery(query: $q) { bulkOperation { id } userErrors { code message } } }"_s,
        {{u"q"_s, query}})[u"data"][u"bulkOperationRunQuery"];
    QVERIFY(payload[u"bulkOperation"].isNull());
    QCOMPARE(payload[u"userErrors"][0][u"code"].toString(), u"INVALID"_s);
    QVERIFY(!payload[u"userErrors"][0][u"message"].toString().isEmpty());
}

void TestBulk::getsIntoTrouble_data()
{
    QTest::addColumn<QString>("trouble");
    QTest::addColumn<QString>("status");
    QTest::addColumn<bool>("hasPartialData");
    QTest::newRow("failed") << u"failed"_s << u"FAILED"_s << false;
    QTest::newRow("partial") << u"partial"_s << u"FAILED"_s << true;
    QTest::newRow("expired") << u"expired"_s << u"EXPIRED"_s << false;
}

void TestBulk::getsIntoTrouble()
{
    QFETCH(QString, trouble);
    QFETCH(QString, status);
    QFETCH(bool, hasPartialData);
    m_shop.faults({QJsonObject{
        {u"match"_s, u"bulkOperationRunQuery"_s}, {u"action"_s, u"bulk"_s}, {u"trouble"_s, trouble}, {u"count"_s, 1}}});
    const QJsonObject done = finished(start(u"{ products { edges { node { id } } } }"_s));
    QCOMPARE(done[u"status"].toString(), status);
    QVERIFY(done[u"url"].isNull());
    QCOMPARE(done[u"partialDataUrl"].isString(), hasPartialData);
    QCOMPARE(finished(start(u"{ products { edges { node { id } } } }"_s))[u"status"].toString(), u"COMPLETED"_s);
}

/// A request that starts nothing leaves its fault to no other one's operation.
void TestBulk::forgetsFaultsNobodyMet_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::newRow("trouble") << QJsonObject{{u"action"_s, u"bulk"_s}, {u"trouble"_s, u"failed"_s}};
    QTest::newRow("corruption") << QJsonObject{{u"action"_s, u"corrupt"_s}, {u"how"_s, u"brokenJson"_s}};
}

void TestBulk::forgetsFaultsNobodyMet()
{
    QFETCH(QJsonObject, fault);
    const QByteArray whole = bodyOf(get(finished(start(m_query))[u"url"].toString()));
    fault.insert(u"match"_s, u"bulkOperationRunQuery"_s);
    m_shop.faults({fault});
    QCOMPARE(start(u"{ nothing }"_s), QString());
    m_shop.faults({});
    const QJsonObject done = finished(start(m_query));
    QCOMPARE(done[u"status"].toString(), u"COMPLETED"_s);
    QCOMPARE(bodyOf(get(done[u"url"].toString())), whole);
}

void TestBulk::cancels()
{
    m_shop.faults(
        {QJsonObject{{u"match"_s, u"bulkOperationRunQuery"_s}, {u"action"_s, u"bulk"_s}, {u"trouble"_s, u"stuck"_s}}});
    QStringList ids;
    for (int i = 0; i < 5; ++i) {
        ids.append(start(m_query));
    }
    const QJsonValue sixth = m_shop.graphql(
        u"mutation { bulkOperationRunQuery(query: \"{ products { edges { node { id } } } }\") { userErrors { code } } }"_s);
    QCOMPARE(sixth[u"data"][u"bulkOperationRunQuery"][u"userErrors"][0][u"code"].toString(), u"LIMIT_REACHED"_s);
    const QString cancel
        = u"mutation { bulkOperationCancel(id: \"%1\") { bulkOperation { status } userErrors { message } } }"_s.arg(
            ids.first());
    QCOMPARE(m_shop.graphql(cancel)[u"data"][u"bulkOperationCancel"][u"bulkOperation"][u"status"].toString(),
        u"CANCELING"_s);
    QTRY_COMPARE(operation(ids.first())[u"status"].toString(), u"CANCELED"_s);
    QVERIFY(!m_shop.graphql(cancel)[u"data"][u"bulkOperationCancel"][u"userErrors"].toArray().isEmpty());
    QCOMPARE(operation(ids.last())[u"status"].toString(), u"RUNNING"_s);
}

void TestBulk::spoilsFiles_data()
{
    QTest::addColumn<QString>("how");
    for (const QString &how :
        {u"cutInCharacter"_s, u"duplicateLines"_s, u"orphans"_s, u"childrenFirst"_s, u"byteOrderMark"_s,
            u"windowsLines"_s, u"blankLines"_s, u"noLastNewline"_s, u"brokenJson"_s, u"longLine"_s}) {
        QTest::newRow(qPrintable(how)) << how;
    }
}

void TestBulk::spoilsFiles()
{
    QFETCH(QString, how);
    const QString url = finished(start(m_query))[u"url"].toString();
    const QByteArray whole = bodyOf(get(url));
    m_shop.faults(
        {QJsonObject{{u"match"_s, u"bulk-download"_s}, {u"action"_s, u"corrupt"_s}, {u"how"_s, how}, {u"count"_s, 1}}});
    const QByteArray spoilt = bodyOf(get(url));
    QVERIFY(spoilt != whole);
    if (how == u"cutInCharacter"_s) {
        QVERIFY(whole.startsWith(spoilt));
        QVERIFY(static_cast<unsigned char>(spoilt.back()) >= 0xC0);
    } else if (how == u"longLine"_s) {
        QVERIFY(spoilt.indexOf('\n') > 50'000'000);
    }
    QCOMPARE(bodyOf(get(url)), whole);
}

QJsonObject TestBulk::upload(const QByteArray &content, QByteArray *answer)
{
    const QJsonValue target = m_shop.graphql(
        u"mutation { stagedUploadsCreate(input: [{resource: BULK_MUTATION_VARIABLES, filename: \"v.jsonl\", mimeType: "
        "\"text/jsonl\", httpMethod: POST}]) { stagedTargets { url parameters { name value } } userErrors { message } } }"_s)
                                  [u"data"][u"stagedUploadsCreate"][u"stagedTargets"][0];
    QByteArray body;
    QJsonObject parameters;
    for (const QJsonValue &parameter : target[u"parameters"].toArray()) {
        parameters.insert(parameter[u"name"].toString(), parameter[u"value"]);
        body += "--B\r\nContent-Disposition: form-data; name=\"" + parameter[u"name"].toString().toUtf8() + "\"\r\n\r\n"
            + parameter[u"value"].toString().toUtf8() + "\r\n";
    }
    body += "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"v.jsonl\"\r\n\r\n" + content
        + "\r\n--B--\r\n";
    *answer = raw("POST /staged-uploads HTTP/1.1\r\nConnection: close\r\nContent-Type: multipart/form-data; "
                  "boundary=B\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    return parameters;
}

void TestBulk::runsMutationsOverAFile()
{
    QByteArray lines;
    for (int i = 1; i <= 20; ++i) {
        lines += "{\"p\":{\"id\":\"gid://shopify/Product/" + QByteArray::number(8'000'000'000'000 + i * 64)
            + "\",\"title\":\"Bulk " + QByteArray::number(i) + "\"}}\n";
    }
    lines += "{\"p\":{\"id\":\"gid://shopify/Product/1\",\"title\":\"x\"}}\nnonsense\n";
    QByteArray answer;
    const QJsonObject parameters = upload(lines, &answer);
    QVERIFY(answer.startsWith("HTTP/1.1 201"));
    m_polls = 0;
    const double used = m_shop.stats()[u"pointsUsed"].toDouble();
    const QJsonValue payload = m_shop.graphql(
        u"mutation($path: String!) { bulkOperationRunMutation(stagedUploadPath: $path, mutation: \"mutation($p: "
        "ProductUpdateInput!) { productUpdate(product: $p) { product { id title } userErrors { message } } }\") "
        "{ bulkOperation { id } userErrors { code message } } }"_s,
        {{u"path"_s, parameters[u"key"]}})[u"data"][u"bulkOperationRunMutation"];
    const QJsonObject done = finished(payload[u"bulkOperation"][u"id"].toString());
    QCOMPARE(done[u"objectCount"].toString(), u"22"_s);
    // Only starting it (10) and asking after it (1 each) is charged.
    QCOMPARE(m_shop.stats()[u"pointsUsed"].toDouble() - used, 10.0 + m_polls);
    const QList<QByteArray> results = bodyOf(get(done[u"url"].toString())).split('\n');
    const QJsonObject third = QJsonDocument::fromJson(results[2]).object();
    QCOMPARE(third[u"__lineNumber"].toInt(), 2);
    QCOMPARE(third[u"data"][u"productUpdate"][u"product"][u"title"].toString(), u"Bulk 3"_s);
    QVERIFY(results[20].contains("Product does not exist"));
    QVERIFY(results[21].contains("\"errors\""));
    QCOMPARE(m_shop.log().size(), 20);
}

void TestBulk::refusesBadUploads()
{
    QByteArray answer;
    QVERIFY(raw("POST /staged-uploads HTTP/1.1\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx")
                .startsWith("HTTP/1.1 400"));
    const QJsonObject parameters = upload({}, &answer);
    const auto run = [&](const QString &path, const QString &mutation) {
        return m_shop
            .graphql(
                u"mutation($path: String!, $m: String!) { bulkOperationRunMutation(stagedUploadPath: $path, mutation: $m) { userErrors { code } } }"_s,
                {{u"path"_s, path},
                    {u"m"_s, mutation}})[u"data"][u"bulkOperationRunMutation"][u"userErrors"][0][u"code"]
            .toString();
    };
    const QString good
        = u"mutation($p: ProductUpdateInput!) { productUpdate(product: $p) { userErrors { message } } }"_s;
    QCOMPARE(run(u"nowhere"_s, good), u"NO_SUCH_FILE"_s);
    QCOMPARE(run(parameters[u"key"].toString(), good), u"INVALID_STAGED_UPLOAD_FILE"_s);
    QCOMPARE(run(parameters[u"key"].toString(), u"{ shop { id } }"_s), u"INVALID_MUTATION"_s);
    QCOMPARE(
        run(parameters[u"key"].toString(), u"mutation { bulkOperationCancel(id: 1) { userErrors { message } } }"_s),
        u"INVALID_MUTATION"_s);
}

QTEST_GUILESS_MAIN(TestBulk)
#include "tst_bulk.moc"
