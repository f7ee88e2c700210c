#include "sync/api/catalogue.h"
#include "sync/jobs/rollback/newids.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

FieldMap options(const QString &first, const QString &price)
{
    return {{Field::option1.toString(), first}, {Field::price.toString(), price}};
}

/// 1 with its variants 11 and 12 came back as 2, that as 3; of 7 the variant 71 was removed and came back as 72.
NewIds someIds()
{
    return NewIds({{ShopifyId{1}, ShopifyId{2}, {}, {{11, options(u"Red"_s, u"1"_s)}, {12, options(u"Blue"_s, u"2"_s)}},
                       {{22, options(u"Blue"_s, u"2"_s)}, {21, options(u"Red"_s, u"1"_s)}}},
        {ShopifyId{2}, ShopifyId{3}, ProductId{50}, {{21, options(u"Red"_s, u"3"_s)}, {22, options(u"Blue"_s, u"2"_s)}},
            {{31, options(u"Red"_s, u"3"_s)}, {32, options(u"Blue"_s, u"2"_s)}}},
        {ShopifyId{7}, ShopifyId{7}, ProductId{70}, {{71, options(u"Red"_s, u"1"_s)}},
            {{72, options(u"Red"_s, u"1"_s)}}}});
}

ProductVersion version(QList<LocalVariant> before, QList<LocalVariant> after)
{
    ProductVersion version{.id = 5, .product = ProductId{50}, .shopifyProduct = ShopifyId{1}};
    version.before = LocalImage{{.id = ProductId{50}, .shopifyId = ShopifyId{1}, .variants = before}};
    version.after = LocalImage{{.id = ProductId{50}, .shopifyId = ShopifyId{1}, .variants = after}};
    return version;
}

} // namespace

class TestNewIds final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNothingWithoutRecreations();
    void followsAChainToItsEnd();
    void tellsAnOperationAnew();
    void keepsTheProductWhereOnlyVariantsCameBack();
    void tellsAVersionAnew();
    void leavesARebuiltVersionAsItWas();
};

void TestNewIds::knowsNothingWithoutRecreations()
{
    const NewIds none({});
    QVERIFY(none.isEmpty());
    QCOMPARE(none.product(ShopifyId{1}), ShopifyId{1});
    QCOMPARE(none.product(ShopifyId{}), ShopifyId{});
}

void TestNewIds::followsAChainToItsEnd()
{
    const NewIds ids = someIds();
    QCOMPARE(ids.product(ShopifyId{1}), ShopifyId{3});
    QCOMPARE(ids.product(ShopifyId{2}), ShopifyId{3});
    QCOMPARE(ids.product(ShopifyId{4}), ShopifyId{4});
    QCOMPARE(ids.variant(ShopifyId{11}), ShopifyId{31});
    QCOMPARE(ids.variant(ShopifyId{12}), ShopifyId{32});
    QCOMPARE(ids.variant(ShopifyId{71}), ShopifyId{72});
    QCOMPARE(ids.variant(ShopifyId{99}), ShopifyId{99});
}

void TestNewIds::tellsAnOperationAnew()
{
    Operation operation{.product = ProductId{40}, .shopifyProduct = ShopifyId{1}};
    operation.before.variants = {{11, options(u"Red"_s, u"1"_s)}};
    operation.after.variants = {{11, options(u"Red"_s, u"9"_s)}};
    operation.returned = operation.after;
    const Operation now = someIds().renewed(operation);
    QCOMPARE(now.shopifyProduct, ShopifyId{3});
    QCOMPARE(now.product, ProductId{50});
    QCOMPARE(now.before.variants.keys(), QList<qint64>{31});
    QCOMPARE(now.after.variants.value(31), operation.after.variants.value(11));
    QCOMPARE(now.returned->variants.keys(), QList<qint64>{31});
}

void TestNewIds::keepsTheProductWhereOnlyVariantsCameBack()
{
    Operation operation{.product = ProductId{40}, .shopifyProduct = ShopifyId{7}};
    operation.after.variants = {{71, options(u"Red"_s, u"9"_s)}};
    const Operation now = someIds().renewed(operation);
    QCOMPARE(now.shopifyProduct, ShopifyId{7});
    QCOMPARE(now.product, ProductId{40});
    QCOMPARE(now.after.variants.keys(), QList<qint64>{72});
}

void TestNewIds::tellsAVersionAnew()
{
    const QList<LocalVariant> before{{VariantId{1}, ShopifyId{11}, {}, options(u"Red"_s, u"1"_s)}};
    const QList<LocalVariant> after{{VariantId{1}, ShopifyId{11}, {}, options(u"Red"_s, u"9"_s)}};
    const ProductVersion now = someIds().renewed(version(before, after));
    QVERIFY(now.isRenewed);
    QCOMPARE(now.shopifyProduct, ShopifyId{3});
    QCOMPARE(now.before->product.shopifyId, ShopifyId{3});
    QVERIFY(now.after->product.variant(ShopifyId{31}));
    QVERIFY(!NewIds({}).renewed(version(before, after)).isRenewed);
}

void TestNewIds::leavesARebuiltVersionAsItWas()
{
    const ProductVersion grown = version({}, {{VariantId{1}, ShopifyId{11}, {}, options(u"Red"_s, u"9"_s)}});
    QCOMPARE(someIds().renewed(grown), grown);
}

QTEST_GUILESS_MAIN(TestNewIds)
#include "tst_newids.moc"
