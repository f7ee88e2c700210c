#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace Sync {

/// The fields of a bulk line that are read, of all kinds of lines together.
enum class BulkField : std::uint8_t {
    Id,
    ParentId,
    Title,
    Handle,
    DescriptionHtml,
    Vendor,
    ProductType,
    Status,
    Tags,
    Seo,
    Options,
    CreatedAt,
    UpdatedAt,
    VariantsCount,
    Sku,
    Barcode,
    Price,
    CompareAtPrice,
    Position,
    InventoryQuantity,
    InventoryPolicy,
    Taxable,
    SelectedOptions,
    InventoryItem,
    Namespace,
    Key,
    Type,
    Value,
    Location,
    Quantities,
};

/// The field's name in GraphQL.
std::string_view bulkFieldName(BulkField field);
/// The field of that name, or nothing for one that is not read.
std::optional<BulkField> bulkFieldNamed(std::string_view name);

constexpr std::uint32_t bulkFieldBit(BulkField field)
{
    return 1U << static_cast<unsigned>(field);
}

/// The fields without which a line says too little.
extern const std::uint32_t RequiredOfProduct;
extern const std::uint32_t RequiredOfVariant;
extern const std::uint32_t RequiredOfMetafield;
extern const std::uint32_t RequiredOfLevel;

} // namespace Sync
