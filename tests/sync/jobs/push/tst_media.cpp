#include "sync/api/facets.h"
#include "sync/api/media.h"
#include "tests/support/demodesk.h"
#include "tests/support/lateshop.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

namespace {

const QString blue = u"https://example.com/pictures/blue.jpg"_s;
const QString green = u"https://example.com/pictures/green.jpg"_s;

} // namespace

/// Media sent to the demo shop over HTTP: added by address, described, ordered, taken off, and all of it taken back.
class TestPushMedia final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void addsByAddressAndTakesBack();
    void putsAnAddedOneInItsPlace();
    void changesTextsAndOrderAndTakesBack();
    void takesOffAndPutsBackWhereItWas();
    void waitsForAnOrderThatComesAfterItsAnswer();
    void losesNoAnswer_data();
    void losesNoAnswer();
    void addsTwoOfOneTextOnce();
    void overwritesNobody();
    void goesOnWhereOneIsRefused();
    void refusesBeforeReviewWhatItCannotAdd();
    void aProductTakesItsMediaAlongAndBack();
    void aProductGoesThoughReadingItAndItsPicturesTakesLong();
    void aProductComesBackWithoutPicturesThatAreRefused();
    void aProductThatStayedHereShowsThePicturesItGotAgain_data();
    void aProductThatStayedHereShowsThePicturesItGotAgain();
    void aNewProductsPicturesAreFoundWhenItsAnswerIsLost();

private:
    /// Writes a field of media into the catalogue; an empty value takes it out.
    void put(const QString &field, const QString &value);
    void add(const QString &key, const QString &alt);
    QString order() const;
    QJsonArray inShop(ProductId product = {}) const;
    QStringList altsInShop(ProductId product = {}) const;
    QString gid(ProductId product = {}) const;

    mutable DemoShop m_shop{{.products = 40, .locations = 1, .restoreRate = 2000}};
    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<DemoDesk> m_demo;
    QList<ProductId> m_products;
    ProductId m_product; ///< Has media “one”, “two” and a video “three”.
};

void TestPushMedia::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestPushMedia::init()
{
    m_shop.faults({});
    m_shop.reset();
    const QString first = u"gid://shopify/Product/8000000000064"_s;
    m_shop.control(u"media"_s,
        {{u"fetching_s"_s, 0}, {u"product"_s, first},
            {u"media"_s,
                QJsonArray{
                    QJsonObject{{u"alt"_s, u"one"_s}, {u"url"_s, u"https://cdn.example.com/files/one.jpg?v=1"_s}},
                    QJsonObject{{u"alt"_s, u"two"_s}, {u"url"_s, u"https://cdn.example.com/files/two.jpg?v=1"_s}},
                    QJsonObject{{u"alt"_s, u"three"_s}, {u"type"_s, u"Video"_s}}}}});
    m_demo = std::make_unique<DemoDesk>(*m_server, m_shop);
    m_products = m_demo->adoptFirst(3);
    m_product = m_products.first();
    QCOMPARE(gid(), first);
    QCOMPARE(altsInShop(), (QStringList{u"one"_s, u"two"_s, u"three"_s}));
}

void TestPushMedia::put(const QString &field, const QString &value)
{
    if (value.isEmpty())
        m_demo->desk.sql(
            u"DELETE FROM product_facets WHERE product_id = %1 AND field = '%2'"_s.arg(m_product.value).arg(field));
    else
        m_demo->desk.sql(
            u"INSERT INTO product_facets (product_id, field, value) VALUES (%1, '%2', '%3') "
            "ON CONFLICT (product_id, coalesce(variant_id, 0), field) DO UPDATE SET value = excluded.value"_s.arg(
                QString::number(m_product.value), field, value));
}

void TestPushMedia::add(const QString &key, const QString &alt)
{
    put(mediumPath({MediumKind::Image, key}), u"true"_s);
    put(mediumAltPath(key), alt);
}

QString TestPushMedia::order() const
{
    return m_demo->desk.value(
        u"SELECT value FROM product_facets WHERE product_id = %1 AND field = 'media:order'"_s.arg(m_product.value));
}

QString TestPushMedia::gid(ProductId product) const
{
    return u"gid://shopify/Product/%1"_s.arg(m_demo->desk.shopifyId(product.isValid() ? product : m_product).value);
}

QJsonArray TestPushMedia::inShop(ProductId product) const
{
    const QJsonObject answer = m_shop.graphql(
        u"query($id: ID!) { product(id: $id) { media(first: 50) { nodes { id alt } } } }"_s, {{u"id"_s, gid(product)}});
    return answer.value(u"data")[u"product"][u"media"][u"nodes"].toArray();
}

QStringList TestPushMedia::altsInShop(ProductId product) const
{
    QStringList alts;
    for (const QJsonValue &medium : inShop(product))
        alts += medium[u"alt"].toString();
    return alts;
}

void TestPushMedia::addsByAddressAndTakesBack()
{
    auto &desk = m_demo->desk;
    const auto before = desk.snapshot();
    add(blue, u"A blue pencil"_s);
    add(green, QString());
    QCOMPARE(order().section(u' ', -2), blue + u' ' + green);
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(altsInShop(), (QStringList{u"one"_s, u"two"_s, u"three"_s, u"A blue pencil"_s, QString()}));
    // The catalogue knows them by Shopify's numbers from now on.
    const QString made = inShop().at(3)[u"id"].toString().section(u'/', -1);
    QCOMPARE(
        desk.value(u"SELECT value FROM product_facets WHERE field = 'media:alt:%1'"_s.arg(made)), u"A blue pencil"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM product_facets WHERE field LIKE 'media:%https%'"_s), u"0"_s);
    QCOMPARE(order().section(u' ', -2, -2), made);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT string_agg(kind || ' ' || state, ', ' ORDER BY sequence) FROM sync_operations"_s),
        u"media_add confirmed, media_add confirmed"_s);

    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(altsInShop(), (QStringList{u"one"_s, u"two"_s, u"three"_s}));
    QCOMPARE(before.differences(desk.snapshot()).join(u'\n'), QString());
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestPushMedia::putsAnAddedOneInItsPlace()
{
    auto &desk = m_demo->desk;
    const QStringList keys = mediaKeys(order());
    add(blue, u"blue"_s);
    put(mediaOrderPath.toString(), mediaOrder({blue, keys.at(1), keys.at(0), keys.at(2)}));
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(altsInShop(), (QStringList{u"blue"_s, u"two"_s, u"one"_s, u"three"_s}));
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT value FROM base_facets WHERE field = 'media:order' AND product_id = %1"_s.arg(
                 desk.shopifyId(m_product).value)),
        order());
}

void TestPushMedia::changesTextsAndOrderAndTakesBack()
{
    auto &desk = m_demo->desk;
    const auto before = desk.snapshot();
    const QStringList keys = mediaKeys(order());
    put(mediumAltPath(keys.at(0)), u"first"_s);
    put(mediumAltPath(keys.at(2)), u"film"_s);
    put(mediaOrderPath.toString(), mediaOrder({keys.at(2), keys.at(0), keys.at(1)}));
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(altsInShop(), (QStringList{u"film"_s, u"first"_s, u"two"_s}));
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    const auto plan = desk.planRollback({.batch = report->batch});
    VERIFY_OK(plan);
    QVERIFY(!plan->items.isEmpty());
    for (const RollbackItem &item : plan->items) // of films Shopify tells no file
        QCOMPARE(item.media, (MediaNames{{keys.at(0), u"one.jpg"_s}, {keys.at(1), u"two.jpg"_s}}));
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(altsInShop(), (QStringList{u"one"_s, u"two"_s, u"three"_s}));
    QCOMPARE(before.differences(desk.snapshot()).join(u'\n'), QString());
}

void TestPushMedia::takesOffAndPutsBackWhereItWas()
{
    auto &desk = m_demo->desk;
    const auto before = desk.snapshot();
    const QStringList keys = mediaKeys(order());
    put(mediumPath({MediumKind::Image, keys.at(0)}), {});
    QCOMPARE(order(), mediaOrder({keys.at(1), keys.at(2)}));
    QCOMPARE(desk.value(u"SELECT count(*) FROM product_facets WHERE field = 'media:alt:%1'"_s.arg(keys.at(0))), u"0"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(altsInShop(), (QStringList{u"two"_s, u"three"_s}));
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    // Its file is still in Shopify.
    const auto plan = desk.planRollback({.batch = report->batch});
    VERIFY_OK(plan);
    QCOMPARE(plan->items.first().media.value(keys.at(0)), u"one.jpg"_s);
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(altsInShop(), (QStringList{u"one"_s, u"two"_s, u"three"_s}));
    QCOMPARE(inShop().first()[u"id"].toString().section(u'/', -1), keys.at(0));
    QCOMPARE(before.differences(desk.snapshot()).join(u'\n'), QString());
}

void TestPushMedia::waitsForAnOrderThatComesAfterItsAnswer()
{
    auto &desk = m_demo->desk;
    m_shop.control(u"media"_s, {{u"ordering_ms"_s, 700}});
    const QStringList keys = mediaKeys(order());
    put(mediaOrderPath.toString(), mediaOrder({keys.at(1), keys.at(0), keys.at(2)}));
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(altsInShop(), (QStringList{u"two"_s, u"one"_s, u"three"_s}));
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state <> 'confirmed'"_s), u"0"_s);
}

void TestPushMedia::losesNoAnswer_data()
{
    QTest::addColumn<QString>("mutation");
    QTest::addColumn<QJsonObject>("rule");
    for (const QString &mutation : {u"productUpdate"_s, u"fileUpdate"_s, u"productReorderMedia"_s}) {
        QTest::addRow("%s done, answer lost", qPrintable(mutation))
            << mutation << QJsonObject{{u"action"_s, u"dropAfter"_s}};
        QTest::addRow("%s lost on the way", qPrintable(mutation))
            << mutation << QJsonObject{{u"action"_s, u"dropBefore"_s}};
        QTest::addRow("%s internal error", qPrintable(mutation))
            << mutation << QJsonObject{{u"action"_s, u"internalError"_s}};
    }
}

void TestPushMedia::losesNoAnswer()
{
    QFETCH(const QString, mutation);
    QFETCH(QJsonObject, rule);
    auto &desk = m_demo->desk;
    const QStringList keys = mediaKeys(order());
    put(mediumPath({MediumKind::Image, keys.at(0)}), {});
    add(blue, u"blue"_s);
    put(mediaOrderPath.toString(), mediaOrder({blue, keys.at(2), keys.at(1)}));
    QCOMPARE(desk.stageAndApprove(), 1);
    rule.insert(u"match"_s, mutation);
    rule.insert(u"nth"_s, 1);
    m_shop.faults({rule});
    const auto report = desk.push();
    m_shop.faults({});
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(altsInShop(), (QStringList{u"blue"_s, u"three"_s, u"two"_s}));
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state <> 'confirmed'"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

/// The second must not be taken for the first when its answer is lost.
void TestPushMedia::addsTwoOfOneTextOnce()
{
    auto &desk = m_demo->desk;
    add(blue, u"pencil"_s);
    add(green, u"pencil"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    m_shop.faults({QJsonObject{{u"match"_s, u"productUpdate"_s}, {u"nth"_s, 2}, {u"action"_s, u"dropBefore"_s}}});
    const auto report = desk.push();
    m_shop.faults({});
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(altsInShop(), (QStringList{u"one"_s, u"two"_s, u"three"_s, u"pencil"_s, u"pencil"_s}));
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestPushMedia::overwritesNobody()
{
    auto &desk = m_demo->desk;
    const QStringList keys = mediaKeys(order());
    put(mediumAltPath(keys.at(0)), u"ours"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    m_shop.graphql(u"mutation($f: [FileUpdateInput!]!) { fileUpdate(files: $f) { userErrors { message } } }"_s,
        {{u"f"_s, QJsonArray{QJsonObject{{u"id"_s, inShop().first()[u"id"]}, {u"alt"_s, u"theirs"_s}}}}});
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(altsInShop().first(), u"theirs"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations"_s), u"0"_s);
}

void TestPushMedia::goesOnWhereOneIsRefused()
{
    auto &desk = m_demo->desk;
    // Gone from Shopify's files since it was pulled.
    add(blue, u"blue"_s);
    put(mediumPath({MediumKind::Image, u"31000000000777"_s}), u"true"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QVERIFY2(report->warnings.join(u' ').contains(u"does not exist"_s), qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(altsInShop(), (QStringList{u"one"_s, u"two"_s, u"three"_s, u"blue"_s}));
    QCOMPARE(desk.value(u"SELECT field FROM facet_edits"_s), u"media:image:31000000000777"_s);
}

void TestPushMedia::refusesBeforeReviewWhatItCannotAdd()
{
    QVERIFY(whyNotWritable(u"media:video:https://example.com/film.mp4"_s));
    QVERIFY(whyNotWritable(u"media:image:ftp://example.com/a.jpg"_s));
    QVERIFY(!whyNotWritable(QString(u"media:image:"_s + blue)));
    auto &desk = m_demo->desk;
    put(u"media:video:https://example.com/film.mp4"_s, u"true"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations"_s), u"0"_s);
}

void TestPushMedia::aProductTakesItsMediaAlongAndBack()
{
    auto &desk = m_demo->desk;
    add(blue, u"blue"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    VERIFY_OK(desk.push());
    // One of its files is another product's too, and so stays in Shopify; the others go with it. Of these pictures can
    // be fetched again from where they were kept.
    m_shop.graphql(u"mutation($f: [FileUpdateInput!]!) { fileUpdate(files: $f) { userErrors { message } } }"_s,
        {{u"f"_s,
            QJsonArray{QJsonObject{
                {u"id"_s, inShop().at(3)[u"id"]}, {u"referencesToAdd"_s, QJsonArray{gid(m_products.at(1))}}}}}});
    desk.sql(u"DELETE FROM products WHERE id = %1"_s.arg(m_product.value));
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    m_product = ProductId{desk.value(u"SELECT max(id) FROM products"_s).toLongLong()};
    QCOMPARE(altsInShop(m_product), (QStringList{u"one"_s, u"two"_s, u"blue"_s}));
    QCOMPARE(desk.value(u"SELECT string_agg(value, ' ' ORDER BY value) FROM product_facets WHERE product_id = %1 AND "
                        "field LIKE 'media:alt:%'"_s.arg(m_product.value)),
        u"blue one two"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QCOMPARE(
        desk.value(u"SELECT count(*) FROM product_facets WHERE field LIKE '%https%' OR field LIKE 'media:address%'"_s),
        u"0"_s);
    // The film is gone for good, which the report says and which keeps nothing else back.
    QVERIFY2(back->warnings.join(u' ').contains(u"3 of its 4 media"_s), qPrintable(back->warnings.join(u'\n')));
}

void TestPushMedia::aProductGoesThoughReadingItAndItsPicturesTakesLong()
{
    auto &desk = m_demo->desk;
    desk.sql(u"DELETE FROM products WHERE id = %1"_s.arg(m_product.value));
    QCOMPARE(desk.stageAndApprove(), 1);
    // Neither is too late, but both together are.
    TestSupport::LateShop late(m_demo->shop, desk.clock);
    late.lateBy.insert(u"products_by_ids"_s, desk.times.readAge * 11 / 20);
    late.lateBy.insert(u"media_addresses"_s, desk.times.readAge * 11 / 20);
    desk.port = &late;
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(desk.value(u"SELECT string_agg(kind || ' ' || state, ',') FROM sync_operations"_s),
        u"product_delete confirmed"_s);
}

void TestPushMedia::aProductComesBackWithoutPicturesThatAreRefused()
{
    /// The shop, which takes no picture from anywhere with a new product.
    class Refusing final : public ShopPort
    {
    public:
        explicit Refusing(ShopPort &shop)
            : m_port(shop)
        { }
        QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
        {
            const QJsonArray files = request.variables.value(u"input").toObject().value(u"files").toArray();
            const bool fetches = std::any_of(files.begin(), files.end(),
                [](const QJsonValue &file) { return file.toObject().contains(u"originalSource"); });
            if (request.document != u"product_set" || !fetches)
                co_return co_await m_port.execute(request, stop);
            ++refused;
            const QJsonObject error{{u"field"_s, QJsonArray{u"input"_s, u"files"_s, u"0"_s, u"originalSource"_s}},
                {u"message"_s, u"Image cannot be downloaded"_s}, {u"code"_s, u"INVALID_IMAGE_SOURCE_URL"_s}};
            ShopReply reply;
            reply.requestId = u"refused-1"_s;
            reply.data.insert(
                u"productSet"_s, QJsonObject{{u"product"_s, QJsonValue::Null}, {u"userErrors"_s, QJsonArray{error}}});
            co_return reply;
        }
        ThrottleState throttle() const override { return m_port.throttle(); }

        int refused = 0;

    private:
        ShopPort &m_port;
    };
    auto &desk = m_demo->desk;
    desk.sql(u"DELETE FROM products WHERE id = %1"_s.arg(m_product.value));
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    const auto plan = desk.planRollback({.batch = report->batch});
    VERIFY_OK(plan);
    QVERIFY2(plan->items.first().reason.contains(u"fetched again"_s), qPrintable(plan->items.first().reason));
    Refusing shop(m_demo->shop);
    desk.port = &shop;
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QCOMPARE(shop.refused, 1);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QVERIFY2(back->warnings.join(u' ').contains(u"cannot be downloaded"_s), qPrintable(back->warnings.join(u'\n')));
    m_product = ProductId{desk.value(u"SELECT max(id) FROM products"_s).toLongLong()};
    QVERIFY(inShop(m_product).isEmpty());
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

/// One that the catalogue kept, without a counterpart, gets its pictures' new numbers; also when the program dies
/// there.
void TestPushMedia::aProductThatStayedHereShowsThePicturesItGotAgain_data()
{
    QTest::addColumn<QString>("action");
    QTest::newRow("answered") << QString();
    QTest::newRow("answer lost") << u"dropAfter"_s;
    QTest::newRow("lost on the way") << u"dropBefore"_s;
}

void TestPushMedia::aProductThatStayedHereShowsThePicturesItGotAgain()
{
    QFETCH(const QString, action);
    auto &desk = m_demo->desk;
    desk.sql(u"INSERT INTO products (name, status) VALUES ('New pen', 'active')"_s);
    m_product = ProductId{desk.value(u"SELECT max(id) FROM products"_s).toLongLong()};
    desk.sql(u"INSERT INTO product_variants (product_id, position, title, sku, price) VALUES "
             "(%1, 1, 'Default Title', 'NEW-1', 2)"_s.arg(m_product.value));
    add(green, QString());
    add(blue, QString());
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto made = desk.push();
    VERIFY_OK(made);
    const QString first = order();
    QCOMPARE(mediaKeys(first).size(), 2);
    const auto gone = desk.rollBack({.batch = made->batch, .created = CreatedFate::Delete});
    VERIFY_OK(gone);
    QCOMPARE(order(), first);
    if (!action.isEmpty())
        m_shop.faults({QJsonObject{{u"match"_s, u"productSet"_s}, {u"nth"_s, 1}, {u"action"_s, action}}});
    const auto back = desk.rollBack({.batch = gone->batch});
    m_shop.faults({});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QStringList inShopNow;
    for (const QJsonValue &medium : inShop(m_product))
        inShopNow += medium[u"id"].toString().section(u'/', -1);
    QCOMPARE(inShopNow.size(), 2);
    QVERIFY(order() != first);
    QCOMPARE(mediaKeys(order()), inShopNow);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

/// Else they would be added once more by the next send.
void TestPushMedia::aNewProductsPicturesAreFoundWhenItsAnswerIsLost()
{
    auto &desk = m_demo->desk;
    const qint64 there = desk.shopifyId(m_product).value;
    desk.sql(u"UPDATE products SET shopify_product_id = NULL, handle = NULL WHERE id = %1"_s.arg(m_product.value));
    desk.sql(u"DELETE FROM product_facets WHERE product_id = %1"_s.arg(m_product.value));
    desk.sql(u"UPDATE product_variants SET shopify_variant_id = NULL WHERE product_id = %1"_s.arg(m_product.value));
    desk.sql(u"DELETE FROM base_facets WHERE product_id = %1"_s.arg(there));
    desk.sql(u"DELETE FROM base_variants WHERE product_id = %1"_s.arg(there));
    desk.sql(u"DELETE FROM base_products WHERE id = %1"_s.arg(there));
    add(green, u"green"_s);
    add(blue, u"blue"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    m_shop.faults({QJsonObject{{u"match"_s, u"productSet"_s}, {u"nth"_s, 1}, {u"action"_s, u"dropAfter"_s}}});
    const auto report = desk.push();
    m_shop.faults({});
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(altsInShop(), (QStringList{u"green"_s, u"blue"_s}));
    QCOMPARE(desk.value(u"SELECT count(*) FROM product_facets WHERE field LIKE 'media:%https%'"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

QTEST_GUILESS_MAIN(TestPushMedia)
#include "tst_media.moc"
