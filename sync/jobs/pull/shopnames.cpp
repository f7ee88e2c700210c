#include "sync/jobs/pull/shopnames.h"

#include "sync/graphql/collectionanswers.h"
#include "sync/graphql/costestimate.h"
#include "sync/graphql/pagecursor.h"
#include "sync/jobs/common/sqlsteps.h"
#include "sync/loader/shopifygid.h"
#include "sync/ports/shop.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr int PerPage = 250; ///< The most a page holds.

/// What a list of the shop's names comes by, and how one of its nodes is kept.
struct NameList
{
    QString document;
    QString connection;
    std::string_view gidType;
};

QJsonObject named(const NameList &list, const QJsonObject &node)
{
    const auto id = shopifyNumber(node.value(u"id").toString().toStdString(), list.gidType);
    if (!id)
        return {};
    QJsonObject row{{u"id"_s, QString::number(*id)}};
    for (const QString &member : {u"title"_s, u"handle"_s})
        if (node.contains(member))
            row.insert(member, node.value(member));
    row.insert("rule_based"_L1, isSmartCollection(node));
    row.insert("name"_L1, node.value(u"catalog").toObject().value(u"title").toString());
    return row;
}

QCoro::Task<Result<QJsonArray>> readAll(ShopPort &shop, NameList list, std::stop_token stop)
{
    QJsonArray rows;
    PageCursor cursor;
    bool isMore = true;
    while (isMore) {
        const ShopRequest request{list.document, {{u"first"_s, PerPage}, {u"after"_s, cursor.after()}}, false,
            CostEstimate::collectionsRead(PerPage)};
        const Result<ShopReply> reply = co_await shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        const QJsonObject page = reply->data.value(list.connection).toObject();
        for (const QJsonValue &node : page.value(u"nodes").toArray())
            if (const QJsonObject row = named(list, node.toObject()); !row.isEmpty())
                rows += row;
        const QJsonObject info = page.value(u"pageInfo").toObject();
        isMore = info.value(u"hasNextPage").toBool();
        const Result<Done> moved = isMore ? cursor.moveBehind(info.value(u"endCursor")) : Done{};
        if (!moved)
            co_return moved.failure();
    }
    co_return rows;
}

QCoro::Task<Result<QJsonArray>> readCategories(ShopPort &shop, QStringList ids, std::stop_token stop)
{
    QJsonArray rows;
    for (qsizetype from = 0; from < ids.size(); from += PerPage) {
        QJsonArray gids;
        for (const QString &id : ids.mid(from, PerPage))
            gids += u"gid://shopify/TaxonomyCategory/%1"_s.arg(id);
        const ShopRequest request{u"categories_by_ids"_s, {{u"ids"_s, gids}}, false, double(gids.size())};
        const Result<ShopReply> reply = co_await shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        for (const QJsonValue &node : reply->data.value(u"nodes").toArray())
            if (node.isObject())
                rows += QJsonObject{
                    {u"id"_s, node[u"id"_s].toString().section(u'/', -1)}, {u"full_name"_s, node[u"fullName"_s]}};
    }
    co_return rows;
}

} // namespace

QCoro::Task<Result<Done>> refreshShopNames(
    ShopPort &shop, PgSession &session, ChannelRead channels, CommitCheck commitCheck, std::stop_token stop)
{
    const NameList collections{u"collection_names"_s, u"collections"_s, "Collection"};
    const Result<QJsonArray> titles = co_await readAll(shop, collections, stop);
    if (!titles)
        co_return titles.failure();
    const NameList publications{u"publication_names"_s, u"publications"_s, "Publication"};
    Result<QJsonArray> names = QJsonArray();
    if (channels == ChannelRead::Included)
        names = co_await readAll(shop, publications, stop);
    if (!names)
        co_return names.failure();
    const auto unnamed = session.execute(sql(u"pull/unnamed_categories"));
    if (!unnamed)
        co_return unnamed.failure();
    QStringList ids;
    for (const PgRow row : *unnamed)
        ids += row.text(0);
    const Result<QJsonArray> categories = co_await readCategories(shop, ids, stop);
    if (!categories)
        co_return categories.failure();
    const auto written = PgTransaction::run(session, commitCheck, [&](PgSession &inside) -> Result<qint64> {
        if (channels == ChannelRead::Included) {
            const auto named = runSteps(
                inside, {u"pull/forget_publications", u"pull/name_publications"}, {{u"publications", *names}});
            if (!named)
                return named.failure();
        }
        return runSteps(inside, {u"pull/forget_collections", u"pull/name_collections", u"pull/name_categories"},
            {{u"collections", *titles}, {u"categories", *categories}});
    });
    if (!written)
        co_return written.failure();
    co_return Done{};
}

} // namespace Sync
