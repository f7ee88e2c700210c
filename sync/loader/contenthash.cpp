#include "sync/loader/contenthash.h"

#include <QString>

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <limits>

namespace Sync {

namespace {

std::string foldedCase(std::string_view text)
{
    const bool isAscii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    if (!isAscii)
        return QString::fromUtf8(text.data(), qsizetype(text.size())).trimmed().toCaseFolded().toStdString();
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    std::string folded(text);
    for (char &c : folded)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return folded;
}

} // namespace

std::uint64_t lineHash(std::string_view line)
{
    return XXH3_64bits(line.data(), line.size());
}

ContentHash ContentHasher::hash(const ProductRecord &product)
{
    m_bytes.clear();
    add(product.title);
    add(product.handle);
    add(product.descriptionHtml);
    add(product.vendor);
    add(product.productType);
    add(product.status);
    addTags(product.tags);
    add(product.seoTitle);
    add(product.seoDescription);
    addList(product.optionNames);
    return finish();
}

ContentHash ContentHasher::hash(const VariantRecord &variant)
{
    m_bytes.clear();
    const std::int32_t numbers[] = {variant.position, variant.inventoryQuantity, variant.isTracked, variant.isTaxable};
    m_bytes.append(reinterpret_cast<const char *>(numbers), sizeof numbers);
    add(variant.title);
    add(variant.sku);
    add(variant.barcode);
    add(variant.price);
    add(variant.compareAtPrice);
    add(variant.cost);
    add(variant.inventoryPolicy);
    add(variant.weight);
    add(variant.weightUnit);
    addList(variant.options);
    return finish();
}

void ContentHasher::add(std::string_view text)
{
    const auto length = static_cast<std::uint32_t>(text.size());
    m_bytes.append(reinterpret_cast<const char *>(&length), sizeof length);
    m_bytes.append(text);
}

void ContentHasher::addNothing()
{
    constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();
    m_bytes.append(reinterpret_cast<const char *>(&nothing), sizeof nothing);
}

void ContentHasher::add(const std::optional<std::string_view> &text)
{
    if (text)
        add(*text);
    else
        addNothing();
}

void ContentHasher::add(const Decimal &number)
{
    m_number.clear();
    number.appendCanonical(m_number);
    add(std::string_view(m_number));
}

void ContentHasher::add(const std::optional<Decimal> &number)
{
    if (number)
        add(*number);
    else
        addNothing();
}

void ContentHasher::addTags(const std::vector<std::string_view> &tags)
{
    m_tags.clear();
    for (const std::string_view tag : tags)
        m_tags.push_back(foldedCase(tag));
    std::sort(m_tags.begin(), m_tags.end());
    m_tags.erase(std::unique(m_tags.begin(), m_tags.end()), m_tags.end());
    for (const std::string &tag : m_tags)
        add(std::string_view(tag));
    addNothing(); // the end of the list
}

void ContentHasher::addList(const std::vector<std::string_view> &texts)
{
    for (const std::string_view text : texts)
        add(text);
    addNothing();
}

ContentHash ContentHasher::finish()
{
    const XXH128_hash_t hash = XXH3_128bits(m_bytes.data(), m_bytes.size());
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, hash);
    ContentHash bytes;
    std::memcpy(bytes.data(), canonical.digest, bytes.size());
    return bytes;
}

} // namespace Sync
