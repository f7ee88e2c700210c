#include "sync/lease/writerlease.h"

#include "sync/api/settings.h"
#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/lease/catalogueshop.h"
#include "sync/lease/pgleasestore.h"
#include "sync/lease/rememberedlease.h"
#include "sync/ports/clock.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/runtask.h"
#include "tests/support/steppedclock.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Sync;
using TestSupport::runTask;
using TestSupport::SteppedClock;

class TestWriterLease final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void isHeldByOneAtATime();
    void isFreeAfterItsRelease();
    void isTakenOverOnceItHasRunOut();
    void lastsWhileItIsRenewed();
    void lastsWhateverTheDesksClockIsSetTo();
    void isLostWhenAnotherDeskTookOver();
    void runsOutWithoutAnybodyElse();
    void isTakenAgainAtOnceByTheDeskThatCouldNotGiveItBack();
    void isRefusedToAnotherShopThanTheDatabases();
    void followsAShopThatIsRenamed();
    void mayCommitOnlyWhileHeld();
    void aDeskThatFallsAsleepTakingItKeepsNobodyWaiting();
    void isBusyWhileSomebodyIsLongAtTheRow();
    void turnsMaintenanceOffWhenItsTimeIsUp();
    void isNotTakenFromAnOlderCopyOfTheDatabase();

private:
    LeaseClaim claim(const QString &owner, std::chrono::milliseconds duration = 30s) const
    {
        return {u"shop"_s, owner, u"desk "_s + owner, duration};
    }

    static void giveBack(WriterLease &lease)
    {
        bool released = false;
        lease.release().then([&released] { released = true; });
        QTRY_VERIFY(released);
    }

    std::unique_ptr<Tests::PrivatePostgres> m_server;
    ConnectionSettings m_database;
    std::unique_ptr<PgSession> m_session;
    std::unique_ptr<PgLeaseStore> m_store;
    SystemClock m_clock;
};

void TestWriterLease::initTestCase()
{
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestWriterLease::cleanupTestCase()
{
    m_store.reset();
    m_session.reset();
    m_server.reset();
}

void TestWriterLease::init()
{
    m_store.reset();
    m_database = m_server->createDatabase();
    auto session = PgSession::open(m_database);
    QVERIFY(session);
    m_session = std::move(session).value();
    m_store = std::make_unique<PgLeaseStore>(*m_session);
}

void TestWriterLease::isHeldByOneAtATime()
{
    const auto first = *runTask(m_store->take(claim(u"a"_s)));
    QVERIFY(first);
    const auto second = *runTask(m_store->take(claim(u"b"_s)));
    QVERIFY(!second);
    QCOMPARE(second.failure().kind, FailureKind::Busy);
    QVERIFY(second.failure().what.contains(u"desk a"_s));
    QVERIFY(*runTask(m_store->renew(claim(u"a"_s), *first)));
    const auto stranger = *runTask(m_store->renew(claim(u"b"_s), *first));
    QVERIFY(!stranger);
}

void TestWriterLease::isFreeAfterItsRelease()
{
    const auto first = *runTask(m_store->take(claim(u"a"_s)));
    QVERIFY(*runTask(m_store->release(claim(u"a"_s), *first)));
    const auto second = *runTask(m_store->take(claim(u"b"_s)));
    QVERIFY(second);
    QVERIFY(*second > *first);
}

void TestWriterLease::isTakenOverOnceItHasRunOut()
{
    const auto first = *runTask(m_store->take(claim(u"a"_s, 1ms)));
    QTRY_VERIFY(runTask(m_store->take(claim(u"b"_s)))->isOk());
    const auto late = *runTask(m_store->renew(claim(u"a"_s), *first));
    QVERIFY(!late);
    QCOMPARE(late.failure().kind, FailureKind::Busy);
}

void TestWriterLease::lastsWhileItIsRenewed()
{
    WriterLease lease(*m_store, m_clock, {.duration = 30s, .renewal = 20ms, .margin = 1s});
    const auto taken = *runTask(lease.take({u"shop"_s}, Operator{u"x"_s, u"here"_s}));
    QVERIFY(taken);
    const auto until = [this] {
        return m_session->executeText(u"SELECT extract(epoch FROM until) FROM writer_lease"_s)->first().text(0);
    };
    for (int renewal = 0; renewal < 3; ++renewal) {
        const double before = until().toDouble();
        QTRY_VERIFY(until().toDouble() > before);
    }
    QVERIFY(lease.check());
    const auto other = *runTask(m_store->take(claim(u"b"_s)));
    QVERIFY(!other);
    giveBack(lease);
    QVERIFY(*runTask(m_store->take(claim(u"b"_s))));
}

void TestWriterLease::lastsWhateverTheDesksClockIsSetTo()
{
    SteppedClock clock;
    WriterLease lease(*m_store, clock, {.duration = 30s, .renewal = 20ms, .margin = 1s});
    QVERIFY(*runTask(lease.take({u"shop"_s}, Operator{u"x"_s, u"here"_s})));
    const auto left = [this] {
        const auto rows = m_session->executeText(
            u"SELECT extract(epoch FROM until - clock_timestamp()), extract(epoch FROM until) FROM writer_lease"_s);
        return std::pair(rows->first().text(0).toDouble(), rows->first().text(1).toDouble());
    };
    for (const std::chrono::milliseconds ahead : {-1h, 1h, -24h, 24h}) {
        clock.set(ahead);
        const double before = left().second;
        QTRY_VERIFY(left().second > before); // it goes on being renewed …
        QVERIFY(lease.check());
        QVERIFY(left().first > 20 && left().first <= 30); // … by the database's clock
        QVERIFY(!*runTask(m_store->take(claim(u"b"_s))));
    }
    giveBack(lease);
}

void TestWriterLease::isLostWhenAnotherDeskTookOver()
{
    WriterLease lease(*m_store, m_clock, {.duration = 300ms, .renewal = 50ms, .margin = 20ms});
    QVERIFY(*runTask(lease.take({u"shop"_s}, Operator{u"x"_s, u"here"_s})));
    QVERIFY(m_session->executeText(u"UPDATE writer_lease SET owner = 'b', epoch = epoch + 1"_s));
    QTRY_VERIFY(!lease.check());
    QCOMPARE(lease.check().failure().kind, FailureKind::Busy);
    giveBack(lease);
    // The other desk's lease is none of ours to give back.
    QVERIFY(!*runTask(m_store->take(claim(u"c"_s))));
}

void TestWriterLease::runsOutWithoutAnybodyElse()
{
    WriterLease lease(*m_store, m_clock, {.duration = 1s, .renewal = 1h, .margin = 2s});
    QVERIFY(*runTask(lease.take({u"shop"_s}, Operator{u"x"_s, u"here"_s})));
    const Result<Done> held = lease.check();
    QVERIFY(!held);
    QCOMPARE(held.failure().kind, FailureKind::Busy);
    QVERIFY2(held.failure().what.contains(u"This computer stood still"_s), qPrintable(held.failure().text()));
    QVERIFY2(!held.failure().text().contains(u"taken over"_s), qPrintable(held.failure().text()));
    giveBack(lease);
}

void TestWriterLease::isTakenAgainAtOnceByTheDeskThatCouldNotGiveItBack()
{
    const Operator anna{u"Anna"_s, u"here/1"_s};
    WriterLease lease(*m_store, m_clock);
    QVERIFY(*runTask(lease.take({u"shop"_s}, anna)));
    const qint64 lostEpoch = lease.epoch();
    m_server->kill();
    m_server->start();
    giveBack(lease);

    auto session = PgSession::open(m_database);
    QVERIFY(session);
    PgLeaseStore store(**session);
    WriterLease stranger(store, m_clock);
    QCOMPARE(runTask(stranger.take({u"shop"_s}, Operator{u"Ben"_s, u"there/1"_s}))->failure().kind, FailureKind::Busy);
    WriterLease again(store, m_clock);
    QVERIFY(*runTask(again.take({u"shop"_s}, anna)));
    QVERIFY(again.epoch() > lostEpoch);
    giveBack(again);
}

void TestWriterLease::isRefusedToAnotherShopThanTheDatabases()
{
    QVERIFY(*runTask(m_store->take(claim(u"a"_s))));
    LeaseClaim stranger = claim(u"b"_s);
    stranger.shopDomain = u"other"_s;
    const auto refused = *runTask(m_store->take(stranger));
    QVERIFY(!refused);
    QCOMPARE(refused.failure().kind, FailureKind::Refused);
    QVERIFY(refused.failure().what.contains(u"other"_s));
    QCOMPARE(
        m_session->executeText(u"SELECT string_agg(shop_domain, ',') FROM writer_lease"_s)->first().text(0), u"shop"_s);
}

void TestWriterLease::followsAShopThatIsRenamed()
{
    LeaseClaim now = claim(u"a"_s, 1ms);
    QVERIFY(*runTask(m_store->take(now))); // before the shop has told its number
    now.shopNumber = 7;
    QTRY_VERIFY(runTask(m_store->take(now))->isOk());
    now.shopDomain = u"renamed"_s;
    QTRY_VERIFY(runTask(m_store->take(now))->isOk());
    QCOMPARE(readCatalogueShop(*m_session).value(), (ShopIdentity{u"renamed"_s, 7}));
    now.shopNumber = 8; // the name is not what counts
    QCOMPARE(runTask(m_store->take(now))->failure().kind, FailureKind::Refused);
}

void TestWriterLease::mayCommitOnlyWhileHeld()
{
    const qint64 epoch = **runTask(m_store->take(claim(u"a"_s)));
    QVERIFY(PgLeaseStore::mayCommit(*m_session, u"shop"_s, epoch));
    QCOMPARE(PgLeaseStore::mayCommit(*m_session, u"other"_s, epoch).failure().kind, FailureKind::Busy);
    QVERIFY(m_store->setMaintenance(true, u"stock"_s, {}, u"Boss"_s));
    QCOMPARE(PgLeaseStore::mayCommit(*m_session, u"shop"_s, epoch).failure().kind, FailureKind::Refused);
    QVERIFY(m_store->setMaintenance(false, {}, {}, u"Boss"_s));
    QVERIFY(m_session->executeText(u"UPDATE writer_lease SET owner = 'b', epoch = epoch + 1"_s));
    QCOMPARE(PgLeaseStore::mayCommit(*m_session, u"shop"_s, epoch).failure().kind, FailureKind::Busy);
}

void TestWriterLease::aDeskThatFallsAsleepTakingItKeepsNobodyWaiting()
{
    const auto sleeper = std::move(PgSession::open(m_database)).value();
    auto asleep = PgTransaction::begin(*sleeper);
    QVERIFY(asleep);
    QVERIFY(sleeper->execute(sql(u"lease/take"),
        {{u"shop", u"shop"_s}, {u"owner", u"a"_s}, {u"operator", u"Anna"_s}, {u"desk", u"desk a"_s},
            {u"milliseconds", qint64(30'000)}}));
    QElapsedTimer waited;
    waited.start();
    const auto taken = *runTask(m_store->take(claim(u"b"_s)));
    QVERIFY2(taken.isOk(), taken ? "" : qPrintable(taken.failure().detail));
    QVERIFY2(waited.elapsed() < 8000, qPrintable(QString::number(waited.elapsed())));
    // What it was about to write is known to be undone: nobody need look.
    const auto late = asleep->commit();
    QVERIFY(!late);
    QCOMPARE(late.failure().kind, FailureKind::DatabaseUnreachable);
    QVERIFY2(late.failure().what.contains(u"stood still"_s), qPrintable(late.failure().detail));
    QVERIFY(*runTask(m_store->renew(claim(u"b"_s), *taken)));
}

void TestWriterLease::isBusyWhileSomebodyIsLongAtTheRow()
{
    QVERIFY(*runTask(m_store->take(claim(u"a"_s))));
    const auto other = std::move(PgSession::open(m_database)).value();
    auto atWork = PgTransaction::begin(*other);
    QVERIFY(atWork);
    QVERIFY(other->executeText(u"SET LOCAL idle_in_transaction_session_timeout = 0"_s));
    QVERIFY(other->executeText(u"SELECT FROM writer_lease FOR UPDATE"_s));
    const auto taken = *runTask(m_store->take(claim(u"b"_s)));
    QVERIFY(!taken);
    QCOMPARE(taken.failure().kind, FailureKind::Busy);
    QVERIFY2(taken.failure().what.contains(u"desk a"_s), qPrintable(taken.failure().what));
    QVERIFY(atWork->commit());
    QVERIFY(!m_session->isInTransaction());
    QCOMPARE(m_session->executeText(u"SHOW lock_timeout"_s)->first().text(0), u"0"_s);
}

void TestWriterLease::turnsMaintenanceOffWhenItsTimeIsUp()
{
    QVERIFY(m_store->setMaintenance(true, u"stock"_s, QDateTime::currentDateTimeUtc().addSecs(3600), u"Boss"_s));
    auto state = *runTask(m_store->maintenance());
    QVERIFY(state && state->active);
    QCOMPARE(state->changedBy, u"Boss"_s);
    QVERIFY(m_store->setMaintenance(true, u"stock"_s, QDateTime::currentDateTimeUtc().addSecs(-1), u"Boss"_s));
    state = *runTask(m_store->maintenance());
    QVERIFY(state && !state->active);
    QCOMPARE(m_session->executeText(u"SELECT count(*) FROM audit_log WHERE subject = 'maintenance'"_s)->first().text(0),
        u"2"_s);
}

void TestWriterLease::isNotTakenFromAnOlderCopyOfTheDatabase()
{
    NewestEpoch newest;
    RememberedLease store(*m_store, newest);
    for (int turn = 0; turn < 3; ++turn)
        QVERIFY(*runTask(store.take(claim(u"a"_s))));
    const auto epoch = [this] { return m_session->executeText(u"SELECT epoch FROM writer_lease"_s)->first().int64(0); };
    const qint64 last = epoch();
    // As after a restore: the same rows as they were some turns ago.
    QVERIFY(m_session->executeText(u"UPDATE writer_lease SET epoch = %1"_s.arg(last - 1)));
    const auto older = *runTask(store.take(claim(u"a"_s)));
    QVERIFY(!older);
    QCOMPARE(older.failure().kind, FailureKind::DatabaseForeign);
    QVERIFY(!older.failure().meaning.isEmpty() && !older.failure().remedy.isEmpty());
    QCOMPARE(epoch(), last);
    QVERIFY(*runTask(m_store->take(claim(u"b"_s)))); // it was given back, and whoever does not send may have it
    QVERIFY(*runTask(m_store->release(claim(u"b"_s), epoch())));
    QVERIFY(m_session->executeText(u"UPDATE writer_lease SET epoch = 1"_s));
    newest.forget();
    QVERIFY(*runTask(store.take(claim(u"a"_s))));
}

QTEST_GUILESS_MAIN(TestWriterLease)
#include "tst_writerlease.moc"
