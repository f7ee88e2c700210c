#include "app/cli/commands/ruleactions.h"
#include "app/cli/commands/subcommand.h"
#include "app/cli/output.h"
#include "app/cli/ruletext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

constexpr Subcommand<CommandContext> actions[] = {
    {u"list", 0, 0, RuleActions::list},
    {u"show", 1, 1, RuleActions::show},
    {u"set", 0, 1, RuleActions::set},
    {u"remove", 1, 1, RuleActions::remove},
    {u"enable", 1, 1, RuleActions::enable},
    {u"disable", 1, 1, RuleActions::disable},
    {u"simulate", 0, 1, RuleActions::simulate},
    {u"restore-defaults", 0, 0, RuleActions::restore},
};

QCoro::Task<int> run(CommandContext &context)
{
    return runSubcommand<CommandContext>(context, u"rules"_s, actions);
}

} // namespace

Command rulesCommand()
{
    Command command{u"rules"_s, tr("List, change and try the rules that approve changes or ask for a person"),
        u"action [id]"_s, ruleOptions(), run};
    command.argumentsHelp = tr("list, show, set, remove, enable, disable, simulate or restore-defaults, as below");
    command.description = tr("  rules list               the rules in their order, with their ids\n"
                             "  rules show ID            one rule\n"
                             "  rules set [ID] …         make a rule, or change the parts whose options are given\n"
                             "  rules enable|disable ID  turn a rule on or off\n"
                             "  rules remove ID          delete a rule\n"
                             "  rules simulate [ID] …    what it would make of the changes waiting; saves nothing\n"
                             "  rules restore-defaults   put the four default rules back; your own stay\n\n"
                             "A rule that asks for a person beats every rule that approves. Conflicts and deletions "
                             "always wait for a person, and so does what no rule is about.\n\n"
                             "Fields for --fields and --except: %1, and metafield:custom.* or the "
                             "like for metafields. “channels” are the sales channels that a product joins or leaves.")
                              .arg(Sync::ruleFields().join(u", "_s));
    return command;
}

} // namespace App
