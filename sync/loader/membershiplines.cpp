#include "sync/loader/membershiplines.h"

#include "sync/loader/bulklinereader.h"
#include "sync/loader/bulklinewalk.h"
#include "sync/loader/shopifygid.h"

#include <string>

namespace Sync {

namespace {

constexpr std::string_view CollectionGid = "gid://shopify/Collection/";
constexpr std::size_t LongestGid = 80;

} // namespace

std::optional<BulkKey> membershipKeyAtStart(std::string_view line)
{
    constexpr std::string_view publication = R"({"publication":{"id":")";
    if (line.starts_with(publication))
        return BulkKey{BulkKind::Facet};
    constexpr std::string_view start = R"({"id":")";
    if (!line.starts_with(start))
        return std::nullopt;
    line.remove_prefix(start.size());
    if (line.starts_with(CollectionGid))
        return BulkKey{BulkKind::Facet};
    const std::size_t end = line.substr(0, LongestGid).find('"');
    constexpr std::string_view category = R"(","category":)";
    if (end == std::string_view::npos || !line.substr(end).starts_with(category))
        return std::nullopt;
    const auto product = shopifyNumber(line.substr(0, end), "Product");
    return product ? std::optional(BulkKey{BulkKind::Facet, *product}) : std::nullopt;
}

/// Whether a collection takes in products by conditions, or those of other collections, beside those chosen by hand.
bool BulkLineParser::Reader::readSources(Value &value)
{
    const auto readInclusion = [this](std::string_view key, Value &member) {
        return key != "conditions" || readElements("conditions", member, [this](Value &) {
            m_hasRules = true;
            return true;
        });
    };
    return readElements("sources", value, [&](Value &source) {
        return readMembers("sources", source, [&](std::string_view key, Value &member) {
            if (key == "inclusion")
                return readMembers("inclusion", member, readInclusion);
            std::string_view type;
            if (key != "__typename" || !readText(key, member, type))
                return key != "__typename";
            m_hasRules = m_hasRules || type == "CollectionSubCollectionsSource";
            return true;
        });
    });
}

bool BulkLineParser::Reader::readIdOf(std::string_view name, Value &value, std::string_view &out)
{
    return readMembers(
        name, value, [&](std::string_view key, Value &member) { return key != "id" || readText(name, member, out); });
}

bool BulkLineParser::Reader::isMembership() const
{
    const std::uint64_t telling = bulkFieldBit(BulkField::Category) | bulkFieldBit(BulkField::Publication);
    return (m_present & telling) != 0 || m_id.starts_with(CollectionGid);
}

/// The facet of a category is the product's own line; of collections and channels it is a child's.
BulkLineParser::Parsed BulkLineParser::Reader::settleMembership()
{
    const bool isOwn = (m_present & bulkFieldBit(BulkField::Category)) != 0;
    if (!isOwn && (m_present & bulkFieldBit(BulkField::ParentId)) == 0) {
        fail(LineFault::NoParent);
        return m_problem;
    }
    const std::string_view owner = isOwn ? m_id : m_parentId;
    const auto product = shopifyNumber(owner, "Product");
    if (!product) {
        fail(LineFault::BadId, isOwn ? "id" : "__parentId", owner);
        return m_problem;
    }
    m_facet = {.productId = *product, .variantId = 0, .field = {}, .value = "true", .isOfMemberships = isOwn};
    if (isOwn) {
        // A category's id is no number: “aa-1-2”, its place in Shopify's tree.
        constexpr std::string_view gid = "gid://shopify/TaxonomyCategory/";
        if (m_categoryId.empty())
            return &m_facet;
        if (!m_categoryId.starts_with(gid) || m_categoryId.size() == gid.size()) {
            fail(LineFault::BadId, "category.id", m_categoryId);
            return m_problem;
        }
        m_facet.field = "category:standard";
        m_facet.value = m_categoryId.substr(gid.size());
        return &m_facet;
    }
    const bool isChannel = (m_present & bulkFieldBit(BulkField::Publication)) != 0;
    const std::string_view gid = isChannel ? m_publicationId : m_id;
    const auto id = shopifyNumber(gid, isChannel ? "Publication" : "Collection");
    if (!id) {
        fail(LineFault::BadId, isChannel ? "publication.id" : "id", gid);
        return m_problem;
    }
    const char *kind = m_hasRules ? "smart_collection:" : "collection:";
    m_facet.field = keep(std::string(isChannel ? "publication:" : kind) + std::to_string(*id));
    return &m_facet;
}

} // namespace Sync
