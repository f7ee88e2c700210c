#include "app/cli/ruletext.h"

#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

Sync::Failure unreadable(const QString &option, const QString &value, const QString &remedy)
{
    return {Sync::FailureKind::BadInput, tr("--%1 cannot be “%2”.").arg(option, plain(value.left(60))),
        tr("Nothing was changed."), remedy};
}

QString decidesWord(bool approves)
{
    return approves ? u"automatic"_s : u"person"_s;
}

QStringList parts(const QString &value)
{
    QStringList list;
    for (const QString &part : value.split(u',', Qt::SkipEmptyParts))
        list += part.trimmed();
    return list;
}

/// “price:20%”, “inventory_quantity:down:50%”, “price:up:2.50”.
std::optional<Sync::RuleLimit> limitOf(const QString &written)
{
    QStringList words = written.split(u':');
    if (words.size() < 2 || words.size() > 3)
        return std::nullopt;
    Sync::RuleLimit limit;
    limit.field = words.first().trimmed();
    if (words.size() == 3) {
        const auto movement = Sync::fromWord<Sync::RuleMovement>(words.at(1).trimmed());
        if (!movement)
            return std::nullopt;
        limit.movement = *movement;
    }
    limit.limit = words.last().trimmed();
    limit.measure = limit.limit.endsWith(u'%') ? Sync::RuleMeasure::Percent : Sync::RuleMeasure::Amount;
    if (limit.measure == Sync::RuleMeasure::Percent)
        limit.limit = limit.limit.chopped(1).trimmed();
    return limit;
}

QString limitText(const Sync::RuleLimit &limit)
{
    QString text = limit.field + u':';
    if (limit.movement != Sync::RuleMovement::Either)
        text += toWord(limit.movement) + u':';
    return text + limit.limit + (limit.measure == Sync::RuleMeasure::Percent ? u"%"_s : QString());
}

Sync::Result<Sync::Done> takeKinds(const QCommandLineParser &options, Sync::ApprovalRule &rule)
{
    if (options.isSet(u"decides"_s)) {
        const QString word = options.value(u"decides"_s);
        if (word != "person"_L1 && word != "automatic"_L1)
            return unreadable(u"decides"_s, word, tr("Say person or automatic."));
        rule.approves = word == "automatic"_L1;
        rule.noConflict = rule.noConflict || rule.approves;
    }
    if (options.isSet(u"direction"_s)) {
        const QString word = options.value(u"direction"_s);
        rule.direction = Sync::fromWord<Sync::Direction>(word);
        if (!rule.direction && word != "both"_L1)
            return unreadable(u"direction"_s, word, tr("Say pull, push or both."));
    }
    if (options.isSet(u"entity"_s)) {
        const QString word = options.value(u"entity"_s);
        const auto entity = Sync::fromWord<Sync::RuleEntity>(word);
        if (!entity)
            return unreadable(u"entity"_s, word, tr("Say product, variant or any."));
        rule.entity = *entity;
    }
    if (options.isSet(u"changes"_s)) {
        rule.changeTypes.clear();
        for (const QString &word : parts(options.value(u"changes"_s))) {
            const auto type = Sync::fromWord<Sync::ChangeType>(word);
            if (!type && word != "all"_L1)
                return unreadable(u"changes"_s, word, tr("Say create, update, delete, restore or all."));
            if (type)
                rule.changeTypes += *type;
        }
    }
    return Sync::Done{};
}

QString patternsOf(const QStringList &patterns, const QString &none)
{
    return patterns.isEmpty() ? none : patterns.join(u", "_s);
}

/// Why changes come to what they come to.
QString reason(const Sync::RuleOutcome &outcome)
{
    switch (outcome.guard) {
    case Sync::RuleGuard::Conflict:
        return tr("both sides changed them");
    case Sync::RuleGuard::Deletion:
        return tr("a product or variant would be deleted");
    case Sync::RuleGuard::Emptied:
        return tr("a value would be emptied");
    case Sync::RuleGuard::Begun:
        return tr("a person has begun to decide");
    case Sync::RuleGuard::None:
        break;
    }
    return outcome.ruleName.isEmpty() ? tr("no rule is about them") : tr("rule “%1”").arg(plain(outcome.ruleName));
}

QString guardWord(Sync::RuleGuard guard)
{
    switch (guard) {
    case Sync::RuleGuard::Conflict:
        return u"conflict"_s;
    case Sync::RuleGuard::Deletion:
        return u"deletion"_s;
    case Sync::RuleGuard::Emptied:
        return u"emptied"_s;
    case Sync::RuleGuard::Begun:
        return u"begun"_s;
    case Sync::RuleGuard::None:
        break;
    }
    return {};
}

} // namespace

QList<QCommandLineOption> ruleOptions()
{
    return {{u"name"_s, tr("What the rule is called"), u"text"_s},
        {u"decides"_s, tr("Who decides on what it catches: person or automatic"), u"word"_s},
        {u"direction"_s, tr("pull, push or both"), u"word"_s},
        {u"entity"_s, tr("Whose fields: product, variant or any"), u"word"_s},
        {u"changes"_s, tr("create, update, delete and restore, separated by commas, or all"), u"words"_s},
        {u"fields"_s, tr("The fields it is about, separated by commas, * for any ending; all for every field"),
            u"names"_s},
        {u"except"_s, tr("Fields it is never about, written alike; none for none"), u"names"_s},
        {u"limit"_s, tr("FIELD:20% or FIELD:2.50, with up: or down: before the number; repeat it, or none"),
            u"limit"_s},
        {u"max-fields"_s, tr("automatic: so many fields at most; person: more than so many"), u"n"_s},
        {u"any-number"_s, tr("Without --max-fields")}};
}

Sync::Result<Sync::Done> takeRuleOptions(const QCommandLineParser &options, Sync::ApprovalRule &rule)
{
    if (options.isSet(u"name"_s))
        rule.name = options.value(u"name"_s);
    if (auto kinds = takeKinds(options, rule); !kinds)
        return kinds;
    if (options.isSet(u"fields"_s))
        rule.fields = options.value(u"fields"_s) == "all"_L1 ? QStringList() : parts(options.value(u"fields"_s));
    if (options.isSet(u"except"_s))
        rule.exceptFields = options.value(u"except"_s) == "none"_L1 ? QStringList() : parts(options.value(u"except"_s));
    if (options.isSet(u"limit"_s)) {
        rule.limits.clear();
        for (const QString &written : options.values(u"limit"_s)) {
            const auto limit = limitOf(written);
            if (!limit && written != "none"_L1)
                return unreadable(u"limit"_s, written, tr("Write it like price:20% or inventory_quantity:down:5."));
            if (limit)
                rule.limits += *limit;
        }
    }
    if (options.isSet(u"max-fields"_s))
        rule.maxFields = options.value(u"max-fields"_s).toInt();
    if (options.isSet(u"any-number"_s))
        rule.maxFields.reset();
    return Sync::Done{};
}

QString ruleText(const Sync::ApprovalRule &rule)
{
    QStringList types;
    for (const Sync::ChangeType type : rule.changeTypes)
        types += toWord(type);
    QStringList limits;
    for (const Sync::RuleLimit &limit : rule.limits)
        limits += limitText(limit);
    QList<QStringList> rows{{tr("rule %1").arg(rule.id.value), plain(rule.name)},
        {u"state"_s, rule.isActive ? tr("enabled") : tr("disabled")}, {u"decides"_s, decidesWord(rule.approves)},
        {u"direction"_s, rule.direction ? toWord(*rule.direction) : u"both"_s}, {u"entity"_s, toWord(rule.entity)},
        {u"changes"_s, patternsOf(types, u"all"_s)}, {u"fields"_s, patternsOf(rule.fields, u"all"_s)},
        {u"except"_s, patternsOf(rule.exceptFields, u"none"_s)}, {u"limit"_s, patternsOf(limits, u"none"_s)},
        {u"max-fields"_s, rule.maxFields ? QString::number(*rule.maxFields) : u"any"_s}};
    if (!rule.changedBy.isEmpty())
        rows.append({tr("changed by"), plain(rule.changedBy)});
    return textTable(rows);
}

QJsonObject toJson(const Sync::ApprovalRule &rule)
{
    QJsonArray types;
    for (const Sync::ChangeType type : rule.changeTypes)
        types += toWord(type);
    QJsonArray limits;
    for (const Sync::RuleLimit &limit : rule.limits)
        limits += QJsonObject{{u"field"_s, limit.field}, {u"movement"_s, toWord(limit.movement)},
            {u"measure"_s, toWord(limit.measure)}, {u"limit"_s, limit.limit}};
    return {{u"id"_s, rule.id.isValid() ? QJsonValue(rule.id.value) : QJsonValue()}, {u"name"_s, rule.name},
        {u"enabled"_s, rule.isActive}, {u"decides"_s, decidesWord(rule.approves)},
        {u"direction"_s, rule.direction ? QJsonValue(toWord(*rule.direction)) : QJsonValue()},
        {u"entity"_s, toWord(rule.entity)}, {u"changes"_s, types},
        {u"fields"_s, QJsonArray::fromStringList(rule.fields)},
        {u"except"_s, QJsonArray::fromStringList(rule.exceptFields)}, {u"limits"_s, limits},
        {u"max_fields"_s, rule.maxFields ? QJsonValue(*rule.maxFields) : QJsonValue()}, {u"default"_s, rule.isDefault},
        {u"revision"_s, rule.revision},
        {u"changed_at"_s,
            rule.changedAt.isValid() ? QJsonValue(rule.changedAt.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue()},
        {u"changed_by"_s, rule.changedBy}};
}

QString simulationText(const Sync::RuleSimulation &simulation)
{
    QString text
        = tr("%1 changes wait. The rule catches %2 of them; it would approve %3 and keep %4 with a person that "
             "another rule would approve.")
              .arg(simulation.waiting)
              .arg(simulation.caught)
              .arg(simulation.approvedByDraft)
              .arg(simulation.keptByDraft);
    for (const Sync::RuleOutcome &outcome : simulation.outcomes) {
        text += u'\n'
            + (outcome.isApproved ? tr("%1 approved: %2") : tr("%1 wait for a person: %2"))
                  .arg(QString::number(outcome.count), reason(outcome));
        for (const Sync::RuleExample &example : outcome.examples)
            text += u"\n    %1  %2"_s.arg(example.id.value).arg(plain(example.title.left(60)));
    }
    return text;
}

QJsonObject toJson(const Sync::RuleSimulation &simulation)
{
    QJsonArray outcomes;
    for (const Sync::RuleOutcome &outcome : simulation.outcomes) {
        QJsonArray examples;
        for (const Sync::RuleExample &example : outcome.examples)
            examples += QJsonObject{{u"id"_s, example.id.value}, {u"title"_s, example.title}, {u"sku"_s, example.sku}};
        const QString guard = guardWord(outcome.guard);
        outcomes += QJsonObject{{u"approved"_s, outcome.isApproved}, {u"count"_s, outcome.count},
            {u"held_by"_s, guard.isEmpty() ? QJsonValue() : QJsonValue(guard)},
            {u"rule"_s, outcome.ruleName.isEmpty() ? QJsonValue() : QJsonValue(outcome.ruleName)},
            {u"is_this_rule"_s, outcome.isDraft}, {u"examples"_s, examples}};
    }
    return {{u"waiting"_s, simulation.waiting}, {u"approved"_s, simulation.approved}, {u"caught"_s, simulation.caught},
        {u"approved_by_this_rule"_s, simulation.approvedByDraft}, {u"kept_by_this_rule"_s, simulation.keptByDraft},
        {u"outcomes"_s, outcomes}};
}

} // namespace App
