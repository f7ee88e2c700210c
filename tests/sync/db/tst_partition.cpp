#include "sync/db/pgsession.h"
#include "tests/support/privatepostgres.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <QThread>

#include <chrono>
#include <sched.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Sync;
using Tests::PrivatePostgres;

/// A network that is cut between a desk and its database. The test moves into a network of its own, with nothing but
/// itself in it, where rules lose what is sent: unlike anything a program between the two could do, nobody tells either
/// side.
class TestPartition final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void isNoticed_data();
    void isNoticed();
    void aServerThatForgotTheDeskIsNoticedAtOnce();

private:
    static constexpr quint16 port = 5433; ///< In the test's own network nobody else has it.
    static constexpr std::chrono::milliseconds soon = 10s;

    static bool ip(const QString &arguments)
    {
        QProcess process;
        process.start(u"ip"_s, QProcess::splitCommand(arguments));
        return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }
    /// Whether a network could be had that this test may cut.
    static bool moveIntoOwnNetwork()
    {
        // The rule that leads to this computer itself comes after those that lose something.
        return ::unshare(CLONE_NEWNET) == 0 && ip(u"link set lo up"_s) && ip(u"rule add prio 100 lookup local"_s)
            && ip(u"rule del prio 0"_s);
    }
    static void lose(const QString &what)
    {
        QVERIFY(ip(u"rule add prio 10 ipproto tcp %1 %2 blackhole"_s.arg(what).arg(port)));
    }
    static void heal()
    {
        while (ip(u"rule del prio 10"_s)) { }
    }
    std::unique_ptr<PgSession> connected()
    {
        ConnectionSettings settings = m_postgres->settings();
        settings.host = u"127.0.0.1"_s;
        auto session = PgSession::open(settings);
        if (!session)
            qFatal("%s", qUtf8Printable(session.failure().detail));
        return std::move(*session);
    }

    std::unique_ptr<PrivatePostgres> m_postgres;
};

void TestPartition::initTestCase()
{
    if (!moveIntoOwnNetwork())
        QSKIP("Only who may make networks can cut one.");
    m_postgres = std::make_unique<PrivatePostgres>(QStringList(), port);
}

void TestPartition::cleanup()
{
    heal();
}

void TestPartition::isNoticed_data()
{
    QTest::addColumn<QStringList>("lost");
    QTest::addColumn<QString>("statement");
    const QString question = u"SELECT 1"_s;
    // It is cut while the answer is being waited for.
    const QString longQuestion = u"SELECT pg_sleep(60)"_s;
    QTest::newRow("both ways, before a question") << QStringList{u"dport"_s, u"sport"_s} << question;
    // Not both ways before an answer: with both rules the kernel answers the socket "Invalid argument", as no network
    // does.
    QTest::newRow("only questions are lost") << QStringList{u"dport"_s} << question;
    QTest::newRow("only questions are lost, before an answer") << QStringList{u"dport"_s} << longQuestion;
    QTest::newRow("only answers are lost") << QStringList{u"sport"_s} << question;
    QTest::newRow("only answers are lost, before an answer") << QStringList{u"sport"_s} << longQuestion;
}

void TestPartition::isNoticed()
{
    QFETCH(QStringList, lost);
    QFETCH(QString, statement);
    const auto session = connected();
    const bool isCutLater = statement.contains(u"sleep"_s);
    std::unique_ptr<QThread> cutter;
    if (isCutLater) {
        const QString asking
            = u"SELECT count(*) FROM pg_stat_activity WHERE query = '%1' AND state = 'active'"_s.arg(statement);
        cutter.reset(QThread::create([this, lost, asking] {
            const auto watcher = PgSession::open(m_postgres->settings()); // past the network
            while ((*watcher)->executeText(asking)->first().int64(0) == 0) { }
            for (const QString &what : lost)
                lose(what);
        }));
        cutter->start();
    } else {
        for (const QString &what : lost)
            lose(what);
    }
    QElapsedTimer waited;
    waited.start();
    const auto answer = session->executeText(statement);
    if (cutter)
        cutter->wait();
    QVERIFY(!answer);
    QVERIFY2(answer.failure().kind == FailureKind::DatabaseUnreachable,
        qPrintable(answer.failure().text() + answer.failure().detail));
    QVERIFY(!answer.failure().meaning.isEmpty() && !answer.failure().remedy.isEmpty());
    QVERIFY2(waited.elapsed() < soon.count(), qPrintable(QString::number(waited.elapsed())));
    QVERIFY(!session->isOpen());
    heal();
    QVERIFY(connected()->executeText(u"SELECT 1"_s));
}

void TestPartition::aServerThatForgotTheDeskIsNoticedAtOnce()
{
    const auto session = connected();
    const auto beside = PgSession::open(m_postgres->settings());
    QVERIFY(beside);
    const QString here
        = u"FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND client_port > 0 AND state = 'idle'"_s;
    QCOMPARE((*beside)->executeText(u"SELECT count(*) "_s + here)->first().int64(0), 1);
    lose(u"dport"_s);
    lose(u"sport"_s);
    // Its farewell is lost, too: the desk's half of the connection stays open.
    QVERIFY((*beside)->executeText(u"SELECT pg_terminate_backend(pid, 5000) "_s + here));
    QVERIFY(session->isOpen());
    heal();
    QElapsedTimer waited;
    waited.start();
    const auto answer = session->executeText(u"SELECT 1"_s);
    QVERIFY(!answer);
    QVERIFY2(answer.failure().kind == FailureKind::DatabaseUnreachable,
        qPrintable(answer.failure().text() + answer.failure().detail));
    QVERIFY2(waited.elapsed() < 2000, qPrintable(QString::number(waited.elapsed())));
}

QTEST_GUILESS_MAIN(TestPartition)
#include "tst_partition.moc"
