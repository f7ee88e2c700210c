#include "sync/jobs/common/stocklocations.h"

#include "sync/graphql/costestimate.h"
#include "sync/loader/shopifygid.h"
#include "sync/ports/shop.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr int mostLocations = 250; ///< As the document asks for.

} // namespace

QCoro::Task<Result<QList<StockLocation>>> activeLocations(ShopPort &shop, std::stop_token stop)
{
    const ShopRequest request{u"locations"_s, {}, false, CostEstimate::locationsRead(mostLocations)};
    const Result<ShopReply> reply = co_await shop.execute(request, stop);
    if (!reply)
        co_return reply.failure();
    QList<StockLocation> active;
    for (const QJsonValue node : reply->data.value(u"locations").toObject().value(u"nodes").toArray()) {
        const auto id = shopifyNumber(node[u"id"].toString().toStdString(), "Location");
        if (!id || !node[u"isActive"].toBool(true))
            continue;
        StockLocation location{.id = ShopifyId{*id}, .name = node[u"name"].toString()};
        const QJsonValue service = node[u"fulfillmentService"];
        if (service[u"inventoryManagement"].toBool())
            location.managedBy = service[u"serviceName"].toString();
        active += location;
    }
    co_return active;
}

} // namespace Sync
