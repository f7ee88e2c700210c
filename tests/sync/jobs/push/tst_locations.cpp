#include "sync/api/facets.h"
#include "sync/jobs/compare/comparison.h"
#include "sync/jobs/push/shopreads.h"
#include "sync/jobs/replay/replayjob.h"
#include "sync/journal/pgreplayjournal.h"
#include "tests/support/demodesk.h"
#include "tests/support/runtask.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;

namespace {

constexpr qint64 warehouse = 70'000'000'001;
constexpr qint64 store = 70'000'000'002;

/// The shop with somebody else in it, who acts just before a request arrives.
class InterruptedShop final : public ShopPort
{
public:
    /// Before the first write, or before so many-eth request by the document.
    InterruptedShop(ShopPort &shop, std::function<void()> interruption, QString document = {}, int nth = 1)
        : m_shop(shop)
        , m_interruption(std::move(interruption))
        , m_document(std::move(document))
        , m_left(nth)
    { }

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
    {
        const bool isMeant = m_document.isEmpty() ? request.isMutation : request.document == m_document;
        if (isMeant && --m_left == 0)
            m_interruption();
        return m_shop.execute(std::move(request), std::move(stop));
    }
    ThrottleState throttle() const override { return m_shop.throttle(); }

private:
    ShopPort &m_shop;
    std::function<void()> m_interruption;
    QString m_document;
    int m_left;
};

QCoro::Task<Result<QString>> noBackup(std::stop_token)
{
    co_return QString();
}

} // namespace

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))
#define VERIFY_COMPLETED(report)                                                                                       \
    VERIFY_OK(report);                                                                                                 \
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')))

/// Stock at several locations sent to the demo shop over HTTP, with what may come in between.
class TestPushLocations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void setsManyQuantitiesInOneCallAndTakesThemBack();
    void stocksAVariantWhereItWasNot();
    void stocksItAgainThoughReadsAreLate();
    void losesNoAnswer_data();
    void losesNoAnswer();
    void overwritesNobody();
    void overwritesNobodyWhoComesBetweenReadAndWrite();
    void overwritesNobodyWhoStocksItFirst();
    void holdsBackWhereTheLocationIsGone();
    void refusesALocationShopifyDoesNotKnow();
    void takesAVariantFromALocationAndBack_data();
    void takesAVariantFromALocationAndBack();
    void keepsAVariantWhereGoodsAreCommitted();
    void keepsAVariantWhoseStockMovesBeforeItLeaves();
    void keepsWhatTheShopDoesNotTake_data();
    void keepsWhatTheShopDoesNotTake();
    void takesBackOneLocationAlone();
    void isReplayed();
    void refusesTheTotal();
    void aNewProductTakesItsStockAlong();
    void aNewProductGoesWithoutStockThatAServiceCountsAndSaysSo();

private:
    /// The product's first variant in Shopify, or the one at the place.
    qint64 variantOf(ProductId product, int place = 0);
    void put(ProductId product, qint64 location, int quantity, int place = 0);
    QString inShop(ProductId product, qint64 location, int place = 0);
    /// Somebody at the shop counts what is there; without a quantity the variant is no longer stocked there.
    void setInShop(ProductId product, qint64 location, std::optional<int> quantity);
    /// As it is after a pull of a shop in which the variant is not stocked there.
    void stockNowhere(ProductId product);
    /// A variant that this desk has brought to the store, so that no order waits for it there.
    void stockAnew(ProductId product, int quantity);
    /// The variant is no longer to be stocked at the store.
    void takeAway(ProductId product);
    /// A product of whose first variant goods are committed at the store.
    ProductId ofCommittedGoods();
    void adopt();
    /// Stages what was edited as the product does, and approves it.
    void stage();
    QString fields();
    /// What was sent, in order.
    QString kinds();

    DemoShop m_shop{{.products = 40, .locations = 2, .restoreRate = 2000}};
    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<DemoDesk> m_demo;
    QList<ProductId> m_products;
};

void TestPushLocations::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestPushLocations::init()
{
    m_shop.faults({});
    m_shop.reset();
    m_products.clear();
    m_demo = std::make_unique<DemoDesk>(*m_server, m_shop);
    m_demo->desk.sql(u"INSERT INTO mirror_state (complete, query_fingerprint) VALUES (true, 'f')"_s);
    m_demo->desk.sql(
        u"INSERT INTO locations (id, name, active) VALUES (%1, 'Warehouse', true), (%2, 'Store', true)"_s.arg(warehouse)
            .arg(store));
}

void TestPushLocations::adopt()
{
    QList<ShopifyId> ids;
    const QJsonObject answer = m_shop.graphql(u"{ products(first: 3) { nodes { id } } }"_s);
    for (const QJsonValue node : answer.value(u"data")[u"products"][u"nodes"].toArray())
        ids += shopNumber(node[u"id"].toString());
    ShopReads reads(m_demo->shop);
    const auto read = TestSupport::runTask(reads.whole(ids, {}), 60'000);
    QVERIFY(read && *read);
    QList<ProductContent> contents;
    for (const ShopifyId id : std::as_const(ids))
        contents += (*read)->value(id.value).content;
    m_products = m_demo->desk.adopt(contents);
    QCOMPARE(m_demo->desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QVERIFY(m_demo->desk.value(u"SELECT count(*) FROM base_facets WHERE field LIKE 'stock:%'"_s).toInt() >= 6);
}

void TestPushLocations::stage()
{
    auto &desk = m_demo->desk;
    const auto staged = stageLocalEdits(*desk.session, desk.who);
    VERIFY_OK(staged);
    desk.sql(
        u"UPDATE staged_product_changes SET status = 'approved', decided_by = 'Tester', decided_at = now() WHERE status = 'pending'"_s);
}

qint64 TestPushLocations::variantOf(ProductId product, int place)
{
    return m_demo->desk
        .value(
            u"SELECT shopify_variant_id FROM product_variants WHERE product_id = %1 ORDER BY position OFFSET %2 LIMIT 1"_s
                .arg(product.value)
                .arg(place))
        .toLongLong();
}

void TestPushLocations::put(ProductId product, qint64 location, int quantity, int place)
{
    m_demo->desk.sql(
        u"INSERT INTO product_facets (product_id, variant_id, field, value) SELECT product_id, id, 'stock:%1', '%2' FROM product_variants WHERE shopify_variant_id = %3 ON CONFLICT (product_id, coalesce(variant_id, 0), field) DO UPDATE SET value = excluded.value"_s
            .arg(location)
            .arg(quantity)
            .arg(variantOf(product, place)));
}

QString TestPushLocations::inShop(ProductId product, qint64 location, int place)
{
    const QJsonObject answer = m_shop.graphql(
        u"query($id: ID!, $at: ID!) { productVariant(id: $id) { inventoryItem { inventoryLevel(locationId: $at) { quantities(names: [\"available\"]) { quantity } } } } }"_s,
        {{u"id"_s, u"gid://shopify/ProductVariant/%1"_s.arg(variantOf(product, place))},
            {u"at"_s, u"gid://shopify/Location/%1"_s.arg(location)}});
    const QJsonValue level = answer.value(u"data")[u"productVariant"][u"inventoryItem"][u"inventoryLevel"];
    return level.isObject() ? QString::number(level[u"quantities"][0][u"quantity"].toInt()) : u"-"_s;
}

void TestPushLocations::setInShop(ProductId product, qint64 location, std::optional<int> quantity)
{
    const QJsonObject stock{{u"gid://shopify/Location/%1"_s.arg(location),
        quantity ? QJsonValue(*quantity) : QJsonValue(QJsonValue::Null)}};
    m_shop.edit({{u"product"_s, u"gid://shopify/Product/%1"_s.arg(m_demo->desk.shopifyId(product).value)},
        {u"variants"_s,
            QJsonArray{QJsonObject{
                {u"id"_s, u"gid://shopify/ProductVariant/%1"_s.arg(variantOf(product))}, {u"stock"_s, stock}}}}});
}

void TestPushLocations::stockNowhere(ProductId product)
{
    setInShop(product, store, std::nullopt);
    auto &desk = m_demo->desk;
    desk.sql(u"SET syncdesk.applying = 'on'"_s);
    const QString variant = QString::number(variantOf(product));
    desk.sql(
        u"DELETE FROM product_facets WHERE field = 'stock:%1' AND variant_id = (SELECT id FROM product_variants WHERE shopify_variant_id = %2)"_s
            .arg(store)
            .arg(variant));
    for (const QString &table : {u"base_facets"_s, u"shopify_facets"_s})
        desk.sql(u"DELETE FROM %1 WHERE field = 'stock:%2' AND variant_id = %3"_s.arg(table).arg(store).arg(variant));
    desk.sql(u"RESET syncdesk.applying"_s);
}

void TestPushLocations::stockAnew(ProductId product, int quantity)
{
    setInShop(product, store, std::nullopt);
    setInShop(product, store, quantity);
    auto &desk = m_demo->desk;
    desk.sql(u"SET syncdesk.applying = 'on'"_s);
    put(product, store, quantity);
    for (const QString &table : {u"base_facets"_s, u"shopify_facets"_s})
        desk.sql(u"UPDATE %1 SET value = '%2' WHERE variant_id = %3 AND field = 'stock:%4'"_s.arg(table)
                     .arg(quantity)
                     .arg(variantOf(product))
                     .arg(store));
    desk.sql(u"RESET syncdesk.applying"_s);
}

void TestPushLocations::takeAway(ProductId product)
{
    m_demo->desk.sql(
        u"DELETE FROM product_facets WHERE field = 'stock:%1' AND variant_id = (SELECT id FROM product_variants WHERE shopify_variant_id = %2)"_s
            .arg(store)
            .arg(variantOf(product)));
}

ProductId TestPushLocations::ofCommittedGoods()
{
    for (const ProductId product : std::as_const(m_products)) {
        const QJsonObject answer = m_shop.graphql(
            u"query($id: ID!, $at: ID!) { productVariant(id: $id) { inventoryItem { inventoryLevel(locationId: $at) { quantities(names: [\"committed\"]) { quantity } } } } }"_s,
            {{u"id"_s, u"gid://shopify/ProductVariant/%1"_s.arg(variantOf(product))},
                {u"at"_s, u"gid://shopify/Location/%1"_s.arg(store)}});
        if (answer.value(u"data")[u"productVariant"][u"inventoryItem"][u"inventoryLevel"][u"quantities"][0][u"quantity"]
                .toInt()
            > 0)
            return product;
    }
    return {};
}

QString TestPushLocations::kinds()
{
    return m_demo->desk.value(u"SELECT string_agg(kind, ' ' ORDER BY batch_id, sequence) FROM sync_operations"_s);
}

QString TestPushLocations::fields()
{
    return m_demo->desk.value(
        u"SELECT coalesce(string_agg(concat_ws('|', f.field, coalesce(f.base_value, '-'), coalesce(f.local_value, '-'), coalesce(f.remote_value, '-'), f.is_conflict::text), ', ' ORDER BY f.field), '') FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id WHERE c.status = 'pending'"_s);
}

void TestPushLocations::setsManyQuantitiesInOneCallAndTakesThemBack()
{
    adopt();
    auto &desk = m_demo->desk;
    const auto before = desk.snapshot();
    const QString was = inShop(m_products.first(), warehouse);
    put(m_products.first(), warehouse, 1001);
    put(m_products.first(), store, 1002);
    put(m_products.at(1), store, 1003);
    stage();
    const auto report = desk.push();
    VERIFY_COMPLETED(report);
    QCOMPARE(inShop(m_products.first(), warehouse), u"1001"_s);
    QCOMPARE(inShop(m_products.first(), store), u"1002"_s);
    QCOMPARE(inShop(m_products.at(1), store), u"1003"_s);
    QCOMPARE(desk.value(u"SELECT string_agg(kind, ' ') FROM sync_operations"_s), u"inventory_set inventory_set"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QCOMPARE(
        desk.value(u"SELECT count(*) FROM products WHERE locally_edited OR shopify_sync_status <> 'synced'"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT inventory_quantity FROM product_variants WHERE shopify_variant_id = %1"_s.arg(
                 variantOf(m_products.first()))),
        u"2003"_s);

    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_COMPLETED(back);
    QCOMPARE(inShop(m_products.first(), warehouse), was);
    QCOMPARE(before.differences(desk.snapshot()), QStringList());
    stage();
    QCOMPARE(
        desk.value(u"SELECT count(*) FROM staged_product_changes WHERE status IN ('pending', 'approved')"_s), u"0"_s);
    const auto nothing = desk.push();
    QVERIFY(!nothing);
    QCOMPARE(nothing.failure().kind, FailureKind::Refused);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestPushLocations::stocksAVariantWhereItWasNot()
{
    adopt();
    auto &desk = m_demo->desk;
    stockNowhere(m_products.first());
    QCOMPARE(inShop(m_products.first(), store), u"-"_s);
    put(m_products.first(), store, 12);
    stage();
    const auto report = desk.push();
    VERIFY_COMPLETED(report);
    QCOMPARE(inShop(m_products.first(), store), u"12"_s);
    QCOMPARE(desk.value(u"SELECT kind FROM sync_operations"_s), u"inventory_activate"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);

    // It leaves the location again, and comes back when that is taken back in turn.
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_COMPLETED(back);
    QCOMPARE(inShop(m_products.first(), store), u"-"_s);
    QCOMPARE(kinds(), u"inventory_activate inventory_set inventory_deactivate"_s);
    QCOMPARE(
        desk.value(
            u"SELECT count(*) FROM product_facets f JOIN product_variants v ON v.id = f.variant_id WHERE f.field = 'stock:%1' AND v.shopify_variant_id = %2"_s
                .arg(store)
                .arg(variantOf(m_products.first()))),
        u"0"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    const auto again = desk.rollBack({.batch = back->batch});
    VERIFY_COMPLETED(again);
    QCOMPARE(inShop(m_products.first(), store), u"12"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

/// The second call of a rollback is made from a read that may not show the first.
void TestPushLocations::stocksItAgainThoughReadsAreLate()
{
    adopt();
    auto &desk = m_demo->desk;
    desk.times.readLag = std::chrono::seconds(20);
    desk.times.lookAgain = std::chrono::milliseconds(50);
    stockNowhere(m_products.first());
    put(m_products.first(), store, 12);
    stage();
    const auto report = desk.push();
    VERIFY_COMPLETED(report);
    const QJsonObject late{{u"match"_s, u"query"_s}, {u"action"_s, u"stale"_s}, {u"behind"_s, 1500}};
    m_shop.faults({late});
    const auto back = desk.rollBack({.batch = report->batch});
    m_shop.faults({});
    VERIFY_COMPLETED(back);
    QCOMPARE(inShop(m_products.first(), store), u"-"_s);
    m_shop.faults({late});
    const auto again = desk.rollBack({.batch = back->batch});
    m_shop.faults({});
    VERIFY_COMPLETED(again);
    QCOMPARE(inShop(m_products.first(), store), u"12"_s);
}

void TestPushLocations::losesNoAnswer_data()
{
    QTest::addColumn<QString>("mutation");
    QTest::addColumn<QJsonObject>("rule");
    for (const QString &mutation : {u"inventorySetQuantities"_s, u"inventoryActivate"_s}) {
        QTest::addRow("%s done, answer lost", qPrintable(mutation))
            << mutation << QJsonObject{{u"action"_s, u"dropAfter"_s}};
        QTest::addRow("%s lost on the way", qPrintable(mutation))
            << mutation << QJsonObject{{u"action"_s, u"dropBefore"_s}};
        QTest::addRow("%s internal error", qPrintable(mutation))
            << mutation << QJsonObject{{u"action"_s, u"internalError"_s}};
    }
}

void TestPushLocations::losesNoAnswer()
{
    QFETCH(const QString, mutation);
    QFETCH(QJsonObject, rule);
    adopt();
    auto &desk = m_demo->desk;
    if (mutation == u"inventoryActivate") {
        stockNowhere(m_products.first());
    }
    put(m_products.first(), store, 777);
    stage();
    rule.insert(u"match"_s, mutation);
    rule.insert(u"nth"_s, 1);
    m_shop.faults({rule});
    const auto report = desk.push();
    m_shop.faults({});
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(inShop(m_products.first(), store), u"777"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state <> 'confirmed'"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestPushLocations::overwritesNobody()
{
    adopt();
    auto &desk = m_demo->desk;
    const QString was = inShop(m_products.first(), store);
    put(m_products.first(), store, 500);
    stage();
    setInShop(m_products.first(), store, 600);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(inShop(m_products.first(), store), u"600"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations"_s), u"0"_s);
    QCOMPARE(fields(), u"stock:%1|%2|500|600|true"_s.arg(store).arg(was));
}

void TestPushLocations::overwritesNobodyWhoComesBetweenReadAndWrite()
{
    adopt();
    auto &desk = m_demo->desk;
    put(m_products.first(), store, 500);
    stage();
    InterruptedShop shop(m_demo->shop, [this] { setInShop(m_products.first(), store, 600); });
    desk.port = &shop;
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(inShop(m_products.first(), store), u"600"_s);
    QCOMPARE(desk.value(u"SELECT state FROM sync_operations"_s), u"failed"_s);
    QVERIFY(fields().endsWith(u"|500|600|true"_s));
}

void TestPushLocations::overwritesNobodyWhoStocksItFirst()
{
    adopt();
    auto &desk = m_demo->desk;
    stockNowhere(m_products.first());
    put(m_products.first(), store, 500);
    stage();
    InterruptedShop shop(m_demo->shop, [this] { setInShop(m_products.first(), store, 3); });
    desk.port = &shop;
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(inShop(m_products.first(), store), u"3"_s);
    QCOMPARE(fields(), u"stock:%1|-|500|3|true"_s.arg(store));
}

void TestPushLocations::holdsBackWhereTheLocationIsGone()
{
    adopt();
    auto &desk = m_demo->desk;
    put(m_products.first(), store, 500);
    stage();
    setInShop(m_products.first(), store, std::nullopt);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(inShop(m_products.first(), store), u"-"_s);
    QVERIFY2(fields().endsWith(u"|500|-|true"_s), qPrintable(fields()));
}

void TestPushLocations::refusesALocationShopifyDoesNotKnow()
{
    adopt();
    auto &desk = m_demo->desk;
    put(m_products.first(), 999, 5);
    put(m_products.first(), store, 55);
    stage();
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QCOMPARE(inShop(m_products.first(), store), u"55"_s);
    QCOMPARE(desk.value(u"SELECT field FROM facet_edits"_s), u"stock:999"_s);
}

void TestPushLocations::takesAVariantFromALocationAndBack_data()
{
    QTest::addColumn<int>("behind");
    QTest::newRow("shown at once") << 0;
    QTest::newRow("shown after a while") << 700;
}

void TestPushLocations::takesAVariantFromALocationAndBack()
{
    QFETCH(int, behind);
    adopt();
    auto &desk = m_demo->desk;
    desk.times.readLag = std::chrono::seconds(10);
    stockAnew(m_products.first(), 9);
    const auto before = desk.snapshot();
    m_shop.faults({QJsonObject{{u"match"_s, u"query"_s}, {u"action"_s, u"stale"_s}, {u"behind"_s, behind}}});
    takeAway(m_products.first());
    stage();
    const auto report = desk.push({.sendFirst = 1});
    VERIFY_COMPLETED(report);
    // Read back, it is as it was answered.
    QVERIFY2(report->warnings.isEmpty(), qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(inShop(m_products.first(), store), u"-"_s);
    QCOMPARE(kinds(), u"inventory_set inventory_deactivate"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    m_shop.faults({});
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_COMPLETED(back);
    QCOMPARE(inShop(m_products.first(), store), u"9"_s);
    QCOMPARE(before.differences(desk.snapshot()), QStringList());
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestPushLocations::keepsAVariantWhereGoodsAreCommitted()
{
    adopt();
    auto &desk = m_demo->desk;
    const ProductId product = ofCommittedGoods();
    QVERIFY(product.isValid());
    takeAway(product);
    stage();
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QCOMPARE(inShop(product, store), u"0"_s);
    QVERIFY(desk.value(u"SELECT failure FROM staged_product_changes"_s).contains(u"committed"_s));
    QCOMPARE(desk.value(u"SELECT field FROM facet_edits"_s), u"stock:%1"_s.arg(store));
    // What lay there can be put back.
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY(inShop(product, store) != u"0"_s);
}

void TestPushLocations::keepsAVariantWhoseStockMovesBeforeItLeaves()
{
    adopt();
    auto &desk = m_demo->desk;
    stockAnew(m_products.first(), 9);
    takeAway(m_products.first());
    stage();
    InterruptedShop shop(
        m_demo->shop, [this] { setInShop(m_products.first(), store, 4); }, u"stock_by_variants"_s, 2);
    desk.port = &shop;
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(inShop(m_products.first(), store), u"4"_s);
    QVERIFY2(fields().endsWith(u"|-|4|true"_s), qPrintable(fields()));
}

void TestPushLocations::keepsWhatTheShopDoesNotTake_data()
{
    QTest::addColumn<QJsonObject>("place");
    QTest::addColumn<bool>("isTracked");
    QTest::addColumn<QString>("told");
    QTest::newRow("a closed location") << QJsonObject{{u"active"_s, false}} << true << u"deactivated"_s;
    QTest::newRow("a fulfilment service's") << QJsonObject{{u"managed_by"_s, u"ShipFast"_s}} << true << u"ShipFast"_s;
    QTest::newRow("an untracked variant") << QJsonObject() << false << u"does not track"_s;
}

void TestPushLocations::keepsWhatTheShopDoesNotTake()
{
    QFETCH(QJsonObject, place);
    QFETCH(const bool, isTracked);
    QFETCH(const QString, told);
    adopt();
    auto &desk = m_demo->desk;
    const ProductId product = m_products.first();
    const QString was = inShop(product, store);
    put(product, store, 500);
    desk.sql(u"UPDATE products SET vendor = 'Ours' WHERE id = %1"_s.arg(product.value));
    stage();
    place.insert(u"location"_s, u"gid://shopify/Location/%1"_s.arg(store));
    m_shop.control(u"location"_s, place);
    if (!isTracked)
        m_shop.edit({{u"product"_s, u"gid://shopify/Product/%1"_s.arg(desk.shopifyId(product).value)},
            {u"variants"_s,
                QJsonArray{QJsonObject{
                    {u"id"_s, u"gid://shopify/ProductVariant/%1"_s.arg(variantOf(product))}, {u"tracked"_s, false}}}}});
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    const QString failure = desk.value(u"SELECT failure FROM staged_product_changes"_s);
    QVERIFY2(failure.contains(told), qPrintable(failure));
    // The rest of the change is sent, and the edit stays.
    QCOMPARE(kinds(), u"product_update"_s);
    QCOMPARE(inShop(product, store), was);
    QCOMPARE(desk.value(u"SELECT field FROM facet_edits"_s), u"stock:%1"_s.arg(store));
    QCOMPARE(
        desk.value(u"SELECT vendor FROM base_products WHERE id = %1"_s.arg(desk.shopifyId(product).value)), u"Ours"_s);
}

void TestPushLocations::takesBackOneLocationAlone()
{
    adopt();
    auto &desk = m_demo->desk;
    const ProductId product = m_products.first();
    const QString was = inShop(product, store);
    put(product, warehouse, 501);
    put(product, store, 502);
    stage();
    const auto report = desk.push();
    VERIFY_COMPLETED(report);
    const FieldPath only{stockPath(ShopifyId{store}), true};
    const auto plan = desk.planRollback({.batch = report->batch, .fields = {only}});
    VERIFY_OK(plan);
    QCOMPARE(plan->willRestore, 2); // in Shopify and here
    QCOMPARE(plan->items.first().place, u"High Street Store"_s);
    const auto back = desk.rollBack({.batch = report->batch, .fields = {only}});
    VERIFY_COMPLETED(back);
    QCOMPARE(inShop(product, store), was);
    QCOMPARE(inShop(product, warehouse), u"501"_s);
}

void TestPushLocations::isReplayed()
{
    adopt();
    auto &desk = m_demo->desk;
    const ProductId product = m_products.first();
    const QString was = inShop(product, store);
    const QDateTime start = QDateTime::currentDateTimeUtc().addSecs(-1);
    put(product, store, 503);
    stage();
    const auto pushed = desk.push();
    VERIFY_COMPLETED(pushed);
    setInShop(product, store, was.toInt());
    PgReplayJournal recorded(*desk.session);
    ReplayJob job(desk.context(), recorded, desk.leaseTimes);
    const ReplayRequest request{.from = start, .to = QDateTime::currentDateTimeUtc().addSecs(60)};
    const auto ran = TestSupport::runTask(job.run(request, noBackup, {}), 60'000);
    QVERIFY(ran);
    const Result<BatchReport> &report = *ran;
    VERIFY_COMPLETED(report);
    QCOMPARE(inShop(product, store), u"503"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestPushLocations::refusesTheTotal()
{
    adopt();
    auto &desk = m_demo->desk;
    desk.sql(u"UPDATE locations SET active = false WHERE id = %1"_s.arg(store)); // as it was at the last pull
    desk.sql(u"UPDATE product_variants SET inventory_quantity = 9 WHERE shopify_variant_id = %1"_s.arg(
        variantOf(m_products.first())));
    stage();
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations"_s), u"0"_s);
    QVERIFY(desk.value(u"SELECT failure FROM staged_product_changes"_s).contains(u"several locations"_s));
}

void TestPushLocations::aNewProductTakesItsStockAlong()
{
    auto &desk = m_demo->desk;
    desk.sql(u"INSERT INTO products (name, sku) VALUES ('Ruler', 'R-1')"_s);
    desk.sql(
        u"INSERT INTO product_variants (product_id, position, title, sku, price) SELECT id, 1, 'Default Title', 'R-1', 2 FROM products"_s);
    desk.sql(
        u"INSERT INTO product_facets (product_id, variant_id, field, value) SELECT product_id, id, 'stock:%1', '8' FROM product_variants"_s
            .arg(store));
    stage();
    const auto report = desk.push();
    VERIFY_COMPLETED(report);
    const ProductId made{desk.value(u"SELECT id FROM products"_s).toLongLong()};
    QCOMPARE(inShop(made, store), u"8"_s);
    QCOMPARE(inShop(made, warehouse), u"0"_s);
    QCOMPARE(desk.value(u"SELECT string_agg(value, ' ' ORDER BY field) FROM base_facets"_s), u"0 8"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT shopify_sync_status FROM products"_s), u"synced"_s);
}

void TestPushLocations::aNewProductGoesWithoutStockThatAServiceCountsAndSaysSo()
{
    auto &desk = m_demo->desk;
    m_shop.control(
        u"location"_s, {{u"location"_s, u"gid://shopify/Location/%1"_s.arg(store)}, {u"managed_by"_s, u"ShipFast"_s}});
    desk.sql(u"INSERT INTO products (name, sku) VALUES ('Ruler', 'R-1')"_s);
    desk.sql(
        u"INSERT INTO product_variants (product_id, position, title, sku, price) SELECT id, 1, 'Default Title', 'R-1', 2 FROM products"_s);
    desk.sql(
        u"INSERT INTO product_facets (product_id, variant_id, field, value) SELECT v.product_id, v.id, s.field, s.value FROM product_variants v, (VALUES ('stock:%1', '8'), ('stock:%2', '3')) AS s (field, value)"_s
            .arg(warehouse)
            .arg(store));
    stage();
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    const QString failure = desk.value(u"SELECT failure FROM staged_product_changes"_s);
    QVERIFY2(failure.contains(u"ShipFast"_s), qPrintable(failure));
    QVERIFY2(failure.contains(u"is in Shopify, but without"_s), qPrintable(failure));
    QCOMPARE(kinds(), u"product_create"_s);
    QVERIFY(!desk.value(u"SELECT after FROM sync_operations"_s).contains(stockPath(ShopifyId{store})));
    const ProductId made{desk.value(u"SELECT id FROM products"_s).toLongLong()};
    QCOMPARE(inShop(made, warehouse), u"8"_s);
    QVERIFY(inShop(made, store) != u"3"_s);
    QCOMPARE(desk.value(u"SELECT value FROM product_facets WHERE field = 'stock:%1'"_s.arg(store)), u"3"_s);
}

QTEST_GUILESS_MAIN(TestPushLocations)
#include "tst_locations.moc"
