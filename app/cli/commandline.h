#pragma once

#include "app/cli/command.h"
#include "app/cli/output.h"

#include <QCommandLineParser>

#include <memory>
#include <variant>

namespace App {

/// Open the window.
struct OpenWindow
{
    bool demo = false;
    QString screenshotFolder = {}; ///< Not empty: walk the main flow, save pictures there, end.
};

/// Run one command without a window.
struct RunCommand
{
    Command command;
    std::unique_ptr<QCommandLineParser> options;
    QStringList arguments;
    Output::Form form = Output::Form::Text;
    Output::Progress progress = Output::Progress::Show;
};

/// Print and end: help, version, or a usage error. Errors go to standard error, and as an object to standard output
/// when that was asked for.
struct PrintAndEnd
{
    QString text;
    int exitCode = 0;
    Output::Form form = Output::Form::Text;
};

/// What the program was asked to do, and the settings given as options; they win over environment and profile.
struct CommandLine
{
    std::variant<OpenWindow, RunCommand, PrintAndEnd> what;
    QString shopUrl = {};
    QString databaseUrl = {};
    QString profile = {};
    /// The profile was chosen in the window: what options and environment say of other places does not count.
    bool isChosenInWindow = false;
};

/// Reads the program's arguments (the first is the program's name). Secrets are not among them: tokens and passwords
/// come from the environment or the keychain, never from an argument that every user of the machine can see.
CommandLine parseCommandLine(const QStringList &arguments);

} // namespace App
