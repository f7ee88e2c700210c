#include "sync/jobs/push/shopanswers.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/isolated.h"
#include "sync/api/options.h"
#include "sync/jobs/push/mediacalls.h"
#include "sync/jobs/push/membershipreads.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

FieldValue textOf(const QJsonValue &value)
{
    return value.isString() ? FieldValue(value.toString()) : FieldValue();
}

FieldValue truthOf(const QJsonValue &value)
{
    return value.toBool() ? u"true"_s : u"false"_s;
}

FieldValue decimalOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    return value.isDouble() ? FieldValue(QString::number(value.toDouble(), 'f', QLocale::FloatingPointShortest))
                            : FieldValue();
}

FieldValue weightUnitOf(const QJsonValue &value)
{
    const QString unit = value.toString();
    if (unit == u"GRAMS")
        return u"g"_s;
    if (unit == u"KILOGRAMS")
        return u"kg"_s;
    if (unit == u"POUNDS")
        return u"lb"_s;
    return unit == u"OUNCES" ? FieldValue(u"oz"_s) : FieldValue();
}

void takeText(FieldMap &fields, const QJsonObject &from, QLatin1StringView member, QStringView field)
{
    if (const QJsonValue value = from.value(member); !value.isUndefined())
        fields.insert(field.toString(), textOf(value));
}

void takeWord(FieldMap &fields, const QJsonObject &from, QLatin1StringView member, QStringView field)
{
    if (const QJsonValue value = from.value(member); value.isString())
        fields.insert(field.toString(), value.toString().toLower());
}

void takeItem(VariantContent &variant, const QJsonObject &item)
{
    variant.inventoryItem = shopNumber(item.value(u"id").toString());
    if (item.contains(u"tracked"))
        variant.fields.insert(Field::tracked.toString(), truthOf(item.value(u"tracked")));
    if (item.contains(u"unitCost"))
        variant.fields.insert(Field::cost.toString(), decimalOf(item.value(u"unitCost").toObject().value(u"amount")));
    if (item.contains(u"measurement")) {
        const QJsonObject weight = item.value(u"measurement").toObject().value(u"weight").toObject();
        variant.fields.insert(Field::weight.toString(), decimalOf(weight.value(u"value")));
        variant.fields.insert(Field::weightUnit.toString(), weightUnitOf(weight.value(u"unit")));
    }
}

QString metafieldPathOf(const QJsonObject &metafield)
{
    return metafieldPath({metafield.value(u"namespace").toString(), metafield.value(u"key").toString(),
        metafield.value(u"type").toString()});
}

/// The metafields that metafieldsSet returned, each to its owner.
void takeSetMetafields(const QJsonArray &metafields, ProductContent &product)
{
    for (const QJsonValue &entry : metafields) {
        const QJsonObject metafield = entry.toObject();
        const QString owner = metafield.value(u"owner").toObject().value(u"id").toString();
        const FieldValue value = metafield.value(u"value").toString();
        if (!owner.contains("/ProductVariant/"_L1)) {
            product.fields.insert(metafieldPathOf(metafield), value);
            continue;
        }
        const ShopifyId id = shopNumber(owner);
        auto variant = std::find_if(
            product.variants.begin(), product.variants.end(), [id](const VariantContent &v) { return v.id == id; });
        if (variant == product.variants.end())
            variant = product.variants.insert(product.variants.end(), VariantContent{.id = id});
        variant->fields.insert(metafieldPathOf(metafield), value);
    }
}

std::optional<LinkedOption> linkedOption(const QJsonObject &option)
{
    const QJsonObject metafield = option.value(u"linkedMetafield").toObject();
    if (metafield.isEmpty())
        return std::nullopt;
    LinkedOption linked{metafield.value(u"namespace").toString() + u'.' + metafield.value(u"key").toString()};
    for (const QJsonValue value : option.value(u"optionValues").toArray())
        linked.values.insert(value[u"name"].toString(), shopNumber(value[u"id"].toString()));
    return linked;
}

/// True when the answer tells all there are.
bool takeAllMetafields(const QJsonObject &owner, FieldMap &fields, FacetDigests &digests)
{
    return owner.contains(u"metafields") && !takeMetafields(owner, fields, digests);
}

struct Payload
{
    QLatin1StringView name;
    QLatin1StringView variants;
    QLatin1StringView errors = "userErrors"_L1;
};

Payload payloadOf(OperationKind kind)
{
    switch (kind) {
    case OperationKind::ProductUpdate:
        return {"productUpdate"_L1, {}};
    case OperationKind::VariantsUpdate:
        return {"productVariantsBulkUpdate"_L1, "productVariants"_L1};
    case OperationKind::InventorySet:
        return {"inventorySetQuantities"_L1, {}};
    case OperationKind::ProductCreate:
        return {"productSet"_L1, {}};
    case OperationKind::ProductDelete:
        return {"productDelete"_L1, {}};
    case OperationKind::VariantsCreate:
        return {"productVariantsBulkCreate"_L1, "productVariants"_L1};
    case OperationKind::VariantsDelete:
        return {"productVariantsBulkDelete"_L1, {}};
    case OperationKind::MetafieldsSet:
        return {"metafieldsSet"_L1, {}};
    case OperationKind::MetafieldsDelete:
        return {"metafieldsDelete"_L1, {}};
    case OperationKind::OptionRename:
        return {"productOptionUpdate"_L1, {}};
    case OperationKind::OptionsCreate:
        return {"productOptionsCreate"_L1, {}};
    case OperationKind::OptionsDelete:
        return {"productOptionsDelete"_L1, {}};
    case OperationKind::OptionsReorder:
        return {"productOptionsReorder"_L1, {}};
    case OperationKind::VariantsReorder:
        return {"productVariantsBulkReorder"_L1, {}};
    case OperationKind::InventoryActivate:
        return {"inventoryActivate"_L1, {}};
    case OperationKind::InventoryDeactivate:
        return {"inventoryBulkToggleActivation"_L1, {}};
    case OperationKind::MediaAdd:
        return {"productUpdate"_L1, {}};
    case OperationKind::MediaUpdate:
        return {"fileUpdate"_L1, {}};
    case OperationKind::MediaOrder:
        return {"productReorderMedia"_L1, {}, "mediaUserErrors"_L1};
    case OperationKind::ChannelsJoin:
        return {"publishablePublish"_L1, {}};
    case OperationKind::ChannelsLeave:
        return {"publishableUnpublish"_L1, {}};
    }
    return {};
}

ShopUserError errorFrom(const QJsonObject &json)
{
    ShopUserError error{.message = json.value(u"message").toString(), .code = json.value(u"code").toString()};
    for (const QJsonValue &step : json.value(u"field").toArray())
        error.path += step.isDouble() ? QString::number(step.toInt()) : step.toString();
    return error;
}

QMap<qint64, int> stockFrom(const QJsonObject &group)
{
    QMap<qint64, int> stock;
    for (const QJsonValue &entry : group.value(u"changes").toArray()) {
        const QJsonObject change = entry.toObject();
        if (change.value(u"name") == u"available"_s && change.value(u"quantityAfterChange").isDouble())
            stock.insert(shopNumber(change.value(u"item").toObject().value(u"id").toString()).value,
                change.value(u"quantityAfterChange").toInt());
    }
    return stock;
}

} // namespace

std::optional<qsizetype> ShopUserError::indexIn(QStringView list) const
{
    const qsizetype at = path.indexOf(list);
    if (at < 0 || at + 1 >= path.size())
        return std::nullopt;
    bool isNumber = false;
    const qlonglong index = path.at(at + 1).toLongLong(&isNumber);
    return isNumber ? std::optional<qsizetype>(index) : std::nullopt;
}

QString shopGid(QStringView type, ShopifyId id)
{
    return u"gid://shopify/%1/%2"_s.arg(type).arg(id.value);
}

ShopifyId shopNumber(const QString &gid)
{
    const QString digits = gid.section(u'/', -1).section(u'?', 0, 0);
    return ShopifyId{gid.startsWith("gid://shopify/"_L1) ? digits.toLongLong() : 0};
}

bool takeMetafields(const QJsonObject &owner, FieldMap &fields, FacetDigests &digests)
{
    const QJsonObject metafields = owner.value(u"metafields").toObject();
    for (const QJsonValue &node : metafields.value(u"nodes").toArray()) {
        const QJsonObject metafield = node.toObject();
        const QString path = metafieldPathOf(metafield);
        fields.insert(path, metafield.value(u"value").toString());
        digests.insert(path, metafield.value(u"compareDigest").toString());
    }
    return metafields.value(u"pageInfo").toObject().value(u"hasNextPage").toBool();
}

bool takeLevels(const QJsonObject &item, FieldMap &fields)
{
    const QJsonObject levels = item.value(u"inventoryLevels").toObject();
    for (const QJsonValue level : levels.value(u"nodes").toArray())
        for (const QJsonValue quantity : level[u"quantities"].toArray())
            if (quantity[u"name"] == u"available"_s)
                fields.insert(stockPath(shopNumber(level[u"location"][u"id"].toString())),
                    QString::number(quantity[u"quantity"].toInt()));
    return levels.value(u"pageInfo").toObject().value(u"hasNextPage").toBool();
}

VariantContent variantFromAnswer(const QJsonObject &json)
{
    VariantContent variant{.id = shopNumber(json.value(u"id").toString())};
    FieldMap &fields = variant.fields;
    takeText(fields, json, "title"_L1, Field::variantTitle);
    takeText(fields, json, "sku"_L1, Field::sku);
    takeText(fields, json, "barcode"_L1, Field::barcode);
    takeText(fields, json, "price"_L1, Field::price);
    takeText(fields, json, "compareAtPrice"_L1, Field::compareAtPrice);
    takeWord(fields, json, "inventoryPolicy"_L1, Field::inventoryPolicy);
    if (json.contains(u"position"))
        fields.insert(Field::position.toString(), QString::number(json.value(u"position").toInt()));
    if (json.contains(u"inventoryQuantity"))
        fields.insert(Field::inventoryQuantity.toString(), QString::number(json.value(u"inventoryQuantity").toInt()));
    if (json.contains(u"taxable"))
        fields.insert(Field::taxable.toString(), truthOf(json.value(u"taxable")));
    if (json.contains(u"selectedOptions")) {
        const QJsonArray options = json.value(u"selectedOptions").toArray();
        for (qsizetype i = 0; i < std::ssize(optionFields); ++i)
            fields.insert(optionFields[i].toString(),
                i < options.size() ? textOf(options.at(i).toObject().value(u"value")) : FieldValue());
    }
    if (json.value(u"inventoryItem").isObject())
        takeItem(variant, json.value(u"inventoryItem").toObject());
    variant.allFacets = takeAllMetafields(json, fields, variant.digests);
    return variant;
}

ProductContent productFromAnswer(const QJsonObject &json)
{
    ProductContent product{.id = shopNumber(json.value(u"id").toString())};
    FieldMap &fields = product.fields;
    takeText(fields, json, "title"_L1, Field::title);
    takeText(fields, json, "handle"_L1, Field::handle);
    takeText(fields, json, "descriptionHtml"_L1, Field::descriptionHtml);
    takeText(fields, json, "vendor"_L1, Field::vendor);
    takeText(fields, json, "productType"_L1, Field::productType);
    takeWord(fields, json, "status"_L1, Field::status);
    if (json.value(u"tags").isArray()) {
        QStringList tags;
        for (const QJsonValue &tag : json.value(u"tags").toArray())
            tags += tag.toString();
        fields.insert(Field::tags.toString(), listText(tags));
    }
    if (json.value(u"seo").isObject()) {
        const QJsonObject seo = json.value(u"seo").toObject();
        fields.insert(Field::seoTitle.toString(), seo.value(u"title").toString());
        fields.insert(Field::seoDescription.toString(), seo.value(u"description").toString());
    }
    if (json.value(u"options").isArray()) {
        QStringList names;
        for (const QJsonValue &value : json.value(u"options").toArray()) {
            const QJsonObject option = value.toObject();
            names += option.value(u"name").toString();
            if (option.contains(u"id"))
                product.options += shopNumber(option.value(u"id").toString());
            if (const auto linked = linkedOption(option))
                product.linkedOptions.insert(names.last(), *linked);
        }
        fields.insert(Field::optionNames.toString(), listText(names));
    }
    for (const QStringView field : {Field::descriptionHtml, Field::vendor, Field::productType})
        if (fields.contains(field.toString()) && !fields.value(field.toString()))
            fields.insert(field.toString(), QString()); // Shopify's "nothing" for these is the empty text
    product.allFacets = takeAllMetafields(json, fields, product.digests);
    if (json.contains(u"collections"))
        takeMemberships(json, product);
    product.hasMedia = json.value(u"mediaCount").toObject().value(u"count").toInt() > 0;
    product.allMedia
        = json.contains(u"media") ? !takeMedia(json, fields) : json.contains(u"mediaCount") && !product.hasMedia;
    const QJsonObject variants = json.value(u"variants").toObject();
    for (const QJsonValue &variant : variants.value(u"nodes").toArray()) {
        product.variants += variantFromAnswer(variant.toObject());
        product.allFacets = product.allFacets && product.variants.constLast().allFacets;
    }
    const QJsonObject page = variants.value(u"pageInfo").toObject();
    product.allVariants = page.contains(u"hasNextPage") && !page.value(u"hasNextPage").toBool();
    product.createdAt = QDateTime::fromString(json.value(u"createdAt").toString(), Qt::ISODate).toUTC();
    product.updatedAt = QDateTime::fromString(json.value(u"updatedAt").toString(), Qt::ISODate).toUTC();
    return product;
}

Result<MutationAnswer> readMutationAnswer(OperationKind kind, const QJsonObject &data)
{
    const Payload names = payloadOf(kind);
    const QJsonValue value = data.value(names.name);
    if (!value.isObject())
        return Failure{FailureKind::ShopAnswer,
            QCoreApplication::translate("Sync::Push", "Shopify's answer to a change cannot be read."),
            QCoreApplication::translate(
                "Sync::Push", "The change may have been made all the same; the product is read back to find out."),
            {}, u"no %1 in the answer"_s.arg(names.name), {}, true};
    const QJsonObject payload = value.toObject();
    MutationAnswer answer;
    for (const QJsonValue &error : payload.value(names.errors).toArray())
        answer.errors += errorFrom(error.toObject());
    if (payload.value(u"product").isObject())
        answer.product = productFromAnswer(payload.value(u"product").toObject());
    if (!names.variants.isEmpty()) {
        if (!answer.product)
            answer.product.emplace();
        for (const QJsonValue &variant : payload.value(names.variants).toArray())
            answer.product->variants += variantFromAnswer(variant.toObject());
    }
    if (kind == OperationKind::MetafieldsSet)
        takeSetMetafields(payload.value(u"metafields").toArray(), answer.product.emplace());
    answer.deleted = shopNumber(payload.value(u"deletedProductId").toString());
    answer.stock = stockFrom(payload.value(u"inventoryAdjustmentGroup").toObject());
    return answer;
}

QString sentences(const QList<ShopUserError> &errors)
{
    QStringList messages;
    for (const ShopUserError &error : errors)
        if (!messages.contains(isolated(error.message)))
            messages += isolated(error.message);
    return messages.join(u"; ");
}

} // namespace Sync
