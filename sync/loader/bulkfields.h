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
    Category,
    Publication,
    Sources,
    Alt,
    Preview,
};

/// The field's name in GraphQL.
std::string_view bulkFieldName(BulkField field);
/// The field of that name, or nothing for one that is not read.
std::optional<BulkField> bulkFieldNamed(std::string_view name);

constexpr std::uint64_t bulkFieldBit(BulkField field)
{
    return std::uint64_t(1) << static_cast<unsigned>(field);
}

/// The fields without which a line says too little.
extern const std::uint64_t RequiredOfProduct;
extern const std::uint64_t RequiredOfVariant;
extern const std::uint64_t RequiredOfMetafield;
extern const std::uint64_t RequiredOfLevel;

} // namespace Sync
