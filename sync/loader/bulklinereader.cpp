#include "sync/loader/bulklinereader.h"

#include "sync/loader/bulklinewalk.h"
#include "sync/loader/jsontext.h"
#include "sync/loader/shopifygid.h"
#include "sync/loader/timestamp.h"

#include <cstring>
#include <limits>

namespace Sync {

namespace {

constexpr std::size_t ShownValue = 60; // bytes of a bad value repeated in a message

std::string_view trimmed(std::string_view token)
{
    while (
        !token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\r' || token.back() == '\n'))
        token.remove_suffix(1);
    return token;
}

} // namespace

BulkLineParser::Parsed BulkLineParser::Reader::parse(std::string_view line)
{
    reset();
    if (readLine(line))
        return settle();
    return m_problem;
}

void BulkLineParser::Reader::reset()
{
    m_present = 0;
    m_id = m_parentId = m_inventoryItemId = m_locationId = m_title = {};
    m_categoryId = m_publicationId = {};
    m_hasRules = false;
    m_alt.reset();
    m_previewUrl = {};
    m_price.reset();
    m_available.reset();
    m_warnings.clear();
    m_kept.clear();
    m_product.variantCount.reset();
    m_product.tags.clear();
    m_product.optionNames.clear();
    m_product.linkedOptions.clear();
    m_product.seoTitle = m_product.seoDescription = {};
    m_variant.options.clear();
    m_variant.sku.reset();
    m_variant.barcode.reset();
    m_variant.compareAtPrice.reset();
    m_variant.cost.reset();
    m_variant.weight.reset();
    m_variant.weightUnit.reset();
    m_variant.inventoryItemId.reset();
    m_variant.inventoryQuantity = 0;
    m_variant.isTracked = true;
}

bool BulkLineParser::Reader::readLine(std::string_view line)
{
    simdjson::ondemand::document document;
    const auto begin = [&](std::string_view text) {
        return m_parser.iterate(simdjson::padded_string_view(text, text.size() + simdjson::SIMDJSON_PADDING))
            .get(document);
    };
    simdjson::error_code error = begin(line);
    if (error == simdjson::UTF8_ERROR) {
        warn(LineOddity::BrokenText, {});
        error = begin(keep(repairUtf8(line)));
    }
    if (error)
        return fail(LineFault::NotJson);
    Object object;
    if (error = document.get_object().get(object); error)
        return fail(error == simdjson::INCORRECT_TYPE ? LineFault::NotAnObject : LineFault::NotJson);
    if (!readObject(object))
        return false;
    // What follows the object would belong to another line: two were joined, or one was cut.
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS ? true : fail(LineFault::NotJson);
}

bool BulkLineParser::Reader::readObject(Object &object)
{
    for (auto member : object) {
        simdjson::ondemand::field field;
        if (std::move(member).get(field))
            return fail(LineFault::NotJson);
        const auto known = bulkFieldNamed(rawKey(field.key().raw()));
        if (!known)
            continue;
        m_present |= bulkFieldBit(*known);
        if (!readField(*known, field.value()))
            return false;
    }
    return true;
}

bool BulkLineParser::Reader::readField(BulkField field, Value &value)
{
    const std::string_view name = bulkFieldName(field);
    switch (field) {
    case BulkField::Id:
        return readText(name, value, m_id);
    case BulkField::ParentId:
        return readText(name, value, m_parentId);
    case BulkField::Title:
        return readText(name, value, m_title);
    case BulkField::Handle:
        return readText(name, value, m_product.handle);
    case BulkField::DescriptionHtml:
        return readText(name, value, m_product.descriptionHtml);
    case BulkField::Vendor:
        return readText(name, value, m_product.vendor);
    case BulkField::ProductType:
        return readText(name, value, m_product.productType);
    case BulkField::Status:
        return readWord(name, value, m_product.status);
    case BulkField::Tags:
        return readTags(value);
    case BulkField::Seo:
        return readSeo(value);
    case BulkField::Options:
        return readOptionNames(value);
    case BulkField::CreatedAt:
        return readTime(name, value, m_product.createdAt);
    case BulkField::UpdatedAt:
        return readTime(name, value, m_product.updatedAt);
    case BulkField::VariantsCount:
        return readVariantsCount(value);
    case BulkField::Sku:
        return readNullableText(name, value, m_variant.sku);
    case BulkField::Barcode:
        return readNullableText(name, value, m_variant.barcode);
    case BulkField::Price:
        return readAmount(name, value, m_price);
    case BulkField::CompareAtPrice:
        return readAmount(name, value, m_variant.compareAtPrice);
    case BulkField::Position:
        return readInteger(name, value, m_variant.position);
    case BulkField::InventoryQuantity:
        return readInteger(name, value, m_variant.inventoryQuantity);
    case BulkField::InventoryPolicy:
        return readWord(name, value, m_variant.inventoryPolicy);
    case BulkField::Taxable:
        return readBoolean(name, value, m_variant.isTaxable);
    case BulkField::SelectedOptions:
        return readSelectedOptions(value);
    case BulkField::InventoryItem:
        return readInventoryItem(value);
    case BulkField::Namespace:
        return readText(name, value, m_namespace);
    case BulkField::Key:
        return readText(name, value, m_key);
    case BulkField::Type:
        return readText(name, value, m_type);
    case BulkField::Value:
        return readText(name, value, m_value);
    case BulkField::Location:
        return readLocation(value);
    case BulkField::Quantities:
        return readQuantities(value);
    case BulkField::Category:
        return readIdOf(name, value, m_categoryId);
    case BulkField::Publication:
        return readIdOf(name, value, m_publicationId);
    case BulkField::Sources:
        return readSources(value);
    case BulkField::Alt:
        return readNullableText(name, value, m_alt);
    case BulkField::Preview:
        return readPreview(value);
    }
    return true;
}

bool BulkLineParser::Reader::readTags(Value &value)
{
    return readElements(
        "tags", value, [this](Value &element) { return readText("tags", element, m_product.tags.emplace_back()); });
}

bool BulkLineParser::Reader::readSeo(Value &value)
{
    return readMembers("seo", value, [this](std::string_view key, Value &member) {
        std::optional<std::string_view> text;
        if (key != "title" && key != "description")
            return true;
        if (!readNullableText(key, member, text))
            return false;
        (key == "title" ? m_product.seoTitle : m_product.seoDescription) = text.value_or(std::string_view());
        return true;
    });
}

bool BulkLineParser::Reader::readVariantsCount(Value &value)
{
    return readMembers("variantsCount", value, [this](std::string_view key, Value &member) {
        return key != "count" || readInteger("variantsCount", member, m_product.variantCount.emplace());
    });
}

bool BulkLineParser::Reader::readOptionNames(Value &value)
{
    return readElements("options", value, [this](Value &element) {
        OptionLink option;
        const bool isRead = readMembers("options", element, [this, &option](std::string_view key, Value &member) {
            if (key == "linkedMetafield")
                return readLinkedMetafield(member, option);
            if (key != "name" || !readText("options", member, option.name))
                return key != "name";
            m_product.optionNames.push_back(option.name);
            return true;
        });
        if (isRead && !option.key.empty())
            m_product.linkedOptions.push_back(option);
        return isRead;
    });
}

bool BulkLineParser::Reader::readLinkedMetafield(Value &value, OptionLink &option)
{
    return readMembers("linkedMetafield", value, [this, &option](std::string_view key, Value &member) {
        std::optional<std::string_view> text;
        if (key != "namespace" && key != "key")
            return true;
        if (!readNullableText(key, member, text))
            return false;
        (key == "key" ? option.key : option.nameSpace) = text.value_or(std::string_view());
        return true;
    });
}

bool BulkLineParser::Reader::readSelectedOptions(Value &value)
{
    return readElements("selectedOptions", value, [this](Value &element) {
        return readMembers("selectedOptions", element, [this](std::string_view key, Value &member) {
            if (key != "value")
                return true;
            if (m_variant.options.size() == VariantRecord::MaxOptions)
                return fail(LineFault::TooManyOptions);
            return readText("selectedOptions", member, m_variant.options.emplace_back());
        });
    });
}

bool BulkLineParser::Reader::readInventoryItem(Value &value)
{
    return readMembers("inventoryItem", value, [this](std::string_view key, Value &member) {
        if (key == "id")
            return readText("inventoryItem.id", member, m_inventoryItemId);
        if (key == "tracked")
            return readBoolean("inventoryItem.tracked", member, m_variant.isTracked);
        if (key == "unitCost") {
            return readMembers("unitCost", member, [this](std::string_view inner, Value &amount) {
                return inner != "amount" || readAmount("unitCost", amount, m_variant.cost);
            });
        }
        return key != "measurement" || readMeasurement(member);
    });
}

bool BulkLineParser::Reader::readMeasurement(Value &value)
{
    return readMembers("measurement", value, [this](std::string_view key, Value &member) {
        return key != "weight" || readMembers("weight", member, [this](std::string_view inner, Value &part) {
            if (inner == "value")
                return readAmount("weight", part, m_variant.weight);
            std::string_view unit;
            if (inner != "unit" || !readWord("weightUnit", part, unit))
                return inner != "unit";
            m_variant.weightUnit = unit;
            return true;
        });
    });
}

bool BulkLineParser::Reader::readText(std::string_view name, Value &value, std::string_view &out)
{
    std::string_view token = value.raw_json_token(); // the literal, for the case that simdjson refuses it
    if (isNullToken(token))
        return fail(LineFault::MissingField, name);
    const simdjson::error_code error = value.get_string().get(out);
    if (error == simdjson::STRING_ERROR) {
        token = trimmed(token);
        TextRepair repair;
        out = keep(unescapeJson(token.substr(1, token.size() - 2), repair));
        if (repair.removedNull)
            warn(LineOddity::NullCharacter, name);
        warn(LineOddity::BrokenText, name);
    } else if (error) {
        return failBy(error, name);
    }
    if (std::memchr(out.data(), '\0', out.size())) {
        out = keep(withoutNull(out));
        warn(LineOddity::NullCharacter, name);
    }
    return true;
}

bool BulkLineParser::Reader::readNullableText(std::string_view name, Value &value, std::optional<std::string_view> &out)
{
    const std::string_view token = value.raw_json_token();
    if (isNullToken(token))
        return true;
    std::string_view text;
    if (!readText(name, value, text))
        return false;
    out = text;
    return true;
}

bool BulkLineParser::Reader::readAmount(std::string_view name, Value &value, std::optional<Decimal> &out)
{
    // Taken as written, so that no digit is lost in a double.
    std::string_view token = trimmed(value.raw_json_token());
    if (isNullToken(token))
        return true;
    if (token.size() >= 2 && token.front() == '"' && token.back() == '"')
        token = token.substr(1, token.size() - 2);
    else if (token.starts_with('{') || token.starts_with('[') || token.starts_with('t') || token.starts_with('f'))
        return fail(LineFault::WrongType, name, token);
    out = Decimal::parse(token);
    return out ? true : fail(LineFault::BadNumber, name, token);
}

bool BulkLineParser::Reader::readInteger(std::string_view name, Value &value, std::int32_t &out)
{
    const std::string_view token = value.raw_json_token();
    if (isNullToken(token)) {
        out = 0;
        return true;
    }
    std::int64_t number = 0;
    if (const auto error = value.get_int64().get(number); error == simdjson::NUMBER_OUT_OF_RANGE)
        return fail(LineFault::OutOfRange, name, trimmed(token));
    else if (error)
        return failBy(error, name);
    if (number < std::numeric_limits<std::int32_t>::min() || number > std::numeric_limits<std::int32_t>::max())
        return fail(LineFault::OutOfRange, name, trimmed(token));
    out = static_cast<std::int32_t>(number);
    return true;
}

bool BulkLineParser::Reader::readBoolean(std::string_view name, Value &value, bool &out)
{
    if (const auto error = value.get_bool().get(out); error)
        return failBy(error, name);
    return true;
}

bool BulkLineParser::Reader::readTime(std::string_view name, Value &value, std::int64_t &out)
{
    std::string_view text;
    if (!readText(name, value, text))
        return false;
    const auto time = parseTimestamp(text);
    if (!time)
        return fail(LineFault::BadTime, name, text);
    out = *time;
    return true;
}

bool BulkLineParser::Reader::readWord(std::string_view name, Value &value, std::string_view &out)
{
    static constexpr std::pair<std::string_view, std::string_view> Words[] = {{"ACTIVE", "active"}, {"DRAFT", "draft"},
        {"ARCHIVED", "archived"}, {"UNLISTED", "unlisted"}, {"DENY", "deny"}, {"CONTINUE", "continue"}, {"GRAMS", "g"},
        {"KILOGRAMS", "kg"}, {"POUNDS", "lb"}, {"OUNCES", "oz"}, {"READY", "ready"}, {"FAILED", "failed"},
        {"PROCESSING", "processing"}, {"UPLOADED", "uploaded"}};
    std::string_view text;
    if (!readText(name, value, text))
        return false;
    for (const auto &[theirs, ours] : Words) {
        if (text == theirs) {
            out = ours;
            return true;
        }
    }
    warn(LineOddity::UnknownWord, name, text);
    out = text;
    return true;
}

bool BulkLineParser::Reader::fail(LineFault fault, std::string_view field, std::string_view value)
{
    m_problem = {fault, std::string(field), std::string(value.substr(0, ShownValue))};
    return false;
}

bool BulkLineParser::Reader::failBy(simdjson::error_code error, std::string_view field)
{
    if (error == simdjson::INCORRECT_TYPE || error == simdjson::NUMBER_ERROR)
        return fail(LineFault::WrongType, field);
    return fail(LineFault::NotJson, field);
}

void BulkLineParser::Reader::warn(LineOddity oddity, std::string_view field, std::string_view value)
{
    m_warnings.push_back({oddity, false, 0, std::string(field), std::string(value.substr(0, ShownValue))});
}

std::string_view BulkLineParser::Reader::keep(std::string text)
{
    return m_kept.emplace_back(std::move(text));
}

} // namespace Sync
