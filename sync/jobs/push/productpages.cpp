#include "sync/jobs/push/productpages.h"

#include "sync/jobs/push/shopanswers.h"

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

/// All of one product, of which the first page is here.
QCoro::Task<Result<Done>> readRest(
    ProductPages &pages, QJsonObject firstPage, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop)
{
    const auto read = reads->find(shopNumber(firstPage.value(u"id").toString()).value);
    if (read == reads->end())
        co_return Done{};
    ProductContent &content = read->content;
    QJsonObject page = firstPage;
    QList<QJsonObject> asked;
    while (pages.take(page, content)) {
        const ShopRequest request = pages.pageBehind(page);
        if (asked.contains(request.variables))
            co_return Done{}; // it comes round again: not all of them are known
        asked += request.variables;
        const Result<ShopReply> reply = co_await pages.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        const QJsonObject next = reply->data.value(u"nodes").toArray().at(0).toObject();
        if (next.isEmpty() || next == page)
            co_return Done{}; // not all of them are known
        page = next;
    }
    co_return Done{};
}

} // namespace

QCoro::Task<Result<Done>> readPages(ProductPages &pages, QList<ShopifyId> products,
    std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop)
{
    const int perRead = pages.productsPerRead();
    for (qsizetype from = 0; from < products.size(); from += perRead) {
        QJsonArray gids;
        for (const ShopifyId product : products.mid(from, perRead))
            gids += shopGid(u"Product", product);
        const ShopRequest request = pages.firstPages(gids);
        const Result<ShopReply> reply = co_await pages.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        for (const QJsonValue &node : reply->data.value(u"nodes").toArray()) {
            if (!node.isObject())
                continue;
            const Result<Done> rest = co_await readRest(pages, node.toObject(), reads, stop);
            if (!rest)
                co_return rest.failure();
        }
    }
    co_return Done{};
}

} // namespace Sync
