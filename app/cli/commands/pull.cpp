#include "app/cli/commands/runbatch.h"
#include "app/cli/output.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

Sync::Failure refused(const QString &what, const QString &remedy)
{
    return {Sync::FailureKind::BadInput, what, tr("Nothing was read."), remedy};
}

/// What the options ask for; products are named by their ids here and are looked up later.
Sync::Result<Sync::PullRequest> requestOf(const QCommandLineParser &options)
{
    Sync::PullRequest request;
    const bool isTimed = options.isSet(u"changed"_s) || options.isSet(u"since"_s);
    const bool isPart = options.isSet(u"vendor"_s) || options.isSet(u"type"_s) || options.isSet(u"product"_s);
    if (isTimed && isPart)
        return refused(tr("A pull is of what changed or of a part, not both."),
            tr("Leave out --changed and --since, or --vendor, --type and --product."));
    if (isTimed)
        request.scope = Sync::PullScope::Incremental;
    if (options.isSet(u"since"_s)) {
        request.modifiedSince = QDateTime::fromString(options.value(u"since"_s), Qt::ISODate).toUTC();
        if (!request.modifiedSince.isValid())
            return refused(tr("“%1” is not a date.").arg(plain(options.value(u"since"_s))),
                tr("Write it like 2026-11-01 or 2026-11-01T08:00:00Z."));
    }
    if (isPart)
        request.scope = Sync::PullScope::Selective;
    request.vendor = options.value(u"vendor"_s);
    request.productType = options.value(u"type"_s);
    return request;
}

/// Adds the Shopify products behind ids of the catalogue.
QCoro::Task<Sync::Result<Sync::PullRequest>> withProducts(CommandContext &context, Sync::PullRequest request)
{
    const auto ids = idArguments(context.options.values(u"product"_s));
    if (!ids)
        co_return ids.failure();
    const auto rows = co_await resultOf(context.reader.productRows(*ids));
    if (!rows)
        co_return rows.failure();
    for (const qint64 id : *ids) {
        const auto row = std::find_if(
            rows->cbegin(), rows->cend(), [id](const Sync::ProductRow &found) { return found.id.value == id; });
        if (row == rows->cend())
            co_return refused(tr("There is no product %1 in the catalogue.").arg(id),
                tr("Give the ids that “syncdesk products list” lists."));
        if (!row->shopifyId.isValid())
            co_return refused(tr("Product %1 is not in Shopify.").arg(id), tr("Leave it out."));
        request.products += row->shopifyId;
    }
    co_return request;
}

QCoro::Task<int> run(CommandContext &context)
{
    Sync::Result<Sync::PullRequest> request = requestOf(context.options);
    if (request && context.options.isSet(u"product"_s)) {
        Sync::Result<Sync::PullRequest> named = co_await withProducts(context, *request);
        request = std::move(named);
    }
    if (!request)
        co_return context.output.failure(request.failure());
    co_return co_await runBatch(context, *request);
}

} // namespace

Command pullCommand()
{
    return {u"pull"_s, tr("Pull from Shopify and stage what differs; the catalogue is not changed"), {},
        {{u"changed"_s, tr("Only products changed since the last pull")},
            {u"since"_s, tr("Only products changed since this time (ISO 8601)"), u"time"_s},
            {u"vendor"_s, tr("Only products of this vendor"), u"name"_s},
            {u"type"_s, tr("Only products of this type"), u"name"_s},
            {u"product"_s, tr("Only this product of the catalogue, by its id; can be given several times"), u"n"_s}},
        run};
}

} // namespace App
