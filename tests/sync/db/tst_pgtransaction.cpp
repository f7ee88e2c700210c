#include "sync/db/pgtransaction.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

class TestPgTransaction final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void keepsWhatIsCommitted();
    void undoesWhatIsNot();
    void aMovedTransactionEndsOnce();
    void doesNotNest();
    void refusesToCommitAnAbortedTransaction();
    void aDeferredRuleFailsTheCommit();
    void aCommitOnALostConnectionIsUnknown();
    void endsSoonWhenItsDeskStandsStill();
    void serializationFailuresAreTriedAgain();
    void otherFailuresAreNotTriedAgain();
    void aSnapshotSeesOneInstantAndWritesNothing();

private:
    qint64 count() { return m_session->executeText(u"select count(*) from kept"_s)->first().int64(0); }
    Result<PgRows> insert(int id) { return m_session->executeText(u"insert into kept values (:id)"_s, {{u"id", id}}); }
    std::unique_ptr<PgSession> open() { return std::move(PgSession::open(m_settings)).value(); }

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<PgSession> m_session;
};

void TestPgTransaction::initTestCase()
{
    m_settings = m_postgres.createDatabase(PrivatePostgres::Migrated::No);
    m_session = open();
    QVERIFY(m_session->executeScript("create table kept (id int primary key, note text default '')"));
}

void TestPgTransaction::init()
{
    if (!m_session->isOpen())
        m_session = open();
    QVERIFY(m_session->executeScript("truncate kept"));
}

void TestPgTransaction::keepsWhatIsCommitted()
{
    auto transaction = PgTransaction::begin(*m_session);
    QVERIFY(transaction);
    QVERIFY(m_session->isInTransaction());
    QVERIFY(insert(1));
    QVERIFY(transaction->commit());
    QVERIFY(!m_session->isInTransaction());
    transaction->rollback();
    QCOMPARE(count(), 1);
    QVERIFY(!transaction->commit());
}

void TestPgTransaction::undoesWhatIsNot()
{
    {
        const auto transaction = PgTransaction::begin(*m_session);
        QVERIFY(transaction);
        QVERIFY(insert(1));
    }
    QVERIFY(!m_session->isInTransaction());
    QCOMPARE(count(), 0);
}

void TestPgTransaction::aMovedTransactionEndsOnce()
{
    {
        auto transaction = PgTransaction::begin(*m_session);
        QVERIFY(transaction);
        PgTransaction moved = std::move(*transaction);
        QVERIFY(insert(1));
        QVERIFY(moved.commit());
    }
    QCOMPARE(count(), 1);
}

void TestPgTransaction::doesNotNest()
{
    const auto outer = PgTransaction::begin(*m_session);
    QVERIFY(outer);
    const auto inner = PgTransaction::begin(*m_session);
    QVERIFY(!inner);
    QCOMPARE(inner.failure().kind, FailureKind::Internal);
    QVERIFY(m_session->isInTransaction());
}

void TestPgTransaction::refusesToCommitAnAbortedTransaction()
{
    auto transaction = PgTransaction::begin(*m_session);
    QVERIFY(transaction);
    QVERIFY(insert(1));
    QVERIFY(!insert(1));
    const auto committed = transaction->commit();
    QVERIFY(!committed);
    QVERIFY(!m_session->isInTransaction());
    QCOMPARE(count(), 0);
}

void TestPgTransaction::aDeferredRuleFailsTheCommit()
{
    QVERIFY(m_session->executeScript(
        "create table if not exists child (id int references kept deferrable initially deferred)"));
    auto transaction = PgTransaction::begin(*m_session);
    QVERIFY(transaction);
    QVERIFY(m_session->executeText(u"insert into child values (99)"_s));
    const auto committed = transaction->commit();
    QVERIFY(!committed);
    QCOMPARE(committed.failure().kind, FailureKind::BadInput);
    QVERIFY(!m_session->isInTransaction());
    QVERIFY(m_session->executeScript("drop table child"));
}

void TestPgTransaction::aCommitOnALostConnectionIsUnknown()
{
    const auto watcher = open();
    auto transaction = PgTransaction::begin(*m_session);
    QVERIFY(transaction);
    QVERIFY(insert(1));
    QVERIFY(watcher->executeText(u"select pg_terminate_backend(:pid::int)"_s, {{u"pid", m_session->backendPid()}}));
    const auto committed = transaction->commit();
    QVERIFY(!committed);
    QCOMPARE(committed.failure().kind, FailureKind::DatabaseUnreachable);
    QCOMPARE(committed.failure().what, u"The connection to the database was lost while saving."_s);
}

void TestPgTransaction::endsSoonWhenItsDeskStandsStill()
{
    const auto limit
        = [this] { return m_session->executeText(u"show idle_in_transaction_session_timeout"_s)->first().text(0); };
    const QString outside = limit();
    auto transaction = PgTransaction::begin(*m_session);
    QVERIFY(transaction);
    QCOMPARE(limit(), u"5s"_s);
    QVERIFY(transaction->commit());
    QCOMPARE(limit(), outside);
}

void TestPgTransaction::serializationFailuresAreTriedAgain()
{
    const auto rival = open();
    QVERIFY(insert(1));
    int attempts = 0;
    const auto outcome = PgTransaction::run(
        *m_session,
        [&](PgSession &session) -> Result<qint64> {
            ++attempts;
            if (auto read = session.executeText(u"select note from kept"_s); !read)
                return read.failure();
            if (attempts == 1)
                if (auto meanwhile = rival->executeText(u"update kept set note = 'rival'"_s); !meanwhile)
                    return meanwhile.failure();
            auto updated = session.executeText(u"update kept set note = note || '+'"_s);
            if (!updated)
                return updated.failure();
            return updated->affected();
        },
        3, PgTransaction::Mode::Serializable);
    QVERIFY2(outcome.isOk(), outcome ? "" : qPrintable(outcome.failure().detail));
    QCOMPARE(attempts, 2);
    QCOMPARE(m_session->executeText(u"select note from kept"_s)->first().text(0), u"rival+"_s);
}

void TestPgTransaction::otherFailuresAreNotTriedAgain()
{
    int attempts = 0;
    const auto outcome = PgTransaction::run(*m_session, [&](PgSession &session) -> Result<PgRows> {
        ++attempts;
        return session.executeText(u"select * from absent"_s);
    });
    QVERIFY(!outcome);
    QCOMPARE(attempts, 1);
    QVERIFY(!m_session->isInTransaction());
}

void TestPgTransaction::aSnapshotSeesOneInstantAndWritesNothing()
{
    const auto rival = open();
    const auto transaction = PgTransaction::begin(*m_session, PgTransaction::Mode::Snapshot);
    QVERIFY(transaction);
    QCOMPARE(count(), 0);
    QVERIFY(rival->executeText(u"insert into kept values (5)"_s));
    QCOMPARE(count(), 0);
    const auto written = insert(6);
    QVERIFY(!written);
    QCOMPARE(written.failure().kind, FailureKind::DatabaseReadOnly);
}

QTEST_GUILESS_MAIN(TestPgTransaction)
#include "tst_pgtransaction.moc"
