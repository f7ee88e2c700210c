#include "app/cli/commands/runbatch.h"
#include "app/cli/json.h"
#include "app/cli/output.h"
#include "app/cli/plantext.h"
#include "models/history/rollbacktext.h"
#include "sync/api/timewindow.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

Sync::Result<QDateTime> moment(const QCommandLineParser &options, const QString &name, Sync::WindowEnd end)
{
    if (options.isSet(name))
        return Sync::momentFromText(options.value(name), end);
    return Sync::Failure{Sync::FailureKind::BadInput, tr("A replay needs --from and --to."), {},
        tr("Write them like 2026-11-03, 2026-11-03 14:05 or 2026-11-03T14:05+01:00.")};
}

Sync::Result<Sync::ReplayRequest> requestFrom(const QCommandLineParser &options)
{
    const auto from = moment(options, u"from"_s, Sync::WindowEnd::From);
    if (!from)
        return from.failure();
    const auto to = moment(options, u"to"_s, Sync::WindowEnd::To);
    if (!to)
        return to.failure();
    return Sync::ReplayRequest{.from = *from,
        .to = *to,
        .replayConflicts = options.isSet(u"replay-conflicts"_s),
        .withoutBackup = options.isSet(u"without-backup"_s),
        .listEverything = true};
}

QString replayText(const Sync::ReplayPlan &plan)
{
    const Sync::RollbackPlan &fields = plan.fields;
    QString text = tr("The journal %1 has %2 writes of %3 products.\n"
                      "%4 fields will be written, %5 hold what was recorded, %6 were changed since and are left alone, "
                      "%7 cannot be replayed, %8 were never settled.")
                       .arg(Sync::windowText(plan.from, plan.to))
                       .arg(plan.recorded)
                       .arg(fields.products)
                       .arg(fields.willRestore)
                       .arg(fields.alreadyBack)
                       .arg(fields.changedSince)
                       .arg(fields.impossible)
                       .arg(fields.unknown);
    if (!plan.remark.isEmpty())
        text += u'\n' + plan.remark;
    if (const QString later = Models::laterRunsText(fields.laterBatches); !later.isEmpty())
        text += u'\n' + later;
    if (!fields.items.isEmpty())
        text += u'\n' + planTable(fields.items);
    return text;
}

QCoro::Task<int> run(CommandContext &context)
{
    const auto wanted = requestFrom(context.options);
    if (!wanted)
        co_return context.output.failure(wanted.failure());
    const auto plan = co_await resultOf(context.engine.planReplay(*wanted));
    if (!plan)
        co_return context.output.failure(plan.failure());
    if (context.options.isSet(u"dry-run"_s)) {
        context.output.result(replayText(*plan), toJson(*plan));
        co_return 0;
    }
    const QString confirmed = context.options.value(u"confirm-shop"_s);
    if (confirmed != plan->fields.shopName && confirmed != context.shopName) {
        context.output.note(replayText(*plan));
        co_return context.output.failure(
            {Sync::FailureKind::Refused, tr("A replay needs the shop's name."), tr("Nothing was changed."),
                tr("Look at the plan above, then add --confirm-shop %1.").arg(plan->fields.shopName)});
    }
    Sync::ReplayRequest request = *wanted;
    request.shopNameTyped = confirmed;
    co_return co_await runBatch(context, request);
}

} // namespace

Command replayCommand()
{
    Command command{u"replay"_s, tr("Make what was recorded between two times true again"), {},
        {{u"from"_s, tr("The first moment, in local time or with an offset; a date alone is its beginning"), u"time"_s},
            {u"to"_s, tr("The last moment; a date alone is its end"), u"time"_s},
            {{u"dry-run"_s, u"plan"_s}, tr("Only show what would be written")},
            {u"replay-conflicts"_s, tr("Also write over what was changed since, by a later run too")},
            {u"without-backup"_s, tr("Go on without the backup that is made first")},
            {{u"confirm-shop"_s, u"confirm"_s}, tr("The shop's name, to confirm"), u"shop"_s}},
        run};
    command.description
        = tr("Of each field the newest recorded value counts; what holds it already is skipped. Nothing\n"
             "is created or deleted in Shopify. The replay is a batch of its own and can be rolled back.");
    return command;
}

} // namespace App
