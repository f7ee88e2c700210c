#include "sync/api/facets.h"

#include "sync/api/catalogue.h"
#include "sync/api/media.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr QStringView metafieldStart = u"metafield:";
constexpr QStringView stockStart = u"stock:";
constexpr QStringView listStart = u"list.";

struct MembershipStart
{
    Membership::Kind kind;
    QStringView start;
};

constexpr MembershipStart membershipStarts[] = {{Membership::Kind::Collection, u"collection:"},
    {Membership::Kind::SmartCollection, u"smart_collection:"}, {Membership::Kind::Publication, u"publication:"}};

/// Shopify's types whose values are written as text. Lists of most of them exist too.
constexpr QStringView writableTypes[]
    = {u"single_line_text_field", u"multi_line_text_field", u"rich_text_field", u"number_integer", u"number_decimal",
        u"boolean", u"color", u"date", u"date_time", u"dimension", u"volume", u"weight", u"id", u"json", u"language",
        u"link", u"money", u"rating", u"url", u"product_reference", u"variant_reference", u"collection_reference",
        u"page_reference", u"article_reference", u"file_reference", u"metaobject_reference", u"mixed_reference",
        u"customer_reference", u"company_reference", u"product_taxonomy_value_reference"};

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Facets", text);
}

bool isKnownType(QStringView type)
{
    if (type.startsWith(listStart))
        type = type.sliced(listStart.size());
    return std::find(std::cbegin(writableTypes), std::cend(writableTypes), type) != std::cend(writableTypes);
}

std::optional<QString> whyMediumNotWritable(QStringView field)
{
    const QString key = mediumKey(field);
    if (field == mediaOrderPath || mediumId(key).isValid())
        return std::nullopt;
    if (key.isEmpty())
        return tr("Shopify makes this itself, so it cannot be sent from here.");
    if (const std::optional<Medium> shown = medium(field); shown && shown->kind != MediumKind::Image)
        return tr("Only pictures can be added from here. Add videos and models in Shopify and pull.");
    if (!isMediumAddress(key))
        return tr("Shopify fetches a picture from a web address that begins with https://; this is none.");
    return std::nullopt;
}

bool isPlainName(QStringView name)
{
    return !name.isEmpty() && std::all_of(name.cbegin(), name.cend(), [](QChar c) {
        return c == u'-' || c == u'_' || (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z')
            || (c >= u'A' && c <= u'Z');
    });
}

} // namespace

bool isFacet(QStringView field)
{
    return field.contains(u':');
}

QString metafieldPath(const MetafieldName &name)
{
    return metafieldStart + name.nameSpace + u'.' + name.key + u':' + name.type;
}

std::optional<MetafieldName> metafieldName(QStringView field)
{
    if (!field.startsWith(metafieldStart))
        return std::nullopt;
    const QStringView rest = field.sliced(metafieldStart.size());
    const qsizetype dot = rest.indexOf(u'.');
    const qsizetype colon = rest.lastIndexOf(u':');
    if (dot < 0 || colon < dot)
        return std::nullopt;
    return MetafieldName{rest.first(dot).toString(), rest.sliced(dot + 1, colon - dot - 1).toString(),
        rest.sliced(colon + 1).toString()};
}

bool isSameMetafield(QStringView left, QStringView right)
{
    const auto withoutType
        = [](QStringView path) { return path.first(std::max<qsizetype>(0, path.lastIndexOf(u':'))); };
    return left.startsWith(metafieldStart) && right.startsWith(metafieldStart)
        && withoutType(left) == withoutType(right);
}

QString stockPath(ShopifyId location)
{
    return stockStart + QString::number(location.value);
}

std::optional<ShopifyId> stockLocation(QStringView field)
{
    if (!field.startsWith(stockStart))
        return std::nullopt;
    bool isNumber = false;
    const ShopifyId location{field.sliced(stockStart.size()).toLongLong(&isNumber)};
    return isNumber && location.isValid() ? std::optional(location) : std::nullopt;
}

bool isStock(QStringView field)
{
    return field == Field::inventoryQuantity || field.startsWith(stockStart);
}

QString membershipPath(const Membership &membership)
{
    const auto named = std::find_if(std::cbegin(membershipStarts), std::cend(membershipStarts),
        [&membership](const MembershipStart &each) { return each.kind == membership.kind; });
    return named->start + QString::number(membership.id.value);
}

std::optional<Membership> membership(QStringView field)
{
    for (const MembershipStart &each : membershipStarts) {
        if (!field.startsWith(each.start))
            continue;
        bool isNumber = false;
        const qint64 id = field.sliced(each.start.size()).toLongLong(&isNumber);
        return isNumber && id > 0 ? std::optional(Membership{each.kind, ShopifyId{id}}) : std::nullopt;
    }
    return std::nullopt;
}

bool isMembershipField(QStringView field)
{
    return field == categoryPath || membership(field);
}

QString whyTotalIsNotWritable()
{
    return tr("This shop keeps stock at several locations, and the total is their sum. Change the stock at a location "
              "instead.");
}

QString whyChannelsAreHidden()
{
    return tr("Shopify does not let Syncdesk see sales channels, so nothing is changed there: the right "
              "read_publications is missing. Grant it to the app in Shopify and connect again.");
}

QString whyChannelsAreReadOnly()
{
    return tr("Shopify does not let Syncdesk change in which sales channels products are: the right "
              "write_publications is missing. Grant it to the app in Shopify and pull.");
}

QString whyChannelIsNotListed()
{
    return tr("Shopify did not list this sales channel at the last pull, so no product can join it. Pull if it is new, "
              "or choose another one.");
}

QString whyOtherTypeStays(QStringView field)
{
    return tr("Shopify holds the metafield “%1” with another type, and a metafield has one type only. Take Shopify's, "
              "or take it away there first.")
        .arg(field.toString().section(u':', 1, -2));
}

bool movesByItself(QStringView field)
{
    if (isStock(field))
        return true;
    const std::optional<Membership> in = membership(field);
    return in && in->kind == Membership::Kind::SmartCollection;
}

std::optional<QString> whyNotWritable(QStringView field)
{
    if (!isFacet(field))
        return std::nullopt;
    if (stockLocation(field))
        return std::nullopt;
    if (isMediaField(field))
        return whyMediumNotWritable(field);
    if (movesByItself(field))
        return tr(
            "This collection chooses its products by its own rules, so nobody can put a product in or take it out.");
    if (isMembershipField(field))
        return std::nullopt;
    const std::optional<MetafieldName> name = metafieldName(field);
    if (!name)
        return tr("This version does not know what this is, so it cannot be sent to Shopify. Update Syncdesk.");
    // An app's own metafields lie in namespaces that begin so; Shopify lets nobody else write them.
    if (name->nameSpace.startsWith("app--"_L1) || name->nameSpace.startsWith("shopify"_L1))
        return tr("This metafield belongs to another app or to Shopify itself, so it cannot be sent from here.");
    if (!isPlainName(name->nameSpace) || !isPlainName(name->key))
        return tr("Shopify no longer takes metafields of such a name, so it cannot be sent from here.");
    if (!isKnownType(name->type))
        return tr("Syncdesk does not know metafields of this type, so it cannot be sent from here.");
    return std::nullopt;
}

} // namespace Sync
