// Schedules in a real database: what may be kept, who claims what, and what comes after a run.

#include "sync/db/pgsession.h"
#include "sync/schedules/schedulestore.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

namespace {

const Operator anna{u"Anna"_s, u"here/1"_s};

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text + u'Z', Qt::ISODate);
}

Schedule morning()
{
    return {.name = u"Morning"_s, .at = {7, 0}, .timeZone = u"UTC"_s};
}

} // namespace

class TestScheduleStore final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    ConnectionSettings m_database;
    std::unique_ptr<PgSession> m_session;
    const QDateTime m_now = utc(u"2026-11-25T06:00:00"_s);

    QString value(const QString &statement)
    {
        const auto rows = m_session->executeText(statement);
        return rows && !rows->isEmpty() ? rows->first().text(0) : u"(none)"_s;
    }
    ScheduleId add(const Schedule &schedule)
    {
        const auto id = saveSchedule(*m_session, schedule, m_now, anna);
        return id ? *id : ScheduleId();
    }
    ScheduleRow rowOf(ScheduleId id)
    {
        const auto rows = listSchedules(*m_session);
        for (const ScheduleRow &row : rows.value())
            if (row.schedule.id == id)
                return row;
        return {};
    }
    /// What is due at a time, by its name; empty for nothing.
    QString claimedAt(const QString &time, const QString &desk = anna.desk)
    {
        const auto claim = claimDue(*m_session, utc(time), desk);
        return !claim ? claim.failure().text() : *claim ? (*claim)->schedule.name : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_database = m_postgres.createDatabase();
        m_session = std::move(PgSession::open(m_database)).value();
    }
    void init()
    {
        QVERIFY(m_session->executeScript("truncate schedules restart identity; truncate sync_batches cascade; "
                                         "update maintenance set active = false"));
    }

    void keepsWhatItIsGiven()
    {
        Schedule schedule = morning();
        schedule.name = u"  Every   morning "_s;
        schedule.days = mondayToFriday;
        schedule.action = ScheduleAction::Push;
        const ScheduleId id = add(schedule);
        QVERIFY(id.isValid());
        ScheduleRow row = rowOf(id);
        QCOMPARE(row.schedule.name, u"Every morning"_s);
        QCOMPARE(row.schedule.action, ScheduleAction::Push);
        QCOMPARE(row.schedule.at, QTime(7, 0));
        QCOMPARE(row.schedule.days, mondayToFriday);
        QCOMPARE(row.nextRun, utc(u"2026-11-25T07:00:00"_s));
        QVERIFY(!row.last);

        row.schedule.at = {};
        row.schedule.everyMinutes = 30;
        QVERIFY(saveSchedule(*m_session, row.schedule, m_now, anna));
        const ScheduleRow changed = rowOf(id);
        QCOMPARE(changed.schedule, row.schedule);
        QCOMPARE(changed.nextRun, utc(u"2026-11-25T06:30:00"_s));
        QCOMPARE(value(u"select count(*) from audit_log where subject = 'schedule 1'"_s), u"2"_s);
    }

    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QTime>("at");
        QTest::addColumn<int>("minutes");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("zone");
        QTest::newRow("no name") << u"  "_s << QTime(7, 0) << 0 << 127 << u"UTC"_s;
        QTest::newRow("a long name") << QString(81, u'x') << QTime(7, 0) << 0 << 127 << u"UTC"_s;
        QTest::newRow("no day") << u"a"_s << QTime(7, 0) << 0 << 0 << u"UTC"_s;
        QTest::newRow("neither time nor interval") << u"a"_s << QTime() << 0 << 127 << u"UTC"_s;
        QTest::newRow("both") << u"a"_s << QTime(7, 0) << 30 << 127 << u"UTC"_s;
        QTest::newRow("too often") << u"a"_s << QTime() << 4 << 127 << u"UTC"_s;
        QTest::newRow("too rarely") << u"a"_s << QTime() << 1441 << 127 << u"UTC"_s;
        QTest::newRow("no such zone") << u"a"_s << QTime(7, 0) << 0 << 127 << u"Europe/Nowhere"_s;
        QTest::newRow("a name that is taken") << u"morning"_s << QTime(7, 0) << 0 << 127 << u"UTC"_s;
    }
    void refusesWhatCannotBe()
    {
        QFETCH(QString, name);
        QFETCH(QTime, at);
        QFETCH(int, minutes);
        QFETCH(int, days);
        QFETCH(QString, zone);
        QVERIFY(add(morning()).isValid());
        const auto saved = saveSchedule(*m_session,
            {.name = name, .at = at, .everyMinutes = minutes, .days = Weekdays::fromInt(days), .timeZone = zone}, m_now,
            anna);
        QVERIFY(!saved);
        QCOMPARE(saved.failure().kind, FailureKind::BadInput);
        QVERIFY(!saved.failure().remedy.isEmpty());
        QCOMPARE(value(u"select count(*) from schedules"_s), u"1"_s);
    }

    void oneDeskClaimsWhatIsDue()
    {
        QVERIFY(add(morning()).isValid());
        QCOMPARE(claimedAt(u"2026-11-25T06:59:59"_s), QString());
        QCOMPARE(claimedAt(u"2026-11-25T07:00:00"_s), u"Morning"_s);
        QCOMPARE(claimedAt(u"2026-11-25T07:00:00"_s), QString());
        QCOMPARE(claimedAt(u"2026-11-25T07:00:00"_s, u"there/2"_s), QString());
        QCOMPARE(rowOf({1}).runningOn, u"here/1"_s);
        // One by its number is refused too while it runs.
        const auto again = claimSchedule(*m_session, {1}, u"there/2"_s);
        QVERIFY(!again);
        QCOMPARE(again.failure().kind, FailureKind::Busy);
    }

    // Two desks look at the same moment: whoever is second finds the row held and passes it over.
    void twoDesksAtOnce()
    {
        QVERIFY(add(morning()).isValid());
        const auto other = std::move(PgSession::open(m_database)).value();
        QVERIFY(other->executeScript("begin; select from schedules for update"));
        QCOMPARE(claimedAt(u"2026-11-25T07:00:00"_s), QString());
        QVERIFY(other->executeScript("rollback"));
        QCOMPARE(claimedAt(u"2026-11-25T07:00:00"_s), u"Morning"_s);
    }

    void theClaimOfADeadDeskRunsOut()
    {
        QVERIFY(add(morning()).isValid());
        QCOMPARE(claimedAt(u"2026-11-25T07:00:00"_s, u"dead/9"_s), u"Morning"_s);
        QVERIFY(
            m_session->executeScript("update schedules set claimed_until = clock_timestamp() - interval '1 second'"));
        QVERIFY(rowOf({1}).runningOn.isEmpty());
        QCOMPARE(claimedAt(u"2026-11-25T07:05:00"_s), u"Morning"_s);
        // What the dead desk still says changes nothing.
        QVERIFY(renewClaim(*m_session, {1}, u"dead/9"_s));
        QVERIFY(releaseClaim(*m_session, {1}, u"dead/9"_s));
        QCOMPARE(rowOf({1}).runningOn, u"here/1"_s);
    }

    void whatWasGivenBackIsDueAsBefore()
    {
        QVERIFY(add(morning()).isValid());
        QCOMPARE(claimedAt(u"2026-11-25T07:00:00"_s), u"Morning"_s);
        QVERIFY(releaseClaim(*m_session, {1}, anna.desk));
        QCOMPARE(claimedAt(u"2026-11-25T07:00:10"_s), u"Morning"_s);
    }

    void missedRunsAreCaughtUpOnce()
    {
        QVERIFY(add(morning()).isValid());
        const auto claim = claimDue(*m_session, utc(u"2026-12-05T09:00:00"_s), anna.desk);
        QVERIFY(claim && *claim);
        const auto run = finishRun(*m_session, **claim,
            {.schedule = {1}, .name = u"Morning"_s, .message = u"Done."_s, .endedAt = utc(u"2026-12-05T09:10:00"_s)},
            NextTry::Regularly, anna.desk);
        QVERIFY(run);
        QCOMPARE(rowOf({1}).nextRun, utc(u"2026-12-06T07:00:00"_s));
        QCOMPARE(claimedAt(u"2026-12-05T23:59:00"_s), QString());
        QVERIFY(rowOf({1}).runningOn.isEmpty());
    }

    void aRunThatNeverCameToABatchIsInHistoryOnce()
    {
        QVERIFY(add(morning()).isValid());
        const auto fail = [this](const QString &at, const QString &message) {
            const auto claim = claimDue(*m_session, utc(at), anna.desk);
            return finishRun(*m_session, **claim,
                {.schedule = {1},
                    .outcome = ScheduleOutcome::Failed,
                    .message = message,
                    .endedAt = utc(at).addSecs(1)},
                NextTry::Soon, anna.desk);
        };
        const auto first = fail(u"2026-11-25T07:00:00"_s, u"Shopify cannot be reached."_s);
        QVERIFY(first && first->batch.isValid());
        QCOMPARE(value(u"select started_by || ': ' || status || ': ' || message from sync_batches"_s),
            u"Schedule “Morning”: failed: Shopify cannot be reached."_s);
        QCOMPARE(rowOf({1}).nextRun, utc(u"2026-11-25T07:10:01"_s));
        const auto again = fail(u"2026-11-25T07:10:01"_s, u"Shopify cannot be reached."_s);
        QVERIFY(again && !again->batch.isValid());
        QCOMPARE(value(u"select count(*) from sync_batches"_s), u"1"_s);
        QCOMPARE(rowOf({1}).last->batch, first->batch);
        QVERIFY(fail(u"2026-11-25T07:30:01"_s, u"The token was refused."_s)->batch.isValid());
        QCOMPARE(value(u"select count(*) from sync_batches"_s), u"2"_s);
    }

    void whatMaintenanceHoldsBackIsStillDue()
    {
        QVERIFY(add(morning()).isValid());
        QVERIFY(m_session->executeScript("update maintenance set active = true, reason = 'Moving house'"));
        const auto held = claimDue(*m_session, utc(u"2026-11-25T07:00:00"_s), anna.desk);
        QVERIFY(!held);
        QCOMPARE(held.failure().kind, FailureKind::Refused);
        QVERIFY(held.failure().what.contains(u"Moving house"_s));
        QCOMPARE(claimedAt(u"2026-11-25T06:00:00"_s), QString()); // nothing due, nothing to say
        QVERIFY(!claimSchedule(*m_session, {1}, anna.desk));
        QVERIFY(m_session->executeScript("update maintenance set active = false"));
        QCOMPARE(claimedAt(u"2026-11-25T11:00:00"_s), u"Morning"_s);
    }

    void whatIsOffDoesNotRunAndDoesNotCatchUp()
    {
        QVERIFY(add(morning()).isValid());
        QVERIFY(enableSchedule(*m_session, {1}, false, m_now, anna));
        QCOMPARE(claimedAt(u"2026-11-26T08:00:00"_s), QString());
        QVERIFY(enableSchedule(*m_session, {1}, true, utc(u"2026-11-26T09:00:00"_s), anna));
        QCOMPARE(claimedAt(u"2026-11-26T09:00:00"_s), QString());
        QCOMPARE(rowOf({1}).nextRun, utc(u"2026-11-27T07:00:00"_s));
    }

    void aPushWithoutApprovalsHasNoWork()
    {
        Schedule push = morning();
        push.action = ScheduleAction::Push;
        QVERIFY(add(push).isValid());
        auto claim = claimSchedule(*m_session, {1}, anna.desk);
        QVERIFY(claim && !claim->hasWork);
        QVERIFY(releaseClaim(*m_session, {1}, anna.desk));
        QVERIFY(m_session->executeScript(
            "insert into sync_batches (id, kind, status, started_by, desk) values (900, 'compare', 'completed', 'a', "
            "'b'); "
            "insert into staged_product_changes (batch_id, direction, change_type, status, product_id, title) "
            "values (900, 'push', 'update', 'approved', 1, 'x')"));
        claim = claimSchedule(*m_session, {1}, anna.desk);
        QVERIFY(claim && claim->hasWork);
    }

    void oneThatIsGoneIsSaidToBe()
    {
        QVERIFY(add(morning()).isValid());
        const auto claim = claimSchedule(*m_session, {1}, anna.desk);
        QVERIFY(claim);
        QVERIFY(removeSchedule(*m_session, {1}, anna));
        QCOMPARE(removeSchedule(*m_session, {1}, anna).failure().kind, FailureKind::NotFound);
        QCOMPARE(enableSchedule(*m_session, {1}, true, m_now, anna).failure().kind, FailureKind::NotFound);
        QCOMPARE(claimSchedule(*m_session, {1}, anna.desk).failure().kind, FailureKind::NotFound);
        Schedule changed = morning();
        changed.id = {1};
        QCOMPARE(saveSchedule(*m_session, changed, m_now, anna).failure().kind, FailureKind::NotFound);
        // Its run, which was going on, ends without it.
        QVERIFY(finishRun(*m_session, *claim, {.schedule = {1}, .endedAt = m_now}, NextTry::Regularly, anna.desk));
    }
};

QTEST_GUILESS_MAIN(TestScheduleStore)

#include "tst_schedulestore.moc"
