#include "tests/simulation/shopmodel.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/shopanswers.h"
#include "tests/simulation/shopmutation.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

const ShopVariant *ShopProduct::variant(qint64 variantId) const
{
    const auto found = std::find_if(
        variants.cbegin(), variants.cend(), [variantId](const ShopVariant &v) { return v.id == variantId; });
    return found == variants.cend() ? nullptr : &*found;
}

namespace {

/// What push_check asks for of a node: not its options, and the dear parts only when they are wanted.
QJsonObject checked(QJsonObject node, const QJsonObject &variables)
{
    node.remove(u"options");
    node.remove(u"selectedOptions");
    if (!variables.value(u"seo").toBool())
        node.remove(u"seo");
    if (!variables.value(u"item").toBool())
        node.remove(u"inventoryItem");
    return node;
}

/// This shop has no metafields and its products are in nothing, and it says so where all are asked for.
QJsonObject withNoFacets(QJsonObject node)
{
    const QJsonObject none{{u"nodes"_s, QJsonArray()}, {u"pageInfo"_s, QJsonObject{{u"hasNextPage"_s, false}}}};
    for (const QString &connection : {u"metafields"_s, u"collections"_s, u"resourcePublicationsV2"_s})
        node.insert(connection, none);
    QJsonObject variants = node.value(u"variants").toObject();
    QJsonArray nodes;
    for (const QJsonValue &variant : variants.value(u"nodes").toArray())
        nodes += withNoFacets(variant.toObject());
    if (!variants.isEmpty()) {
        variants.insert("nodes"_L1, nodes);
        node.insert("variants"_L1, variants);
    }
    return node;
}

} // namespace

ProductContent contentOf(const ShopProduct &product)
{
    ProductContent content{.id = ShopifyId{product.id}, .fields = product.part.fields, .allVariants = true};
    for (const ShopVariant &variant : product.variants)
        content.variants += VariantContent{ShopifyId{variant.id}, ShopifyId{variant.item}, variant.part.fields};
    return content;
}

void ShopModel::take(const Effect &effect, const std::optional<ShopProduct> &product)
{
    if (product)
        m_products.insert(product->id, *product);
    else
        m_products.remove(effect.product);
    m_effects += effect;
}

QJsonObject ShopModel::mutate(
    const QString &document, const QJsonObject &variables, QUuid operation, Milliseconds now, bool refuse)
{
    return Mutation(*this, document, variables, operation, now).run(refuse);
}

QJsonObject ShopModel::read(const QString &document, const QJsonObject &variables)
{
    if (document == u"locations")
        return {{u"locations"_s,
            QJsonObject{{u"nodes"_s,
                QJsonArray{QJsonObject{
                    {u"id"_s, u"gid://shopify/Location/500"_s}, {u"name"_s, u"Shop"_s}, {u"isActive"_s, true}}}}}}};
    if (document == u"product_by_handle") {
        for (const ShopProduct &product : m_products)
            if (product.part.fields.value(Field::handle.toString()) == variables.value(u"handle").toString())
                return {{u"productByIdentifier"_s, toAnswer(product, true)}};
        return {{u"productByIdentifier"_s, QJsonValue::Null}};
    }
    const bool isCheck = document == u"push_check";
    QJsonArray nodes;
    for (const QJsonValue &id : variables.value(u"ids").toArray()) {
        const QString gid = id.toString();
        const qint64 number = shopNumber(gid).value;
        QJsonValue node(QJsonValue::Null);
        if (gid.contains(u"/Product/")) {
            if (const auto product = m_products.constFind(number); product != m_products.cend())
                node = isCheck ? checked(toAnswer(*product, false), variables) : withNoFacets(toAnswer(*product, true));
        } else {
            for (const ShopProduct &product : m_products)
                if (const ShopVariant *variant = product.variant(number))
                    node = isCheck ? checked(toAnswer(*variant), variables) : toAnswer(*variant);
        }
        nodes += node;
    }
    return {{u"nodes"_s, nodes}};
}

void ShopModel::addProduct(const QString &title, int variants, Milliseconds now)
{
    QJsonArray inputs;
    QJsonArray values;
    for (int i = 0; i < variants; ++i) {
        const QString option = u"S%1"_s.arg(i + 1);
        values += QJsonObject{{u"name"_s, option}};
        inputs += QJsonObject{{u"price"_s, u"%1.00"_s.arg(20 + i)},
            {u"optionValues"_s, QJsonArray{QJsonObject{{u"name"_s, option}}}},
            {u"inventoryItem"_s,
                QJsonObject{{u"sku"_s, u"%1-%2"_s.arg(title.section(u' ', -1)).arg(i + 1)}, {u"tracked"_s, true}}},
            {u"inventoryQuantities"_s, QJsonArray{QJsonObject{{u"quantity"_s, 7}}}}};
    }
    const QJsonObject input{{u"title"_s, title}, {u"handle"_s, title.toLower().replace(u' ', u'-')},
        {u"vendor"_s, u"Acme"_s}, {u"productType"_s, u"Pens"_s}, {u"status"_s, u"ACTIVE"_s},
        {u"tags"_s, QJsonArray{u"blue"_s, u"office"_s}}, {u"descriptionHtml"_s, u"<p>Writes.</p>"_s},
        {u"productOptions"_s, QJsonArray{QJsonObject{{u"name"_s, u"Size"_s}, {u"values"_s, values}}}},
        {u"variants"_s, inputs}};
    Mutation mutation(*this, u"product_set"_s, {{u"input"_s, input}}, {}, now);
    mutation.run(false);
}

void ShopModel::edit(
    qint64 productId, qint64 variantId, const QString &field, const FieldValue &value, Milliseconds now)
{
    const auto product = m_products.find(productId);
    if (product == m_products.end() || (variantId != 0 && !product->variant(variantId))
        || (field == Field::title && variantId == 0
            && (value.value_or(QString()).trimmed().isEmpty() || isTooLong(value)))
        || (field == Field::inventoryQuantity && value.value_or(QString()).toInt() < 0))
        return;
    Effect effect{.moment = nextMoment(), .at = now, .product = productId};
    ShopPart *part = &product->part;
    for (ShopVariant &variant : product->variants)
        if (variant.id == variantId)
            part = &variant.part;
    const FieldValue stored = normalised(field, value, rewritesHtml);
    if (part->fields.value(field) == stored)
        return;
    effect.overwritten += Overwrite{variantId, field, part->fields.value(field), stored, part->stamps.value(field)};
    part->fields.insert(field, stored);
    part->stamps.insert(field, Stamp{effect.moment, {}});
    product->updatedAt = now;
    m_effects += effect;
}

void ShopModel::addVariant(qint64 productId, const QString &option, Milliseconds now)
{
    const QJsonObject input{
        {u"price"_s, u"30.00"_s}, {u"optionValues"_s, QJsonArray{QJsonObject{{u"name"_s, option}}}}};
    Mutation mutation(*this, u"variants_create"_s,
        {{u"productId"_s, shopGid(u"Product", ShopifyId{productId})}, {u"variants"_s, QJsonArray{input}}}, {}, now);
    mutation.run(false);
}

void ShopModel::removeVariant(qint64 productId, qint64 variantId, Milliseconds now)
{
    Mutation mutation(*this, u"variants_delete"_s,
        {{u"productId"_s, shopGid(u"Product", ShopifyId{productId})},
            {u"variantsIds"_s, QJsonArray{shopGid(u"ProductVariant", ShopifyId{variantId})}}},
        {}, now);
    mutation.run(false);
}

void ShopModel::removeProduct(qint64 productId, Milliseconds now)
{
    Mutation mutation(*this, u"product_delete"_s,
        {{u"input"_s, QJsonObject{{u"id"_s, shopGid(u"Product", ShopifyId{productId})}}}}, {}, now);
    mutation.run(false);
}

} // namespace Simulation
