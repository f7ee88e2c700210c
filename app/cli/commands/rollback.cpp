#include "app/cli/commands/runbatch.h"
#include "app/cli/json.h"
#include "app/cli/output.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString planText(const Sync::RollbackPlan &plan)
{
    QString text = QCoreApplication::translate("App::Cli",
        "Rolling back batch %1 touches %2 products.\n"
        "%3 fields will be restored, %4 are back already, %5 were changed since and are left alone, "
        "%6 cannot be restored, %7 were never settled.")
                       .arg(plan.batch.value)
                       .arg(plan.products)
                       .arg(plan.willRestore)
                       .arg(plan.alreadyBack)
                       .arg(plan.changedSince)
                       .arg(plan.impossible)
                       .arg(plan.unknown);
    QList<QStringList> rows{{u"product"_s, u"field"_s, u"where"_s, u"before"_s, u"written"_s, u"now"_s}};
    const auto shown = [](const std::optional<QString> &value) { return value ? value->left(32) : u"–"_s; };
    for (const Sync::RollbackItem &item : plan.items.first(std::min<qsizetype>(plan.items.size(), 40)))
        rows.append({item.title.left(32), item.field, item.remote ? u"Shopify"_s : u"here"_s, shown(item.before),
            shown(item.written), shown(item.now)});
    if (!plan.items.isEmpty())
        text += u'\n' + textTable(rows);
    return text;
}

QCoro::Task<int> run(CommandContext &context)
{
    const auto ids = idArguments({context.options.value(u"batch-id"_s)});
    if (!ids)
        co_return context.output.failure({Sync::FailureKind::BadInput,
            QCoreApplication::translate("App::Cli", "--batch-id needs the number of a batch."), {},
            QCoreApplication::translate("App::Cli", "“syncdesk batches” lists them.")});
    Sync::RollbackRequest request;
    request.batch = Sync::BatchId{ids->first()};
    request.restoreConflicts = context.options.isSet(u"restore-conflicts"_s);
    request.deleteCreated = context.options.isSet(u"delete-created"_s);
    if (context.options.isSet(u"product"_s)) {
        const auto products = idArguments(context.options.values(u"product"_s));
        if (!products)
            co_return context.output.failure(products.failure());
        for (const qint64 product : *products)
            request.products.append(Sync::ProductId{product});
    }
    const auto plan = co_await resultOf(context.engine.planRollback(request));
    if (!plan)
        co_return context.output.failure(plan.failure());
    if (context.options.isSet(u"plan"_s)) {
        context.output.result(planText(*plan), toJson(*plan));
        co_return 0;
    }
    // The shop's own name is known only once it has answered; its address always is.
    const QString confirmed = context.options.value(u"confirm"_s);
    if (confirmed != plan->shopName && confirmed != context.shopName) {
        context.output.note(planText(*plan));
        co_return context.output.failure(
            {Sync::FailureKind::Refused, QCoreApplication::translate("App::Cli", "A rollback needs the shop's name."),
                QCoreApplication::translate("App::Cli", "Nothing was changed."),
                QCoreApplication::translate("App::Cli", "Look at the plan above, then add --confirm %1.")
                    .arg(plan->shopName)});
    }
    co_return co_await runBatch(context, request);
}

} // namespace

Command rollbackCommand()
{
    return {u"rollback"_s, QCoreApplication::translate("App::Cli", "Undo a batch, here and in Shopify"), {},
        {{u"batch-id"_s, QCoreApplication::translate("App::Cli", "The batch to undo"), u"n"_s},
            {u"plan"_s, QCoreApplication::translate("App::Cli", "Only show what would be restored")},
            {u"product"_s, QCoreApplication::translate("App::Cli", "Only this product of the batch; may be repeated"),
                u"id"_s},
            {u"restore-conflicts"_s, QCoreApplication::translate("App::Cli", "Also restore what was changed since")},
            {u"delete-created"_s,
                QCoreApplication::translate(
                    "App::Cli", "Delete from Shopify what the batch created there; its ids are lost")},
            {u"confirm"_s, QCoreApplication::translate("App::Cli", "The shop's name, to confirm"), u"shop"_s}},
        run};
}

} // namespace App
