// What the rules decide, on a real database: the default rules, borders, missing values, what no rule may approve.

#include "sync/db/pgtransaction.h"
#include "sync/review/reviewdecisions.h"
#include "tests/sync/rules/ruleworld.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

namespace {

/// Approves any change of a price or of the stock; what the default rules ask about is left over.
ApprovalRule numbersMayMove()
{
    return {.name = u"Numbers"_s, .approves = true, .fields = {u"price"_s, u"inventory_quantity"_s, u"cost"_s}};
}

} // namespace

class TestRuleEvaluation final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<RuleWorld> m_world;

    RuleWorld &world() { return *m_world; }

private Q_SLOTS:
    void init() { m_world = std::make_unique<RuleWorld>(m_postgres); }

    void comesWithFourDefaults()
    {
        const auto rules = readRules(world().session());
        QVERIFY(rules);
        QCOMPARE(rules->size(), 4);
        for (const ApprovalRule &rule : *rules) {
            QVERIFY(rule.isDefault && rule.isActive);
            QVERIFY2(problemsOf(rule).isEmpty(), qPrintable(rule.name));
            QCOMPARE(rule.approves, rule.name == "Minor text change"_L1);
        }
    }

    void defaultsHoldLargePriceChanges_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("waits");
        QTest::newRow("exactly 20 % up") << u"10.00"_s << u"12.00"_s << false;
        QTest::newRow("a cent more") << u"10.00"_s << u"12.01"_s << true;
        QTest::newRow("exactly 20 % down") << u"10.00"_s << u"8.00"_s << false;
        QTest::newRow("a cent less") << u"10.00"_s << u"7.99"_s << true;
        QTest::newRow("exact beyond doubles") << u"33333333333333.35"_s << u"40000000000000.02"_s << false;
        QTest::newRow("a cent beyond doubles") << u"33333333333333.35"_s << u"40000000000000.03"_s << true;
        QTest::newRow("from nothing") << u"0.00"_s << u"0.01"_s << true;
        QTest::newRow("to nothing") << u"5.00"_s << u"0.00"_s << true;
        QTest::newRow("other digits, same number") << u"0"_s << u"0.00"_s << false;
        QTest::newRow("no number") << u"5.00"_s << u"free"_s << true;
    }
    void defaultsHoldLargePriceChanges()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(bool, waits);
        world().save(numbersMayMove());
        const qint64 pulled = world().stageField(u"price"_s, from, to);
        const qint64 sent = world().stageField(u"price"_s, from, to, Direction::Push);
        world().decide();
        QCOMPARE(world().approvedBy(pulled).has_value(), !waits);
        QCOMPARE(world().approvedBy(sent).has_value(), !waits);
    }

    void defaultsHoldLargeStockDrops()
    {
        world().save(numbersMayMove());
        const qint64 half = world().stageField(u"inventory_quantity"_s, u"10"_s, u"5"_s);
        const qint64 more = world().stageField(u"inventory_quantity"_s, u"10"_s, u"4"_s);
        const qint64 up = world().stageField(u"inventory_quantity"_s, u"1"_s, u"500"_s);
        const qint64 below = world().stageField(u"inventory_quantity"_s, u"0"_s, u"-1"_s);
        const qint64 refilled = world().stageField(u"inventory_quantity"_s, u"0"_s, u"80"_s);
        QCOMPARE(world().decide(), 3);
        QVERIFY(world().approvedBy(half));
        QVERIFY(!world().approvedBy(more));
        QVERIFY(world().approvedBy(up));
        QVERIFY(!world().approvedBy(below));
        QVERIFY(world().approvedBy(refilled));
    }

    void defaultsHoldNewAndDeletedProducts()
    {
        world().save({.name = u"New"_s, .approves = true, .changeTypes = {ChangeType::Create}});
        world().save({.name = u"Fields"_s, .approves = true, .fields = {u"*"_s}});
        for (const ChangeType type : {ChangeType::Create, ChangeType::Delete, ChangeType::Restore})
            world().stage({.type = type});
        QCOMPARE(world().decide(), 0);
    }

    void defaultsApproveMinorTexts()
    {
        const auto text = [](const QString &field, const QString &to = u"new"_s) {
            return ModelField{.field = field, .oldText = u"old"_s, .newText = to};
        };
        const qint64 description = world().stage({.fields = {text(u"description_html"_s)}});
        const qint64 three = world().stage(
            {.fields = {text(u"description_html"_s), text(u"seo_title"_s), text(u"seo_description"_s)}});
        const qint64 toSend = world().stage({.direction = Direction::Push, .fields = {text(u"seo_title"_s)}});
        const qint64 title = world().stage({.fields = {text(u"description_html"_s), text(u"title"_s)}});
        const qint64 emptied = world().stage({.fields = {text(u"description_html"_s, QString())}});
        ModelField conflict = text(u"description_html"_s);
        conflict.isConflict = true;
        const qint64 conflicting = world().stage({.fields = {conflict}});
        QCOMPARE(world().decide(), 3);
        QCOMPARE(world().approvedBy(description), u"Minor text change"_s);
        QCOMPARE(world().approvedBy(three), u"Minor text change"_s);
        QCOMPARE(world().approvedBy(toSend), u"Minor text change"_s);
        QVERIFY(!world().approvedBy(title));
        QVERIFY(!world().approvedBy(emptied));
        QVERIFY(!world().approvedBy(conflicting));
    }

    void withoutARuleAPersonDecides()
    {
        world().dropRules();
        world().stageField(u"price"_s, u"1"_s, u"1.01"_s);
        world().stage({.fields = {{.field = u"description_html"_s, .oldText = u"a"_s, .newText = u"b"_s}}});
        QCOMPARE(world().decide(), 0);
    }

    void neverApprovesConflictsDeletionsAndEmptying()
    {
        world().dropRules();
        world().save({.name = u"All"_s, .approves = true, .fields = {u"*"_s}});
        world().save({.name = u"New"_s, .approves = true, .changeTypes = {ChangeType::Create}});
        const qint64 created = world().stage({.type = ChangeType::Create});
        const ModelField added{.isVariants = true, .field = {}, .newText = u"Blue"_s};
        const qint64 variantAdded = world().stage({.fields = {added}});
        QList<qint64> held;
        held += world().stage({.type = ChangeType::Delete});
        held += world().stage({.type = ChangeType::Restore});
        held += world().stage({.direction = Direction::Push, .type = ChangeType::Delete});
        held += world().stage({.fields = {{.isVariants = true, .field = {}, .oldText = u"Blue"_s}}});
        held += world().stage(
            {.direction = Direction::Push, .fields = {{.isVariants = true, .field = {}, .oldText = u"x"_s}}});
        held += world().stageField(u"compare_at_price"_s, u"5"_s, std::nullopt);
        held += world().stage({.fields = {{.field = u"tags"_s, .oldText = u"[\"a\"]"_s, .newText = u"[]"_s}}});
        held += world().stage(
            {.fields = {{.field = u"vendor"_s, .oldText = u"a"_s, .newText = u"b"_s, .isConflict = true}}});
        held += world().stage(
            {.fields = {{.field = u"vendor"_s, .oldText = u"a"_s, .newText = u"b"_s, .isDecided = true}}});
        // A change that says it has a conflict is believed, whatever its fields say.
        held += world().stageField(u"price"_s, u"1"_s, u"2"_s);
        world().execute(u"update staged_product_changes set conflict_count = 1 where id = %1"_s.arg(held.last()));
        QCOMPARE(world().decide(), 2);
        QCOMPARE(world().approvedBy(created), u"New"_s);
        QCOMPARE(world().approvedBy(variantAdded), u"All"_s);
        for (const qint64 change : std::as_const(held))
            QVERIFY2(!world().approvedBy(change), qPrintable(QString::number(change)));
    }

    void whatAProductIsInAndShowsCanBeLeftToAPerson_data()
    {
        QTest::addColumn<QString>("excepted");
        QTest::addColumn<QString>("field");
        QTest::newRow("sales channel") << u"channels"_s << u"publication:9"_s;
        QTest::newRow("collection") << u"collections"_s << u"collection:12"_s;
        QTest::newRow("category") << u"category"_s << u"category:standard"_s;
        QTest::newRow("picture") << u"media"_s << u"media:image:7"_s;
        QTest::newRow("text of a picture") << u"media"_s << u"media:alt:7"_s;
    }
    void whatAProductIsInAndShowsCanBeLeftToAPerson()
    {
        QFETCH(QString, excepted);
        QFETCH(QString, field);
        world().dropRules();
        ApprovalRule all = world().save({.name = u"All"_s, .approves = true, .fields = {u"*"_s}});
        const ModelField joins{.field = field, .newText = u"true"_s};
        const ModelField renamed{.field = u"vendor"_s, .oldText = u"a"_s, .newText = u"b"_s};
        const qint64 open = world().stage({.direction = Direction::Push, .fields = {joins}});
        world().decide();
        QCOMPARE(world().approvedBy(open), u"All"_s);
        all.exceptFields = {excepted};
        world().save(all);
        const qint64 alone = world().stage({.direction = Direction::Push, .fields = {joins}});
        const qint64 beside = world().stage({.direction = Direction::Push, .fields = {joins, renamed}});
        const qint64 without = world().stage({.direction = Direction::Push, .fields = {renamed}});
        QCOMPARE(world().decide(), 1);
        QVERIFY(!world().approvedBy(alone));
        QVERIFY(!world().approvedBy(beside));
        QCOMPARE(world().approvedBy(without), u"All"_s);
        world().save({.name = u"These"_s, .approves = true, .fields = {excepted}});
        QCOMPARE(world().decide(), 1);
        QCOMPARE(world().approvedBy(alone), u"These"_s);
    }

    /// Each side took another of two tags out: what both make together is none, though neither side's list is empty.
    void neverApprovesAMergeThatEmpties()
    {
        world().dropRules();
        world().save({.name = u"Tags"_s, .approves = true, .fields = {u"tags"_s}});
        const ModelField tags{.field = u"tags"_s, .oldText = u"[\"a\"]"_s, .newText = u"[\"b\"]"_s};
        const auto staged = [&](Direction direction, const QString &merged) {
            const qint64 change = world().stage({.direction = direction, .fields = {tags}});
            world().execute(u"update staged_field_changes set base_value = '[\"a\", \"b\"]', merged_value = '%1' "
                            "where change_id = %2"_s.arg(merged)
                                .arg(change));
            return change;
        };
        const qint64 pulled = staged(Direction::Pull, u"[]"_s);
        const qint64 sent = staged(Direction::Push, u"[]"_s);
        const qint64 filled = staged(Direction::Pull, u"[\"a\", \"b\"]"_s);
        QCOMPARE(world().decide(), 1);
        QVERIFY(!world().approvedBy(pulled));
        QVERIFY(!world().approvedBy(sent));
        QCOMPARE(world().approvedBy(filled), u"Tags"_s);
    }

    void aPersonRuleBeatsEveryApproval()
    {
        world().dropRules();
        world().save({.name = u"First"_s, .approves = true, .fields = {u"*"_s}});
        world().save({.name = u"Second"_s, .approves = true, .fields = {u"price"_s}});
        ApprovalRule asks = world().save({.name = u"Last"_s, .fields = {u"price"_s}});
        const qint64 price = world().stageField(u"price"_s, u"1"_s, u"2"_s);
        const qint64 cost = world().stageField(u"cost"_s, u"1"_s, u"2"_s);
        world().decide();
        QVERIFY(!world().approvedBy(price));
        QCOMPARE(world().approvedBy(cost), u"First"_s);
        asks.isActive = false;
        world().save(asks);
        world().decide();
        QCOMPARE(world().approvedBy(price), u"First"_s);
    }

    void looksAtItsOwnBatchAlone()
    {
        world().execute(
            u"insert into sync_batches (id, kind, status, started_by, desk) values (2, 'pull', 'completed', 'A', 'd')"_s);
        const qint64 old = world().stage({.fields = {{.field = u"seo_title"_s, .oldText = u"a"_s, .newText = u"b"_s}}});
        world().execute(u"update staged_product_changes set batch_id = 2"_s);
        QCOMPARE(world().decide(), 0);
        QVERIFY(!world().approvedBy(old));
    }

    void namesTheRuleEverywhereAndCanBeUndone()
    {
        const ModelChange change{.fields = {{.field = u"seo_title"_s, .oldText = u"a"_s, .newText = u"b"_s}}};
        const qint64 first = world().stage(change);
        const qint64 second = world().stage(change);
        world().decide();
        QCOMPARE(world().text(u"select decided_by from staged_product_changes where id = %1"_s.arg(first)),
            u"rule “Minor text change”"_s);
        QVERIFY(world().number(u"select count(*) from staged_product_changes where decided_at is not null"_s) == 2);
        const QString entry = u"from audit_log where action = 'rule-approve'"_s;
        QCOMPARE(world().number(u"select count(*) "_s + entry), 1);
        QCOMPARE(world().text(u"select details ->> 'rule' "_s + entry), u"Minor text change"_s);
        QCOMPARE(world().number(u"select (details ->> 'rule_id')::bigint "_s + entry),
            world().number(u"select id from sync_approval_rules where name = 'Minor text change'"_s));
        QCOMPARE(world().text(u"select details -> 'changes' "_s + entry), u"[%1, %2]"_s.arg(first).arg(second));
        const auto reopened = decideOnChanges(world().session(),
            {.target = {.changes = {ChangeId{first}}}, .kind = DecisionKind::Reopen}, world().anna());
        QVERIFY(reopened);
        QCOMPARE(reopened->changed, 1);
        QVERIFY(!world().approvedBy(first));
        QVERIFY(world().approvedBy(second));
    }

    void triesARuleWithoutChangingAnything()
    {
        for (int i = 0; i < 12; ++i)
            world().stageField(u"price"_s, u"10"_s, u"10.%1"_s.arg(i + 10));
        world().stageField(u"price"_s, u"10"_s, u"20"_s);
        world().stageField(u"vendor"_s, u"a"_s, u"b"_s);
        world().stage({.type = ChangeType::Delete});
        const auto tried
            = simulateRule(world().session(), {.name = u"Prices"_s, .approves = true, .fields = {u"price"_s}});
        QVERIFY(tried);
        QCOMPARE(tried->waiting, 15);
        QCOMPARE(tried->approved, 12);
        QCOMPARE(tried->approvedByDraft, 12);
        QCOMPARE(tried->caught, 13); // one of them another rule asks about
        QCOMPARE(tried->outcomes.size(), 4);
        QVERIFY(tried->outcomes[0].isDraft && tried->outcomes[0].isApproved);
        QCOMPARE(tried->outcomes[0].examples.size(), 8);
        QCOMPARE(tried->outcomes[0].examples[0].title, u"Product 1"_s);
        QSet<QString> reasons;
        for (const RuleOutcome &outcome : tried->outcomes.mid(1)) {
            QCOMPARE(outcome.count, 1);
            QVERIFY(!outcome.isApproved);
            reasons += outcome.guard == RuleGuard::Deletion ? u"deletion"_s : outcome.ruleName;
        }
        QCOMPARE(reasons, (QSet<QString>{u"deletion"_s, u"Price change over 20 %"_s, QString()}));
        QCOMPARE(world().number(u"select count(*) from staged_product_changes where status = 'pending'"_s), 15);
        QCOMPARE(world().number(u"select count(*) from audit_log"_s), 0);
    }

    void triesAChangedRuleInPlaceOfTheSavedOne()
    {
        world().save(numbersMayMove());
        for (const QString &to : {u"11"_s, u"12"_s, u"13"_s, u"14"_s})
            world().stageField(u"price"_s, u"10"_s, to);
        ApprovalRule rule = readRules(world().session())->first();
        rule.limits[0].limit = u"35"_s;
        const auto wider = simulateRule(world().session(), rule);
        QVERIFY(wider);
        QCOMPARE(wider->approved, 3);
        QCOMPARE(wider->caught, 1);
        QCOMPARE(wider->keptByDraft, 1);
        rule.isActive = false; // tried as if it were on
        QCOMPARE(simulateRule(world().session(), rule)->keptByDraft, 1);
        QCOMPARE(simulateRule(world().session(), {.name = u"None"_s, .fields = {u"cost"_s}})->approved, 2);
    }

    /// Tells the time beside that of staging the same changes; the machine may be busy with other things.
    void decidesOnAHundredThousand()
    {
        world().save(numbersMayMove());
        QElapsedTimer timer;
        timer.start();
        world().execute(u"insert into staged_product_changes (id, batch_id, direction, change_type, product_id,"
                        " shopify_product_id, title, field_count) select n, 1, 'pull', 'update', n, n, 'P' || n, 3"
                        " from generate_series(1, 100000) n"_s);
        world().execute(
            u"insert into staged_field_changes (change_id, shopify_variant_id, field, base_value, local_value,"
            " remote_value) select n, n * 10, f, '10.00', '10.00', (10 + n % 5)::text from"
            " generate_series(1, 100000) n, unnest(array ['price', 'inventory_quantity', 'cost']) f"_s);
        const qint64 staged = timer.restart();
        QCOMPARE(world().decide(), 60'000);
        const qint64 decided = timer.restart();
        const auto tried = simulateRule(world().session(), numbersMayMove());
        QVERIFY(tried);
        qInfo("100,000 changes of 300,000 fields, 5 rules: staged in %lld ms, decided in %lld ms; a rule tried on the "
              "40,000 left in %lld ms",
            staged, decided, timer.elapsed());
    }
};

QTEST_GUILESS_MAIN(TestRuleEvaluation)
#include "tst_ruleevaluation.moc"
