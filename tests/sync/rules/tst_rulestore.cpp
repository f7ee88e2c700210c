// Rules as staff change them: who, when, before and after; two people at one rule; the database gone.

#include "sync/db/migrationrunner.h"
#include "tests/sync/rules/ruleworld.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

class TestRuleStore final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<RuleWorld> m_world;
    const Operator m_ben{u"Ben"_s, u"desk-2"_s};

    RuleWorld &world() { return *m_world; }
    static ApprovalRule full()
    {
        return {.name = u"Full"_s,
            .isActive = false,
            .approves = true,
            .direction = Direction::Push,
            .entity = RuleEntity::Variant,
            .changeTypes = {ChangeType::Update},
            .fields = {u"*price"_s, u"cost"_s},
            .exceptFields = {u"compare_at_price"_s},
            .limits = {{u"price"_s, RuleMovement::Up, RuleMeasure::Amount, u"2.50"_s},
                {u"cost"_s, RuleMovement::Down, RuleMeasure::Percent, u"12.5"_s}},
            .maxFields = 4};
    }
    QStringList names()
    {
        QStringList names;
        for (const ApprovalRule &rule : *readRules(world().session()))
            names += rule.name;
        return names;
    }
    QJsonObject audited(const QString &action)
    {
        return QJsonDocument::fromJson(
            world()
                .text(u"select details from audit_log where action = '%1' order by id desc limit 1"_s.arg(action))
                .toUtf8())
            .object();
    }

private Q_SLOTS:
    void init() { m_world = std::make_unique<RuleWorld>(m_postgres); }

    void keepsEveryPartOfARule()
    {
        ApprovalRule saved = world().save(full());
        QVERIFY(saved.id.isValid());
        QCOMPARE(saved.changedBy, u"Anna"_s);
        QVERIFY(saved.changedAt.isValid());
        QCOMPARE(saved.revision, 1);
        ApprovalRule expected = full();
        expected.id = saved.id;
        expected.revision = saved.revision;
        expected.changedAt = saved.changedAt;
        expected.changedBy = saved.changedBy;
        QCOMPARE(saved, expected);
        QCOMPARE(names().last(), u"Full"_s);
    }

    void auditsBeforeAndAfter()
    {
        ApprovalRule rule = world().save(full());
        QVERIFY(audited(u"rule-add"_s)[u"before"].isNull());
        QCOMPARE(audited(u"rule-add"_s)[u"after"][u"name"].toString(), u"Full"_s);
        rule.limits[0].limit = u"3"_s;
        rule = world().save(rule);
        const QJsonObject change = audited(u"rule-change"_s);
        QCOMPARE(change[u"before"][u"conditions"][u"limits"][0][u"limit"].toString(), u"2.50"_s);
        QCOMPARE(change[u"after"][u"conditions"][u"limits"][0][u"limit"].toString(), u"3"_s);
        QCOMPARE(change[u"desk"].toString(), u"desk-1"_s);
        QVERIFY(changeRules(world().session(), RemoveRule{rule.id, rule.revision}, m_ben));
        QVERIFY(audited(u"rule-delete"_s)[u"after"].isNull());
        QCOMPARE(world().text(u"select operator || subject from audit_log where action = 'rule-delete'"_s),
            u"Benrule %1"_s.arg(rule.id.value));
    }

    void theSecondOfTwoEditorsIsToldOfTheFirst()
    {
        ApprovalRule mine = world().save(full());
        ApprovalRule bens = mine;
        bens.maxFields = 2;
        QVERIFY(changeRules(world().session(), SaveRule{bens}, m_ben));
        mine.maxFields = 9;
        const auto late = changeRules(world().session(), SaveRule{mine}, world().anna());
        QVERIFY(!late);
        QCOMPARE(late.failure().kind, FailureKind::Stale);
        QVERIFY2(late.failure().what.contains(u"Ben"_s), qPrintable(late.failure().what));
        const auto lateRemoval = changeRules(world().session(), RemoveRule{mine.id, mine.revision}, world().anna());
        QVERIFY(!lateRemoval);
        QCOMPARE(lateRemoval.failure().kind, FailureKind::Stale);
        QCOMPARE(readRules(world().session())->last().maxFields, std::optional(2));
    }

    void aRuleSomebodyDeletedIsNotSaved()
    {
        const ApprovalRule rule = world().save(full());
        QVERIFY(changeRules(world().session(), RemoveRule{rule.id, rule.revision}, m_ben));
        const auto late = changeRules(world().session(), SaveRule{rule}, world().anna());
        QVERIFY(!late);
        QCOMPARE(late.failure().kind, FailureKind::NotFound);
        QVERIFY(!names().contains(u"Full"_s));
    }

    void refusesWhatCannotBe()
    {
        ApprovalRule rule = full();
        rule.fields = {u"prise"_s};
        auto refused = changeRules(world().session(), SaveRule{rule}, world().anna());
        QVERIFY(!refused);
        QCOMPARE(refused.failure().kind, FailureKind::BadInput);
        QVERIFY(refused.failure().what.contains(u"prise"_s));
        world().save(full());
        rule = full();
        rule.name = u"  FULL "_s;
        refused = changeRules(world().session(), SaveRule{rule}, world().anna());
        QVERIFY(!refused);
        QVERIFY(refused.failure().what.contains(u"another rule with the name"_s));
        QCOMPARE(names().size(), 5);
    }

    void movesRules()
    {
        auto rules = *readRules(world().session());
        const auto moved = changeRules(world().session(), OrderRules{{rules[3].id, rules[1].id}}, world().anna());
        QVERIFY(moved);
        QCOMPARE(moved->at(0).id, rules[3].id);
        QCOMPARE(moved->at(1).id, rules[1].id);
        QCOMPARE(moved->at(2).id, rules[0].id);
        QCOMPARE(moved->at(3).id, rules[2].id);
        QCOMPARE(audited(u"rules-order"_s)[u"after"][0][u"id"].toInteger(), rules[3].id.value);
    }

    void restoresTheDefaultsAndLeavesOthers()
    {
        auto rules = *readRules(world().session());
        world().save(full());
        rules[0].limits[0].limit = u"90"_s;
        rules[0].isActive = false;
        world().save(rules[0]);
        QVERIFY(changeRules(world().session(), RemoveRule{rules[3].id, rules[3].revision}, world().anna()));
        const auto restored = changeRules(world().session(), RestoreDefaultRules{}, world().anna());
        QVERIFY(restored);
        QCOMPARE(
            names(), (QStringList{rules[0].name, rules[1].name, rules[2].name, u"Full"_s, u"Minor text change"_s}));
        QCOMPARE(restored->at(0).limits[0].limit, u"20"_s);
        QVERIFY(restored->at(0).isActive);
        QCOMPARE(restored->at(1).revision, 1); // it was as it is made
        const qint64 entries = world().number(u"select count(*) from audit_log"_s);
        QVERIFY(changeRules(world().session(), RestoreDefaultRules{}, world().anna()));
        QCOMPARE(world().number(u"select count(*) from audit_log"_s), entries);
    }

    void restoringSaysWhichNameIsTaken()
    {
        auto rules = *readRules(world().session());
        QVERIFY(changeRules(world().session(), RemoveRule{rules[3].id, rules[3].revision}, world().anna()));
        ApprovalRule own = full();
        own.name = u"Minor text change"_s;
        world().save(own);
        const auto refused = changeRules(world().session(), RestoreDefaultRules{}, world().anna());
        QVERIFY(!refused);
        QCOMPARE(refused.failure().kind, FailureKind::BadInput);
        QVERIFY(refused.failure().remedy.contains(u"Rename"_s));
    }

    /// Fields that had an id for a name got one that rules can use; what was stored before means what it meant.
    void storedRulesKeepTheirMeaningWhenFieldsAreRenamed_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QStringList>("fields");
        QTest::addColumn<QStringList>("excepted");
        const QStringList all{u"*"_s};
        QTest::newRow("everything") << uR"({"fields": ["*"]})"_s << all << QStringList();
        QTest::newRow("no pattern") << uR"({"fields": ["price"], "except_fields": null})"_s << QStringList{u"price"_s}
                                    << QStringList();
        QTest::newRow("lost") << uR"({"fields": ["p*"]})"_s << QStringList{u"p*"_s, u"channels"_s} << QStringList();
        QTest::newRow("won") << uR"({"fields": ["c*"]})"_s << QStringList{u"c*"_s} << QStringList{u"channels"_s};
        QTest::newRow("left out before") << uR"({"fields": ["*"], "except_fields": ["p*"]})"_s << all
                                         << QStringList{u"p*"_s, u"channels"_s};
        QTest::newRow("by its path") << uR"({"fields": ["*"], "except_fields": ["publication:*", "category:*"]})"_s
                                     << all << QStringList{u"channels"_s, u"category"_s};
        QTest::newRow("alone by its path")
            << uR"({"fields": ["collection:*"]})"_s << QStringList{u"collections"_s} << QStringList();
    }
    void storedRulesKeepTheirMeaningWhenFieldsAreRenamed()
    {
        QFETCH(QString, before);
        QFETCH(QStringList, fields);
        QFETCH(QStringList, excepted);
        const auto migrations = loadMigrations();
        QVERIFY(migrations);
        const auto renaming = std::find_if(migrations->cbegin(), migrations->cend(),
            [](const Migration &migration) { return migration.name == "rule_fields"_L1; });
        QVERIFY(renaming != migrations->cend());
        MigrationRunner runner(world().session(), {.appliedBy = u"anna"_s, .appVersion = u"1"_s});
        QVERIFY(runner.downTo(renaming->version - 1));
        world().execute(u"delete from sync_approval_rules"_s);
        world().execute(
            u"insert into sync_approval_rules (name, auto_approve, conditions) values ('Old', true, '%1')"_s.arg(
                before));
        QVERIFY(runner.up());
        auto rules = readRules(world().session());
        QVERIFY(rules);
        QCOMPARE(rules->size(), 1);
        QCOMPARE(rules->first().fields, fields);
        QCOMPARE(rules->first().exceptFields, excepted);
        QVERIFY(runner.downTo(renaming->version - 1)); // and once more
        QVERIFY(runner.up());
        rules = readRules(world().session());
        QVERIFY(rules);
        QCOMPARE(rules->first().fields, fields);
        QCOMPARE(rules->first().exceptFields, excepted);
    }

    void aDatabaseThatIsGoneIsSaid()
    {
        m_postgres.stop();
        const auto lost = changeRules(world().session(), SaveRule{full()}, world().anna());
        QVERIFY(!lost);
        QCOMPARE(lost.failure().kind, FailureKind::DatabaseUnreachable);
        m_postgres.start();
        const auto session = PgSession::open(world().settings());
        QVERIFY(session);
        QCOMPARE(readRules(**session)->size(), 4);
    }
};

QTEST_GUILESS_MAIN(TestRuleStore)
#include "tst_rulestore.moc"
