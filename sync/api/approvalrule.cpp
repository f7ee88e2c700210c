#include "sync/api/approvalrule.h"

#include "sync/api/catalogue.h"
#include "sync/api/fieldpath.h"
#include "sync/api/isolated.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::ApprovalRule)
};

constexpr qsizetype longestName = 80;

/// Fields of which any may come: a name follows.
constexpr QStringView openFamily = u"metafield:";
constexpr QStringView ofVariants = u"variants.";
constexpr std::array numbers{Field::price, Field::compareAtPrice, Field::cost, Field::inventoryQuantity, Field::weight};

constexpr std::array<std::pair<RuleEntity, QStringView>, 3> entities{
    {{RuleEntity::Any, u"any"}, {RuleEntity::Product, u"product"}, {RuleEntity::Variant, u"variant"}}};
constexpr std::array<std::pair<RuleMeasure, QStringView>, 2> measures{
    {{RuleMeasure::Percent, u"percent"}, {RuleMeasure::Amount, u"amount"}}};
constexpr std::array<std::pair<RuleMovement, QStringView>, 3> movements{
    {{RuleMovement::Either, u"either"}, {RuleMovement::Up, u"up"}, {RuleMovement::Down, u"down"}}};

template <typename Table, typename Enum>
QString wordIn(const Table &table, Enum value)
{
    return std::find_if(table.begin(), table.end(), [value](const auto &entry) {
        return entry.first == value;
    })->second.toString();
}

template <typename Enum, typename Table>
std::optional<Enum> valueIn(const Table &table, QStringView word)
{
    const auto found
        = std::find_if(table.begin(), table.end(), [word](const auto &entry) { return entry.second == word; });
    return found == table.end() ? std::nullopt : std::optional<Enum>(found->first);
}

bool meansAny(const QStringList &patterns, const QString &field)
{
    return std::any_of(
        patterns.begin(), patterns.end(), [&field](const QString &pattern) { return matchesField(pattern, field); });
}

QStringList fieldsOfProducts()
{
    QStringList names = FieldPath::names();
    names.removeIf([](const QString &name) { return name.startsWith(ofVariants); });
    for (const QStringView word : {categoryWord, collectionsWord, channelsWord, mediaWord})
        names += word.toString();
    return names;
}

QStringList fieldsOfVariants()
{
    QStringList names;
    const QStringList all = FieldPath::names();
    for (const QString &name : all)
        if (name.startsWith(ofVariants))
            names += name.sliced(ofVariants.size());
    names += wholeVariantWord.toString();
    return names;
}

bool covers(const ApprovalRule &rule, ChangeType type)
{
    return rule.changeTypes.isEmpty() || rule.changeTypes.contains(type);
}

/// Gathers what is wrong with one rule.
class RuleCheck
{
public:
    explicit RuleCheck(const ApprovalRule &rule)
        : m_rule(rule)
    { }

    QList<RuleProblem> run()
    {
        checkName();
        checkChangeTypes();
        checkPatterns(RulePart::Fields, m_rule.fields);
        checkPatterns(RulePart::ExceptFields, m_rule.exceptFields);
        checkLimits();
        if (m_rule.maxFields && (*m_rule.maxFields < 1 || *m_rule.maxFields > mostRuleFields))
            add(RulePart::MaxFields, Words::tr("The number of fields has to be between 1 and %1.").arg(mostRuleFields));
        if (m_rule.approves && !m_rule.noConflict)
            add(RulePart::Conflict, Words::tr("A conflict is always decided by a person. Leave conflicts out."));
        return m_problems;
    }

private:
    void add(RulePart part, const QString &sentence) { m_problems += RuleProblem{part, sentence}; }

    void checkName()
    {
        const QString name = m_rule.name.trimmed();
        if (name.isEmpty())
            add(RulePart::Name, Words::tr("Give the rule a name; decisions made by it will carry it."));
        else if (name.size() > longestName)
            add(RulePart::Name, Words::tr("The name has more than %1 characters. Shorten it.").arg(longestName));
    }

    void checkChangeTypes()
    {
        if (m_rule.approves
            && (m_rule.changeTypes.contains(ChangeType::Delete) || m_rule.changeTypes.contains(ChangeType::Restore))) {
            add(RulePart::ChangeTypes,
                Words::tr("Products that are deleted or brought back are always decided by a person. Choose only new "
                          "and changed products."));
        } else if (isAboutFields(m_rule) && !covers(m_rule, ChangeType::Update)) {
            add(RulePart::ChangeTypes,
                Words::tr("Only changed products have fields to look at. Choose changed products too, or leave the "
                          "conditions on fields out."));
        } else if (m_rule.approves && covers(m_rule, ChangeType::Update) && m_rule.fields.isEmpty()) {
            add(RulePart::Fields, Words::tr("Say which fields may change without a person. * stands for every field."));
        }
    }

    void checkPatterns(RulePart part, const QStringList &patterns)
    {
        const auto meansOneOf = [](const QString &pattern, const QStringList &fields) {
            return (pattern.startsWith(openFamily) && pattern.size() > openFamily.size())
                || std::any_of(fields.begin(), fields.end(),
                    [&pattern](const QString &field) { return matchesField(pattern, field); });
        };
        for (const QString &pattern : patterns) {
            const QString shown = isolated(pattern.left(60));
            if (!meansOneOf(pattern, ruleFields()))
                add(part, Words::tr("“%1” is no field. Choose one from the list.").arg(shown));
            else if (m_rule.entity == RuleEntity::Product && !meansOneOf(pattern, fieldsOfProducts()))
                add(part, Words::tr("“%1” is a field of variants, and the rule is about products alone.").arg(shown));
            else if (m_rule.entity == RuleEntity::Variant && !meansOneOf(pattern, fieldsOfVariants()))
                add(part, Words::tr("“%1” is a field of products, and the rule is about variants alone.").arg(shown));
        }
    }

    void checkLimits()
    {
        QSet<QString> seen;
        for (const RuleLimit &limit : m_rule.limits) {
            checkLimit(limit);
            const QString key = limit.field % u'/' % toWord(limit.measure) % u'/' % toWord(limit.movement);
            if (seen.contains(key))
                add(RulePart::Limits, Words::tr("Two limits are about the same. Leave one out."));
            seen.insert(key);
        }
    }

    void checkLimit(const RuleLimit &limit)
    {
        if (!limitedFields().contains(limit.field)) {
            add(RulePart::Limits,
                Words::tr("“%1” is no number, so it cannot have a limit.").arg(isolated(limit.field.left(60))));
            return;
        }
        static const QRegularExpression plainDecimal(u"^[0-9]{1,9}(\\.[0-9]{1,4})?$"_s);
        if (!plainDecimal.match(limit.limit).hasMatch())
            add(RulePart::Limits,
                Words::tr("A limit is a plain number, for example 20 or 2.50, not “%1”.")
                    .arg(isolated(limit.limit.left(20))));
        const bool isMeant = (m_rule.fields.isEmpty() || meansAny(m_rule.fields, limit.field))
            && !meansAny(m_rule.exceptFields, limit.field) && m_rule.entity != RuleEntity::Product;
        if (!isMeant)
            add(RulePart::Limits,
                Words::tr("The limit on “%1” has no effect, because the rule is not about that field.")
                    .arg(isolated(limit.field)));
    }

    const ApprovalRule &m_rule;
    QList<RuleProblem> m_problems;
};

} // namespace

QList<RuleProblem> problemsOf(const ApprovalRule &rule)
{
    return RuleCheck(rule).run();
}

bool isAboutFields(const ApprovalRule &rule)
{
    return rule.entity != RuleEntity::Any || !rule.fields.isEmpty() || !rule.exceptFields.isEmpty()
        || !rule.limits.isEmpty() || rule.maxFields.has_value();
}

QStringList ruleFields()
{
    QStringList names = fieldsOfProducts() + fieldsOfVariants();
    names.removeDuplicates(); // the title, which both have
    return names;
}

QStringList limitedFields()
{
    QStringList names;
    for (const QStringView field : numbers)
        names += field.toString();
    return names;
}

bool matchesField(const QString &pattern, const QString &field)
{
    if (!pattern.contains(u'*'))
        return pattern == field;
    QStringList parts = pattern.split(u'*');
    for (QString &part : parts)
        part = QRegularExpression::escape(part);
    return QRegularExpression(QRegularExpression::anchoredPattern(parts.join(u".*"_s))).match(field).hasMatch();
}

QString toWord(RuleEntity value)
{
    return wordIn(entities, value);
}

QString toWord(RuleMeasure value)
{
    return wordIn(measures, value);
}

QString toWord(RuleMovement value)
{
    return wordIn(movements, value);
}

template <>
std::optional<RuleEntity> fromWord(QStringView word)
{
    return valueIn<RuleEntity>(entities, word);
}

template <>
std::optional<RuleMeasure> fromWord(QStringView word)
{
    return valueIn<RuleMeasure>(measures, word);
}

template <>
std::optional<RuleMovement> fromWord(QStringView word)
{
    return valueIn<RuleMovement>(movements, word);
}

} // namespace Sync
