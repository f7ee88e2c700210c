#include "sync/jobs/push/shoprequests.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/options.h"
#include "sync/graphql/costestimate.h"
#include "sync/jobs/push/mediacalls.h"
#include "sync/jobs/push/membershipsteps.h"
#include "sync/jobs/push/optionrequests.h"
#include "sync/jobs/push/shopanswers.h"
#include "sync/jobs/push/stockrequests.h"
#include "sync/jobs/push/variantorder.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QJsonValue jsonText(const FieldValue &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonValue jsonMoney(const FieldValue &value)
{
    return value && !value->isEmpty() ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QString weightUnit(const FieldValue &value)
{
    const QString unit = value.value_or(QString());
    if (unit == u"g")
        return u"GRAMS"_s;
    if (unit == u"lb")
        return u"POUNDS"_s;
    return unit == u"oz" ? u"OUNCES"_s : u"KILOGRAMS"_s;
}

void putProductField(QJsonObject &input, QJsonObject &seo, const QString &field, const FieldValue &value)
{
    if (field == Field::title)
        input.insert("title"_L1, jsonText(value));
    else if (field == Field::handle)
        input.insert("handle"_L1, jsonText(value));
    else if (field == Field::descriptionHtml)
        input.insert("descriptionHtml"_L1, value.value_or(QString()));
    else if (field == Field::vendor)
        input.insert("vendor"_L1, value.value_or(QString()));
    else if (field == Field::productType)
        input.insert("productType"_L1, value.value_or(QString()));
    else if (field == Field::status)
        input.insert("status"_L1, value.value_or(QString()).toUpper());
    else if (field == Field::tags)
        input.insert("tags"_L1, QJsonArray::fromStringList(listValue(value)));
    else if (field == Field::seoTitle)
        seo.insert("title"_L1, value.value_or(QString()));
    else if (field == Field::seoDescription)
        seo.insert("description"_L1, value.value_or(QString()));
}

/// Metafields as the inputs of products and variants take them; one without a value is not there, and one that nobody
/// but its app may write is left out, or all would be refused because of it.
QJsonArray metafieldInputs(const FieldMap &fields)
{
    QJsonArray inputs;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        if (const auto name = metafieldName(field.key()); name && field.value() && !whyNotWritable(field.key()))
            inputs += QJsonObject{{u"namespace"_s, name->nameSpace}, {u"key"_s, name->key}, {u"type"_s, name->type},
                {u"value"_s, *field.value()}};
    return inputs;
}

QJsonObject productInput(const FieldMap &fields)
{
    QJsonObject input;
    QJsonObject seo;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        putProductField(input, seo, field.key(), field.value());
    if (!seo.isEmpty())
        input.insert("seo"_L1, seo);
    if (const QJsonArray metafields = metafieldInputs(fields); !metafields.isEmpty())
        input.insert("metafields"_L1, metafields);
    return input;
}

/// The value wanted, or the one the product has while nothing else is wanted: parts of one input travel together.
FieldValue wanted(QStringView field, const FieldMap &fields, const FieldMap &current)
{
    const QString name = field.toString();
    return fields.contains(name) ? fields.value(name) : current.value(name);
}

QJsonObject itemInput(const FieldMap &fields, const FieldMap &current)
{
    QJsonObject item;
    if (const QString sku = Field::sku.toString(); fields.contains(sku))
        item.insert("sku"_L1, fields.value(sku).value_or(QString()));
    if (const QString cost = Field::cost.toString(); fields.contains(cost))
        item.insert("cost"_L1, jsonMoney(fields.value(cost)));
    if (const QString tracked = Field::tracked.toString(); fields.contains(tracked))
        item.insert("tracked"_L1, fields.value(tracked) == u"true"_s);
    if (fields.contains(Field::weight.toString()) || fields.contains(Field::weightUnit.toString())) {
        const FieldValue weight = wanted(Field::weight, fields, current);
        if (weight || current.value(Field::weight.toString()))
            item.insert("measurement"_L1,
                QJsonObject{{u"weight"_s,
                    QJsonObject{{u"value"_s, weight.value_or(u"0"_s).toDouble()},
                        {u"unit"_s, weightUnit(wanted(Field::weightUnit, fields, current))}}}});
    }
    return item;
}

/// The options that a product has, as far as values of them are to be told.
struct OptionsThere
{
    QStringList names;
    QMap<QString, LinkedOption> linked = {};
};

/// Of an option that is linked to a metafield Shopify takes no name, also where the value stays.
QJsonArray optionInput(const FieldMap &fields, const FieldMap &current, const OptionsThere &options)
{
    QJsonArray values;
    for (qsizetype i = 0; i < std::min<qsizetype>(options.names.size(), std::ssize(optionFields)); ++i) {
        const FieldValue value = wanted(optionFields[i], fields, current);
        if (!value)
            continue;
        const QString name = options.names.at(i);
        QJsonObject input{{u"optionName"_s, name}};
        if (const ShopifyId id = options.linked.value(name).values.value(*value); id.isValid())
            input.insert("id"_L1, shopGid(u"ProductOptionValue", id));
        else
            input.insert("name"_L1, *value);
        values += input;
    }
    return values;
}

bool touchesOptions(const FieldMap &fields)
{
    return std::any_of(optionFields.cbegin(), optionFields.cend(),
        [&fields](QStringView option) { return fields.contains(option.toString()); });
}

/// The fields productVariantsBulkUpdate, …Create and productSet have in common.
QJsonObject variantInput(const FieldMap &fields, const FieldMap &current, const OptionsThere &options)
{
    QJsonObject input;
    if (const QString price = Field::price.toString(); fields.contains(price))
        input.insert("price"_L1, jsonMoney(fields.value(price)));
    if (const QString compareAt = Field::compareAtPrice.toString(); fields.contains(compareAt))
        input.insert("compareAtPrice"_L1, jsonMoney(fields.value(compareAt)));
    if (const QString barcode = Field::barcode.toString(); fields.contains(barcode))
        input.insert("barcode"_L1, jsonText(fields.value(barcode)));
    if (const QString policy = Field::inventoryPolicy.toString(); fields.value(policy))
        input.insert("inventoryPolicy"_L1, fields.value(policy)->toUpper());
    if (const QString taxable = Field::taxable.toString(); fields.contains(taxable))
        input.insert("taxable"_L1, fields.value(taxable) == u"true"_s);
    if (touchesOptions(fields))
        input.insert("optionValues"_L1, optionInput(fields, current, options));
    if (const QJsonObject item = itemInput(fields, current); !item.isEmpty())
        input.insert("inventoryItem"_L1, item);
    if (const QJsonArray metafields = metafieldInputs(fields); !metafields.isEmpty())
        input.insert("metafields"_L1, metafields);
    return input;
}

ShopRequest productUpdate(const Operation &operation)
{
    QJsonObject input = productInput(operation.after.product);
    putMemberships(input, operation.after.product);
    input.insert("id"_L1, shopGid(u"Product", operation.shopifyProduct));
    return {u"product_update"_s, {{u"product"_s, input}}, true, costOf(operation)};
}

ShopRequest variantsUpdate(const Operation &operation, const ProductContent &seen)
{
    const OptionsThere options{listValue(seen.fields.value(Field::optionNames.toString())), seen.linkedOptions};
    QJsonArray inputs;
    for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant) {
        const VariantContent *current = seen.variant(ShopifyId{variant.key()});
        QJsonObject input = variantInput(variant.value(), current ? current->fields : FieldMap(), options);
        input.insert("id"_L1, shopGid(u"ProductVariant", ShopifyId{variant.key()}));
        inputs += input;
    }
    return {u"variants_update"_s,
        {{u"productId"_s, shopGid(u"Product", operation.shopifyProduct)}, {u"variants"_s, inputs}}, true,
        costOf(operation)};
}

/// What Shopify calls the option of a product that has none.
QStringList namesOrStandIn(const QStringList &names)
{
    return names.isEmpty() ? QStringList{defaultOption.toString()} : names;
}

FieldMap withStandInOption(FieldMap fields)
{
    if (!fields.value(Field::option1.toString()))
        fields.insert(Field::option1.toString(), defaultOptionValue.toString());
    return fields;
}

QJsonArray optionSets(const QStringList &names, const QList<NewVariant> &variants)
{
    QJsonArray options;
    for (qsizetype i = 0; i < std::min<qsizetype>(names.size(), 3); ++i) {
        QStringList values;
        for (const NewVariant &variant : variants)
            if (const FieldValue value = withStandInOption(variant.fields).value(optionFields[i].toString());
                value && !values.contains(*value))
                values += *value;
        QJsonArray valueInputs;
        for (const QString &value : std::as_const(values))
            valueInputs += QJsonObject{{u"name"_s, value}};
        options += QJsonObject{{u"name"_s, names.at(i)}, {u"position"_s, int(i) + 1}, {u"values"_s, valueInputs}};
    }
    return options;
}

ShopRequest productCreate(const Operation &operation, const ProductContent &seen, ShopifyId location)
{
    const QStringList names = namesOrStandIn(listValue(operation.after.product.value(Field::optionNames.toString())));
    QJsonObject input = productInput(operation.after.product);
    putFirstMemberships(input, operation.after.product);
    if (operation.after.product.value(Field::handle.toString()).value_or(QString()).isEmpty())
        input.remove("handle"_L1);
    input.insert("productOptions"_L1, optionSets(names, operation.after.created));
    QJsonArray variants;
    for (const NewVariant &variant : operation.after.created) {
        QJsonObject variantSet = variantInput(withStandInOption(variant.fields), {}, {names});
        if (const QJsonArray stock = stockOfProductSet(variant.fields, location); !stock.isEmpty())
            variantSet.insert("inventoryQuantities"_L1, stock);
        variants += variantSet;
    }
    if (!variants.isEmpty())
        input.insert("variants"_L1, variants);
    if (const QJsonArray files = fileInputs(operation.after.product, seen.fields); !files.isEmpty())
        input.insert("files"_L1, files);
    return {u"product_set"_s, {{u"input"_s, input}}, true, costOf(operation)};
}

ShopRequest variantsCreate(const Operation &operation, const ProductContent &seen, ShopifyId location)
{
    const QStringList names = namesOrStandIn(listValue(seen.fields.value(Field::optionNames.toString())));
    QJsonArray inputs;
    for (const NewVariant &variant : operation.after.created) {
        QJsonObject input = variantInput(withStandInOption(variant.fields), {}, {names});
        if (const QJsonArray stock = stockOfVariantsCreate(variant.fields, location); !stock.isEmpty())
            input.insert("inventoryQuantities"_L1, stock);
        inputs += input;
    }
    return {u"variants_create"_s,
        {{u"productId"_s, shopGid(u"Product", operation.shopifyProduct)}, {u"variants"_s, inputs}}, true,
        costOf(operation)};
}

ShopRequest variantsDelete(const Operation &operation)
{
    QJsonArray ids;
    for (auto variant = operation.before.variants.cbegin(); variant != operation.before.variants.cend(); ++variant)
        ids += shopGid(u"ProductVariant", ShopifyId{variant.key()});
    return {u"variants_delete"_s,
        {{u"productId"_s, shopGid(u"Product", operation.shopifyProduct)}, {u"variantsIds"_s, ids}}, true,
        costOf(operation)};
}

void appendMetafields(QJsonArray &inputs, const QString &owner, const FieldMap &fields, const FacetDigests &digests)
{
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        const MetafieldName name = metafieldName(field.key()).value_or(MetafieldName{});
        QJsonObject input{{u"ownerId"_s, owner}, {u"namespace"_s, name.nameSpace}, {u"key"_s, name.key}};
        if (field.value()) {
            const auto digest = digests.constFind(field.key());
            input.insert("type"_L1, name.type);
            input.insert("value"_L1, *field.value());
            input.insert("compareDigest"_L1,
                digest == digests.cend() ? QJsonValue(QJsonValue::Null) : QJsonValue(digest.value()));
        }
        inputs += input;
    }
}

/// In the order of facetsOf(), by which a refusal is told.
ShopRequest metafieldsRequest(const QString &document, const Operation &operation, const ProductContent &seen)
{
    QJsonArray inputs;
    appendMetafields(inputs, shopGid(u"Product", operation.shopifyProduct), operation.after.product, seen.digests);
    for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant) {
        const VariantContent *current = seen.variant(ShopifyId{variant.key()});
        appendMetafields(inputs, shopGid(u"ProductVariant", ShopifyId{variant.key()}), variant.value(),
            current ? current->digests : FacetDigests());
    }
    return {document, {{u"metafields"_s, inputs}}, true, costOf(operation)};
}

ShopRequest channelsRequest(const QString &document, const Operation &operation)
{
    return {document,
        {{u"id"_s, shopGid(u"Product", operation.shopifyProduct)},
            {u"input"_s, channelInputs(operation.after.product)}},
        true, costOf(operation)};
}

} // namespace

QList<NamedFacet> facetsOf(const Operation &operation)
{
    QList<NamedFacet> all;
    for (auto field = operation.after.product.cbegin(); field != operation.after.product.cend(); ++field)
        all += NamedFacet{0, field.key()};
    for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant)
        for (auto field = variant->cbegin(); field != variant->cend(); ++field)
            all += NamedFacet{variant.key(), field.key()};
    return all;
}

double costOf(const Operation &operation)
{
    const qsizetype variants = operation.after.variants.size() + operation.after.created.size();
    switch (operation.kind) {
    case OperationKind::VariantsUpdate:
    case OperationKind::VariantsCreate:
    case OperationKind::ProductCreate:
        return 10 + 0.2 * double(variants);
    case OperationKind::ProductUpdate:
    case OperationKind::InventorySet:
    case OperationKind::ProductDelete:
    case OperationKind::VariantsDelete:
    case OperationKind::MetafieldsSet:
    case OperationKind::MetafieldsDelete:
    case OperationKind::OptionRename:
    case OperationKind::OptionsCreate:
    case OperationKind::OptionsDelete:
    case OperationKind::OptionsReorder:
    case OperationKind::VariantsReorder:
    case OperationKind::InventoryActivate:
    case OperationKind::InventoryDeactivate:
    case OperationKind::MediaUpdate:
    case OperationKind::MediaOrder:
    case OperationKind::ChannelsJoin:
    case OperationKind::ChannelsLeave:
        break;
    case OperationKind::MediaAdd:
        return CostEstimate::productUpdate(0, 1);
    }
    return 10;
}

ShopRequest requestFor(const Operation &operation, const ProductContent &seen, ShopifyId location)
{
    switch (operation.kind) {
    case OperationKind::ProductUpdate:
        return productUpdate(operation);
    case OperationKind::VariantsUpdate:
        return variantsUpdate(operation, seen);
    case OperationKind::InventorySet:
        return inventorySetRequest(operation, seen, location);
    case OperationKind::ProductCreate:
        return productCreate(operation, seen, location);
    case OperationKind::ProductDelete:
        return {u"product_delete"_s,
            {{u"input"_s, QJsonObject{{u"id"_s, shopGid(u"Product", operation.shopifyProduct)}}}}, true,
            costOf(operation)};
    case OperationKind::VariantsCreate:
        return variantsCreate(operation, seen, location);
    case OperationKind::VariantsDelete:
        return variantsDelete(operation);
    case OperationKind::MetafieldsSet:
        return metafieldsRequest(u"metafields_set"_s, operation, seen);
    case OperationKind::MetafieldsDelete:
        return metafieldsRequest(u"metafields_delete"_s, operation, seen);
    case OperationKind::OptionRename:
    case OperationKind::OptionsCreate:
    case OperationKind::OptionsDelete:
    case OperationKind::OptionsReorder:
        return optionRequest(operation, seen);
    case OperationKind::VariantsReorder:
        return variantsReorder(operation);
    case OperationKind::InventoryActivate:
        return inventoryActivateRequest(operation, seen);
    case OperationKind::InventoryDeactivate:
        return inventoryDeactivateRequest(operation, seen);
    case OperationKind::MediaAdd:
    case OperationKind::MediaUpdate:
    case OperationKind::MediaOrder:
        return mediaRequest(operation, seen.fields);
    case OperationKind::ChannelsJoin:
        return channelsRequest(u"channels_join"_s, operation);
    case OperationKind::ChannelsLeave:
        return channelsRequest(u"channels_leave"_s, operation);
    }
    return {};
}

} // namespace Sync
