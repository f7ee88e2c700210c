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

/// The options that select a part; they may be combined.
const QStringList &partOptions()
{
    static const QStringList names{u"since"_s, u"vendor"_s, u"type"_s, u"collection"_s, u"product"_s};
    return names;
}

/// What the options ask for; products are named by their ids here and are looked up later.
Sync::Result<Sync::PullRequest> requestOf(const QCommandLineParser &options)
{
    Sync::PullRequest request;
    const bool isPart = std::any_of(
        partOptions().cbegin(), partOptions().cend(), [&options](const QString &name) { return options.isSet(name); });
    const bool isChanged = options.isSet(u"changed"_s);
    request.resume = options.isSet(u"resume"_s);
    if (int(isPart) + int(isChanged) + int(request.resume) > 1)
        return refused(tr("A pull goes on with another, or is of what changed since the last one, or of a part."),
            tr("Give --resume alone, or --changed alone, or any of --since, --vendor, --type, --collection and "
               "--product."));
    if (isChanged)
        request.scope = Sync::PullScope::Incremental;
    if (isPart)
        request.scope = Sync::PullScope::Selective;
    if (options.isSet(u"since"_s)) {
        request.modifiedSince = QDateTime::fromString(options.value(u"since"_s), Qt::ISODate).toUTC();
        if (!request.modifiedSince.isValid())
            return refused(tr("“%1” is not a date.").arg(plain(options.value(u"since"_s))),
                tr("Write it like 2026-11-01 or 2026-11-01T08:00:00Z."));
    }
    request.vendor = options.value(u"vendor"_s);
    request.productType = options.value(u"type"_s);
    request.collection = options.value(u"collection"_s);
    return request;
}

/// Adds the Shopify products behind ids of the catalogue.
QCoro::Task<Sync::Result<Sync::PullRequest>> withProducts(CommandContext &context, Sync::PullRequest request)
{
    const auto ids = idArguments(context.options.values(u"product"_s), u"products list --json");
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
        {{u"changed"_s, tr("Only what changed since the last pull, and what is gone")},
            {u"resume"_s, tr("Go on with the pull that was interrupted")},
            {u"since"_s, tr("Only products changed since this time (ISO 8601)"), u"time"_s},
            {u"vendor"_s, tr("Only products of this vendor"), u"name"_s},
            {u"type"_s, tr("Only products of this type"), u"name"_s},
            {u"collection"_s, tr("Only products of this collection, by its title or handle"), u"name"_s},
            {u"product"_s, tr("Only this product of the catalogue, by its id; can be given several times"), u"n"_s}},
        run};
}

} // namespace App
