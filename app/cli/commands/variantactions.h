#pragma once

#include "app/cli/command.h"

#include <QHash>

namespace App::VariantActions {

// What “syncdesk products …-variant” does, one function per word; the arguments after the word are counted already.

QCoro::Task<int> add(CommandContext &context);
QCoro::Task<int> remove(CommandContext &context);
QCoro::Task<int> move(CommandContext &context);

/// The fields of a variant that the options describe.
QHash<QString, QString> described(const QCommandLineParser &options);

} // namespace App::VariantActions
