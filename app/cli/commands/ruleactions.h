#pragma once

#include "app/cli/command.h"

/// What “syncdesk rules” can do, one function per word after it. Each answers with the exit code.
namespace App::RuleActions {

QCoro::Task<int> list(CommandContext &context);
QCoro::Task<int> show(CommandContext &context);
/// Without an id a new rule, else a change of the parts whose options are given.
QCoro::Task<int> set(CommandContext &context);
QCoro::Task<int> remove(CommandContext &context);
QCoro::Task<int> enable(CommandContext &context);
QCoro::Task<int> disable(CommandContext &context);
/// Tries a rule as it is, or as the options would make it, on what waits; nothing is saved.
QCoro::Task<int> simulate(CommandContext &context);
QCoro::Task<int> restore(CommandContext &context);

} // namespace App::RuleActions
