#include "app/cli/commands/runbatch.h"

#include "app/cli/json.h"
#include "app/cli/output.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString statusText(Sync::BatchStatus status)
{
    switch (status) {
    case Sync::BatchStatus::Queued:
        return QCoreApplication::translate("App::Report", "queued");
    case Sync::BatchStatus::Running:
        return QCoreApplication::translate("App::Report", "running");
    case Sync::BatchStatus::Paused:
        return QCoreApplication::translate("App::Report", "paused");
    case Sync::BatchStatus::Completed:
        return QCoreApplication::translate("App::Report", "done");
    case Sync::BatchStatus::Partial:
        return QCoreApplication::translate("App::Report", "done with failures");
    case Sync::BatchStatus::Failed:
        return QCoreApplication::translate("App::Report", "failed");
    case Sync::BatchStatus::Cancelled:
        return QCoreApplication::translate("App::Report", "stopped");
    case Sync::BatchStatus::Interrupted:
        break;
    }
    return QCoreApplication::translate("App::Report", "interrupted");
}

} // namespace

int exitCode(const Sync::BatchReport &report)
{
    return report.status == Sync::BatchStatus::Completed && report.failed == 0 ? 0 : 1;
}

QString reportText(const Sync::BatchReport &report)
{
    QString text = QCoreApplication::translate("App::Report", "Batch %1 (%2): %3.")
                       .arg(report.batch.value)
                       .arg(toWord(report.kind), statusText(report.status));
    text += u'\n'
        + QCoreApplication::translate("App::Report", "%1 products: %2 succeeded, %3 failed, %4 skipped.")
              .arg(report.total)
              .arg(report.succeeded)
              .arg(report.failed)
              .arg(report.skipped);
    if (report.kind == Sync::BatchKind::Pull)
        text += u'\n'
            + QCoreApplication::translate(
                "App::Report", "%1 changes staged, %2 of them with conflicts; %3 rows of the mirror written.")
                  .arg(report.staged)
                  .arg(report.conflicts)
                  .arg(report.mirrorRowsWritten);
    if (report.approvedByRules > 0)
        text += u'\n'
            + QCoreApplication::translate("App::Report", "%1 more changes were approved by rules.")
                  .arg(report.approvedByRules);
    for (const QString &warning : report.warnings)
        text += u'\n' + plain(warning);
    return text;
}

QCoro::Task<int> runBatch(CommandContext &context, Sync::RunRequest request)
{
    Output &output = context.output;
    const auto progress = QObject::connect(
        &context.engine, &Sync::Engine::progressed, &context.engine, [&output](const Sync::ProgressSnapshot &snapshot) {
            QMetaObject::invokeMethod(
                qApp, [&output, snapshot] { output.progress(snapshot); }, Qt::QueuedConnection);
        });
    const Sync::Result<Sync::BatchReport> report = co_await resultOf(context.engine.run(std::move(request)));
    QObject::disconnect(progress);
    // Progress already queued for this thread still refers to the output; it is delivered before this goes on.
    QCoreApplication::sendPostedEvents(qApp, QEvent::MetaCall);
    if (!report)
        co_return output.failure(report.failure());
    output.result(reportText(*report), toJson(*report));
    co_return exitCode(*report);
}

Sync::Result<QList<qint64>> idArguments(const QStringList &arguments, QStringView listedBy)
{
    QList<qint64> ids;
    for (const QString &argument : arguments) {
        bool ok = false;
        const qint64 id = argument.toLongLong(&ok);
        if (!ok || id <= 0)
            return Sync::Failure{Sync::FailureKind::BadInput,
                QCoreApplication::translate("App::Cli", "“%1” is not a number.").arg(plain(argument)), {},
                QCoreApplication::translate("App::Cli", "Give the ids that “syncdesk %1” lists.").arg(listedBy)};
        ids.append(id);
    }
    return ids;
}

} // namespace App
