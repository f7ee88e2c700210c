#include "sync/rules/ruleevaluation.h"

#include "sync/api/isolated.h"
#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/rules/rulefacts.h"
#include "sync/rules/rulestore.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

/// So many ids are kept in the audit log; each change names its rule besides.
constexpr qsizetype mostAudited = 1000;
constexpr qsizetype mostExamples = 8;
constexpr int noDraft = -1;

/// What the rules say about one change.
struct Verdict
{
    ChangeId change;
    RuleGuard guard = RuleGuard::None;
    std::optional<qsizetype> person; ///< Index of the first rule that asks for a person.
    std::optional<qsizetype> approval; ///< Index of the first rule that approves.
    bool isDraft = false; ///< The rule being tried is among those that caught it.

    bool isApproved() const { return guard == RuleGuard::None && !person && approval; }
};

RuleGuard guardOf(const QString &word)
{
    if (word == "1 conflict"_L1)
        return RuleGuard::Conflict;
    if (word == "2 deletion"_L1)
        return RuleGuard::Deletion;
    if (word == "3 begun"_L1)
        return RuleGuard::Begun;
    return word == "4 emptied"_L1 ? RuleGuard::Emptied : RuleGuard::None;
}

Result<QList<ApprovalRule>> activeRules(PgSession &session)
{
    auto rules = readRules(session);
    if (!rules)
        return rules;
    rules->removeIf([](const ApprovalRule &rule) { return !rule.isActive; });
    return rules;
}

/// Hands on the verdict of each waiting change, of one batch or of all.
Result<Done> judge(PgSession &session, const QList<ApprovalRule> &rules, BatchId batch, qsizetype draft,
    const std::function<void(const Verdict &)> &take)
{
    const RuleFacts facts = ruleFacts(rules);
    const auto judged = session.stream(sql(u"rules/verdicts"),
        {{u"rules", facts.rules}, {u"limits", facts.limits}, {u"batch", batch}, {u"draft", draft}},
        [&take](const PgRow &row) {
            take({{row.int64(0)}, guardOf(row.text(1)), row.optionalInt64(2), row.optionalInt64(3), row.boolean(4)});
            return true;
        });
    return judged ? Result<Done>(Done{}) : judged.failure();
}

Result<Done> approve(PgSession &session, const ApprovalRule &rule, BatchId batch, const QList<ChangeId> &changes)
{
    const QString by = QCoreApplication::translate("Sync::RuleEvaluation", "rule “%1”").arg(rule.name);
    const auto approved
        = session.execute(sql(u"rules/approve"), {{u"ids", changes}, {u"rule", rule.name}, {u"decided_by", by}});
    if (!approved)
        return approved.failure();
    QJsonArray ids;
    for (const ChangeId change : changes.first(std::min(changes.size(), mostAudited)))
        ids += change.value;
    const auto audited = session.execute(sql(u"batch/audit"),
        {{u"operator", by}, {u"action", u"rule-approve"_s}, {u"subject", u"staged changes"_s},
            {u"details",
                QJsonObject{{u"rule_id"_s, rule.id.value}, {u"rule"_s, rule.name}, {u"revision"_s, rule.revision},
                    {u"batch"_s, batch.value}, {u"count"_s, changes.size()}, {u"changes"_s, ids}}}});
    return audited ? Result<Done>(Done{}) : audited.failure();
}

/// Gathers verdicts into what the form shows.
class Simulation
{
public:
    Simulation(const QList<ApprovalRule> &rules, qsizetype draft)
        : m_rules(rules)
        , m_draft(draft)
    { }

    void take(const Verdict &verdict)
    {
        ++m_report.waiting;
        m_report.approved += verdict.isApproved();
        m_report.caught += verdict.isDraft;
        const auto rule = verdict.person ? verdict.person : verdict.approval;
        if (verdict.isApproved() && verdict.approval == m_draft)
            ++m_report.approvedByDraft;
        if (verdict.guard == RuleGuard::None && verdict.person == m_draft && verdict.approval)
            ++m_report.keptByDraft;
        // What a guard holds would be held with any rule, so its rules do not tell it apart.
        const qsizetype named = verdict.guard == RuleGuard::None ? rule.value_or(noDraft) : noDraft;
        RuleOutcome &outcome = m_outcomes[{verdict.isApproved(), int(verdict.guard), named}];
        if (outcome.count++ == 0) {
            outcome.isApproved = verdict.isApproved();
            outcome.guard = verdict.guard;
            outcome.isDraft = named != noDraft && named == m_draft;
            if (named != noDraft)
                outcome.ruleName = m_rules.at(named).name;
        }
        if (outcome.examples.size() < mostExamples)
            outcome.examples += RuleExample{verdict.change, {}, {}};
    }

    /// Puts titles to the examples.
    Result<RuleSimulation> report(PgSession &session)
    {
        QList<ChangeId> ids;
        for (auto &[key, outcome] : m_outcomes)
            for (const RuleExample &example : std::as_const(outcome.examples))
                ids += example.id;
        const auto named = session.execute(sql(u"rules/examples"), {{u"ids", ids}});
        if (!named)
            return named.failure();
        QHash<ChangeId, RuleExample> examples;
        for (const PgRow row : *named)
            examples.insert({row.int64(0)}, {{row.int64(0)}, row.text(1), row.text(2)});
        for (auto &[key, outcome] : m_outcomes) {
            for (RuleExample &example : outcome.examples)
                example = examples.value(example.id, example);
            m_report.outcomes += outcome;
        }
        std::stable_sort(
            m_report.outcomes.begin(), m_report.outcomes.end(), [](const RuleOutcome &a, const RuleOutcome &b) {
                return std::tuple(a.isDraft, a.count) > std::tuple(b.isDraft, b.count);
            });
        return m_report;
    }

private:
    const QList<ApprovalRule> &m_rules;
    const qsizetype m_draft;
    RuleSimulation m_report;
    std::map<std::tuple<bool, int, qsizetype>, RuleOutcome> m_outcomes;
};

Result<RuleSimulation> simulate(PgSession &session, const ApprovalRule &draft)
{
    auto rules = readRules(session);
    if (!rules)
        return rules.failure();
    const auto old
        = std::find_if(rules->begin(), rules->end(), [&](const ApprovalRule &rule) { return rule.id == draft.id; });
    if (old != rules->end())
        *old = draft;
    else
        *rules += draft;
    rules->removeIf([&](const ApprovalRule &rule) { return !rule.isActive && rule.id != draft.id; });
    const auto place
        = std::find_if(rules->begin(), rules->end(), [&](const ApprovalRule &rule) { return rule.id == draft.id; });
    Simulation simulation(*rules, place - rules->begin());
    const auto judged = judge(session, *rules, {}, place - rules->begin(),
        [&simulation](const Verdict &verdict) { simulation.take(verdict); });
    if (!judged)
        return judged.failure();
    return simulation.report(session);
}

} // namespace

Result<qint64> approveByRules(PgSession &session, BatchId batch, const std::stop_token &stop)
{
    const auto rules = activeRules(session);
    if (!rules)
        return rules.failure();
    if (std::none_of(rules->begin(), rules->end(), [](const ApprovalRule &rule) { return rule.approves; }))
        return qint64(0);
    QList<QList<ChangeId>> byRule(rules->size());
    const auto judged = judge(session, *rules, batch, noDraft, [&byRule](const Verdict &verdict) {
        if (verdict.isApproved())
            byRule[*verdict.approval] += verdict.change;
    });
    if (!judged)
        return judged.failure();
    qint64 count = 0;
    for (qsizetype i = 0; i < byRule.size(); ++i) {
        if (stop.stop_requested())
            return stopped();
        if (byRule.at(i).isEmpty())
            continue;
        if (const auto approved = approve(session, rules->at(i), batch, byRule.at(i)); !approved)
            return approved.failure();
        count += byRule.at(i).size();
    }
    return count;
}

Result<RuleSimulation> simulateRule(PgSession &session, const ApprovalRule &draft)
{
    return PgTransaction::run(
        session, [&](PgSession &snapshot) { return simulate(snapshot, draft); }, 1, PgTransaction::Mode::Snapshot);
}

} // namespace Sync
