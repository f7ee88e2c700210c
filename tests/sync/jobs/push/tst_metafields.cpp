#include "tests/support/demodesk.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;

namespace {

const QString colour = u"metafield:custom.colour:single_line_text_field"_s;

/// The shop with somebody else in it, who acts just before a write arrives.
class InterruptedShop final : public ShopPort
{
public:
    InterruptedShop(ShopPort &shop, std::function<void()> interruption)
        : m_shop(shop)
        , m_interruption(std::move(interruption))
    { }

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
    {
        if (request.isMutation && m_interruption)
            std::exchange(m_interruption, nullptr)();
        return m_shop.execute(std::move(request), std::move(stop));
    }
    ThrottleState throttle() const override { return m_shop.throttle(); }

private:
    ShopPort &m_shop;
    std::function<void()> m_interruption;
};

} // namespace

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

/// Metafields sent to the demo shop over HTTP, with what may come in between.
class TestPushMetafields final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void setsDeletesAndTakesBack();
    void manyGoTwentyFiveAtATime();
    void losesNoAnswer_data();
    void losesNoAnswer();
    void overwritesNobody();
    void overwritesNobodyWhoComesBetweenReadAndWrite();
    void keepsWhatWasNotRefused();
    void sendsWhatCanBeWrittenBesideWhatCannot();
    void knowsItsOwnValueInAnotherNotation_data();
    void knowsItsOwnValueInAnotherNotation();
    void refusesWhatItCannotWrite();
    void aNewProductGoesWithoutWhatOnlyAnAppMayWriteAndSaysSo();
    void aProductTakesItsMetafieldsAlongAndBack();
    void aProductComesBackWithoutWhatOnlyAnAppMayWrite();

private:
    /// Gives a product, or its first variant, a metafield.
    void put(ProductId product, const QString &path, const QString &value, bool ofVariant = false);
    /// The value Shopify holds; empty for none.
    QString inShop(ProductId product, const QString &key);
    void setInShop(ProductId product, const QString &key, const QString &value);

    DemoShop m_shop{{.products = 40, .locations = 1, .restoreRate = 2000}};
    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<DemoDesk> m_demo;
    QList<ProductId> m_products;
};

void TestPushMetafields::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestPushMetafields::init()
{
    m_shop.faults({});
    m_shop.reset();
    m_demo = std::make_unique<DemoDesk>(*m_server, m_shop);
    m_products = m_demo->adoptFirst(3);
}

void TestPushMetafields::put(ProductId product, const QString &path, const QString &value, bool ofVariant)
{
    const QString variant
        = u"(SELECT id FROM product_variants WHERE product_id = %1 ORDER BY position LIMIT 1)"_s.arg(product.value);
    m_demo->desk.sql(
        u"INSERT INTO product_facets (product_id, variant_id, field, value) VALUES (%1, %2, '%3', '%4') "
        "ON CONFLICT (product_id, coalesce(variant_id, 0), field) DO UPDATE SET value = excluded.value"_s.arg(
            QString::number(product.value), ofVariant ? variant : u"NULL"_s, path, value));
}

QString TestPushMetafields::inShop(ProductId product, const QString &key)
{
    const QJsonObject answer = m_shop.graphql(
        u"query($id: ID!, $key: String!) { product(id: $id) { metafield(namespace: \"custom\", key: $key) { value } } }"_s,
        {{u"id"_s, u"gid://shopify/Product/%1"_s.arg(m_demo->desk.shopifyId(product).value)}, {u"key"_s, key}});
    return answer.value(u"data")[u"product"][u"metafield"][u"value"].toString();
}

void TestPushMetafields::setInShop(ProductId product, const QString &key, const QString &value)
{
    m_shop.graphql(
        u"mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }"_s,
        {{u"m"_s,
            QJsonArray{
                QJsonObject{{u"ownerId"_s, u"gid://shopify/Product/%1"_s.arg(m_demo->desk.shopifyId(product).value)},
                    {u"namespace"_s, u"custom"_s}, {u"key"_s, key}, {u"type"_s, u"single_line_text_field"_s},
                    {u"value"_s, value}}}}});
}

void TestPushMetafields::setsDeletesAndTakesBack()
{
    auto &desk = m_demo->desk;
    put(m_products.at(1), colour, u"red"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    VERIFY_OK(desk.push());
    QCOMPARE(inShop(m_products.at(1), u"colour"_s), u"red"_s);
    const auto before = desk.snapshot();

    put(m_products.first(), colour, u"blue"_s);
    put(m_products.first(), colour, u"dark"_s, true);
    desk.sql(u"DELETE FROM product_facets WHERE product_id = %1 AND field = '%2'"_s.arg(
        QString::number(m_products.at(1).value), colour));
    QCOMPARE(desk.stageAndApprove(), 2);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(inShop(m_products.first(), u"colour"_s), u"blue"_s);
    QCOMPARE(inShop(m_products.at(1), u"colour"_s), QString());
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QCOMPARE(
        desk.value(u"SELECT count(*) FROM products WHERE locally_edited OR shopify_sync_status <> 'synced'"_s), u"0"_s);
    QCOMPARE(desk.value(
                 u"SELECT string_agg(DISTINCT kind, ' ' ORDER BY kind) FROM sync_operations WHERE batch_id = %1"_s.arg(
                     report->batch.value)),
        u"metafields_delete metafields_set"_s);

    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(inShop(m_products.first(), u"colour"_s), QString());
    QCOMPARE(inShop(m_products.at(1), u"colour"_s), u"red"_s);
    QCOMPARE(before.differences(desk.snapshot()), QStringList());
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestPushMetafields::manyGoTwentyFiveAtATime()
{
    for (int i = 0; i < 60; ++i)
        put(m_products.first(), u"metafield:custom.key%1:number_integer"_s.arg(i), QString::number(i));
    auto &desk = m_demo->desk;
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations"_s), u"3"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM base_facets WHERE field LIKE '%custom.key%'"_s), u"60"_s);
    QCOMPARE(inShop(m_products.first(), u"key59"_s), u"59"_s);
}

void TestPushMetafields::losesNoAnswer_data()
{
    QTest::addColumn<QString>("mutation");
    QTest::addColumn<QJsonObject>("rule");
    for (const QString &mutation : {u"metafieldsSet"_s, u"metafieldsDelete"_s}) {
        QTest::addRow("%s done, answer lost", qPrintable(mutation))
            << mutation << QJsonObject{{u"action"_s, u"dropAfter"_s}};
        QTest::addRow("%s lost on the way", qPrintable(mutation))
            << mutation << QJsonObject{{u"action"_s, u"dropBefore"_s}};
        QTest::addRow("%s internal error", qPrintable(mutation))
            << mutation << QJsonObject{{u"action"_s, u"internalError"_s}};
    }
}

void TestPushMetafields::losesNoAnswer()
{
    QFETCH(const QString, mutation);
    QFETCH(QJsonObject, rule);
    auto &desk = m_demo->desk;
    put(m_products.first(), colour, u"red"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    if (mutation == u"metafieldsDelete") {
        VERIFY_OK(desk.push());
        desk.sql(u"DELETE FROM product_facets WHERE field = '%1'"_s.arg(colour));
        QCOMPARE(desk.stageAndApprove(), 1);
    }
    rule.insert(u"match"_s, mutation);
    rule.insert(u"nth"_s, 1);
    m_shop.faults({rule});
    const auto report = desk.push();
    m_shop.faults({});
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(inShop(m_products.first(), u"colour"_s), mutation == u"metafieldsSet" ? u"red"_s : QString());
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state <> 'confirmed'"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestPushMetafields::overwritesNobody()
{
    auto &desk = m_demo->desk;
    put(m_products.first(), colour, u"ours"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    setInShop(m_products.first(), u"colour"_s, u"theirs"_s);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(inShop(m_products.first(), u"colour"_s), u"theirs"_s);
    QCOMPARE(desk.value(u"SELECT value FROM shopify_facets WHERE field = '%1'"_s.arg(colour)), u"theirs"_s);
    QCOMPARE(
        desk.value(
            u"SELECT concat_ws('|', f.base_value, f.local_value, f.remote_value, f.is_conflict::text) FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id WHERE c.status = 'pending'"_s),
        u"ours|theirs|true"_s);
}

void TestPushMetafields::overwritesNobodyWhoComesBetweenReadAndWrite()
{
    auto &desk = m_demo->desk;
    put(m_products.first(), colour, u"ours"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    InterruptedShop shop(m_demo->shop, [this] { setInShop(m_products.first(), u"colour"_s, u"theirs"_s); });
    desk.port = &shop;
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(report->succeeded, 0);
    QCOMPARE(inShop(m_products.first(), u"colour"_s), u"theirs"_s);
    QCOMPARE(desk.value(u"SELECT state FROM sync_operations"_s), u"failed"_s);
    QCOMPARE(desk.value(u"SELECT value FROM shopify_facets WHERE field = '%1'"_s.arg(colour)), u"theirs"_s);
}

void TestPushMetafields::keepsWhatWasNotRefused()
{
    auto &desk = m_demo->desk;
    put(m_products.first(), colour, u"red"_s);
    put(m_products.first(), u"metafield:custom.number:number_integer"_s, u"many"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QCOMPARE(inShop(m_products.first(), u"colour"_s), u"red"_s);
    QCOMPARE(inShop(m_products.first(), u"number"_s), QString());
    QCOMPARE(desk.value(u"SELECT field FROM facet_edits"_s), u"metafield:custom.number:number_integer"_s);
}

/// What is known to be unsendable before it is sent keeps nothing else of the product back either.
void TestPushMetafields::sendsWhatCanBeWrittenBesideWhatCannot()
{
    auto &desk = m_demo->desk;
    const QString thing = u"metafield:custom.thing:hologram"_s;
    const QString pages = u"metafield:custom.pages:number_integer"_s;
    setInShop(m_products.first(), u"pages"_s, u"many"_s);
    put(m_products.first(), colour, u"red"_s);
    put(m_products.first(), thing, u"x"_s);
    put(m_products.first(), pages, u"12"_s);
    desk.sql(u"UPDATE products SET name = 'Renamed' WHERE id = %1"_s.arg(m_products.first().value));
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QCOMPARE(inShop(m_products.first(), u"colour"_s), u"red"_s);
    QCOMPARE(inShop(m_products.first(), u"pages"_s), u"many"_s);
    QCOMPARE(
        desk.value(u"SELECT title FROM base_products WHERE id = %1"_s.arg(desk.shopifyId(m_products.first()).value)),
        u"Renamed"_s);
    const QString failure = desk.value(u"SELECT failure FROM staged_product_changes"_s);
    QVERIFY2(failure.contains(u"type, so it cannot be sent"_s), qPrintable(failure));
    QVERIFY2(failure.contains(u"custom.pages"_s), qPrintable(failure));
    QCOMPARE(desk.value(u"SELECT string_agg(field, ' ' ORDER BY field) FROM facet_edits"_s), pages + u' ' + thing);
}

/// Shopify writes some values down in a way of its own: read back, they are ours all the same.
void TestPushMetafields::knowsItsOwnValueInAnotherNotation_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("stored");
    QTest::newRow("text") << u"single_line_text_field"_s << u" red "_s << u"red"_s;
    QTest::newRow("decimal") << u"number_decimal"_s << u"10"_s << u"10.0"_s;
    QTest::newRow("rating") << u"rating"_s << u"{\"value\":4,\"scale_min\":1,\"scale_max\":5}"_s
                            << u"{\"scale_max\":\"5.0\",\"scale_min\":\"1.0\",\"value\":\"4.0\"}"_s;
    QTest::newRow("moment") << u"date_time"_s << u"2026-11-26T12:30:00+02:00"_s << u"2026-11-26T10:30:00+00:00"_s;
}

void TestPushMetafields::knowsItsOwnValueInAnotherNotation()
{
    QFETCH(const QString, type);
    QFETCH(const QString, sent);
    QFETCH(const QString, stored);
    auto &desk = m_demo->desk;
    const QString path = u"metafield:custom.value:"_s + type;
    put(m_products.first(), path, sent);
    QCOMPARE(desk.stageAndApprove(), 1);
    m_shop.faults({QJsonObject{{u"match"_s, u"metafieldsSet"_s}, {u"nth"_s, 1}, {u"action"_s, u"dropAfter"_s}}});
    const auto report = desk.push();
    m_shop.faults({});
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(report->conflicts, 0);
    QCOMPARE(inShop(m_products.first(), u"value"_s), stored);
    QCOMPARE(desk.value(u"SELECT string_agg(kind || ' ' || state, ', ') FROM sync_operations"_s),
        u"metafields_set confirmed"_s);
    for (const QString &table : {u"product_facets"_s, u"base_facets"_s, u"shopify_facets"_s})
        QCOMPARE(desk.value(u"SELECT value FROM %1 WHERE field = '%2'"_s.arg(table, path)), stored);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestPushMetafields::refusesWhatItCannotWrite()
{
    auto &desk = m_demo->desk;
    put(m_products.first(), u"metafield:custom.thing:hologram"_s, u"x"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations"_s), u"0"_s);
    QVERIFY(desk.value(u"SELECT failure FROM staged_product_changes"_s).contains(u"type"_s));
}

void TestPushMetafields::aNewProductGoesWithoutWhatOnlyAnAppMayWriteAndSaysSo()
{
    auto &desk = m_demo->desk;
    const QString stars = u"metafield:app--1--reviews.stars:rating"_s;
    desk.sql(u"INSERT INTO products (name) VALUES ('Ruler')"_s);
    const ProductId made{desk.value(u"SELECT max(id) FROM products"_s).toLongLong()};
    desk.sql(
        u"INSERT INTO product_variants (product_id, position, title, price) VALUES (%1, 1, 'Default Title', 2)"_s.arg(
            made.value));
    put(made, stars, u"{}"_s);
    put(made, colour, u"red"_s);
    put(made, colour, u"dark"_s, true);
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QCOMPARE(inShop(made, u"colour"_s), u"red"_s);
    const QString failure = desk.value(u"SELECT failure FROM staged_product_changes"_s);
    QVERIFY2(failure.contains(u"is in Shopify, but without"_s), qPrintable(failure));
    QVERIFY2(failure.contains(u"another app"_s), qPrintable(failure));
    // The catalogue keeps it, as a local edit that says why it stays.
    QCOMPARE(desk.value(u"SELECT value FROM product_facets WHERE product_id = %1 AND field = '%2'"_s.arg(
                 QString::number(made.value), stars)),
        u"{}"_s);
    QCOMPARE(desk.value(u"SELECT string_agg(field, ' ') FROM facet_edits"_s), stars);
    QCOMPARE(desk.stageAndApprove(), 1);
    QCOMPARE(desk.value(u"SELECT string_agg(f.field, ' ') FROM staged_field_changes f JOIN staged_product_changes c "
                        "ON c.id = f.change_id WHERE c.status = 'approved'"_s),
        stars);
}

void TestPushMetafields::aProductTakesItsMetafieldsAlongAndBack()
{
    auto &desk = m_demo->desk;
    put(m_products.first(), colour, u"red"_s);
    put(m_products.first(), colour, u"dark"_s, true);
    QCOMPARE(desk.stageAndApprove(), 1);
    VERIFY_OK(desk.push());
    desk.sql(u"DELETE FROM products WHERE id = %1"_s.arg(m_products.first().value));
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(desk.value(u"SELECT count(*) FROM base_facets WHERE field = '%1'"_s.arg(colour)), u"0"_s);
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    for (const QString &table : {u"product_facets"_s, u"base_facets"_s, u"shopify_facets"_s})
        QCOMPARE(
            desk.value(u"SELECT string_agg(value, ' ' ORDER BY value) FROM %1 WHERE field = '%2'"_s.arg(table, colour)),
            u"dark red"_s);
}

/// One metafield of another app's must not keep a product from ever coming back.
void TestPushMetafields::aProductComesBackWithoutWhatOnlyAnAppMayWrite()
{
    auto &desk = m_demo->desk;
    const QString stars = u"metafield:app--1--reviews.stars:rating"_s;
    put(m_products.first(), colour, u"red"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    VERIFY_OK(desk.push());
    const QString id = QString::number(desk.shopifyId(m_products.first()).value);
    m_shop.graphql(
        u"mutation { metafieldsSet(metafields: [{ownerId: \"gid://shopify/Product/%1\", namespace: \"app--1--reviews\", key: \"stars\", type: \"rating\", value: \"{}\"}]) { userErrors { message } } }"_s
            .arg(id));
    desk.sql(u"SET syncdesk.applying = 'on'"_s);
    put(m_products.first(), stars, u"{}"_s);
    desk.sql(u"RESET syncdesk.applying"_s);
    desk.sql(u"INSERT INTO base_facets VALUES (%1, 0, '%2', '{}')"_s.arg(id, stars));
    desk.sql(u"INSERT INTO shopify_facets VALUES (77, %1, 0, '%2', '{}')"_s.arg(id, stars));
    desk.sql(u"DELETE FROM products WHERE id = %1"_s.arg(m_products.first().value));
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(
        desk.value(
            u"SELECT string_agg(field, ' ') FROM product_facets WHERE field LIKE 'metafield:%' AND field NOT LIKE '%material%' AND product_id = (SELECT max(id) FROM products WHERE shopify_product_id NOT IN (SELECT shopify_product_id FROM products WHERE id IN (%1, %2)))"_s
                .arg(QString::number(m_products.at(1).value), QString::number(m_products.at(2).value))),
        colour);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

QTEST_GUILESS_MAIN(TestPushMetafields)
#include "tst_metafields.moc"
