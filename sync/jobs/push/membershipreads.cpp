#include "sync/jobs/push/membershipreads.h"

#include "sync/api/facets.h"
#include "sync/graphql/collectionanswers.h"
#include "sync/graphql/costestimate.h"
#include "sync/jobs/push/shopanswers.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr int firstMemberships = 50; ///< Of each sort; few products are in more.
constexpr int mostMemberships = 250; ///< The most a page holds.

void addMembership(FieldMap &fields, Membership::Kind kind, const QJsonValue &gid)
{
    if (const ShopifyId id = shopNumber(gid.toString()); id.isValid())
        fields.insert(membershipPath({kind, id}), u"true"_s);
}

QJsonObject pageInfo(const QJsonObject &product, const QString &connection)
{
    return product.value(connection).toObject().value(u"pageInfo").toObject();
}

bool hasMore(const QJsonObject &product, const QString &connection)
{
    return pageInfo(product, connection).value(u"hasNextPage").toBool();
}

} // namespace

void takeMemberships(const QJsonObject &product, ProductContent &content)
{
    FieldMap &fields = content.fields;
    const QString category = product.value(u"category").toObject().value(u"id").toString();
    if (!category.isEmpty())
        fields.insert(categoryPath.toString(), category.section(u'/', -1));
    for (const QJsonValue &node : product.value(u"collections").toObject().value(u"nodes").toArray()) {
        const auto kind
            = isSmartCollection(node.toObject()) ? Membership::Kind::SmartCollection : Membership::Kind::Collection;
        addMembership(fields, kind, node[u"id"_s]);
    }
    for (const QJsonValue &node : product.value(u"resourcePublicationsV2").toObject().value(u"nodes").toArray())
        addMembership(fields, Membership::Kind::Publication, node[u"publication"_s][u"id"_s]);
    content.allMemberships = product.contains(u"collections") && !hasMore(product, u"collections"_s);
    content.allChannels = product.contains(u"resourcePublicationsV2") && !hasMore(product, u"resourcePublicationsV2"_s);
}

MembershipReads::MembershipReads(ShopPort &shop)
    : m_shop(shop)
{ }

QCoro::Task<Result<ShopReply>> MembershipReads::execute(ShopRequest request, std::stop_token stop)
{
    if (m_withChannels) {
        Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (reply || reply.failure().kind != FailureKind::ShopForbidden)
            co_return reply;
        m_withChannels = false;
    }
    request.variables.insert(u"channels"_s, false);
    co_return co_await m_shop.execute(std::move(request), stop);
}

QCoro::Task<Result<Done>> MembershipReads::read(
    QList<ShopifyId> products, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop)
{
    co_return co_await readPages(*this, products, reads, stop);
}

int MembershipReads::productsPerRead() const
{
    return CostEstimate::membersPerRead(firstMemberships);
}

ShopRequest MembershipReads::firstPages(const QJsonArray &gids) const
{
    return {u"memberships_by_ids"_s, {{u"ids"_s, gids}, {u"first"_s, firstMemberships}}, false,
        CostEstimate::membershipsRead(int(gids.size()), firstMemberships)};
}

ShopRequest MembershipReads::pageBehind(const QJsonObject &product) const
{
    // A list that has ended stays at its end while the other goes on.
    return {u"memberships_by_ids"_s,
        {{u"ids"_s, QJsonArray{product.value(u"id")}}, {u"first"_s, mostMemberships},
            {u"collectionsAfter"_s, pageInfo(product, u"collections"_s).value(u"endCursor")},
            {u"channelsAfter"_s, pageInfo(product, u"resourcePublicationsV2"_s).value(u"endCursor")}},
        false, CostEstimate::membershipsRead(1, mostMemberships)};
}

bool MembershipReads::take(const QJsonObject &product, ProductContent &content) const
{
    takeMemberships(product, content);
    return hasMore(product, u"collections"_s) || hasMore(product, u"resourcePublicationsV2"_s);
}

} // namespace Sync
