#include "sync/api/catalogue.h"
#include "sync/api/sendable.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

class TestSendable final : public QObject
{
    Q_OBJECT

    static FieldChange optionNames(const QString &wanted)
    {
        FieldChange change;
        change.field = Field::optionNames.toString();
        change.remote = u"[\"Colour\", \"Size\"]"_s;
        change.local = wanted;
        return change;
    }

private Q_SLOTS:
    void namesOfOptions()
    {
        QVERIFY(!whyNotSendable(optionNames(u"[\"Farbe\", \"Size\"]"_s)));
        QVERIFY(whyNotSendable(optionNames(u"[\"A\", \"B\", \"C\", \"D\"]"_s)));
    }

    void whatWasDecidedCounts()
    {
        FieldChange change = optionNames(u"[\"Colour\", \"colour\"]"_s);
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
