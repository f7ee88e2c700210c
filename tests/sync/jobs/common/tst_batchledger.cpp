#include "sync/jobs/common/batchledger.h"

#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

class TestBatchLedger final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<PgSession> m_session;
    const Operator m_who{u"anna"_s, u"desk-1"_s};

    QString text(const QString &statement)
    {
        const auto rows = m_session->executeText(statement);
        return rows && !rows->isEmpty() ? rows->first().text(0) : QString();
    }

private Q_SLOTS:
    void init() { m_session = std::move(PgSession::open(m_postgres.createDatabase())).value(); }

    void aBatchRunsCountsAndEnds()
    {
        auto ledger = BatchLedger::open(*m_session, BatchKind::Pull, {{u"scope"_s, u"full"_s}}, m_who);
        QVERIFY(ledger);
        QCOMPARE(text(u"select status || ' ' || (scope->>'scope') || ' ' || started_by from sync_batches"_s),
            u"running full anna"_s);
        QVERIFY(ledger->setPaused(*m_session, true));
        QCOMPARE(text(u"select status from sync_batches"_s), u"paused"_s);
        QVERIFY(ledger->setPaused(*m_session, false));
        QVERIFY(ledger->count(*m_session, {10, 4, 1, 0}));
        QCOMPARE(text(u"select total || '/' || done || '/' || failed from sync_batches"_s), u"10/5/1"_s);
        QVERIFY(ledger->finish(*m_session, BatchStatus::Partial, {10, 9, 1, 0}, u"One product was refused."_s));
        QCOMPARE(text(u"select status || ' ' || message from sync_batches"_s), u"partial One product was refused."_s);
        QVERIFY(ledger->finish(*m_session, BatchStatus::Failed, {}, u"again"_s));
        QCOMPARE(text(u"select status from sync_batches"_s), u"partial"_s);
        QCOMPARE(text(u"select string_agg(action, ',' order by id) from audit_log"_s), u"pull started,pull ended"_s);
    }

    void aBatchOfAVanishedDeskIsInterrupted()
    {
        QVERIFY(BatchLedger::open(*m_session, BatchKind::Apply, {}, m_who));
        const auto marked = BatchLedger::interruptAbandoned(*m_session, {u"bea"_s, u"desk-2"_s}, 1);
        QVERIFY(marked);
        QCOMPARE(marked->size(), 1);
        QCOMPARE(text(u"select status from sync_batches"_s), u"interrupted"_s);
        QVERIFY(BatchLedger::interruptAbandoned(*m_session, m_who, 1)->isEmpty());
    }

    void aLateDeskInterruptsNothingOfItsSuccessor()
    {
        // It slept after it had taken its turn, of epoch 1; another has the second one and is at work.
        QVERIFY(m_session->executeScript(
            "insert into catalogue_shop (domain, claimed_by) values ('a.myshopify.com', 'anna');"
            "insert into writer_lease (shop_domain, owner, operator, desk, epoch, until) values "
            "('a.myshopify.com', 'desk-2', 'bea', 'desk-2', 2, now() + interval '1 minute')"));
        const Operator bea{u"bea"_s, u"desk-2"_s};
        QVERIFY(BatchLedger::open(*m_session, BatchKind::Push, {}, bea));
        const auto late = BatchLedger::interruptAbandoned(*m_session, m_who, 1);
        QVERIFY(!late);
        QCOMPARE(late.failure().kind, FailureKind::Busy);
        QCOMPARE(text(u"select status from sync_batches"_s), u"running"_s);
        // Whoever has the turn marks what a desk left that is gone.
        QCOMPARE(BatchLedger::interruptAbandoned(*m_session, bea, 2)->size(), 1);
    }

    void aBatchThatEndsWithAnUnknownWriteSaysSo()
    {
        for (const QString &state : {u"unknown"_s, u"failed"_s}) {
            auto ledger = BatchLedger::open(*m_session, BatchKind::Push, {}, m_who);
            QVERIFY(ledger);
            QVERIFY(m_session->executeText(
                u"insert into sync_operations (id, batch_id, sequence, kind, state, before, after, lease_epoch) values "
                "(gen_random_uuid(), %1, 1, 'product_update', '%2', '{}', '{}', 1)"_s.arg(ledger->id().value)
                    .arg(state)));
            QVERIFY(ledger->finish(*m_session, BatchStatus::Failed, {1, 0, 1, 0}, {}));
        }
        QCOMPARE(text(u"select string_agg(left_open::text, ',' order by id) from sync_batches"_s), u"true,false"_s);
    }

    void announcementsAreHeardAtCommitOnly()
    {
        QVERIFY(m_session->executeScript("listen syncdesk_staged"));
        const auto heard = [&] {
            PQconsumeInput(m_session->native());
            QStringList names;
            while (PGnotify *note = PQnotifies(m_session->native())) {
                names << QString::fromUtf8(note->relname) + u' ' + QString::fromUtf8(note->extra);
                PQfreemem(note);
            }
            return names;
        };
        {
            auto transaction = PgTransaction::begin(*m_session);
            QVERIFY(BatchLedger::announce(*m_session, ChangeChannel::Staged, BatchId{5}));
            QVERIFY(heard().isEmpty());
            QVERIFY(transaction->commit());
        }
        QVERIFY(m_session->ping());
        QCOMPARE(heard(), QStringList{u"syncdesk_staged 5"_s});
    }

    void theOutcomeFollowsFromTheCounts()
    {
        QCOMPARE(BatchCounts({3, 3, 0, 0}).outcome(), BatchStatus::Completed);
        QCOMPARE(BatchCounts({3, 1, 1, 1}).outcome(), BatchStatus::Partial);
        QCOMPARE(BatchCounts({3, 0, 3, 0}).outcome(), BatchStatus::Failed);
    }
};

QTEST_GUILESS_MAIN(TestBatchLedger)
#include "tst_batchledger.moc"
