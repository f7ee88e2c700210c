#pragma once

#include "sync/api/ids.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

/// A field by its place: `title` of the product, `variants.price` of every variant, `variants.4711.price` of the
/// variant with that Shopify id; a facet stands there by its path, as in facets.h.
struct FieldPath
{
    QString field;
    bool ofVariants = false;
    ShopifyId variant = {}; ///< None: of every variant.

    /// Whether it leads to this field: of the product when `shopifyVariant` is none. Stock leads to that at each
    /// location.
    bool covers(QStringView name, ShopifyId shopifyVariant) const;
    QString text() const;
    /// Nothing for a text that names no field. A name that only variants have needs no prefix.
    static std::optional<FieldPath> fromText(QStringView text);
    /// Every field there is but facets, as text() writes it.
    static QStringList names();

    bool operator==(const FieldPath &) const = default;
};

/// Whether a field is among those chosen; without any chosen all are.
bool covers(const QList<FieldPath> &chosen, QStringView name, ShopifyId shopifyVariant);

} // namespace Sync
