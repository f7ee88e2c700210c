#include "sync/loader/jsontext.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace Sync {

namespace {

constexpr std::string_view Replacement = "\xef\xbf\xbd";
constexpr std::size_t Padding = 64;

void appendUtf8(std::string &out, std::uint32_t code)
{
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3f)); };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xc0 | (code >> 6));
        tail(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xe0 | (code >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xf0 | (code >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::optional<std::uint32_t> hex4(std::string_view text)
{
    if (text.size() < 4)
        return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : text.substr(0, 4)) {
        const int digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'             ? c - 'a' + 10
            : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                               : -1;
        if (digit < 0)
            return std::nullopt;
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return value;
}

bool isHighSurrogate(std::uint32_t code)
{
    return code >= 0xd800 && code < 0xdc00;
}
bool isLowSurrogate(std::uint32_t code)
{
    return code >= 0xdc00 && code < 0xe000;
}

/// Appends what stands behind `\u`; how many characters of `rest` that took.
std::size_t appendCodePoint(std::string &out, std::string_view rest, TextRepair &repair)
{
    const std::optional<std::uint32_t> first = hex4(rest);
    if (!first) {
        repair.replaced = true;
        out += Replacement;
        return 0;
    }
    if (isHighSurrogate(*first) && rest.substr(4).starts_with("\\u")) {
        if (const auto second = hex4(rest.substr(6)); second && isLowSurrogate(*second)) {
            appendUtf8(out, 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00));
            return 10;
        }
    }
    if (isHighSurrogate(*first) || isLowSurrogate(*first)) {
        repair.replaced = true;
        out += Replacement;
    } else if (*first == 0) {
        repair.removedNull = true;
    } else {
        appendUtf8(out, *first);
    }
    return 4;
}

/// The length of the UTF-8 character at the start, or 0 when there is none.
std::size_t characterLength(std::string_view bytes)
{
    const auto at = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
    const auto isTail = [&](std::size_t i) { return (at(i) & 0xc0) == 0x80; };
    const unsigned lead = at(0);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return isTail(1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        const bool inRange = lead == 0xe0 ? at(1) >= 0xa0 : lead == 0xed ? at(1) <= 0x9f : true;
        return isTail(1) && isTail(2) && inRange ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        const bool inRange = lead == 0xf0 ? at(1) >= 0x90 : lead == 0xf4 ? at(1) <= 0x8f : true;
        return isTail(1) && isTail(2) && isTail(3) && inRange ? 4 : 0;
    }
    return 0;
}

} // namespace

std::string unescapeJson(std::string_view literal, TextRepair &repair)
{
    std::string out;
    out.reserve(literal.size());
    while (!literal.empty()) {
        const char c = literal.front();
        literal.remove_prefix(1);
        if (c != '\\' || literal.empty()) {
            out += c;
            continue;
        }
        const char escape = literal.front();
        literal.remove_prefix(1);
        switch (escape) {
        case 'u':
            literal.remove_prefix(appendCodePoint(out, literal, repair));
            break;
        case 'n':
            out += '\n';
            break;
        case 't':
            out += '\t';
            break;
        case 'r':
            out += '\r';
            break;
        case 'b':
            out += '\b';
            break;
        case 'f':
            out += '\f';
            break;
        default:
            out += escape;
        }
    }
    return out;
}

std::string repairUtf8(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size() + Padding);
    while (!bytes.empty()) {
        const std::size_t length = characterLength(bytes);
        if (length == 0) {
            out += Replacement;
            bytes.remove_prefix(1);
        } else {
            out += bytes.substr(0, length);
            bytes.remove_prefix(length);
        }
    }
    out.reserve(out.size() + Padding);
    return out;
}

std::string withoutNull(std::string_view text)
{
    std::string out(text);
    out.erase(std::remove(out.begin(), out.end(), '\0'), out.end());
    return out;
}

} // namespace Sync
