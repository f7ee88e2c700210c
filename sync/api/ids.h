#pragma once

#include <QtGlobal>

#include <compare>
#include <functional>

namespace Sync {

/// A 64-bit key that cannot be mistaken for another kind of key. 0 means "none".
template <typename Tag>
struct Id
{
    qint64 value = 0;

    constexpr bool isValid() const { return value != 0; }
    constexpr auto operator<=>(const Id &) const = default;
};

template <typename Tag>
size_t qHash(Id<Tag> id, size_t seed = 0)
{
    return std::hash<qint64>{}(id.value) ^ seed;
}

using ProductId = Id<struct ProductIdTag>; ///< products.id
using VariantId = Id<struct VariantIdTag>; ///< product_variants.id
using ShopifyId = Id<struct ShopifyIdTag>; ///< The number at the end of a Shopify GID.
using BatchId = Id<struct BatchIdTag>; ///< sync_batches.id
using ChangeId = Id<struct ChangeIdTag>; ///< staged_product_changes.id
using FieldChangeId = Id<struct FieldChangeIdTag>; ///< staged_field_changes.id
using RuleId = Id<struct RuleIdTag>; ///< sync_approval_rules.id

} // namespace Sync
