#include "tests/support/demodesk.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;

namespace {

/// The way to the shop, on which somebody comes in between whenever a mutation goes without an answer or is turned
/// away.
class MeetingShop final : public ShopPort
{
public:
    MeetingShop(ShopPort &shop, std::function<void()> meet)
        : m_shop(shop)
        , m_meet(std::move(meet))
    { }

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
    {
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        m_writes += request.isMutation ? 1 : 0;
        if (!reply && request.isMutation)
            m_meet();
        co_return reply;
    }
    ThrottleState throttle() const override { return m_shop.throttle(); }
    int writes() const { return m_writes; }

private:
    ShopPort &m_shop;
    std::function<void()> m_meet;
    int m_writes = 0;
};

} // namespace

/// Push and rollback against the demo shop over HTTP, on a real database.
class TestPushToDemoShop final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void sendsEverySortOfChangeAndTakesItBack();
    void createsAndDeletes();
    void survivesFaults_data();
    void survivesFaults();
    void stopsWhenTheTokenIsRevoked();
    void overwritesNobody();
    void overwritesNobodyWhoComesWhileShopifyAsksToWait();
    void takesNothingThatOthersWroteWhileAnAnswerWasLost();
    void takesTheShopsNameForNoVendorWhileAnAnswerWasLost();

private:
    DemoShop m_shop{{.products = 60, .locations = 1, .restoreRate = 2000}};
    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<DemoDesk> m_demo;
};

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

void TestPushToDemoShop::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestPushToDemoShop::cleanupTestCase()
{
    m_demo.reset();
    m_server.reset();
}

void TestPushToDemoShop::init()
{
    m_shop.reset();
    m_demo = std::make_unique<DemoDesk>(*m_server, m_shop);
}

void TestPushToDemoShop::sendsEverySortOfChangeAndTakesItBack()
{
    m_demo->adoptFirst(12);
    auto &desk = m_demo->desk;
    const auto before = desk.snapshot();
    desk.sql(u"UPDATE products SET name = name || ' v2', vendor = 'Other', tags = '{zz,aa}', seo_title = 'S', "
             u"product_type = 'T', "
             "description_html = '<p>new</p>', status = 'draft', handle = handle || '-2'"_s);
    desk.sql(
        u"UPDATE product_variants SET price = price + 0.5, compare_at_price = price + 10, barcode = 'B', sku = sku || "
        u"'x', cost = 1.25, "
        "inventory_quantity = inventory_quantity + 3, taxable = NOT taxable, inventory_policy = 'continue', weight = 1.5, weight_unit = 'kg'"_s);
    QCOMPARE(desk.stageAndApprove(), 12);
    PushRequest request;
    request.overrideBreaker = true;
    const auto report = desk.push(request);
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(
        desk.value(u"SELECT count(*) FROM products WHERE locally_edited OR shopify_sync_status <> 'synced'"_s), u"0"_s);
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(before.differences(desk.snapshot()), QStringList());
    QCOMPARE(m_shop.stats().value(u"throttled").toInt(), 0);
}

void TestPushToDemoShop::createsAndDeletes()
{
    const ProductId gone = m_demo->adoptFirst(3).first();
    auto &desk = m_demo->desk;
    desk.sql(u"DELETE FROM products WHERE id = %1"_s.arg(gone.value));
    desk.sql(u"INSERT INTO products (name, option_names, tags) VALUES ('Brand new pen', '{Size}', '{new}')"_s);
    desk.sql(
        u"INSERT INTO product_variants (product_id, position, title, sku, price, inventory_quantity, option1) "
        "SELECT id, n, 'S' || n, 'N-' || n, n, n, 'S' || n FROM products, generate_series(1, 3) n WHERE name = 'Brand new pen'"_s);
    QCOMPARE(desk.stageAndApprove(), 2);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(desk.value(u"SELECT count(*) FROM product_variants v JOIN base_variants b ON b.id = v.shopify_variant_id "
                        u"WHERE v.sku LIKE 'N-%' "
                        "AND b.inventory_quantity = v.inventory_quantity"_s),
        u"3"_s);
    const auto back = desk.rollBack({.batch = report->batch, .created = CreatedFate::Delete});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(desk.value(u"SELECT count(*) FROM products WHERE shopify_product_id IS NOT NULL AND NOT locally_edited"_s),
        u"3"_s);
}

void TestPushToDemoShop::survivesFaults_data()
{
    QTest::addColumn<QJsonObject>("rule");
    QTest::newRow("done, answer lost") << QJsonObject{{u"action"_s, u"dropAfter"_s}};
    QTest::newRow("lost on the way") << QJsonObject{{u"action"_s, u"dropBefore"_s}};
    QTest::newRow("502") << QJsonObject{{u"action"_s, u"status"_s}, {u"status"_s, 502}};
    QTest::newRow("internal error") << QJsonObject{{u"action"_s, u"internalError"_s}};
    QTest::newRow("throttled") << QJsonObject{{u"action"_s, u"throttled"_s}};
    QTest::newRow("429") << QJsonObject{{u"action"_s, u"status"_s}, {u"status"_s, 429}, {u"retry_after"_s, 0.3}};
    QTest::newRow("a page instead of an answer") << QJsonObject{{u"action"_s, u"html"_s}};
}

void TestPushToDemoShop::survivesFaults()
{
    QFETCH(QJsonObject, rule);
    m_demo->adoptFirst(3);
    auto &desk = m_demo->desk;
    desk.sql(u"UPDATE products SET vendor = 'Faulty'"_s);
    desk.stageAndApprove();
    rule.insert(u"match"_s, u"productUpdate"_s);
    rule.insert(u"nth"_s, 2);
    m_shop.faults({rule});
    const auto report = desk.push();
    m_shop.faults({});
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 3);
    QCOMPARE(desk.value(u"SELECT count(*) FROM shopify_products WHERE vendor = 'Faulty'"_s), u"3"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state <> 'confirmed'"_s), u"0"_s);
}

void TestPushToDemoShop::stopsWhenTheTokenIsRevoked()
{
    m_demo->adoptFirst(6);
    auto &desk = m_demo->desk;
    desk.settings.parallelWorkers = 1;
    desk.sql(u"UPDATE products SET vendor = 'Revoked'"_s);
    desk.stageAndApprove();
    m_shop.faults({QJsonObject{{u"match"_s, u"productUpdate"_s}, {u"nth"_s, 3}, {u"action"_s, u"revokeToken"_s}}});
    const auto report = desk.push();
    m_shop.faults({});
    m_shop.reset();
    QVERIFY(!report);
    QCOMPARE(report.failure().kind, FailureKind::ShopUnauthorised);
    QCOMPARE(desk.value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'applied'"_s), u"2"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'approved'"_s), u"4"_s);
    QCOMPARE(
        desk.value(u"SELECT count(*) FROM sync_operations WHERE state IN ('planned', 'sent', 'unknown')"_s), u"0"_s);
}

void TestPushToDemoShop::overwritesNobody()
{
    const ProductId product = m_demo->adoptFirst(2).first();
    auto &desk = m_demo->desk;
    desk.sql(u"UPDATE products SET name = name || ' ours'"_s);
    desk.stageAndApprove();
    m_shop.edit({{u"product"_s, u"gid://shopify/Product/%1"_s.arg(desk.shopifyId(product).value)},
        {u"fields"_s, QJsonObject{{u"title"_s, u"Theirs"_s}}}});
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(desk.value(u"SELECT title FROM shopify_products WHERE id = %1"_s.arg(desk.shopifyId(product).value)),
        u"Theirs"_s);
}

void TestPushToDemoShop::overwritesNobodyWhoComesWhileShopifyAsksToWait()
{
    const ProductId product = m_demo->adoptFirst(1).first();
    auto &desk = m_demo->desk;
    desk.sql(u"UPDATE products SET name = name || ' ours'"_s);
    desk.stageAndApprove();
    const QString gid = u"gid://shopify/Product/%1"_s.arg(desk.shopifyId(product).value);
    // Longer than what was read before may be old.
    m_shop.faults({QJsonObject{{u"match"_s, u"productUpdate"_s}, {u"nth"_s, 1}, {u"action"_s, u"status"_s},
        {u"status"_s, 429}, {u"retry_after"_s, 2.5}}});
    MeetingShop edited(m_demo->shop, [&] {
        m_shop.edit({{u"product"_s, gid}, {u"fields"_s, QJsonObject{{u"title"_s, u"Theirs"_s}}}});
    });
    desk.port = &edited;
    const auto report = desk.push();
    desk.port = &m_demo->shop;
    m_shop.faults({});
    VERIFY_OK(report);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(edited.writes(), 1);
    const QJsonObject held = m_shop.graphql(u"query($id: ID!) { product(id: $id) { title } }"_s, {{u"id"_s, gid}});
    QCOMPARE(held[u"data"_s][u"product"_s][u"title"_s].toString(), u"Theirs"_s);
}

void TestPushToDemoShop::takesNothingThatOthersWroteWhileAnAnswerWasLost()
{
    const ProductId product = m_demo->adoptFirst(1).first();
    auto &desk = m_demo->desk;
    const ShopifyId id = desk.shopifyId(product);
    const QString vendor = desk.value(u"SELECT vendor FROM products"_s);
    desk.sql(u"UPDATE products SET name = 'Ours', vendor = 'Ours'"_s);
    desk.stageAndApprove();
    MeetingShop shop(m_demo->shop, [&] {
        m_shop.edit({{u"product"_s, u"gid://shopify/Product/%1"_s.arg(id.value)},
            {u"fields"_s, QJsonObject{{u"vendor"_s, u"Theirs"_s}}}});
    });
    desk.port = &shop;
    m_shop.faults({QJsonObject{{u"match"_s, u"productUpdate"_s}, {u"nth"_s, 1}, {u"action"_s, u"dropAfter"_s}}});
    const auto report = desk.push();
    m_shop.faults({});
    desk.port = &m_demo->shop;
    VERIFY_OK(report);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(desk.value(u"SELECT name || '|' || vendor FROM products"_s), u"Ours|Ours"_s);
    QCOMPARE(desk.value(u"SELECT title || '|' || vendor FROM base_products"_s), u"Ours|"_s + vendor);
    QCOMPARE(desk.value(u"SELECT title || '|' || vendor FROM shopify_products"_s), u"Ours|Theirs"_s);
    QCOMPARE(desk.value(u"SELECT field || '|' || is_conflict FROM staged_field_changes f "
                        u"JOIN staged_product_changes c ON c.id = f.change_id WHERE c.direction = 'pull'"_s),
        u"vendor|true"_s);
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QCOMPARE(desk.value(u"SELECT vendor FROM shopify_products"_s), u"Theirs"_s);
    QCOMPARE(desk.value(u"SELECT name = 'Ours' FROM products"_s), u"f"_s);
}

void TestPushToDemoShop::takesTheShopsNameForNoVendorWhileAnAnswerWasLost()
{
    m_demo->adoptFirst(2);
    auto &desk = m_demo->desk;
    const auto before = desk.snapshot();
    desk.sql(u"UPDATE products SET vendor = ''"_s);
    desk.stageAndApprove();
    m_shop.faults({QJsonObject{{u"match"_s, u"productUpdate"_s}, {u"nth"_s, 1}, {u"action"_s, u"dropAfter"_s}}});
    const auto report = desk.push();
    m_shop.faults({});
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    const QJsonObject greeting = m_shop.graphql(u"{ shop { name } }"_s);
    const QString name = greeting[u"data"_s][u"shop"_s][u"name"_s].toString();
    for (const QString &side : {u"products"_s, u"base_products"_s, u"shopify_products"_s})
        QCOMPARE(desk.value(u"SELECT string_agg(vendor, '|') FROM "_s + side), name + u'|' + name);
    QCOMPARE(
        desk.value(u"SELECT count(*) FROM products WHERE locally_edited OR shopify_sync_status <> 'synced'"_s), u"0"_s);
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(before.differences(desk.snapshot()), QStringList());
}

QTEST_GUILESS_MAIN(TestPushToDemoShop)
#include "tst_demoshop.moc"
