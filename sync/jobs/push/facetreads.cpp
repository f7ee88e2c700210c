#include "sync/jobs/push/facetreads.h"

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

constexpr int metafieldsPerPage = 250; ///< The most a page holds.
constexpr qsizetype mostSharedKeys = 25;

/// The keys of the metafields among the names, as Shopify filters by them.
QStringList keysOf(const QSet<QString> &names)
{
    QStringList keys;
    for (const QString &field : names)
        if (const auto name = metafieldName(field))
            keys += name->nameSpace + u'.' + name->key;
    keys.removeDuplicates();
    keys.sort();
    return keys;
}

/// Owners that are asked for the same keys.
struct Wish
{
    QStringList owners;
    QStringList keys;
};

/// Owners share a wish as long as its keys are few: asking for one that an owner does not have costs little, a request
/// of its own more.
void addWish(QList<Wish> &wishes, const QString &owner, const QStringList &keys)
{
    QStringList together = wishes.isEmpty() ? keys : wishes.constLast().keys + keys;
    together.removeDuplicates();
    if (wishes.isEmpty() || together.size() > std::max(mostSharedKeys, keys.size()))
        wishes += Wish{{}, keys};
    else
        wishes.last().keys = together;
    wishes.last().owners += owner;
}

/// The metafields asked for are known then, and what the product is in when that was read too.
void markAbsentIn(FieldMap &fields, const QSet<QString> &names, const ProductContent &content)
{
    for (const QString &field : names)
        if (isFacet(field) && !fields.contains(field) && (!isMembershipField(field) || content.hasAllLike(field)))
            fields.insert(field, std::nullopt);
}

} // namespace

FacetReads::FacetReads(ShopPort &shop)
    : m_shop(shop)
{ }

void FacetReads::markAbsent(RemoteRead &read, const FieldsWanted &wanted)
{
    if (read.gone)
        return;
    markAbsentIn(read.content.fields, wanted.productNames, read.content);
    for (VariantContent &variant : read.content.variants)
        markAbsentIn(variant.fields, wanted.variants.value(variant.id.value), read.content);
}

QCoro::Task<Result<Done>> FacetReads::read(
    QList<FieldsWanted> wanted, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop)
{
    QList<Wish> wishes;
    const auto add = [&wishes](const QString &owner, const QSet<QString> &names) {
        if (const QStringList keys = keysOf(names); !keys.isEmpty())
            addWish(wishes, owner, keys);
    };
    for (const FieldsWanted &product : wanted) {
        add(shopGid(u"Product", product.product), product.productNames);
        for (auto variant = product.variants.cbegin(); variant != product.variants.cend(); ++variant)
            add(shopGid(u"ProductVariant", ShopifyId{variant.key()}), variant.value());
    }
    QMap<QString, Facets> found;
    for (const Wish &wish : std::as_const(wishes)) {
        const auto facets = co_await metafields(wish.owners, wish.keys, stop);
        if (!facets)
            co_return facets.failure();
        found.insert(*facets);
    }
    for (const FieldsWanted &product : wanted) {
        ProductContent &content = (*reads)[product.product.value].content;
        const Facets own = found.value(shopGid(u"Product", product.product));
        content.fields.insert(own.fields);
        content.digests.insert(own.digests);
        for (VariantContent &variant : content.variants) {
            const Facets ofVariant = found.value(shopGid(u"ProductVariant", variant.id));
            variant.fields.insert(ofVariant.fields);
            variant.digests.insert(ofVariant.digests);
        }
    }
    co_return Done{};
}

QCoro::Task<Result<QMap<QString, FacetReads::Facets>>> FacetReads::metafields(
    QStringList owners, QStringList keys, std::stop_token stop)
{
    QMap<QString, Facets> found;
    const int each = keys.isEmpty() ? metafieldsPerPage : std::min(int(keys.size()), metafieldsPerPage);
    const int perRead = CostEstimate::ownersPerRead(each);
    QStringList cut;
    for (qsizetype from = 0; from < owners.size(); from += perRead) {
        const QStringList page = owners.mid(from, perRead);
        ShopRequest request{u"metafields_by_ids"_s, {{u"ids"_s, QJsonArray::fromStringList(page)}, {u"first"_s, each}},
            false, CostEstimate::metafieldsRead(int(page.size()), each)};
        if (!keys.isEmpty())
            request.variables.insert("keys"_L1, QJsonArray::fromStringList(keys));
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        for (const QJsonValue &value : reply->data.value(u"nodes").toArray()) {
            const QString owner = value.toObject().value(u"id").toString();
            if (takeMetafields(value.toObject(), found[owner].fields, found[owner].digests))
                cut += owner;
        }
    }
    for (const QString &owner : std::as_const(cut)) {
        const Result<Facets> all = co_await allMetafields(owner, stop);
        if (!all)
            co_return all.failure();
        found.insert(owner, *all);
    }
    co_return found;
}

QCoro::Task<Result<FacetReads::Facets>> FacetReads::allMetafields(QString owner, std::stop_token stop)
{
    Facets facets;
    PageCursor cursor;
    bool isMore = true;
    while (isMore) {
        const ShopRequest request{u"metafields_by_ids"_s,
            {{u"ids"_s, QJsonArray{owner}}, {u"first"_s, metafieldsPerPage}, {u"after"_s, cursor.after()}}, false,
            CostEstimate::metafieldsRead(1, metafieldsPerPage)};
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        const QJsonObject node = reply->data.value(u"nodes").toArray().at(0).toObject();
        const QJsonValue end = node.value(u"metafields").toObject().value(u"pageInfo").toObject().value(u"endCursor");
        isMore = takeMetafields(node, facets.fields, facets.digests);
        const Result<Done> moved = isMore ? cursor.moveBehind(end) : Done{};
        if (!moved)
            co_return moved.failure();
    }
    co_return facets;
}

QCoro::Task<Result<ProductContent>> FacetReads::completed(ProductContent content, std::stop_token stop)
{
    QStringList owners{shopGid(u"Product", content.id)};
    for (const VariantContent &variant : content.variants)
        owners += shopGid(u"ProductVariant", variant.id);
    const QStringList all;
    const auto found = co_await metafields(owners, all, stop);
    if (!found)
        co_return found.failure();
    const Facets own = found->value(owners.first());
    content.fields.insert(own.fields);
    content.digests.insert(own.digests);
    for (VariantContent &variant : content.variants) {
        const Facets ofVariant = found->value(shopGid(u"ProductVariant", variant.id));
        variant.fields.insert(ofVariant.fields);
        variant.digests.insert(ofVariant.digests);
        variant.allFacets = true;
    }
    content.allFacets = true;
    co_return content;
}

} // namespace Sync
