#pragma once

#include "app/cli/output.h"

#include <QCoroTask>

#include <QCoreApplication>
#include <QStringList>

#include <span>

namespace App {

/// One word after a command's name, how many arguments may follow it, and what it does.
template <typename Context>
struct Subcommand
{
    QStringView name;
    int fewest;
    int most;
    QCoro::Task<int> (*run)(Context &context);
};

/// That the first argument is none of a command's words, or has too few or too many arguments.
int refuseSubcommand(Output &output, const QString &command, const QString &word, const QStringList &words);

/// Runs the action that the first argument names; else says which there are. `command` is what was typed before it.
template <typename Context>
QCoro::Task<int> runSubcommand(Context &context, QString command, std::span<const Subcommand<Context>> actions)
{
    const QString word = context.arguments.value(0);
    const auto count = context.arguments.size() - 1;
    QStringList words;
    for (const Subcommand<Context> &action : actions) {
        if (action.name == word && count >= action.fewest && count <= action.most)
            co_return co_await action.run(context);
        words += action.name.toString();
    }
    co_return refuseSubcommand(context.output, command, word, words);
}

} // namespace App
