#include "sync/api/approvalrule.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

Q_DECLARE_METATYPE(Sync::ApprovalRule)

namespace {

ApprovalRule approving()
{
    return {
        .name = u"Texts"_s, .approves = true, .changeTypes = {ChangeType::Update}, .fields = {u"description_html"_s}};
}

ApprovalRule asking()
{
    return {.name = u"Prices"_s, .fields = {u"price"_s}, .limits = {{u"price"_s, {}, {}, u"20"_s}}};
}

template <typename Change>
ApprovalRule with(ApprovalRule rule, Change change)
{
    change(rule);
    return rule;
}

} // namespace

class TestApprovalRule final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsWhatMakesSense_data()
    {
        QTest::addColumn<ApprovalRule>("rule");
        QTest::newRow("approves a text") << approving();
        QTest::newRow("asks about prices") << asking();
        QTest::newRow("asks about all deletes") << ApprovalRule{.name = u"x"_s, .changeTypes = {ChangeType::Delete}};
        QTest::newRow("approves new products")
            << ApprovalRule{.name = u"x"_s, .approves = true, .changeTypes = {ChangeType::Create}};
        QTest::newRow("approves everything, said so") << with(approving(), [](auto &r) { r.fields = {u"*"_s}; });
        QTest::newRow("a limit of nothing") << with(asking(), [](auto &r) { r.limits[0].limit = u"0"_s; });
        QTest::newRow("limits both ways") << with(asking(), [](auto &r) {
            r.limits = {{u"price"_s, RuleMovement::Up, {}, u"5"_s}, {u"price"_s, RuleMovement::Down, {}, u"10.25"_s}};
        });
    }
    void acceptsWhatMakesSense()
    {
        QFETCH(ApprovalRule, rule);
        const auto problems = problemsOf(rule);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.isEmpty() ? QString() : problems[0].sentence));
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<ApprovalRule>("rule");
        QTest::addColumn<int>("part");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const ApprovalRule &rule, RulePart part, const QString &words) {
            QTest::newRow(name) << rule << int(part) << words;
        };
        row("no name", with(asking(), [](auto &r) { r.name = u"  "_s; }), RulePart::Name, u"name"_s);
        row("long name", with(asking(), [](auto &r) { r.name = QString(81, u'x'); }), RulePart::Name, u"Shorten"_s);
        row("approves a delete", with(approving(), [](auto &r) { r.changeTypes += ChangeType::Delete; }),
            RulePart::ChangeTypes, u"always decided by a person"_s);
        row("approves a product brought back", with(approving(), [](auto &r) { r.changeTypes += ChangeType::Restore; }),
            RulePart::ChangeTypes, u"always decided by a person"_s);
        row("fields of a new product", with(asking(), [](auto &r) { r.changeTypes = {ChangeType::Create}; }),
            RulePart::ChangeTypes, u"Only changed products have fields"_s);
        row("approves everything, unsaid", with(approving(), [](auto &r) { r.fields.clear(); }), RulePart::Fields,
            u"which fields"_s);
        row("approves all kinds, unsaid", ApprovalRule{.name = u"x"_s, .approves = true}, RulePart::Fields,
            u"which fields"_s);
        row("no such field", with(approving(), [](auto &r) { r.fields = {u"prise"_s}; }), RulePart::Fields,
            u"no field"_s);
        row("a metafield without a name", with(approving(), [](auto &r) { r.fields = {u"metafield:"_s}; }),
            RulePart::Fields, u"no field"_s);
        row("no such field to leave out", with(approving(), [](auto &r) { r.exceptFields = {u"x*"_s}; }),
            RulePart::ExceptFields, u"no field"_s);
        row("a variant's field of the product",
            with(approving(),
                [](auto &r) {
                    r.entity = RuleEntity::Product;
                    r.fields = {u"price"_s};
                }),
            RulePart::Fields, u"field of variants"_s);
        row("a product's field of variants", with(approving(), [](auto &r) { r.entity = RuleEntity::Variant; }),
            RulePart::Fields, u"field of products"_s);
        row("a limit on text", with(asking(), [](auto &r) { r.limits[0].field = u"vendor"_s; }), RulePart::Limits,
            u"no number"_s);
        row("a limit that is no number", with(asking(), [](auto &r) { r.limits[0].limit = u"-1"_s; }), RulePart::Limits,
            u"plain number"_s);
        row("a limit beside the rule", with(asking(), [](auto &r) { r.fields = {u"cost"_s}; }), RulePart::Limits,
            u"no effect"_s);
        row("a limit left out again", with(asking(), [](auto &r) { r.exceptFields = {u"price"_s}; }), RulePart::Limits,
            u"no effect"_s);
        row("the same limit twice", with(asking(), [](auto &r) { r.limits += r.limits[0]; }), RulePart::Limits,
            u"Leave one out"_s);
        row("no fields at all", with(approving(), [](auto &r) { r.maxFields = 0; }), RulePart::MaxFields, u"between"_s);
        row("approves conflicts", with(approving(), [](auto &r) { r.noConflict = false; }), RulePart::Conflict,
            u"always decided by a person"_s);
    }
    void saysWhatIsWrongAndWhere()
    {
        QFETCH(ApprovalRule, rule);
        QFETCH(int, part);
        QFETCH(QString, words);
        const auto problems = problemsOf(rule);
        QCOMPARE(problems.size(), 1);
        QCOMPARE(int(problems[0].part), part);
        QVERIFY2(problems[0].sentence.contains(words), qPrintable(problems[0].sentence));
        QVERIFY(problems[0].sentence.endsWith(u'.'));
    }

    void takesPatternsForFieldsOfWhichAnyMayCome()
    {
        for (const QString &pattern :
            {u"metafield:*"_s, u"metafield:custom.*"_s, u"metafield:custom.care:multi_line_text_field"_s}) {
            ApprovalRule rule = approving();
            rule.fields = {pattern};
            QVERIFY2(problemsOf(rule).isEmpty(), qPrintable(pattern));
        }
    }

    void takesWhatAProductIsInAndShows()
    {
        for (const QString &field : {u"category"_s, u"collections"_s, u"channels"_s, u"media"_s}) {
            QVERIFY2(ruleFields().contains(field), qPrintable(field));
            ApprovalRule rule = approving();
            rule.fields = {u"*"_s};
            rule.exceptFields = {field};
            QVERIFY2(problemsOf(rule).isEmpty(), qPrintable(field));
            rule.entity = RuleEntity::Product;
            QVERIFY2(problemsOf(rule).isEmpty(), qPrintable(field));
            rule.entity = RuleEntity::Variant;
            QCOMPARE(problemsOf(rule).size(), 1);
        }
    }

    void matchesPatterns()
    {
        QVERIFY(matchesField(u"metafield:custom.*"_s, u"metafield:custom.care:number_integer"_s));
        QVERIFY(matchesField(u"price"_s, u"price"_s));
        QVERIFY(!matchesField(u"price"_s, u"compare_at_price"_s));
        QVERIFY(matchesField(u"*price"_s, u"compare_at_price"_s));
        QVERIFY(matchesField(u"seo_*"_s, u"seo_title"_s));
        QVERIFY(!matchesField(u"seo_*"_s, u"seotitle"_s));
        QVERIFY(matchesField(u"*"_s, u"variant"_s));
        QVERIFY(!matchesField(u"pri.e*"_s, u"price"_s));
        QVERIFY(!matchesField(QString(), u"price"_s));
    }
};

QTEST_GUILESS_MAIN(TestApprovalRule)
#include "tst_approvalrule.moc"
