#include "app/cli/commands/runbatch.h"
#include "app/cli/output.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QCoro::Task<int> run(CommandContext &context)
{
    const auto ids = idArguments(context.arguments);
    if (!ids)
        co_return context.output.failure(ids.failure());
    Sync::PushRequest request;
    for (const qint64 id : *ids)
        request.changes.append(Sync::ChangeId{id});
    request.overrideBreaker = context.options.isSet(u"override-breaker"_s);
    if (context.options.isSet(u"send-first"_s)) {
        bool ok = false;
        request.sendFirst = context.options.value(u"send-first"_s).toInt(&ok);
        if (!ok || request.sendFirst < 1)
            co_return context.output.failure({Sync::FailureKind::BadInput,
                QCoreApplication::translate("App::Cli", "--send-first needs a number of products, 1 or more."), {},
                {}});
    }
    if (request.overrideBreaker && context.options.value(u"confirm"_s) != context.shopName)
        co_return context.output.failure({Sync::FailureKind::Refused,
            QCoreApplication::translate("App::Cli", "Going past the circuit breaker needs the shop's name."),
            QCoreApplication::translate("App::Cli", "Nothing was sent."),
            QCoreApplication::translate("App::Cli", "Add --confirm %1.").arg(context.shopName)});
    co_return co_await runBatch(context, request);
}

} // namespace

Command pushCommand()
{
    Command command{u"push"_s, QCoreApplication::translate("App::Cli", "Send approved changes to Shopify"),
        u"[id]..."_s,
        {{u"send-first"_s,
             QCoreApplication::translate("App::Cli", "Send this many products, read back, compare, then stop"), u"n"_s},
            {u"override-breaker"_s,
                QCoreApplication::translate("App::Cli", "Go on although the circuit breaker holds the batch")},
            {u"confirm"_s, QCoreApplication::translate("App::Cli", "The shop's name, to confirm --override-breaker"),
                u"shop"_s}},
        run};
    command.argumentsHelp
        = QCoreApplication::translate("App::Cli", "Ids of approved changes; without any, all of them");
    return command;
}

} // namespace App
