#include "sync/jobs/push/mediareads.h"

#include "sync/api/media.h"
#include "sync/graphql/costestimate.h"
#include "sync/jobs/push/mediacalls.h"
#include "sync/jobs/push/productpages.h"
#include "sync/jobs/push/shopanswers.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr int firstMedia = 50; ///< Few products have more.
constexpr int mostMedia = 250; ///< The most a page holds.

/// The media of products.
class MediaPages final : public ProductPages
{
public:
    explicit MediaPages(ShopPort &shop)
        : m_shop(shop)
    { }

    int productsPerRead() const override { return CostEstimate::mediaOwnersPerRead(firstMedia); }
    ShopRequest firstPages(const QJsonArray &gids) const override
    {
        return {u"media_by_ids"_s, {{u"ids"_s, gids}, {u"first"_s, firstMedia}}, false,
            CostEstimate::mediaRead(int(gids.size()), firstMedia)};
    }
    ShopRequest pageBehind(const QJsonObject &product) const override
    {
        const QJsonValue end = product.value(u"media").toObject().value(u"pageInfo").toObject().value(u"endCursor");
        return {u"media_by_ids"_s,
            {{u"ids"_s, QJsonArray{product.value(u"id")}}, {u"first"_s, mostMedia}, {u"after"_s, end}}, false,
            CostEstimate::mediaRead(1, mostMedia)};
    }
    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
    {
        co_return co_await m_shop.execute(std::move(request), std::move(stop));
    }
    bool take(const QJsonObject &product, ProductContent &content) const override
    {
        content.allMedia = !takeMedia(product, content.fields);
        return !content.allMedia;
    }

private:
    ShopPort &m_shop;
};

/// Those of the media that the fields show and that are Shopify's, by GID.
QMap<QString, Medium> mediaInShopify(const FieldMap &fields)
{
    QMap<QString, Medium> media;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        if (const auto shown = medium(field.key()); shown && field.value() && mediumId(shown->key).isValid())
            media.insert(mediumGid(*shown), *shown);
    return media;
}

} // namespace

MediaReads::MediaReads(ShopPort &shop)
    : m_shop(shop)
{ }

QCoro::Task<Result<Done>> MediaReads::read(
    QList<ShopifyId> products, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop)
{
    MediaPages pages(m_shop);
    co_return co_await readPages(pages, products, reads, stop);
}

QCoro::Task<Result<FieldMap>> MediaReads::files(FieldMap fields, std::stop_token stop)
{
    const QMap<QString, Medium> shown = mediaInShopify(fields);
    const QStringList ids = shown.keys();
    FieldMap found;
    for (qsizetype from = 0; from < ids.size(); from += CostEstimate::MostItems) {
        const QStringList page = ids.mid(from, CostEstimate::MostItems);
        const ShopRequest request{u"files_by_ids"_s, {{u"ids"_s, QJsonArray::fromStringList(page)}}, false,
            CostEstimate::checkRead(int(page.size()), false, false)};
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        for (const QJsonValue &node : reply->data.value(u"nodes").toArray())
            if (const auto medium = shown.constFind(node[u"id"_s].toString()); medium != shown.cend())
                found.insert(mediumPath(*medium), u"true"_s);
    }
    co_return found;
}

QCoro::Task<Result<FieldMap>> MediaReads::addresses(FieldMap fields, std::stop_token stop)
{
    QMap<QString, Medium> pictures = mediaInShopify(fields);
    pictures.removeIf([](const auto &medium) { return medium.value().kind != MediumKind::Image; });
    const QStringList ids = pictures.keys();
    FieldMap found;
    for (qsizetype from = 0; from < ids.size(); from += CostEstimate::MostItems) {
        const QStringList page = ids.mid(from, CostEstimate::MostItems);
        const ShopRequest request{u"media_addresses"_s, {{u"ids"_s, QJsonArray::fromStringList(page)}}, false,
            CostEstimate::addressesRead(int(page.size()))};
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        // A token that may not see them can delete all the same: then the pictures are those that cannot be had.
        if (!reply && reply.failure().kind == FailureKind::ShopForbidden)
            co_return found;
        if (!reply)
            co_return reply.failure();
        for (const QJsonValue &node : reply->data.value(u"nodes").toArray()) {
            const auto picture = pictures.constFind(node[u"id"_s].toString());
            const QString address = node[u"image"_s][u"url"].toString();
            if (picture != pictures.cend() && !address.isEmpty())
                found.insert(mediumAddressPath(picture->key), address);
        }
    }
    co_return found;
}

} // namespace Sync
