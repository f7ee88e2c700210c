#pragma once

#include "sync/loader/decimal.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace Sync {

/// An option whose values are those of a metafield.
struct OptionLink
{
    std::string_view name; ///< Of the option.
    std::string_view nameSpace; ///< Of the metafield, as its key.
    std::string_view key;
};

/// A product as one line of a bulk file tells it. All texts are UTF-8 and point into the parser, valid until it parses
/// the next line. Words are already ours (`active`, not `ACTIVE`).
struct ProductRecord
{
    std::int64_t id = 0;
    std::string_view title;
    std::string_view handle;
    std::string_view descriptionHtml;
    std::string_view vendor;
    std::string_view productType;
    std::string_view status;
    std::vector<std::string_view> tags;
    std::string_view seoTitle;
    std::string_view seoDescription;
    std::vector<std::string_view> optionNames;
    std::vector<OptionLink> linkedOptions; ///< Mostly none.
    std::int64_t createdAt = 0; ///< Microseconds since 2000-01-01 UTC.
    std::int64_t updatedAt = 0;
    std::optional<std::int32_t> variantCount; ///< How many variants it has, by its own account.
};

/// A variant as one line tells it; lifetimes as above.
struct VariantRecord
{
    static constexpr int MaxOptions = 3;

    std::int64_t id = 0;
    std::int64_t productId = 0;
    std::optional<std::int64_t> inventoryItemId;
    std::int32_t position = 0;
    std::string_view title;
    std::optional<std::string_view> sku;
    std::optional<std::string_view> barcode;
    Decimal price;
    std::optional<Decimal> compareAtPrice;
    std::optional<Decimal> cost;
    std::int32_t inventoryQuantity = 0;
    std::string_view inventoryPolicy;
    bool isTracked = true;
    bool isTaxable = true;
    std::optional<Decimal> weight;
    std::optional<std::string_view> weightUnit;
    std::vector<std::string_view> options;
};

/// A facet of a product or variant as one line tells it; lifetimes as above.
struct FacetRecord
{
    std::int64_t productId = 0; ///< 0 for a facet of a variant, whose line does not tell the product.
    std::int64_t variantId = 0; ///< 0 for a facet of the product itself.
    std::string_view field; ///< Its path, as in sync/api/facets.h; empty when the line tells that there is none.
    std::string_view value;
    bool isMedium = false; ///< Of which the value is its status, its address and its text, a line each.
    bool isOfMemberships = false; ///< From the line by which the file of memberships tells of a product.
};

} // namespace Sync
