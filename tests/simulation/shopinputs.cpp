#include "tests/simulation/shopmodel.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/shopanswers.h"

#include <QJsonArray>
#include <QLocale>

// Between Shopify's names and ours, written from Shopify's schema and not from the code under test.

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

struct Name
{
    QStringView theirs;
    QStringView ours;
};

constexpr Name productTexts[] = {{u"title", Field::title}, {u"handle", Field::handle},
    {u"descriptionHtml", Field::descriptionHtml}, {u"vendor", Field::vendor}, {u"productType", Field::productType}};
constexpr Name variantTexts[]
    = {{u"price", Field::price}, {u"compareAtPrice", Field::compareAtPrice}, {u"barcode", Field::barcode}};
constexpr QStringView optionFields[] = {Field::option1, Field::option2, Field::option3};

FieldValue text(const QJsonValue &value)
{
    return value.isString() ? FieldValue(value.toString()) : FieldValue();
}

FieldValue truth(const QJsonValue &value)
{
    return value.toBool() ? u"true"_s : u"false"_s;
}

QString unitOurs(const QString &unit)
{
    return unit == u"GRAMS" ? u"g"_s : unit == u"POUNDS" ? u"lb"_s : unit == u"OUNCES" ? u"oz"_s : u"kg"_s;
}

QString unitTheirs(const FieldValue &unit)
{
    return unit == u"g"_s ? u"GRAMS"_s : unit == u"lb"_s ? u"POUNDS"_s : unit == u"oz"_s ? u"OUNCES"_s : u"KILOGRAMS"_s;
}

FieldMap productFields(const QJsonObject &input)
{
    FieldMap fields;
    for (const Name &name : productTexts)
        if (input.contains(name.theirs))
            fields.insert(name.ours.toString(), text(input.value(name.theirs)));
    if (input.contains(u"status"))
        fields.insert(Field::status.toString(), input.value(u"status").toString().toLower());
    if (input.contains(u"tags")) {
        QStringList tags;
        for (const QJsonValue &tag : input.value(u"tags").toArray())
            tags += tag.toString();
        fields.insert(Field::tags.toString(), listText(tags));
    }
    const QJsonObject seo = input.value(u"seo").toObject();
    if (seo.contains(u"title"))
        fields.insert(Field::seoTitle.toString(), text(seo.value(u"title")));
    if (seo.contains(u"description"))
        fields.insert(Field::seoDescription.toString(), text(seo.value(u"description")));
    return fields;
}

FieldMap variantFields(const QJsonObject &input)
{
    FieldMap fields;
    for (const Name &name : variantTexts)
        if (input.contains(name.theirs))
            fields.insert(name.ours.toString(), text(input.value(name.theirs)));
    if (input.contains(u"inventoryPolicy"))
        fields.insert(Field::inventoryPolicy.toString(), input.value(u"inventoryPolicy").toString().toLower());
    if (input.contains(u"taxable"))
        fields.insert(Field::taxable.toString(), truth(input.value(u"taxable")));
    const QJsonArray options = input.value(u"optionValues").toArray();
    for (qsizetype i = 0; i < std::min<qsizetype>(options.size(), 3); ++i)
        fields.insert(optionFields[i].toString(), text(options.at(i).toObject().value(u"name")));
    const QJsonObject item = input.value(u"inventoryItem").toObject();
    if (item.contains(u"sku"))
        fields.insert(Field::sku.toString(), text(item.value(u"sku")));
    if (item.contains(u"cost"))
        fields.insert(Field::cost.toString(), text(item.value(u"cost")));
    if (item.contains(u"tracked"))
        fields.insert(Field::tracked.toString(), truth(item.value(u"tracked")));
    if (item.contains(u"measurement")) {
        const QJsonObject weight = item.value(u"measurement").toObject().value(u"weight").toObject();
        fields.insert(Field::weight.toString(),
            QString::number(weight.value(u"value").toDouble(), 'f', QLocale::FloatingPointShortest));
        fields.insert(Field::weightUnit.toString(), unitOurs(weight.value(u"unit").toString()));
    }
    for (const QJsonValue &quantity : input.value(u"inventoryQuantities").toArray()) {
        const QJsonObject level = quantity.toObject();
        const QJsonValue value
            = level.contains(u"quantity") ? level.value(u"quantity") : level.value(u"availableQuantity");
        fields.insert(Field::inventoryQuantity.toString(), QString::number(value.toInt()));
    }
    return fields;
}

QString twoDecimals(const QString &money)
{
    QString whole = canonical(Field::price, money).value_or(u"0"_s);
    QString cents = whole.contains(u'.') ? whole.section(u'.', 1) : QString();
    whole = whole.section(u'.', 0, 0);
    while (cents.size() < 2)
        cents += u'0';
    return whole + u'.' + cents.left(2);
}

QString storedHtml(QString html, bool rewrites)
{
    if (!rewrites)
        return html.trimmed();
    html.replace(u"<b>"_s, u"<strong>"_s).replace(u"</b>"_s, u"</strong>"_s);
    return html.trimmed();
}

QString storedTags(const FieldValue &value)
{
    QStringList tags;
    for (const QString &tag : listValue(value))
        if (const QString trimmed = tag.simplified();
            !trimmed.isEmpty() && !tags.contains(trimmed, Qt::CaseInsensitive))
            tags += trimmed;
    tags.sort(Qt::CaseInsensitive);
    return listText(tags);
}

} // namespace

bool isTooLong(const FieldValue &title)
{
    return title.value_or(QString()).trimmed().size() > 255;
}

FieldValue normalised(const QString &field, const FieldValue &value, bool rewritesHtml)
{
    switch (fieldShape(field)) {
    case FieldShape::List:
        return field == Field::tags ? FieldValue(storedTags(value)) : value;
    case FieldShape::Html:
        return storedHtml(value.value_or(QString()), rewritesHtml);
    case FieldShape::Decimal:
        if (!value || value->isEmpty())
            return {};
        return field == Field::weight ? canonical(field, value) : FieldValue(twoDecimals(*value));
    case FieldShape::Integer:
    case FieldShape::Truth:
    case FieldShape::Json:
        return value;
    case FieldShape::Text:
        break;
    }
    const QString trimmed = value.value_or(QString()).trimmed();
    if (trimmed.isEmpty() && field == Field::vendor)
        return shopName.toString();
    const bool mayBeNothing = field == Field::sku || field == Field::barcode;
    return trimmed.isEmpty() && mayBeNothing ? FieldValue() : FieldValue(trimmed);
}

qint64 productOf(const QString &document, const QJsonObject &variables)
{
    if (document == u"product_update")
        return shopNumber(variables.value(u"product").toObject().value(u"id").toString()).value;
    if (document == u"product_delete")
        return shopNumber(variables.value(u"input").toObject().value(u"id").toString()).value;
    return shopNumber(variables.value(u"productId").toString()).value;
}

ContentPatch askedFor(const QString &document, const QJsonObject &variables, const ShopProduct *current)
{
    ContentPatch asked;
    if (document == u"product_update")
        asked.product = productFields(variables.value(u"product").toObject());
    if (document == u"variants_update")
        for (const QJsonValue &input : variables.value(u"variants").toArray())
            asked.variants.insert(
                shopNumber(input.toObject().value(u"id").toString()).value, variantFields(input.toObject()));
    if (document == u"variants_create")
        for (const QJsonValue &input : variables.value(u"variants").toArray())
            asked.created += NewVariant{{}, variantFields(input.toObject())};
    if (document == u"product_set") {
        const QJsonObject input = variables.value(u"input").toObject();
        asked.product = productFields(input);
        QStringList names;
        for (const QJsonValue &option : input.value(u"productOptions").toArray())
            names += option.toObject().value(u"name").toString();
        asked.product.insert(Field::optionNames.toString(), listText(names));
        for (const QJsonValue &variant : input.value(u"variants").toArray())
            asked.created += NewVariant{{}, variantFields(variant.toObject())};
    }
    if (document == u"inventory_set" && current)
        for (const QJsonValue &entry : variables.value(u"input").toObject().value(u"quantities").toArray()) {
            const qint64 item = shopNumber(entry.toObject().value(u"inventoryItemId").toString()).value;
            for (const ShopVariant &variant : current->variants)
                if (variant.item == item)
                    asked.variants[variant.id].insert(Field::inventoryQuantity.toString(),
                        QString::number(entry.toObject().value(u"quantity").toInt()));
        }
    return asked;
}

namespace {

QJsonValue orNull(const FieldValue &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QString gid(QStringView type, qint64 id)
{
    return shopGid(type, ShopifyId{id});
}

QString timeText(Milliseconds at)
{
    constexpr qint64 start = 1'793'610'000'000;
    return QDateTime::fromMSecsSinceEpoch(start + at.count(), Qt::UTC).toString(Qt::ISODate);
}

} // namespace

QJsonObject toAnswer(const ShopVariant &variant)
{
    const FieldMap &fields = variant.part.fields;
    const auto value = [&fields](QStringView field) { return fields.value(field.toString()); };
    QJsonArray options;
    for (const QStringView option : optionFields)
        if (const FieldValue chosen = value(option))
            options += QJsonObject{{u"value"_s, *chosen}};
    const FieldValue cost = value(Field::cost);
    return {{u"id"_s, gid(u"ProductVariant", variant.id)}, {u"title"_s, orNull(value(Field::variantTitle))},
        {u"sku"_s, orNull(value(Field::sku))}, {u"barcode"_s, orNull(value(Field::barcode))},
        {u"price"_s, orNull(value(Field::price))}, {u"compareAtPrice"_s, orNull(value(Field::compareAtPrice))},
        {u"position"_s, value(Field::position).value_or(u"1"_s).toInt()},
        {u"inventoryQuantity"_s, value(Field::inventoryQuantity).value_or(u"0"_s).toInt()},
        {u"inventoryPolicy"_s, value(Field::inventoryPolicy).value_or(QString()).toUpper()},
        {u"taxable"_s, value(Field::taxable) == u"true"_s}, {u"selectedOptions"_s, options},
        {u"inventoryItem"_s,
            QJsonObject{{u"id"_s, gid(u"InventoryItem", variant.item)},
                {u"tracked"_s, value(Field::tracked) == u"true"_s},
                {u"unitCost"_s, cost ? QJsonValue(QJsonObject{{u"amount"_s, *cost}}) : QJsonValue(QJsonValue::Null)},
                {u"measurement"_s,
                    QJsonObject{{u"weight"_s,
                        QJsonObject{{u"value"_s, value(Field::weight).value_or(u"0"_s).toDouble()},
                            {u"unit"_s, unitTheirs(value(Field::weightUnit))}}}}}}}};
}

QJsonObject toAnswer(const ShopProduct &product, bool withVariants)
{
    const FieldMap &fields = product.part.fields;
    QJsonArray options;
    for (const QString &name : listValue(fields.value(Field::optionNames.toString())))
        options += QJsonObject{{u"name"_s, name}};
    QJsonObject answer{{u"id"_s, gid(u"Product", product.id)},
        {u"status"_s, fields.value(Field::status.toString()).value_or(QString()).toUpper()},
        {u"tags"_s, QJsonArray::fromStringList(listValue(fields.value(Field::tags.toString())))},
        {u"options"_s, options},
        {u"seo"_s,
            QJsonObject{{u"title"_s, orNull(fields.value(Field::seoTitle.toString()))},
                {u"description"_s, orNull(fields.value(Field::seoDescription.toString()))}}},
        {u"createdAt"_s, timeText(product.createdAt)}, {u"updatedAt"_s, timeText(product.updatedAt)}};
    for (const Name &name : productTexts)
        answer.insert(name.theirs, orNull(fields.value(name.ours.toString())));
    if (!withVariants)
        return answer;
    QJsonArray nodes;
    for (const ShopVariant &variant : product.variants)
        nodes += toAnswer(variant);
    answer.insert(u"variants"_s,
        QJsonObject{{u"nodes"_s, nodes},
            {u"pageInfo"_s, QJsonObject{{u"hasNextPage"_s, false}, {u"endCursor"_s, QJsonValue::Null}}}});
    return answer;
}

} // namespace Simulation
