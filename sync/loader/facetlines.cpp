#include "sync/loader/bulklinereader.h"
#include "sync/loader/bulklinewalk.h"
#include "sync/loader/shopifygid.h"

#include <bit>
#include <string>

// Lines that tell a facet of their parent: metafields, and stock at a location.

namespace Sync {

bool BulkLineParser::Reader::readLocation(Value &value)
{
    return readMembers("location", value, [this](std::string_view key, Value &member) {
        return key != "id" || readText("location.id", member, m_locationId);
    });
}

bool BulkLineParser::Reader::readQuantities(Value &value)
{
    return readElements("quantities", value, [this](Value &element) {
        // Name and quantity come in any order, so both are read before it is decided whether they are wanted.
        std::string_view quantityName;
        std::int32_t quantity = 0;
        const bool isRead = readMembers("quantities", element, [&](std::string_view key, Value &member) {
            if (key == "name")
                return readText("quantities.name", member, quantityName);
            return key != "quantity" || readInteger("quantities.quantity", member, quantity);
        });
        if (isRead && quantityName == "available")
            m_available = quantity;
        return isRead;
    });
}

/// Whose facet the line is; false, with the problem noted, when it does not say or lacks a required field.
bool BulkLineParser::Reader::readFacetOwner(std::uint64_t required)
{
    if (const std::uint64_t missing = required & ~m_present; missing != 0)
        return fail(LineFault::MissingField, bulkFieldName(static_cast<BulkField>(std::countr_zero(missing))));
    if ((m_present & bulkFieldBit(BulkField::ParentId)) == 0)
        return fail(LineFault::NoParent);
    const auto variant = shopifyNumber(m_parentId, "ProductVariant");
    const auto product = shopifyNumber(m_parentId, "Product");
    if (!variant && !product)
        return fail(LineFault::BadId, "__parentId", m_parentId);
    m_facet = {};
    m_facet.productId = variant ? 0 : *product;
    m_facet.variantId = variant.value_or(0);
    return true;
}

BulkLineParser::Parsed BulkLineParser::Reader::settleMetafield()
{
    if (!readFacetOwner(RequiredOfMetafield))
        return m_problem;
    std::string path("metafield:");
    path.append(m_namespace).append(".").append(m_key).append(":").append(m_type);
    m_facet.field = keep(std::move(path));
    m_facet.value = m_value;
    return &m_facet;
}

/// The level hangs on the inventory item, whose nearest node with lines of its own is the variant.
BulkLineParser::Parsed BulkLineParser::Reader::settleLevel()
{
    if (!readFacetOwner(RequiredOfLevel))
        return m_problem;
    const auto location = shopifyNumber(m_locationId, "Location");
    if (!location || m_facet.variantId == 0) {
        fail(LineFault::BadId, location ? "__parentId" : "location.id", location ? m_parentId : m_locationId);
        return m_problem;
    }
    if (!m_available) {
        fail(LineFault::MissingField, "quantities");
        return m_problem;
    }
    m_facet.field = keep("stock:" + std::to_string(*location));
    m_facet.value = keep(std::to_string(*m_available));
    return &m_facet;
}

} // namespace Sync
