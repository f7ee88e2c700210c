#include "app/cli/commandline.h"

#include "version.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

QList<QCommandLineOption> commonOptions()
{
    return {{u"shop"_s, tr("The shop, for example example.myshopify.com (else SHOPIFY_SHOP_URL, else the profile)"),
                u"address"_s},
        {u"database"_s,
            tr("The database, postgresql://user@host/name without a password (else DATABASE_URL, else the profile)"),
            u"url"_s},
        {u"profile"_s, tr("The profile to use"), u"name"_s}};
}

/// The parser knows the program only by where it was started from, and not yet even that.
QString helpFor(const Command &command, const QCommandLineParser &parser)
{
    QString help = parser.helpText();
    if (const qsizetype options = help.indexOf(u" [options]"); options > 0)
        help.replace(0, options, tr("Usage: syncdesk %1").arg(command.name));
    return help;
}

QString overviewHelp()
{
    QString text
        = tr("Syncdesk keeps a PostgreSQL product catalogue and a Shopify store in step.\n\n"
             "Usage: syncdesk                      open the window\n"
             "       syncdesk --demo               open the window with the built-in demo shop\n"
             "       syncdesk --screenshot DIR     walk the main flow in a demo shop, save a picture of every page\n"
             "       syncdesk COMMAND [--json]     run a command without a window\n\nCommands:\n");
    for (const Command &command : commands())
        text += u"  %1 %2\n"_s.arg(command.name, -13).arg(command.summary);
    text += tr("\n“syncdesk COMMAND --help” explains one. Tokens and passwords come from the environment "
               "(SHOPIFY_ACCESS_TOKEN, DATABASE_URL) or the system keychain, never from an argument.\n"
               "Exit codes: 0 done, 1 done with failures, 2 usage, 3 refused, 4 unreachable, 5 internal.\n");
    return text;
}

CommandLine print(const QString &text, int exitCode)
{
    CommandLine line;
    line.what = PrintAndEnd{text.endsWith(u'\n') ? text : text + u'\n', exitCode};
    return line;
}

void readCommon(const QCommandLineParser &parser, CommandLine &line)
{
    line.shopUrl = parser.value(u"shop"_s);
    line.databaseUrl = parser.value(u"database"_s);
    line.profile = parser.value(u"profile"_s);
}

bool holdsPassword(const QString &databaseUrl)
{
    return !QUrl(databaseUrl).password().isEmpty() || databaseUrl.contains("password="_L1);
}

CommandLine parseWindow(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions(commonOptions());
    parser.addOptions({{u"demo"_s, tr("Use the built-in demo shop and a private database")},
        {u"screenshot"_s, tr("Walk the main flow and save a picture of every page"), u"folder"_s},
        {{u"h"_s, u"help"_s}, tr("Show this help")}, {u"version"_s, tr("Show the version")}});
    if (!parser.parse(arguments))
        return print(parser.errorText(), 2);
    if (parser.isSet(u"help"_s))
        return print(overviewHelp(), 0);
    if (parser.isSet(u"version"_s))
        return print(u"syncdesk " SYNCDESK_VERSION ""_s, 0);
    CommandLine line;
    readCommon(parser, line);
    if (holdsPassword(line.databaseUrl))
        return print(
            tr("A password on the command line can be read by every user of this computer. Put it in DATABASE_URL."),
            2);
    // The walk writes and sends: only ever in the demo shop.
    const QString pictures = parser.value(u"screenshot"_s);
    if (parser.isSet(u"screenshot"_s) && pictures.isEmpty())
        return print(tr("--screenshot needs a folder."), 2);
    line.what = OpenWindow{parser.isSet(u"demo"_s) || !pictures.isEmpty(), pictures};
    return line;
}

/// What is wrong with the first of the options that take a number, all of which are above zero; empty for nothing.
QString badNumber(const Command &command, const QCommandLineParser &parser)
{
    for (const QCommandLineOption &option : command.options) {
        if (option.valueName() != "n"_L1 || !parser.isSet(option))
            continue;
        for (const QString &value : parser.values(option)) {
            bool ok = false;
            if (value.toLongLong(&ok) < 1 || !ok)
                return tr("--%1 needs a whole number above zero, not “%2”.")
                    .arg(option.names().constFirst(), plain(value));
        }
    }
    return {};
}

CommandLine parseCommand(const Command &command, const QStringList &arguments)
{
    auto parser = std::make_unique<QCommandLineParser>();
    parser->setApplicationDescription(
        command.description.isEmpty() ? command.summary : QString(command.summary % u"\n\n" % command.description));
    parser->addOptions(command.options);
    parser->addOptions({{u"json"_s, tr("Print one JSON object on standard output")},
        {u"quiet"_s, tr("No progress on standard error")}, {{u"h"_s, u"help"_s}, tr("Show this help")}});
    parser->addOptions(commonOptions());
    if (!command.usage.isEmpty())
        parser->addPositionalArgument(command.usage, command.argumentsHelp, command.usage);
    // The parser takes the first argument for the program's name.
    const bool ok = parser->parse(QStringList{u"syncdesk "_s + command.name} + arguments);
    if (!ok)
        return print(parser->errorText(), 2);
    if (parser->isSet(u"help"_s))
        return print(helpFor(command, *parser), 0);
    if (command.usage.isEmpty() && !parser->positionalArguments().isEmpty())
        return print(
            tr("“%1” takes no argument “%2”.").arg(command.name, plain(parser->positionalArguments().constFirst())), 2);
    if (const QString bad = badNumber(command, *parser); !bad.isEmpty())
        return print(bad, 2);
    CommandLine line;
    readCommon(*parser, line);
    if (holdsPassword(line.databaseUrl))
        return print(
            tr("A password on the command line can be read by every user of this computer. Put it in DATABASE_URL."),
            2);
    RunCommand run;
    run.command = command;
    run.arguments = parser->positionalArguments();
    run.form = parser->isSet(u"json"_s) ? Output::Form::Json : Output::Form::Text;
    run.progress = parser->isSet(u"quiet"_s) ? Output::Progress::Hide : Output::Progress::Show;
    run.options = std::move(parser);
    line.what = std::move(run);
    return line;
}

CommandLine parse(const QStringList &arguments)
{
    if (arguments.size() < 2 || arguments.at(1).startsWith(u'-'))
        return parseWindow(arguments);
    for (const Command &command : commands())
        if (command.name == arguments.at(1))
            return parseCommand(command, arguments.mid(2));
    return print(tr("There is no command “%1”. “syncdesk --help” lists them.").arg(plain(arguments.at(1))), 2);
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    CommandLine line = parse(arguments);
    // Whoever reads our answers with a program wants the object also when the arguments beside --json were wrong.
    if (auto *text = std::get_if<PrintAndEnd>(&line.what); text && arguments.contains("--json"_L1))
        text->form = Output::Form::Json;
    return line;
}

} // namespace App
