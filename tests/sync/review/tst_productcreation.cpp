#include "sync/api/catalogue.h"
#include "sync/db/pgsession.h"
#include "sync/reader/productreads.h"
#include "sync/review/productcreation.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

using Fields = QHash<QString, QString>;

class TestProductCreation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void makesADraftOfATitleAlone();
    void writesEveryFieldAndVariant();
    void refuses_data();
    void refuses();
    void remarksOnSkusAndHandlesThatOthersHave();
    void isWrittenDown();
    void aCopyHasWhatIsNotTheOriginalsAlone();
    void aCopyIsInItsCategoryAndCollectionsAndOnSaleNowhere();
    void aTitleTooLongForACopyIsShortened();
    void noCopyOfAProductThatIsGone();

private:
    ProductDetail detail(ProductId id) { return *readProductDetail(*m_session, id); }
    qint64 count(const QString &query) { return m_session->executeText(query)->first().int64(0); }
    QString text(const QString &query) { return m_session->executeText(query)->first().text(0); }

    PrivatePostgres m_postgres;
    std::unique_ptr<PgSession> m_session;
    const Operator m_anna{u"Anna"_s, u"desk-1"_s};
};

void TestProductCreation::initTestCase()
{
    m_session = std::move(PgSession::open(m_postgres.createDatabase())).value();
}

void TestProductCreation::init()
{
    QVERIFY(m_session->executeScript(R"(
        truncate products, shopify_products, sync_history cascade;
        insert into products (id, name, shopify_product_id, shopify_sync_status, handle, tags, option_names, status)
            values (1, 'Blue pen', 101, 'synced', 'blue-pen', '{a,b}', '{Colour}', 'active');
        insert into product_variants (id, product_id, position, title, sku, barcode, price, cost, inventory_quantity, option1,
                                      shopify_variant_id, inventory_item_id)
            values (11, 1, 1, 'Blue', 'PEN-1', '4006', 2.50, 1.10, 7, 'Blue', 1011, 5011),
                   (12, 1, 2, 'Navy', 'PEN-2', null, 2.70, null, 0, 'Navy', 1012, 5012);
        insert into shopify_products (id, line_hash, content_hash, title, handle, description_html, vendor, product_type, status,
                                      tags, seo_title, seo_description, option_names, created_at, updated_at)
            values (900, 1, '00000000-0000-0000-0000-000000000000', 'Only there', 'only-there', '', '', '', 'active', '{}', '',
                    '', '{}', now(), now());
        select setval(pg_get_serial_sequence('products', 'id'), 50),
               setval(pg_get_serial_sequence('product_variants', 'id'), 50);
    )"));
}

void TestProductCreation::makesADraftOfATitleAlone()
{
    const auto made = createProduct(*m_session, {{{u"title"_s, u" Pencil "_s}}, {}}, m_anna);
    QVERIFY2(made, made ? "" : qUtf8Printable(made.failure().text() + made.failure().detail));
    const ProductDetail product = detail(made->product);
    QCOMPARE(product.row.title, u"Pencil"_s);
    QCOMPARE(product.row.status, ProductStatus::Draft);
    QCOMPARE(product.row.syncStatus, SyncStatus::NeverLinked);
    QCOMPARE(product.row.variantCount, 1);
    QCOMPARE(product.variants.size(), 1);
    QCOMPARE(product.variants[0].title, u"Default Title"_s);
    QCOMPARE(product.variants[0].price, u"0.00"_s);
    QCOMPARE(made->remarks.size(), 2); // the spaces, and the price of nothing
    QCOMPARE(count(u"select count(*) from products p join categories c on c.id = p.category_id "
                   "where p.name = 'Pencil' and c.name = 'Uncategorized'"_s),
        1);
}

void TestProductCreation::writesEveryFieldAndVariant()
{
    const NewProduct wanted{
        {{u"title"_s, u"Pencil"_s}, {u"vendor"_s, u"Acme"_s}, {u"product_type"_s, u"Pens"_s},
            {u"status"_s, u"active"_s}, {u"tags"_s, u"[\"x\",\"y z\"]"_s}, {u"description_html"_s, u"<p>Grey</p>"_s},
            {u"handle"_s, u"pencil"_s}, {u"seo_title"_s, u"Seo"_s}, {u"seo_description"_s, u"About"_s},
            {u"option_names"_s, u"[\"Size\"]"_s}},
        {{{u"sku"_s, u"P-1"_s}, {u"price"_s, u"1.5"_s}, {u"option1"_s, u"S"_s}, {u"inventory_quantity"_s, u"3"_s},
             {u"barcode"_s, u"400"_s}, {u"cost"_s, u"0.5"_s}, {u"compare_at_price"_s, u"2"_s}},
            {{u"price"_s, u"2"_s}, {u"option1"_s, u"L"_s}, {u"weight"_s, u"0.25"_s}, {u"weight_unit"_s, u"kg"_s}}}};
    const auto made = createProduct(*m_session, wanted, m_anna);
    QVERIFY2(made, made ? "" : qUtf8Printable(made.failure().text() + made.failure().detail));
    QCOMPARE(made->remarks, QStringList());
    const ProductDetail product = detail(made->product);
    QCOMPARE(product.row.vendor, u"Acme"_s);
    QCOMPARE(product.row.productType, u"Pens"_s);
    QCOMPARE(product.row.status, ProductStatus::Active);
    QCOMPARE(product.row.sku, u"P-1"_s);
    QCOMPARE(product.row.minPrice, u"1.50"_s);
    QCOMPARE(product.row.inventory, 3);
    QCOMPARE(product.tags, QStringList({u"x"_s, u"y z"_s}));
    QCOMPARE(product.descriptionHtml, u"<p>Grey</p>"_s);
    QCOMPARE(product.handle, u"pencil"_s);
    QCOMPARE(product.seoTitle, u"Seo"_s);
    QCOMPARE(product.seoDescription, u"About"_s);
    QCOMPARE(product.variants.size(), 2);
    QCOMPARE(product.variants[0].title, u"S"_s);
    QCOMPARE(product.variants[0].barcode, u"400"_s);
    QCOMPARE(product.variants[0].cost, u"0.50"_s);
    QCOMPARE(product.variants[0].compareAtPrice, u"2.00"_s);
    QCOMPARE(product.variants[1].optionValues, QStringList({u"L"_s}));
    QCOMPARE(text(u"select weight || weight_unit from product_variants where title = 'L'"_s), u"0.25kg"_s);
}

void TestProductCreation::refuses_data()
{
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<QList<Fields>>("variants");
    QTest::addColumn<QString>("sentence");
    const Fields pencil{{u"title"_s, u"Pencil"_s}};
    const Fields sized{{u"title"_s, u"Pencil"_s}, {u"option_names"_s, u"[\"Size\"]"_s}};
    QTest::newRow("no title") << Fields() << QList<Fields>() << u"The title cannot be empty."_s;
    QTest::newRow("blank title") << Fields{{u"title"_s, u"  "_s}} << QList<Fields>() << u"The title cannot be empty."_s;
    QTest::newRow("price in letters") << pencil << QList<Fields>{{{u"price"_s, u"1e3"_s}}}
                                      << u"The price needs a number"_s;
    QTest::newRow("negative price") << pencil << QList<Fields>{{{u"price"_s, u"-1"_s}}} << u"cannot be negative"_s;
    QTest::newRow("unknown status") << Fields{{u"title"_s, u"x"_s}, {u"status"_s, u"gone"_s}} << QList<Fields>()
                                    << u"The status cannot be “gone”."_s;
    QTest::newRow("unknown field") << Fields{{u"title"_s, u"x"_s}, {u"colour"_s, u"red"_s}} << QList<Fields>()
                                   << u"“colour” cannot be edited here"_s;
    QTest::newRow("variants without options")
        << pencil << QList<Fields>{{{u"price"_s, u"1"_s}}, {{u"price"_s, u"2"_s}}} << u"need options"_s;
    QTest::newRow("variant without its option")
        << sized << QList<Fields>{{{u"price"_s, u"1"_s}}} << u"no value for the option “Size”"_s;
    QTest::newRow("option without a name")
        << pencil << QList<Fields>{{{u"option1"_s, u"S"_s}}} << u"for an option that has no name"_s;
    QTest::newRow("the same variant twice")
        << sized << QList<Fields>{{{u"option1"_s, u"S"_s}}, {{u"option1"_s, u"S"_s}}}
        << u"Two variants have the same options: S."_s;
}

void TestProductCreation::refuses()
{
    QFETCH(const Fields, fields);
    QFETCH(const QList<Fields>, variants);
    QFETCH(const QString, sentence);
    const auto made = createProduct(*m_session, {fields, variants}, m_anna);
    QVERIFY(!made);
    QCOMPARE(made.failure().kind, FailureKind::BadInput);
    QVERIFY2(made.failure().what.contains(sentence), qUtf8Printable(made.failure().what));
    QCOMPARE(made.failure().meaning, u"The product was not made."_s);
    QVERIFY(!made.failure().remedy.isEmpty());
    QCOMPARE(count(u"select count(*) from products"_s), 1);
    QCOMPARE(count(u"select count(*) from sync_history"_s), 0);
}

void TestProductCreation::remarksOnSkusAndHandlesThatOthersHave()
{
    const auto made = createProduct(*m_session,
        {{{u"title"_s, u"x"_s}, {u"handle"_s, u"blue-pen"_s}}, {{{u"sku"_s, u"PEN-1"_s}, {u"price"_s, u"1"_s}}}},
        m_anna);
    QVERIFY(made);
    QCOMPARE(made->remarks.size(), 2);
    QVERIFY(made->remarks[0].contains(u"The SKU “PEN-1” is also used by “Blue pen”"_s));
    QVERIFY(made->remarks[1].contains(u"The handle “blue-pen” is also used by “Blue pen”"_s));
    const auto there = createProduct(
        *m_session, {{{u"title"_s, u"y"_s}, {u"handle"_s, u"only-there"_s}}, {{{u"price"_s, u"1"_s}}}}, m_anna);
    QVERIFY(there);
    QCOMPARE(there->remarks.size(), 1);
    QVERIFY(there->remarks[0].contains(u"“Only there”"_s));
}

void TestProductCreation::isWrittenDown()
{
    const qint64 audited = count(u"select count(*) from audit_log"_s);
    const auto made = createProduct(*m_session, {{{u"title"_s, u"Pencil"_s}}, {}}, m_anna);
    QVERIFY(made);
    QCOMPARE(count(u"select count(*) from audit_log"_s), audited + 1);
    QCOMPARE(text(u"select operator || ' ' || action || ' ' || (details #>> '{fields,title}') from audit_log "
                  "order by id desc limit 1"_s),
        u"Anna create-product Pencil"_s);
    QCOMPARE(
        text(u"select action || ': ' || message from sync_history where batch_id is null and product_id = %1"_s.arg(
            made->product.value)),
        u"create here: Made here by Anna."_s);
}

void TestProductCreation::aCopyHasWhatIsNotTheOriginalsAlone()
{
    const ProductDetail original = detail({1});
    const auto made = duplicateProduct(*m_session, {1}, m_anna);
    QVERIFY2(made, made ? "" : qUtf8Printable(made.failure().text() + made.failure().detail));
    QCOMPARE(made->remarks.size(), 1);
    const ProductDetail copy = detail(made->product);
    QCOMPARE(copy.row.title, u"Blue pen (copy)"_s);
    QCOMPARE(copy.row.status, ProductStatus::Draft);
    QCOMPARE(copy.row.syncStatus, SyncStatus::NeverLinked);
    QVERIFY(!copy.row.shopifyId.isValid());
    QCOMPARE(copy.handle, QString());
    QCOMPARE(copy.tags, original.tags);
    QCOMPARE(copy.optionNames, original.optionNames);
    QCOMPARE(copy.variants.size(), 2);
    for (qsizetype i = 0; i < 2; ++i) {
        QVERIFY(!copy.variants[i].shopifyId.isValid());
        QVERIFY(copy.variants[i].sku.isEmpty());
        QVERIFY(copy.variants[i].barcode.isEmpty());
        QCOMPARE(copy.variants[i].inventory, 0);
        QCOMPARE(copy.variants[i].price, original.variants[i].price);
        QCOMPARE(copy.variants[i].cost, original.variants[i].cost);
        QCOMPARE(copy.variants[i].optionValues, original.variants[i].optionValues);
    }
    QCOMPARE(count(u"select count(*) from product_variants where inventory_item_id is not null"_s), 2);
    QCOMPARE(detail({1}), original);
}

/// A copy is a draft, sold nowhere and in no stock until somebody says so.
void TestProductCreation::aCopyIsInItsCategoryAndCollectionsAndOnSaleNowhere()
{
    QVERIFY(
        m_session->executeText(u"insert into product_facets (product_id, field, value) select 1, f, v from (values "
                               u"('category:standard', 'os-4'), "
                               "('collection:12', 'true'), ('smart_collection:13', 'true'), ('publication:9', 'true'), "
                               "('metafield:custom.colour:single_line_text_field', 'blue')) as t (f, v)"_s));
    QVERIFY(m_session->executeText(u"insert into product_facets (product_id, variant_id, field, value) "
                                   "select 1, id, 'stock:500', '7' from product_variants where product_id = 1"_s));
    const auto made = duplicateProduct(*m_session, {1}, m_anna);
    QVERIFY2(made, made ? "" : qUtf8Printable(made.failure().text() + made.failure().detail));
    QCOMPARE(text(u"select string_agg(field || '=' || value, ' ' order by field) from product_facets "
                  "where product_id = %1 and variant_id is null"_s.arg(made->product.value)),
        u"category:standard=os-4 collection:12=true metafield:custom.colour:single_line_text_field=blue"_s);
    QCOMPARE(text(u"select string_agg(field || '=' || value, ' ') from product_facets "
                  "where product_id = %1 and variant_id is not null"_s.arg(made->product.value)),
        u"stock:500=0 stock:500=0"_s);
}

void TestProductCreation::aTitleTooLongForACopyIsShortened()
{
    QVERIFY(m_session->executeText(u"update products set name = repeat('x', 255) where id = 1"_s));
    const auto made = duplicateProduct(*m_session, {1}, m_anna);
    QVERIFY(made);
    const QString title = detail(made->product).row.title;
    QCOMPARE(title.size(), 255);
    QVERIFY(title.endsWith(u"x (copy)"_s));
}

void TestProductCreation::noCopyOfAProductThatIsGone()
{
    const auto made = duplicateProduct(*m_session, {77}, m_anna);
    QVERIFY(!made);
    QCOMPARE(made.failure().kind, FailureKind::NotFound);
    QCOMPARE(count(u"select count(*) from products"_s), 1);
}

QTEST_GUILESS_MAIN(TestProductCreation)
#include "tst_productcreation.moc"
