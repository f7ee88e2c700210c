#pragma once

#include <string>
#include <string_view>

namespace Sync {

/// What was mended in a text that PostgreSQL could not have stored.
struct TextRepair
{
    bool replaced = false; ///< Invalid bytes or half surrogate pairs became U+FFFD.
    bool removedNull = false;
};

/// Undoes JSON's escapes in the inside of a string literal, mending what is no text. For the rare literal that
/// simdjson refuses; escapes must be complete.
std::string unescapeJson(std::string_view literal, TextRepair &repair);

/// The bytes with everything that is not UTF-8 replaced by U+FFFD. The result has 64 further readable bytes.
std::string repairUtf8(std::string_view bytes);

/// Takes NUL characters out.
std::string withoutNull(std::string_view text);

} // namespace Sync
