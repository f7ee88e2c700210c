#include "sync/api/fieldpath.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

class TestFieldPath final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNameSurvivesTheRoundTrip()
    {
        QVERIFY(FieldPath::names().contains(u"variants.price"_s));
        for (const QString &name : FieldPath::names()) {
            const auto path = FieldPath::fromText(name);
            QVERIFY2(path, qPrintable(name));
            QCOMPARE(path->text(), name);
        }
    }

    void aNameThatOnlyVariantsHaveNeedsNoPrefix()
    {
        QCOMPARE(FieldPath::fromText(u"price")->text(), u"variants.price"_s);
        QCOMPARE(FieldPath::fromText(u"title")->text(), u"title"_s);
        QCOMPARE(FieldPath::fromText(u"variants.title")->text(), u"variants.title"_s);
        QCOMPARE(FieldPath::fromText(u"variants.4711.price")->text(), u"variants.4711.price"_s);
    }

    void aFacetStandsByItsPath()
    {
        const QString size = u"metafield:custom.size.x:number_integer"_s;
        for (const QString &text : QStringList{size, u"variants."_s + size, u"variants.4711."_s + size}) {
            const auto path = FieldPath::fromText(text);
            QVERIFY2(path, qPrintable(text));
            QCOMPARE(path->text(), text);
            QCOMPARE(path->field, size);
        }
        QVERIFY(!FieldPath::fromText(size)->ofVariants);
        QVERIFY(FieldPath::fromText(QString(u"variants.4711."_s + size))->covers(size, ShopifyId{4711}));
    }

    void stockIsMeantWhereverItLies()
    {
        const FieldPath stock = *FieldPath::fromText(u"variants.inventory_quantity");
        QVERIFY(stock.covers(u"stock:701", ShopifyId{7}));
        QVERIFY(!stock.covers(u"sku", ShopifyId{7}));
        const FieldPath atOne = *FieldPath::fromText(u"variants.7.stock:701");
        QVERIFY(atOne.covers(u"stock:701", ShopifyId{7}));
        QVERIFY(!atOne.covers(u"stock:702", ShopifyId{7}));
        QVERIFY(!atOne.covers(u"inventory_quantity", ShopifyId{7}));
    }

    void whatIsNoFieldIsNoPath_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text : {u""_s, u"colour"_s, u"variants"_s, u"variants."_s, u"variants.vendor"_s,
                 u"variants.x.price"_s, u"variants.0.price"_s, u"variants.-3.price"_s, u"variants..price"_s,
                 u"variants.1.2.price"_s, u" title"_s})
            QTest::addRow("%s", qPrintable(u"'%1'"_s.arg(text))) << text;
    }
    void whatIsNoFieldIsNoPath()
    {
        QFETCH(QString, text);
        QVERIFY(!FieldPath::fromText(text));
    }

    void aPathCoversItsFieldAndNoOther()
    {
        const QList<FieldPath> chosen{*FieldPath::fromText(u"title"), *FieldPath::fromText(u"variants.7.price")};
        QVERIFY(covers(chosen, u"title", {}));
        QVERIFY(!covers(chosen, u"title", ShopifyId{7}));
        QVERIFY(covers(chosen, u"price", ShopifyId{7}));
        QVERIFY(!covers(chosen, u"price", ShopifyId{8}));
        QVERIFY(covers({*FieldPath::fromText(u"price")}, u"price", ShopifyId{8}));
        QVERIFY(covers({}, u"vendor", {}));
    }
};

QTEST_GUILESS_MAIN(TestFieldPath)
#include "tst_fieldpath.moc"
