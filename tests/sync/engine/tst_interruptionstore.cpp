#include "sync/db/pgsession.h"
#include "sync/engine/interruptionstore.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

/// What an interrupted run was about, and what going on with it starts: that and nothing approved since.
class TestInterruptionStore final : public QObject
{
    Q_OBJECT

    Tests::PrivatePostgres m_postgres;
    std::unique_ptr<PgSession> m_session;
    const Operator m_anna{u"Anna"_s, u"here/1/1"_s};

    void execute(const QString &statement)
    {
        const auto done = m_session->executeText(statement);
        QVERIFY2(done, done ? "" : qPrintable(done.failure().detail));
    }
    /// An interrupted run 9 with this scope, and changes 1 to 4 of pulls, of which 4 was approved after it had begun.
    void cut(const QString &kind, const QString &scope)
    {
        execute(u"INSERT INTO sync_batches (id, kind, status, started_by, desk, created_at, scope) "
                "VALUES (9, '%1', 'interrupted', 'Berta', 'there/2/1', now() - interval '1 hour', '%2')"_s.arg(
                    kind, scope));
        execute(
            u"INSERT INTO staged_product_changes (id, batch_id, direction, change_type, status, shopify_product_id, "
            "title, decided_by, decided_at) SELECT n, 9, '%1', 'update', 'approved', 100 + n, 'P', 'Anna', "
            "CASE n WHEN 4 THEN now() ELSE now() - interval '2 hours' END FROM generate_series(1, 4) AS n"_s.arg(
                kind == u"push" ? u"push"_s : u"pull"_s));
        execute(u"UPDATE staged_product_changes SET status = 'applied' WHERE id = 1"_s);
    }
    Interruption listed()
    {
        const auto list = listInterruptions(*m_session, m_anna);
        return list && list->size() == 1 ? list->constFirst() : Interruption{};
    }
    template <typename Request>
    Request resumed()
    {
        const auto how = resumptionOf(*m_session, {9}, m_anna);
        return how ? std::get<Request>(how->request) : Request{};
    }

private Q_SLOTS:
    void init() { m_session = std::move(PgSession::open(m_postgres.createDatabase())).value(); }

    void anApplyOfAllGoesOnWithWhatWasApprovedThen()
    {
        cut(u"apply"_s, u"{\"changes\": 3}"_s);
        QCOMPARE(listed().remaining, 2);
        QCOMPARE(resumed<ApplyRequest>().changes, (QList<ChangeId>{{2}, {3}}));
    }

    void anApplyOfNamedChangesGoesOnWithThem()
    {
        cut(u"apply"_s, u"{\"changes\": [\"1\", \"3\", \"4\"]}"_s);
        QCOMPARE(listed().remaining, 2);
        QCOMPARE(resumed<ApplyRequest>().changes, (QList<ChangeId>{{3}, {4}}));
    }

    void anApplyOfWhichNothingIsLeftCannotGoOn()
    {
        cut(u"apply"_s, u"{\"changes\": [\"1\"]}"_s);
        QCOMPARE(listed().remaining, 0);
        QVERIFY(!listed().canResume);
        QVERIFY(!resumptionOf(*m_session, {9}, m_anna));
    }

    void aSendGoesOnWithWhatItNamed()
    {
        cut(u"push"_s, u"{\"changes\": [\"1\", \"2\"], \"sendFirst\": 0, \"overrideBreaker\": true}"_s);
        QCOMPARE(listed().remaining, 1);
        const PushRequest request = resumed<PushRequest>();
        QCOMPARE(request.changes, (QList<ChangeId>{{2}}));
        QVERIFY(request.overrideBreaker);
    }

    /// Earlier versions kept no names of a send of all that was approved.
    void aSendOfAllGoesOnWithWhatWasApprovedThen()
    {
        cut(u"push"_s, u"{\"changes\": [], \"sendFirst\": 0, \"overrideBreaker\": true}"_s);
        QCOMPARE(listed().remaining, 2);
        QCOMPARE(resumed<PushRequest>().changes, (QList<ChangeId>{{2}, {3}}));
    }

    void aSendOfWhichNothingIsLeftCannotGoOn()
    {
        cut(u"push"_s, u"{\"changes\": [\"1\"], \"sendFirst\": 0, \"overrideBreaker\": false}"_s);
        QVERIFY(!listed().canResume);
        QVERIFY(!resumptionOf(*m_session, {9}, m_anna)); // an empty list would send all
    }

    void whatNobodyHasLookedAfterYetIsGoneOnWithToo()
    {
        cut(u"push"_s, u"{\"changes\": [\"2\", \"3\"], \"sendFirst\": 0, \"overrideBreaker\": false}"_s);
        execute(u"UPDATE staged_product_changes SET status = 'applying', applied_batch_id = 9 WHERE id = 2"_s);
        QCOMPARE(listed().remaining, 2);
        QCOMPARE(resumed<PushRequest>().changes, (QList<ChangeId>{{2}, {3}}));
    }

    /// As after a lost network: the run came to its end, and nobody knew whether its last write had arrived.
    void aRunThatEndedWithAnUnknownWriteIsListed()
    {
        cut(u"push"_s, u"{\"changes\": [\"1\", \"2\"], \"sendFirst\": 0, \"overrideBreaker\": false}"_s);
        execute(u"UPDATE sync_batches SET status = 'failed', finished_at = now() WHERE id = 9"_s);
        const auto list = listInterruptions(*m_session, m_anna);
        QVERIFY(list && list->isEmpty()); // one that just failed is told by its report
        execute(u"UPDATE sync_batches SET left_open = true WHERE id = 9"_s);
        execute(u"INSERT INTO sync_operations (id, batch_id, sequence, kind, state, before, after, lease_epoch) "
                "VALUES (gen_random_uuid(), 9, 1, 'product_update', 'unknown', '{}', '{}', 1)"_s);
        QVERIFY(listed().hasEnded && listed().isSettled && listed().canResume && listed().canRollBack);
        QCOMPARE(listed().unsettled, 1);
        QCOMPARE(listed().whyUnsettled, QString()); // nobody has looked yet
        execute(u"UPDATE sync_operations SET error = 'A right is missing.'"_s);
        QCOMPARE(listed().whyUnsettled, u"A right is missing."_s);
        QCOMPARE(resumed<PushRequest>().changes, QList<ChangeId>{{2}});
        // It was read back. As long as something is left to send a person is asked; then there is nothing to decide.
        execute(u"UPDATE sync_operations SET state = 'confirmed'"_s);
        QVERIFY(listed().hasEnded);
        execute(u"UPDATE staged_product_changes SET status = 'applied' WHERE id = 2"_s);
        const auto over = listInterruptions(*m_session, m_anna);
        QVERIFY(over && over->isEmpty());
    }

    void whatSomebodyStoppedIsListedWhileAWriteIsUnknownOnly()
    {
        cut(u"push"_s, u"{\"changes\": [\"2\"], \"sendFirst\": 0, \"overrideBreaker\": false}"_s);
        execute(u"UPDATE sync_batches SET status = 'cancelled', finished_at = now(), left_open = true WHERE id = 9"_s);
        execute(u"INSERT INTO sync_operations (id, batch_id, sequence, kind, state, before, after, lease_epoch) "
                "VALUES (gen_random_uuid(), 9, 1, 'product_update', 'sent', '{}', '{}', 1)"_s);
        QCOMPARE(listed().unsettled, 1);
        execute(u"UPDATE sync_operations SET state = 'failed'"_s);
        const auto list = listInterruptions(*m_session, m_anna);
        QVERIFY(list && list->isEmpty());
    }

    void aReplayGoesOnWithItsTimeAsFarAsItWasOver()
    {
        cut(u"replay"_s,
            u"{\"from\": \"2026-11-02T08:00:00.000Z\", \"to\": \"2026-11-02T09:00:00.000Z\", "
            "\"replayConflicts\": true, \"backup\": \"\"}"_s);
        QVERIFY(listed().canResume);
        const auto at = [](int hour) { return QDateTime({2026, 11, 2}, {hour, 0}, Qt::UTC); };
        // By the clock of the database the run began in the middle of it, or after it.
        execute(u"UPDATE sync_batches SET created_at = '2026-11-02 12:00Z'"_s);
        QCOMPARE(resumed<ReplayRequest>(), (ReplayRequest{.from = at(8), .to = at(9), .replayConflicts = true}));
        execute(u"UPDATE sync_batches SET created_at = '2026-11-02 08:30Z'"_s);
        QCOMPARE(resumed<ReplayRequest>().to, at(8).addSecs(1800));
        execute(u"UPDATE sync_batches SET scope = '{}'"_s);
        QVERIFY(!listed().canResume);
        QVERIFY(!resumptionOf(*m_session, {9}, m_anna));
    }

    void aPullOfNamedProductsGoesOnWithThem()
    {
        cut(u"pull"_s, u"{\"scope\": \"selective\", \"products\": [\"7001\", \"7002\"]}"_s);
        QVERIFY(listed().canResume);
        QCOMPARE(resumed<PullRequest>().products, (QList<ShopifyId>{{7001}, {7002}}));
    }

    void aPullWhoseProductsWereOnlyCountedCannot()
    {
        cut(u"pull"_s, u"{\"scope\": \"selective\", \"products\": 2}"_s);
        QVERIFY(!listed().canResume);
        QVERIFY(!resumptionOf(*m_session, {9}, m_anna));
    }
};

QTEST_GUILESS_MAIN(TestInterruptionStore)
#include "tst_interruptionstore.moc"
