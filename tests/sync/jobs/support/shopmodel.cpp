#include "tests/sync/jobs/support/shopmodel.h"

#include "sync/api/facets.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Tests {

namespace {

QJsonValue orNull(const std::optional<QString> &text)
{
    return text ? QJsonValue(*text) : QJsonValue();
}

std::string line(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

std::string productLine(qint64 id, const ModelProduct &product)
{
    return line({{u"id"_s, u"gid://shopify/Product/%1"_s.arg(id)}, {u"title"_s, product.title},
        {u"handle"_s, u"handle-%1"_s.arg(id)}, {u"descriptionHtml"_s, product.description},
        {u"vendor"_s, product.vendor}, {u"productType"_s, u"Type"_s}, {u"status"_s, u"ACTIVE"_s},
        {u"tags"_s, QJsonArray::fromStringList(product.tags)},
        {u"seo"_s, QJsonObject{{u"title"_s, QJsonValue()}, {u"description"_s, QJsonValue()}}},
        {u"options"_s, QJsonArray{QJsonObject{{u"name"_s, u"Title"_s}}}}, {u"createdAt"_s, u"2026-01-01T00:00:00Z"_s},
        {u"updatedAt"_s, u"2026-01-02T00:00:00Z"_s}});
}

std::string variantLine(qint64 id, qint64 product, int position, const ModelVariant &variant)
{
    const QJsonValue cost = variant.cost ? QJsonValue(QJsonObject{{u"amount"_s, *variant.cost}}) : QJsonValue();
    return line({{u"id"_s, u"gid://shopify/ProductVariant/%1"_s.arg(id)}, {u"title"_s, variant.title},
        {u"sku"_s, orNull(variant.sku)}, {u"barcode"_s, QJsonValue()}, {u"price"_s, variant.price},
        {u"compareAtPrice"_s, QJsonValue()}, {u"position"_s, position}, {u"inventoryQuantity"_s, variant.quantity},
        {u"inventoryPolicy"_s, u"DENY"_s}, {u"taxable"_s, true},
        {u"selectedOptions"_s, QJsonArray{QJsonObject{{u"value"_s, variant.title}}}},
        {u"inventoryItem"_s,
            QJsonObject{{u"id"_s, u"gid://shopify/InventoryItem/%1"_s.arg(id + 1000000)}, {u"tracked"_s, true},
                {u"unitCost"_s, cost},
                {u"measurement"_s,
                    QJsonObject{{u"weight"_s, QJsonObject{{u"value"_s, 0.5}, {u"unit"_s, u"KILOGRAMS"_s}}}}}}},
        {u"__parentId"_s, u"gid://shopify/Product/%1"_s.arg(product)}});
}

void appendMetafields(QList<std::string> &lines, const QString &owner, const QMap<QString, QString> &metafields)
{
    for (auto metafield = metafields.begin(); metafield != metafields.end(); ++metafield) {
        if (const auto location = Sync::stockLocation(metafield.key())) {
            lines.append(line({{u"id"_s, u"gid://shopify/InventoryLevel/%1?inventory_item_id=7"_s.arg(location->value)},
                {u"location"_s, QJsonObject{{u"id"_s, u"gid://shopify/Location/%1"_s.arg(location->value)}}},
                {u"quantities"_s,
                    QJsonArray{QJsonObject{{u"name"_s, u"available"_s}, {u"quantity"_s, metafield.value().toInt()}}}},
                {u"__parentId"_s, owner}}));
            continue;
        }
        const auto name = Sync::metafieldName(metafield.key()).value();
        const QByteArray id = QString(owner + metafield.key()).toUtf8();
        lines.append(line({{u"id"_s, u"gid://shopify/Metafield/%1"_s.arg(qHash(id))}, {u"namespace"_s, name.nameSpace},
            {u"key"_s, name.key}, {u"type"_s, name.type}, {u"value"_s, metafield.value()}, {u"__parentId"_s, owner}}));
    }
}

} // namespace

QList<std::string> bulkLines(const ModelShop &shop)
{
    QList<std::string> lines;
    for (auto product = shop.begin(); product != shop.end(); ++product) {
        lines.append(productLine(product.key(), *product));
        appendMetafields(lines, u"gid://shopify/Product/%1"_s.arg(product.key()), product->metafields);
        int position = 0;
        for (auto variant = product->variants.begin(); variant != product->variants.end(); ++variant) {
            lines.append(variantLine(variant.key(), product.key(), ++position, *variant));
            appendMetafields(lines, u"gid://shopify/ProductVariant/%1"_s.arg(variant.key()), variant->metafields);
        }
    }
    return lines;
}

std::string bulkFile(const ModelShop &shop)
{
    std::string file;
    for (const std::string &text : bulkLines(shop))
        file += text + '\n';
    return file;
}

qint64 objectCount(const ModelShop &shop)
{
    qint64 count = shop.size();
    for (const ModelProduct &product : shop) {
        count += product.variants.size() + product.metafields.size();
        for (const ModelVariant &variant : product.variants)
            count += variant.metafields.size();
    }
    return count;
}

} // namespace Tests
