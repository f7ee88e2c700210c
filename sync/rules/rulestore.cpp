#include "sync/rules/rulestore.h"

#include "sync/api/isolated.h"
#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/reader/changefeed.h"
#include "sync/rules/rulefacts.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::RuleStore)
};

/// A row of rules/list.
ApprovalRule ruleOf(const PgRow &row)
{
    ApprovalRule rule;
    rule.id = {row.int64(0)};
    rule.name = row.text(1);
    rule.isActive = row.boolean(2);
    rule.approves = row.boolean(3);
    rule.direction = fromWord<Direction>(row.text(4));
    rule.entity = fromWord<RuleEntity>(row.text(5)).value_or(RuleEntity::Any);
    for (const QString &word : row.textList(6))
        if (const auto type = fromWord<ChangeType>(word))
            rule.changeTypes += *type;
    takeConditions(row.json(7).object(), rule);
    rule.isDefault = row.boolean(8);
    rule.revision = row.int64(9);
    rule.changedAt = row.dateTime(10);
    rule.changedBy = row.text(11);
    return rule;
}

QString notSaved()
{
    return Words::tr("The rule was not saved.");
}

Failure nameTaken(const QString &name)
{
    return {FailureKind::BadInput, Words::tr("There is another rule with the name “%1”.").arg(isolated(name)),
        notSaved(), Words::tr("Choose another name.")};
}

Failure gone()
{
    return {FailureKind::NotFound, Words::tr("This rule is no longer there; somebody has deleted it."), notSaved(),
        Words::tr("Make it anew as a new rule if it is needed.")};
}

Failure changedMeanwhile(const ApprovalRule &now)
{
    return {FailureKind::Stale,
        Words::tr("%1 changed the rule “%2” on %3.")
            .arg(isolated(now.changedBy), isolated(now.name),
                QLocale().toString(now.changedAt.toLocalTime(), QLocale::ShortFormat)),
        notSaved(), Words::tr("Look at the rule as it is now and change it again.")};
}

/// One change of the rules on its way through one transaction.
class RuleWriter
{
public:
    RuleWriter(PgSession &session, const Operator &by)
        : m_session(session)
        , m_by(by)
    { }

    Result<QList<ApprovalRule>> run(const RuleChange &change)
    {
        if (auto locked = m_session.execute(sql(u"rules/lock")); !locked)
            return locked.failure();
        auto before = readRules(m_session);
        if (!before)
            return before.failure();
        m_before = *before;
        const Result<Done> made = std::visit([this](const auto &step) { return make(step); }, change);
        if (!made)
            return made.failure();
        auto told
            = m_session.execute(sql(u"batch/announce"), {{u"channel", Channel::staged}, {u"payload", u"rules"_s}});
        if (!told)
            return told.failure();
        return readRules(m_session);
    }

private:
    const ApprovalRule *known(RuleId id) const
    {
        const auto found
            = std::find_if(m_before.begin(), m_before.end(), [id](const ApprovalRule &rule) { return rule.id == id; });
        return found == m_before.end() ? nullptr : &*found;
    }

    Result<Done> make(const SaveRule &save)
    {
        ApprovalRule rule = save.rule;
        rule.name = rule.name.trimmed();
        if (const auto problems = problemsOf(rule); !problems.isEmpty())
            return Failure{
                FailureKind::BadInput, problems.first().sentence, notSaved(), Words::tr("Correct the rule.")};
        for (const ApprovalRule &other : m_before)
            if (other.id != rule.id && other.name.compare(rule.name, Qt::CaseInsensitive) == 0)
                return nameTaken(rule.name);
        QStringList types;
        for (const ChangeType type : rule.changeTypes)
            types += toWord(type);
        PgParameters values{{u"name", rule.name}, {u"is_active", rule.isActive}, {u"approves", rule.approves},
            {u"direction", rule.direction ? PgValue(toWord(*rule.direction)) : PgValue()},
            {u"entity", toWord(rule.entity)}, {u"change_types", types}, {u"conditions", conditionsOf(rule)},
            {u"operator", m_by.name}};
        if (!rule.id.isValid()) {
            const auto made = m_session.execute(sql(u"rules/insert"), values);
            if (!made)
                return made.failure();
            return audit(u"rule-add"_s, {made->first().int64(0)}, nullptr, &rule);
        }
        values.emplace_back(u"id", rule.id);
        values.emplace_back(u"revision", rule.revision);
        const auto changed = m_session.execute(sql(u"rules/update"), values);
        if (auto checked = unlessOvertaken(changed, rule.id); !checked)
            return checked;
        return audit(u"rule-change"_s, rule.id, known(rule.id), &rule);
    }

    Result<Done> make(const RemoveRule &remove)
    {
        const auto removed
            = m_session.execute(sql(u"rules/delete"), {{u"id", remove.id}, {u"revision", remove.revision}});
        if (auto checked = unlessOvertaken(removed, remove.id); !checked)
            return checked;
        return audit(u"rule-delete"_s, remove.id, known(remove.id), nullptr);
    }

    Result<Done> make(const OrderRules &order)
    {
        const auto ordered = m_session.execute(sql(u"rules/order"), {{u"order", order.order}});
        if (!ordered)
            return ordered.failure();
        if (ordered->affected() == 0)
            return Done{};
        const auto after = readRules(m_session);
        if (!after)
            return after.failure();
        return auditList(u"rules-order"_s, *after);
    }

    Result<Done> make(const RestoreDefaultRules &)
    {
        const auto restored = m_session.execute(sql(u"rules/restore_defaults"), {{u"operator", m_by.name}});
        if (!restored && m_session.lastError().isUniqueViolation()) {
            return Failure{FailureKind::BadInput,
                Words::tr("A rule of your own has the name of a default rule, so the default rules were not restored."),
                Words::tr("No rule was changed."), Words::tr("Rename that rule, then restore the defaults again.")};
        }
        if (!restored)
            return restored.failure();
        if (restored->isEmpty())
            return Done{};
        const auto after = readRules(m_session);
        if (!after)
            return after.failure();
        return auditList(u"rules-restore"_s, *after);
    }

    Result<Done> unlessOvertaken(const Result<PgRows> &answer, RuleId id) const
    {
        if (!answer)
            return answer.failure();
        if (!answer->isEmpty())
            return Done{};
        const ApprovalRule *now = known(id);
        return now ? changedMeanwhile(*now) : gone();
    }

    Result<Done> audit(const QString &action, RuleId id, const ApprovalRule *before, const ApprovalRule *after)
    {
        return write(action, u"rule %1"_s.arg(id.value),
            {{u"before"_s, before ? QJsonValue(auditText(*before)) : QJsonValue()},
                {u"after"_s, after ? QJsonValue(auditText(*after)) : QJsonValue()}});
    }

    Result<Done> auditList(const QString &action, const QList<ApprovalRule> &after)
    {
        const auto listed = [](const QList<ApprovalRule> &rules) {
            QJsonArray list;
            for (const ApprovalRule &rule : rules) {
                QJsonObject entry = auditText(rule);
                entry.insert(u"id"_s, rule.id.value);
                list += entry;
            }
            return list;
        };
        return write(action, u"rules"_s, {{u"before"_s, listed(m_before)}, {u"after"_s, listed(after)}});
    }

    Result<Done> write(const QString &action, const QString &subject, QJsonObject details)
    {
        details.insert(u"desk"_s, m_by.desk);
        const auto audited = m_session.execute(sql(u"batch/audit"),
            {{u"operator", m_by.name}, {u"action", action}, {u"subject", subject}, {u"details", details}});
        return audited ? Result<Done>(Done{}) : audited.failure();
    }

    PgSession &m_session;
    const Operator &m_by;
    QList<ApprovalRule> m_before;
};

} // namespace

Result<QList<ApprovalRule>> readRules(PgSession &session)
{
    const auto answer = session.execute(sql(u"rules/list"));
    if (!answer)
        return answer.failure();
    QList<ApprovalRule> rules;
    rules.reserve(answer->size());
    for (const PgRow row : *answer)
        rules += ruleOf(row);
    return rules;
}

Result<QList<ApprovalRule>> changeRules(PgSession &session, const RuleChange &change, const Operator &by)
{
    return PgTransaction::run(
        session, [&](PgSession &inTransaction) { return RuleWriter(inTransaction, by).run(change); });
}

} // namespace Sync
