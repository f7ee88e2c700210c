#pragma once

#include "sync/loader/bulkrecord.h"
#include "sync/loader/contenthash.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace Sync {

/// Rows in PostgreSQL's binary COPY format, gathered until there is enough to send.
///
/// Column order is that of `shopify_products`, `shopify_variants` and `pulled_facets` in the migrations; they must
/// change together.
class BinaryRows final
{
public:
    BinaryRows();

    void appendProduct(const ProductRecord &product, std::uint64_t lineHash, const ContentHash &contentHash);
    void appendVariant(const VariantRecord &variant, std::uint64_t lineHash, const ContentHash &contentHash);
    void appendFacet(const FacetRecord &facet, std::uint64_t lineHash);
    /// A row of `pulled_removals`.
    void appendRemoval(std::string_view entity, std::int64_t id);
    /// A row of `shop_list`; the time as parseTimestamp() gives it.
    void appendListed(std::int64_t id, std::int64_t updatedAt);
    /// Begins anew with the header, for another COPY.
    void restart();
    /// The end of the data; nothing may be appended after it.
    void appendTrailer();

    std::size_t size() const { return m_size; }
    std::string_view bytes() const { return {m_bytes.data(), m_size}; }
    /// Forgets the bytes, which have been sent.
    void clear() { m_size = 0; }

private:
    char *room(std::size_t bytes);
    void beginRow(std::int16_t columns);
    void addNull();
    void addInt64(std::int64_t value);
    void addInt32(std::int32_t value);
    void addBoolean(bool value);
    void addText(std::string_view text);
    void addText(const std::optional<std::string_view> &text);
    void addJson(std::string_view json);
    void addHash(const ContentHash &hash);
    void addNumeric(const Decimal &number);
    void addNumeric(const std::optional<Decimal> &number);
    void addTextArray(const std::vector<std::string_view> &texts);

    std::vector<char> m_bytes;
    std::size_t m_size = 0;
};

} // namespace Sync
