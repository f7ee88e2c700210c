#include "tests/support/demoshop.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

/// Mutations: what they change, what they refuse, and what Shopify makes of values.
class TestWriting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void normalisesWhatItKeeps();
    void namesTheShopWhereAProductIsToHaveNoVendor();
    void changesOnlyWhatIsGiven();
    void refusesBadProducts_data();
    void refusesBadProducts();
    void updatesVariantsAllOrNothing();
    void updatesVariantsInPart();
    void createsReordersAndDeletesVariants();
    void createsAndDeletesProducts();
    void replacesListsBySet();
    void setsQuantitiesOnceAndOnlyWhenFresh();
    void refusesBadQuantities_data();
    void refusesBadQuantities();
    void comparesMetafieldDigests();
    void limitsArrays();
    void joinsCollectionsAndPublications();

private:
    QJsonValue run(const QString &document, const QJsonObject &variables = {});
    QJsonValue update(const QJsonObject &product);
    QJsonValue state() { return m_shop.snapshot({m_product})[u"products"][m_product]; }
    QJsonObject quantity(const QJsonValue &from, int to) const;

    TestSupport::DemoShop m_shop{{.products = 40}};
    const QString m_product = u"gid://shopify/Product/8000000000128"_s;
    const QString m_item = u"gid://shopify/InventoryItem/46000000000128"_s;
    QString m_variant;
};

void TestWriting::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    m_variant = state()[u"variantOrder"][0].toString();
}

void TestWriting::init()
{
    m_shop.reset();
}

/// The payload of a mutation with one field; the whole answer when it has errors.
QJsonValue TestWriting::run(const QString &document, const QJsonObject &variables)
{
    const QJsonObject answer = m_shop.graphql(document, variables);
    return answer.contains(u"errors"_s) ? QJsonValue(answer) : *answer[u"data"].toObject().constBegin();
}

QJsonValue TestWriting::update(const QJsonObject &product)
{
    QJsonObject given = product;
    given.insert(u"id"_s, m_product);
    return run(u"mutation($p: ProductUpdateInput!) { productUpdate(product: $p) { product { id title tags handle seo { "
               u"title } } "
               "userErrors { field message } } }"_s,
        {{u"p"_s, given}});
}

void TestWriting::normalisesWhatItKeeps()
{
    const QJsonValue payload = update(
        {{u"title"_s, u"  Spaced \u200f out  "_s}, {u"tags"_s, QJsonArray{u"b"_s, u" A "_s, u"a"_s, u"x,y"_s, u""_s}},
            {u"seo"_s, QJsonObject{{u"title"_s, u" "_s}}},
            {u"descriptionHtml"_s, u"<p>1</p>\r\n<script>alert(1)</script>"_s}});
    QCOMPARE(payload[u"userErrors"].toArray(), QJsonArray());
    QCOMPARE(payload[u"product"][u"title"].toString(), u"Spaced \u200f out"_s);
    QCOMPARE(payload[u"product"][u"tags"].toArray(), (QJsonArray{u"A"_s, u"b"_s, u"x"_s, u"y"_s}));
    QVERIFY(payload[u"product"][u"seo"][u"title"].isNull());
    QCOMPARE(state()[u"descriptionHtml"].toString(), u"<p>1</p>\n"_s);
    run(u"mutation { productVariantsBulkUpdate(productId: \"%1\", variants: [{id: \"%2\", price: 12.345, "
        u"compareAtPrice: \"7\", "
        "barcode: \" \"}]) { userErrors { code } } }"_s.arg(m_product, m_variant));
    const QJsonValue variant = state()[u"variants"][m_variant];
    QCOMPARE(variant[u"price"].toString(), u"12.35"_s);
    QCOMPARE(variant[u"compareAtPrice"].toString(), u"7.00"_s);
    QVERIFY(variant[u"barcode"].isNull());
}

void TestWriting::namesTheShopWhereAProductIsToHaveNoVendor()
{
    const QJsonValue shop = m_shop.graphql(u"{ shop { name } }"_s)[u"data"_s][u"shop"_s];
    const QString name = shop[u"name"].toString();
    QVERIFY(!name.isEmpty());
    update({{u"vendor"_s, u"Other"_s}});
    for (const QString &none : {u""_s, u" "_s}) {
        update({{u"vendor"_s, none}});
        QCOMPARE(state()[u"vendor"].toString(), name);
    }
    const QJsonValue made = run(
        u"mutation { productSet(input: {title: \"Nameless\", vendor: \"\"}) { product { vendor } userErrors { field } } }"_s);
    QCOMPARE(made[u"product"][u"vendor"].toString(), name);
}

void TestWriting::changesOnlyWhatIsGiven()
{
    QJsonObject before = state().toObject();
    update({{u"vendor"_s, u"Other"_s}});
    QJsonObject after = state().toObject();
    QCOMPARE(m_shop.log().size(), 1);
    QCOMPARE(m_shop.log()[0][u"changes"].toObject().keys(), QStringList{u"vendor"_s});
    before.insert(u"vendor"_s, u"Other"_s);
    before.remove(u"updatedAt"_s);
    after.remove(u"updatedAt"_s);
    QCOMPARE(after, before);
    update({{u"vendor"_s, u"Other"_s}}); // nothing changes: nothing happens
    QCOMPARE(m_shop.log().size(), 1);
}

void TestWriting::refusesBadProducts_data()
{
    QTest::addColumn<QJsonObject>("given");
    QTest::addColumn<QString>("field");
    QTest::newRow("blank title") << QJsonObject{{u"title"_s, u"  "_s}} << u"title"_s;
    QTest::newRow("null title") << QJsonObject{{u"title"_s, QJsonValue()}} << u"title"_s;
    QTest::newRow("long title") << QJsonObject{{u"title"_s, QString(256, u'x')}} << u"title"_s;
    QTest::newRow("long tag") << QJsonObject{{u"tags"_s, QJsonArray{QString(256, u'x')}}} << u"tags"_s;
    QTest::newRow("taken handle") << QJsonObject{{u"handle"_s, QString()}} << u"handle"_s;
    QTest::newRow("not kept") << QJsonObject{{u"category"_s, u"gid://shopify/TaxonomyCategory/1"_s}} << u"category"_s;
    QTest::newRow("metafield without type")
        << QJsonObject{{u"metafields"_s, QJsonArray{QJsonObject{{u"key"_s, u"a"_s}, {u"value"_s, u"b"_s}}}}}
        << u"metafields"_s;
}

void TestWriting::refusesBadProducts()
{
    QFETCH(QJsonObject, given);
    QFETCH(QString, field);
    if (given.contains(u"handle"_s)) {
        const QString other = u"gid://shopify/Product/8000000000192"_s;
        given.insert(u"handle"_s, m_shop.snapshot({other})[u"products"][other][u"handle"]);
    }
    const QJsonValue payload = update(given);
    QCOMPARE(payload[u"userErrors"][0][u"field"][0].toString(), field);
    QVERIFY(m_shop.log().isEmpty());
}

void TestWriting::updatesVariantsAllOrNothing()
{
    const QJsonValue payload
        = run(u"mutation($v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: \"%1\", "
              "variants: $v) { productVariants { id } userErrors { field code } } }"_s.arg(m_product),
            {{u"v"_s,
                QJsonArray{QJsonObject{{u"id"_s, m_variant}, {u"price"_s, u"5"_s}},
                    QJsonObject{{u"id"_s, u"gid://shopify/ProductVariant/1"_s}, {u"price"_s, u"5"_s}},
                    QJsonObject{{u"price"_s, u"5"_s}}, QJsonObject{{u"id"_s, m_variant}, {u"price"_s, u"-0.01"_s}}}}});
    QStringList codes;
    for (const QJsonValue &error : payload[u"userErrors"].toArray()) {
        codes.append(error[u"code"].toString());
    }
    QCOMPARE(codes,
        (QStringList{
            u"PRODUCT_VARIANT_DOES_NOT_EXIST"_s, u"PRODUCT_VARIANT_ID_MISSING"_s, u"GREATER_THAN_OR_EQUAL_TO"_s}));
    QVERIFY(m_shop.log().isEmpty());
}

void TestWriting::updatesVariantsInPart()
{
    const QJsonValue payload
        = run(u"mutation { productVariantsBulkUpdate(productId: \"%1\", allowPartialUpdates: true, variants: "
              "[{id: \"%2\", price: \"5\", inventoryItem: {sku: \"NEW\", cost: 1.5, measurement: {weight: "
              "{unit: KILOGRAMS, value: 1.25}}}}, {id: \"gid://shopify/ProductVariant/1\", price: \"5\"}]) "
              "{ productVariants { price sku } userErrors { field } } }"_s.arg(m_product, m_variant));
    QCOMPARE(payload[u"productVariants"].toArray(),
        (QJsonArray{QJsonObject{{u"price"_s, u"5.00"_s}, {u"sku"_s, u"NEW"_s}}}));
    QCOMPARE(payload[u"userErrors"][0][u"field"].toArray(), (QJsonArray{u"variants"_s, u"1"_s, u"id"_s}));
    QCOMPARE(state()[u"variants"][m_variant][u"weight"].toDouble(), 1.25);
}

void TestWriting::createsReordersAndDeletesVariants()
{
    const QString option = state()[u"options"][0][u"name"].toString();
    const QString create
        = u"mutation { productVariantsBulkCreate(productId: \"%1\", variants: [{price: 3, optionValues: [{optionName: "
          "\"%2\", name: \"Mauve\"}], inventoryQuantities: [{locationId: \"gid://shopify/Location/70000000001\", "
          "availableQuantity: 4}]}]) { productVariants { id inventoryQuantity } userErrors { code } } }"_s.arg(
              m_product, option);
    const QJsonValue created = run(create);
    QCOMPARE(created[u"userErrors"].toArray(), QJsonArray());
    QCOMPARE(created[u"productVariants"][0][u"inventoryQuantity"].toInt(), 4);
    const QString id = created[u"productVariants"][0][u"id"].toString();
    QCOMPARE(run(create)[u"userErrors"][0][u"code"].toString(), u"VARIANT_ALREADY_EXISTS"_s);
    run(u"mutation { productVariantsBulkReorder(productId: \"%1\", positions: [{id: \"%2\", position: 1}]) { userErrors { code } } }"_s
            .arg(m_product, id));
    QCOMPARE(state()[u"variantOrder"][0].toString(), id);
    const auto remove = [&](const QJsonArray &ids) {
        return run(
            u"mutation($ids: [ID!]!) { productVariantsBulkDelete(productId: \"%1\", variantsIds: $ids) { userErrors { code } } }"_s
                .arg(m_product),
            {{u"ids"_s, ids}})[u"userErrors"][0][u"code"]
            .toString();
    };
    QCOMPARE(remove({u"gid://shopify/ProductVariant/5"_s}), u"AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT"_s);
    QCOMPARE(remove(state()[u"variantOrder"].toArray()), u"CANNOT_DELETE_LAST_VARIANT"_s);
    QCOMPARE(remove({id}), QString());
    QVERIFY(!state()[u"variants"].toObject().contains(id));
    QVERIFY(m_shop.graphql(u"{ productVariant(id: \"%1\") { id } }"_s.arg(id))[u"data"][u"productVariant"].isNull());
}

void TestWriting::createsAndDeletesProducts()
{
    const QString create
        = u"mutation { productCreate(product: {title: \"Möbel & Tische\"}) { product { id handle hasOnlyDefaultVariant "
          "variants(first: 2) { nodes { title } } } userErrors { field } } }"_s;
    const QJsonValue first = run(create);
    QCOMPARE(first[u"product"][u"handle"].toString(), u"mobel-tische"_s);
    QVERIFY(first[u"product"][u"hasOnlyDefaultVariant"].toBool());
    QCOMPARE(run(create)[u"product"][u"handle"].toString(), u"mobel-tische-1"_s);
    QCOMPARE(run(u"mutation { productCreate(product: {vendor: \"x\"}) { userErrors { field } } }"_s)[u"userErrors"][0]
                                                                                                    [u"field"][0]
                                                                                                        .toString(),
        u"title"_s);
    const QString id = first[u"product"][u"id"].toString();
    const QString remove
        = u"mutation { productDelete(input: {id: \"%1\"}) { deletedProductId userErrors { message } } }"_s.arg(id);
    QCOMPARE(run(remove)[u"deletedProductId"].toString(), id);
    QVERIFY(!run(remove)[u"userErrors"].toArray().isEmpty());
    QVERIFY(m_shop
                .graphql(
                    u"{ productByIdentifier(identifier: {handle: \"mobel-tische\"}) { id } }"_s)[u"data"]
                                                                                                [u"productByIdentifier"]
                .isNull());
}

void TestWriting::replacesListsBySet()
{
    const QString option = state()[u"options"][0][u"name"].toString();
    const QString value = state()[u"variants"][m_variant][u"optionValues"][0].toString();
    const QJsonValue payload = run(
        u"mutation { productSet(identifier: {id: \"%1\"}, input: {variants: [{optionValues: [{optionName: \"%2\", "
        "name: \"%3\"}], price: \"8\"}]}) { product { variants(first: 9) { nodes { id price } } } userErrors { code } } }"_s
            .arg(m_product, option, value));
    QCOMPARE(payload[u"userErrors"].toArray(), QJsonArray());
    QCOMPARE(payload[u"product"][u"variants"][u"nodes"].toArray(),
        (QJsonArray{QJsonObject{{u"id"_s, m_variant}, {u"price"_s, u"8.00"_s}}}));
    QCOMPARE(
        run(u"mutation { productSet(identifier: {id: \"%1\"}, input: {variants: []}) { userErrors { code } } }"_s.arg(
            m_product))[u"userErrors"][0][u"code"]
            .toString(),
        u"VARIANTS_INPUT_MISSING"_s);
    const QJsonValue later = run(
        u"mutation { productSet(synchronous: false, input: {title: \"Later\"}) { product { id } productSetOperation { id status } } }"_s);
    QVERIFY(later[u"product"].isNull());
    QCOMPARE(
        m_shop
            .graphql(u"{ productOperation(id: \"%1\") { status product { title } } }"_s.arg(
                later[u"productSetOperation"][u"id"].toString()))[u"data"][u"productOperation"][u"product"][u"title"]
            .toString(),
        u"Later"_s);
}

QJsonObject TestWriting::quantity(const QJsonValue &from, int to) const
{
    return {{u"name"_s, u"available"_s}, {u"reason"_s, u"correction"_s},
        {u"quantities"_s,
            QJsonArray{QJsonObject{{u"inventoryItemId"_s, m_item}, {u"quantity"_s, to},
                {u"locationId"_s, u"gid://shopify/Location/70000000001"_s}, {u"changeFromQuantity"_s, from}}}}};
}

void TestWriting::setsQuantitiesOnceAndOnlyWhenFresh()
{
    const QString document = u"mutation($k: String!, $i: InventorySetQuantitiesInput!) { inventorySetQuantities(input: "
                             u"$i) @idempotent(key: $k) "
                             "{ inventoryAdjustmentGroup { id changes { name delta } } userErrors { code } } }"_s;
    const int now
        = state()[u"variants"][m_variant][u"stock"][u"gid://shopify/Location/70000000001"][u"available"].toInt();
    const auto set = [&](const QString &key, const QJsonValue &from, int to) {
        return run(document, {{u"k"_s, key}, {u"i"_s, quantity(from, to)}});
    };
    QCOMPARE(set(u"a"_s, now + 1, 9)[u"userErrors"][0][u"code"].toString(), u"CHANGE_FROM_QUANTITY_STALE"_s);
    const QJsonValue done = set(u"b"_s, now, now + 5);
    QCOMPARE(done[u"inventoryAdjustmentGroup"][u"changes"][0][u"delta"].toInt(), 5);
    QCOMPARE(set(u"b"_s, now, now + 5), done); // the same key: the same answer, no second effect
    QCOMPARE(m_shop.log().size(), 1);
    QCOMPARE(m_shop.log()[0][u"idempotencyKey"].toString(), u"b"_s);
    QCOMPARE(set(u"b"_s, now, now + 6)[u"userErrors"][0][u"code"].toString(), u"IDEMPOTENCY_KEY_PARAMETER_MISMATCH"_s);
    QCOMPARE(set(u"c"_s, QJsonValue(), 3)[u"userErrors"].toArray(), QJsonArray());
}

void TestWriting::refusesBadQuantities_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("expected");
    const QString call = u"mutation { inventorySetQuantities(input: {name: \"%1\", reason: \"%2\", quantities: "
                         u"[{inventoryItemId: \"%3\", "
                         "locationId: \"gid://shopify/Location/%4\", quantity: %5%6}]})%7 { userErrors { code } } }"_s;
    const QString key = u" @idempotent(key: \"k\")"_s;
    const QString null = u", changeFromQuantity: null"_s;
    QTest::newRow("no key") << call.arg(u"available"_s, u"correction"_s, m_item, u"70000000001"_s, u"1"_s, null,
        QString()) << u"BAD_REQUEST"_s;
    QTest::newRow("blank key") << call.arg(
        u"available"_s, u"correction"_s, m_item, u"70000000001"_s, u"1"_s, null, u" @idempotent(key: \" \")"_s)
                               << u"BAD_REQUEST"_s;
    QTest::newRow("name") << call.arg(u"committed"_s, u"correction"_s, m_item, u"70000000001"_s, u"1"_s, null, key)
                          << u"INVALID_NAME"_s;
    QTest::newRow("reason") << call.arg(u"available"_s, u"boredom"_s, m_item, u"70000000001"_s, u"1"_s, null, key)
                            << u"INVALID_REASON"_s;
    QTest::newRow("item") << call.arg(
        u"available"_s, u"correction"_s, u"gid://shopify/InventoryItem/1"_s, u"70000000001"_s, u"1"_s, null, key)
                          << u"INVALID_INVENTORY_ITEM"_s;
    QTest::newRow("location") << call.arg(u"available"_s, u"correction"_s, m_item, u"1"_s, u"1"_s, null, key)
                              << u"INVALID_LOCATION"_s;
    QTest::newRow("negative") << call.arg(u"available"_s, u"correction"_s, m_item, u"70000000001"_s, u"-1"_s, null, key)
                              << u"INVALID_QUANTITY_NEGATIVE"_s;
    QTest::newRow("too high") << call.arg(u"available"_s, u"correction"_s, m_item, u"70000000001"_s, u"2000000000"_s,
        null, key) << u"INVALID_QUANTITY_TOO_HIGH"_s;
    QTest::newRow("no comparison") << call.arg(u"available"_s, u"correction"_s, m_item, u"70000000001"_s, u"1"_s,
        QString(), key) << u"COMPARE_QUANTITY_REQUIRED"_s;
    QTest::newRow("key on another mutation")
        << u"mutation { productUpdate(product: {id: \"x\"}) @idempotent(key: \"k\") { userErrors { message } } }"_s
        << u"BAD_REQUEST"_s;
}

void TestWriting::refusesBadQuantities()
{
    QFETCH(QString, document);
    QFETCH(QString, expected);
    const QByteArray answer = QJsonDocument(m_shop.graphql(document)).toJson();
    QVERIFY2(answer.contains(expected.toUtf8()), answer.constData());
    QVERIFY(m_shop.log().isEmpty());
}

void TestWriting::comparesMetafieldDigests()
{
    const QString set
        = u"mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { value compareDigest } userErrors { code } } }"_s;
    const auto input = [this](const QString &value, const QJsonValue &digest) {
        return QJsonObject{{u"m"_s,
            QJsonArray{QJsonObject{{u"ownerId"_s, m_product}, {u"namespace"_s, u"syncdesk"_s}, {u"key"_s, u"op"_s},
                {u"type"_s, u"single_line_text_field"_s}, {u"value"_s, value}, {u"compareDigest"_s, digest}}}}};
    };
    const QJsonValue made = run(set, input(u"1"_s, QJsonValue()));
    const QString digest = made[u"metafields"][0][u"compareDigest"].toString();
    QVERIFY(!digest.isEmpty());
    QCOMPARE(run(set, input(u"2"_s, QJsonValue()))[u"userErrors"][0][u"code"].toString(), u"STALE_OBJECT"_s);
    QCOMPARE(run(set, input(u"2"_s, digest))[u"metafields"][0][u"value"].toString(), u"2"_s);
    QCOMPARE(run(set, input(u"3"_s, digest))[u"userErrors"][0][u"code"].toString(), u"STALE_OBJECT"_s);
    const QJsonValue gone = run(
        u"mutation { metafieldsDelete(metafields: [{ownerId: \"%1\", namespace: \"syncdesk\", key: \"op\"}, {ownerId: "
        "\"%1\", namespace: \"x\", key: \"y\"}]) { deletedMetafields { key } } }"_s.arg(m_product));
    QCOMPARE(gone[u"deletedMetafields"].toArray(), (QJsonArray{QJsonObject{{u"key"_s, u"op"_s}}, QJsonValue()}));
}

void TestWriting::limitsArrays()
{
    QJsonArray variants;
    for (int i = 0; i < 251; ++i) {
        variants.append(QJsonObject{{u"id"_s, m_variant}});
    }
    const QJsonValue answer = run(
        u"mutation($v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: \"%1\", variants: $v) { userErrors { code } } }"_s
            .arg(m_product),
        {{u"v"_s, variants}});
    QCOMPARE(answer[u"errors"][0][u"extensions"][u"code"].toString(), u"MAX_INPUT_SIZE_EXCEEDED"_s);
    QCOMPARE(answer[u"extensions"][u"cost"][u"requestedQueryCost"].toDouble(), 60.2); // 10 + 0.2 per variant
}

void TestWriting::joinsCollectionsAndPublications()
{
    const QString manual = u"gid://shopify/Collection/50000000000000"_s;
    const QString smart = u"gid://shopify/Collection/50000000000128"_s;
    const QString add
        = u"mutation { collectionAddProducts(id: \"%1\", productIds: [\"%2\"]) { collection { hasProduct(id: \"%2\") } userErrors { message } } }"_s;
    QVERIFY(run(add.arg(manual, m_product))[u"collection"][u"hasProduct"].toBool());
    QVERIFY(state()[u"collections"].toArray().contains(manual));
    QVERIFY(!run(add.arg(smart, m_product))[u"userErrors"].toArray().isEmpty());
    const QString publication = u"gid://shopify/Publication/90000000002"_s;
    const QString change
        = u"mutation { %1(id: \"%2\", input: [{publicationId: \"%3\"}]) { publishable { publishedOnPublication(publicationId: \"%3\") } userErrors { message } } }"_s;
    QVERIFY(
        !run(change.arg(u"publishableUnpublish"_s, m_product, publication))[u"publishable"][u"publishedOnPublication"]
             .toBool());
    QVERIFY(run(change.arg(u"publishablePublish"_s, m_product, publication))[u"publishable"][u"publishedOnPublication"]
                .toBool());
}

QTEST_GUILESS_MAIN(TestWriting)
#include "tst_writing.moc"
