#pragma once

#include "sync/loader/bulkrecord.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace Sync {

/// Sixteen bytes as PostgreSQL's uuid takes them.
using ContentHash = std::array<unsigned char, 16>;

/// XXH3-64 of a line as it was downloaded, without its line break.
std::uint64_t lineHash(std::string_view line);

/// Hashes the content of products and variants: equal for what staff would call unchanged.
///
/// XXH3-128 over the compared fields in a fixed order (title, handle, description, vendor, type, status, tags, SEO
/// title and description, option names; for variants position, title, SKU, barcode, price, compare-at price, cost,
/// quantity, policy, tracked, taxable, weight, unit, options). Each value is preceded by its length; "no value" has a
/// length of its own, so it differs from empty text. Decimals count by value (12.50 = 12.5), tags as a set without
/// regard to case or order, text byte by byte. Ids and times are no content. Belongs to one thread.
class ContentHasher final
{
public:
    ContentHash hash(const ProductRecord &product);
    ContentHash hash(const VariantRecord &variant);

private:
    void add(std::string_view text);
    void addNothing();
    void add(const std::optional<std::string_view> &text);
    void add(const Decimal &number);
    void add(const std::optional<Decimal> &number);
    void addTags(const std::vector<std::string_view> &tags);
    void addList(const std::vector<std::string_view> &texts);
    ContentHash finish();

    std::string m_bytes; ///< Reused from record to record.
    std::string m_number;
    std::vector<std::string> m_tags;
};

} // namespace Sync
