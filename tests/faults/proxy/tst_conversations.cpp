// What passes between the program and its servers is understood: statements by name, requests by document, before and
// after, whole, half or lost.

#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "tests/faults/proxy/faultproxy.h"
#include "tests/faults/proxy/httpconversation.h"
#include "tests/faults/proxy/pgconversation.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"

#include <QJsonDocument>
#include <QMutex>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;
using namespace TestSupport;
using Sync::PgSession;
using Sync::PgTransaction;

namespace {

/// Keeps what passed, and judges the one moment it was given.
class Watcher final
{
    Q_DISABLE_COPY_MOVE(Watcher)

public:
    Watcher() = default;

    Judge judge()
    {
        return [this](const Passing &passing) {
            const QMutexLocker lock(&m_mutex);
            const QString moment = passing.moment == Passing::Moment::Asked ? u"?"_s : u"!"_s;
            m_seen += passing.what + moment + (passing.failed ? u"failed"_s : QString());
            m_transactionEnded = passing.endsTransaction;
            return passing.what == m_what && passing.moment == m_moment ? m_verdict : Verdict::Pass;
        };
    }
    void set(const QString &what, Passing::Moment moment, Verdict verdict)
    {
        const QMutexLocker lock(&m_mutex);
        m_what = what;
        m_moment = moment;
        m_verdict = verdict;
        m_seen.clear();
    }
    QStringList seen() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_seen;
    }
    bool transactionEnded() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_transactionEnded;
    }

private:
    mutable QMutex m_mutex;
    QStringList m_seen;
    QString m_what;
    Passing::Moment m_moment = Passing::Moment::Asked;
    Verdict m_verdict = Verdict::Pass;
    bool m_transactionEnded = false;
};

} // namespace

class TestConversations final : public QObject
{
    Q_OBJECT

    Tests::PrivatePostgres m_postgres;
    Sync::ConnectionSettings m_direct;
    DemoShop m_shop{{.products = 3}};
    Watcher m_watcher;

    FaultProxy::MakeConversation speaksSql()
    {
        return [this](qsizetype session) { return std::make_unique<PgConversation>(session, m_watcher.judge()); };
    }
    ProxyTarget server() const { return {.socketPath = m_postgres.directory() + u"/.s.PGSQL.5432"_s}; }
    std::unique_ptr<PgSession> through(const FaultProxy &proxy)
    {
        Sync::ConnectionSettings settings = m_direct;
        settings.host = u"127.0.0.1"_s;
        settings.port = proxy.port();
        auto session = PgSession::open(settings);
        if (!session)
            qFatal("%s", qUtf8Printable(session.failure().detail));
        return std::move(*session);
    }
    QString direct(const QString &statement)
    {
        const auto session = PgSession::open(m_direct);
        const auto rows = (*session)->executeText(statement);
        return rows && !rows->isEmpty() ? rows->first().text(0) : QString();
    }
    QByteArray ask(const FaultProxy &proxy, const QByteArray &query)
    {
        const QByteArray body = "{\"query\":\"" + query + "\"}";
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, proxy.port());
        socket.write("POST /admin/api/2026-10/graphql.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                     "X-Shopify-Access-Token: "
            + m_shop.token().toUtf8() + "\r\nContent-Type: application/json\r\ncontent-length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QByteArray answer;
        while (socket.waitForReadyRead(5000))
            answer += socket.readAll();
        return answer;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_direct = m_postgres.createDatabase();
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    }
    void init() { m_watcher.set({}, Passing::Moment::Asked, Verdict::Pass); }

    void statementsGoByTheirNames()
    {
        FaultProxy proxy(server(), speaksSql());
        const auto session = through(proxy);
        QCOMPARE(m_watcher.seen(), QStringList({u"session/setup?"_s, u"session/setup!"_s}));
        for (int i = 0; i < 5; ++i) // prepared by itself after some
            QVERIFY(session->ping());
        QCOMPARE(m_watcher.seen().count(u"session/ping?"_s), 5);
        QCOMPARE(m_watcher.seen().count(u"session/ping!"_s), 5);
        QVERIFY(!session->executeText(u"SELECT nothing"_s));
        QCOMPARE(m_watcher.seen().last(), u"SELECT nothing!failed"_s);
    }

    void statementsThatGoTogetherAreJudgedOneByOne()
    {
        FaultProxy proxy(server(), speaksSql());
        const auto session = through(proxy);
        auto transaction = PgTransaction::begin(*session);
        QVERIFY(transaction);
        m_watcher.set({}, Passing::Moment::Asked, Verdict::Pass);
        const std::vector<Sync::PgCall> calls{{&Sync::sql(u"session/ping"), {}},
            {&Sync::sql(u"session/limit_idle"), {{u"milliseconds", u"60000"_s}}}, {&Sync::sql(u"session/ping"), {}}};
        QVERIFY(session->executeAll(calls));
        QCOMPARE(m_watcher.seen(),
            QStringList({u"session/ping?"_s, u"session/limit_idle?"_s, u"session/ping?"_s, u"session/ping!"_s,
                u"session/limit_idle!"_s, u"session/ping!"_s}));
        QVERIFY(!m_watcher.transactionEnded());
        m_watcher.set(u"session/limit_idle"_s, Passing::Moment::Asked, Verdict::Lose);
        QVERIFY(!session->executeAll(calls));
        QCOMPARE(m_watcher.seen(), QStringList({u"session/ping?"_s, u"session/limit_idle?"_s}));
    }

    void aTransactionIsSeenToEnd()
    {
        FaultProxy proxy(server(), speaksSql());
        const auto session = through(proxy);
        auto transaction = PgTransaction::begin(*session);
        QVERIFY(transaction);
        QVERIFY(session->ping());
        QVERIFY(!m_watcher.transactionEnded());
        QVERIFY(transaction->commit());
        QVERIFY(m_watcher.transactionEnded());
    }

    void aCommitIsLostBeforeOrAfter_data()
    {
        QTest::addColumn<Passing::Moment>("moment");
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<QString>("rows");
        QTest::newRow("never arrives") << Passing::Moment::Asked << Verdict::Lose << u"0"_s;
        QTest::newRow("arrives half") << Passing::Moment::Asked << Verdict::Half << u"0"_s;
        QTest::newRow("its answer is lost") << Passing::Moment::Answered << Verdict::Lose << u"1"_s;
        QTest::newRow("its answer comes half") << Passing::Moment::Answered << Verdict::Half << u"1"_s;
    }

    void aCommitIsLostBeforeOrAfter()
    {
        QFETCH(Passing::Moment, moment);
        QFETCH(Verdict, verdict);
        QFETCH(QString, rows);
        direct(u"CREATE TABLE commits (n int)"_s);
        FaultProxy proxy(server(), speaksSql());
        const auto session = through(proxy);
        auto transaction = PgTransaction::begin(*session);
        QVERIFY(session->executeText(u"INSERT INTO commits VALUES (1)"_s));
        m_watcher.set(u"session/commit"_s, moment, verdict);
        const auto committed = transaction->commit();
        QVERIFY(!committed);
        QVERIFY(!session->isOpen());
        QCOMPARE(committed.failure().kind, Sync::FailureKind::DatabaseUnreachable);
        QTRY_COMPARE(direct(u"SELECT count(*) FROM commits"_s), rows);
        direct(u"DROP TABLE commits"_s);
    }

    void copyingPassesAndIsCounted()
    {
        FaultProxy proxy(server(), speaksSql());
        const auto session = through(proxy);
        QVERIFY(session->executeText(u"CREATE TABLE copied (n int)"_s));
        // As the loader does: by the extended protocol, whose Sync the server does not answer while it copies.
        PGresult *begun
            = PQexecParams(session->native(), "COPY copied FROM STDIN", 0, nullptr, nullptr, nullptr, nullptr, 0);
        QCOMPARE(PQresultStatus(begun), PGRES_COPY_IN);
        PQclear(begun);
        QCOMPARE(PQputCopyData(session->native(), "1\n2\n", 4), 1);
        QCOMPARE(PQputCopyEnd(session->native(), nullptr), 1);
        while (PGresult *result = PQgetResult(session->native()))
            PQclear(result);
        m_watcher.set(u"session/ping"_s, Passing::Moment::Answered, Verdict::Lose);
        QVERIFY(!session->ping()); // the right answer is the one that is lost
        QCOMPARE(m_watcher.seen(), QStringList({u"session/ping?"_s, u"session/ping!"_s}));
        QCOMPARE(direct(u"SELECT count(*) FROM copied"_s), u"2"_s);
    }

    void notificationsArriveUnasked()
    {
        FaultProxy proxy(server(), speaksSql());
        const auto session = through(proxy);
        QVERIFY(session->executeText(u"LISTEN told"_s));
        direct(u"SELECT pg_notify('told', '')"_s);
        bool isTold = false;
        const auto look = [&session, &isTold] {
            PQconsumeInput(session->native());
            PGnotify *told = PQnotifies(session->native());
            isTold = isTold || told;
            PQfreemem(told);
            return isTold;
        };
        QTRY_VERIFY(look());
    }

    void requestsGoByTheirDocuments()
    {
        FaultProxy proxy({.port = quint16(QUrl(m_shop.url()).port())},
            [this](qsizetype session) { return std::make_unique<HttpConversation>(session, m_watcher.judge()); });
        const auto rename = [this, &proxy](const QByteArray &title) {
            return ask(proxy,
                R"(mutation Rename { productUpdate(product: {id: \"gid://shopify/Product/8000000000064\", title: \")"
                    + title + R"(\"}) { product { title } } })");
        };
        QVERIFY(rename("Passed").contains("Passed"));
        QCOMPARE(m_watcher.seen(), QStringList({u"Rename?"_s, u"Rename!"_s}));
        QCOMPARE(m_shop.log().size(), 1);
        m_watcher.set(u"Rename"_s, Passing::Moment::Asked, Verdict::Half);
        QCOMPARE(rename("Half"), QByteArray());
        m_watcher.set(u"Rename"_s, Passing::Moment::Asked, Verdict::Lose);
        QCOMPARE(rename("Lost"), QByteArray());
        QCOMPARE(m_shop.log().size(), 1);
        m_watcher.set(u"Rename"_s, Passing::Moment::Answered, Verdict::Lose);
        QCOMPARE(rename("Unheard"), QByteArray());
        QCOMPARE(m_shop.log().size(), 2);
        m_watcher.set(u"Rename"_s, Passing::Moment::Answered, Verdict::Half);
        const QByteArray cut = rename("Half heard");
        QVERIFY(cut.startsWith("HTTP/1.1 200") && !cut.endsWith('}'));
    }
};

QTEST_GUILESS_MAIN(TestConversations)
#include "tst_conversations.moc"
