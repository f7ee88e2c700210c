#pragma once

#include "sync/loader/bulkfields.h"
#include "sync/loader/bulklineparser.h"

#include <simdjson.h>

#include <deque>
#include <string>

namespace Sync {

/// The inside of BulkLineParser: walks one line's fields in the order they come and keeps what is read.
class BulkLineParser::Reader final
{
public:
    explicit Reader(int priceDecimals)
        : m_priceDecimals(priceDecimals)
    { }

    Parsed parse(std::string_view line);
    const std::vector<LineWarning> &warnings() const { return m_warnings; }

private:
    using Value = simdjson::ondemand::value;
    using Object = simdjson::ondemand::object;

    void reset();
    bool readLine(std::string_view line);
    bool readObject(Object &object);
    bool readField(BulkField field, Value &value);
    bool readSeo(Value &value);
    bool readVariantsCount(Value &value);
    bool readInventoryItem(Value &value);
    bool readMeasurement(Value &value);
    bool readTags(Value &value);
    bool readOptionNames(Value &value);
    bool readLinkedMetafield(Value &value, OptionLink &option);
    bool readSelectedOptions(Value &value);
    bool readLocation(Value &value);
    bool readQuantities(Value &value);
    bool readSources(Value &value);
    bool readIdOf(std::string_view name, Value &value, std::string_view &out);

    bool readText(std::string_view name, Value &value, std::string_view &out);
    bool readNullableText(std::string_view name, Value &value, std::optional<std::string_view> &out);
    bool readAmount(std::string_view name, Value &value, std::optional<Decimal> &out);
    bool readInteger(std::string_view name, Value &value, std::int32_t &out);
    bool readBoolean(std::string_view name, Value &value, bool &out);
    bool readTime(std::string_view name, Value &value, std::int64_t &out);
    bool readWord(std::string_view name, Value &value, std::string_view &out);
    /// Calls `visit(key, value)` for every member; a null value counts as an object without members.
    template <typename Visit>
    bool readMembers(std::string_view name, Value &value, Visit visit);
    /// Calls `visit(element)` for every element of a list.
    template <typename Visit>
    bool readElements(std::string_view name, Value &value, Visit visit);

    Parsed settle();
    Parsed settleProduct(std::int64_t id);
    Parsed settleVariant(std::int64_t id);
    Parsed settleMetafield();
    Parsed settleLevel();
    bool readFacetOwner(std::uint64_t required);
    bool isMembership() const;
    Parsed settleMembership();
    bool readPreview(Value &value);
    Parsed settleMedium();
    void remarkOnAmounts();
    void remarkOnAmount(std::string_view name, const std::optional<Decimal> &amount);

    bool fail(LineFault fault, std::string_view field = {}, std::string_view value = {});
    bool failBy(simdjson::error_code error, std::string_view field);
    void warn(LineOddity oddity, std::string_view field, std::string_view value = {});
    std::string_view keep(std::string text);

    int m_priceDecimals;
    simdjson::ondemand::parser m_parser;
    std::uint64_t m_present = 0;
    std::string_view m_id;
    std::string_view m_parentId;
    std::string_view m_inventoryItemId;
    std::string_view m_title;
    std::string_view m_namespace;
    std::string_view m_key;
    std::string_view m_type;
    std::string_view m_value;
    std::string_view m_locationId;
    std::optional<std::int32_t> m_available;
    std::string_view m_categoryId;
    std::string_view m_publicationId;
    bool m_hasRules = false;
    std::optional<std::string_view> m_alt;
    std::string_view m_previewUrl;
    std::optional<Decimal> m_price;
    ProductRecord m_product;
    VariantRecord m_variant;
    FacetRecord m_facet;
    std::vector<LineWarning> m_warnings;
    std::deque<std::string> m_kept; ///< Mended texts, alive until the next line.
    LineProblem m_problem;
};

} // namespace Sync
