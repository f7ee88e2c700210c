#include "sync/review/fieldvalidation.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

class TestFieldValidation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesValues_data();
    void takesValues();
    void refusesValues_data();
    void refusesValues();
    void warns_data();
    void warns();
    void knowsWhichFieldsMayBeEmpty();
};

void TestFieldValidation::takesValues_data()
{
    QTest::addColumn<bool>("isVariant");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("stored");
    const auto product = [](const char *name, const QString &field, const QString &value, const QString &stored) {
        QTest::newRow(name) << false << field << value << stored;
    };
    const auto variant = [](const char *name, const QString &field, const QString &value, const QString &stored) {
        QTest::newRow(name) << true << field << value << stored;
    };
    product("title", u"title"_s, u"Blue pen"_s, u"Blue pen"_s);
    product("title with spaces around", u"title"_s, u"  Blue pen "_s, u"Blue pen"_s);
    product("title with a line break", u"title"_s, u"Blue\npen"_s, u"Blue pen"_s);
    product("title right to left", u"title"_s, u"עט כחול"_s, u"עט כחול"_s);
    product("title with markup", u"title"_s, u"<b>Pen</b>"_s, u"<b>Pen</b>"_s);
    product("title with an emoji", u"title"_s, u"Pen 🖊"_s, u"Pen 🖊"_s);
    product("title of 255", u"title"_s, QString(255, u'x'), QString(255, u'x'));
    product("html keeps lines", u"description_html"_s, u"<p>a\n\tb</p>"_s, u"<p>a\n\tb</p>"_s);
    product("no vendor", u"vendor"_s, u""_s, u""_s);
    product("status", u"status"_s, u"Archived "_s, u"archived"_s);
    product("handle", u"handle"_s, u"blue-pen-2"_s, u"blue-pen-2"_s);
    product("tags", u"tags"_s, u"[\"a\", \" b \", \"A\", \"\"]"_s, u"[\"a\",\"b\"]"_s);
    product("no tags", u"tags"_s, u"[]"_s, u"[]"_s);
    product("option names", u"option_names"_s, u"[\"Size\",\"Colour\"]"_s, u"[\"Size\",\"Colour\"]"_s);
    variant("price", u"price"_s, u"12.5"_s, u"12.50"_s);
    variant("price with zeros", u"price"_s, u"0012.5000"_s, u"12.50"_s);
    variant("whole price", u"price"_s, u" 7 "_s, u"7.00"_s);
    variant("largest price", u"price"_s, u"99999999.99"_s, u"99999999.99"_s);
    variant("no compare-at price", u"compare_at_price"_s, u""_s, u""_s);
    variant("cost", u"cost"_s, u".5"_s.prepend(u'0'), u"0.50"_s);
    variant("sku", u"sku"_s, u" A-100 "_s, u"A-100"_s);
    variant("stock", u"inventory_quantity"_s, u"007"_s, u"7"_s);
    variant("policy", u"inventory_policy"_s, u"Continue"_s, u"continue"_s);
    variant("taxable", u"taxable"_s, u"false"_s, u"false"_s);
    variant("weight", u"weight"_s, u"0.250"_s, u"0.25"_s);
    variant("unit", u"weight_unit"_s, u"kg"_s, u"kg"_s);
}

void TestFieldValidation::takesValues()
{
    QFETCH(bool, isVariant);
    QFETCH(QString, field);
    QFETCH(QString, value);
    const auto checked = checkedFieldValue(isVariant ? FieldOwner::Variant : FieldOwner::Product, field, value);
    QVERIFY2(checked, checked ? "" : qUtf8Printable(checked.failure().text()));
    QTEST(checked->value, "stored");
}

void TestFieldValidation::refusesValues_data()
{
    QTest::addColumn<bool>("isVariant");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("says");
    const auto product = [](const char *name, const QString &field, const QString &value, const QString &says) {
        QTest::newRow(name) << false << field << value << says;
    };
    const auto variant = [](const char *name, const QString &field, const QString &value, const QString &says) {
        QTest::newRow(name) << true << field << value << says;
    };
    product("empty title", u"title"_s, u""_s, u"cannot be empty"_s);
    product("title of spaces", u"title"_s, u"   "_s, u"cannot be empty"_s);
    product("title of 256", u"title"_s, QString(256, u'x'), u"256 characters"_s);
    product("status", u"status"_s, u"deleted"_s, u"cannot be"_s);
    product("handle with spaces", u"handle"_s, u"Blue pen"_s, u"small letters"_s);
    product("tags that are no list", u"tags"_s, u"a, b"_s, u"could not be read"_s);
    product("tags that are numbers", u"tags"_s, u"[1]"_s, u"could not be read"_s);
    product("tag with a comma", u"tags"_s, u"[\"a,b\"]"_s, u"comma"_s);
    product("a tag too long", u"tags"_s, u"[\""_s + QString(256, u'x') + u"\"]"_s, u"256 characters"_s);
    QStringList many;
    for (int i = 0; i < 251; ++i)
        many += u"\"t%1\""_s.arg(i);
    product("251 tags", u"tags"_s, u'[' + many.join(u',') + u']', u"251 tags"_s);
    product("four options", u"option_names"_s, u"[\"a\",\"b\",\"c\",\"d\"]"_s, u"3 options"_s);
    product("two options of one name", u"option_names"_s, u"[\"a\",\"A\"]"_s, u"Two options"_s);
    product("a field that does not exist", u"colour"_s, u"red"_s, u"cannot be edited"_s);
    product("a variant's field", u"price"_s, u"1.00"_s, u"cannot be edited"_s);
    for (const QString &price : {u""_s, u"abc"_s, u"1e3"_s, u"NaN"_s, u"∞"_s, u"+1"_s, u"12,50"_s, u"1."_s, u".5"_s,
             u"1 000"_s, u"$5"_s, u"--1"_s, u"0x10"_s, u"١٢"_s})
        variant(qUtf8Printable(u"price \"%1\""_s.arg(price)), u"price"_s, price, u"needs a number like 12.50"_s);
    variant("negative price", u"price"_s, u"-1"_s, u"cannot be negative"_s);
    variant("three decimals", u"price"_s, u"12.505"_s, u"at most 2 decimals"_s);
    variant("twenty digits", u"price"_s, u"12345678901234567890"_s, u"too large"_s);
    variant("negative cost", u"cost"_s, u"-0.5"_s, u"cannot be negative"_s);
    variant("half a piece", u"inventory_quantity"_s, u"1.5"_s, u"whole numbers only"_s);
    variant("ten thousand million", u"inventory_quantity"_s, u"10000000000"_s, u"lies between"_s);
    variant("no stock number", u"inventory_quantity"_s, u""_s, u"whole numbers only"_s);
    variant("sku too long", u"sku"_s, QString(256, u'x'), u"256 characters"_s);
    variant("policy", u"inventory_policy"_s, u"maybe"_s, u"cannot be"_s);
    variant("unit", u"weight_unit"_s, u"stone"_s, u"cannot be"_s);
    variant("position 0", u"position"_s, u"0"_s, u"lies between"_s);
    variant("a whole variant", u""_s, u"x"_s, u"cannot be edited"_s);
}

void TestFieldValidation::refusesValues()
{
    QFETCH(bool, isVariant);
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, says);
    const auto checked = checkedFieldValue(isVariant ? FieldOwner::Variant : FieldOwner::Product, field, value);
    QVERIFY(!checked);
    QCOMPARE(checked.failure().kind, FailureKind::BadInput);
    QVERIFY2(checked.failure().what.contains(says), qUtf8Printable(checked.failure().what));
    QVERIFY(!checked.failure().remedy.isEmpty());
}

void TestFieldValidation::warns_data()
{
    QTest::addColumn<bool>("isVariant");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("says");
    QTest::newRow("hidden character") << false << u"title"_s << (u"Blue"_s + QChar(7) + u" pen"_s) << u"position 5"_s;
    QTest::newRow("half a surrogate") << false << u"title"_s << (u"Pen"_s + QChar(0xd83d)) << u"position 4"_s;
    QTest::newRow("script") << false << u"description_html"_s << u"<SCRIPT>"_s << u"script"_s;
    QTest::newRow("no vendor") << false << u"vendor"_s << u""_s << u"the shop's own name"_s;
    QTest::newRow("for free") << true << u"price"_s << u"0"_s << u"pay nothing"_s;
    QTest::newRow("negative stock") << true << u"inventory_quantity"_s << u"-3"_s << u"negative"_s;
    QTest::newRow("repeated tags") << false << u"tags"_s << u"[\"a\",\"a\"]"_s << u"repeated"_s;
}

void TestFieldValidation::warns()
{
    QFETCH(bool, isVariant);
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, says);
    const auto checked = checkedFieldValue(isVariant ? FieldOwner::Variant : FieldOwner::Product, field, value);
    QVERIFY(checked);
    QCOMPARE(checked->warnings.size(), 1);
    QVERIFY2(checked->warnings[0].contains(says), qUtf8Printable(checked->warnings[0]));
}

void TestFieldValidation::knowsWhichFieldsMayBeEmpty()
{
    QVERIFY(isNullable(FieldOwner::Variant, u"compare_at_price"_s));
    QVERIFY(isNullable(FieldOwner::Variant, u"sku"_s));
    QVERIFY(!isNullable(FieldOwner::Variant, u"price"_s));
    QVERIFY(isNullable(FieldOwner::Product, u"handle"_s));
    QVERIFY(!isNullable(FieldOwner::Product, u"vendor"_s));
}

QTEST_GUILESS_MAIN(TestFieldValidation)
#include "tst_fieldvalidation.moc"
