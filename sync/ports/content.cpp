#include "sync/ports/content.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/media.h"
#include "sync/ports/storedmetafield.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QJsonObject fieldsToJson(const FieldMap &fields)
{
    QJsonObject json;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        json.insert(field.key(), field.value() ? QJsonValue(*field.value()) : QJsonValue(QJsonValue::Null));
    return json;
}

FieldMap fieldsFromJson(const QJsonObject &json)
{
    FieldMap fields;
    for (auto field = json.constBegin(); field != json.constEnd(); ++field)
        fields.insert(field.key(), field.value().isString() ? FieldValue(field.value().toString()) : FieldValue());
    return fields;
}

QString trimmedDecimal(QString text)
{
    text = text.trimmed();
    const bool negative = text.startsWith(u'-');
    if (negative || text.startsWith(u'+'))
        text.remove(0, 1);
    if (text.isEmpty()
        || !std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c == u'.' || (c >= u'0' && c <= u'9'); }))
        return negative ? u'-' + text : text; // not a plain decimal: compared as it stands
    if (text.contains(u'.')) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    while (text.size() > 1 && text.startsWith(u'0') && text.at(1) != u'.')
        text.remove(0, 1);
    if (text.startsWith(u'.'))
        text.prepend(u'0');
    if (text.isEmpty())
        text = u"0"_s;
    return negative && text != u"0" ? u'-' + text : text;
}

/// Types whose value is an object or a list; a list of decimals is one as well.
FieldShape metafieldShape(QStringView type)
{
    const QStringView objects[]
        = {u"json", u"rich_text_field", u"dimension", u"volume", u"weight", u"money", u"rating", u"link"};
    if (type.startsWith(u"list.") || std::find(std::cbegin(objects), std::cend(objects), type) != std::cend(objects))
        return FieldShape::Json;
    if (type == u"number_decimal")
        return FieldShape::Decimal;
    if (type == u"number_integer")
        return FieldShape::Integer;
    return type == u"boolean" ? FieldShape::Truth : FieldShape::Text;
}

QStringList storedTags(const FieldValue &value)
{
    QStringList tags;
    for (const QString &tag : listValue(value))
        if (const QString stored = tag.simplified().toCaseFolded(); !stored.isEmpty() && !tags.contains(stored))
            tags += stored;
    tags.sort();
    return tags;
}

} // namespace

const VariantContent *ProductContent::variant(ShopifyId variantId) const
{
    const auto found
        = std::find_if(variants.cbegin(), variants.cend(), [variantId](const auto &v) { return v.id == variantId; });
    return found == variants.cend() ? nullptr : &*found;
}

bool ProductContent::hasAllLike(QStringView facet) const
{
    if (isMediaField(facet))
        return allMedia;
    const std::optional<Membership> in = membership(facet);
    if (in && in->kind == Membership::Kind::Publication)
        return allChannels;
    return isMembershipField(facet) ? allMemberships : metafieldName(facet) && allFacets;
}

bool ProductContent::hides(QStringView field) const
{
    const std::optional<Membership> in = membership(field);
    return in && in->kind == Membership::Kind::Publication && !allChannels && !fields.contains(field.toString());
}

const LocalVariant *LocalProduct::variant(ShopifyId shopifyVariant) const
{
    const auto found = std::find_if(
        variants.cbegin(), variants.cend(), [shopifyVariant](const auto &v) { return v.shopifyId == shopifyVariant; });
    return found == variants.cend() ? nullptr : &*found;
}

bool ContentPatch::names(ShopifyId variant, const QString &field) const
{
    return variant.isValid() ? variants.value(variant.value).contains(field) : product.contains(field);
}

ContentPatch ContentPatch::without(const ContentPatch &others) const
{
    ContentPatch rest = *this;
    for (auto field = others.product.keyBegin(); field != others.product.keyEnd(); ++field)
        rest.product.remove(*field);
    for (auto variant = others.variants.cbegin(); variant != others.variants.cend(); ++variant) {
        const auto left = rest.variants.find(variant.key());
        if (left == rest.variants.end())
            continue;
        for (auto field = variant->keyBegin(); field != variant->keyEnd(); ++field)
            left->remove(*field);
        if (left->isEmpty())
            rest.variants.erase(left);
    }
    return rest;
}

qsizetype ContentPatch::fieldCount() const
{
    qsizetype count = product.size();
    for (const FieldMap &fields : variants)
        count += fields.size();
    for (const NewVariant &variant : created)
        count += variant.fields.size();
    return count;
}

QJsonObject toJson(const ContentPatch &patch)
{
    QJsonObject json;
    if (!patch.product.isEmpty())
        json.insert(u"product"_s, fieldsToJson(patch.product));
    if (!patch.variants.isEmpty()) {
        QJsonObject variants;
        for (auto variant = patch.variants.cbegin(); variant != patch.variants.cend(); ++variant)
            variants.insert(QString::number(variant.key()), fieldsToJson(variant.value()));
        json.insert(u"variants"_s, variants);
    }
    if (!patch.created.isEmpty()) {
        QJsonArray created;
        for (const NewVariant &variant : patch.created)
            created += QJsonObject{
                {u"variant"_s, QString::number(variant.local.value)}, {u"fields"_s, fieldsToJson(variant.fields)}};
        json.insert(u"created"_s, created);
    }
    return json;
}

ContentPatch contentPatchFromJson(const QJsonObject &json)
{
    ContentPatch patch{.product = fieldsFromJson(json.value(u"product").toObject())};
    const QJsonObject variants = json.value(u"variants").toObject();
    for (auto variant = variants.constBegin(); variant != variants.constEnd(); ++variant)
        patch.variants.insert(variant.key().toLongLong(), fieldsFromJson(variant.value().toObject()));
    for (const QJsonValue &entry : json.value(u"created").toArray()) {
        const QJsonObject created = entry.toObject();
        patch.created += NewVariant{VariantId{created.value(u"variant").toString().toLongLong()},
            fieldsFromJson(created.value(u"fields").toObject())};
    }
    return patch;
}

FieldMap plainFields(const FieldMap &fields)
{
    FieldMap plain = fields;
    plain.removeIf([](const auto &field) { return isFacet(field.key()); });
    return plain;
}

FieldMap facetFields(const FieldMap &fields)
{
    FieldMap facets = fields;
    facets.removeIf([](const auto &field) { return !isFacet(field.key()); });
    return facets;
}

bool hasMoreFacets(const FieldMap &before, const FieldMap &now)
{
    const FieldMap facets = facetFields(now);
    return std::any_of(facets.constKeyValueBegin(), facets.constKeyValueEnd(), [&before](const auto &facet) {
        return facet.second && !before.value(facet.first) && !movesByItself(facet.first);
    });
}

bool hasStockByLocation(const FieldMap &fields)
{
    return std::any_of(
        fields.keyBegin(), fields.keyEnd(), [](const QString &field) { return stockLocation(field).has_value(); });
}

FieldShape fieldShape(QStringView field)
{
    if (const std::optional<MetafieldName> metafield = metafieldName(field))
        return metafieldShape(metafield->type);
    if (field == Field::price || field == Field::compareAtPrice || field == Field::cost || field == Field::weight)
        return FieldShape::Decimal;
    if (isStock(field) || field == Field::position)
        return FieldShape::Integer;
    if (field == Field::tags || field == Field::optionNames)
        return FieldShape::List;
    if (field == Field::tracked || field == Field::taxable)
        return FieldShape::Truth;
    return field == Field::descriptionHtml ? FieldShape::Html : FieldShape::Text;
}

QStringList listValue(const FieldValue &value)
{
    QStringList elements;
    for (const QJsonValue &element : QJsonDocument::fromJson(value.value_or(QString()).toUtf8()).array())
        elements += element.toString();
    return elements;
}

QString listText(const QStringList &elements)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(elements)).toJson(QJsonDocument::Compact));
}

FieldValue canonical(QStringView field, const FieldValue &value)
{
    if (!value)
        return value;
    switch (fieldShape(field)) {
    case FieldShape::Decimal:
        return value->isEmpty() ? FieldValue() : trimmedDecimal(*value);
    case FieldShape::Integer:
        return trimmedDecimal(*value);
    case FieldShape::List:
        return listText(listValue(value));
    case FieldShape::Text:
    case FieldShape::Html:
    case FieldShape::Truth:
    case FieldShape::Json:
        break;
    }
    return value;
}

bool sameValue(QStringView field, const FieldValue &left, const FieldValue &right)
{
    return left == right || canonical(field, left) == canonical(field, right);
}

bool sameOnceStored(QStringView field, const FieldValue &left, const FieldValue &right)
{
    if (sameValue(field, left, right))
        return true;
    if (const std::optional<MetafieldName> metafield = metafieldName(field); metafield && left && right)
        return isSameMetafieldValue(metafield->type, *left, *right);
    switch (fieldShape(field)) {
    case FieldShape::List:
        return field == Field::tags && storedTags(left) == storedTags(right);
    case FieldShape::Html:
        return left.value_or(QString()).simplified() == right.value_or(QString()).simplified();
    case FieldShape::Text:
        return left.value_or(QString()).trimmed() == right.value_or(QString()).trimmed();
    case FieldShape::Json: // only metafields are, and of these one is not there
    case FieldShape::Decimal:
    case FieldShape::Integer:
    case FieldShape::Truth:
        break;
    }
    return false;
}

ProductContent patched(ProductContent content, const ContentPatch &patch)
{
    content.fields.insert(patch.product);
    for (VariantContent &variant : content.variants)
        variant.fields.insert(patch.variants.value(variant.id.value));
    return content;
}

} // namespace Sync
