#include "sync/jobs/pull/movedmembers.h"

#include "sync/db/pgsession.h"
#include "sync/graphql/collectionanswers.h"
#include "sync/graphql/costestimate.h"
#include "sync/loader/shopifygid.h"
#include "sync/ports/shop.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr int PerPage = 250; ///< The most a page holds.
/// More pages of products are not read: that would take longer than the overlap in which another pull looks again.
constexpr int MostPages = 100;

/// The collections that are filled by hand.
struct ManualCollections
{
    QList<qint64> all = {};
    QList<qint64> changed = {};
};

/// Which product is in which of the collections that changed, one beside the other.
struct Members
{
    QList<qint64> collections = {};
    QList<qint64> products = {};
    int pages = 0;
};

/// Takes the next page's cursor; false when there is no other page.
bool goOn(const QJsonObject &connection, QJsonValue &after)
{
    const QJsonObject info = connection.value(u"pageInfo").toObject();
    const bool isMore = info.value(u"hasNextPage").toBool() && info.value(u"endCursor") != after;
    after = info.value(u"endCursor");
    return isMore;
}

QCoro::Task<Result<ManualCollections>> readManual(ShopPort &shop, QDateTime since, std::stop_token stop)
{
    ManualCollections manual;
    QJsonValue after(QJsonValue::Null);
    bool isMore = true;
    while (isMore) {
        const ShopRequest request{u"collection_times"_s, {{u"first"_s, PerPage}, {u"after"_s, after}}, false,
            CostEstimate::collectionsRead(PerPage)};
        const Result<ShopReply> reply = co_await shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        const QJsonObject page = reply->data.value(u"collections").toObject();
        for (const QJsonValue node : page.value(u"nodes").toArray()) {
            const auto id = shopifyNumber(node[u"id"].toString().toStdString(), "Collection");
            if (!id || isSmartCollection(node.toObject()))
                continue;
            manual.all += *id;
            // One whose time cannot be read is looked at.
            const QDateTime updatedAt = QDateTime::fromString(node[u"updatedAt"].toString(), Qt::ISODate);
            if (!updatedAt.isValid() || updatedAt >= since)
                manual.changed += *id;
        }
        isMore = goOn(page, after);
    }
    co_return ManualCollections(manual);
}

/// Adds those of one collection; false when there are too many pages.
QCoro::Task<Result<bool>> readMembers(ShopPort &shop, qint64 collection, Members &members, std::stop_token stop)
{
    QJsonValue after(QJsonValue::Null);
    bool isMore = true;
    while (isMore) {
        if (++members.pages > MostPages)
            co_return false;
        const ShopRequest request{u"collection_members"_s,
            {{u"id"_s, u"gid://shopify/Collection/%1"_s.arg(collection)}, {u"first"_s, PerPage}, {u"after"_s, after}},
            false, CostEstimate::membersRead(PerPage)};
        const Result<ShopReply> reply = co_await shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        const QJsonObject page = reply->data.value(u"collection").toObject().value(u"products").toObject();
        for (const QJsonValue node : page.value(u"nodes").toArray()) {
            if (const auto id = shopifyNumber(node[u"id"].toString().toStdString(), "Product")) {
                members.collections += collection;
                members.products += *id;
            }
        }
        isMore = goOn(page, after);
    }
    co_return true;
}

} // namespace

QCoro::Task<Result<MovedMembers>> findMovedMembers(
    ShopPort &shop, PgSession &session, QDateTime since, std::stop_token stop)
{
    const Result<ManualCollections> manual = co_await readManual(shop, since, stop);
    if (!manual)
        co_return manual.failure();
    Members members;
    for (const qint64 collection : manual->changed) {
        const Result<bool> read = co_await readMembers(shop, collection, members, stop);
        if (!read)
            co_return read.failure();
        if (!*read)
            co_return MovedMembers{.areTooMany = true};
    }
    const auto rows = session.execute(sql(u"pull/moved_members"),
        {{u"manual", manual->all}, {u"changed", manual->changed}, {u"collections", members.collections},
            {u"products", members.products}});
    if (!rows)
        co_return rows.failure();
    MovedMembers moved;
    for (const PgRow row : *rows)
        moved.products += row.int64(0);
    co_return MovedMembers(moved);
}

} // namespace Sync
