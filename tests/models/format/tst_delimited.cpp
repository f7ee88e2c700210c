#include "models/format/delimited.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Models;
using namespace Qt::StringLiterals;

class TestDelimited final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formulasAreGuardedAndNumbersAreNot_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isFormula");
        QTest::newRow("equals") << u"=1+1"_s << true;
        QTest::newRow("plus") << u"+cmd"_s << true;
        QTest::newRow("minus word") << u"-cmd"_s << true;
        QTest::newRow("at") << u"@SUM(A1)"_s << true;
        QTest::newRow("tab") << u"\t=1"_s << true;
        QTest::newRow("after spaces") << u"  =1"_s << true;
        QTest::newRow("after quotes") << u"\"=1"_s << true;
        QTest::newRow("after an apostrophe") << u"'=1"_s << true;
        QTest::newRow("full width") << u"\uff1d1"_s << true;
        QTest::newRow("negative number") << u"-12.50"_s << false;
        QTest::newRow("number") << u"12.50"_s << false;
        QTest::newRow("word") << u"Lamp = light"_s << false;
        QTest::newRow("empty") << u""_s << false;
    }

    void formulasAreGuardedAndNumbersAreNot()
    {
        QFETCH(QString, text);
        QFETCH(bool, isFormula);
        QCOMPARE(looksLikeFormula(text), isFormula);
        QCOMPARE(guarded(text), isFormula ? QString(u'\'' + text) : text);
    }

    void aCsvLineNamesTheColumnsItGuarded()
    {
        const QStringList keys{u"sku"_s, u"title"_s, u"price"_s};
        QCOMPARE(csvHeader(keys), QByteArray("sku,title,price,guarded\r\n"));
        QCOMPARE(csvLine(keys, {u"A-1"_s, u"=HYPERLINK(\"x\")"_s, u"-1.00"_s}),
            QByteArray("A-1,\"'=HYPERLINK(\"\"x\"\")\",-1.00,title\r\n"));
        QCOMPARE(csvLine(keys, {u"a,b"_s, u"two\nlines"_s, u""_s}), QByteArray("\"a,b\",\"two\nlines\",,\r\n"));
    }

    void clipboardRowsStayOneLineEach()
    {
        QCOMPARE(tabSeparated({{u"a\tb"_s, u"c\nd"_s}, {u"=x"_s, u"y"_s}}), u"a b\tc d\n'=x\ty\n"_s);
    }

    void jsonLinesAreExact()
    {
        const QByteArray line = jsonLine({u"title"_s, u"price"_s}, {u"=\"quoted\"\n\u0642"_s, u"12.50"_s});
        QVERIFY(line.endsWith("}\n"));
        QCOMPARE(line.count('\n'), 1);
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QCOMPARE(object.value(u"title"_s).toString(), u"=\"quoted\"\n\u0642"_s);
        QCOMPARE(object.value(u"price"_s).toString(), u"12.50"_s);
        QVERIFY(line.indexOf("title") < line.indexOf("price"));
    }
};

QTEST_GUILESS_MAIN(TestDelimited)
#include "tst_delimited.moc"
