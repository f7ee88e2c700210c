#include "sync/jobs/push/stockreads.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/graphql/costestimate.h"
#include "sync/graphql/pagecursor.h"
#include "sync/jobs/push/shopanswers.h"
#include "sync/jobs/push/shopreads.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr int levelsPerPage = 20; ///< Most shops have fewer locations.
constexpr int mostPerPage = 250;

ShopRequest stockRequest(const QStringList &variants, int first, const QJsonValue &after)
{
    return {u"stock_by_variants"_s,
        {{u"ids"_s, QJsonArray::fromStringList(variants)}, {u"first"_s, first}, {u"after"_s, after}}, false,
        CostEstimate::stockRead(int(variants.size()), first)};
}

bool wantsStockByLocation(const QSet<QString> &names)
{
    return std::any_of(
        names.cbegin(), names.cend(), [](const QString &name) { return stockLocation(name).has_value(); });
}

void takeTracked(const QJsonObject &item, FieldMap &fields)
{
    if (const QJsonValue tracked = item.value(u"tracked"); tracked.isBool())
        fields.insert(Field::tracked.toString(), tracked.toBool() ? u"true"_s : u"false"_s);
}

QString totalOf(const FieldMap &stock)
{
    qint64 total = 0;
    for (auto field = stock.cbegin(); field != stock.cend(); ++field)
        if (stockLocation(field.key()))
            total += field->value_or(QString()).toLongLong();
    return QString::number(total);
}

} // namespace

StockReads::StockReads(ShopPort &shop)
    : m_shop(shop)
{ }

QCoro::Task<Result<Done>> StockReads::read(
    QList<FieldsWanted> wanted, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop)
{
    QStringList variants;
    for (const FieldsWanted &product : wanted)
        for (auto variant = product.variants.cbegin(); variant != product.variants.cend(); ++variant)
            if (wantsStockByLocation(variant.value()))
                variants += shopGid(u"ProductVariant", ShopifyId{variant.key()});
    const auto found = co_await stock(variants, stop);
    if (!found)
        co_return found.failure();
    for (const FieldsWanted &product : wanted) {
        ProductContent &content = (*reads)[product.product.value].content;
        put(*found, content);
        // Of a part of the product only: the total is left for the next pull to tell, here as in the base.
        for (VariantContent &variant : content.variants)
            if (found->contains(variant.id.value))
                variant.fields.remove(Field::inventoryQuantity.toString());
    }
    co_return Done{};
}

QCoro::Task<Result<ProductContent>> StockReads::completed(ProductContent content, std::stop_token stop)
{
    QStringList variants;
    for (const VariantContent &variant : content.variants)
        variants += shopGid(u"ProductVariant", variant.id);
    const auto found = co_await stock(variants, stop);
    if (!found)
        co_return found.failure();
    put(*found, content);
    for (VariantContent &variant : content.variants)
        if (const auto stocked = found->constFind(variant.id.value); stocked != found->cend())
            variant.fields.insert(Field::inventoryQuantity.toString(), totalOf(stocked->fields));
    co_return content;
}

void StockReads::put(const QMap<qint64, Stock> &stock, ProductContent &content)
{
    for (VariantContent &variant : content.variants) {
        const auto found = stock.constFind(variant.id.value);
        if (found == stock.cend())
            continue;
        variant.inventoryItem = found->item;
        variant.fields.insert(found->fields);
    }
}

QCoro::Task<Result<QMap<qint64, StockReads::Stock>>> StockReads::stock(QStringList variants, std::stop_token stop)
{
    QMap<qint64, Stock> found;
    QStringList cut;
    const int perRead = CostEstimate::variantsPerStockRead(levelsPerPage);
    for (qsizetype from = 0; from < variants.size(); from += perRead) {
        const ShopRequest request
            = stockRequest(variants.mid(from, perRead), levelsPerPage, QJsonValue(QJsonValue::Null));
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        for (const QJsonValue node : reply->data.value(u"nodes").toArray()) {
            if (!node.isObject())
                continue;
            const QJsonObject item = node[u"inventoryItem"].toObject();
            const QString gid = node[u"id"].toString();
            Stock &one = found[shopNumber(gid).value];
            one.item = shopNumber(item.value(u"id").toString());
            takeTracked(item, one.fields);
            if (takeLevels(item, one.fields))
                cut += gid;
        }
    }
    for (const QString &variant : std::as_const(cut)) {
        const Result<Stock> all = co_await allOf(variant, stop);
        if (!all)
            co_return all.failure();
        found.insert(shopNumber(variant).value, *all);
    }
    co_return found;
}

QCoro::Task<Result<StockReads::Stock>> StockReads::allOf(QString variant, std::stop_token stop)
{
    Stock all;
    PageCursor cursor;
    bool isMore = true;
    while (isMore) {
        const QStringList one{variant};
        const ShopRequest request = stockRequest(one, mostPerPage, cursor.after());
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        const QJsonObject item = reply->data.value(u"nodes").toArray().at(0)[u"inventoryItem"].toObject();
        all.item = shopNumber(item.value(u"id").toString());
        takeTracked(item, all.fields);
        const QJsonValue end = item.value(u"inventoryLevels").toObject().value(u"pageInfo")[u"endCursor"];
        isMore = takeLevels(item, all.fields);
        const Result<Done> moved = isMore ? cursor.moveBehind(end) : Done{};
        if (!moved)
            co_return moved.failure();
    }
    co_return all;
}

} // namespace Sync
