// Schedules on a whole engine, a real database and the demo shop: what runs by itself, and what it never does.

#include "sync/db/pgsession.h"
#include "tests/support/demoshop.h"
#include "tests/support/enginedesk.h"
#include "tests/support/privatepostgres.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;
using TestSupport::DemoShop;
using TestSupport::EngineDesk;

class TestScheduleService final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<PgSession> m_session;
    DemoShop m_shop{DemoShop::Options{.products = 12, .bulkFileCache = {}, .more = {}}};
    std::unique_ptr<EngineDesk> m_desk;

    QString value(const QString &query)
    {
        const auto rows = m_session->executeText(query);
        return !rows ? rows.failure().detail : rows->isEmpty() ? u"(none)"_s : rows->first().text(0);
    }
    ScheduleId add(const QString &name, ScheduleAction action)
    {
        return EngineDesk::got(
            m_desk->schedules().save({.name = name, .action = action, .at = {7, 0}, .timeZone = u"UTC"_s}));
    }
    void makeDue(ScheduleId id)
    {
        QVERIFY(m_session->executeText(
            u"update schedules set next_run = now() - interval '3 days' where id = %1"_s.arg(id.value)));
    }
    ScheduleRow rowOf(ScheduleId id)
    {
        for (const ScheduleRow &row : EngineDesk::got(m_desk->schedules().list()))
            if (row.schedule.id == id)
                return row;
        return {};
    }
    /// Everything of the shop in the catalogue, in step.
    void fillCatalogue()
    {
        EngineDesk::got(m_desk->engine().run(PullRequest{}));
        m_desk->approve(Direction::Pull);
        EngineDesk::got(m_desk->engine().run(ApplyRequest{}));
    }
    /// Products renamed here and staged; approved as many as wanted.
    void editProducts(int edited, int approved)
    {
        QVERIFY(m_session->executeText(
            u"update products set name = name || ' new' where id in (select id from products order by id limit %1)"_s
                .arg(edited)));
        EngineDesk::got(m_desk->engine().stageLocalEdits());
        QVERIFY(m_session->executeText(
            u"update staged_product_changes set status = 'approved' where id in (select id from "
            "staged_product_changes where direction = 'push' and status = 'pending' order by id limit %1)"_s.arg(
                approved)));
    }
    /// What the shop was made to do so far.
    qsizetype effects() { return m_shop.log().size(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_shop.start(), qPrintable(m_shop.error())); }
    void init()
    {
        m_settings = m_postgres.createDatabase();
        m_session = std::move(PgSession::open(m_settings)).value();
        m_shop.reset();
        m_desk = std::make_unique<EngineDesk>(m_settings, m_shop);
    }
    void cleanup()
    {
        m_desk.reset();
        m_session.reset();
    }

    void aPullRunsInItsOwnName()
    {
        const ScheduleId id = add(u"Morning"_s, ScheduleAction::PullFull);
        QVERIFY(EngineDesk::got(m_desk->schedules().runDue()).isEmpty());
        makeDue(id);
        QSignalSpy ended(&m_desk->schedules(), &Schedules::runEnded);
        const QList<ScheduleRun> runs = EngineDesk::got(m_desk->schedules().runDue());
        QCOMPARE(runs.size(), 1); // however many were missed
        QCOMPARE(runs.constFirst().outcome, ScheduleOutcome::Done);
        QCOMPARE(ended.size(), 1);
        QCOMPARE(value(u"select started_by from sync_batches where id = %1"_s.arg(runs.constFirst().batch.value)),
            u"Schedule “Morning”"_s);
        QVERIFY(rowOf(id).nextRun > QDateTime::currentDateTimeUtc());
        QVERIFY(rowOf(id).runningOn.isEmpty());
        QCOMPARE(rowOf(id).last->batch, runs.constFirst().batch);
        QVERIFY(EngineDesk::got(m_desk->schedules().runDue()).isEmpty());
        // What a person starts afterwards is that person's.
        EngineDesk::got(m_desk->engine().run(PullRequest{}));
        QCOMPARE(value(u"select started_by from sync_batches order by id desc limit 1"_s), u"Operator of desk-1"_s);
    }

    void aPushSendsWhatIsApprovedAndNothingElse()
    {
        fillCatalogue();
        const ScheduleId id = add(u"Evening"_s, ScheduleAction::Push);
        editProducts(3, 2);
        const ScheduleRun run = EngineDesk::got(m_desk->schedules().runNow(id));
        QCOMPARE(run.outcome, ScheduleOutcome::Done);
        QCOMPARE(value(u"select count(*) from sync_operations where state = 'confirmed'"_s), u"2"_s);
        QCOMPARE(
            value(u"select count(*) from staged_product_changes where status = 'pending' and direction = 'push'"_s),
            u"1"_s);
        // And nothing is left to do; that is no run in History.
        const QString batches = value(u"select count(*) from sync_batches"_s);
        const ScheduleRun again = EngineDesk::got(m_desk->schedules().runNow(id));
        QCOMPARE(again.outcome, ScheduleOutcome::NothingToDo);
        QVERIFY(!again.batch.isValid());
        QCOMPARE(value(u"select count(*) from sync_batches"_s), batches);
    }

    void whereAGuardWouldAskNothingIsSent_data()
    {
        QTest::addColumn<SafeLevel>("level");
        QTest::addColumn<QString>("price");
        QTest::addColumn<QString>("said");
        QTest::newRow("locked") << SafeLevel::Locked << u"price"_s << u"locked"_s;
        QTest::newRow("read-only") << SafeLevel::ReadOnly << u"price"_s << u"read-only"_s;
        QTest::newRow("the breaker holds") << SafeLevel::Careful << u"price * 3"_s << u"prices by more than"_s;
    }
    void whereAGuardWouldAskNothingIsSent()
    {
        QFETCH(SafeLevel, level);
        QFETCH(QString, price);
        QFETCH(QString, said);
        fillCatalogue();
        QVERIFY(m_session->executeText(u"update product_variants set price = %1"_s.arg(price)));
        editProducts(1, 1);
        EngineDesk::got(m_desk->engine().setSafeLevel(level));
        const ScheduleId id = add(u"Evening"_s, ScheduleAction::Push);
        makeDue(id);
        const qsizetype before = effects();
        const QList<ScheduleRun> runs = EngineDesk::got(m_desk->schedules().runDue());
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs.constFirst().outcome, ScheduleOutcome::Held);
        QVERIFY2(runs.constFirst().message.contains(said), qPrintable(runs.constFirst().message));
        QCOMPARE(effects(), before);
        // History says so, in the schedule's name.
        QCOMPARE(value(u"select kind || ' ' || status || ' ' || started_by from sync_batches where id = %1"_s.arg(
                     runs.constFirst().batch.value)),
            u"push failed Schedule “Evening”"_s);
        QCOMPARE(
            value(u"select count(*) from staged_product_changes where status = 'approved' and direction = 'push'"_s),
            u"1"_s);
        QVERIFY(rowOf(id).nextRun > QDateTime::currentDateTimeUtc());
    }

    void aPushThatWasCutShortIsDecidedAboutFirst_data()
    {
        QTest::addColumn<QString>("status");
        QTest::newRow("marked") << u"interrupted"_s;
        QTest::newRow("its desk is gone, not marked yet") << u"running"_s;
    }
    void aPushThatWasCutShortIsDecidedAboutFirst()
    {
        QFETCH(QString, status);
        fillCatalogue();
        editProducts(2, 2);
        const QString cut = value(u"insert into sync_batches (kind, status, started_by, desk) values ('push', '%1', "
                                  "'Berta', 'elsewhere/7/1') returning id"_s.arg(status));
        const ScheduleId id = add(u"Evening"_s, ScheduleAction::Push);
        makeDue(id);
        const qsizetype before = effects();
        const QList<ScheduleRun> runs = EngineDesk::got(m_desk->schedules().runDue());
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs.constFirst().outcome, ScheduleOutcome::Held);
        QVERIFY2(runs.constFirst().message.contains(u"Run %1,"_s.arg(cut)), qPrintable(runs.constFirst().message));
        QCOMPARE(effects(), before);
        QVERIFY(rowOf(id).nextRun <= QDateTime::currentDateTimeUtc().addSecs(600));
        // Decided: what is approved goes.
        QVERIFY(m_session->executeText(
            u"insert into interruptions (batch_id, choice, decided_by) values (%1, 'left', 'Anna')"_s.arg(cut)));
        makeDue(id);
        const QList<ScheduleRun> again = EngineDesk::got(m_desk->schedules().runDue());
        QCOMPARE(again.size(), 1);
        QVERIFY2(again.constFirst().outcome == ScheduleOutcome::Done, qPrintable(again.constFirst().message));
        QVERIFY(effects() > before);
    }

    void maintenanceIsWaitedForAndThenCaughtUpOnce()
    {
        const ScheduleId id = add(u"Morning"_s, ScheduleAction::PullFull);
        makeDue(id);
        EngineDesk::got(m_desk->engine().setMaintenance(true, u"Stocktaking"_s, {}));
        const auto held = EngineDesk::waitFor(m_desk->schedules().runDue());
        QVERIFY(!held);
        QCOMPARE(held.failure().kind, FailureKind::Refused);
        QVERIFY(held.failure().what.contains(u"Stocktaking"_s));
        QCOMPARE(value(u"select count(*) from sync_batches"_s), u"0"_s);
        EngineDesk::got(m_desk->engine().setMaintenance(false, {}, {}));
        QCOMPARE(EngineDesk::got(m_desk->schedules().runDue()).size(), 1);
    }

    void aRunningPersonIsNotDisturbed()
    {
        const ScheduleId id = add(u"Morning"_s, ScheduleAction::PullChanged);
        makeDue(id);
        auto pulling = m_desk->engine().run(PullRequest{});
        const auto busy = EngineDesk::waitFor(m_desk->schedules().runDue());
        QVERIFY(!busy);
        QCOMPARE(busy.failure().kind, FailureKind::Busy);
        EngineDesk::got(pulling);
        // It is due as before, at once and on any desk.
        QVERIFY(rowOf(id).runningOn.isEmpty());
        QCOMPARE(EngineDesk::got(m_desk->schedules().runDue()).size(), 1);
    }

    void twoDesksRunItOnce()
    {
        const ScheduleId id = add(u"Morning"_s, ScheduleAction::PullFull);
        makeDue(id);
        EngineDesk other(m_settings, m_shop, u"desk-2"_s);
        QSignalSpy here(&m_desk->schedules(), &Schedules::runEnded);
        QSignalSpy there(&other.schedules(), &Schedules::runEnded);
        m_desk->schedules().keepRunning();
        other.schedules().keepRunning();
        QTRY_COMPARE_WITH_TIMEOUT(here.size() + there.size(), 1, 60'000);
        // Each looks once more, as soon as it is done looking by itself, and finds nothing.
        for (Schedules *schedules : {&m_desk->schedules(), &other.schedules()}) {
            std::optional<qsizetype> ran;
            const auto isDone = [&ran, schedules] {
                const auto runs = EngineDesk::waitFor(schedules->runDue());
                ran = runs ? std::optional(runs->size()) : std::nullopt;
                return ran.has_value();
            };
            QVERIFY(QTest::qWaitFor(isDone, 60'000));
            QCOMPARE(*ran, 0);
        }
        QCOMPARE(value(u"select count(*) from sync_batches where kind = 'pull'"_s), u"1"_s);
    }

    void aShopThatIsGoneIsTriedAgainSoon()
    {
        DemoShop gone(DemoShop::Options{.products = 1, .bulkFileCache = {}, .more = {}});
        QVERIFY2(gone.start(), qPrintable(gone.error()));
        m_desk.reset();
        m_desk = std::make_unique<EngineDesk>(m_settings, gone);
        gone.kill();
        const ScheduleId id = add(u"Morning"_s, ScheduleAction::PullFull);
        makeDue(id);
        const QList<ScheduleRun> runs = EngineDesk::got(m_desk->schedules().runDue());
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs.constFirst().outcome, ScheduleOutcome::Failed);
        QVERIFY(runs.constFirst().batch.isValid());
        const QDateTime next = rowOf(id).nextRun;
        QVERIFY(next > QDateTime::currentDateTimeUtc());
        QVERIFY(next < QDateTime::currentDateTimeUtc().addSecs(11 * 60));
    }
};

QTEST_GUILESS_MAIN(TestScheduleService)

#include "tst_scheduleservice.moc"
