// Schedules in words, and their table.

#include "models/schedules/schedulesmodel.h"
#include "models/schedules/scheduletext.h"
#include "tests/support/fakeschedules.h"

#include <QAbstractItemModelTester>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace Models;
using namespace Sync;
using Fakes::FakeSchedules;

class TestSchedules final : public QObject
{
    Q_OBJECT

    static QString here() { return QString::fromLatin1(QTimeZone::systemTimeZoneId()); }

private Q_SLOTS:
    void sentences_data()
    {
        QTest::addColumn<QTime>("at");
        QTest::addColumn<int>("minutes");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("weekdays") << QTime(7, 0) << 0 << int(mondayToFriday)
                                  << u"Every weekday at 07:00: pull what changed from Shopify"_s;
        QTest::newRow("every day") << QTime(19, 30) << 0 << int(everyDay)
                                   << u"Every day at 19:30: pull what changed from Shopify"_s;
        QTest::newRow("one day") << QTime(3, 0) << 0 << int(Weekday::Sunday)
                                 << u"Every Sunday at 03:00: pull what changed from Shopify"_s;
        QTest::newRow("some days") << QTime(3, 0) << 0 << int(Weekday::Monday | Weekday::Wednesday | Weekday::Friday)
                                   << u"Every Monday, Wednesday and Friday at 03:00: pull what changed from Shopify"_s;
        QTest::newRow("minutes") << QTime() << 15 << int(everyDay)
                                 << u"Every 15 minutes: pull what changed from Shopify"_s;
        QTest::newRow("an hour") << QTime() << 60 << int(mondayToFriday)
                                 << u"Every hour on weekdays: pull what changed from Shopify"_s;
        QTest::newRow("hours") << QTime() << 120 << int(Weekday::Saturday | Weekday::Sunday)
                               << u"Every 2 hours on Saturday and Sunday: pull what changed from Shopify"_s;
    }
    void sentences()
    {
        QFETCH(QTime, at);
        QFETCH(int, minutes);
        QFETCH(int, days);
        QFETCH(QString, sentence);
        const Schedule schedule{.at = at, .everyMinutes = minutes, .days = Weekdays::fromInt(days), .timeZone = here()};
        QCOMPARE(scheduleSentence(schedule), sentence);
    }

    void anotherZoneIsNamed()
    {
        const QString elsewhere = here() == u"Asia/Tokyo" ? u"Europe/Berlin"_s : u"Asia/Tokyo"_s;
        QVERIFY(whenText({.at = {7, 0}, .timeZone = elsewhere}).endsWith(u"at 07:00 (%1)"_s.arg(elsewhere)));
    }

    void saysHowOneStands()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        ScheduleRow row{.schedule = {.at = {7, 0}, .timeZone = here()}, .nextRun = now.addSecs(-1)};
        QCOMPARE(nextRunText(row, now), u"Due now"_s);
        QCOMPARE(lastRunText(row, now), u"Never ran"_s);
        row.schedule.isEnabled = false;
        QCOMPARE(nextRunText(row, now), u"Off"_s);
        row.runningOn = u"here/1"_s;
        QCOMPARE(nextRunText(row, now), u"Running"_s);
        row.last = ScheduleRun{.outcome = ScheduleOutcome::Held, .endedAt = now.addSecs(-1080)};
        QCOMPARE(lastRunText(row, now), u"Held, 18 min ago"_s);
    }

    void tellsOnlyWhatIsWorthTelling()
    {
        ScheduleRun run{.name = u"Evening"_s, .outcome = ScheduleOutcome::NothingToDo, .message = u"Nothing."_s};
        QVERIFY(noticeOf(run).isEmpty());
        for (const ScheduleOutcome outcome : {ScheduleOutcome::Done, ScheduleOutcome::Held, ScheduleOutcome::Failed}) {
            run.outcome = outcome;
            QVERIFY(noticeOf(run).contains(u"Evening"_s));
            QVERIFY(noticeOf(run).endsWith(u"Nothing."_s));
        }
    }

    void theTableFollowsItsSchedules()
    {
        FakeSchedules schedules;
        SchedulesModel model(schedules);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model.loadState(), LoadState::Ready);
        QCOMPARE(model.rowCount(), 0);
        schedules.rows = FakeSchedules::samples();
        Q_EMIT schedules.changed();
        QTRY_COMPARE(model.rowCount(), 4);
        QCOMPARE(model.rowOf({3}), 1);
        QCOMPARE(model.rowOf({77}), -1);
        QVERIFY(!model.rowAt(99).schedule.id.isValid());
        QCOMPARE(model.index(3, int(SchedulesModel::Column::Next)).data().toString(), u"Off"_s);
        QVERIFY(model.index(1, int(SchedulesModel::Column::Last)).data(Qt::ToolTipRole).toString().contains(u"50 %"_s));

        // What was read before stays when it cannot be read again.
        schedules.answers().fail(FakeSchedules::List, {FailureKind::DatabaseUnreachable, u"gone"_s});
        model.refresh();
        QTRY_COMPARE(model.loadState(), LoadState::Failed);
        QCOMPARE(model.failure().what, u"gone"_s);
        QCOMPARE(model.rowCount(), 4);
    }
};

QTEST_GUILESS_MAIN(TestSchedules)

#include "tst_schedules.moc"
