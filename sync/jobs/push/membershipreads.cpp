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
    const int perRead = CostEstimate::membersPerRead(firstMemberships);
    for (qsizetype from = 0; from < products.size(); from += perRead) {
        const QList<ShopifyId> page = products.mid(from, perRead);
        QJsonArray ids;
        for (const ShopifyId product : page)
            ids += shopGid(u"Product", product);
        const ShopRequest request{u"memberships_by_ids"_s, {{u"ids"_s, ids}, {u"first"_s, firstMemberships}}, false,
            CostEstimate::membershipsRead(int(page.size()), firstMemberships)};
        const Result<ShopReply> reply = co_await execute(request, stop);
        if (!reply)
            co_return reply.failure();
        for (const QJsonValue &node : reply->data.value(u"nodes").toArray()) {
            if (!node.isObject())
                continue;
            const Result<Done> rest = co_await readRest(node.toObject(), reads, stop);
            if (!rest)
                co_return rest.failure();
        }
    }
    co_return Done{};
}

QCoro::Task<Result<Done>> MembershipReads::readRest(
    QJsonObject firstPage, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop)
{
    const QJsonValue gid = firstPage.value(u"id");
    const auto read = reads->find(shopNumber(gid.toString()).value);
    if (read == reads->end())
        co_return Done{};
    ProductContent &content = read->content;
    QJsonObject node = firstPage;
    takeMemberships(node, content);
    while (hasMore(node, u"collections"_s) || hasMore(node, u"resourcePublicationsV2"_s)) {
        // A list that has ended stays at its end while the other goes on.
        const ShopRequest request{u"memberships_by_ids"_s,
            {{u"ids"_s, QJsonArray{gid}}, {u"first"_s, mostMemberships},
                {u"collectionsAfter"_s, pageInfo(node, u"collections"_s).value(u"endCursor")},
                {u"channelsAfter"_s, pageInfo(node, u"resourcePublicationsV2"_s).value(u"endCursor")}},
            false, CostEstimate::membershipsRead(1, mostMemberships)};
        const Result<ShopReply> reply = co_await execute(request, stop);
        if (!reply)
            co_return reply.failure();
        const QJsonObject next = reply->data.value(u"nodes").toArray().at(0).toObject();
        if (next.isEmpty() || next == node)
            break;
        node = next;
        takeMemberships(node, content);
    }
    co_return Done{};
}

} // namespace Sync
