#include "app/demoshop/faults/faultrules.h"

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

const QStringList &actions()
{
    static const QStringList known{u"status"_s, u"throttled"_s, u"internalError"_s, u"dropBefore"_s, u"dropAfter"_s,
        u"delay"_s, u"late"_s, u"truncate"_s, u"html"_s, u"empty"_s, u"version"_s, u"revokeToken"_s, u"drain"_s,
        u"corrupt"_s, u"bulk"_s, u"stale"_s};
    return known;
}

bool applies(FaultRules::Rule *rule)
{
    ++rule->seen;
    if (rule->nth > 0) {
        return rule->seen == rule->nth;
    }
    if (rule->probability >= 0 && rule->random.generateDouble() >= rule->probability) {
        return false;
    }
    return rule->count <= 0 || rule->applied < rule->count;
}

} // namespace

bool FaultRules::set(const QJsonArray &rules, QString *error)
{
    QList<Rule> read;
    for (const QJsonValue &entry : rules) {
        Rule rule;
        rule.details = entry.toObject();
        rule.match = rule.details[u"match"].toString();
        rule.action = rule.details[u"action"].toString();
        rule.nth = rule.details[u"nth"].toInt();
        rule.count = rule.details[u"count"].toInt();
        rule.probability = rule.details[u"probability"].toDouble(-1);
        rule.random.seed(static_cast<quint32>(rule.details[u"seed"].toInt(1)));
        if (rule.match.isEmpty() || !actions().contains(rule.action)) {
            *error = u"A rule needs a match and one of the actions %1."_s.arg(actions().join(u", "_s));
            return false;
        }
        read.append(rule);
    }
    m_rules = read;
    return true;
}

std::optional<FaultRules::Rule> FaultRules::meet(const QStringList &names)
{
    std::optional<Rule> met;
    for (Rule &rule : m_rules) {
        if (names.contains(rule.match) && applies(&rule) && !met) {
            ++rule.applied;
            met = rule;
        }
    }
    return met;
}

int FaultRules::furthestBehind() const
{
    int furthest = 0;
    for (const Rule &rule : m_rules) {
        if (rule.action == "stale"_L1) {
            furthest = std::max(furthest, rule.details[u"behind"].toInt());
        }
    }
    return furthest;
}

QJsonArray FaultRules::report() const
{
    QJsonArray list;
    for (const Rule &rule : m_rules) {
        QJsonObject entry = rule.details;
        entry.insert(u"seen"_s, rule.seen);
        entry.insert(u"applied"_s, rule.applied);
        list.append(entry);
    }
    return list;
}

} // namespace DemoShop
