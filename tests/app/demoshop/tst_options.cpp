#include "tests/app/demoshop/optioncalls.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace TestSupport;

/// The making and deleting of options: what becomes of their values and of the variants.
class TestOptions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_calls.shop().start(), qPrintable(m_calls.shop().error())); }
    void init() { m_calls.makeExample(); }
    void addsAndDeletesAnOption();
    void insertsOptionsAtTheirPositions();
    void makesVariantsOfAllCombinations();
    void replacesTheStandInOption();
    void refusesToCreate_data();
    void refusesToCreate();
    void refusesToCreateTooMany();
    void deletesWithoutHarm();
    void deletesLaterDuplicates();
    void bringsBackTheStandInOption();
    void refusesToDelete_data();
    void refusesToDelete();
    void refusesMissingProducts();
    void namesNoValueOfALinkedOption();

private:
    OptionCalls m_calls;
};

void TestOptions::addsAndDeletesAnOption()
{
    const QJsonValue made = m_calls.create({newOption(u"Finish"_s, {u"Matt"_s, u"Gloss"_s})});
    QCOMPARE(codes(made), QStringList());
    QCOMPARE(optionNames(made), (QStringList{u"Colour"_s, u"Size"_s, u"Finish"_s}));
    QCOMPARE(
        titles(made), (QStringList{u"Red / Small / Matt"_s, u"Green / Medium / Matt"_s, u"Blue / Small / Matt"_s}));
    QCOMPARE(column(made[u"product"][u"options"][2][u"optionValues"], u"hasVariants"_s),
        (QStringList{u"true"_s, u"false"_s}));
    const QString id = made[u"product"][u"options"][2][u"id"].toString();
    QCOMPARE(codes(m_calls.remove({id})), QStringList{u"CANNOT_DELETE_OPTION_WITH_MULTIPLE_VALUES"_s});
    const QJsonValue gone = m_calls.remove({id}, u"NON_DESTRUCTIVE"_s);
    QCOMPARE(gone[u"deletedOptionsIds"].toArray(), (QJsonArray{id}));
    QCOMPARE(titles(gone), (QStringList{u"Red / Small"_s, u"Green / Medium"_s, u"Blue / Small"_s}));
}

void TestOptions::insertsOptionsAtTheirPositions()
{
    m_calls.make({newOption(u"Colour"_s, {u"Red"_s, u"Blue"_s})}, {u"Red"_s, u"Blue"_s});
    const QJsonValue made
        = m_calls.create({newOption(u"Fit"_s, {u"Slim"_s}, 3), newOption(u"Size"_s, {u"S"_s, u"M"_s}, 1)});
    QCOMPARE(codes(made), QStringList());
    QCOMPARE(optionNames(made), (QStringList{u"Size"_s, u"Colour"_s, u"Fit"_s}));
    QCOMPARE(column(made[u"product"][u"options"], u"position"_s), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    QCOMPARE(titles(made), (QStringList{u"S / Red / Slim"_s, u"S / Blue / Slim"_s}));
}

void TestOptions::makesVariantsOfAllCombinations()
{
    m_calls.make({newOption(u"Colour"_s, {u"Red"_s, u"Blue"_s})}, {u"Red"_s, u"Blue"_s});
    const QJsonArray before = m_calls.state()[u"variantOrder"].toArray();
    const QJsonValue made = m_calls.create(
        {newOption(u"Size"_s, {u"S"_s, u"M"_s}), newOption(u"Fit"_s, {u"Slim"_s, u"Wide"_s})}, u"CREATE"_s);
    QCOMPARE(codes(made), QStringList());
    QCOMPARE(titles(made),
        (QStringList{u"Red / S / Slim"_s, u"Blue / S / Slim"_s, u"Red / S / Wide"_s, u"Red / M / Slim"_s,
            u"Red / M / Wide"_s, u"Blue / S / Wide"_s, u"Blue / M / Slim"_s, u"Blue / M / Wide"_s}));
    const QJsonValue nodes = made[u"product"][u"variants"][u"nodes"];
    QCOMPARE(nodes[0][u"id"], before[0]); // those that were there stay, with what they had
    QCOMPARE(nodes[1][u"id"], before[1]);
    QCOMPARE(nodes[1][u"sku"].toString(), u"Blue"_s);
    QCOMPARE(nodes[7][u"price"].toString(), u"7.00"_s);
    QVERIFY(nodes[7][u"sku"].isNull());
    QCOMPARE(nodes[7][u"inventoryQuantity"].toInt(), 0);
    QCOMPARE(column(nodes, u"id"_s).removeDuplicates(), 0);
}

void TestOptions::replacesTheStandInOption()
{
    const QJsonValue plain
        = m_calls.run(u"mutation { productCreate(product: {title: \"Plain\"}) { product { id } } }"_s);
    m_calls.setProduct(plain[u"product"][u"id"].toString());
    QCOMPARE(optionNames(m_calls.create({})), QStringList{u"Title"_s}); // nothing that could
    const QJsonValue made = m_calls.create({newOption(u"Size"_s, {u"S"_s, u"M"_s}, 2)}, u"CREATE"_s);
    QCOMPARE(codes(made), QStringList());
    QCOMPARE(optionNames(made), QStringList{u"Size"_s});
    QCOMPARE(titles(made), (QStringList{u"S"_s, u"M"_s}));
}

void TestOptions::refusesToCreate_data()
{
    QTest::addColumn<QJsonArray>("options");
    QTest::addColumn<QStringList>("expected");
    const QJsonObject good = newOption(u"Fit"_s, {u"Slim"_s});
    const auto refuses = [](const char *row, const QJsonArray &options, const QStringList &expected) {
        QTest::newRow(row) << options << expected;
    };
    refuses("no name", {newOption(u" "_s, {u"a"_s})}, {u"OPTION_NAME_MISSING"_s});
    refuses("long name", {newOption(QString(256, u'x'), {u"a"_s})}, {u"OPTION_NAME_TOO_LONG"_s});
    refuses("name of an option in capitals", {newOption(u"COLOUR"_s, {u"a"_s})}, {u"OPTION_ALREADY_EXISTS"_s});
    refuses("the same name twice", {good, newOption(u" fit"_s, {u"a"_s})},
        {u"DUPLICATED_OPTION_NAME"_s, u"OPTIONS_OVER_LIMIT"_s});
    refuses("no values", {newOption(u"Fit"_s, {})}, {u"OPTION_VALUES_MISSING"_s});
    refuses("blank value", {newOption(u"Fit"_s, {u"a"_s, u" "_s})}, {u"INVALID_NAME"_s});
    refuses("long value", {newOption(u"Fit"_s, {QString(256, u'x')})}, {u"OPTION_VALUE_NAME_TOO_LONG"_s});
    refuses("the same value twice", {newOption(u"Fit"_s, {u"Slim"_s, u"slim "_s})}, {u"DUPLICATED_OPTION_VALUE"_s});
    refuses("more than three", {good, newOption(u"Cut"_s, {u"a"_s})}, {u"OPTIONS_OVER_LIMIT"_s});
    refuses("position out of bounds", {newOption(u"Fit"_s, {u"a"_s}, 4)}, {u"POSITION_OUT_OF_BOUNDS"_s});
    refuses("position before the first", {newOption(u"Fit"_s, {u"a"_s}, -1)}, {u"POSITION_OUT_OF_BOUNDS"_s});
    refuses("position of one only", {newOption(u"Cut"_s, {u"a"_s}, 1), good},
        {u"OPTION_POSITION_MISSING"_s, u"OPTIONS_OVER_LIMIT"_s});
    refuses("linked to a metafield",
        {QJsonObject{
            {u"name"_s, u"Fit"_s}, {u"linkedMetafield"_s, QJsonObject{{u"namespace"_s, u"a"_s}, {u"key"_s, u"b"_s}}}}},
        {u"LINKED_OPTIONS_NOT_SUPPORTED_FOR_SHOP"_s});
}

void TestOptions::refusesToCreate()
{
    QFETCH(QJsonArray, options);
    QFETCH(QStringList, expected);
    const QJsonValue before = m_calls.state();
    QCOMPARE(codes(m_calls.create(options)), expected);
    QCOMPARE(m_calls.state(), before);
}

void TestOptions::refusesToCreateTooMany()
{
    m_calls.make({newOption(u"Colour"_s, {u"Red"_s, u"Blue"_s})}, {u"Red"_s, u"Blue"_s});
    const auto values = [](int count) {
        QStringList made;
        for (int i = 0; i < count; ++i) {
            made.append(QString::number(i));
        }
        return made;
    };
    const QJsonValue before = m_calls.state();
    const QJsonArray options{newOption(u"Size"_s, values(41)), newOption(u"Fit"_s, values(25))}; // 2050 variants
    QCOMPARE(codes(m_calls.create(options, u"CREATE"_s)), QStringList{u"TOO_MANY_VARIANTS_CREATED"_s});
    QCOMPARE(m_calls.state(), before);
    QCOMPARE(codes(m_calls.create(options)), QStringList()); // no variant is made of these
}

void TestOptions::deletesWithoutHarm()
{
    const QJsonValue gone = m_calls.remove({m_calls.optionId(1)}, u"NON_DESTRUCTIVE"_s); // the colours tell all apart
    QCOMPARE(codes(gone), QStringList());
    QCOMPARE(titles(gone), (QStringList{u"Red"_s, u"Green"_s, u"Blue"_s}));
    QCOMPARE(column(gone[u"product"][u"options"], u"position"_s), QStringList{u"1"_s});
}

void TestOptions::deletesLaterDuplicates()
{
    const QJsonArray before = m_calls.state()[u"variantOrder"].toArray();
    const QJsonValue gone = m_calls.remove({m_calls.optionId(0)}, u"POSITION"_s);
    QCOMPARE(codes(gone), QStringList());
    QCOMPARE(titles(gone), (QStringList{u"Small"_s, u"Medium"_s}));
    QCOMPARE(m_calls.state()[u"variantOrder"].toArray(), (QJsonArray{before[0], before[1]}));
}

void TestOptions::bringsBackTheStandInOption()
{
    const QJsonValue gone = m_calls.remove({m_calls.optionId(0), m_calls.optionId(1)}, u"POSITION"_s);
    QCOMPARE(codes(gone), QStringList());
    QCOMPARE(gone[u"deletedOptionsIds"].toArray().size(), 2);
    QCOMPARE(optionNames(gone), QStringList{u"Title"_s});
    QCOMPARE(titles(gone), QStringList{u"Default Title"_s});
    QVERIFY(m_calls
                .run(u"query($p: ID!) { product(id: $p) { hasOnlyDefaultVariant } }"_s,
                    {{u"p"_s, m_calls.product()}})[u"hasOnlyDefaultVariant"]
                .toBool());
}

void TestOptions::refusesToDelete_data()
{
    QTest::addColumn<QList<int>>("options"); // by their index; -1 is of no product
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("expected");
    QTest::newRow("several values") << QList<int>{0} << QString() << u"CANNOT_DELETE_OPTION_WITH_MULTIPLE_VALUES"_s;
    QTest::newRow("variants become the same")
        << QList<int>{0} << u"NON_DESTRUCTIVE"_s << u"CANNOT_USE_NON_DESTRUCTIVE_STRATEGY"_s;
    QTest::newRow("all of them") << QList<int>{0, 1} << u"NON_DESTRUCTIVE"_s
                                 << u"CANNOT_USE_NON_DESTRUCTIVE_STRATEGY"_s;
    QTest::newRow("unknown") << QList<int>{0, -1} << u"POSITION"_s << u"OPTION_DOES_NOT_EXIST"_s;
}

void TestOptions::refusesToDelete()
{
    QFETCH(QList<int>, options);
    QFETCH(QString, strategy);
    QFETCH(QString, expected);
    QStringList gids;
    for (const int index : std::as_const(options)) {
        gids.append(index < 0 ? u"gid://shopify/ProductOption/1"_s : m_calls.optionId(index));
    }
    const QJsonValue before = m_calls.state();
    const QJsonValue payload = m_calls.remove(gids, strategy);
    QCOMPARE(codes(payload), QStringList{expected});
    QVERIFY(payload[u"deletedOptionsIds"].isNull());
    QCOMPARE(m_calls.state(), before);
}

void TestOptions::refusesMissingProducts()
{
    m_calls.setProduct(u"gid://shopify/Product/1"_s);
    const QStringList expected{u"PRODUCT_DOES_NOT_EXIST"_s};
    QCOMPARE(codes(m_calls.create({newOption(u"Fit"_s, {u"a"_s})})), expected);
    QCOMPARE(codes(m_calls.reorder(byName({u"Fit"_s}))), expected);
    QCOMPARE(codes(m_calls.remove({u"gid://shopify/ProductOption/1"_s})), expected);
    QCOMPARE(codes(m_calls.update({{u"id"_s, u"gid://shopify/ProductOption/1"_s}})), expected);
}

void TestOptions::namesNoValueOfALinkedOption()
{
    const auto links = [this] {
        return m_calls.run(u"query($p: ID!) { product(id: $p) { options { linkedMetafield { namespace key } } } }"_s,
            {{u"p"_s, m_calls.product()}})[u"options"];
    };
    const auto give = [this](const QString &option, const QString &value) {
        const QString id = m_calls.state()[u"variantOrder"][0].toString();
        return codes(m_calls.run(u"mutation($p: ID!, $v: [ProductVariantsBulkInput!]!) { "
                                 u"productVariantsBulkUpdate(productId: $p, variants: $v) "
                                 u"{ userErrors { field code } } }"_s,
            {{u"p"_s, m_calls.product()},
                {u"v"_s,
                    QJsonArray{QJsonObject{{u"id"_s, id},
                        {u"optionValues"_s,
                            QJsonArray{QJsonObject{{u"optionName"_s, option}, {u"name"_s, value}}}}}}}}));
    };
    QVERIFY(links()[0][u"linkedMetafield"].isNull());
    const QJsonObject metafield{{u"namespace"_s, u"shopify"_s}, {u"key"_s, u"color-pattern"_s}};
    m_calls.shop().edit({{u"product"_s, m_calls.product()}, {u"links"_s, QJsonObject{{u"Colour"_s, metafield}}}});
    QCOMPARE(links()[0][u"linkedMetafield"].toObject(), metafield);
    QVERIFY(links()[1][u"linkedMetafield"].isNull());
    QCOMPARE(give(u"Colour"_s, u"Green"_s), QStringList{u"CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE"_s});
    QCOMPARE(give(u"Size"_s, u"Medium"_s), QStringList());
    m_calls.shop().edit({{u"product"_s, m_calls.product()}, {u"links"_s, QJsonObject{{u"Colour"_s, QJsonValue()}}}});
    QVERIFY(links()[0][u"linkedMetafield"].isNull());
}

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
