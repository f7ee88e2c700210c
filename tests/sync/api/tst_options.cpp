#include "sync/api/options.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

class TestOptions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesOfOptions_data()
    {
        QTest::addColumn<QStringList>("wanted");
        QTest::addColumn<QString>("says");
        QTest::newRow("renamed") << QStringList{u"Farbe"_s, u"Size"_s} << QString();
        QTest::newRow("one more") << QStringList{u"Colour"_s, u"Size"_s, u"Pack"_s} << QString();
        QTest::newRow("one less") << QStringList{u"Colour"_s} << QString();
        QTest::newRow("swapped") << QStringList{u"Size"_s, u"Colour"_s} << QString();
        QTest::newRow("none") << QStringList{} << QString();
        QTest::newRow("four") << QStringList{u"A"_s, u"B"_s, u"C"_s, u"D"_s} << u"at most three"_s;
        QTest::newRow("twice") << QStringList{u"Size"_s, u"size"_s} << u"the same name"_s;
        QTest::newRow("nameless") << QStringList{u"Colour"_s, u" "_s} << u"no name"_s;
    }
    void namesOfOptions()
    {
        QFETCH(QStringList, wanted);
        QFETCH(QString, says);
        const auto why = whyNotOptions(wanted);
        QCOMPARE(why.has_value(), !says.isEmpty());
        QVERIFY2(why.value_or(QString()).contains(says), qPrintable(why.value_or(QString())));
    }

    void fieldsOfOptions()
    {
        QVERIFY(isOptionField(Field::option1));
        QVERIFY(isOptionField(Field::option3));
        QVERIFY(!isOptionField(Field::optionNames));
        QVERIFY(!isOptionField(u"option4"));
    }

    void titles()
    {
        QCOMPARE(titleOfOptions({u"S"_s, u"Red"_s}), u"S / Red"_s);
        QCOMPARE(titleOfOptions({u"S"_s}), u"S"_s);
        QCOMPARE(titleOfOptions({}), QString());
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
