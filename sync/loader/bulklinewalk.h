#pragma once

#include "sync/loader/bulklinereader.h"

#include <cstring>
#include <string_view>

// How a reader of bulk lines walks through objects and lists; for the sources that read the kinds of lines.

namespace Sync {

/// Whether a value, by its first token, is null.
inline bool isNullToken(std::string_view token)
{
    return token.starts_with("null");
}

/// The name in a JSON key, escapes left alone: Shopify's names have none.
inline std::string_view rawKey(const char *begin)
{
    const char *const end = std::strchr(begin, '"');
    return {begin, end ? static_cast<std::size_t>(end - begin) : 0};
}

template <typename Visit>
bool BulkLineParser::Reader::readMembers(std::string_view name, Value &value, Visit visit)
{
    const std::string_view token = value.raw_json_token();
    if (isNullToken(token))
        return true;
    Object object;
    if (const auto error = value.get_object().get(object); error)
        return failBy(error, name);
    for (auto member : object) {
        simdjson::ondemand::field field;
        if (const auto error = std::move(member).get(field); error)
            return failBy(error, name);
        if (!visit(rawKey(field.key().raw()), field.value()))
            return false;
    }
    return true;
}

template <typename Visit>
bool BulkLineParser::Reader::readElements(std::string_view name, Value &value, Visit visit)
{
    simdjson::ondemand::array array;
    if (const auto error = value.get_array().get(array); error)
        return failBy(error, name);
    for (auto element : array) {
        Value item;
        if (const auto error = element.get(item); error)
            return failBy(error, name);
        if (!visit(item))
            return false;
    }
    return true;
}

} // namespace Sync
