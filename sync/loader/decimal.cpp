#include "sync/loader/decimal.h"

#include <algorithm>

namespace Sync {

namespace {

constexpr int MaxIntegerDigits = 40;
constexpr int MaxScale = 19;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The exponent behind an `e`, or nothing when it is malformed or beyond any number we take.
std::optional<int> readExponent(std::string_view text)
{
    bool negative = false;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (text.empty() || text.size() > 3 || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    int value = 0;
    for (const char c : text)
        value = value * 10 + (c - '0');
    return negative ? -value : value;
}

char *writeBigEndian16(char *out, int value)
{
    *out++ = static_cast<char>((value >> 8) & 0xff);
    *out++ = static_cast<char>(value & 0xff);
    return out;
}

} // namespace

std::optional<Decimal> Decimal::parse(std::string_view text)
{
    Decimal number;
    if (!text.empty() && text.front() == '-') {
        number.isNegative = true;
        text.remove_prefix(1);
    }
    int exponent = 0;
    if (const size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
        const std::optional<int> read = readExponent(text.substr(e + 1));
        if (!read)
            return std::nullopt;
        exponent = *read;
        number.hadExponent = true;
        text = text.substr(0, e);
    }
    int scale = 0;
    bool behindPoint = false;
    bool anyDigit = false;
    for (const char c : text) {
        if (c == '.' && !behindPoint) {
            behindPoint = true;
            continue;
        }
        if (!isDigit(c))
            return std::nullopt;
        anyDigit = true;
        scale += behindPoint ? 1 : 0;
        if (number.count == 0 && c == '0' && !behindPoint)
            continue; // leading zeros
        if (number.count == MaxDigits)
            return std::nullopt;
        number.digits[number.count++] = static_cast<char>(c - '0');
    }
    if (!anyDigit)
        return std::nullopt;
    scale -= exponent;
    for (; scale < 0; ++scale) { // 1e3
        if (number.count == MaxDigits)
            return std::nullopt;
        if (number.count > 0)
            number.digits[number.count++] = 0;
    }
    if (scale > MaxScale)
        return std::nullopt;
    if (number.count < scale) { // 0.001 keeps its zeros behind the point
        const int missing = scale - number.count;
        std::copy_backward(number.digits.begin(), number.digits.begin() + number.count, number.digits.begin() + scale);
        std::fill_n(number.digits.begin(), missing, char(0));
        number.count = static_cast<std::uint8_t>(scale);
    }
    if (number.count - scale > MaxIntegerDigits)
        return std::nullopt;
    number.scale = static_cast<std::uint8_t>(scale);
    if (number.isZero())
        number.isNegative = false;
    return number;
}

int Decimal::significantScale() const
{
    int significant = scale;
    while (significant > 0 && digits[static_cast<size_t>(count - (scale - significant) - 1)] == 0)
        --significant;
    return significant;
}

bool Decimal::isZero() const
{
    return std::all_of(digits.begin(), digits.begin() + count, [](char digit) { return digit == 0; });
}

void Decimal::appendCanonical(std::string &out) const
{
    if (isNegative)
        out += '-';
    const int integers = count - scale;
    int first = 0;
    while (first < integers && digits[static_cast<size_t>(first)] == 0)
        ++first;
    if (first == integers)
        out += '0';
    for (int i = first; i < integers; ++i)
        out += static_cast<char>('0' + digits[static_cast<size_t>(i)]);
    const int behind = significantScale();
    if (behind > 0)
        out += '.';
    for (int i = 0; i < behind; ++i)
        out += static_cast<char>('0' + digits[static_cast<size_t>(integers + i)]);
}

char *Decimal::writeNumeric(char *out) const
{
    // Groups of four digits, aligned at the point; leading and trailing zero groups are left out.
    const int integers = count - scale;
    const int groupsBefore = (integers + 3) / 4;
    const int groupsBehind = (scale + 3) / 4;
    int groups[MaxDigits / 4 + 2];
    for (int g = 0; g < groupsBefore + groupsBehind; ++g) {
        const int start = integers - 4 * groupsBefore + 4 * g;
        int value = 0;
        for (int i = start; i < start + 4; ++i)
            value = value * 10 + (i >= 0 && i < count ? digits[static_cast<size_t>(i)] : 0);
        groups[g] = value;
    }
    int first = 0;
    int last = groupsBefore + groupsBehind;
    while (first < last && groups[first] == 0)
        ++first;
    while (last > first && groups[last - 1] == 0)
        --last;
    out = writeBigEndian16(out, last - first);
    out = writeBigEndian16(out, last > first ? groupsBefore - 1 - first : 0);
    out = writeBigEndian16(out, isNegative ? 0x4000 : 0);
    out = writeBigEndian16(out, scale);
    for (int g = first; g < last; ++g)
        out = writeBigEndian16(out, groups[g]);
    return out;
}

} // namespace Sync
