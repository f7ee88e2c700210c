#include "app/cli/commands/configactions.h"
#include "app/cli/commands/subcommand.h"
#include "app/cli/output.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

constexpr Subcommand<SettingsContext> actions[] = {
    {u"list", 0, 0, ConfigActions::list},
    {u"get", 1, 1, ConfigActions::get},
    {u"set", 2, 2, ConfigActions::set},
    {u"set-token", 0, 0, ConfigActions::setToken},
    {u"set-client-secret", 0, 0, ConfigActions::setClientSecret},
    {u"set-database-password", 0, 0, ConfigActions::setDatabasePassword},
    {u"test", 0, 0, ConfigActions::test},
    {u"profiles", 0, 0, ConfigActions::profiles},
    {u"use", 1, 1, ConfigActions::use},
    {u"remove", 1, 1, ConfigActions::remove},
    {u"import-env", 1, 1, ConfigActions::importEnv},
};

QCoro::Task<int> run(SettingsContext &context)
{
    return runSubcommand<SettingsContext>(context, u"config"_s, actions);
}

} // namespace

Command configCommand()
{
    Command command;
    command.name = u"config"_s;
    command.summary = tr("Set up shops and databases, keep their secrets in the system keychain");
    command.usage = u"action [arguments]"_s;
    command.argumentsHelp = tr("list, get, set, set-token, … as below");
    command.description = tr("  config list                    every setting, its value, and where it comes from\n"
                             "  config get NAME                one value\n"
                             "  config set NAME VALUE          keep one; an empty value takes it back to its default\n"
                             "  config set-token               keep the access token in the keychain; asks for it, or\n"
                             "                                 reads it with --token-stdin\n"
                             "  config set-client-secret       the same for an app's client secret\n"
                             "  config set-database-password   the same for the database's password\n"
                             "  config test                    try shop and database as they are set up\n"
                             "  config profiles                all profiles; config use NAME, config remove NAME\n"
                             "  config import-env FILE         show what a .env file holds; --save keeps it\n"
                             "Each works on the profile that --profile names, else on the current one.");
    command.options
        = {{u"token-stdin"_s, tr("Read the secret from standard input; never an argument, which every user could see")},
            {u"save"_s, tr("With import-env: keep what was shown")}};
    command.needs = Needs::SettingsOnly;
    command.runOnSettings = run;
    return command;
}

} // namespace App
