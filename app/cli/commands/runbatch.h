#pragma once

#include "app/cli/command.h"

namespace App {

/// The exit code of a batch that ran: 0 when everything was done, 1 when something failed or it was stopped.
int exitCode(const Sync::BatchReport &report);
/// A report in sentences, one a line.
QString reportText(const Sync::BatchReport &report);
/// Runs a batch to its end, shows its progress, prints its report. The exit code.
QCoro::Task<int> runBatch(CommandContext &context, Sync::RunRequest request);

/// Arguments as ids, or a failure that names the one that is no number, and the command that lists the right ones.
Sync::Result<QList<qint64>> idArguments(const QStringList &arguments, QStringView listedBy);

} // namespace App
