#include "app/cli/command.h"
#include "app/cli/commands/subcommand.h"
#include "app/cli/output.h"
#include "models/format/text.h"
#include "models/format/words.h"
#include "models/progress/environment.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

void tell(CommandContext &context, const Sync::SafeLevelState &state)
{
    QString text = tr("The safe level is %1. %2").arg(Models::word(state.level), Models::safeLevelMeaning(state.level));
    if (state.until.isValid())
        text += u' ' + tr("It goes back up at %1.").arg(Models::localTime(state.until));
    context.output.result(text,
        {{u"level"_s, Sync::toWord(state.level)},
            {u"until"_s, state.until.isValid() ? QJsonValue(state.until.toString(Qt::ISODate)) : QJsonValue()}});
}

QCoro::Task<int> show(CommandContext &context)
{
    const auto state = co_await resultOf(context.engine.safeLevel());
    if (!state)
        co_return context.output.failure(state.failure());
    tell(context, *state);
    co_return 0;
}

QCoro::Task<int> set(CommandContext &context)
{
    const QString word = context.arguments.value(1);
    const auto level = Sync::fromWord<Sync::SafeLevel>(word);
    if (!level)
        co_return context.output.failure({Sync::FailureKind::BadInput, tr("“%1” is no safe level.").arg(plain(word)),
            tr("The safe level stays as it is."), tr("It is demo, careful, locked or read_only.")});
    const auto state = co_await resultOf(context.engine.safeLevel());
    if (!state)
        co_return context.output.failure(state.failure());
    if (*level < state->level)
        co_return context.output.failure({Sync::FailureKind::Refused,
            tr("The safe level is %1; it is not lowered for good.").arg(Models::word(state->level)),
            tr("A lowered level ends after 15 minutes and with the program that lowered it, so that nobody works on "
               "unprotected without knowing."),
            tr("Lower it for one command with “push --safe-level %1 --confirm-shop %2”, or at the top of the window.")
                .arg(word, context.shopName)});
    const auto done = co_await resultOf(context.engine.setSafeLevel(*level));
    if (!done)
        co_return context.output.failure(done.failure());
    tell(context, {*level});
    co_return 0;
}

QCoro::Task<int> run(CommandContext &context)
{
    if (context.arguments.isEmpty())
        return show(context);
    static constexpr std::array<Subcommand<CommandContext>, 2> actions{{{u"show", 0, 0, show}, {u"set", 1, 1, set}}};
    return runSubcommand<CommandContext>(context, u"safe-level"_s, actions);
}

} // namespace

Command safeLevelCommand()
{
    Command command{u"safe-level"_s, tr("Show how carefully this shop is written to, or make it more careful"),
        u"[show|set <level>]"_s, {}, run};
    command.argumentsHelp = tr("Nothing or “show”; or “set” and demo, careful, locked or read_only");
    command.description
        = tr("A stricter level lasts, on every desk. Locked asks for the shop's name before anything is "
             "written to Shopify (--confirm-shop NAME); read_only refuses it.");
    return command;
}

} // namespace App
