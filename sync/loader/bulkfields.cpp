#include "sync/loader/bulkfields.h"

#include <array>
#include <bit>

namespace Sync {

namespace {

constexpr std::array<std::string_view, 35> Names
    = {"id", "__parentId", "title", "handle", "descriptionHtml", "vendor", "productType", "status", "tags", "seo",
        "options", "createdAt", "updatedAt", "variantsCount", "sku", "barcode", "price", "compareAtPrice", "position",
        "inventoryQuantity", "inventoryPolicy", "taxable", "selectedOptions", "inventoryItem", "namespace", "key",
        "type", "value", "location", "quantities", "category", "publication", "sources", "alt", "preview"};

// Open addressing over length and two letters; the names read are few and known, so this needs no more than one
// comparison nearly always.
constexpr std::size_t Buckets = 128;

constexpr std::size_t bucketOf(std::string_view name)
{
    const auto at = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(name[i])); };
    return (name.size() * 31 + at(0) * 7 + at(name.size() - 1) * 3 + at(name.size() / 2)) % Buckets;
}

constexpr std::array<std::int8_t, Buckets> makeTable()
{
    std::array<std::int8_t, Buckets> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < Names.size(); ++i) {
        std::size_t bucket = bucketOf(Names[i]);
        while (table[bucket] >= 0)
            bucket = (bucket + 1) % Buckets;
        table[bucket] = static_cast<std::int8_t>(i);
    }
    return table;
}

constexpr auto Table = makeTable();

template <typename... Fields>
constexpr std::uint64_t bits(Fields... fields)
{
    return (bulkFieldBit(fields) | ...);
}

} // namespace

std::string_view bulkFieldName(BulkField field)
{
    return Names[static_cast<std::size_t>(field)];
}

std::optional<BulkField> bulkFieldNamed(std::string_view name)
{
    if (name.empty())
        return std::nullopt;
    for (std::size_t bucket = bucketOf(name); Table[bucket] >= 0; bucket = (bucket + 1) % Buckets) {
        const auto index = static_cast<std::size_t>(Table[bucket]);
        if (Names[index] == name)
            return static_cast<BulkField>(index);
    }
    return std::nullopt;
}

const std::uint64_t RequiredOfProduct = bits(BulkField::Id, BulkField::Title, BulkField::Handle,
    BulkField::DescriptionHtml, BulkField::Vendor, BulkField::ProductType, BulkField::Status, BulkField::Tags,
    BulkField::Options, BulkField::CreatedAt, BulkField::UpdatedAt);
const std::uint64_t RequiredOfVariant = bits(BulkField::Id, BulkField::Title, BulkField::Price, BulkField::Position,
    BulkField::InventoryPolicy, BulkField::Taxable, BulkField::SelectedOptions);
const std::uint64_t RequiredOfMetafield
    = bits(BulkField::Id, BulkField::Namespace, BulkField::Key, BulkField::Type, BulkField::Value);
const std::uint64_t RequiredOfLevel = bits(BulkField::Id, BulkField::Location, BulkField::Quantities);

} // namespace Sync
