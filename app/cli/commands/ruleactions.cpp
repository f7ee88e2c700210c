#include "app/cli/commands/ruleactions.h"
#include "app/cli/commands/runbatch.h"
#include "app/cli/output.h"
#include "app/cli/ruletext.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace App::RuleActions {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

/// The rule whose id is the argument after the word; a new one where there is none.
QCoro::Task<Sync::Result<Sync::ApprovalRule>> ruleOf(CommandContext &context)
{
    if (context.arguments.size() < 2)
        co_return Sync::ApprovalRule{};
    const auto ids = idArguments(context.arguments.mid(1, 1), u"rules list");
    if (!ids)
        co_return ids.failure();
    const auto rules = co_await resultOf(context.reader.approvalRules());
    if (!rules)
        co_return rules.failure();
    for (const Sync::ApprovalRule &rule : *rules)
        if (rule.id.value == ids->first())
            co_return Sync::ApprovalRule(rule);
    co_return Sync::Failure{Sync::FailureKind::NotFound, tr("There is no rule %1.").arg(ids->first()),
        tr("Nothing was changed."), tr("“syncdesk rules list” lists them.")};
}

int tellRules(CommandContext &context, const QList<Sync::ApprovalRule> &rules)
{
    QList<QStringList> table{{tr("id"), tr("state"), tr("decides"), tr("name")}};
    QJsonArray json;
    for (const Sync::ApprovalRule &rule : rules) {
        table.append({QString::number(rule.id.value), rule.isActive ? tr("enabled") : tr("disabled"),
            rule.approves ? u"automatic"_s : u"person"_s, plain(rule.name)});
        json += toJson(rule);
    }
    context.output.result(
        rules.isEmpty() ? tr("There is no rule; every change waits for a person.") : textTable(table, {0}),
        {{u"rules"_s, json}});
    return 0;
}

QCoro::Task<int> change(CommandContext &context, Sync::RuleChange step)
{
    const auto rules = co_await resultOf(context.engine.changeRules(step));
    if (!rules)
        co_return context.output.failure(rules.failure());
    co_return tellRules(context, *rules);
}

QCoro::Task<int> turn(CommandContext &context, bool on)
{
    auto rule = co_await ruleOf(context);
    if (!rule)
        co_return context.output.failure(rule.failure());
    rule->isActive = on;
    // Named, here and below: GCC 12 destroys an argument twice that is made inside an awaited expression.
    const Sync::RuleChange step = Sync::SaveRule{*rule};
    co_return co_await change(context, step);
}

} // namespace

QCoro::Task<int> list(CommandContext &context)
{
    const auto rules = co_await resultOf(context.reader.approvalRules());
    if (!rules)
        co_return context.output.failure(rules.failure());
    co_return tellRules(context, *rules);
}

QCoro::Task<int> show(CommandContext &context)
{
    const auto rule = co_await ruleOf(context);
    if (!rule)
        co_return context.output.failure(rule.failure());
    context.output.result(ruleText(*rule), toJson(*rule));
    co_return 0;
}

QCoro::Task<int> set(CommandContext &context)
{
    auto rule = co_await ruleOf(context);
    if (!rule)
        co_return context.output.failure(rule.failure());
    if (auto taken = takeRuleOptions(context.options, *rule); !taken)
        co_return context.output.failure(taken.failure());
    const Sync::RuleChange step = Sync::SaveRule{*rule};
    co_return co_await change(context, step);
}

QCoro::Task<int> remove(CommandContext &context)
{
    const auto rule = co_await ruleOf(context);
    if (!rule)
        co_return context.output.failure(rule.failure());
    const Sync::RuleChange step = Sync::RemoveRule{rule->id, rule->revision};
    co_return co_await change(context, step);
}

QCoro::Task<int> enable(CommandContext &context)
{
    return turn(context, true);
}

QCoro::Task<int> disable(CommandContext &context)
{
    return turn(context, false);
}

QCoro::Task<int> simulate(CommandContext &context)
{
    auto rule = co_await ruleOf(context);
    if (!rule)
        co_return context.output.failure(rule.failure());
    if (auto taken = takeRuleOptions(context.options, *rule); !taken)
        co_return context.output.failure(taken.failure());
    if (rule->name.isEmpty())
        rule->name = tr("(new rule)");
    if (const auto problems = Sync::problemsOf(*rule); !problems.isEmpty())
        co_return context.output.failure({Sync::FailureKind::BadInput, problems.first().sentence,
            tr("Nothing was tried."), tr("“syncdesk rules --help” explains the options.")});
    const auto simulation = co_await resultOf(context.reader.simulateRule(*rule));
    if (!simulation)
        co_return context.output.failure(simulation.failure());
    context.output.result(simulationText(*simulation), toJson(*simulation));
    co_return 0;
}

QCoro::Task<int> restore(CommandContext &context)
{
    return change(context, Sync::RestoreDefaultRules{});
}

} // namespace App::RuleActions
