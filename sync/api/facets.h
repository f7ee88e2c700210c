#pragma once

#include "sync/api/ids.h"

#include <QString>

#include <optional>

namespace Sync {

// Facets: the many small values that a product or variant holds by key beside its fields. A facet is a field like any
// other in staged changes, the journal and edits; its name is a path that says what it is. A missing facet has no
// value.

/// What a metafield is called, and the type of its value.
struct MetafieldName
{
    QString nameSpace;
    QString key;
    QString type; ///< One of Shopify's words, for example single_line_text_field.

    bool operator==(const MetafieldName &) const = default;
};

/// Whether the name is a facet's path and not that of a plain field.
bool isFacet(QStringView field);

/// `metafield:custom.colour:single_line_text_field`
QString metafieldPath(const MetafieldName &name);
/// The metafield a path names; nothing for any other field.
std::optional<MetafieldName> metafieldName(QStringView field);

/// Whether both paths name one metafield, which holds a value of one type only.
bool isSameMetafield(QStringView left, QStringView right);
/// `stock:70000000001`: how many of a variant are available at a location, in shops that have several.
QString stockPath(ShopifyId location);
/// The location whose stock a path names; nothing for any other field.
std::optional<ShopifyId> stockLocation(QStringView field);
/// Whether the field is stock, as a total or at a location: sales move it without anybody editing it.
bool isStock(QStringView field);

/// What a product is in; the product has it, with the value `true`, or it has not.
struct Membership
{
    enum class Kind {
        Collection, ///< Whose products are chosen by hand.
        SmartCollection, ///< Whose products are chosen by its own rules.
        Publication, ///< A sales channel.
    };
    Kind kind = Kind::Collection;
    ShopifyId id;

    bool operator==(const Membership &) const = default;
};

/// `collection:123`, `smart_collection:123`, `publication:123`
QString membershipPath(const Membership &membership);
/// The membership a path names; nothing for any other field.
std::optional<Membership> membership(QStringView field);

/// The product's category in Shopify's taxonomy; its value is the end of the category's id, `aa-1-2`.
inline constexpr QStringView categoryPath = u"category:standard";

/// Whether the field tells what the product is in: a category, a collection or a sales channel.
bool isMembershipField(QStringView field);
/// Why the total stock cannot be written where there are several locations.
QString whyTotalIsNotWritable();
/// Why nothing is changed in sales channels where Shopify does not let us see them.
QString whyChannelsAreHidden();
QString whyChannelsAreReadOnly();
QString whyChannelIsNotListed();
/// Why a metafield that Shopify holds with another type, which stays, cannot be given a value.
QString whyOtherTypeStays(QStringView field);

/// Whether the field is of a collection that chooses by rules: products come and go there and nobody has edited them.
bool movesByItself(QStringView field);

/// Why Syncdesk cannot write the facet to Shopify, a sentence for staff; nothing for what it can write. Known from the
/// path alone, so that it is said before anybody decides on a change.
std::optional<QString> whyNotWritable(QStringView field);

} // namespace Sync
