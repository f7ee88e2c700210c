#include "sync/loader/binaryrows.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <bit>
#include <cstring>

namespace Sync {

namespace {

constexpr std::string_view Header{"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", 19};
constexpr std::int32_t TextOid = 25;

template <typename Integer>
char *write(char *out, Integer value)
{
    static_assert(std::endian::native == std::endian::little);
    for (std::size_t i = 0; i < sizeof(Integer); ++i)
        out[i]
            = static_cast<char>(static_cast<std::make_unsigned_t<Integer>>(value) >> (8 * (sizeof(Integer) - 1 - i)));
    return out + sizeof(Integer);
}

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// The metafields by option, as JSON.
std::string linkedText(const std::vector<OptionLink> &options)
{
    if (options.empty())
        return "{}";
    QJsonObject linked;
    for (const OptionLink &option : options)
        linked.insert(toText(option.name), QString(toText(option.nameSpace) + u'.' + toText(option.key)));
    return QJsonDocument(linked).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

BinaryRows::BinaryRows()
    : m_bytes(64 * 1024)
{
    restart();
}

void BinaryRows::restart()
{
    m_size = 0;
    std::memcpy(room(Header.size()), Header.data(), Header.size());
    m_size = Header.size();
}

void BinaryRows::appendProduct(const ProductRecord &product, std::uint64_t lineHash, const ContentHash &contentHash)
{
    beginRow(17);
    addInt64(product.id);
    addInt64(static_cast<std::int64_t>(lineHash));
    addHash(contentHash);
    addText(product.title);
    addText(product.handle);
    addText(product.descriptionHtml);
    addText(product.vendor);
    addText(product.productType);
    addText(product.status);
    addTextArray(product.tags);
    addText(product.seoTitle);
    addText(product.seoDescription);
    addTextArray(product.optionNames);
    addInt64(product.createdAt);
    addInt64(product.updatedAt);
    if (product.variantCount)
        addInt32(*product.variantCount);
    else
        addNull();
    addJson(linkedText(product.linkedOptions));
}

void BinaryRows::appendVariant(const VariantRecord &variant, std::uint64_t lineHash, const ContentHash &contentHash)
{
    beginRow(21);
    addInt64(variant.id);
    addInt64(variant.productId);
    addInt64(static_cast<std::int64_t>(lineHash));
    addHash(contentHash);
    if (variant.inventoryItemId)
        addInt64(*variant.inventoryItemId);
    else
        addNull();
    addInt32(variant.position);
    addText(variant.title);
    addText(variant.sku);
    addText(variant.barcode);
    addNumeric(variant.price);
    addNumeric(variant.compareAtPrice);
    addNumeric(variant.cost);
    addInt32(variant.inventoryQuantity);
    addText(variant.inventoryPolicy);
    addBoolean(variant.isTracked);
    addBoolean(variant.isTaxable);
    addNumeric(variant.weight);
    addText(variant.weightUnit);
    for (std::size_t i = 0; i < VariantRecord::MaxOptions; ++i) {
        if (i < variant.options.size())
            addText(variant.options[i]);
        else
            addNull();
    }
}

void BinaryRows::appendFacet(const FacetRecord &facet, std::uint64_t lineHash)
{
    beginRow(5);
    addInt64(static_cast<std::int64_t>(lineHash));
    addInt64(facet.productId);
    addInt64(facet.variantId);
    addText(facet.field);
    addText(facet.value);
}

void BinaryRows::appendRemoval(std::string_view entity, std::int64_t id)
{
    beginRow(2);
    addText(entity);
    addInt64(id);
}

void BinaryRows::appendListed(std::int64_t id, std::int64_t updatedAt)
{
    beginRow(2);
    addInt64(id);
    addInt64(updatedAt);
}

void BinaryRows::appendTrailer()
{
    beginRow(-1);
}

/// At least so many writable bytes behind what is there.
char *BinaryRows::room(std::size_t bytes)
{
    if (m_size + bytes > m_bytes.size())
        m_bytes.resize(2 * (m_size + bytes));
    return m_bytes.data() + m_size;
}

void BinaryRows::beginRow(std::int16_t columns)
{
    write(room(sizeof columns), columns);
    m_size += sizeof columns;
}

void BinaryRows::addNull()
{
    write(room(4), std::int32_t(-1));
    m_size += 4;
}

void BinaryRows::addInt64(std::int64_t value)
{
    write(write(room(12), std::int32_t(8)), value);
    m_size += 12;
}

void BinaryRows::addInt32(std::int32_t value)
{
    write(write(room(8), std::int32_t(4)), value);
    m_size += 8;
}

void BinaryRows::addBoolean(bool value)
{
    char *out = write(room(5), std::int32_t(1));
    *out = value ? 1 : 0;
    m_size += 5;
}

void BinaryRows::addText(std::string_view text)
{
    char *out = write(room(4 + text.size()), static_cast<std::int32_t>(text.size()));
    if (!text.empty())
        std::memcpy(out, text.data(), text.size());
    m_size += 4 + text.size();
}

void BinaryRows::addText(const std::optional<std::string_view> &text)
{
    if (text)
        addText(*text);
    else
        addNull();
}

/// As jsonb, whose binary form is the text behind the number of the form.
void BinaryRows::addJson(std::string_view json)
{
    char *out = write(room(5 + json.size()), static_cast<std::int32_t>(json.size() + 1));
    *out = 1;
    std::memcpy(out + 1, json.data(), json.size());
    m_size += 5 + json.size();
}

void BinaryRows::addHash(const ContentHash &hash)
{
    char *out = write(room(4 + hash.size()), static_cast<std::int32_t>(hash.size()));
    std::memcpy(out, hash.data(), hash.size());
    m_size += 4 + hash.size();
}

void BinaryRows::addNumeric(const Decimal &number)
{
    char *start = room(4 + Decimal::MaxNumericBytes);
    char *end = number.writeNumeric(start + 4);
    write(start, static_cast<std::int32_t>(end - start - 4));
    m_size += static_cast<std::size_t>(end - start);
}

void BinaryRows::addNumeric(const std::optional<Decimal> &number)
{
    if (number)
        addNumeric(*number);
    else
        addNull();
}

void BinaryRows::addTextArray(const std::vector<std::string_view> &texts)
{
    const std::size_t lengthAt = m_size;
    const bool isEmpty = texts.empty();
    char *out = room(24);
    out = write(out, std::int32_t(0)); // the length, once known
    out = write(out, std::int32_t(isEmpty ? 0 : 1)); // dimensions
    out = write(out, std::int32_t(0)); // no NULL elements
    out = write(out, TextOid);
    m_size += 16;
    if (!isEmpty) {
        out = write(out, static_cast<std::int32_t>(texts.size()));
        write(out, std::int32_t(1)); // lower bound
        m_size += 8;
    }
    for (const std::string_view text : texts)
        addText(text);
    write(m_bytes.data() + lengthAt, static_cast<std::int32_t>(m_size - lengthAt - 4));
}

} // namespace Sync
