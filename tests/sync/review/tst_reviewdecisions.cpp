#include "sync/db/pgsession.h"
#include "sync/reader/stagedreads.h"
#include "sync/review/reviewdecisions.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

class TestReviewDecisions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void approvesAndSaysWhoWhenAndWhy();
    void rejects();
    void theSecondReviewerIsToldOfTheFirst();
    void twoReviewersAtOnceDecideEachChangeOnce();
    void anothersDecisionOnAFieldStands();
    void theSameNameAtAnotherComputerIsAnother();
    void anUndoTakesBackOnlyWhatWasOnesOwn();
    void aConflictIsResolvedBeforeApproval();
    void approvingADeletionDecidesItsConflict();
    void reopensTheNewestOnly();
    void decidesOnAllThatMatch();
    void decidesOnSingleFields();
    void rejectingEveryFieldRejectsTheChange();
    void resolvesConflictsOfWholeChanges();
    void editsAField();
    void clearsAFieldThatMayBeEmpty();
    void refusesAValueThatCannotStand();
    void leavesFieldsOfDecidedChanges();
    void namesTheFirstFewAndCountsTheRest();
    void refusesRequestsWithoutTarget_data();
    void refusesRequestsWithoutTarget();

private:
    Result<DecisionReport> decide(DecisionKind kind, DecisionTarget target, const QString &value = {})
    {
        return decideOnChanges(*m_session, {std::move(target), kind, value, u"spring sale"_s}, m_anna);
    }
    StagedRow row(qint64 id) { return readStagedRows(*m_session, {id})->constFirst(); }
    FieldChange field(qint64 change, const QString &name)
    {
        const Result<StagedDetail> detail = readStagedDetail(*m_session, {change});
        for (const FieldChange &candidate : detail->fields)
            if (candidate.field == name)
                return candidate;
        qFatal("no such field");
    }
    static DecisionTarget changes(const QList<ChangeId> &ids) { return {.changes = ids}; }
    static DecisionTarget fields(const QList<FieldChangeId> &ids) { return {.fields = ids}; }
    qint64 count(const QString &query) { return m_session->executeText(query)->first().int64(0); }

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<PgSession> m_session;
    const Operator m_anna{u"Anna"_s, u"desk-1"_s};
    const Operator m_ben{u"Ben"_s, u"desk-2"_s};
};

void TestReviewDecisions::initTestCase()
{
    m_settings = m_postgres.createDatabase();
    m_session = std::move(PgSession::open(m_settings)).value();
}

void TestReviewDecisions::init()
{
    // 1: two plain fields; 2: a price conflict; 3: a create; 4: rejected earlier, 5 the newer one of the same product.
    QVERIFY(m_session->executeScript(R"(
        truncate sync_batches cascade;
        insert into sync_batches (id, kind, status, started_by, desk) values (1, 'pull', 'completed', 'Anna', 'd');
        insert into staged_product_changes (id, batch_id, direction, change_type, status, shopify_product_id, title,
                field_count, conflict_count) values
            (1, 1, 'pull', 'update', 'pending', 101, 'Blue pen', 2, 0),
            (2, 1, 'pull', 'update', 'pending', 102, 'Red pen', 2, 1),
            (3, 1, 'pull', 'create', 'pending', 103, 'Lamp', 0, 0),
            (4, 1, 'pull', 'update', 'rejected', 104, 'Desk', 1, 0),
            (5, 1, 'pull', 'update', 'superseded', 104, 'Desk', 1, 0);
        insert into staged_field_changes (id, change_id, shopify_variant_id, field, base_value, local_value, remote_value,
                is_conflict) values
            (11, 1, 0, 'title', 'a', 'a', 'b', false), (12, 1, 1011, 'compare_at_price', '1', '1', '2', false),
            (21, 2, 1021, 'price', '1', '2', '3', true), (22, 2, 0, 'vendor', 'x', 'x', 'y', false),
            (23, 2, 1022, '', null, null, 'added', false);
    )"));
}

void TestReviewDecisions::approvesAndSaysWhoWhenAndWhy()
{
    const auto report = decide(DecisionKind::Approve, changes({{1}, {3}}));
    QVERIFY(report);
    QCOMPARE(report->changed, 2);
    QVERIFY(report->left.isEmpty());
    const StagedRow decided = row(1);
    QCOMPARE(decided.status, StagedStatus::Approved);
    QCOMPARE(decided.decidedBy, u"Anna"_s);
    QCOMPARE(decided.decisionReason, u"spring sale"_s);
    QVERIFY(decided.decidedAt.isValid());
    QCOMPARE(count(u"select count(*) from audit_log where action = 'approve' and operator = 'Anna' "
                   "and details->>'reason' = 'spring sale' and details->>'count' = '2'"_s),
        1);
}

void TestReviewDecisions::rejects()
{
    QCOMPARE(decide(DecisionKind::Reject, changes({{2}}))->changed, 1); // a conflict may be rejected
    QCOMPARE(row(2).status, StagedStatus::Rejected);
}

void TestReviewDecisions::theSecondReviewerIsToldOfTheFirst()
{
    QVERIFY(decide(DecisionKind::Approve, changes({{1}})));
    const auto second = decideOnChanges(*m_session, {changes({{1}}), DecisionKind::Reject, {}, {}}, m_ben);
    QVERIFY(second);
    QCOMPARE(second->changed, 0);
    QCOMPARE(second->left.size(), 1);
    QVERIFY2(second->left[0].contains(u"Anna"_s) && second->left[0].contains(u"Blue pen"_s),
        qUtf8Printable(second->left[0]));
    QCOMPARE(row(1).status, StagedStatus::Approved);
}

void TestReviewDecisions::twoReviewersAtOnceDecideEachChangeOnce()
{
    QVERIFY(m_session->executeScript(R"(
        insert into staged_product_changes (id, batch_id, direction, change_type, shopify_product_id, title)
        select 1000 + n, 1, 'pull', 'update', 1000 + n, 'P' || n from generate_series(1, 500) n)"));
    QList<ChangeId> forward;
    QList<ChangeId> backward;
    for (qint64 id = 1001; id <= 1500; ++id) {
        forward += ChangeId{id};
        backward.prepend(ChangeId{id});
    }
    const auto review = [this](const QList<ChangeId> &ids, DecisionKind kind, const Operator &by, qint64 &decided) {
        auto session = std::move(PgSession::open(m_settings)).value();
        const auto report = decideOnChanges(*session, {changes(ids), kind, {}, {}}, by);
        decided = report ? report->changed : -1000;
    };
    qint64 approved = 0;
    qint64 rejected = 0;
    std::thread other([&] { review(backward, DecisionKind::Reject, m_ben, rejected); });
    review(forward, DecisionKind::Approve, m_anna, approved);
    other.join();
    QCOMPARE(approved + rejected, 500);
    QCOMPARE(count(u"select count(*) from staged_product_changes where id > 1000 and status = 'pending'"_s), 0);
}

void TestReviewDecisions::anothersDecisionOnAFieldStands()
{
    QCOMPARE(decide(DecisionKind::Edit, fields({{12}}), u"1.5"_s)->changed, 1);
    QCOMPARE(field(1, u"compare_at_price"_s).decidedBy, u"Anna"_s);
    QVERIFY(field(1, u"compare_at_price"_s).decidedAt.isValid());
    for (const DecisionKind kind : {DecisionKind::Approve, DecisionKind::Reject, DecisionKind::Edit}) {
        const auto second = decideOnChanges(*m_session, {fields({{12}}), kind, u"9"_s, {}}, m_ben);
        QVERIFY(second);
        QCOMPARE(second->changed, 0);
        QVERIFY2(second->left.value(0).contains(u"Anna"_s) && second->left.value(0).contains(u"Reopen"_s),
            qUtf8Printable(second->left.join(u'|')));
    }
    QCOMPARE(field(1, u"compare_at_price"_s).decision, FieldDecision::Edited);
    QCOMPARE(field(1, u"compare_at_price"_s).edited, u"1.50"_s);
    // One's own may be changed; another's when it was reopened, which is a decision of its own.
    QCOMPARE(decide(DecisionKind::Edit, fields({{12}}), u"1.7"_s)->changed, 1);
    QCOMPARE(decideOnChanges(*m_session, {fields({{12}}), DecisionKind::Reopen, {}, {}}, m_ben)->changed, 1);
    QVERIFY(field(1, u"compare_at_price"_s).decidedBy.isEmpty());
    QCOMPARE(decideOnChanges(*m_session, {fields({{12}}), DecisionKind::Reject, {}, {}}, m_ben)->changed, 1);
    QCOMPARE(field(1, u"compare_at_price"_s).decidedBy, u"Ben"_s);
}

void TestReviewDecisions::theSameNameAtAnotherComputerIsAnother()
{
    const Operator here{u"user"_s, u"office/101/1"_s};
    const Operator hereAgain{u"user"_s, u"office/202/1"_s};
    const Operator there{u"user"_s, u"store/101/1"_s};
    const auto onField = [this](const QString &value, const Operator &by) {
        return decideOnChanges(*m_session, {fields({{12}}), DecisionKind::Edit, value, {}}, by);
    };
    QCOMPARE(onField(u"1.5"_s, here)->changed, 1);
    QCOMPARE(onField(u"1.6"_s, hereAgain)->changed, 1); // the program was started anew
    const auto second = onField(u"9"_s, there);
    QCOMPARE(second->changed, 0);
    QVERIFY2(second->left.value(0).contains(u"user at office"_s), qUtf8Printable(second->left.join(u'|')));
    QCOMPARE(field(1, u"compare_at_price"_s).edited, u"1.60"_s);
    // An undo is of one's own alone.
    QCOMPARE(decideOnChanges(*m_session, {changes({{3}}), DecisionKind::Reject, {}, {}}, here)->changed, 1);
    DecisionRequest undo{changes({{3}}), DecisionKind::Reopen};
    undo.onlyOwn = true;
    QCOMPARE(decideOnChanges(*m_session, undo, there)->changed, 0);
    QCOMPARE(decideOnChanges(*m_session, undo, hereAgain)->changed, 1);
    // What was decided before computers were kept goes by the name.
    QVERIFY(m_session->executeScript("update staged_field_changes set decided_host = null where id = 12"));
    QCOMPARE(onField(u"9"_s, there)->changed, 1);
}

void TestReviewDecisions::anUndoTakesBackOnlyWhatWasOnesOwn()
{
    QVERIFY(decideOnChanges(*m_session, {changes({{3}}), DecisionKind::Reject, {}, {}}, m_ben));
    QVERIFY(decideOnChanges(*m_session, {fields({{22}}), DecisionKind::Reject, {}, {}}, m_ben));
    QVERIFY(decide(DecisionKind::Approve, changes({{1}, {3}})));
    DecisionRequest undo{changes({{1}, {3}}), DecisionKind::Reopen};
    undo.onlyOwn = true;
    const auto undone = decideOnChanges(*m_session, undo, m_anna);
    QVERIFY(undone);
    QCOMPARE(undone->changed, 1);
    QVERIFY2(undone->left.value(0).contains(u"Ben"_s), qUtf8Printable(undone->left.join(u'|')));
    QCOMPARE(row(1).status, StagedStatus::Pending);
    QCOMPARE(row(3).status, StagedStatus::Rejected);
    undo.target = fields({{22}});
    QCOMPARE(decideOnChanges(*m_session, undo, m_anna)->changed, 0);
    QCOMPARE(field(2, u"vendor"_s).decidedBy, u"Ben"_s);
}

void TestReviewDecisions::aConflictIsResolvedBeforeApproval()
{
    const auto refused = decide(DecisionKind::Approve, changes({{1}, {2}}));
    QCOMPARE(refused->changed, 1);
    QCOMPARE(refused->left.size(), 1);
    QVERIFY(refused->left[0].contains(u"conflict"_s));
    QCOMPARE(row(2).status, StagedStatus::Pending);
    QCOMPARE(decide(DecisionKind::TakeTheirs, fields({{21}}))->changed, 1);
    QCOMPARE(row(2).conflictCount, 0);
    QCOMPARE(decide(DecisionKind::Approve, changes({{2}}))->changed, 1);
}

void TestReviewDecisions::approvingADeletionDecidesItsConflict()
{
    QVERIFY(m_session->executeScript(R"(
        insert into products (id, name, locally_edited) values (77, 'Mine', true) on conflict (id) do nothing;
        insert into staged_product_changes (id, batch_id, direction, change_type, product_id, shopify_product_id, title,
                conflict_count) values (7, 1, 'pull', 'delete', 77, 107, 'Mine', 1))"));
    QCOMPARE(row(7).severity, std::optional(ConflictSeverity::High));
    QCOMPARE(decide(DecisionKind::Approve, changes({{7}}))->changed, 1);
    QCOMPARE(row(7).conflictCount, 0);
    QCOMPARE(decide(DecisionKind::Reopen, changes({{7}}))->changed, 1);
    QCOMPARE(row(7).conflictCount, 1);
    QCOMPARE(decide(DecisionKind::Reject, changes({{7}}))->changed, 1);
}

void TestReviewDecisions::reopensTheNewestOnly()
{
    QVERIFY(decide(DecisionKind::Approve, changes({{1}})));
    QCOMPARE(decide(DecisionKind::Reopen, changes({{1}}))->changed, 1);
    QCOMPARE(row(1).status, StagedStatus::Pending);
    QVERIFY(row(1).decidedBy.isEmpty());
    const auto older = decide(DecisionKind::Reopen, changes({{4}}));
    QCOMPARE(older->changed, 0);
    QVERIFY(older->left[0].contains(u"newer change"_s));
}

void TestReviewDecisions::decidesOnAllThatMatch()
{
    const auto report = decide(DecisionKind::Approve, {.matching = StagedQuery{.changeType = ChangeType::Create}});
    QCOMPARE(report->changed, 1);
    QVERIFY(report->left.isEmpty());
    const auto all = decide(DecisionKind::Approve, {.matching = StagedQuery{}});
    QCOMPARE(all->changed, 1); // the conflict stays, what was decided is not spoken of again
    QCOMPARE(all->left.size(), 1);
    QCOMPARE(decide(DecisionKind::Approve, {.matching = StagedQuery{.text = u"no such"_s}})->changed, 0);
}

void TestReviewDecisions::decidesOnSingleFields()
{
    QCOMPARE(decide(DecisionKind::Approve, fields({{11}}))->changed, 1);
    QCOMPARE(decide(DecisionKind::Reject, fields({{12}}))->changed, 1);
    QCOMPARE(field(1, u"title"_s).decision, FieldDecision::Accept);
    QCOMPARE(field(1, u"compare_at_price"_s).decision, FieldDecision::Reject);
    QCOMPARE(row(1).status, StagedStatus::Pending);
    QCOMPARE(decide(DecisionKind::Reopen, fields({{12}}))->changed, 1);
    QCOMPARE(field(1, u"compare_at_price"_s).decision, FieldDecision::Undecided);
    const auto conflict = decide(DecisionKind::Approve, fields({{21}}));
    QCOMPARE(conflict->changed, 0);
    QVERIFY(conflict->left[0].contains(u"both sides"_s));
    QCOMPARE(decide(DecisionKind::KeepOurs, fields({{11}}))->changed, 0); // no conflict
}

void TestReviewDecisions::rejectingEveryFieldRejectsTheChange()
{
    QCOMPARE(decide(DecisionKind::Reject, fields({{11}, {12}}))->changed, 2);
    QCOMPARE(row(1).status, StagedStatus::Rejected);
    QCOMPARE(row(1).decidedBy, u"Anna"_s);
}

void TestReviewDecisions::resolvesConflictsOfWholeChanges()
{
    QCOMPARE(decide(DecisionKind::KeepOurs, changes({{1}, {2}}))->changed, 1);
    QCOMPARE(field(2, u"price"_s).decision, FieldDecision::KeepOurs);
    QCOMPARE(field(2, u"vendor"_s).decision, FieldDecision::Undecided);
    QCOMPARE(row(2).conflictCount, 0);
}

void TestReviewDecisions::editsAField()
{
    QCOMPARE(decide(DecisionKind::Edit, fields({{21}}), u"2.5"_s)->changed, 1);
    QCOMPARE(field(2, u"price"_s).edited, u"2.50"_s);
    QCOMPARE(field(2, u"price"_s).decision, FieldDecision::Edited);
    QCOMPARE(row(2).conflictCount, 0);
    QCOMPARE(decide(DecisionKind::Edit, fields({{23}}), u"x"_s)->changed, 0); // a whole variant
}

void TestReviewDecisions::clearsAFieldThatMayBeEmpty()
{
    QCOMPARE(decide(DecisionKind::Edit, fields({{12}}), u""_s)->changed, 1);
    QVERIFY(!field(1, u"compare_at_price"_s).edited.has_value());
    QCOMPARE(field(1, u"compare_at_price"_s).decision, FieldDecision::Edited);
}

void TestReviewDecisions::refusesAValueThatCannotStand()
{
    for (const QString &price : {u"1e3"_s, u"-1"_s, u"12.505"_s, u""_s}) {
        const auto refused = decide(DecisionKind::Edit, fields({{21}}), price);
        QVERIFY(!refused);
        QCOMPARE(refused.failure().kind, FailureKind::BadInput);
    }
    QCOMPARE(field(2, u"price"_s).decision, FieldDecision::Undecided);
}

void TestReviewDecisions::leavesFieldsOfDecidedChanges()
{
    QVERIFY(decide(DecisionKind::Approve, changes({{1}})));
    const auto late = decideOnChanges(*m_session, {fields({{11}}), DecisionKind::Reject, {}, {}}, m_ben);
    QCOMPARE(late->changed, 0);
    QVERIFY(late->left[0].contains(u"Anna"_s));
}

void TestReviewDecisions::namesTheFirstFewAndCountsTheRest()
{
    QVERIFY(m_session->executeScript(R"(
        insert into staged_product_changes (id, batch_id, direction, change_type, status, shopify_product_id, title)
        select 1000 + n, 1, 'pull', 'update', 'applied', 1000 + n, 'P' || n from generate_series(1, 30) n)"));
    QList<ChangeId> ids{{9'999}, {1}};
    for (qint64 id = 1001; id <= 1030; ++id)
        ids += ChangeId{id};
    const auto report = decide(DecisionKind::Approve, changes(ids));
    QCOMPARE(report->changed, 1);
    QCOMPARE(report->left.size(), 22); // twenty by name, "10 more", "1 is gone"
    QVERIFY(report->left[20].contains(u"10"_s));
}

void TestReviewDecisions::refusesRequestsWithoutTarget_data()
{
    QTest::addColumn<bool>("withChange");
    QTest::addColumn<bool>("withQuery");
    QTest::addColumn<DecisionKind>("kind");
    QTest::newRow("nothing") << false << false << DecisionKind::Approve;
    QTest::newRow("two things") << true << true << DecisionKind::Approve;
    QTest::newRow("one value for whole changes") << true << false << DecisionKind::Edit;
}

void TestReviewDecisions::refusesRequestsWithoutTarget()
{
    QFETCH(bool, withChange);
    QFETCH(bool, withQuery);
    QFETCH(DecisionKind, kind);
    DecisionTarget target;
    if (withChange)
        target.changes = {{1}};
    if (withQuery)
        target.matching = StagedQuery{};
    const auto refused = decide(kind, target, u"x"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.failure().kind, FailureKind::BadInput);
}

QTEST_GUILESS_MAIN(TestReviewDecisions)
#include "tst_reviewdecisions.moc"
