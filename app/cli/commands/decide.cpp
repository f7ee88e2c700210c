#include "app/cli/commands/runbatch.h"
#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QCoro::Task<int> decide(CommandContext &context, Sync::DecisionKind kind)
{
    Sync::DecisionRequest request;
    request.kind = kind;
    request.reason = context.options.value(u"reason"_s);
    const bool all = context.options.isSet(u"all"_s);
    if (all == !context.arguments.isEmpty())
        co_return context.output.failure({Sync::FailureKind::BadInput,
            QCoreApplication::translate("App::Cli", "Say which changes: their ids, or --all for every pending one."),
            {}, {}});
    if (all) {
        Sync::StagedQuery query;
        query.status = Sync::StagedStatus::Pending;
        if (const QString word = context.options.value(u"direction"_s); !word.isEmpty()) {
            query.direction = Sync::fromWord<Sync::Direction>(word);
            if (!query.direction)
                co_return context.output.failure({Sync::FailureKind::BadInput,
                    QCoreApplication::translate("App::Cli", "--direction is pull or push."), {}, {}});
        }
        request.target.matching = query;
    } else {
        const auto ids = idArguments(context.arguments, u"staged");
        if (!ids)
            co_return context.output.failure(ids.failure());
        for (const qint64 id : *ids)
            request.target.changes.append(Sync::ChangeId{id});
    }
    const auto report = co_await resultOf(context.engine.decide(request));
    if (!report)
        co_return context.output.failure(report.failure());
    QString text = kind == Sync::DecisionKind::Approve
        ? QCoreApplication::translate("App::Cli", "%1 changes approved.").arg(report->changed)
        : QCoreApplication::translate("App::Cli", "%1 changes rejected.").arg(report->changed);
    for (const QString &left : report->left)
        text += u'\n' + plain(left);
    context.output.result(
        text, {{u"changed"_s, report->changed}, {u"left"_s, QJsonArray::fromStringList(report->left)}});
    co_return report->left.isEmpty() ? 0 : 1;
}

QCoro::Task<int> approve(CommandContext &context)
{
    return decide(context, Sync::DecisionKind::Approve);
}

QCoro::Task<int> reject(CommandContext &context)
{
    return decide(context, Sync::DecisionKind::Reject);
}

QList<QCommandLineOption> options()
{
    return {{u"all"_s, QCoreApplication::translate("App::Cli", "Every pending change")},
        {u"direction"_s, QCoreApplication::translate("App::Cli", "With --all: only pull or only push"), u"word"_s},
        {u"reason"_s, QCoreApplication::translate("App::Cli", "Why; kept with the decision"), u"text"_s}};
}

} // namespace

Command approveCommand()
{
    Command command{u"approve"_s, QCoreApplication::translate("App::Cli", "Approve staged changes"), u"<id>..."_s,
        options(), approve};
    command.argumentsHelp = QCoreApplication::translate("App::Cli", "Ids of changes, as “syncdesk staged” lists them");
    return command;
}

Command rejectCommand()
{
    Command command{
        u"reject"_s, QCoreApplication::translate("App::Cli", "Reject staged changes"), u"<id>..."_s, options(), reject};
    command.argumentsHelp = QCoreApplication::translate("App::Cli", "Ids of changes, as “syncdesk staged” lists them");
    return command;
}

} // namespace App
