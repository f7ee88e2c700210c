#include "sync/db/pgnotifications.h"
#include "tests/support/manualclock.h"
#include "tests/support/privatepostgres.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace std::chrono_literals;
using Tests::PrivatePostgres;

class TestPgNotifications final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void payloadsArrive();
    void namesKeepTheirCase();
    void ownThreadsNeedNoEventLoopOfTheListener();
    void aTerminatedSessionSubscribesAgain();
    void aServerThatComesBackIsFoundAgain();
    void startsBeforeTheServerDoes();
    void waitsTwiceAsLongAfterEachFailure();
    void stoppingIsSilent();
    void theSessionEndsWithTheObject();
    void nothingIsSaidInsideAnOpenTransaction();

private:
    void say(const QString &channel, const QString &payload)
    {
        const auto said = m_session->executeText(
            u"select pg_notify(:channel, :payload)"_s, {{u"channel", channel}, {u"payload", payload}});
        QVERIFY2(said.isOk(), said ? "" : qPrintable(said.failure().detail));
    }
    int listeners()
    {
        return m_session
            ->executeText(u"select pid from pg_stat_activity where application_name like '% notifications'"_s)
            ->size();
    }
    static PgListener::Options quick()
    {
        return {std::chrono::milliseconds(200), std::chrono::milliseconds(20), std::chrono::milliseconds(100)};
    }

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    SystemClock m_clock;
    std::unique_ptr<PgSession> m_session;
};

void TestPgNotifications::initTestCase()
{
    m_settings = m_postgres.createDatabase(PrivatePostgres::Migrated::No);
}

void TestPgNotifications::init()
{
    if (!m_postgres.isRunning())
        m_postgres.start();
    m_session = std::move(PgSession::open(m_settings)).value();
}

void TestPgNotifications::payloadsArrive()
{
    PgListener listener(m_settings, {u"one"_s, u"two"_s}, m_clock, quick());
    QList<PgNotification> heard;
    QSignalSpy listening(&listener, &PgListener::listening);
    connect(&listener, &PgListener::notified, this, [&heard](const PgNotification &n) { heard += n; });
    listener.start();
    QCOMPARE(listening.size(), 1);
    say(u"one"_s, u"{\"batch\": 7, \"título\": \"ü\"}"_s);
    say(u"two"_s, QString());
    say(u"three"_s, u"not for us"_s);
    say(u"one"_s, QString(7000, u'x'));
    QTRY_COMPARE(heard.size(), 3);
    const int pid = m_session->backendPid();
    QCOMPARE(heard.at(0), (PgNotification{u"one"_s, u"{\"batch\": 7, \"título\": \"ü\"}"_s, pid}));
    QCOMPARE(heard.at(1), (PgNotification{u"two"_s, u""_s, pid}));
    QCOMPARE(heard.at(2).payload.size(), 7000);
}

void TestPgNotifications::namesKeepTheirCase()
{
    PgListener listener(m_settings, {u"Sync \"Events\""_s}, m_clock, quick());
    QStringList heard;
    connect(&listener, &PgListener::notified, this, [&heard](const PgNotification &n) { heard += n.payload; });
    listener.start();
    say(u"sync \"events\""_s, u"small"_s);
    say(u"Sync \"Events\""_s, u"large"_s);
    QTRY_COMPARE(heard, QStringList{u"large"_s});
}

void TestPgNotifications::ownThreadsNeedNoEventLoopOfTheListener()
{
    PgNotifications notifications(m_settings, {u"one"_s}, m_clock, quick());
    QSignalSpy listening(&notifications, &PgNotifications::listening);
    QList<QThread *> threads;
    connect(&notifications, &PgNotifications::notified, this, [&threads] { threads += QThread::currentThread(); });
    QVERIFY(listening.wait());
    say(u"one"_s, u"x"_s);
    QTRY_COMPARE(threads, QList<QThread *>{thread()});
}

void TestPgNotifications::aTerminatedSessionSubscribesAgain()
{
    PgListener listener(m_settings, {u"one"_s}, m_clock, quick());
    QStringList heard;
    QList<FailureKind> losses;
    QSignalSpy listening(&listener, &PgListener::listening);
    connect(&listener, &PgListener::notified, this, [&heard](const PgNotification &n) { heard += n.payload; });
    connect(&listener, &PgListener::interrupted, this, [&losses](const Failure &failure) { losses += failure.kind; });
    listener.start();
    QVERIFY(m_session->executeText(
        u"select pg_terminate_backend(pid) from pg_stat_activity where application_name like '% notifications'"_s));
    QTRY_COMPARE(listening.size(), 2);
    QCOMPARE(losses, QList<FailureKind>{FailureKind::DatabaseUnreachable});
    say(u"one"_s, u"again"_s);
    QTRY_COMPARE(heard, QStringList{u"again"_s});
}

void TestPgNotifications::aServerThatComesBackIsFoundAgain()
{
    PgListener listener(m_settings, {u"one"_s}, m_clock, quick());
    QSignalSpy listening(&listener, &PgListener::listening);
    QSignalSpy interrupted(&listener, &PgListener::interrupted);
    listener.start();
    m_postgres.kill();
    QTRY_COMPARE(interrupted.size(), 1);
    // Several attempts fail, and nobody is told again.
    QTest::qWait(300);
    QCOMPARE(interrupted.size(), 1);
    QCOMPARE(listening.size(), 1);
    m_postgres.start();
    QTRY_COMPARE(listening.size(), 2);
}

void TestPgNotifications::startsBeforeTheServerDoes()
{
    m_session.reset();
    m_postgres.stop();
    PgListener listener(m_settings, {u"one"_s}, m_clock, quick());
    QSignalSpy listening(&listener, &PgListener::listening);
    QSignalSpy interrupted(&listener, &PgListener::interrupted);
    listener.start();
    QCOMPARE(interrupted.size(), 1);
    m_postgres.start();
    QTRY_COMPARE(listening.size(), 1);
}

void TestPgNotifications::waitsTwiceAsLongAfterEachFailure()
{
    m_session.reset();
    m_postgres.stop();
    TestSupport::ManualClock clock;
    PgListener listener(m_settings, {u"one"_s}, clock, {.heartbeat = 15s, .firstRetry = 250ms, .longestRetry = 1s});
    QSignalSpy listening(&listener, &PgListener::listening);
    listener.start();
    clock.advance(250ms); // fails again: the next attempt is half a second away
    m_postgres.start();
    clock.advance(499ms);
    QCOMPARE(listening.size(), 0);
    clock.advance(1ms);
    QCOMPARE(listening.size(), 1);
    clock.advance(15s); // the heartbeat finds it well
    QCOMPARE(listening.size(), 1);
}

void TestPgNotifications::stoppingIsSilent()
{
    PgListener listener(m_settings, {u"one"_s}, m_clock, quick());
    QSignalSpy notified(&listener, &PgListener::notified);
    QSignalSpy interrupted(&listener, &PgListener::interrupted);
    connect(&listener, &PgListener::notified, &listener, &PgListener::stop);
    listener.start();
    for (int i = 0; i < 5; ++i)
        say(u"one"_s, QString::number(i));
    QTRY_COMPARE(notified.size(), 1);
    QTRY_COMPARE(listeners(), 0);
    QCOMPARE(notified.size(), 1);
    QCOMPARE(interrupted.size(), 0);
}

void TestPgNotifications::theSessionEndsWithTheObject()
{
    auto notifications = std::make_unique<PgNotifications>(m_settings, QStringList{u"one"_s}, m_clock, quick());
    QTRY_COMPARE(listeners(), 1);
    notifications.reset();
    QTRY_COMPARE(listeners(), 0);
}

void TestPgNotifications::nothingIsSaidInsideAnOpenTransaction()
{
    PgListener listener(m_settings, {u"one"_s}, m_clock, quick());
    QSignalSpy notified(&listener, &PgListener::notified);
    listener.start();
    QVERIFY(m_session->executeScript("begin"));
    say(u"one"_s, u"undone"_s);
    QVERIFY(m_session->executeScript("rollback"));
    say(u"one"_s, u"kept"_s);
    QTRY_COMPARE(notified.size(), 1);
    QCOMPARE(notified.at(0).at(0).value<PgNotification>().payload, u"kept"_s);
}

QTEST_GUILESS_MAIN(TestPgNotifications)
#include "tst_pgnotifications.moc"
