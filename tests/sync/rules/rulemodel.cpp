#include "tests/sync/rules/rulemodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Tests {

namespace {

qint64 hundredthsOf(const QString &limit)
{
    const QStringList parts = limit.split(u'.');
    return parts[0].toLongLong() * 100 + QString(parts.value(1) + u"00"_s).left(2).toLongLong();
}

bool isAbout(const ApprovalRule &rule, const ModelField &field)
{
    if (rule.entity == RuleEntity::Product && field.isVariants)
        return false;
    if (rule.entity == RuleEntity::Variant && !field.isVariants)
        return false;
    const QString name = field.field.isEmpty() ? wholeVariantWord.toString() : field.field;
    const auto means = [&name](const QString &pattern) { return matchesField(pattern, name); };
    if (!rule.fields.isEmpty() && std::none_of(rule.fields.begin(), rule.fields.end(), means))
        return false;
    return std::none_of(rule.exceptFields.begin(), rule.exceptFields.end(), means);
}

bool isOver(const RuleLimit &limit, const ModelField &field)
{
    if (limit.field != field.field)
        return false;
    if (!field.oldNumber || !field.newNumber)
        return true;
    const qint64 moved = *field.newNumber - *field.oldNumber;
    if (moved == 0 || (moved > 0 && limit.movement == RuleMovement::Down)
        || (moved < 0 && limit.movement == RuleMovement::Up))
        return false;
    if (limit.measure == RuleMeasure::Amount)
        return std::abs(moved) > hundredthsOf(limit.limit);
    if (*field.oldNumber == 0)
        return true;
    return std::abs(moved) * 100 * 100 > hundredthsOf(limit.limit) * std::abs(*field.oldNumber);
}

bool isOverAny(const ApprovalRule &rule, const ModelField &field)
{
    return std::any_of(
        rule.limits.begin(), rule.limits.end(), [&field](const RuleLimit &limit) { return isOver(limit, field); });
}

bool hasConflict(const ModelChange &change)
{
    return std::any_of(change.fields.begin(), change.fields.end(),
        [](const ModelField &field) { return field.isConflict && !field.isDecided; });
}

bool isCaught(const ApprovalRule &rule, const ModelChange &change)
{
    if (rule.direction && *rule.direction != change.direction)
        return false;
    if (!rule.changeTypes.isEmpty() && !rule.changeTypes.contains(change.type))
        return false;
    if (rule.noConflict && hasConflict(change))
        return false;
    if (!isAboutFields(rule))
        return true;
    if (change.type != ChangeType::Update)
        return false;
    if (rule.approves) {
        if (rule.maxFields && change.fields.size() > *rule.maxFields)
            return false;
        return std::all_of(change.fields.begin(), change.fields.end(),
            [&rule](const ModelField &field) { return isAbout(rule, field) && !isOverAny(rule, field); });
    }
    if (rule.maxFields && change.fields.size() <= *rule.maxFields)
        return false;
    return std::any_of(change.fields.begin(), change.fields.end(), [&rule](const ModelField &field) {
        return isAbout(rule, field) && (rule.limits.isEmpty() || isOverAny(rule, field));
    });
}

/// What no rule approves.
bool isGuarded(const ModelChange &change)
{
    if (change.type == ChangeType::Delete || change.type == ChangeType::Restore || hasConflict(change))
        return true;
    return std::any_of(change.fields.begin(), change.fields.end(), [](const ModelField &field) {
        const bool isGone = !field.newNumber && (!field.newText || field.newText->isEmpty());
        const bool wasThere = field.oldNumber || (field.oldText && !field.oldText->isEmpty());
        return field.isDecided || (isGone && wasThere) || (field.field.isEmpty() && !field.newText);
    });
}

} // namespace

std::optional<qsizetype> approvingRule(const ModelChange &change, const QList<ApprovalRule> &rules)
{
    if (isGuarded(change))
        return std::nullopt;
    std::optional<qsizetype> approving;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        if (!isCaught(rules[i], change))
            continue;
        if (!rules[i].approves)
            return std::nullopt;
        if (!approving)
            approving = i;
    }
    return approving;
}

QString numberText(qint64 hundredths)
{
    const QString digits = QString::number(std::abs(hundredths)).rightJustified(3, u'0');
    return (hundredths < 0 ? u"-"_s : QString()) + digits.chopped(2) + u'.' + digits.right(2);
}

} // namespace Tests
