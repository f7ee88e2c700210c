#include "models/format/fields.h"

#include "models/format/shopwords.h"
#include "models/format/text.h"
#include "models/format/words.h"
#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/isolated.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace Models {
namespace {

struct FieldWord
{
    QStringView field;
    FieldKind kind;
    const char *label;
};

namespace Field = Sync::Field;

constexpr FieldWord fieldWords[] = {
    {Field::title, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "Title")},
    {Field::handle, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "Handle")},
    {Field::descriptionHtml, FieldKind::Html, QT_TRANSLATE_NOOP("Models::Fields", "Description")},
    {Field::vendor, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "Vendor")},
    {Field::productType, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "Type")},
    {Field::status, FieldKind::Choice, QT_TRANSLATE_NOOP("Models::Fields", "Status")},
    {Field::tags, FieldKind::List, QT_TRANSLATE_NOOP("Models::Fields", "Tags")},
    {Field::seoTitle, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "Search Title")},
    {Field::seoDescription, FieldKind::LongText, QT_TRANSLATE_NOOP("Models::Fields", "Search Description")},
    {Field::optionNames, FieldKind::List, QT_TRANSLATE_NOOP("Models::Fields", "Option Names")},
    {Field::sku, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "SKU")},
    {Field::barcode, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "Barcode")},
    {Field::price, FieldKind::Money, QT_TRANSLATE_NOOP("Models::Fields", "Price")},
    {Field::compareAtPrice, FieldKind::Money, QT_TRANSLATE_NOOP("Models::Fields", "Compare-at Price")},
    {Field::cost, FieldKind::Money, QT_TRANSLATE_NOOP("Models::Fields", "Cost")},
    {Field::inventoryQuantity, FieldKind::Number, QT_TRANSLATE_NOOP("Models::Fields", "Stock")},
    {Field::inventoryPolicy, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "When Out of Stock")},
    {Field::tracked, FieldKind::Flag, QT_TRANSLATE_NOOP("Models::Fields", "Stock Is Tracked")},
    {Field::taxable, FieldKind::Flag, QT_TRANSLATE_NOOP("Models::Fields", "Taxable")},
    {Field::weight, FieldKind::Number, QT_TRANSLATE_NOOP("Models::Fields", "Weight")},
    {Field::weightUnit, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "Weight Unit")},
    {Field::position, FieldKind::Number, QT_TRANSLATE_NOOP("Models::Fields", "Position")},
    {Field::option1, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "Option 1")},
    {Field::option2, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "Option 2")},
    {Field::option3, FieldKind::Text, QT_TRANSLATE_NOOP("Models::Fields", "Option 3")},
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Fields", text);
}

const FieldWord *find(QStringView field)
{
    for (const FieldWord &known : fieldWords)
        if (known.field == field)
            return &known;
    return nullptr;
}

/// What the shop calls it, or its number where no pull has told its name yet.
QString nameOf(QStringView field, Sync::ShopifyId id)
{
    return Sync::isolated(oneLine(shopWords().facets.value(field.toString(), QString::number(id.value))));
}

QString membershipLabel(QStringView field, const Sync::Membership &in)
{
    switch (in.kind) {
    case Sync::Membership::Kind::Collection:
        return tr("Collection %1").arg(nameOf(field, in.id));
    case Sync::Membership::Kind::SmartCollection:
        return tr("Smart Collection %1").arg(nameOf(field, in.id));
    case Sync::Membership::Kind::Publication:
        return tr("Sales Channel %1").arg(nameOf(field, in.id));
    }
    return {};
}

QString mediumLabel(QStringView field, const Sync::MediaNames &names)
{
    if (field == Sync::mediaOrderPath)
        return tr("Order of Media");
    const std::optional<Sync::Medium> shown = Sync::medium(field);
    const QString name = mediumText(Sync::mediumKey(field), names);
    if (!shown)
        return tr("Alt Text of %1").arg(name);
    switch (shown->kind) {
    case Sync::MediumKind::Image:
        return tr("Image %1").arg(name);
    case Sync::MediumKind::Video:
        return tr("Video %1").arg(name);
    case Sync::MediumKind::ExternalVideo:
        return tr("Linked Video %1").arg(name);
    case Sync::MediumKind::Model:
        return tr("3D Model %1").arg(name);
    }
    return {};
}

/// `1. blue.jpg, 2. 31000000000012`
QString orderText(const QString &order, const Sync::MediaNames &names)
{
    QStringList places;
    for (const QString &key : Sync::mediaKeys(order))
        places += QStringLiteral("%1. %2").arg(QString::number(places.size() + 1), mediumText(key, names));
    return places.join(QStringLiteral(", "));
}

FieldKind metafieldKind(QStringView type)
{
    if (type == u"boolean")
        return FieldKind::Flag;
    if (type == u"number_integer")
        return FieldKind::Number;
    const bool isShort = type == u"single_line_text_field" || type == u"number_decimal" || type == u"date"
        || type == u"date_time" || type == u"color" || type == u"url" || type.endsWith(u"_reference");
    return isShort && !type.startsWith(u"list.") ? FieldKind::Text : FieldKind::LongText;
}

QString flagText(const QString &value)
{
    if (value == u"true")
        return tr("yes");
    return value == u"false" ? tr("no") : value;
}

// Digits are regrouped, not recalculated: a number longer than a double can hold stays as it is.
QString numberText(const QString &value)
{
    bool isWhole = false;
    const qlonglong number = value.toLongLong(&isWhole);
    return isWhole ? count(number) : value;
}

} // namespace

QString fieldLabel(QStringView field, bool ofVariant, const QString &place, const Sync::MediaNames &media)
{
    if (field.isEmpty())
        return ofVariant ? tr("Variant") : tr("Product");
    if (ofVariant && field == Field::variantTitle)
        return tr("Variant Title");
    if (const auto metafield = Sync::metafieldName(field))
        return tr("Metafield %1").arg(QString(metafield->nameSpace + QLatin1Char('.') + metafield->key));
    if (const auto location = Sync::stockLocation(field)) {
        if (!place.isEmpty())
            return tr("Stock at %1").arg(Sync::isolated(oneLine(place, 60)));
        return shopWords().facets.contains(field.toString()) ? tr("Stock at %1").arg(nameOf(field, *location))
                                                             : tr("Stock at Location %1").arg(location->value);
    }
    if (const auto in = Sync::membership(field))
        return membershipLabel(field, *in);
    if (field == Sync::categoryPath)
        return tr("Category");
    if (Sync::isMediaField(field))
        return mediumLabel(field, media);
    const FieldWord *known = find(field);
    return known ? tr(known->label) : field.toString();
}

FieldKind fieldKind(QStringView field)
{
    if (const auto metafield = Sync::metafieldName(field))
        return metafieldKind(metafield->type);
    if (Sync::stockLocation(field))
        return FieldKind::Number;
    if (Sync::membership(field) || Sync::medium(field))
        return FieldKind::Flag;
    const FieldWord *known = find(field);
    return known ? known->kind : FieldKind::Text;
}

bool isMultiLine(QStringView field)
{
    const auto metafield = Sync::metafieldName(field);
    return metafield
        && (metafield->type == u"multi_line_text_field" || metafield->type == u"json"
            || metafield->type == u"rich_text_field");
}

QString metafieldTypeText(const QString &type)
{
    const QString list = QStringLiteral("list.");
    if (type.startsWith(list))
        return tr("List: %1").arg(metafieldTypeText(type.mid(list.size())));
    static const QHash<QString, const char *> words{
        {QStringLiteral("single_line_text_field"), QT_TRANSLATE_NOOP("Models::Fields", "Text")},
        {QStringLiteral("multi_line_text_field"), QT_TRANSLATE_NOOP("Models::Fields", "Text of several lines")},
        {QStringLiteral("rich_text_field"), QT_TRANSLATE_NOOP("Models::Fields", "Formatted text")},
        {QStringLiteral("number_integer"), QT_TRANSLATE_NOOP("Models::Fields", "Whole number")},
        {QStringLiteral("number_decimal"), QT_TRANSLATE_NOOP("Models::Fields", "Decimal number")},
        {QStringLiteral("boolean"), QT_TRANSLATE_NOOP("Models::Fields", "Yes or no")},
        {QStringLiteral("date"), QT_TRANSLATE_NOOP("Models::Fields", "Date")},
        {QStringLiteral("date_time"), QT_TRANSLATE_NOOP("Models::Fields", "Date and time")},
        {QStringLiteral("color"), QT_TRANSLATE_NOOP("Models::Fields", "Colour")},
        {QStringLiteral("url"), QT_TRANSLATE_NOOP("Models::Fields", "Web address")},
        {QStringLiteral("json"), QT_TRANSLATE_NOOP("Models::Fields", "JSON")},
        {QStringLiteral("money"), QT_TRANSLATE_NOOP("Models::Fields", "Money")},
        {QStringLiteral("dimension"), QT_TRANSLATE_NOOP("Models::Fields", "Dimension")},
        {QStringLiteral("weight"), QT_TRANSLATE_NOOP("Models::Fields", "Weight")},
        {QStringLiteral("volume"), QT_TRANSLATE_NOOP("Models::Fields", "Volume")},
        {QStringLiteral("rating"), QT_TRANSLATE_NOOP("Models::Fields", "Rating")},
    };
    const char *word = words.value(type);
    return word ? tr(word) : type;
}

QString fieldText(QStringView field, const std::optional<QString> &value, const Sync::MediaNames &media)
{
    if (!value)
        return Sync::membership(field) || Sync::medium(field) ? tr("no") : tr("no value");
    if (field == Sync::mediaOrderPath)
        return orderText(*value, media);
    if (field == Sync::categoryPath)
        return shopWords().categories.value(*value, *value);
    switch (fieldKind(field)) {
    case FieldKind::Money:
        return money(*value);
    case FieldKind::Number:
        return numberText(*value);
    case FieldKind::List:
        return listEntries(*value).join(QStringLiteral(", "));
    case FieldKind::Flag:
        return flagText(*value);
    case FieldKind::Choice:
        if (const auto status = Sync::fromWord<Sync::ProductStatus>(*value))
            return word(*status);
        return *value;
    case FieldKind::Text:
    case FieldKind::LongText:
    case FieldKind::Html:
        break;
    }
    return *value;
}

QString mediumText(const QString &key, const Sync::MediaNames &names)
{
    const QString file = names.value(key, Sync::mediumFileName(key));
    return file.isEmpty() ? key : Sync::isolated(oneLine(file));
}

QStringList listEntries(const QString &canonical)
{
    if (canonical.isEmpty())
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(canonical.toUtf8());
    if (!document.isArray())
        return {canonical};
    QStringList entries;
    for (const QJsonValue &entry : document.array())
        entries += entry.toString();
    return entries;
}

QString canonicalList(const QStringList &entries)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(entries)).toJson(QJsonDocument::Compact));
}

} // namespace Models
