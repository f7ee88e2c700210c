#include "sync/rules/rulefacts.h"

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue entry : value.toArray())
        list += entry.toString();
    return list;
}

QJsonArray limitsOf(const ApprovalRule &rule)
{
    QJsonArray limits;
    for (const RuleLimit &limit : rule.limits)
        limits += QJsonObject{{u"field"_s, limit.field}, {u"movement"_s, toWord(limit.movement)},
            {u"measure"_s, toWord(limit.measure)}, {u"limit"_s, limit.limit}};
    return limits;
}

QJsonArray changeTypesOf(const ApprovalRule &rule)
{
    QJsonArray types;
    for (const ChangeType type : rule.changeTypes)
        types += toWord(type);
    return types;
}

QJsonValue directionOf(const ApprovalRule &rule)
{
    return rule.direction ? QJsonValue(toWord(*rule.direction)) : QJsonValue();
}

/// A pattern of ours as LIKE reads it.
QJsonArray likePatterns(const QStringList &patterns)
{
    QJsonArray likes;
    for (QString pattern : patterns)
        likes += pattern.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s).replace(u'*', u'%');
    return likes;
}

} // namespace

QJsonObject conditionsOf(const ApprovalRule &rule)
{
    QJsonObject conditions{{u"no_conflict"_s, rule.noConflict}};
    if (!rule.fields.isEmpty())
        conditions.insert(u"fields"_s, QJsonArray::fromStringList(rule.fields));
    if (!rule.exceptFields.isEmpty())
        conditions.insert(u"except_fields"_s, QJsonArray::fromStringList(rule.exceptFields));
    if (!rule.limits.isEmpty())
        conditions.insert(u"limits"_s, limitsOf(rule));
    if (rule.maxFields)
        conditions.insert(u"max_fields"_s, *rule.maxFields);
    return conditions;
}

void takeConditions(const QJsonObject &conditions, ApprovalRule &rule)
{
    rule.fields = texts(conditions[u"fields"]);
    rule.exceptFields = texts(conditions[u"except_fields"]);
    rule.noConflict = conditions[u"no_conflict"].toBool();
    rule.maxFields.reset();
    if (const QJsonValue fields = conditions[u"max_fields"]; fields.isDouble())
        rule.maxFields = fields.toInt();
    rule.limits.clear();
    for (const QJsonValue entry : conditions[u"limits"].toArray()) {
        rule.limits += RuleLimit{entry[u"field"].toString(),
            fromWord<RuleMovement>(entry[u"movement"].toString()).value_or(RuleMovement::Either),
            fromWord<RuleMeasure>(entry[u"measure"].toString()).value_or(RuleMeasure::Percent),
            entry[u"limit"].toString()};
    }
}

QJsonObject auditText(const ApprovalRule &rule)
{
    return {{u"name"_s, rule.name}, {u"is_active"_s, rule.isActive}, {u"approves"_s, rule.approves},
        {u"direction"_s, directionOf(rule)}, {u"entity"_s, toWord(rule.entity)},
        {u"change_types"_s, changeTypesOf(rule)}, {u"conditions"_s, conditionsOf(rule)}};
}

RuleFacts ruleFacts(const QList<ApprovalRule> &rules)
{
    RuleFacts facts;
    for (qsizetype place = 0; place < rules.size(); ++place) {
        const ApprovalRule &rule = rules.at(place);
        facts.rules
            += QJsonObject{{u"place"_s, place}, {u"approves"_s, rule.approves}, {u"direction"_s, directionOf(rule)},
                {u"change_types"_s, changeTypesOf(rule)}, {u"entity"_s, toWord(rule.entity)},
                {u"fields"_s, likePatterns(rule.fields)}, {u"except_fields"_s, likePatterns(rule.exceptFields)},
                {u"max_fields"_s, rule.maxFields ? QJsonValue(*rule.maxFields) : QJsonValue()},
                {u"no_conflict"_s, rule.noConflict}, {u"is_about_fields"_s, isAboutFields(rule)}};
        for (const RuleLimit &limit : rule.limits) {
            facts.limits
                += QJsonObject{{u"place"_s, place}, {u"field"_s, limit.field}, {u"movement"_s, toWord(limit.movement)},
                    {u"measure"_s, toWord(limit.measure)}, {u"bound"_s, limit.limit}};
        }
    }
    return facts;
}

} // namespace Sync
