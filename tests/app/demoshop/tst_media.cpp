#include "tests/support/demoshop.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Pictures, videos and models of products: added by their address, changed, ordered, taken off and put back.
class TestMedia final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void fetchesWhatIsAdded();
    void refusesBadAdditions_data();
    void refusesBadAdditions();
    void changesTheTextOfAFileWhereverItIsShown();
    void takesOffAndPutsBack();
    void refusesToTouchWhatIsNotFetched();
    void ordersAfterItsAnswer();
    void createsProductsWithFiles();
    void showsOtherKinds();

private:
    QJsonValue run(const QString &document, const QJsonObject &variables = {});
    QJsonValue add(const QString &url, const QString &alt = {}, const QString &type = u"IMAGE"_s);
    QJsonValue fileUpdate(const QJsonObject &file);
    QJsonArray media(const QString &product);

    TestSupport::DemoShop m_shop{{.products = 40}};
    const QString m_product = u"gid://shopify/Product/8000000000128"_s;
};

void TestMedia::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
}

void TestMedia::init()
{
    m_shop.reset();
    m_shop.control(u"media"_s, {{u"fetching_s"_s, 0}, {u"product"_s, m_product}, {u"media"_s, QJsonArray()}});
}

QJsonValue TestMedia::run(const QString &document, const QJsonObject &variables)
{
    const QJsonObject answer = m_shop.graphql(document, variables);
    return answer.contains(u"errors"_s) ? QJsonValue(answer) : *answer[u"data"].toObject().constBegin();
}

QJsonValue TestMedia::add(const QString &url, const QString &alt, const QString &type)
{
    return run(u"mutation($id: ID!, $media: [CreateMediaInput!]) { productUpdate(product: {id: $id}, media: $media) "
               "{ product { media(first: 9) { nodes { id alt status } } } userErrors { field message } } }"_s,
        {{u"id"_s, m_product},
            {u"media"_s,
                QJsonArray{QJsonObject{{u"originalSource"_s, url}, {u"alt"_s, alt}, {u"mediaContentType"_s, type}}}}});
}

QJsonValue TestMedia::fileUpdate(const QJsonObject &file)
{
    return run(u"mutation($files: [FileUpdateInput!]!) { fileUpdate(files: $files) "
               "{ files { id alt fileStatus } userErrors { field message code } } }"_s,
        {{u"files"_s, QJsonArray{file}}});
}

QJsonArray TestMedia::media(const QString &product)
{
    return run(u"query($id: ID!) { product(id: $id) { media(first: 9) { nodes { __typename id alt status "
               "mediaContentType ... on MediaImage { image { url } } } } } }"_s,
        {{u"id"_s, product}})[u"media"][u"nodes"]
        .toArray();
}

void TestMedia::fetchesWhatIsAdded()
{
    m_shop.control(u"settings"_s, {{u"now"_s, 1'800'000'000}});
    m_shop.control(u"media"_s, {{u"fetching_s"_s, 5}});
    add(u"https://example.com/a/blue.jpg"_s, u"Blue"_s);
    add(u"https://example.com/missing.jpg"_s);
    QCOMPARE(media(m_product)[0][u"status"], u"PROCESSING"_s);
    QVERIFY(media(m_product)[0][u"image"].isNull());
    m_shop.control(u"settings"_s, {{u"now"_s, 1'800'000'005}});
    const QJsonArray fetched = media(m_product);
    QCOMPARE(fetched[0][u"status"], u"READY"_s);
    QCOMPARE(fetched[0][u"alt"], u"Blue"_s);
    QCOMPARE(fetched[0][u"image"][u"url"], u"https://cdn.example.com/files/blue.jpg?v=1800000000"_s);
    QCOMPARE(fetched[1][u"status"], u"FAILED"_s);
    QVERIFY(fetched[1][u"image"].isNull());
}

void TestMedia::refusesBadAdditions_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("alt");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("message");
    QTest::newRow("no address") << u"blue.jpg"_s << QString() << u"IMAGE"_s << u"Image URL is invalid"_s;
    QTest::newRow("a long text") << u"https://example.com/a.jpg"_s << QString(513, u'x') << u"IMAGE"_s
                                 << u"Alt value is too long (maximum is 512 characters)"_s;
    QTest::newRow("a video") << u"https://example.com/a.mp4"_s << QString() << u"VIDEO"_s
                             << u"Video and model sources must be staged uploads"_s;
}

void TestMedia::refusesBadAdditions()
{
    QFETCH(const QString, url);
    QFETCH(const QString, alt);
    QFETCH(const QString, type);
    QFETCH(const QString, message);
    QCOMPARE(add(url, alt, type)[u"userErrors"][0][u"message"], message);
    QVERIFY(media(m_product).isEmpty());
}

void TestMedia::changesTheTextOfAFileWhereverItIsShown()
{
    add(u"https://example.com/a.jpg"_s, u"Old"_s);
    const QString file = media(m_product)[0][u"id"].toString();
    const QString other = u"gid://shopify/Product/8000000000192"_s;
    const QJsonValue answer
        = fileUpdate({{u"id"_s, file}, {u"alt"_s, u"New"_s}, {u"referencesToAdd"_s, QJsonArray{other}}});
    QCOMPARE(answer[u"files"][0][u"alt"], u"New"_s);
    QCOMPARE(media(m_product)[0][u"alt"], u"New"_s);
    QCOMPARE(media(other).last()[u"id"], file);
    QCOMPARE(fileUpdate({{u"id"_s, u"gid://shopify/MediaImage/1"_s}, {u"alt"_s, u"x"_s}})[u"userErrors"][0][u"code"],
        u"FILE_DOES_NOT_EXIST"_s);
}

void TestMedia::takesOffAndPutsBack()
{
    add(u"https://example.com/a.jpg"_s, u"A"_s);
    add(u"https://example.com/b.jpg"_s, u"B"_s);
    const QString file = media(m_product)[0][u"id"].toString();
    fileUpdate({{u"id"_s, file}, {u"referencesToRemove"_s, QJsonArray{m_product}}});
    QCOMPARE(media(m_product).size(), 1);
    QCOMPARE(media(m_product)[0][u"alt"], u"B"_s);
    QCOMPARE(
        run(u"query($id: ID!) { node(id: $id) { ... on MediaImage { alt } } }"_s, {{u"id"_s, file}})[u"alt"], u"A"_s);
    fileUpdate({{u"id"_s, file}, {u"referencesToAdd"_s, QJsonArray{m_product}}});
    QCOMPARE(media(m_product)[1][u"id"], file);
}

void TestMedia::refusesToTouchWhatIsNotFetched()
{
    m_shop.control(u"media"_s, {{u"fetching_s"_s, 3600}});
    add(u"https://example.com/a.jpg"_s);
    const QString file = media(m_product)[0][u"id"].toString();
    QCOMPARE(fileUpdate({{u"id"_s, file}, {u"alt"_s, u"x"_s}})[u"userErrors"][0][u"code"], u"NON_READY_STATE"_s);
}

void TestMedia::ordersAfterItsAnswer()
{
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        add(u"https://example.com/%1.jpg"_s.arg(name), name);
    const QString third = media(m_product)[2][u"id"].toString();
    const QString document = u"mutation($id: ID!, $moves: [MoveInput!]!) { productReorderMedia(id: $id, moves: $moves) "
                             "{ job { done } mediaUserErrors { field message code } } }"_s;
    const auto move = [&](const QString &file) {
        return run(document,
            {{u"id"_s, m_product}, {u"moves"_s, QJsonArray{QJsonObject{{u"id"_s, file}, {u"newPosition"_s, u"0"_s}}}}});
    };
    QCOMPARE(move(third)[u"job"][u"done"], true);
    QCOMPARE(media(m_product)[0][u"alt"], u"c"_s);
    m_shop.control(u"media"_s, {{u"ordering_ms"_s, 50}});
    QCOMPARE(move(media(m_product)[2][u"id"].toString())[u"job"][u"done"], false);
    QTRY_COMPARE(media(m_product)[0][u"alt"], u"b"_s);
    QCOMPARE(
        move(u"gid://shopify/MediaImage/1"_s)[u"mediaUserErrors"][0][u"code"], u"MEDIA_DOES_NOT_EXIST_ON_PRODUCT"_s);
}

void TestMedia::createsProductsWithFiles()
{
    add(u"https://example.com/a.jpg"_s, u"A"_s);
    const QString file = media(m_product)[0][u"id"].toString();
    const QString document = u"mutation($input: ProductSetInput!) { productSet(synchronous: true, input: $input) "
                             "{ product { id } userErrors { code } } }"_s;
    const auto create = [&](const QJsonArray &files) {
        return run(document, {{u"input"_s, QJsonObject{{u"title"_s, u"New"_s}, {u"files"_s, files}}}});
    };
    const QString made = create({QJsonObject{{u"originalSource"_s, u"https://example.com/b.jpg"_s}},
        QJsonObject{{u"id"_s, file}}})[u"product"][u"id"]
                             .toString();
    QCOMPARE(media(made).size(), 2);
    QCOMPARE(media(made)[1][u"id"], file);
    QCOMPARE(create({QJsonObject{{u"id"_s, u"gid://shopify/MediaImage/1"_s}}})[u"userErrors"][0][u"code"],
        u"FILE_DOES_NOT_EXIST"_s);
}

void TestMedia::showsOtherKinds()
{
    m_shop.control(u"media"_s,
        {{u"product"_s, m_product},
            {u"media"_s,
                QJsonArray{QJsonObject{{u"type"_s, u"Video"_s}, {u"alt"_s, u"Film"_s}},
                    QJsonObject{{u"type"_s, u"Model3d"_s}}}}});
    const QJsonArray shown = media(m_product);
    QCOMPARE(shown[0][u"__typename"], u"Video"_s);
    QCOMPARE(shown[0][u"mediaContentType"], u"VIDEO"_s);
    QCOMPARE(shown[1][u"mediaContentType"], u"MODEL_3D"_s);
    fileUpdate({{u"id"_s, shown[0][u"id"]}, {u"alt"_s, u"Film of a pencil"_s}});
    QCOMPARE(media(m_product)[0][u"alt"], u"Film of a pencil"_s);
}

QTEST_GUILESS_MAIN(TestMedia)
#include "tst_media.moc"
