#include "sync/api/timewindow.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

class TestTimeWindow final : public QObject
{
    Q_OBJECT

    static QDateTime utc(const QString &text) { return QDateTime::fromString(text, Qt::ISODate).toUTC(); }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "Europe/Berlin");
        tzset();
    }

    void readsTimesInTheComputersOwnZone()
    {
        QCOMPARE(*momentFromText(u"2026-07-01 14:05"_s, WindowEnd::From), utc(u"2026-07-01T12:05:00Z"_s));
        QCOMPARE(*momentFromText(u"2026-01-01T14:05:07"_s, WindowEnd::From), utc(u"2026-01-01T13:05:07Z"_s));
        QCOMPARE(*momentFromText(u" 2026-01-01T14:05:07Z "_s, WindowEnd::From), utc(u"2026-01-01T14:05:07Z"_s));
        QCOMPARE(*momentFromText(u"2026-01-01T14:05:07+05:00"_s, WindowEnd::From), utc(u"2026-01-01T09:05:07Z"_s));
    }

    void aDateAloneIsItsFirstOrItsLastMoment()
    {
        QCOMPARE(*momentFromText(u"2026-07-01"_s, WindowEnd::From), utc(u"2026-06-30T22:00:00Z"_s));
        QCOMPARE(momentFromText(u"2026-07-01"_s, WindowEnd::To)->toSecsSinceEpoch(),
            utc(u"2026-07-01T21:59:59Z"_s).toSecsSinceEpoch());
    }

    void aTimeThatCameTwiceIsAskedAbout()
    {
        const auto twice = momentFromText(u"2026-10-25 02:30"_s, WindowEnd::From);
        QVERIFY(!twice);
        QCOMPARE(twice.failure().kind, FailureKind::BadInput);
        QCOMPARE(twice.failure().what, u"02:30 happened twice on 2026-10-25; first or second?"_s);
        QCOMPARE(twice.failure().remedy, u"Write 02:30+02:00 for the first or 02:30+01:00 for the second."_s);
        QCOMPARE(*momentFromText(u"2026-10-25 02:30+02:00"_s, WindowEnd::From), utc(u"2026-10-25T00:30:00Z"_s));
        QCOMPARE(*momentFromText(u"2026-10-25 02:30+01:00"_s, WindowEnd::From), utc(u"2026-10-25T01:30:00Z"_s));
        QCOMPARE(*momentFromText(u"2026-10-25 03:00"_s, WindowEnd::From), utc(u"2026-10-25T02:00:00Z"_s));
    }

    void aTimeTheClocksLeftOutIsRefused()
    {
        const auto never = momentFromText(u"2026-03-29 02:30"_s, WindowEnd::From);
        QVERIFY(!never);
        QVERIFY(never.failure().what.contains(u"did not happen"));
        QCOMPARE(*momentFromText(u"2026-03-29 03:00"_s, WindowEnd::From), utc(u"2026-03-29T01:00:00Z"_s));
    }

    void whatIsNoTimeIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text : {u""_s, u"yesterday"_s, u"2025-13-01"_s, u"2026-02-30"_s, u"2026-01-01 25:00"_s,
                 u"2026-01-01T"_s, u"01.02.2026"_s, u"2026-1-1"_s, u"2026-01-01; DROP TABLE"_s})
            QTest::addRow("%s", qPrintable(u"'%1'"_s.arg(text))) << text;
    }
    void whatIsNoTimeIsRefused()
    {
        QFETCH(QString, text);
        const auto moment = momentFromText(text, WindowEnd::From);
        QVERIFY(!moment);
        QCOMPARE(moment.failure().kind, FailureKind::BadInput);
        QVERIFY(moment.failure().what.contains(u"is not a time"));
        QVERIFY(!moment.failure().remedy.isEmpty());
    }

    void aWindowBeginsBeforeItEndsAndHasBegun()
    {
        const QDateTime now = utc(u"2026-07-01T12:00:00Z"_s);
        QVERIFY(checkWindow(now.addSecs(-60), now, now));
        QVERIFY(checkWindow(now, now, now));
        QVERIFY(checkWindow(now.addSecs(-60), now.addDays(1), now)); // until the end of today
        QCOMPARE(checkWindow(now, now.addSecs(-1), now).failure().what, u"The end is before the start."_s);
        QCOMPARE(checkWindow(now.addSecs(1), now.addSecs(2), now).failure().what, u"The start is still to come."_s);
        QCOMPARE(checkWindow(now.addYears(-10), now, now).failure().what, u"That is more than a year."_s);
    }

    void aWindowIsPrintedWithItsZone()
    {
        QCOMPARE(windowText(utc(u"2026-10-24T22:00:00Z"_s), utc(u"2026-10-25T11:00:00Z"_s)),
            u"from 2026-10-25 00:00:00 CEST to 2026-10-25 12:00:00 CET, both included"_s);
    }
};

QTEST_GUILESS_MAIN(TestTimeWindow)
#include "tst_timewindow.moc"
