#include "sync/jobs/pull/collectionlookup.h"

#include "sync/api/isolated.h"
#include "sync/graphql/costestimate.h"
#include "sync/jobs/pull/pullscope.h"
#include "sync/loader/shopifygid.h"
#include "sync/ports/shop.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr int MostCollections = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::PullJob", text);
}

Failure noSuchCollection(const QString &name)
{
    return {FailureKind::NotFound, tr("The shop has no collection “%1”.").arg(isolated(name)), tr("Nothing was read."),
        tr("Write its title or its handle as Shopify has it.")};
}

Failure severalCollections(const QString &name)
{
    return {FailureKind::BadInput, tr("The shop has several collections “%1”.").arg(isolated(name)),
        tr("Nothing was read."), tr("Give the handle of the one that is meant; it is the end of its web address.")};
}

} // namespace

QCoro::Task<Result<ShopifyId>> findCollection(ShopPort &shop, QString name, std::stop_token stop)
{
    const QString value = searchValue(name);
    const ShopRequest request{.document = u"collections_by_name"_s,
        .variables = {{u"query"_s, u"title:%1 OR handle:%1"_s.arg(value)}, {u"first"_s, MostCollections}},
        .cost = CostEstimate::collectionsRead(MostCollections)};
    const Result<ShopReply> reply = co_await shop.execute(request, stop);
    if (!reply)
        co_return reply.failure();
    QList<ShopifyId> titled;
    for (const QJsonValue &node : reply->data.value(u"collections"_s)[u"nodes"_s].toArray()) {
        const auto id = shopifyNumber(node[u"id"_s].toString().toStdString(), "Collection");
        if (id && node[u"handle"_s].toString() == name)
            co_return ShopifyId{*id};
        if (id && node[u"title"_s].toString().compare(name, Qt::CaseInsensitive) == 0)
            titled += ShopifyId{*id};
    }
    if (titled.isEmpty())
        co_return noSuchCollection(name);
    if (titled.size() > 1)
        co_return severalCollections(name);
    co_return ShopifyId{titled.first()};
}

} // namespace Sync
