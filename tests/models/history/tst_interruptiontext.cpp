// What is said of a run that was cut short, and of the three ways on.

#include "models/history/interruptiontext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Models;
using Sync::BatchKind;
using Sync::Interruption;

class TestInterruptionText final : public QObject
{
    Q_OBJECT

    static Interruption cut(BatchKind kind)
    {
        return {.batch = {54},
            .kind = kind,
            .startedBy = u"anna"_s,
            .startedAt = QDateTime::currentDateTimeUtc().addSecs(-1500),
            .total = 40,
            .written = 12,
            .remaining = 28,
            .canRollBack = true};
    }

private Q_SLOTS:
    void saysWhatWhoWhenAndHowFar()
    {
        const QString text = interruptionText(cut(BatchKind::Push));
        for (const QString &part :
            {u"Run 54"_s, u"anna"_s, u"25 min ago"_s, u"12 of 40"_s, u"still approved: 28"_s, u"has been read back"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
    }

    void saysWhatIsNotKnownYet()
    {
        Interruption open = cut(BatchKind::Push);
        open.isSettled = false;
        QVERIFY(interruptionText(open).contains(u"has not been read back"_s));
        open.isSettled = true;
        open.unsettled = 2;
        QVERIFY(interruptionText(open).contains(u"could not be settled yet: 2"_s));
        QVERIFY(interruptionText(open).contains(u"Connect Again"_s));
        QVERIFY(!interruptionText(open).contains(u"last look"_s));
        open.whyUnsettled = u"Shopify does not allow reading products."_s;
        QVERIFY(interruptionText(open).contains(open.whyUnsettled));
        // What is only local has nothing to be read back.
        QVERIFY(!interruptionText(cut(BatchKind::Apply)).contains(u"read back"_s));
    }

    void saysThatARunEndedWithoutKnowing()
    {
        Interruption ended = cut(BatchKind::Replay);
        ended.hasEnded = true;
        ended.unsettled = 1;
        for (const QString &text : {interruptionText(ended), interruptionNotice(ended)}) {
            QVERIFY2(text.contains(u"“Replay”"_s) && text.contains(u"whether they arrived"_s), qPrintable(text));
            QVERIFY2(!text.contains(u"cut short"_s), qPrintable(text));
        }
        QVERIFY(interruptionText(ended).contains(u"read back again by themselves"_s));
        QVERIFY(resumeMeaning(ended).contains(u"same time again"_s));
    }

    void saysWhyAWayIsClosed()
    {
        Interruption done = cut(BatchKind::Push);
        done.canResume = false;
        QVERIFY(resumeMeaning(done).contains(u"Nothing of it is left"_s));
        done.canRollBack = false;
        QVERIFY(rollBackMeaning(done).contains(u"wrote nothing"_s));
        done.isSettled = false;
        QVERIFY(rollBackMeaning(done).contains(u"as soon as it is known"_s));
        Interruption pull = cut(BatchKind::Pull);
        pull.canResume = false;
        QVERIFY(resumeMeaning(pull).contains(u"pull them anew"_s));
        QVERIFY(interruptionText(pull).contains(u"nothing is half done"_s));
    }
};

QTEST_GUILESS_MAIN(TestInterruptionText)

#include "tst_interruptiontext.moc"
