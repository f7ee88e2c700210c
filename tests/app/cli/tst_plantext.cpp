#include "app/cli/fieldtext.h"
#include "app/cli/json.h"
#include "app/cli/plantext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace App;

/// How tables of fields read on the command line.
class TestPlanText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreNamedWithWhatTheyAreAbout()
    {
        const Sync::MediaNames media{{u"31000000000012"_s, u"pen.jpg"_s}, {u"31000000000013"_s, u"cap.png"_s}};
        QCOMPARE(fieldPathText(u"title"_s, {}, {}), u"title"_s);
        QCOMPARE(fieldPathText(u"stock:7"_s, u"Depot"_s, {}), u"stock:7 (Depot)"_s);
        QCOMPARE(fieldPathText(u"media:alt:31000000000012"_s, {}, media), u"media:alt:31000000000012 (pen.jpg)"_s);
        QCOMPARE(fieldPathText(u"media:alt:31000000000014"_s, {}, media), u"media:alt:31000000000014"_s);
        QCOMPARE(fieldPathText(u"media:order"_s, {}, media), u"media:order"_s);
        QCOMPARE(
            fieldValueText(u"media:order"_s, u"31000000000013 31000000000012"_s, media), u"1. cap.png, 2. pen.jpg"_s);
        QCOMPARE(fieldValueText(u"price"_s, u"1200.5"_s, {}), u"1200.5"_s);
        QCOMPARE(fieldValueText(u"price"_s, {}, {}), u"–"_s);
    }

    void aPlanNamesMediaForPeopleAndForPrograms()
    {
        Sync::RollbackPlan plan;
        plan.items = {{.title = u"Pen"_s,
            .field = u"media:alt:31000000000012"_s,
            .media = {{u"31000000000012"_s, u"pen.jpg"_s}},
            .before = u"A pen"_s}};
        QVERIFY2(planTable(plan.items).contains(u"(pen.jpg)"_s), qPrintable(planTable(plan.items)));
        const QJsonObject item = toJson(plan).value("items"_L1).toArray().first().toObject();
        QCOMPARE(item.value("medium"_L1).toString(), u"pen.jpg"_s);
        QCOMPARE(item.value("field"_L1).toString(), u"media:alt:31000000000012"_s);
    }

    void whatTheTableCutsStandsBelowInFull()
    {
        const QString longText = QString(40, u'x');
        Sync::RollbackPlan plan;
        plan.items = {{.title = u"Pen"_s,
            .variantTitle = u"Blue"_s,
            .field = u"barcode"_s,
            .remote = true,
            .before = longText + u"\n1",
            .written = longText + u"\u200b2"}};
        const QString table = planTable(plan.items);
        const QString full = table.mid(table.indexOf(u"In full:"_s));
        QCOMPARE(full,
            u"In full:\nPen / Blue, barcode, Shopify:\n  before: \"%1\\n1\"\n  written: \"%1\\u200b2\"\n  now: –\n"_s
                .arg(longText));
        plan.items.first().before = plan.items.first().written = u"short"_s;
        QVERIFY(!planTable(plan.items).contains(u"In full:"_s));
    }

    void whatComesBackWholeIsToldValueByValue()
    {
        Sync::RollbackPlan plan;
        plan.items = {{.title = u"Pen"_s,
            .remote = true,
            .reason = u"It comes back."_s,
            .whole = {{{}, u"vendor"_s, u"Acme"_s}, {u"Blue"_s, u"price"_s, u"1.50"_s}}}};
        const QString table = planTable(plan.items);
        QVERIFY2(table.contains(u"Pen, whole, Shopify:\n  vendor: \"Acme\"\n  Blue / price: \"1.50\"\n"_s),
            qPrintable(table));
        const QJsonArray whole
            = toJson(plan).value("items"_L1).toArray().first().toObject().value("whole"_L1).toArray();
        QCOMPARE(whole.size(), 2);
        QCOMPARE(whole.at(1).toObject().value("variant"_L1).toString(), u"Blue"_s);
        QCOMPARE(whole.at(1).toObject().value("value"_L1).toString(), u"1.50"_s);
    }
};

QTEST_GUILESS_MAIN(TestPlanText)
#include "tst_plantext.moc"
