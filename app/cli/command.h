#pragma once

#include "sync/api/connections.h"
#include "sync/api/engine.h"
#include "sync/api/interruptions.h"
#include "sync/api/reader.h"
#include "sync/api/schedules.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QCoroTask>
#include <QFuture>

#include <functional>

namespace App {

class Output;

/// The database itself, for commands that look after it and need no engine.
class SchemaPort
{
public:
    struct Migration
    {
        int version = 0;
        QString name;
        bool applied = false;
        QString note; ///< Anything odd about it: changed since it was applied, unknown to this program.
    };

    virtual ~SchemaPort() = default;
    virtual QFuture<Sync::Result<QList<Migration>>> status() = 0;
    virtual QFuture<Sync::Result<QList<Migration>>> up() = 0;
    virtual QFuture<Sync::Result<QList<Migration>>> downTo(int version) = 0;
};

/// What a command may use. All outlive the command.
struct CommandContext
{
    Sync::Engine &engine;
    Sync::Reader &reader;
    Sync::Schedules &schedules;
    Sync::Interruptions &interruptions;
    SchemaPort &schema;
    const QCommandLineParser &options;
    QStringList arguments; ///< Positional ones after the command's name.
    Output &output;
    QString shopName; ///< What --confirm-shop must repeat.
    QString databaseName; ///< What it must repeat where only the database is changed.
};

/// What a command on the settings may use; no shop and no database is reached for it. All outlive the command.
struct SettingsContext
{
    Sync::Connections &connections;
    QString profile; ///< Which one this start names, by option or because it is the current one.
    const QCommandLineParser &options;
    QStringList arguments; ///< Positional ones after the command's name.
    Output &output;
};

/// What is brought up for a command.
enum class Needs {
    EngineAndSchema,
    SchemaOnly, ///< The database, its schema as it is, and no shop.
    WhatThereIs, ///< As much as can be brought up; what cannot is for the command to tell.
    SettingsOnly, ///< Neither database nor shop.
};

/// One command of the command line: its name, what it is for, its options, and what it does. The run function's
/// value is the exit code: 0 done, 1 done with failures, 2 usage, 3 refused, 4 unreachable, 5 internal.
struct Command
{
    QString name;
    QString summary;
    QString usage; ///< Positional arguments for the help, for example "<id>...".
    QList<QCommandLineOption> options;
    std::function<QCoro::Task<int>(CommandContext &)> run;
    Needs needs = Needs::EngineAndSchema;
    QString argumentsHelp = {}; ///< What the positional arguments are.
    /// In place of `run` for a command that needs SettingsOnly.
    std::function<QCoro::Task<int>(SettingsContext &)> runOnSettings = {};
    QString description = {}; ///< More for the help, in lines of their own.
};

/// All commands, in the order of the help.
QList<Command> commands();

// One function per command, each in its own file below commands/.
Command pullCommand();
Command stagedCommand();
Command approveCommand();
Command rejectCommand();
Command applyCommand();
Command pushCommand();
Command rollbackCommand();
Command replayCommand();
Command batchesCommand();
Command historyCommand();
Command statusCommand();
Command doctorCommand();
Command migrateCommand();
Command maintenanceCommand();
Command configCommand();
Command productsCommand();
Command schedulesCommand();
Command resumeCommand();
Command rulesCommand();
Command safeLevelCommand();

/// Waits for a future's result; a cancelled one is a stop.
template <typename T>
QCoro::Task<Sync::Result<T>> resultOf(QFuture<Sync::Result<T>> future);

} // namespace App

#include <QCoroFuture>

template <typename T>
QCoro::Task<Sync::Result<T>> App::resultOf(QFuture<Sync::Result<T>> future)
{
    co_await qCoro(future).waitForFinished();
    if (future.isCanceled() || future.resultCount() == 0)
        co_return Sync::stopped();
    co_return future.result();
}
