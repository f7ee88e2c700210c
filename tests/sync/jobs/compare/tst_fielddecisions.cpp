#include "tests/sync/jobs/support/catalogueworld.h"

#include "sync/jobs/compare/comparison.h"
#include "sync/review/reviewdecisions.h"
#include "sync/rules/rulestore.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

/// What a person has decided on single fields outlives that their change is staged anew, and keeps rules away from it.
class TestFieldDecisions final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<CatalogueWorld> m_world;
    ModelShop m_shop;

    void pull()
    {
        const auto outcome = m_world->pull(m_shop);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.failure().text() + outcome.failure().detail));
    }
    void stageEdits()
    {
        const auto staged = stageLocalEdits(m_world->session(), m_world->who());
        QVERIFY2(staged, staged ? "" : qPrintable(staged.failure().text() + staged.failure().detail));
    }
    /// Decides on one field of what waits in that direction, as a person in Review does.
    void decide(const QString &direction, const QString &field, DecisionKind kind, const QString &value = {})
    {
        const FieldChangeId id{m_world->number(
            u"SELECT f.id FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id WHERE c.status = 'pending' AND c.direction = '%1' AND f.field = '%2'"_s
                .arg(direction, field))};
        const auto report = decideOnChanges(
            m_world->session(), {.target = {.fields = {id}}, .kind = kind, .value = value}, m_world->who());
        QVERIFY2(report, report ? "" : qPrintable(report.failure().text() + report.failure().detail));
        QCOMPARE(report->changed, 1);
    }
    /// Changes columns of the product in the catalogue.
    void edit(const QString &columns)
    {
        m_world->execute(u"UPDATE products SET %1 WHERE shopify_product_id = 1"_s.arg(columns));
    }
    /// Leaves a title and a description waiting in that direction, the description rejected.
    void rejectADescription(const QString &direction)
    {
        if (direction == u"pull"_s) {
            m_shop[1].title = u"Fountain pen"_s;
            m_shop[1].description = u"new"_s;
            pull();
        } else {
            edit(u"name = 'Quill', description_html = 'Ours'"_s);
            stageEdits();
        }
        decide(direction, u"description_html"_s, DecisionKind::Reject);
    }
    /// The same with a title of one's own, and a rule that would approve what is staged from now on.
    void beginToDecide(const QString &direction)
    {
        rejectADescription(direction);
        decide(direction, u"title"_s, DecisionKind::Edit, u"Own"_s);
        letARuleApproveAll();
    }
    /// A rule that approves whatever fields change.
    void letARuleApproveAll()
    {
        const auto saved = changeRules(
            m_world->session(), SaveRule{{.name = u"All"_s, .approves = true, .fields = {u"*"_s}}}, m_world->who());
        QVERIFY2(saved, saved ? "" : qPrintable(saved.failure().text()));
    }
    /// What is open, as `direction status conflicts: field decision value by, …`.
    QString open()
    {
        return m_world->text(
            u"SELECT coalesce(string_agg(t.line, '; ' ORDER BY t.line), '') FROM (SELECT concat_ws(' ', c.direction, c.status, c.conflict_count || ':') || ' ' || string_agg(concat_ws(' ', f.field, f.decision, f.edited_value, f.decided_by), ', ' ORDER BY f.field) AS line FROM staged_product_changes c JOIN staged_field_changes f ON f.change_id = c.id WHERE c.status IN ('pending', 'approved') GROUP BY c.id) AS t"_s);
    }
    /// What a send that has ended leaves: Shopify and the base have what is here.
    void haveSent(const QStringList &columns)
    {
        for (const QString &table : {u"shopify_products"_s, u"base_products"_s})
            for (const QString &column : columns)
                m_world->execute(
                    u"UPDATE %1 t SET %2 = p.%3 FROM products p WHERE p.shopify_product_id = t.id AND t.id = 1"_s.arg(
                        table, column, column == "title"_L1 ? u"name"_s : column));
        m_world->execute(
            u"UPDATE staged_product_changes SET status = 'applied' WHERE direction = 'push' AND status = 'pending'"_s);
    }
    QString statusOfProduct()
    {
        return m_world->text(u"SELECT shopify_sync_status FROM products WHERE shopify_product_id = 1"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<CatalogueWorld>(m_postgres);
        m_shop.clear();
        m_shop[1] = {u"Pen"_s, u"Acme"_s, u"<p>Writes</p>"_s, {}, {{11, {u"Blue"_s, u"P-1"_s, u"1.50"_s, {}, 5}}}};
        pull();
        m_world->approveAll();
        QCOMPARE(m_world->applyAll().first, (ChunkOutcome{1, 0, 0}));
    }

    void whatWasRejectedAloneIsNotSentLater()
    {
        rejectADescription(u"push"_s);
        haveSent({u"title"_s});
        letARuleApproveAll();
        stageEdits();
        QCOMPARE(open(), QString());
        edit(u"vendor = 'Ours'"_s);
        stageEdits();
        QCOMPARE(open(), u"push approved 0: vendor undecided"_s);
        // Another text is another decision.
        edit(u"description_html = 'Theirs'"_s);
        stageEdits();
        QCOMPARE(open(), u"push approved 0: description_html undecided, vendor undecided"_s);
    }

    void aPullThatFindsMoreKeepsWhatWasDecided()
    {
        beginToDecide(u"pull"_s);
        m_shop[1].vendor = u"Theirs"_s;
        pull();
        QCOMPARE(open(), u"pull pending 0: description_html reject anna, title edited Own anna, vendor undecided"_s);
        // And once more, when everything is compared.
        m_shop[1].variants[11].price = u"2.00"_s;
        QVERIFY(m_world->pull(m_shop, u"f2"_s));
        QCOMPARE(open(),
            u"pull pending 0: description_html reject anna, price undecided, title edited Own anna, vendor undecided"_s);
    }

    void stagingMoreToSendKeepsWhatWasDecided()
    {
        beginToDecide(u"push"_s);
        m_world->execute(u"UPDATE product_variants SET price = 2 WHERE shopify_variant_id = 11"_s);
        stageEdits();
        QCOMPARE(open(), u"push pending 0: description_html reject anna, price undecided, title edited Own anna"_s);
        // As a send leaves it that held the change back.
        m_world->execute(u"UPDATE staged_product_changes SET status = 'superseded' WHERE status = 'pending'"_s);
        stageEdits();
        QCOMPARE(open(), u"push pending 0: description_html reject anna, price undecided, title edited Own anna"_s);
    }

    void whatSaysSomethingElseIsDecidedAnewAndByNoRule()
    {
        m_shop[1].title = u"Fountain pen"_s;
        pull();
        decide(u"pull"_s, u"title"_s, DecisionKind::Edit, u"Own"_s);
        letARuleApproveAll();
        m_shop[1].title = u"Ballpoint"_s;
        pull();
        QCOMPARE(open(), u"pull pending 0: title undecided"_s);
        m_shop[1].vendor = u"Theirs"_s;
        pull();
        QCOMPARE(open(), u"pull pending 0: title undecided, vendor undecided"_s);
        // What nobody had begun is the rule's.
        m_world->execute(u"UPDATE staged_product_changes SET status = 'rejected' WHERE status = 'pending'"_s);
        m_shop[1].description = u"new"_s;
        pull();
        QCOMPARE(open(), u"pull approved 0: description_html undecided"_s);
    }

    void aResolvedConflictStaysResolved()
    {
        edit(u"vendor = 'Ours', name = 'Quill'"_s);
        m_shop[1].vendor = u"Theirs"_s;
        m_shop[1].title = u"Ballpoint"_s;
        pull();
        decide(u"pull"_s, u"vendor"_s, DecisionKind::KeepOurs);
        m_shop[1].description = u"new"_s;
        pull();
        QCOMPARE(open(), u"pull pending 1: description_html undecided, title undecided, vendor keep_ours anna"_s);
        QCOMPARE(statusOfProduct(), u"conflict"_s);
        decide(u"pull"_s, u"title"_s, DecisionKind::TakeTheirs);
        edit(u"description_html = 'Ours'"_s);
        m_world->execute(
            u"UPDATE staged_product_changes SET status = 'approved', decided_by = 'bea' WHERE status = 'pending'"_s);
        // The catalogue has moved: what is stale is compared anew, and only what moved is open again.
        QCOMPARE(m_world->applyAll().first, (ChunkOutcome{0, 0, 1}));
        QCOMPARE(
            open(), u"pull pending 1: description_html undecided, title take_theirs anna, vendor keep_ours anna"_s);
    }

    /// Of which nothing is left but what was rejected: that is what somebody said, and the product waits for nobody.
    void aChangeOfWhichNothingIsWantedIsRejected()
    {
        rejectADescription(u"pull"_s);
        m_shop[1].title = u"Pen"_s;
        pull();
        QCOMPARE(open(), QString());
        QCOMPARE(
            m_world->text(
                u"SELECT concat_ws(' ', status, decided_by) FROM staged_product_changes ORDER BY id DESC LIMIT 1"_s),
            u"rejected anna"_s);
        QCOMPARE(statusOfProduct(), u"modified"_s);
        pull();
        QCOMPARE(open(), QString());
    }

    void theSameOfWhatIsToBeSent()
    {
        rejectADescription(u"push"_s);
        edit(u"name = 'Pen'"_s);
        for (int i = 0; i < 2; ++i) {
            stageEdits();
            QCOMPARE(open(), QString());
            QCOMPARE(m_world->number(u"SELECT count(*) FROM staged_product_changes WHERE status = 'rejected'"_s), 1);
        }
        QCOMPARE(m_world->number(
                     u"SELECT count(*) FROM sync_batches WHERE status IN ('queued', 'running') AND kind = 'compare'"_s),
            0);
    }

    /// Nothing of a change is open any more once Shopify has taken it back, and the product says so.
    void whatShopifyTookBackLeavesTheProductInStep()
    {
        m_shop[1].title = u"Fountain pen"_s;
        pull();
        QCOMPARE(statusOfProduct(), u"pending"_s);
        m_shop[1].title = u"Pen"_s;
        pull();
        QCOMPARE(open(), QString());
        QCOMPARE(statusOfProduct(), u"synced"_s);
    }
};

QTEST_GUILESS_MAIN(TestFieldDecisions)
#include "tst_fielddecisions.moc"
