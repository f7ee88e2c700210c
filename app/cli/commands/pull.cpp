#include "app/cli/commands/runbatch.h"
#include "app/cli/output.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QCoro::Task<int> run(CommandContext &context)
{
    Sync::PullRequest request;
    if (context.options.isSet(u"changed"_s))
        request.scope = Sync::PullScope::Incremental;
    if (context.options.isSet(u"since"_s)) {
        request.scope = Sync::PullScope::Incremental;
        request.modifiedSince = QDateTime::fromString(context.options.value(u"since"_s), Qt::ISODate).toUTC();
        if (!request.modifiedSince.isValid())
            co_return context.output.failure({Sync::FailureKind::BadInput,
                QCoreApplication::translate("App::Cli", "“%1” is not a date.").arg(context.options.value(u"since"_s)),
                {}, QCoreApplication::translate("App::Cli", "Write it like 2026-11-01 or 2026-11-01T08:00:00Z.")});
    }
    request.vendor = context.options.value(u"vendor"_s);
    request.productType = context.options.value(u"type"_s);
    if (!request.vendor.isEmpty() || !request.productType.isEmpty())
        request.scope = Sync::PullScope::Selective;
    co_return co_await runBatch(context, request);
}

} // namespace

Command pullCommand()
{
    return {u"pull"_s,
        QCoreApplication::translate(
            "App::Cli", "Pull from Shopify and stage what differs; the catalogue is not changed"),
        {},
        {{u"changed"_s, QCoreApplication::translate("App::Cli", "Only products changed since the last pull")},
            {u"since"_s, QCoreApplication::translate("App::Cli", "Only products changed since this time (ISO 8601)"),
                u"time"_s},
            {u"vendor"_s, QCoreApplication::translate("App::Cli", "Only products of this vendor"), u"name"_s},
            {u"type"_s, QCoreApplication::translate("App::Cli", "Only products of this type"), u"name"_s}},
        run};
}

} // namespace App
