#include "app/cli/commands/runbatch.h"
#include "app/cli/json.h"
#include "app/cli/output.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

/// The run that is meant: the one named, or the only one that waits.
QCoro::Task<Sync::Result<Sync::BatchId>> batchOf(CommandContext &context)
{
    const auto ids = idArguments(context.arguments, u"status");
    if (!ids)
        co_return ids.failure();
    if (ids->size() == 1)
        co_return Sync::BatchId{ids->constFirst()};
    const auto waiting = co_await resultOf(context.interruptions.list());
    if (!waiting)
        co_return waiting.failure();
    if (ids->isEmpty() && waiting->size() == 1)
        co_return waiting->constFirst().batch;
    co_return Sync::Failure{Sync::FailureKind::BadInput,
        waiting->isEmpty() ? tr("No run was interrupted.") : tr("Runs that were interrupted: %1.").arg(waiting->size()),
        tr("Nothing was started."),
        waiting->isEmpty() ? QString() : tr("Name one of them; “syncdesk status” lists them.")};
}

QCoro::Task<int> run(CommandContext &context)
{
    const auto batch = co_await batchOf(context);
    if (!batch)
        co_return context.output.failure(batch.failure());
    if (context.options.isSet(u"leave"_s)) {
        const auto left = co_await resultOf(context.interruptions.leave(*batch));
        if (!left)
            co_return context.output.failure(left.failure());
        context.output.result(tr("Run %1 is left as it is.").arg(batch->value), {{u"batch_id"_s, batch->value}});
        co_return 0;
    }
    const auto report
        = co_await resultOf(context.interruptions.resume(*batch, context.options.value(u"confirm-shop"_s)));
    if (!report)
        co_return context.output.failure(report.failure());
    context.output.result(reportText(*report), toJson(*report));
    co_return exitCode(*report);
}

} // namespace

Command resumeCommand()
{
    Command command{u"resume"_s, tr("Go on with a run that was interrupted, or leave it as it is"), u"[batch]"_s,
        {{u"leave"_s, tr("What was done stays done, and nobody is asked about it again")},
            {u"confirm-shop"_s, tr("The shop's name, where the safe level is locked"), u"shop"_s}},
        run};
    command.argumentsHelp = tr("The number of the run; without one, the only one that was interrupted");
    command.description = tr("What was written is not written again. “syncdesk status” lists runs that were "
                             "interrupted; “syncdesk rollback --batch-id N” undoes one.");
    return command;
}

} // namespace App
