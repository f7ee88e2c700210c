#include "sync/api/isolated.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Names from right to left within sentences from left to right.
class TestIsolated final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textFromLeftToRightStaysAsItIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("plain") << u"Stapler, Heavy Duty"_s;
        QTest::newRow("markup") << u"<b>Pens</b> & more"_s;
        QTest::newRow("emoji of several characters") << u"👩‍💻 Desk"_s;
        QTest::newRow("half a pair") << QString(u"Pen"_s + QChar(0xd83d));
    }

    void textFromLeftToRightStaysAsItIs()
    {
        QFETCH(QString, text);
        QCOMPARE(Sync::isolated(text), text);
    }

    void aSentenceKeepsItsDirection_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("Hebrew") << u"עט כחול"_s;
        QTest::newRow("Arabic") << u"قلم أزرق 12"_s;
        QTest::newRow("beyond the first plane") << QString::fromUcs4(U"\U0001E900\U0001E901");
        QTest::newRow("an end that is not its own") << u"עט\u2069\u202c כחול"_s;
        QTest::newRow("an override without end") << u"\u202eעט"_s;
    }

    void aSentenceKeepsItsDirection()
    {
        QFETCH(QString, name);
        const QString sentence = u"%1 was changed by anna."_s;
        QVERIFY(sentence.arg(name).isRightToLeft() || name.contains(QChar(0x202e)));
        const QString isolated = sentence.arg(Sync::isolated(name));
        QVERIFY(!isolated.isRightToLeft());
        QCOMPARE(isolated.count(u'\u2068'), 1);
        QCOMPARE(isolated.count(u'\u2069'), 1);
        QVERIFY(isolated.indexOf(u'\u2069') < isolated.indexOf(u"was"_s));
    }

    void whatSteersTheDirectionIsLeftOut()
    {
        QCOMPARE(Sync::isolated(u"evil\u202egnp.exe\u2066\u2069"_s), u"evilgnp.exe"_s);
    }
};

QTEST_GUILESS_MAIN(TestIsolated)
#include "tst_isolated.moc"
