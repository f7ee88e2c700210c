#include "sync/api/catalogue.h"
#include "sync/api/sendable.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

class TestSendable final : public QObject
{
    Q_OBJECT

    static FieldChange optionNames(const QString &there, const QString &here)
    {
        FieldChange change;
        change.field = Field::optionNames.toString();
        change.remote = there;
        change.local = here;
        return change;
    }

private Q_SLOTS:
    void namesOfOptions_data()
    {
        QTest::addColumn<QString>("there");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<bool>("isSendable");
        QTest::newRow("renamed") << u"[\"Colour\", \"Size\"]"_s << u"[\"Farbe\", \"Size\"]"_s << true;
        QTest::newRow("both renamed") << u"[\"Colour\", \"Size\"]"_s << u"[\"Farbe\", \"Maß\"]"_s << true;
        QTest::newRow("one more") << u"[\"Colour\"]"_s << u"[\"Colour\", \"Size\"]"_s << false;
        QTest::newRow("one less") << u"[\"Colour\", \"Size\"]"_s << u"[\"Colour\"]"_s << false;
        QTest::newRow("swapped") << u"[\"Colour\", \"Size\"]"_s << u"[\"Size\", \"Colour\"]"_s << false;
        QTest::newRow("a later one's name") << u"[\"Colour\", \"Size\"]"_s << u"[\"size\", \"Maß\"]"_s << false;
        QTest::newRow("nameless") << u"[\"Colour\"]"_s << u"[\"\"]"_s << false;
    }
    void namesOfOptions()
    {
        QFETCH(QString, there);
        QFETCH(QString, wanted);
        QTEST(!whyNotRenamable(there, wanted).has_value(), "isSendable");
        QTEST(!whyNotSendable(optionNames(there, wanted)).has_value(), "isSendable");
    }

    void whatWasDecidedCounts()
    {
        FieldChange change = optionNames(u"[\"Colour\"]"_s, u"[\"Colour\", \"Size\"]"_s);
        QVERIFY(whyNotSendable(change));
        change.edited = u"[\"Farbe\"]"_s;
        QVERIFY(!whyNotSendable(change));
    }

    void otherFieldsByTheirPath()
    {
        FieldChange change;
        change.field = Field::price.toString();
        QVERIFY(!whyNotSendable(change));
        change.field = u"metafield:app--1.secret:boolean"_s;
        QVERIFY(whyNotSendable(change));
    }
};

QTEST_GUILESS_MAIN(TestSendable)
#include "tst_sendable.moc"
