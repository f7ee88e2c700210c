#pragma once

#include "app/cli/command.h"

namespace App::ProductActions {

// What “syncdesk products …” does, one function per word; the arguments after the word are counted already.

QCoro::Task<int> list(CommandContext &context);
QCoro::Task<int> show(CommandContext &context);
QCoro::Task<int> makeNew(CommandContext &context);
QCoro::Task<int> duplicate(CommandContext &context);
QCoro::Task<int> set(CommandContext &context);
QCoro::Task<int> remove(CommandContext &context);
QCoro::Task<int> deleted(CommandContext &context);
QCoro::Task<int> restore(CommandContext &context);

} // namespace App::ProductActions
