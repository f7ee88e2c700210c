#include "sync/api/facets.h"
#include "tests/support/demodesk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;

namespace {

// As the demo shop numbers them.
const QString manual = u"collection:50000000000064"_s;
const QString online = u"publication:90000000001"_s;
const QString counter = u"publication:90000000002"_s;
const QString category = u"category:standard"_s;

} // namespace

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

/// Category, collections and sales channels sent to the demo shop over HTTP, with what may come in between.
class TestPushMemberships final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void joinsLeavesAndTakesBack();
    void losesNoAnswer_data();
    void losesNoAnswer();
    void whatAnotherDidAtTheSameKeyIsNotOverwritten();
    void whatBothAddedStays();
    void refusesWhatChoosesByItself();
    void withoutTheRightNothingIsChangedInChannels();
    void aProductTakesThemAlongAndBack();

private:
    void put(ProductId product, const QString &path, const QString &value = u"true"_s);
    void take(ProductId product, const QString &path);
    /// What Shopify holds: `category`, `collections`, `publications`.
    QJsonObject inShop(ProductId product);
    bool isIn(ProductId product, const QString &path);
    QString gid(ProductId product);

    DemoShop m_shop{{.products = 40, .locations = 1, .restoreRate = 2000}};
    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<DemoDesk> m_demo;
    ProductId m_product; ///< In no collection filled by hand but the first, on sale nowhere but in the online store.
};

void TestPushMemberships::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestPushMemberships::init()
{
    m_shop.faults({});
    m_shop.reset();
    m_demo = std::make_unique<DemoDesk>(*m_server, m_shop);
    m_product = m_demo->adoptFirst(3).at(1);
    // Known to be in the shop, as a pull would have noted.
    m_demo->desk.sql(u"INSERT INTO shopify_collections (id, title, handle, rule_based) VALUES "
                     "(50000000000064, 'Staff Picks', 'staff-picks', false)"_s);
}

QString TestPushMemberships::gid(ProductId product)
{
    return u"gid://shopify/Product/%1"_s.arg(m_demo->desk.shopifyId(product).value);
}

void TestPushMemberships::put(ProductId product, const QString &path, const QString &value)
{
    m_demo->desk.sql(
        u"INSERT INTO product_facets (product_id, field, value) VALUES (%1, '%2', '%3') "
        "ON CONFLICT (product_id, coalesce(variant_id, 0), field) DO UPDATE SET value = excluded.value"_s.arg(
            QString::number(product.value), path, value));
}

void TestPushMemberships::take(ProductId product, const QString &path)
{
    m_demo->desk.sql(u"DELETE FROM product_facets WHERE product_id = %1 AND field = '%2'"_s.arg(
        QString::number(product.value), path));
}

QJsonObject TestPushMemberships::inShop(ProductId product)
{
    const QString id = gid(product);
    return m_shop.snapshot({id})[u"products"][id].toObject();
}

bool TestPushMemberships::isIn(ProductId product, const QString &path)
{
    const Membership in = membership(path).value_or(Membership{});
    const bool isChannel = in.kind == Membership::Kind::Publication;
    return inShop(product)[isChannel ? u"publications"_s : u"collections"_s].toArray().contains(
        u"gid://shopify/%1/%2"_s.arg(isChannel ? u"Publication"_s : u"Collection"_s).arg(in.id.value));
}

void TestPushMemberships::joinsLeavesAndTakesBack()
{
    auto &desk = m_demo->desk;
    QVERIFY(!isIn(m_product, manual));
    QVERIFY(isIn(m_product, online));
    QVERIFY(!isIn(m_product, counter));
    const auto before = desk.snapshot();
    put(m_product, manual);
    put(m_product, counter);
    put(m_product, category, u"el"_s);
    take(m_product, online);
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QVERIFY(isIn(m_product, manual));
    QVERIFY(isIn(m_product, counter));
    QVERIFY(!isIn(m_product, online));
    QCOMPARE(inShop(m_product)[u"category"].toString(), u"el"_s);
    QCOMPARE(desk.value(u"SELECT string_agg(kind, ' ' ORDER BY sequence) FROM sync_operations"_s),
        u"product_update channels_leave channels_join"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QCOMPARE(
        desk.value(u"SELECT count(*) FROM products WHERE locally_edited OR shopify_sync_status <> 'synced'"_s), u"0"_s);

    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(before.differences(desk.snapshot()), QStringList());
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestPushMemberships::losesNoAnswer_data()
{
    QTest::addColumn<QString>("mutation");
    QTest::addColumn<QString>("action");
    for (const QString &mutation : {u"productUpdate"_s, u"publishablePublish"_s, u"publishableUnpublish"_s})
        for (const QString &action : {u"dropAfter"_s, u"dropBefore"_s, u"internalError"_s})
            QTest::addRow("%s %s", qPrintable(mutation), qPrintable(action)) << mutation << action;
}

void TestPushMemberships::losesNoAnswer()
{
    QFETCH(const QString, mutation);
    QFETCH(const QString, action);
    auto &desk = m_demo->desk;
    put(m_product, manual);
    put(m_product, counter);
    take(m_product, online);
    QCOMPARE(desk.stageAndApprove(), 1);
    m_shop.faults({QJsonObject{{u"match"_s, mutation}, {u"action"_s, action}, {u"nth"_s, 1}}});
    const auto report = desk.push();
    m_shop.faults({});
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QVERIFY(isIn(m_product, manual));
    QVERIFY(isIn(m_product, counter));
    QVERIFY(!isIn(m_product, online));
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state <> 'confirmed'"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

/// The one key that can be changed to something else by somebody else is the category.
void TestPushMemberships::whatAnotherDidAtTheSameKeyIsNotOverwritten()
{
    auto &desk = m_demo->desk;
    put(m_product, category, u"el"_s);
    put(m_product, manual);
    QCOMPARE(desk.stageAndApprove(), 1);
    m_shop.edit({{u"product"_s, gid(m_product)},
        {u"fields"_s, QJsonObject{{u"category"_s, u"gid://shopify/TaxonomyCategory/os-13"_s}}}});
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(inShop(m_product)[u"category"].toString(), u"os-13"_s);
    QVERIFY(!isIn(m_product, manual));
    QCOMPARE(
        desk.value(u"SELECT concat_ws('|', local_value, remote_value, is_conflict::text) FROM staged_field_changes f "
                   "JOIN staged_product_changes c ON c.id = f.change_id "
                   "WHERE c.status = 'pending' AND f.field = 'category:standard'"_s),
        u"el|os-13|true"_s);
}

void TestPushMemberships::whatBothAddedStays()
{
    auto &desk = m_demo->desk;
    put(m_product, counter);
    QCOMPARE(desk.stageAndApprove(), 1);
    m_shop.edit({{u"product"_s, gid(m_product)},
        {u"fields"_s,
            QJsonObject{{u"collectionsToJoin"_s, QJsonArray{u"gid://shopify/Collection/50000000000064"_s}}}}});
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QVERIFY(isIn(m_product, manual));
    QVERIFY(isIn(m_product, counter));
    QVERIFY(isIn(m_product, online));
}

void TestPushMemberships::refusesWhatChoosesByItself()
{
    const QString smart = u"smart_collection:50000000000128"_s;
    QVERIFY(whyNotWritable(smart)->contains(u"rules"_s));
    for (const QString &path : {manual, online, category})
        QVERIFY2(!whyNotWritable(path), qPrintable(path));
    // An edit of one is nobody's; whoever stages it all the same is told why, and nothing is sent.
    auto &desk = m_demo->desk;
    put(m_product, u"smart_collection:999"_s);
    desk.sql(u"DELETE FROM product_facets WHERE field = '%1'"_s.arg(smart));
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QVERIFY(desk.stageAndApprove() > 0);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 0);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations"_s), u"0"_s);
    QVERIFY(desk.value(u"SELECT failure FROM staged_product_changes WHERE product_id = %1"_s.arg(m_product.value))
                .contains(u"rules"_s));
}

void TestPushMemberships::withoutTheRightNothingIsChangedInChannels()
{
    auto &desk = m_demo->desk;
    put(m_product, counter);
    QCOMPARE(desk.stageAndApprove(), 1);
    m_shop.control(
        u"settings"_s, {{u"withheld_scopes"_s, QJsonArray{u"read_publications"_s, u"write_publications"_s}}});
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QVERIFY(!isIn(m_product, counter));
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations"_s), u"0"_s);
    QVERIFY2(desk.value(u"SELECT failure FROM staged_product_changes"_s).contains(u"read_publications"_s),
        qPrintable(desk.value(u"SELECT failure FROM staged_product_changes"_s)));
    // All else is read, written and taken back without it.
    desk.sql(u"UPDATE products SET name = 'Elsewhere' WHERE id = %1"_s.arg(m_product.value));
    take(m_product, counter);
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto title = desk.push();
    VERIFY_OK(title);
    QVERIFY2(title->status == BatchStatus::Completed, qPrintable(title->warnings.join(u'\n')));
    const auto back = desk.rollBack({.batch = title->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(desk.value(u"SELECT count(*) FROM shopify_facets WHERE field = '%1' AND product_id = %2"_s.arg(
                 online, QString::number(desk.shopifyId(m_product).value))),
        u"1"_s);
}

void TestPushMemberships::aProductTakesThemAlongAndBack()
{
    auto &desk = m_demo->desk;
    put(m_product, manual);
    QCOMPARE(desk.stageAndApprove(), 1);
    VERIFY_OK(desk.push());
    const QJsonObject held = inShop(m_product);
    desk.sql(u"DELETE FROM products WHERE id = %1"_s.arg(m_product.value));
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    m_product = ProductId{desk.value(u"SELECT max(id) FROM products"_s).toLongLong()};
    QCOMPARE(inShop(m_product)[u"category"], held[u"category"]);
    QVERIFY(isIn(m_product, manual));
    QVERIFY(isIn(m_product, online));
    QVERIFY(!isIn(m_product, counter));
    QCOMPARE(
        desk.value(u"SELECT string_agg(kind, ' ' ORDER BY sequence) FROM sync_operations WHERE batch_id = %1"_s.arg(
            back->batch.value)),
        u"product_create channels_join"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    // Taken back once more, it is gone whole, and comes back so.
    const auto gone = desk.rollBack({.batch = back->batch, .created = CreatedFate::Delete});
    VERIFY_OK(gone);
    QVERIFY2(gone->status == BatchStatus::Completed, qPrintable(gone->warnings.join(u'\n')));
    const auto again = desk.rollBack({.batch = gone->batch});
    VERIFY_OK(again);
    QVERIFY2(again->status == BatchStatus::Completed, qPrintable(again->warnings.join(u'\n')));
    m_product = ProductId{desk.value(u"SELECT max(id) FROM products"_s).toLongLong()};
    QVERIFY(isIn(m_product, manual));
    QVERIFY(isIn(m_product, online));
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

QTEST_GUILESS_MAIN(TestPushMemberships)
#include "tst_memberships.moc"
