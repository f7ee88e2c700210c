#include "app/cli/commands/runbatch.h"
#include "app/cli/json.h"
#include "app/cli/output.h"
#include "app/cli/plantext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

Sync::Failure badInput(const QString &what, const QString &remedy = {})
{
    return {Sync::FailureKind::BadInput, what, {}, remedy};
}

Sync::Result<QList<Sync::FieldPath>> fieldsOf(const QStringList &texts)
{
    QList<Sync::FieldPath> fields;
    for (const QString &text : texts) {
        const auto field = Sync::FieldPath::fromText(text);
        if (!field)
            return badInput(QCoreApplication::translate("App::Cli", "There is no field “%1”.").arg(plain(text)),
                QCoreApplication::translate("App::Cli", "Fields are %1; one variant's is variants.ID.price.")
                    .arg(Sync::FieldPath::names().join(u", "_s)));
        fields.append(*field);
    }
    return fields;
}

Sync::Result<Sync::CreatedFate> createdFate(const QString &word)
{
    if (word.isEmpty() || word == u"keep")
        return Sync::CreatedFate::Keep;
    if (word == u"archive")
        return Sync::CreatedFate::Archive;
    if (word == u"delete")
        return Sync::CreatedFate::Delete;
    return badInput(QCoreApplication::translate("App::Cli", "--creates is keep, archive or delete."));
}

Sync::Result<Sync::RollbackRequest> requestFrom(const QCommandLineParser &options)
{
    const auto batch = idArguments({options.value(u"batch-id"_s)}, u"batches");
    if (!batch)
        return badInput(QCoreApplication::translate("App::Cli", "--batch-id needs the number of a batch."),
            QCoreApplication::translate("App::Cli", "“syncdesk batches” lists them."));
    const auto products = idArguments(options.values(u"product"_s), u"history");
    const auto shopifyProducts = idArguments(options.values(u"shopify-product"_s), u"history --json");
    for (const auto &ids : {products, shopifyProducts})
        if (!ids)
            return badInput(ids.failure().what,
                QCoreApplication::translate("App::Cli", "“syncdesk history --batch-id %1” lists the products.")
                    .arg(batch->first()));
    const auto fields = fieldsOf(options.values(u"field"_s));
    if (!fields)
        return fields.failure();
    const auto created = createdFate(options.value(u"creates"_s));
    if (!created)
        return created.failure();
    Sync::RollbackRequest request{.batch = Sync::BatchId{batch->first()},
        .fields = *fields,
        .restoreConflicts = options.isSet(u"restore-conflicts"_s),
        .created = *created,
        .withoutBackup = options.isSet(u"without-backup"_s),
        .listEverything = true};
    for (const qint64 product : *products)
        request.products.append(Sync::ProductId{product});
    for (const qint64 product : *shopifyProducts)
        request.shopifyProducts.append(Sync::ShopifyId{product});
    return request;
}

QCoro::Task<int> run(CommandContext &context)
{
    const auto wanted = requestFrom(context.options);
    if (!wanted)
        co_return context.output.failure(wanted.failure());
    Sync::RollbackRequest request = *wanted;
    const auto plan = co_await resultOf(context.engine.planRollback(request));
    if (!plan)
        co_return context.output.failure(plan.failure());
    if (context.options.isSet(u"plan"_s)) {
        context.output.result(planText(*plan), toJson(*plan));
        co_return 0;
    }
    // The shop's own name is known only once it has answered; its address always is.
    const QString confirmed = context.options.value(u"confirm-shop"_s);
    if (confirmed != plan->shopName && confirmed != context.shopName) {
        context.output.note(planText(*plan));
        co_return context.output.failure(
            {Sync::FailureKind::Refused, QCoreApplication::translate("App::Cli", "A rollback needs the shop's name."),
                QCoreApplication::translate("App::Cli", "Nothing was changed."),
                QCoreApplication::translate("App::Cli", "Look at the plan above, then add --confirm-shop %1.")
                    .arg(plan->shopName)});
    }
    request.shopNameTyped = confirmed;
    co_return co_await runBatch(context, request);
}

} // namespace

Command rollbackCommand()
{
    return {u"rollback"_s, QCoreApplication::translate("App::Cli", "Undo a batch, here and in Shopify"), {},
        {{u"batch-id"_s, QCoreApplication::translate("App::Cli", "The batch to undo"), u"n"_s},
            {{u"dry-run"_s, u"plan"_s}, QCoreApplication::translate("App::Cli", "Only show what would be restored")},
            {u"product"_s, QCoreApplication::translate("App::Cli", "Only this product of the batch; may be repeated"),
                u"id"_s},
            {u"shopify-product"_s,
                QCoreApplication::translate(
                    "App::Cli", "The same by its Shopify id, for one that is no longer in the catalogue"),
                u"id"_s},
            {u"field"_s,
                QCoreApplication::translate(
                    "App::Cli", "Only this field, for example title or variants.price; may be repeated"),
                u"path"_s},
            {u"restore-conflicts"_s, QCoreApplication::translate("App::Cli", "Also restore what was changed since")},
            {u"creates"_s,
                QCoreApplication::translate("App::Cli",
                    "What becomes of that which the batch created in Shopify: keep, archive or delete; deleting loses "
                    "its ids"),
                u"fate"_s},
            {u"without-backup"_s,
                QCoreApplication::translate("App::Cli", "Go on without the backup that is made first")},
            {{u"confirm-shop"_s, u"confirm"_s}, QCoreApplication::translate("App::Cli", "The shop's name, to confirm"),
                u"shop"_s}},
        run};
}

} // namespace App
