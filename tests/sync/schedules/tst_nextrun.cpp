// When a schedule is due: days of the week, clocks that jump, intervals, and what was missed.

#include "sync/schedules/nextrun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text + u'Z', Qt::ISODate);
}

Schedule daily(const QString &zone, QTime at, Weekdays days = everyDay)
{
    return {.name = u"daily"_s, .at = at, .days = days, .timeZone = zone, .startsAt = utc(u"2026-01-01T00:00:00"_s)};
}

} // namespace

class TestNextRun final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeOfDay_data();
    void timeOfDay();
    void intervals_data();
    void intervals();
    void isNeverBeforeWhatWasAskedFor();
    void withoutADayThereIsNone();
    void missedTimesAreOneRun();
    void wordsOfDaysGoRound();
};

void TestNextRun::timeOfDay_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QTime>("at");
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("due");
    const auto row
        = [](const char *name, const char *zone, QTime at, Weekdays days, const char *after, const char *due) {
              QTest::newRow(name) << QString::fromLatin1(zone) << at << int(days) << QString::fromLatin1(after)
                                  << QString::fromLatin1(due);
          };
    const char *berlin = "Europe/Berlin";
    row("later today", berlin, {7, 0}, everyDay, "2026-11-25T05:00:00", "2026-11-25T06:00:00");
    row("exactly now is over", berlin, {7, 0}, everyDay, "2026-11-25T06:00:00", "2026-11-26T06:00:00");
    row("in summer", berlin, {7, 0}, everyDay, "2026-07-01T12:00:00", "2026-07-02T05:00:00");
    row("Friday to Monday", berlin, {7, 0}, mondayToFriday, "2026-11-27T12:00:00", "2026-11-30T06:00:00");
    row("the same day next week", berlin, {7, 0}, Weekday::Wednesday, "2026-11-25T06:00:00", "2026-12-02T06:00:00");
    row("another day there than in UTC", "Asia/Tokyo", {7, 0}, Weekday::Monday, "2026-11-22T12:00:00",
        "2026-11-22T22:00:00");
    // 29 March 2026: 02:00 becomes 03:00, at 01:00 UTC.
    row("skipped: when the clocks have jumped", berlin, {2, 30}, everyDay, "2026-03-28T12:00:00",
        "2026-03-29T01:00:00");
    row("skipped only once", berlin, {2, 30}, everyDay, "2026-03-29T01:00:00", "2026-03-30T00:30:00");
    row("just before the jump", berlin, {1, 59}, everyDay, "2026-03-28T12:00:00", "2026-03-29T00:59:00");
    row("at the jump", berlin, {3, 0}, everyDay, "2026-03-28T12:00:00", "2026-03-29T01:00:00");
    // 25 October 2026: 03:00 becomes 02:00, at 01:00 UTC.
    row("twice: the first time", berlin, {2, 30}, everyDay, "2026-10-24T12:00:00", "2026-10-25T00:30:00");
    row("twice: not the second", berlin, {2, 30}, everyDay, "2026-10-25T00:30:00", "2026-10-26T01:30:00");
    row("after the second reading", berlin, {3, 0}, everyDay, "2026-10-25T00:30:00", "2026-10-25T02:00:00");
    row("half an hour's jump", "Australia/Lord_Howe", {2, 15}, everyDay, "2026-10-03T00:00:00", "2026-10-03T15:30:00");
    // Samoa had no 30 December 2011: what was due in it is due when the next day begins.
    row("a day that never was", "Pacific/Apia", {12, 0}, Weekday::Friday, "2011-12-29T23:00:00", "2011-12-30T10:00:00");
    row("no summer time", "UTC", {2, 30}, everyDay, "2026-03-28T12:00:00", "2026-03-29T02:30:00");
}

void TestNextRun::timeOfDay()
{
    QFETCH(QString, zone);
    QFETCH(QTime, at);
    QFETCH(int, days);
    QFETCH(QString, after);
    QFETCH(QString, due);
    const QDateTime next = nextRun(daily(zone, at, Weekdays::fromInt(days)), utc(after));
    QCOMPARE(next.timeSpec(), Qt::UTC);
    QCOMPARE(next, utc(due));
}

void TestNextRun::intervals_data()
{
    QTest::addColumn<int>("minutes");
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("due");
    const auto row
        = [](const char *name, int minutes, Weekdays days, const char *start, const char *after, const char *due) {
              QTest::newRow(name) << minutes << int(days) << QString::fromLatin1(start) << QString::fromLatin1(after)
                                  << QString::fromLatin1(due);
          };
    row("counted from the start", 15, everyDay, "2026-11-25T08:05:00", "2026-11-25T09:00:00", "2026-11-25T09:05:00");
    row("exactly now is over", 15, everyDay, "2026-11-25T08:05:00", "2026-11-25T09:05:00", "2026-11-25T09:20:00");
    row("not before the start", 60, everyDay, "2026-11-25T08:05:00", "2026-11-20T00:00:00", "2026-11-25T08:05:00");
    row("real hours when clocks jump", 60, everyDay, "2026-03-29T00:10:00", "2026-03-29T00:30:00",
        "2026-03-29T01:10:00");
    row("not on Saturday and Sunday", 60, mondayToFriday, "2026-11-25T08:10:00", "2026-11-27T22:30:00",
        "2026-11-29T23:10:00"); // Monday 00:10 in Berlin
    row("a day, on one day of the week", 1440, Weekday::Monday, "2026-11-25T08:00:00", "2026-11-25T08:00:00",
        "2026-11-30T08:00:00");
}

void TestNextRun::intervals()
{
    QFETCH(int, minutes);
    QFETCH(int, days);
    QFETCH(QString, start);
    QFETCH(QString, after);
    QFETCH(QString, due);
    const Schedule schedule{.name = u"interval"_s,
        .everyMinutes = minutes,
        .days = Weekdays::fromInt(days),
        .timeZone = u"Europe/Berlin"_s,
        .startsAt = utc(start)};
    QCOMPARE(nextRun(schedule, utc(after)), utc(due));
}

void TestNextRun::isNeverBeforeWhatWasAskedFor()
{
    // A year of half hours, in a zone whose clocks jump: the next run comes after, and nothing due lies between.
    const Schedule schedule = daily(u"America/New_York"_s, {2, 30}, mondayToFriday | Weekday::Sunday);
    QDateTime expected = nextRun(schedule, utc(u"2026-01-01T00:00:00"_s));
    for (QDateTime now = utc(u"2026-01-01T00:00:00"_s); now < utc(u"2027-01-01T00:00:00"_s); now = now.addSecs(1800)) {
        const QDateTime next = nextRun(schedule, now);
        QVERIFY(next > now);
        if (now >= expected) {
            QVERIFY(next > expected);
            expected = next;
        }
        QCOMPARE(next, expected);
        QVERIFY(next.toTimeZone(QTimeZone("America/New_York")).date().dayOfWeek() != Qt::Saturday);
    }
}

void TestNextRun::withoutADayThereIsNone()
{
    QVERIFY(!nextRun(daily(u"UTC"_s, {7, 0}, {}), utc(u"2026-11-25T00:00:00"_s)).isValid());
}

void TestNextRun::missedTimesAreOneRun()
{
    // Nobody was there for a month: what comes next is tomorrow's, not a month of runs.
    QCOMPARE(nextRun(daily(u"UTC"_s, {7, 0}), utc(u"2026-12-25T09:00:00"_s)), utc(u"2026-12-26T07:00:00"_s));
}

void TestNextRun::wordsOfDaysGoRound()
{
    for (int bits = 1; bits < 128; ++bits)
        QCOMPARE(weekdaysOf(toWord(Weekdays::fromInt(bits))), std::optional(Weekdays::fromInt(bits)));
    QCOMPARE(toWord(mondayToFriday), u"mon,tue,wed,thu,fri"_s);
    QVERIFY(!weekdaysOf(u"mon,funday"));
    QVERIFY(!weekdaysOf(u""));
    for (const ScheduleAction action : {ScheduleAction::PullChanged, ScheduleAction::PullFull, ScheduleAction::Push})
        QCOMPARE(scheduleActionOf(toWord(action)), std::optional(action));
    QVERIFY(!scheduleActionOf(u"delete_all"));
}

QTEST_GUILESS_MAIN(TestNextRun)

#include "tst_nextrun.moc"
