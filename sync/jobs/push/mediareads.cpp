#include "sync/jobs/push/mediareads.h"

#include "sync/api/media.h"
#include "sync/graphql/costestimate.h"
#include "sync/jobs/push/mediacalls.h"
#include "sync/jobs/push/shopanswers.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr int firstMedia = 50; ///< Few products have more.
constexpr int mostMedia = 250; ///< The most a page holds.

} // namespace

MediaReads::MediaReads(ShopPort &shop)
    : m_shop(shop)
{ }

QCoro::Task<Result<Done>> MediaReads::read(
    QList<ShopifyId> products, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop)
{
    const int perRead = CostEstimate::mediaOwnersPerRead(firstMedia);
    for (qsizetype from = 0; from < products.size(); from += perRead) {
        const QList<ShopifyId> page = products.mid(from, perRead);
        QJsonArray ids;
        for (const ShopifyId product : page)
            ids += shopGid(u"Product", product);
        const ShopRequest request{u"media_by_ids"_s, {{u"ids"_s, ids}, {u"first"_s, firstMedia}}, false,
            CostEstimate::mediaRead(int(page.size()), firstMedia)};
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
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

QCoro::Task<Result<Done>> MediaReads::readRest(
    QJsonObject firstPage, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop)
{
    const QJsonValue gid = firstPage.value(u"id");
    const auto read = reads->find(shopNumber(gid.toString()).value);
    if (read == reads->end())
        co_return Done{};
    ProductContent &content = read->content;
    QJsonObject node = firstPage;
    while (takeMedia(node, content.fields)) {
        const QJsonValue after = node.value(u"media").toObject().value(u"pageInfo").toObject().value(u"endCursor");
        const ShopRequest request{u"media_by_ids"_s,
            {{u"ids"_s, QJsonArray{gid}}, {u"first"_s, mostMedia}, {u"after"_s, after}}, false,
            CostEstimate::mediaRead(1, mostMedia)};
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        const QJsonObject next = reply->data.value(u"nodes").toArray().at(0).toObject();
        if (next.isEmpty() || next == node)
            co_return Done{}; // not all of them are known
        node = next;
    }
    content.allMedia = true;
    co_return Done{};
}

QCoro::Task<Result<FieldMap>> MediaReads::files(FieldMap fields, std::stop_token stop)
{
    QMap<QString, QString> paths; ///< By GID.
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        if (const auto shown = medium(field.key()); shown && field.value() && mediumId(shown->key).isValid())
            paths.insert(mediumGid(*shown), field.key());
    FieldMap found;
    if (paths.isEmpty())
        co_return found;
    const QStringList ids = paths.keys();
    for (qsizetype from = 0; from < ids.size(); from += CostEstimate::MostItems) {
        const QStringList page = ids.mid(from, CostEstimate::MostItems);
        const ShopRequest request{u"files_by_ids"_s, {{u"ids"_s, QJsonArray::fromStringList(page)}}, false,
            CostEstimate::checkRead(int(page.size()), false, false)};
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        for (const QJsonValue &node : reply->data.value(u"nodes").toArray())
            if (const QString path = paths.value(node[u"id"_s].toString()); !path.isEmpty())
                found.insert(path, u"true"_s);
    }
    co_return found;
}

} // namespace Sync
