#include "sync/db/pgsession.h"
#include "sync/reader/productreads.h"
#include "sync/review/productedits.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

class TestProductEdits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void writesFieldsAndNotesTheEdit();
    void writesVariants();
    void editsStockWhereItLies();
    void refusesStockThatLiesElsewhere_data();
    void refusesStockThatLiesElsewhere();
    void refusesStockThatIsNotTracked();
    void takesAVariantFromALocation();
    void emptiesWhatMayBeEmpty();
    void remarksOnWhatIsOdd();
    void refusesABadValueAndWritesNothing();
    void refusesAnEmptyEdit();
    void theSecondOfTwoEditorsIsToldOfTheFirst();
    void saysWhenTheProductIsGone();
    void saysWhenAVariantIsGone();
    void aVariantOfAnotherProductIsNotTouched();
    void aMetafieldKeepsItsType();
    void aProductIsPutOnlyIntoWhatTheShopHas();

private:
    ProductDetail detail(qint64 id = 1) { return *readProductDetail(*m_session, {id}); }
    qint64 count(const QString &query) { return m_session->executeText(query)->first().int64(0); }

    PrivatePostgres m_postgres;
    std::unique_ptr<PgSession> m_session;
    const Operator m_anna{u"Anna"_s, u"desk-1"_s};
    const Operator m_ben{u"Ben"_s, u"desk-2"_s};
};

void TestProductEdits::initTestCase()
{
    m_session = std::move(PgSession::open(m_postgres.createDatabase())).value();
}

void TestProductEdits::init()
{
    QVERIFY(m_session->executeScript(R"(
        truncate products cascade;
        delete from locations;
        insert into products (id, name, shopify_product_id, tags) values (1, 'Blue pen', 101, '{a}'), (2, 'Red pen', 102, '{}');
        insert into product_variants (id, product_id, position, sku, price, compare_at_price, shopify_variant_id)
            values (11, 1, 1, 'PEN-1', 2.50, 3.00, 1011), (21, 2, 1, 'PEN-2', 1.50, null, 1021);
        update products set shopify_sync_status = 'synced', locally_edited = false;
    )"));
}

void TestProductEdits::writesFieldsAndNotesTheEdit()
{
    const ProductDetail before = detail();
    QCOMPARE(before.row.syncStatus, SyncStatus::Synced);
    const qint64 audited = count(u"select count(*) from audit_log"_s);
    ProductEdit edit{{1}, before.contentVersion, {{u"title"_s, u"Green pen"_s}, {u"tags"_s, u"[\"b\",\"c d\"]"_s}}, {}};
    QVERIFY(editProduct(*m_session, edit, m_anna));
    const ProductDetail after = detail();
    QCOMPARE(after.row.title, u"Green pen"_s);
    QCOMPARE(after.tags, QStringList({u"b"_s, u"c d"_s}));
    QCOMPARE(after.row.syncStatus, SyncStatus::Modified);
    QCOMPARE(after.contentVersion, before.contentVersion + 1);
    QCOMPARE(count(u"select count(*) from products where locally_edited and updated_by = 'Anna'"_s), 1);
    QCOMPARE(count(u"select count(*) from audit_log"_s), audited + 1);
}

void TestProductEdits::writesVariants()
{
    ProductEdit edit{{1}, detail().contentVersion, {},
        {{VariantId{11}, {{u"price"_s, u"9.9"_s}, {u"inventory_quantity"_s, u"12"_s}, {u"barcode"_s, u"4006381"_s}}}}};
    QVERIFY(editProduct(*m_session, edit, m_anna));
    const ProductDetail after = detail();
    QCOMPARE(after.variants[0].price, u"9.90"_s);
    QCOMPARE(after.variants[0].inventory, 12);
    QCOMPARE(after.variants[0].barcode, u"4006381"_s);
    QCOMPARE(after.variants[0].sku, u"PEN-1"_s);
    QCOMPARE(after.row.minPrice, u"9.90"_s);
    QCOMPARE(after.row.inventory, 12);
    QCOMPARE(after.row.syncStatus, SyncStatus::Modified);
}

void TestProductEdits::editsStockWhereItLies()
{
    QVERIFY(
        m_session->executeText(u"insert into locations values (701, 'Shop Vienna', true), (702, 'Shop Graz', true)"_s));
    ProductEdit edit{
        {1}, detail().contentVersion, {}, {{VariantId{11}, {{u"stock:701"_s, u" 007"_s}, {u"stock:702"_s, u"5"_s}}}}};
    QVERIFY(editProduct(*m_session, edit, m_anna));
    const ProductDetail after = detail();
    QCOMPARE(after.variants[0].facets, (QMap<QString, QString>{{u"stock:701"_s, u"7"_s}, {u"stock:702"_s, u"5"_s}}));
    QCOMPARE(after.variants[0].inventory, 12);
    QCOMPARE(after.row.inventory, 12);
    QCOMPARE(after.row.syncStatus, SyncStatus::Modified);
}

void TestProductEdits::refusesStockThatLiesElsewhere_data()
{
    QTest::addColumn<QString>("locations");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("told");
    const QString two = u"(701, 'Shop Vienna', true), (702, 'Shop Graz', true), (703, 'Shop Linz', false)"_s;
    const QString one = u"(701, 'Shop Vienna', true)"_s;
    QTest::newRow("the total") << two << u"inventory_quantity"_s << u"3"_s << u"several locations"_s;
    QTest::newRow("unknown") << two << u"stock:9"_s << u"3"_s << u"no active location with the id 9"_s;
    QTest::newRow("closed") << two << u"stock:703"_s << u"3"_s << u"no active location with the id 703"_s;
    QTest::newRow("no number") << two << u"stock:701"_s << u"many"_s << u"cannot be"_s;
    QTest::newRow("less than none") << two << u"stock:701"_s << u"-1"_s << u"cannot be"_s;
    const QString managed = u"(701, 'Shop Vienna', true, 'ShipFast'), (702, 'Shop Graz', true, '')"_s;
    QTest::newRow("a fulfilment service's") << managed << u"stock:701"_s << u"3"_s << u"ShipFast"_s;
    QTest::newRow("only one place") << one << u"stock:701"_s << u"3"_s << u"one location only"_s;
}

void TestProductEdits::refusesStockThatLiesElsewhere()
{
    QFETCH(const QString, locations);
    QFETCH(const QString, field);
    QFETCH(const QString, value);
    QFETCH(const QString, told);
    QVERIFY(m_session->executeText(u"insert into locations values "_s + locations));
    const ProductDetail before = detail();
    const auto edited
        = editProduct(*m_session, {{1}, before.contentVersion, {}, {{VariantId{11}, {{field, value}}}}}, m_anna);
    QVERIFY(!edited);
    QCOMPARE(edited.failure().kind, FailureKind::BadInput);
    QVERIFY2(edited.failure().what.contains(told), qUtf8Printable(edited.failure().what));
    QCOMPARE(detail(), before);
}

void TestProductEdits::refusesStockThatIsNotTracked()
{
    QVERIFY(
        m_session->executeText(u"insert into locations values (701, 'Shop Vienna', true), (702, 'Shop Graz', true)"_s));
    QVERIFY(m_session->executeText(u"update product_variants set tracked = false where id = 11"_s));
    const auto refused = editProduct(
        *m_session, {{1}, detail().contentVersion, {}, {{VariantId{11}, {{u"stock:701"_s, u"7"_s}}}}}, m_anna);
    QVERIFY(!refused);
    QVERIFY2(refused.failure().what.contains(u"does not track"_s), qUtf8Printable(refused.failure().what));
    // Turning it on and counting is one edit.
    QVERIFY(editProduct(*m_session,
        {{1}, detail().contentVersion, {}, {{VariantId{11}, {{u"tracked"_s, u"true"_s}, {u"stock:701"_s, u"7"_s}}}}},
        m_anna));
    QCOMPARE(detail().variants[0].facets.value(u"stock:701"_s), u"7"_s);
}

void TestProductEdits::takesAVariantFromALocation()
{
    QVERIFY(
        m_session->executeText(u"insert into locations values (701, 'Shop Vienna', true), (702, 'Shop Graz', true)"_s));
    const auto edit = [this](const QHash<QString, QString> &fields) {
        return editProduct(*m_session, {{1}, detail().contentVersion, {}, {{VariantId{11}, fields}}}, m_anna);
    };
    QVERIFY(edit({{u"stock:701"_s, u"7"_s}, {u"stock:702"_s, u"5"_s}}));
    const auto taken = edit({{u"stock:702"_s, u" "_s}});
    QVERIFY(taken);
    QVERIFY(taken->remarks.join(u' ').contains(u"no longer stocked"_s));
    QCOMPARE(detail().variants[0].facets, (QMap<QString, QString>{{u"stock:701"_s, u"7"_s}}));
    QCOMPARE(detail().row.inventory, 7);
}

void TestProductEdits::emptiesWhatMayBeEmpty()
{
    ProductEdit edit{
        {1}, detail().contentVersion, {}, {{VariantId{11}, {{u"compare_at_price"_s, u""_s}, {u"sku"_s, u""_s}}}}};
    QVERIFY(editProduct(*m_session, edit, m_anna));
    QCOMPARE(count(u"select count(*) from product_variants where sku is null and compare_at_price is null"_s), 1);
}

void TestProductEdits::remarksOnWhatIsOdd()
{
    const auto twice = editProduct(
        *m_session, {{1}, detail().contentVersion, {}, {{VariantId{11}, {{u"sku"_s, u"PEN-2"_s}}}}}, m_anna);
    QVERIFY(twice);
    QCOMPARE(twice->remarks.size(), 1);
    QVERIFY2(twice->remarks.first().contains(u"The SKU “PEN-2” is also used by “Red pen”"_s),
        qUtf8Printable(twice->remarks.first()));
    QCOMPARE(detail().variants[0].sku, u"PEN-2"_s);
    const auto mended = editProduct(*m_session,
        {{1}, detail().contentVersion, {{u"title"_s, u" Pen "_s}}, {{VariantId{11}, {{u"price"_s, u"0"_s}}}}}, m_anna);
    QVERIFY(mended);
    QCOMPARE(mended->remarks.size(), 2);
    QVERIFY(editProduct(*m_session, {{1}, detail().contentVersion, {{u"title"_s, u"Blue pen"_s}}, {}}, m_anna)
                ->remarks.isEmpty());
}

void TestProductEdits::refusesABadValueAndWritesNothing()
{
    const ProductDetail before = detail();
    ProductEdit edit{
        {1}, before.contentVersion, {{u"title"_s, u"Green pen"_s}}, {{VariantId{11}, {{u"price"_s, u"1e3"_s}}}}};
    const auto edited = editProduct(*m_session, edit, m_anna);
    QVERIFY(!edited);
    QCOMPARE(edited.failure().kind, FailureKind::BadInput);
    QCOMPARE(detail(), before);
}

void TestProductEdits::refusesAnEmptyEdit()
{
    QCOMPARE(editProduct(*m_session, {{1}, 1, {}, {}}, m_anna).failure().kind, FailureKind::BadInput);
}

void TestProductEdits::theSecondOfTwoEditorsIsToldOfTheFirst()
{
    const qint64 seenByBoth = detail().contentVersion;
    QVERIFY(editProduct(*m_session, {{1}, seenByBoth, {{u"title"_s, u"Green pen"_s}}, {}}, m_anna));
    const auto second = editProduct(*m_session, {{1}, seenByBoth, {{u"title"_s, u"Black pen"_s}}, {}}, m_ben);
    QVERIFY(!second);
    QCOMPARE(second.failure().kind, FailureKind::Stale);
    QVERIFY2(second.failure().what.contains(u"Anna"_s), qUtf8Printable(second.failure().what));
    QCOMPARE(detail().row.title, u"Green pen"_s);
}

void TestProductEdits::saysWhenTheProductIsGone()
{
    QCOMPARE(
        editProduct(*m_session, {{77}, 1, {{u"title"_s, u"x"_s}}, {}}, m_anna).failure().kind, FailureKind::NotFound);
}

void TestProductEdits::saysWhenAVariantIsGone()
{
    const ProductDetail before = detail();
    const auto edited = editProduct(*m_session,
        {{1}, before.contentVersion, {{u"title"_s, u"x"_s}}, {{VariantId{99}, {{u"price"_s, u"1"_s}}}}}, m_anna);
    QCOMPARE(edited.failure().kind, FailureKind::Stale);
    QCOMPARE(detail(), before);
}

void TestProductEdits::aMetafieldKeepsItsType()
{
    const QString text = u"metafield:custom.pages:single_line_text_field"_s;
    const QString number = u"metafield:custom.pages:number_decimal"_s;
    QVERIFY(editProduct(*m_session, {{1}, detail().contentVersion, {{text, u"many"_s}}, {}}, m_anna));
    const auto other = editProduct(*m_session, {{1}, detail().contentVersion, {{number, u"12"_s}}, {}}, m_anna);
    QVERIFY(!other);
    QCOMPARE(other.failure().kind, FailureKind::BadInput);
    QVERIFY(other.failure().what.contains(u"custom.pages"_s));
    QCOMPARE(detail().facets, (QMap<QString, QString>{{text, u"many"_s}}));
    // A variant's of the same name is another one, and one that goes makes room.
    QVERIFY(editProduct(*m_session, {{1}, detail().contentVersion, {}, {{{11}, {{number, u"3"_s}}}}}, m_anna));
    QVERIFY(
        editProduct(*m_session, {{1}, detail().contentVersion, {{text, QString()}, {number, u"12.50"_s}}, {}}, m_anna));
    QCOMPARE(detail().facets, (QMap<QString, QString>{{number, u"12.5"_s}}));
}

void TestProductEdits::aProductIsPutOnlyIntoWhatTheShopHas()
{
    QVERIFY(m_session->executeText(u"INSERT INTO shopify_collections (id, title, handle, rule_based) VALUES "
                                   "(12, 'Staff Picks', 'staff-picks', false), (13, 'Pens', 'pens', true)"_s));
    QVERIFY(m_session->executeText(u"INSERT INTO shopify_publications VALUES (9, 'Online Store')"_s));
    for (const QString &unknown : {u"collection:13"_s, u"collection:77"_s, u"publication:12"_s}) {
        const auto edited = editProduct(*m_session, {{1}, detail().contentVersion, {{unknown, u"true"_s}}, {}}, m_anna);
        QVERIFY2(!edited, qPrintable(unknown));
        QCOMPARE(edited.failure().kind, FailureKind::BadInput);
        QCOMPARE(edited.failure().detail, unknown);
    }
    const QMap<QString, QString> placed{
        {u"category:standard"_s, u"os-4"_s}, {u"collection:12"_s, u"true"_s}, {u"publication:9"_s, u"true"_s}};
    const QHash<QString, QString> fields{
        {u"category:standard"_s, u"os-4"_s}, {u"collection:12"_s, u"true"_s}, {u"publication:9"_s, u"true"_s}};
    QVERIFY(editProduct(*m_session, {{1}, detail().contentVersion, fields, {}}, m_anna));
    QCOMPARE(detail().facets, placed);
    // What the shop no longer has can still be left.
    QVERIFY(m_session->executeText(u"DELETE FROM shopify_collections"_s));
    QVERIFY(editProduct(*m_session, {{1}, detail().contentVersion, {{u"collection:12"_s, QString()}}, {}}, m_anna));
    QVERIFY(!detail().facets.contains(u"collection:12"_s));
}

void TestProductEdits::aVariantOfAnotherProductIsNotTouched()
{
    const auto edited = editProduct(
        *m_session, {{1}, detail().contentVersion, {}, {{VariantId{21}, {{u"price"_s, u"1"_s}}}}}, m_anna);
    QVERIFY(!edited);
    QCOMPARE(detail(2).variants[0].price, u"1.50"_s);
}

QTEST_GUILESS_MAIN(TestProductEdits)
#include "tst_productedits.moc"
