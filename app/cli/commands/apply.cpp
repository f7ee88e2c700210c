#include "app/cli/commands/runbatch.h"
#include "app/cli/output.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QCoro::Task<int> run(CommandContext &context)
{
    const auto ids = idArguments(context.arguments, u"staged");
    if (!ids)
        co_return context.output.failure(ids.failure());
    Sync::ApplyRequest request;
    for (const qint64 id : *ids)
        request.changes.append(Sync::ChangeId{id});
    co_return co_await runBatch(context, request);
}

} // namespace

Command applyCommand()
{
    Command command{u"apply"_s,
        QCoreApplication::translate("App::Cli", "Write approved changes from Shopify to the catalogue"), u"[id]..."_s,
        {}, run};
    command.argumentsHelp
        = QCoreApplication::translate("App::Cli", "Ids of approved changes; without any, all of them");
    return command;
}

} // namespace App
