#include "sync/api/facets.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

/// What a facet's path says.
class TestFacets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPathSaysWhatItIsAndIsReadBack()
    {
        const MetafieldName name{u"custom"_s, u"colour.dark"_s, u"list.single_line_text_field"_s};
        QCOMPARE(metafieldPath(name), u"metafield:custom.colour.dark:list.single_line_text_field"_s);
        QCOMPARE(metafieldName(metafieldPath(name)), std::optional(name));
    }

    void plainFieldsAndHalfPathsAreNoMetafields()
    {
        for (const QString &field : {u"title"_s, u""_s, u"metafield:"_s, u"metafield:custom.colour"_s,
                 u"metafield:custom:text"_s, u"inventory:5"_s})
            QVERIFY2(!metafieldName(field), qPrintable(field));
        QVERIFY(!isFacet(u"title"));
        QVERIFY(isFacet(u"metafield:custom.colour"));
    }

    void membershipsAreReadBackFromTheirPaths()
    {
        using Kind = Membership::Kind;
        const std::pair<Membership, QString> paths[] = {{{Kind::Collection, ShopifyId{12}}, u"collection:12"_s},
            {{Kind::SmartCollection, ShopifyId{12}}, u"smart_collection:12"_s},
            {{Kind::Publication, ShopifyId{9}}, u"publication:9"_s}};
        for (const auto &[member, path] : paths) {
            QCOMPARE(membershipPath(member), path);
            QCOMPARE(membership(path), std::optional(member));
            QVERIFY(isMembershipField(path));
        }
        QVERIFY(isMembershipField(categoryPath));
        for (const QString &field : {u"title"_s, u"collection:"_s, u"collection:x"_s, u"collection:-1"_s,
                 u"metafield:custom.collection:url"_s, u"category:other"_s})
            QVERIFY2(!isMembershipField(field), qPrintable(field));
    }

    void stockNamesItsLocation()
    {
        const ShopifyId location{70'000'000'001};
        QCOMPARE(stockPath(location), u"stock:70000000001"_s);
        QCOMPARE(stockLocation(stockPath(location)), std::optional(location));
        for (const QString &field : {u"stock"_s, u"stock:"_s, u"stock:0"_s, u"stock:here"_s, u"inventory_quantity"_s})
            QVERIFY2(!stockLocation(field), qPrintable(field));
        QVERIFY(isStock(u"stock:5"));
        QVERIFY(isStock(u"inventory_quantity"));
        QVERIFY(!isStock(u"price"));
    }

    void whatCannotBeWrittenIsKnownFromThePath_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<bool>("isWritable");
        QTest::newRow("a plain field") << u"title"_s << true;
        QTest::newRow("text") << u"metafield:custom.colour:single_line_text_field"_s << true;
        QTest::newRow("a list") << u"metafield:custom.pages:list.number_integer"_s << true;
        QTest::newRow("a reference") << u"metafield:custom.file:file_reference"_s << true;
        QTest::newRow("stock at a location") << u"stock:5"_s << true;
        QTest::newRow("stock at no location") << u"stock:"_s << false;
        QTest::newRow("an unknown type") << u"metafield:custom.thing:hologram"_s << false;
        QTest::newRow("a list of an unknown type") << u"metafield:custom.thing:list.hologram"_s << false;
        QTest::newRow("another app's") << u"metafield:app--123--reviews.stars:rating"_s << false;
        QTest::newRow("Shopify's") << u"metafield:shopify.color-pattern:list.metaobject_reference"_s << false;
        QTest::newRow("a name of old") << u"metafield:old.na me:single_line_text_field"_s << false;
        QTest::newRow("a smart collection") << u"smart_collection:5"_s << false;
        QTest::newRow("an unknown facet") << u"hologram:5"_s << false;
    }
    void whatCannotBeWrittenIsKnownFromThePath()
    {
        QFETCH(const QString, field);
        QTEST(!whyNotWritable(field).has_value(), "isWritable");
    }

    void oneMetafieldHasOneType()
    {
        QVERIFY(isSameMetafield(u"metafield:custom.colour:color", u"metafield:custom.colour:single_line_text_field"));
        QVERIFY(!isSameMetafield(u"metafield:custom.colour:color", u"metafield:custom.colours:color"));
        QVERIFY(!isSameMetafield(u"title", u"metafield:custom.colour:color"));
        QVERIFY(!isSameMetafield(u"title", u"vendor"));
    }
};

QTEST_GUILESS_MAIN(TestFacets)
#include "tst_facets.moc"
