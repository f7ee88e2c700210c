#include "sync/jobs/push/shopreads.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/media.h"
#include "sync/api/options.h"
#include "sync/graphql/costestimate.h"
#include "sync/graphql/pagecursor.h"
#include "sync/jobs/common/stocklocations.h"
#include "sync/jobs/push/shopanswers.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr int variantsPerPage = 250; ///< As the documents ask for.

bool needsItem(const QSet<QString> &names)
{
    const QStringView ofItem[]
        = {Field::cost, Field::tracked, Field::weight, Field::weightUnit, Field::inventoryQuantity};
    return std::any_of(
        std::cbegin(ofItem), std::cend(ofItem), [&names](QStringView name) { return names.contains(name.toString()); });
}

bool needsOptions(const FieldsWanted &wanted)
{
    if (wanted.productNames.contains(Field::optionNames.toString()))
        return true;
    return std::any_of(wanted.variants.cbegin(), wanted.variants.cend(), [](const QSet<QString> &names) {
        return std::any_of(names.cbegin(), names.cend(), [](const QString &name) { return isOptionField(name); });
    });
}

bool needsSeo(const FieldsWanted &wanted)
{
    return wanted.productNames.contains(Field::seoTitle.toString())
        || wanted.productNames.contains(Field::seoDescription.toString());
}

QSet<QString> namesIn(const FieldMap &fields)
{
    const QStringList keys = fields.keys();
    return {keys.cbegin(), keys.cend()};
}

/// The ids of one read, sorted by what has to be read of them, so that nothing is charged for nothing.
struct Ids
{
    QStringList products;
    QStringList seoProducts;
    QStringList variants;
    QStringList itemVariants;
};

Ids sorted(const QList<FieldsWanted> &wanted)
{
    Ids ids;
    for (const FieldsWanted &product : wanted) {
        if (product.productFields)
            (needsSeo(product) ? ids.seoProducts : ids.products) += shopGid(u"Product", product.product);
        for (auto variant = product.variants.cbegin(); variant != product.variants.cend(); ++variant)
            (needsItem(variant.value()) ? ids.itemVariants : ids.variants)
                += shopGid(u"ProductVariant", ShopifyId{variant.key()});
    }
    return ids;
}

/// The products of which something is asked that such a field tells.
QList<ShopifyId> askedFor(const QList<FieldsWanted> &wanted, bool (*isSuch)(QStringView))
{
    QList<ShopifyId> products;
    for (const FieldsWanted &product : wanted)
        if (std::any_of(product.productNames.cbegin(), product.productNames.cend(),
                [isSuch](const QString &name) { return isSuch(name); }))
            products += product.product;
    return products;
}

/// Nodes by GID.
using Nodes = QMap<QString, QJsonObject>;

QMap<qint64, RemoteRead> assembled(const QList<FieldsWanted> &wanted, const Nodes &nodes)
{
    QMap<qint64, RemoteRead> reads;
    for (const FieldsWanted &product : wanted) {
        RemoteRead read{.content = {.id = product.product}};
        if (product.productFields) {
            const auto node = nodes.constFind(shopGid(u"Product", product.product));
            read.gone = node == nodes.cend();
            if (!read.gone)
                read.content = productFromAnswer(*node);
        }
        for (auto variant = product.variants.cbegin(); variant != product.variants.cend(); ++variant) {
            const auto node = nodes.constFind(shopGid(u"ProductVariant", ShopifyId{variant.key()}));
            if (node != nodes.cend())
                read.content.variants += variantFromAnswer(*node);
        }
        reads.insert(product.product.value, read);
    }
    return reads;
}

} // namespace

FieldsWanted fieldsOf(const Operation &operation)
{
    FieldsWanted wanted{.product = operation.shopifyProduct};
    wanted.productNames = namesIn(operation.after.product);
    wanted.productFields = !wanted.productNames.isEmpty() || operation.kind == OperationKind::ProductDelete;
    // What is to go was decided on as a whole: none of it may have moved.
    const bool removes
        = operation.kind == OperationKind::VariantsDelete || operation.kind == OperationKind::ProductDelete;
    const ContentPatch &patch = removes ? operation.before : operation.after;
    for (auto variant = patch.variants.cbegin(); variant != patch.variants.cend(); ++variant)
        wanted.variants.insert(variant.key(), namesIn(variant.value()));
    return wanted;
}

FieldsWanted fieldsOf(ShopifyId product, const QList<Operation> &operations)
{
    FieldsWanted all{.product = product};
    for (const Operation &operation : operations) {
        const FieldsWanted one = fieldsOf(operation);
        all.productFields = all.productFields || one.productFields;
        all.productNames.unite(one.productNames);
        for (auto variant = one.variants.cbegin(); variant != one.variants.cend(); ++variant)
            all.variants[variant.key()].unite(variant.value());
    }
    return all;
}

FieldsWanted fieldsOf(const PushChange &change)
{
    FieldsWanted wanted{.product = change.shopifyProduct};
    for (const StagedField &field : change.fields) {
        if (field.decision == FieldDecision::Reject)
            continue;
        if (field.shopifyVariant.isValid())
            wanted.variants[field.shopifyVariant.value].insert(field.field);
        else
            wanted.productNames.insert(field.field);
    }
    wanted.productFields = !wanted.productNames.isEmpty();
    return wanted;
}

ShopReads::ShopReads(ShopPort &shop)
    : m_shop(shop)
    , m_facets(shop)
    , m_memberships(shop)
    , m_stock(shop)
    , m_media(shop)
{ }

QCoro::Task<Result<QJsonArray>> ShopReads::nodes(QStringList ids, bool seo, bool item, std::stop_token stop)
{
    const int perRead = CostEstimate::checksPerRead(seo, item);
    QJsonArray all;
    for (qsizetype from = 0; from < ids.size(); from += perRead) {
        const QStringList page = ids.mid(from, perRead);
        ShopRequest request{u"push_check"_s,
            {{u"ids"_s, QJsonArray::fromStringList(page)}, {u"seo"_s, seo}, {u"item"_s, item}}, false,
            CostEstimate::checkRead(int(page.size()), seo, item)};
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        for (const QJsonValue &node : reply->data.value(u"nodes").toArray())
            all += node;
    }
    co_return all;
}

QCoro::Task<Result<QMap<qint64, RemoteRead>>> ShopReads::fields(QList<FieldsWanted> wanted, std::stop_token stop)
{
    // Options mean something only with the product's own names and ids of them: such a product is read whole.
    QList<ShopifyId> withOptions;
    QList<FieldsWanted> without;
    for (const FieldsWanted &product : wanted) {
        if (needsOptions(product))
            withOptions += product.product;
        else
            without += product;
    }
    auto reads = co_await whole(withOptions, stop);
    if (!reads)
        co_return reads.failure();
    const Ids ids = sorted(without);
    Nodes found;
    const struct
    {
        const QStringList &ids;
        bool seo;
        bool item;
    } groups[] = {{ids.products, false, false}, {ids.seoProducts, true, false}, {ids.variants, false, false},
        {ids.itemVariants, false, true}};
    for (const auto &group : groups) {
        const Result<QJsonArray> nodes_ = co_await nodes(group.ids, group.seo, group.item, stop);
        if (!nodes_)
            co_return nodes_.failure();
        for (const QJsonValue &node : *nodes_)
            if (node.isObject())
                found.insert(node.toObject().value(u"id").toString(), node.toObject());
    }
    const auto all = std::make_shared<QMap<qint64, RemoteRead>>(*reads);
    all->insert(assembled(without, found));
    const Result<Done> facets = co_await m_facets.read(without, all, stop);
    if (!facets)
        co_return facets.failure();
    const Result<Done> memberships = co_await m_memberships.read(askedFor(without, isMembershipField), all, stop);
    if (!memberships)
        co_return memberships.failure();
    const Result<Done> stock = co_await m_stock.read(without, all, stop);
    if (!stock)
        co_return stock.failure();
    const Result<Done> media = co_await m_media.read(askedFor(without, isMediaField), all, stop);
    if (!media)
        co_return media.failure();
    for (const FieldsWanted &product : wanted)
        FacetReads::markAbsent((*all)[product.product.value], product);
    co_return QMap<qint64, RemoteRead>(*all);
}

QCoro::Task<Result<QMap<qint64, RemoteRead>>> ShopReads::whole(QList<ShopifyId> products, std::stop_token stop)
{
    QMap<qint64, RemoteRead> reads;
    QList<ShopifyId> media;
    if (products.isEmpty())
        co_return reads;
    const Result<ShopifyId> location = co_await anyLocation(stop);
    if (!location)
        co_return location.failure();
    QList<ShopifyId> inMore;
    const int perRead = CostEstimate::productsPerRead(variantsPerPage);
    for (qsizetype from = 0; from < products.size(); from += perRead) {
        const QList<ShopifyId> page = products.mid(from, perRead);
        QJsonArray ids;
        for (const ShopifyId product : page) {
            ids += shopGid(u"Product", product);
            reads.insert(product.value, RemoteRead{.gone = true, .content = {.id = product}});
        }
        ShopRequest request{u"products_by_ids"_s, {{u"ids"_s, ids}, {u"location"_s, shopGid(u"Location", *location)}},
            false, CostEstimate::productsRead(int(page.size()), variantsPerPage)};
        const Result<ShopReply> reply = co_await m_memberships.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        for (const QJsonValue &node : reply->data.value(u"nodes").toArray()) {
            if (!node.isObject())
                continue;
            const Result<RemoteRead> found = co_await completed(productFromAnswer(node.toObject()), stop);
            if (!found)
                co_return found.failure();
            if (found->gone)
                continue;
            RemoteRead read = *found;
            if (!read.content.allFacets) {
                const Result<ProductContent> all = co_await m_facets.completed(read.content, stop);
                if (!all)
                    co_return all.failure();
                read.content = *all;
            }
            const Result<ProductContent> stocked = co_await withStock(read.content, stop);
            if (!stocked)
                co_return stocked.failure();
            read.content = *stocked;
            const ShopifyId id = read.content.id;
            reads.insert(id.value, read);
            const QJsonObject channels = node[u"resourcePublicationsV2"_s].toObject();
            if (!read.content.allMemberships || (!channels.isEmpty() && !read.content.allChannels))
                inMore += id;
            if (read.content.hasMedia)
                media += id;
        }
    }
    const auto all = std::make_shared<QMap<qint64, RemoteRead>>(reads);
    const Result<Done> memberships = co_await m_memberships.read(inMore, all, stop);
    if (!memberships)
        co_return memberships.failure();
    const Result<Done> mediaRead = co_await m_media.read(media, all, stop);
    if (!mediaRead)
        co_return mediaRead.failure();
    co_return QMap<qint64, RemoteRead>(*all);
}

QCoro::Task<Result<ProductContent>> ShopReads::withFacets(ProductContent content, std::stop_token stop)
{
    const Result<ProductContent> whole = co_await m_facets.completed(content, stop);
    if (!whole)
        co_return whole.failure();
    const Result<ProductContent> stocked = co_await withStock(*whole, stop);
    if (!stocked)
        co_return stocked.failure();
    const QList<ShopifyId> product{content.id};
    const auto read = std::make_shared<QMap<qint64, RemoteRead>>();
    read->insert(content.id.value, RemoteRead{.content = *stocked});
    const Result<Done> memberships = co_await m_memberships.read(product, read, stop);
    if (!memberships)
        co_return memberships.failure();
    if (!content.allMedia) {
        const Result<Done> media = co_await m_media.read(product, read, stop);
        if (!media)
            co_return media.failure();
    }
    co_return ProductContent(read->value(content.id.value).content);
}

QCoro::Task<Result<QMap<qint64, RemoteRead>>> ShopReads::fieldsAndWhole(
    QList<FieldsWanted> wanted, QList<ShopifyId> products, std::stop_token stop)
{
    Result<QMap<qint64, RemoteRead>> reads = co_await fields(wanted, stop);
    if (!reads)
        co_return reads.failure();
    const Result<QMap<qint64, RemoteRead>> wholes = co_await whole(products, stop);
    if (!wholes)
        co_return wholes.failure();
    reads->insert(*wholes);
    co_return *reads;
}

QCoro::Task<Result<RemoteRead>> ShopReads::byHandle(QString handle, std::stop_token stop)
{
    const ShopRequest request{
        u"product_by_handle"_s, {{u"handle"_s, handle}}, false, CostEstimate::productByHandleRead(variantsPerPage)};
    const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
    if (!reply)
        co_return reply.failure();
    const QJsonValue product = reply->data.value(u"productByIdentifier");
    if (!product.isObject())
        co_return RemoteRead{.gone = true};
    const Result<RemoteRead> read = co_await completed(productFromAnswer(product.toObject()), stop);
    if (!read)
        co_return read.failure();
    if (read->gone || !read->content.hasMedia)
        co_return RemoteRead(*read);
    const ShopifyId id = read->content.id;
    const QList<ShopifyId> owner{id};
    const auto withMedia = std::make_shared<QMap<qint64, RemoteRead>>();
    withMedia->insert(id.value, *read);
    const Result<Done> media = co_await m_media.read(owner, withMedia, stop);
    if (!media)
        co_return media.failure();
    co_return RemoteRead(withMedia->value(id.value));
}

QCoro::Task<Result<RemoteRead>> ShopReads::completed(ProductContent content, std::stop_token stop)
{
    if (content.allVariants || content.variants.size() < variantsPerPage)
        co_return RemoteRead{.content = content};
    const Result<ShopifyId> location = co_await anyLocation(stop);
    if (!location)
        co_return location.failure();
    // From the start again: where the first page ended is not part of a product's content.
    content.variants.clear();
    PageCursor cursor;
    while (!content.allVariants) {
        ShopRequest request{u"product_variants_page"_s,
            {{u"id"_s, shopGid(u"Product", content.id)}, {u"after"_s, cursor.after()},
                {u"location"_s, shopGid(u"Location", *location)}},
            false, CostEstimate::variantsPageRead(variantsPerPage)};
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (!reply)
            co_return reply.failure();
        const QJsonObject product = reply->data.value(u"product").toObject();
        // Deleted between two pages: what was read so far is nobody's product, with fewer variants or none.
        if (product.isEmpty())
            co_return RemoteRead{.gone = true, .content = {.id = content.id}};
        const ProductContent page = productFromAnswer(product);
        const QJsonValue end = product.value(u"variants").toObject().value(u"pageInfo").toObject().value(u"endCursor");
        content.variants += page.variants;
        for (const VariantContent &variant : page.variants)
            content.allFacets = content.allFacets && variant.allFacets;
        content.allVariants = page.allVariants || page.variants.isEmpty();
        const Result<Done> moved = content.allVariants ? Done{} : cursor.moveBehind(end);
        if (!moved)
            co_return moved.failure();
    }
    co_return RemoteRead{.content = content};
}

QCoro::Task<Result<QList<StockLocation>>> ShopReads::locations(std::stop_token stop)
{
    // A copy: QCoro 0.8.0 moves out of whatever lvalue is returned where it has to be converted.
    if (m_locations)
        co_return QList<StockLocation>(*m_locations);
    Result<QList<StockLocation>> active = co_await activeLocations(m_shop, stop);
    if (active)
        m_locations = *active;
    co_return active;
}

QCoro::Task<Result<ShopifyId>> ShopReads::onlyLocation(std::stop_token stop)
{
    const Result<QList<StockLocation>> active = co_await locations(stop);
    if (!active)
        co_return active.failure();
    if (active->size() == 1)
        co_return active->first().id;
    if (!active->isEmpty())
        co_return ShopifyId{};
    co_return Failure{FailureKind::Refused,
        QCoreApplication::translate("Sync::Push", "Stock cannot be sent: this shop has no active stock location."),
        QCoreApplication::translate("Sync::Push", "Nothing was sent."),
        QCoreApplication::translate(
            "Sync::Push", "Activate a location in Shopify, or reject the stock fields in Review and send the rest.")};
}

/// With the stock of its variants by location, where there are several.
QCoro::Task<Result<ProductContent>> ShopReads::withStock(ProductContent content, std::stop_token stop)
{
    const Result<QList<StockLocation>> active = co_await locations(stop);
    if (!active)
        co_return active.failure();
    if (active->size() > 1)
        co_return co_await m_stock.completed(content, stop);
    co_return content;
}

QCoro::Task<Result<ShopifyId>> ShopReads::anyLocation(std::stop_token stop)
{
    const Result<QList<StockLocation>> active = co_await locations(stop);
    if (!active)
        co_return active.failure();
    co_return active->isEmpty() ? ShopifyId{1} : active->first().id;
}

} // namespace Sync
