#include "app/demoshop/control/productjson.h"

#include "app/demoshop/api/shopcontext.h"

#include <QDateTime>
#include <QJsonArray>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

QJsonValue text(const std::optional<std::string> &value)
{
    return value ? QJsonValue(QString::fromStdString(*value)) : QJsonValue();
}

QJsonValue text(const std::string &value)
{
    return QString::fromStdString(value);
}

QJsonValue gid(std::string_view type, qint64 id)
{
    return QString::fromStdString(gidText(type, id));
}

QJsonValue time(qint64 seconds)
{
    return seconds ? QJsonValue(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate)) : QJsonValue();
}

QJsonArray metafieldsJson(const std::vector<Metafield> &metafields)
{
    QJsonArray list;
    for (const Metafield &metafield : metafields) {
        list.append(QJsonObject{{u"namespace"_s, text(metafield.nameSpace)}, {u"key"_s, text(metafield.key)},
            {u"type"_s, text(metafield.type)}, {u"value"_s, text(metafield.value)}});
    }
    return list;
}

QJsonObject variantJson(const Variant &variant, const Store &store)
{
    QJsonArray options;
    for (const std::string &value : variant.optionValues) {
        options.append(text(value));
    }
    QJsonObject stock;
    for (const Level &level : variant.levels) {
        if (!level.isStocked) {
            continue;
        }
        const qint64 place = store.locations()[static_cast<size_t>(level.location)].id;
        stock.insert(QString::fromStdString(gidText("Location", place)),
            QJsonObject{{u"available"_s, level.available}, {u"on_hand"_s, level.available + level.committed}});
    }
    return {{u"id"_s, gid("ProductVariant", variant.id)},
        {u"inventoryItemId"_s, gid("InventoryItem", variant.inventoryItemId)}, {u"optionValues"_s, options},
        {u"sku"_s, text(variant.sku)}, {u"barcode"_s, text(variant.barcode)}, {u"price"_s, text(variant.price)},
        {u"compareAtPrice"_s, text(variant.compareAtPrice)}, {u"cost"_s, text(variant.cost)},
        {u"inventoryPolicy"_s, variant.continuesSelling ? u"CONTINUE"_s : u"DENY"_s}, {u"taxable"_s, variant.taxable},
        {u"tracked"_s, variant.tracked}, {u"requiresShipping"_s, variant.requiresShipping},
        {u"weight"_s, variant.weight}, {u"weightUnit"_s, text(variant.weightUnit)}, {u"stock"_s, stock},
        {u"metafields"_s, metafieldsJson(variant.metafields)}};
}

void compare(const QString &path, const QJsonValue &before, const QJsonValue &after, QJsonObject *changes)
{
    if (before == after) {
        return;
    }
    if (before.isObject() && after.isObject()) {
        const QJsonObject left = before.toObject();
        const QJsonObject right = after.toObject();
        QStringList keys = left.keys() + right.keys();
        keys.removeDuplicates();
        for (const QString &key : std::as_const(keys)) {
            compare(path.isEmpty() ? key : path + u'.' + key, left[key], right[key], changes);
        }
        return;
    }
    changes->insert(path, QJsonArray{before, after});
}

} // namespace

QJsonObject productJson(const Product &product, const Store &store)
{
    QJsonArray tags;
    for (const std::string &tag : product.tags) {
        tags.append(text(tag));
    }
    QJsonArray options;
    for (const Option &option : product.options) {
        QJsonArray values;
        for (const OptionValue &value : option.values) {
            values.append(text(value.name));
        }
        options.append(QJsonObject{{u"name"_s, text(option.name)}, {u"values"_s, values}});
    }
    QJsonObject variants; // by id, so that a change says whose it is
    QJsonArray order;
    for (const Variant &variant : product.variants) {
        order.append(gid("ProductVariant", variant.id));
        variants.insert(order.last().toString(), variantJson(variant, store));
    }
    QJsonArray media;
    for (const Medium &medium : product.media) {
        media.append(QJsonObject{
            {u"id"_s, gid(medium.type, medium.id)}, {u"url"_s, text(medium.url)}, {u"alt"_s, text(medium.alt)}});
    }
    QJsonArray collections;
    for (const Collection &collection : store.collections()) {
        if (collection.has(product)) {
            collections.append(gid("Collection", collection.id));
        }
    }
    QJsonArray publications;
    for (size_t i = 0; i < store.publications().size(); ++i) {
        if (product.publications >> i & 1U) {
            publications.append(gid("Publication", store.publications()[i].id));
        }
    }
    return {{u"id"_s, gid("Product", product.id)}, {u"title"_s, text(product.title)},
        {u"handle"_s, text(product.handle)}, {u"descriptionHtml"_s, text(product.descriptionHtml)},
        {u"vendor"_s, text(product.vendor)}, {u"productType"_s, text(product.productType)},
        {u"category"_s, text(product.category)}, {u"status"_s, text(product.status)}, {u"tags"_s, tags},
        {u"seoTitle"_s, text(product.seoTitle)}, {u"seoDescription"_s, text(product.seoDescription)},
        {u"templateSuffix"_s, text(product.templateSuffix)}, {u"options"_s, options}, {u"variants"_s, variants},
        {u"variantOrder"_s, order}, {u"media"_s, media}, {u"metafields"_s, metafieldsJson(product.metafields)},
        {u"collections"_s, collections}, {u"publications"_s, publications}, {u"createdAt"_s, time(product.createdAt)},
        {u"updatedAt"_s, time(product.updatedAt)}, {u"publishedAt"_s, time(product.publishedAt)}};
}

QJsonObject productChanges(const QJsonObject &before, const QJsonObject &after)
{
    QJsonObject changes;
    compare({}, before, after, &changes);
    changes.remove(u"updatedAt"_s);
    return changes;
}

} // namespace DemoShop
