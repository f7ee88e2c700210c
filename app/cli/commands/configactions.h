#pragma once

#include "app/cli/command.h"

namespace App::ConfigActions {

// What “syncdesk config …” does, one function per word; the arguments are counted already.

QCoro::Task<int> list(SettingsContext &context);
QCoro::Task<int> get(SettingsContext &context);
QCoro::Task<int> set(SettingsContext &context);
QCoro::Task<int> test(SettingsContext &context);
QCoro::Task<int> profiles(SettingsContext &context);
QCoro::Task<int> use(SettingsContext &context);
QCoro::Task<int> remove(SettingsContext &context);
QCoro::Task<int> importEnv(SettingsContext &context);

QCoro::Task<int> setToken(SettingsContext &context);
QCoro::Task<int> setClientSecret(SettingsContext &context);
QCoro::Task<int> setDatabasePassword(SettingsContext &context);

} // namespace App::ConfigActions
