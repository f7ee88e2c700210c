#include "models/rules/ruletext.h"

#include "models/format/fields.h"
#include "models/format/text.h"
#include "sync/api/isolated.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Models {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Models::RuleText)
};

QString listed(const QStringList &words)
{
    if (words.size() < 2)
        return words.value(0);
    return Words::tr("%1 or %2").arg(words.mid(0, words.size() - 1).join(u", "_s), words.last());
}

QString kinds(const Sync::ApprovalRule &rule)
{
    using Sync::ChangeType;
    QStringList words;
    const auto name = [&words, &rule](ChangeType type, const QString &word) {
        if (rule.changeTypes.contains(type))
            words += word;
    };
    name(ChangeType::Create, Words::tr("new products"));
    name(ChangeType::Update, Words::tr("changed products"));
    name(ChangeType::Delete, Words::tr("deleted products"));
    name(ChangeType::Restore, Words::tr("products brought back"));
    QString kinds = listed(words);
    if (words.isEmpty())
        kinds = isAboutFields(rule) ? Words::tr("changed products") : Words::tr("every change");
    if (!rule.direction)
        return kinds;
    return *rule.direction == Sync::Direction::Pull ? Words::tr("%1 from Shopify").arg(kinds)
                                                    : Words::tr("%1 for Shopify").arg(kinds);
}

QString labels(const QStringList &patterns)
{
    QStringList words;
    for (const QString &pattern : patterns)
        words += ruleFieldLabel(pattern);
    return listed(words);
}

QString amount(const Sync::RuleLimit &limit)
{
    const QString number = decimalForInput(limit.limit);
    return limit.measure == Sync::RuleMeasure::Percent ? Words::tr("%1 %").arg(number) : number;
}

/// “Price rises by more than 20 %”, or for a rule that approves “… by 20 % at most”.
QString limitText(const Sync::RuleLimit &limit, bool approves)
{
    const QString field = ruleFieldLabel(limit.field);
    switch (limit.movement) {
    case Sync::RuleMovement::Up:
        return (approves ? Words::tr("%1 rises by %2 at most") : Words::tr("%1 rises by more than %2"))
            .arg(field, amount(limit));
    case Sync::RuleMovement::Down:
        return (approves ? Words::tr("%1 falls by %2 at most") : Words::tr("%1 falls by more than %2"))
            .arg(field, amount(limit));
    case Sync::RuleMovement::Either:
        break;
    }
    return (approves ? Words::tr("%1 moves by %2 at most") : Words::tr("%1 moves by more than %2"))
        .arg(field, amount(limit));
}

QStringList conditions(const Sync::ApprovalRule &rule)
{
    QStringList parts;
    if (rule.entity == Sync::RuleEntity::Product)
        parts += Words::tr("in the product itself");
    else if (rule.entity == Sync::RuleEntity::Variant)
        parts += Words::tr("in variants");
    const bool isAll = rule.fields == QStringList{u"*"_s};
    if (!rule.fields.isEmpty() && !isAll && (rule.limits.isEmpty() || rule.approves))
        parts += (rule.approves ? Words::tr("only %1 change") : Words::tr("%1 changes")).arg(labels(rule.fields));
    if (!rule.exceptFields.isEmpty())
        parts += (rule.approves ? Words::tr("%1 stays") : Words::tr("not counting %1")).arg(labels(rule.exceptFields));
    QStringList limits;
    for (const Sync::RuleLimit &limit : rule.limits)
        limits += limitText(limit, rule.approves);
    if (!limits.isEmpty())
        parts += rule.approves ? limits.join(u", "_s) : listed(limits);
    if (rule.maxFields)
        parts += (rule.approves ? Words::tr("%1 fields change at most") : Words::tr("more than %1 fields change"))
                     .arg(*rule.maxFields);
    return parts;
}

QString guardText(Sync::RuleGuard guard)
{
    switch (guard) {
    case Sync::RuleGuard::Conflict:
        return Words::tr("both sides changed them");
    case Sync::RuleGuard::Deletion:
        return Words::tr("a product or a variant would be deleted");
    case Sync::RuleGuard::Emptied:
        return Words::tr("a value would be emptied");
    case Sync::RuleGuard::Begun:
        return Words::tr("somebody has begun to decide on them");
    case Sync::RuleGuard::None:
        break;
    }
    return Words::tr("no rule is about them");
}

} // namespace

QString ruleFieldLabel(const QString &pattern)
{
    if (pattern == "*"_L1)
        return Words::tr("Any Field");
    if (pattern == Sync::wholeVariantWord)
        return Words::tr("A Whole Variant");
    if (pattern == Sync::categoryWord)
        return Words::tr("Category");
    if (pattern == Sync::collectionsWord)
        return Words::tr("Collections");
    if (pattern == Sync::channelsWord)
        return Words::tr("Sales Channels");
    if (pattern == Sync::mediaWord)
        return Words::tr("Media");
    return pattern.contains(u'*') ? pattern : fieldLabel(pattern, false);
}

QString ruleSentence(const Sync::ApprovalRule &rule)
{
    const QStringList parts = conditions(rule);
    if (parts.isEmpty())
        return (rule.approves ? Words::tr("Approves %1.") : Words::tr("A person decides on %1.")).arg(kinds(rule));
    return (rule.approves ? Words::tr("Approves %1: %2.") : Words::tr("A person decides on %1: %2."))
        .arg(kinds(rule), parts.join(u", "_s));
}

QString simulationHeadline(const Sync::RuleSimulation &simulation, const Sync::ApprovalRule &draft)
{
    if (simulation.waiting == 0)
        return Words::tr("Nothing waits for a decision, so there is nothing to try the rule on.");
    const QString waiting = count(simulation.waiting);
    if (draft.approves)
        return Words::tr("Would approve %1 of the %2 changes that wait.")
            .arg(count(simulation.approvedByDraft), waiting);
    if (simulation.keptByDraft == 0)
        return Words::tr("Is about %1 of the %2 changes that wait; no other rule would have approved any of them.")
            .arg(count(simulation.caught), waiting);
    return Words::tr("Is about %1 of the %2 changes that wait; another rule would have approved %3 of them.")
        .arg(count(simulation.caught), waiting, count(simulation.keptByDraft));
}

QString outcomeText(const Sync::RuleOutcome &outcome)
{
    const QString number = count(outcome.count);
    const QString rule = Sync::isolated(oneLine(outcome.ruleName, 80));
    if (outcome.isApproved)
        return outcome.isDraft ? Words::tr("%1 approved by this rule").arg(number)
                               : Words::tr("%1 approved by “%2”").arg(number, rule);
    if (outcome.isDraft)
        return Words::tr("%1 left to a person by this rule").arg(number);
    if (!outcome.ruleName.isEmpty())
        return Words::tr("%1 left to a person by “%2”").arg(number, rule);
    return Words::tr("%1 left to a person: %2").arg(number, guardText(outcome.guard));
}

} // namespace Models
