#include "sync/ports/storedmetafield.h"

#include "sync/ports/content.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

/// Whether a value that comes back from Shopify is the one that was sent, however Shopify has written it down.
class TestStoredMetafield final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheSameValueInAnotherNotation_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("sent");
        QTest::addColumn<QString>("stored");
        const auto row = [](const char *name, const QString &type, const QString &sent, const QString &stored) {
            QTest::newRow(name) << type << sent << stored;
        };
        row("text, trimmed", u"single_line_text_field"_s, u" red "_s, u"red"_s);
        row("lines, trimmed", u"multi_line_text_field"_s, u"red\nblue\n"_s, u"red\nblue"_s);
        row("whole number", u"number_integer"_s, u"007"_s, u"7"_s);
        row("negative nothing", u"number_integer"_s, u"-0"_s, u"0"_s);
        row("decimal", u"number_decimal"_s, u"10"_s, u"10.0"_s);
        row("decimal with a sign", u"number_decimal"_s, u"+.50"_s, u"0.5"_s);
        row("json, other space", u"json"_s, u"{ \"a\": [1, 2.0] }"_s, u"{\"a\":[1,2]}"_s);
        row("json, other order", u"json"_s, u"{\"b\":1,\"a\":null}"_s, u"{\"a\":null,\"b\":1}"_s);
        row("json that is a text", u"json"_s, u" \"a\" "_s, u"\"a\""_s);
        row("money", u"money"_s, u"{\"amount\":5,\"currency_code\":\"EUR\"}"_s,
            u"{\"amount\":\"5.00\",\"currency_code\":\"EUR\"}"_s);
        row("rating", u"rating"_s, u"{\"value\":\"4\",\"scale_min\":\"1\",\"scale_max\":\"5\"}"_s,
            u"{\"scale_min\":\"1.0\",\"scale_max\":\"5.0\",\"value\":\"4.0\"}"_s);
        row("weight", u"weight"_s, u"{\"value\":2.50,\"unit\":\"kg\"}"_s, u"{\"unit\":\"KILOGRAMS\",\"value\":2.5}"_s);
        row("moment elsewhere", u"date_time"_s, u"2026-11-26T12:30:00+02:00"_s, u"2026-11-26T10:30:00+00:00"_s);
        row("moment without a place", u"date_time"_s, u"2026-11-26T12:30:00"_s, u"2026-11-26T12:30:00Z"_s);
        row("list of decimals", u"list.number_decimal"_s, u"[1, 2.50]"_s, u"[\"1.0\",\"2.5\"]"_s);
        row("list of texts", u"list.single_line_text_field"_s, u"[\" a\", \"b\"]"_s, u"[\"a\",\"b\"]"_s);
        row("list of sizes", u"list.dimension"_s, u"[{\"value\":1,\"unit\":\"cm\"}]"_s,
            u"[{\"value\":1.0,\"unit\":\"CENTIMETERS\"}]"_s);
        row("what is no json", u"json"_s, u" {a "_s, u"{a"_s);
    }

    void knowsTheSameValueInAnotherNotation()
    {
        QFETCH(const QString, type);
        QFETCH(const QString, sent);
        QFETCH(const QString, stored);
        QVERIFY(isSameMetafieldValue(type, sent, stored));
        QVERIFY(isSameMetafieldValue(type, stored, sent));
        QVERIFY(sameOnceStored(QString(u"metafield:custom.a:"_s + type), sent, stored));
    }

    void takesNoOtherValueForIt_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("sent");
        QTest::addColumn<QString>("stored");
        const auto row = [](const char *name, const QString &type, const QString &sent, const QString &stored) {
            QTest::newRow(name) << type << sent << stored;
        };
        row("case", u"single_line_text_field"_s, u"Red"_s, u"red"_s);
        row("space inside", u"single_line_text_field"_s, u"dark red"_s, u"dark  red"_s);
        row("a text of digits", u"single_line_text_field"_s, u"007"_s, u"7"_s);
        row("number", u"number_integer"_s, u"10"_s, u"1"_s);
        row("sign", u"number_decimal"_s, u"-1"_s, u"1"_s);
        row("no number", u"number_decimal"_s, u"x"_s, u"0"_s);
        row("json", u"json"_s, u"{\"a\":1}"_s, u"{\"a\":2}"_s);
        row("json, number and text", u"json"_s, u"{\"a\":1}"_s, u"{\"a\":\"1\"}"_s);
        row("json, one more", u"json"_s, u"{\"a\":1}"_s, u"{\"a\":1,\"b\":1}"_s);
        row("json, order of a list", u"json"_s, u"[1,2]"_s, u"[2,1]"_s);
        row("money", u"money"_s, u"{\"amount\":5,\"currency_code\":\"EUR\"}"_s,
            u"{\"amount\":\"5.00\",\"currency_code\":\"USD\"}"_s);
        row("weight", u"weight"_s, u"{\"value\":2.5,\"unit\":\"kg\"}"_s, u"{\"unit\":\"g\",\"value\":2.5}"_s);
        row("moment", u"date_time"_s, u"2026-11-26T12:30:00+02:00"_s, u"2026-11-26T12:30:00+00:00"_s);
        row("list, one more", u"list.number_integer"_s, u"[1]"_s, u"[1,2]"_s);
        row("list, a truth", u"list.single_line_text_field"_s, u"[true]"_s, u"[\"\"]"_s);
    }

    void takesNoOtherValueForIt()
    {
        QFETCH(const QString, type);
        QFETCH(const QString, sent);
        QFETCH(const QString, stored);
        QVERIFY(!isSameMetafieldValue(type, sent, stored));
        QVERIFY(!isSameMetafieldValue(type, stored, sent));
        QVERIFY(!sameOnceStored(QString(u"metafield:custom.a:"_s + type), sent, stored));
    }
};

QTEST_GUILESS_MAIN(TestStoredMetafield)
#include "tst_storedmetafield.moc"
