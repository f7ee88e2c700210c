#include "sync/db/pgsession.h"
#include "sync/reader/productreads.h"
#include "sync/review/productedits.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

/// Variants that come, go and change places by an edit of their product.
class TestVariantChanges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void addsOneThatIsLikeAnother();
    void givesWhatIsSaidInPlaceOfWhatTheOtherHas();
    void addsOneThatIsLikeNoOther();
    void keepsStockWhereItLies();
    void refusesOnesThatCannotBeToldApart_data();
    void refusesOnesThatCannotBeToldApart();
    void takesOneAway();
    void keepsTheLastOne();
    void putsOneInPlaceOfAnother();
    void fieldsAndVariantsAreOneEdit();
    void saysWhenAVariantIsGone();
    void theSecondOfTwoEditorsIsToldOfTheFirst();
    void remarksOnDoubleSkus();
    void takesNoMoreThanShopifyTakes();
    void leavesLinkedOptionsAsTheyAre();

private:
    ProductDetail detail(qint64 id = 1) { return *readProductDetail(*m_session, {id}); }
    ProductEdit seen(qint64 id = 1) { return {{id}, detail(id).contentVersion}; }
    Result<EditReport> save(const ProductEdit &edit) { return editProduct(*m_session, edit, m_anna); }
    /// Its variants' titles with their places, in order.
    QString places(qint64 id = 1)
    {
        QStringList shown;
        const ProductDetail product = detail(id);
        for (const VariantDetail &variant : product.variants)
            shown += QString::number(variant.position) + u' ' + variant.title;
        return shown.join(u", "_s);
    }
    QString text(const QString &query) { return m_session->executeText(query)->first().text(0); }
    /// The shirt as Shopify has it, its colour taken from a metafield.
    void linkColour()
    {
        QVERIFY(m_session->executeScript(R"(
            truncate shopify_products, shopify_variants;
            insert into shopify_products (id, line_hash, content_hash, title, handle, description_html, vendor, product_type,
                    status, tags, seo_title, seo_description, option_names, created_at, updated_at, linked_options)
                values (101, 1, gen_random_uuid(), 'Shirt', 'shirt', '', '', '', 'active', '{}', '', '', '{Size,Colour}',
                        now(), now(), '{"Colour": "shopify.color-pattern"}');
            insert into shopify_variants (id, product_id, line_hash, content_hash, position, title, price, inventory_quantity,
                    inventory_policy, tracked, taxable, option1, option2)
                values (1011, 101, 1, gen_random_uuid(), 1, 'S / Blue', 20, 7, 'deny', true, true, 'S', 'Blue'),
                       (1012, 101, 1, gen_random_uuid(), 2, 'M / Red', 21, 5, 'deny', true, true, 'M', 'Red');
        )"));
    }
    void refused(const ProductEdit &edit, FailureKind kind, const QString &told)
    {
        const ProductDetail before = detail();
        const auto edited = save(edit);
        QVERIFY(!edited);
        QCOMPARE(edited.failure().kind, kind);
        QVERIFY2(edited.failure().what.contains(told), qUtf8Printable(edited.failure().what));
        QVERIFY(!edited.failure().remedy.isEmpty());
        QCOMPARE(detail(), before);
    }

    PrivatePostgres m_postgres;
    std::unique_ptr<PgSession> m_session;
    const Operator m_anna{u"Anna"_s, u"desk-1"_s};
};

void TestVariantChanges::initTestCase()
{
    m_session = std::move(PgSession::open(m_postgres.createDatabase())).value();
}

void TestVariantChanges::init()
{
    QVERIFY(m_session->executeScript(R"(
        truncate products cascade;
        truncate shopify_products, shopify_variants;
        delete from locations;
        insert into products (id, name, shopify_product_id, option_names)
            values (1, 'Shirt', 101, '{Size,Colour}'), (2, 'Mug', 102, '{Title}');
        insert into product_variants (id, product_id, position, title, sku, barcode, price, compare_at_price, cost,
                                      inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1,
                                      option2, shopify_variant_id, inventory_item_id)
            values (11, 1, 1, 'S / Blue', 'SH-S', '401', 20.00, 25.00, 8.50, 7, 'continue', true, false, 0.2, 'kg', 'S', 'Blue', 1011, 5011),
                   (12, 1, 2, 'M / Blue', 'SH-M', '402', 21.00, null, null, 5, 'deny', true, true, null, null, 'M', 'Blue', 1012, 5012),
                   (13, 1, 3, 'L / Blue', 'SH-L', null, 22.00, null, null, 0, 'deny', true, true, null, null, 'L', 'Blue', null, null),
                   (21, 2, 1, 'Default Title', 'MUG', null, 5.00, null, null, 3, 'deny', true, true, null, null, 'Default Title', null, 1021, 5021);
        insert into product_facets (product_id, variant_id, field, value)
            values (1, 11, 'metafield:custom.batch:number_integer', '7');
        update products set shopify_sync_status = 'synced', locally_edited = false;
        select setval(pg_get_serial_sequence('product_variants', 'id'), 1000); -- behind those given here
    )"));
}

void TestVariantChanges::addsOneThatIsLikeAnother()
{
    ProductEdit edit = seen();
    edit.added = {{{11}, {{u"option1"_s, u"XL"_s}}}};
    const auto saved = save(edit);
    QVERIFY2(saved, saved ? "" : qUtf8Printable(saved.failure().text() + saved.failure().detail));
    QCOMPARE(saved->remarks, QStringList());
    QCOMPARE(saved->added.size(), 1);
    const ProductDetail after = detail();
    QCOMPARE(places(), u"1 S / Blue, 2 M / Blue, 3 L / Blue, 4 XL / Blue"_s);
    const VariantDetail made = after.variants.last();
    QCOMPARE(made.id, saved->added.first());
    QVERIFY(!made.shopifyId.isValid());
    QCOMPARE(made.optionValues.first(2), QStringList({u"XL"_s, u"Blue"_s}));
    QCOMPARE(made.sku, QString());
    QCOMPARE(made.barcode, QString());
    QCOMPARE(made.inventory, 0);
    QCOMPARE(made.price, u"20.00"_s);
    QCOMPARE(made.compareAtPrice, u"25.00"_s);
    QCOMPARE(made.cost, u"8.50"_s);
    QCOMPARE(made.facets, (QMap<QString, QString>{{u"metafield:custom.batch:number_integer"_s, u"7"_s}}));
    QCOMPARE(text(u"select concat_ws(' ', inventory_policy, tracked, taxable, weight, weight_unit, inventory_item_id) "
                  "from product_variants where id = %1"_s.arg(made.id.value)),
        u"continue t f 0.2 kg"_s);
    QCOMPARE(after.row.variantCount, 4);
    QCOMPARE(after.row.syncStatus, SyncStatus::Modified);
    QVERIFY(after.contentVersion > edit.contentVersion);
    QCOMPARE(text(u"select count(*) from products where locally_edited and updated_by = 'Anna'"_s), u"1"_s);
    QCOMPARE(
        text(
            u"select string_agg(concat_ws(' ', operator, action, subject, details -> 'added' -> 0 ->> 'id', "
            "details -> 'added' -> 0 ->> 'like'), ', ') from (select * from audit_log order by id desc limit 1) as last"_s),
        u"Anna edit-product product 1 %1 11"_s.arg(made.id.value));
}

void TestVariantChanges::givesWhatIsSaidInPlaceOfWhatTheOtherHas()
{
    ProductEdit edit = seen();
    edit.added = {{{11},
                      {{u"option1"_s, u" XL "_s}, {u"option2"_s, u"Red"_s}, {u"price"_s, u"30"_s},
                          {u"sku"_s, u"SH-XL"_s}, {u"compare_at_price"_s, QString()}, {u"inventory_quantity"_s, u"4"_s},
                          {u"metafield:custom.batch:number_integer"_s, u"8"_s}}},
        {{12}, {{u"option2"_s, u"Red"_s}}}};
    const auto saved = save(edit);
    QVERIFY2(saved, saved ? "" : qUtf8Printable(saved.failure().text() + saved.failure().detail));
    QCOMPARE(saved->added.size(), 2);
    QCOMPARE(places(), u"1 S / Blue, 2 M / Blue, 3 L / Blue, 4 XL / Red, 5 M / Red"_s);
    const ProductDetail after = detail();
    const VariantDetail &made = after.variants.at(3);
    QCOMPARE(made.id, saved->added.first());
    QCOMPARE(made.price, u"30.00"_s);
    QCOMPARE(made.sku, u"SH-XL"_s);
    QCOMPARE(made.compareAtPrice, QString());
    QCOMPARE(made.cost, u"8.50"_s);
    QCOMPARE(made.inventory, 4);
    QCOMPARE(made.facets, (QMap<QString, QString>{{u"metafield:custom.batch:number_integer"_s, u"8"_s}}));
    QCOMPARE(after.variants.at(4).facets, (QMap<QString, QString>()));
    QCOMPARE(after.row.inventory, 16);
}

void TestVariantChanges::addsOneThatIsLikeNoOther()
{
    ProductEdit edit = seen();
    edit.added = {{{}, {{u"option1"_s, u"XL"_s}, {u"option2"_s, u"Red"_s}}}};
    const auto saved = save(edit);
    QVERIFY2(saved, saved ? "" : qUtf8Printable(saved.failure().text() + saved.failure().detail));
    QCOMPARE(saved->remarks.size(), 1); // customers would pay nothing
    const VariantDetail made = detail().variants.last();
    QCOMPARE(made.title, u"XL / Red"_s);
    QCOMPARE(made.price, u"0.00"_s);
    QVERIFY(made.isTracked);
}

void TestVariantChanges::keepsStockWhereItLies()
{
    QVERIFY(m_session->executeScript(R"(
        insert into locations values (701, 'Shop Vienna', true), (702, 'Shop Graz', true);
        insert into product_facets (product_id, variant_id, field, value) values (1, 11, 'stock:701', '7'),
            (1, 11, 'stock:702', '2');
    )"));
    ProductEdit edit = seen();
    edit.added = {{{11}, {{u"option1"_s, u"XL"_s}, {u"stock:702"_s, u"3"_s}}}};
    const auto saved = save(edit);
    QVERIFY2(saved, saved ? "" : qUtf8Printable(saved.failure().text() + saved.failure().detail));
    const VariantDetail made = detail().variants.last();
    QCOMPARE(made.facets.value(u"stock:701"_s), u"0"_s);
    QCOMPARE(made.facets.value(u"stock:702"_s), u"3"_s);
    QCOMPARE(made.inventory, 3);
    ProductEdit total = seen();
    total.added = {{{11}, {{u"option1"_s, u"XXL"_s}, {u"inventory_quantity"_s, u"3"_s}}}};
    refused(total, FailureKind::BadInput, u"several locations"_s);
}

void TestVariantChanges::refusesOnesThatCannotBeToldApart_data()
{
    QTest::addColumn<qint64>("product");
    QTest::addColumn<QList<AddedVariant>>("added");
    QTest::addColumn<QString>("told");
    const auto option = [](int place, const QString &value) { return std::pair{u"option%1"_s.arg(place), value}; };
    QTest::newRow("the same as the other")
        << qint64(1) << QList<AddedVariant>{{{11}, {}}} << u"has the same options: S / Blue"_s;
    QTest::newRow("in another case") << qint64(1) << QList<AddedVariant>{{{11}, {option(1, u"m"_s)}}}
                                     << u"has the same options"_s;
    QTest::newRow("twice") << qint64(1)
                           << QList<AddedVariant>{{{11}, {option(1, u"XL"_s)}}, {{12}, {option(1, u"XL"_s)}}}
                           << u"has the same options: XL / Blue"_s;
    QTest::newRow("without a value") << qint64(1) << QList<AddedVariant>{{{}, {option(1, u"XL"_s)}}}
                                     << u"no value for the option “Colour”"_s;
    QTest::newRow("an emptied value") << qint64(1) << QList<AddedVariant>{{{11}, {option(1, u" "_s)}}}
                                      << u"no value for the option “Size”"_s;
    QTest::newRow("an option too many") << qint64(1)
                                        << QList<AddedVariant>{{{11}, {option(1, u"XL"_s), option(3, u"Wool"_s)}}}
                                        << u"“Wool”"_s;
    QTest::newRow("no options at all") << qint64(2) << QList<AddedVariant>{{{21}, {option(1, u"Large"_s)}}}
                                       << u"need options that tell them apart"_s;
    QTest::newRow("a bad price") << qint64(1)
                                 << QList<AddedVariant>{{{11}, {option(1, u"XL"_s), {u"price"_s, u"1e3"_s}}}}
                                 << u"The price needs a number"_s;
}

void TestVariantChanges::refusesOnesThatCannotBeToldApart()
{
    QFETCH(const qint64, product);
    QFETCH(const QList<AddedVariant>, added);
    QFETCH(const QString, told);
    ProductEdit edit = seen(product);
    edit.added = added;
    refused(edit, FailureKind::BadInput, told);
    QCOMPARE(places(2), u"1 Default Title"_s);
}

void TestVariantChanges::takesOneAway()
{
    ProductEdit edit = seen();
    edit.removed = {{11}, {13}};
    const auto saved = save(edit);
    QVERIFY2(saved, saved ? "" : qUtf8Printable(saved.failure().text() + saved.failure().detail));
    QCOMPARE(saved->added, QList<VariantId>());
    QCOMPARE(places(), u"1 M / Blue"_s);
    const ProductDetail after = detail();
    QCOMPARE(after.row.variantCount, 1);
    QCOMPARE(after.row.sku, u"SH-M"_s);
    QCOMPARE(after.row.inventory, 5);
    QCOMPARE(after.row.syncStatus, SyncStatus::Modified);
    QCOMPARE(text(u"select count(*) from product_facets"_s), u"0"_s);
    QCOMPARE(text(u"select details ->> 'removed' from audit_log order by id desc limit 1"_s), u"[11, 13]"_s);
}

void TestVariantChanges::keepsTheLastOne()
{
    ProductEdit edit = seen();
    edit.removed = {{11}, {12}, {13}, {13}};
    refused(edit, FailureKind::BadInput, u"keeps its last variant"_s);
    ProductEdit two = seen();
    two.removed = {{11}, {11}, {13}}; // named twice, gone once
    QVERIFY(save(two));
    QCOMPARE(places(), u"1 M / Blue"_s);
}

void TestVariantChanges::putsOneInPlaceOfAnother()
{
    ProductEdit edit = seen();
    edit.added = {{{12}, {{u"sku"_s, u"SH-M"_s}}}};
    edit.removed = {{12}};
    const auto saved = save(edit);
    QVERIFY2(saved, saved ? "" : qUtf8Printable(saved.failure().text() + saved.failure().detail));
    QCOMPARE(saved->remarks, QStringList()); // whose SKU it was is gone
    QCOMPARE(places(), u"1 S / Blue, 2 L / Blue, 3 M / Blue"_s);
    QVERIFY(!detail().variants.last().shopifyId.isValid());
}

void TestVariantChanges::fieldsAndVariantsAreOneEdit()
{
    ProductEdit edit = seen();
    edit.fields = {{u"title"_s, u"Blouse"_s}};
    edit.variantFields = {{VariantId{11}, {{u"position"_s, u"3"_s}}}, {VariantId{13}, {{u"position"_s, u"1"_s}}}};
    edit.added = {{{11}, {{u"option1"_s, u"S"_s}}}};
    refused(edit, FailureKind::BadInput, u"has the same options"_s); // and neither title nor places were written
    edit.added = {{{11}, {{u"option1"_s, u"XL"_s}}}};
    edit.removed = {{12}};
    QVERIFY(save(edit));
    QCOMPARE(detail().row.title, u"Blouse"_s);
    QCOMPARE(places(), u"1 L / Blue, 2 S / Blue, 3 XL / Blue"_s);
    // An option that gets its name in the same edit counts.
    ProductEdit mug = seen(2);
    mug.fields = {{u"option_names"_s, u"[\"Size\"]"_s}};
    mug.variantFields = {{VariantId{21}, {{u"option1"_s, u"Small"_s}}}};
    mug.added = {{{21}, {{u"option1"_s, u"Large"_s}}}};
    const auto saved = save(mug);
    QVERIFY2(saved, saved ? "" : qUtf8Printable(saved.failure().text() + saved.failure().detail));
    QCOMPARE(detail(2).variants.last().title, u"Large"_s);
}

void TestVariantChanges::saysWhenAVariantIsGone()
{
    ProductEdit edit = seen();
    edit.removed = {{99}};
    refused(edit, FailureKind::Stale, u"was removed while it was being edited"_s);
    edit.removed = {{21}}; // another product's
    refused(edit, FailureKind::Stale, u"“Shirt”"_s);
    edit.removed = {};
    edit.added = {{{21}, {{u"option1"_s, u"XL"_s}, {u"option2"_s, u"Red"_s}}}};
    refused(edit, FailureKind::Stale, u"was removed while it was being edited"_s);
    QCOMPARE(detail(2).variants.size(), 1);
}

void TestVariantChanges::theSecondOfTwoEditorsIsToldOfTheFirst()
{
    ProductEdit first = seen();
    first.removed = {{13}};
    ProductEdit second = seen();
    second.added = {{{11}, {{u"option1"_s, u"XL"_s}}}};
    QVERIFY(save(first));
    refused(second, FailureKind::Stale, u"Anna"_s);
}

void TestVariantChanges::remarksOnDoubleSkus()
{
    ProductEdit edit = seen();
    edit.added = {{{11}, {{u"option1"_s, u"XL"_s}, {u"sku"_s, u"SH-M"_s}}},
        {{11}, {{u"option1"_s, u"XXL"_s}, {u"sku"_s, u"MUG"_s}}}};
    const auto saved = save(edit);
    QVERIFY(saved);
    QCOMPARE(saved->remarks.size(), 2);
    QVERIFY2(
        saved->remarks.first().contains(u"“SH-M” is used by two variants"_s), qUtf8Printable(saved->remarks.first()));
    QVERIFY2(saved->remarks.last().contains(u"“MUG” is also used by “Mug”"_s), qUtf8Printable(saved->remarks.last()));
}

void TestVariantChanges::takesNoMoreThanShopifyTakes()
{
    QVERIFY(m_session->executeScript(R"(
        select set_config('syncdesk.applying', 'on', true);
        insert into product_variants (product_id, position, title, price, option1, option2)
            select 1, 3 + n, 'N' || n || ' / Blue', 1, 'N' || n, 'Blue' from generate_series(1, 2045) as n;
    )"));
    QCOMPARE(detail().variants.size(), mostVariantsPerProduct);
    ProductEdit edit = seen();
    edit.added = {{{11}, {{u"option1"_s, u"XL"_s}}}};
    refused(edit, FailureKind::BadInput, u"2,048"_s);
    edit.removed = {{13}};
    QVERIFY(save(edit));
    QCOMPARE(detail().variants.last().position, 2048);
}

void TestVariantChanges::leavesLinkedOptionsAsTheyAre()
{
    linkColour();
    const auto with = [this](const QHash<QString, QString> &fields, const QHash<QString, QString> &ofSmall) {
        ProductEdit edit = seen();
        edit.fields = fields;
        if (!ofSmall.isEmpty())
            edit.variantFields = {{VariantId{11}, ofSmall}};
        return edit;
    };
    const QString names = u"option_names"_s;
    const QString metafield = u"shopify.color-pattern"_s;
    refused(with({{names, u"[\"Size\", \"Farbe\"]"_s}}, {}), FailureKind::BadInput, metafield);
    refused(with({{names, u"[\"Size\"]"_s}}, {{u"option2"_s, QString()}}), FailureKind::BadInput, metafield);
    refused(with({}, {{u"option2"_s, u"Red"_s}}), FailureKind::BadInput, metafield);
    ProductEdit adding = seen();
    adding.added = {{{11}, {{u"option1"_s, u"XL"_s}}}};
    refused(adding, FailureKind::BadInput, metafield);
    // The other option, another order, and what Shopify holds already.
    QVERIFY(save(with({{names, u"[\"Format\", \"Colour\"]"_s}}, {{u"option1"_s, u"XS"_s}})));
    QVERIFY(save(with({{names, u"[\"Colour\", \"Format\"]"_s}}, {{u"option1"_s, u"Blue"_s}, {u"option2"_s, u"XS"_s}})));
    QVERIFY(save(with({{names, u"[\"Format\", \"Colour\"]"_s}}, {{u"option1"_s, u"XS"_s}, {u"option2"_s, u"Blue"_s}})));
    ProductEdit theirs = seen();
    theirs.variantFields = {{VariantId{12}, {{u"option2"_s, u"Red"_s}}}};
    QVERIFY(save(theirs));
    // Until a pull has told, nobody knows.
    QVERIFY(m_session->executeScript("update shopify_products set linked_options = null"));
    QVERIFY(save(with({}, {{u"option2"_s, u"Green"_s}})));
}

QTEST_GUILESS_MAIN(TestVariantChanges)
#include "tst_variantchanges.moc"
