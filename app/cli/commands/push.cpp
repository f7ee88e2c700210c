#include "app/cli/commands/runbatch.h"
#include "app/cli/output.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

QCoro::Task<int> run(CommandContext &context)
{
    const auto ids = idArguments(context.arguments, u"staged");
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
    // Whether it is the shop's name, and whether the safe level asks for it, is for the engine to say.
    request.shopNameTyped = context.options.value(u"confirm-shop"_s);
    const bool lowers = context.options.isSet(u"safe-level"_s);
    if ((request.overrideBreaker || lowers) && request.shopNameTyped != context.shopName)
        co_return context.output.failure({Sync::FailureKind::Refused,
            lowers ? tr("Lowering the safe level needs the shop's name.")
                   : tr("Going past the circuit breaker needs the shop's name."),
            tr("Nothing was sent."), tr("Add --confirm-shop %1.").arg(context.shopName)});
    if (lowers) {
        const auto level = Sync::fromWord<Sync::SafeLevel>(context.options.value(u"safe-level"_s));
        if (!level)
            co_return context.output.failure({Sync::FailureKind::BadInput,
                tr("“%1” is no safe level.").arg(plain(context.options.value(u"safe-level"_s))),
                tr("Nothing was sent."), tr("It is demo, careful, locked or read_only.")});
        const auto set = co_await resultOf(context.engine.setSafeLevel(*level));
        if (!set)
            co_return context.output.failure(set.failure());
    }
    co_return co_await runBatch(context, request);
}

} // namespace

Command pushCommand()
{
    Command command{u"push"_s, QCoreApplication::translate("App::Cli", "Send approved changes to Shopify"),
        u"[id]..."_s,
        {{{u"send-first"_s, u"first"_s},
             QCoreApplication::translate("App::Cli", "Send this many products, read back, compare, then stop"), u"n"_s},
            {u"override-breaker"_s,
                QCoreApplication::translate("App::Cli", "Go on although the circuit breaker holds the batch")},
            {u"safe-level"_s,
                tr("Lower the safe level for this command, with --confirm-shop: demo, careful, locked; a stricter one "
                   "lasts"),
                u"level"_s},
            {{u"confirm-shop"_s, u"confirm"_s},
                tr("The shop's name: for a locked shop, and to confirm --override-breaker and --safe-level"),
                u"shop"_s}},
        run};
    command.argumentsHelp
        = QCoreApplication::translate("App::Cli", "Ids of approved changes; without any, all of them");
    return command;
}

} // namespace App
