#include "sync/loader/bulklineparser.h"

#include "sync/loader/bulklinereader.h"
#include "sync/loader/medialines.h"
#include "sync/loader/membershiplines.h"
#include "sync/loader/shopifygid.h"

namespace Sync {

namespace {
constexpr std::string_view MetafieldGid = "gid://shopify/Metafield/";
constexpr std::string_view LevelGid = "gid://shopify/InventoryLevel/";
} // namespace

BulkLineParser::BulkLineParser(int priceDecimals)
    : m_reader(std::make_unique<Reader>(priceDecimals))
{ }

BulkLineParser::~BulkLineParser() = default;

std::optional<BulkKey> BulkLineParser::keyAtStart(std::string_view line)
{
    if (const auto membership = membershipKeyAtStart(line))
        return membership;
    constexpr std::string_view start = R"({"id":")";
    if (!line.starts_with(start))
        return std::nullopt;
    line.remove_prefix(start.size());
    const std::size_t end = line.substr(0, 80).find('"');
    if (end == std::string_view::npos)
        return std::nullopt;
    if (mediumKind(line.substr(0, end)))
        return BulkKey{BulkKind::Medium};
    const std::string_view gid = line.substr(0, end); // one with escapes is left to the full reading
    if (const auto variant = shopifyNumber(gid, "ProductVariant"))
        return BulkKey{BulkKind::Variant, *variant};
    if (const auto product = shopifyNumber(gid, "Product"))
        return BulkKey{BulkKind::Product, *product};
    if (gid.starts_with(MetafieldGid) || gid.starts_with(LevelGid))
        return BulkKey{BulkKind::Facet};
    return std::nullopt;
}

BulkLineParser::Parsed BulkLineParser::parse(std::string_view line)
{
    return m_reader->parse(line);
}

const std::vector<LineWarning> &BulkLineParser::warnings() const
{
    return m_reader->warnings();
}

BulkLineParser::Parsed BulkLineParser::Reader::settle()
{
    if (m_id.starts_with(MetafieldGid))
        return settleMetafield();
    if (m_id.starts_with(LevelGid))
        return settleLevel();
    if (mediumKind(m_id))
        return settleMedium();
    if (isMembership())
        return settleMembership();
    const bool isVariant = m_id.starts_with("gid://shopify/ProductVariant/");
    if (!isVariant && !m_id.starts_with("gid://shopify/Product/")) {
        fail(LineFault::UnknownKind, "id", m_id);
        return m_problem;
    }
    const auto id = shopifyNumber(m_id, isVariant ? "ProductVariant" : "Product");
    if (!id) {
        fail(LineFault::BadId, "id", m_id);
        return m_problem;
    }
    const std::uint64_t missing = (isVariant ? RequiredOfVariant : RequiredOfProduct) & ~m_present;
    if (missing != 0) {
        fail(LineFault::MissingField, bulkFieldName(static_cast<BulkField>(std::countr_zero(missing))));
        return m_problem;
    }
    const Parsed parsed = isVariant ? settleVariant(*id) : settleProduct(*id);
    for (LineWarning &warning : m_warnings) {
        warning.isVariant = isVariant;
        warning.id = *id;
    }
    return parsed;
}

BulkLineParser::Parsed BulkLineParser::Reader::settleProduct(std::int64_t id)
{
    m_product.id = id;
    m_product.title = m_title;
    if (m_product.optionNames.size() > VariantRecord::MaxOptions) {
        fail(LineFault::TooManyOptions);
        return m_problem;
    }
    return &m_product;
}

BulkLineParser::Parsed BulkLineParser::Reader::settleVariant(std::int64_t id)
{
    m_variant.id = id;
    m_variant.title = m_title;
    if ((m_present & bulkFieldBit(BulkField::ParentId)) == 0) {
        fail(LineFault::NoParent);
        return m_problem;
    }
    const auto parent = shopifyNumber(m_parentId, "Product");
    if (!parent) {
        fail(LineFault::BadId, "__parentId", m_parentId);
        return m_problem;
    }
    m_variant.productId = *parent;
    if (!m_inventoryItemId.empty()) {
        m_variant.inventoryItemId = shopifyNumber(m_inventoryItemId, "InventoryItem");
        if (!m_variant.inventoryItemId) {
            fail(LineFault::BadId, "inventoryItem.id", m_inventoryItemId);
            return m_problem;
        }
    }
    if (!m_price) {
        fail(LineFault::MissingField, "price");
        return m_problem;
    }
    m_variant.price = *m_price;
    remarkOnAmounts();
    return &m_variant;
}

void BulkLineParser::Reader::remarkOnAmounts()
{
    remarkOnAmount("price", m_price);
    remarkOnAmount("compareAtPrice", m_variant.compareAtPrice);
    remarkOnAmount("unitCost", m_variant.cost);
}

void BulkLineParser::Reader::remarkOnAmount(std::string_view name, const std::optional<Decimal> &amount)
{
    if (!amount)
        return;
    const auto remark = [&](LineOddity oddity) {
        std::string value;
        amount->appendCanonical(value);
        warn(oddity, name, value);
    };
    if (amount->hadExponent)
        remark(LineOddity::ExponentPrice);
    if (amount->isNegative)
        remark(LineOddity::NegativePrice);
    if (amount->significantScale() > m_priceDecimals)
        remark(LineOddity::PrecisePrice);
}

} // namespace Sync
