#include "sync/review/facetvalidation.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

QString path(const QString &type)
{
    return u"metafield:custom.thing:"_s + type;
}

} // namespace

/// Values of metafields by their types.
class TestFacetValidation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesValues_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("stored");
        const auto row = [](const QString &type, const QString &value, const QString &stored) {
            QTest::addRow("%s %s", qPrintable(type), qPrintable(value.left(20))) << type << value << stored;
        };
        row(u"single_line_text_field"_s, u" Blue <b>"_s, u"Blue <b>"_s);
        row(u"single_line_text_field"_s, u"  "_s, QString());
        row(u"multi_line_text_field"_s, u"a\nb "_s, u"a\nb "_s);
        row(u"number_integer"_s, u"-12"_s, u"-12"_s);
        row(u"number_decimal"_s, u"12.50"_s, u"12.5"_s);
        row(u"boolean"_s, u"true"_s, u"true"_s);
        row(u"date"_s, u"2026-02-28"_s, u"2026-02-28"_s);
        row(u"date_time"_s, u"2026-02-28T10:00:00Z"_s, u"2026-02-28T10:00:00Z"_s);
        row(u"color"_s, u"#33aaFF"_s, u"#33aaFF"_s);
        row(u"url"_s, u"https://example.com/?a=b"_s, u"https://example.com/?a=b"_s);
        row(u"json"_s, u"{\"a\": [1, 2]}"_s, u"{\"a\": [1, 2]}"_s);
        row(u"json"_s, u"5"_s, u"5"_s);
        row(u"weight"_s, u"{\"value\":2.5,\"unit\":\"kg\"}"_s, u"{\"value\":2.5,\"unit\":\"kg\"}"_s);
        row(u"list.number_integer"_s, u"[1, 2]"_s, u"[1, 2]"_s);
        row(u"list.single_line_text_field"_s, u"[\"a\", \"b\"]"_s, u"[\"a\", \"b\"]"_s);
        row(u"product_reference"_s, u"gid://shopify/Product/1"_s, u"gid://shopify/Product/1"_s);
    }
    void takesValues()
    {
        QFETCH(const QString, type);
        QFETCH(const QString, value);
        const auto checked = checkedFieldValue(FieldOwner::Product, path(type), value);
        QVERIFY2(checked, checked ? "" : qPrintable(checked.failure().text()));
        QTEST(checked->value, "stored");
    }

    void placesAProduct()
    {
        const auto stored = [](const QString &field, const QString &value) {
            const auto checked = checkedFieldValue(FieldOwner::Product, field, value);
            return checked ? checked->value : u"refused"_s;
        };
        QCOMPARE(stored(u"collection:12"_s, u"true"_s), u"true"_s);
        QCOMPARE(stored(u"publication:9"_s, u" false "_s), QString());
        QCOMPARE(stored(u"category:standard"_s, u" gid://shopify/TaxonomyCategory/os-4-2 "_s), u"os-4-2"_s);
        QCOMPARE(stored(u"category:standard"_s, QString()), QString());
    }

    void refusesValues_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        const auto row = [](const QString &field, const QString &value) {
            QTest::addRow("%s %s", qPrintable(field), qPrintable(value.left(20))) << field << value;
        };
        row(path(u"single_line_text_field"_s), u"a\nb"_s);
        row(path(u"single_line_text_field"_s), QString(70'000, u'x'));
        row(path(u"number_integer"_s), u"1.5"_s);
        row(path(u"number_integer"_s), u"many"_s);
        row(path(u"number_decimal"_s), u"1,5"_s);
        row(path(u"boolean"_s), u"yes"_s);
        row(path(u"date"_s), u"2026-02-30"_s);
        row(path(u"date_time"_s), u"yesterday"_s);
        row(path(u"color"_s), u"blue"_s);
        row(path(u"url"_s), u"example.com"_s);
        row(path(u"json"_s), u"{\"a\""_s);
        row(path(u"weight"_s), u"2.5"_s);
        row(path(u"list.number_integer"_s), u"1, 2"_s);
        row(path(u"list.number_integer"_s), u"[1, \"x\"]"_s);
        row(path(u"product_reference"_s), u"Pen"_s);
        row(path(u"hologram"_s), u"x"_s);
        row(u"metafield:app--1--x.stars:rating"_s, u"{}"_s);
        row(u"metafield:c.k:boolean"_s, u"true"_s);
        row(u"hologram:5"_s, u"x"_s);
        row(u"collection:12"_s, u"perhaps"_s);
        row(u"category:standard"_s, u"Pens & Pencils"_s);
        row(u"smart_collection:12"_s, u"true"_s);
    }
    void refusesValues()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, value);
        const auto checked = checkedFieldValue(FieldOwner::Variant, field, value);
        QVERIFY(!checked);
        QCOMPARE(checked.failure().kind, FailureKind::BadInput);
        QVERIFY(!checked.failure().what.isEmpty());
        QVERIFY(!checked.failure().remedy.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFacetValidation)
#include "tst_facetvalidation.moc"
