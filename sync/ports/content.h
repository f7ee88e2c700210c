#pragma once

#include "sync/api/ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

/// A field's value as text in canonical form: plain decimals, `true` and `false`, lists as JSON arrays of strings,
/// enums in the database's words. Nothing means "no value", which differs from empty text.
using FieldValue = std::optional<QString>;
/// Values by field name (Sync::Field), in the names' order, so that walking it is the same in every run.
using FieldMap = QMap<QString, FieldValue>;

/// Shopify's word for the value a facet was read with, by its path: a write that names it has no effect on any other.
using FacetDigests = QMap<QString, QString>;

/// A variant in Shopify. Fields that were not read are missing from the map.
struct VariantContent
{
    ShopifyId id;
    ShopifyId inventoryItem = {};
    FieldMap fields = {};
    FacetDigests digests = {};
    bool allFacets = false; ///< Every facet of it was read: one that is missing is not there.

    bool operator==(const VariantContent &) const = default;
};

/// An option that takes its values from a metafield: Shopify takes no text for them.
struct LinkedOption
{
    QString metafield; ///< Namespace and key.
    QMap<QString, ShopifyId> values = {}; ///< The ids of its values.

    bool operator==(const LinkedOption &) const = default;
};

/// A product in Shopify as it answered. Fields that were not read are missing from the map.
struct ProductContent
{
    ShopifyId id;
    FieldMap fields = {};
    FacetDigests digests = {};
    QList<ShopifyId> options = {}; ///< The ids of what Field::optionNames names, when they were read.
    QList<VariantContent> variants = {}; ///< In Shopify's order.
    bool allVariants = false; ///< The list above is complete, so that an id missing from it is gone.
    bool allFacets = false; ///< Every metafield of it and of the variants above was read.
    bool allMemberships = false; ///< Its category and all its collections were read.
    bool allChannels = false; ///< All its sales channels were read, which not every token may.
    bool hasMedia = false; ///< Shopify has media of it, whether they were read or not.
    bool allMedia = false; ///< All its media were read.
    QDateTime createdAt = {}; ///< UTC, invalid when not read.
    QDateTime updatedAt = {};
    QMap<QString, LinkedOption> linkedOptions = {}; ///< By name, as far as options were read.

    bool operator==(const ProductContent &) const = default;

    const VariantContent *variant(ShopifyId variantId) const;
    /// Whether a facet of the product that is missing from its fields is not there.
    bool hasAllLike(QStringView facet) const;
    /// Whether the field is a sales channel and those could not be read: that it is missing tells nothing.
    bool hides(QStringView field) const;
};

/// A variant in the catalogue.
struct LocalVariant
{
    VariantId id;
    ShopifyId shopifyId;
    ShopifyId inventoryItem = {};
    FieldMap fields = {};

    bool operator==(const LocalVariant &) const = default;
};

/// A product in the catalogue.
struct LocalProduct
{
    ProductId id = {};
    ShopifyId shopifyId = {};
    qint64 contentVersion = 0;
    FieldMap fields = {};
    QList<LocalVariant> variants = {}; ///< By position.

    bool operator==(const LocalProduct &) const = default;

    const LocalVariant *variant(ShopifyId shopifyVariant) const;
};

/// A variant that does not exist yet, and the catalogue's variant it is to become the image of.
struct NewVariant
{
    VariantId local = {}; ///< None when the catalogue has none either.
    FieldMap fields = {};

    bool operator==(const NewVariant &) const = default;
};

/// Some fields of one product and its variants: what an operation changes, or what it changed them from.
struct ContentPatch
{
    FieldMap product = {};
    QMap<qint64, FieldMap> variants = {}; ///< By Shopify's variant id.
    QList<NewVariant> created = {};

    bool operator==(const ContentPatch &) const = default;

    bool isEmpty() const { return product.isEmpty() && variants.isEmpty() && created.isEmpty(); }
    /// Whether it names a field of the product, or of a variant when one is given.
    bool names(ShopifyId variant, const QString &field) const;
    /// Without the fields that another one names.
    ContentPatch without(const ContentPatch &others) const;
    /// The number of single fields in it, those of created variants included.
    qsizetype fieldCount() const;
};

/// The patch as the journal keeps it, and back. Members that are not understood are left out.
QJsonObject toJson(const ContentPatch &patch);
ContentPatch contentPatchFromJson(const QJsonObject &json);

/// Parts fields into the plain ones and the facets.
FieldMap plainFields(const FieldMap &fields);
FieldMap facetFields(const FieldMap &fields);
/// Whether the second has facets that the first has not: somebody gave them to it.
bool hasMoreFacets(const FieldMap &before, const FieldMap &now);

/// Whether stock at single locations is among the fields: then the total is their sum and not a field of its own.
bool hasStockByLocation(const FieldMap &fields);

/// Whether the field holds a decimal, a list, plain text, or JSON of any shape.
enum class FieldShape { Text, Html, Decimal, Integer, Truth, List, Json };
FieldShape fieldShape(QStringView field);

/// A list field's elements; an empty list for text that is no JSON array.
QStringList listValue(const FieldValue &value);
/// The canonical text of a list.
QString listText(const QStringList &elements);

/// The value in the one form in which equal values are equal texts: decimals without trailing zeros, lists without
/// insignificant space.
FieldValue canonical(QStringView field, const FieldValue &value);
/// Equal by meaning: "12.5" is "12.50"; no value is not empty text.
bool sameValue(QStringView field, const FieldValue &left, const FieldValue &right);
/// Equal after what Shopify does to a value it stores: text trimmed, tags sorted without regard to case, and no value
/// the same as empty text. Only for recognising our own write when it is read back.
bool sameOnceStored(QStringView field, const FieldValue &left, const FieldValue &right);

/// The product as it will be when the patch has been made true; fields not read before appear.
ProductContent patched(ProductContent content, const ContentPatch &patch);

} // namespace Sync
