#include "sync/loader/medialines.h"

#include "sync/loader/bulklinereader.h"
#include "sync/loader/bulklinewalk.h"
#include "sync/loader/shopifygid.h"

#include <array>
#include <string>

namespace Sync {

namespace {

struct Kind
{
    std::string_view type;
    std::string_view word;
};

constexpr std::array Kinds{Kind{"MediaImage", "image"}, Kind{"Video", "video"}, Kind{"ExternalVideo", "external_video"},
    Kind{"Model3d", "model"}};

} // namespace

std::optional<std::string_view> mediumKind(std::string_view gid)
{
    constexpr std::string_view start = "gid://shopify/";
    if (!gid.starts_with(start))
        return std::nullopt;
    gid.remove_prefix(start.size());
    for (const auto &[type, kind] : Kinds) {
        if (gid.starts_with(type) && gid.substr(type.size()).starts_with('/'))
            return kind;
    }
    return std::nullopt;
}

std::optional<std::int64_t> productAtEnd(std::string_view line)
{
    constexpr std::string_view member = R"("__parentId":")";
    constexpr std::string_view end = R"("})";
    const std::size_t at = line.rfind(member);
    if (at == std::string_view::npos || !line.ends_with(end))
        return std::nullopt;
    line.remove_prefix(at + member.size());
    line.remove_suffix(end.size());
    return shopifyNumber(line, "Product");
}

std::uint64_t hashAtPlace(std::uint64_t lineHash, std::int64_t place)
{
    // Spreads small numbers over all bits (the finisher of SplitMix64).
    std::uint64_t mixed = static_cast<std::uint64_t>(place) + 0x9e3779b97f4a7c15;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return lineHash ^ mixed ^ (mixed >> 31);
}

bool BulkLineParser::Reader::readPreview(Value &value)
{
    return readMembers("preview", value, [this](std::string_view key, Value &image) {
        return key != "image" || readMembers("image", image, [this](std::string_view name, Value &member) {
            return name != "url" || readText("url", member, m_previewUrl);
        });
    });
}

/// The place is for the loader to add: no line tells it.
BulkLineParser::Parsed BulkLineParser::Reader::settleMedium()
{
    if ((m_present & bulkFieldBit(BulkField::ParentId)) == 0) {
        fail(LineFault::NoParent);
        return m_problem;
    }
    const auto product = shopifyNumber(m_parentId, "Product");
    if (!product) {
        fail(LineFault::BadId, "__parentId", m_parentId);
        return m_problem;
    }
    const std::string_view number = m_id.substr(m_id.rfind('/') + 1);
    if (!shopifyNumber(m_id, m_id.substr(14, m_id.rfind('/') - 14))) {
        fail(LineFault::BadId, "id", m_id);
        return m_problem;
    }
    m_facet = {.productId = *product, .variantId = 0, .field = {}, .value = {}, .isMedium = true};
    m_facet.field = keep("media:" + std::string(*mediumKind(m_id)) + ':' + std::string(number));
    m_facet.value = keep(std::string(m_product.status) + '\n' + std::string(m_previewUrl) + '\n'
        + std::string(m_alt.value_or(std::string_view())));
    return &m_facet;
}

} // namespace Sync
