#include "sync/jobs/pull/channelright.h"

#include "sync/graphql/accessscopes.h"
#include "sync/ports/shop.h"

using namespace Qt::StringLiterals;

namespace Sync {

QCoro::Task<Result<ChannelRights>> readChannelRights(ShopPort &shop, std::stop_token stop)
{
    const ShopRequest request{.document = u"shop_access"_s, .cost = 3};
    const Result<ShopReply> reply = co_await shop.execute(request, stop);
    if (!reply)
        co_return reply.failure();
    const QStringList granted = grantedScopes(reply->data);
    co_return ChannelRights{.mayRead = missingScopes(granted, {u"read_publications"_s}).isEmpty(),
        .mayChange = missingScopes(granted, {u"write_publications"_s}).isEmpty()};
}

} // namespace Sync
