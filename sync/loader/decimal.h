#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Sync {

/// An exact decimal number as Shopify writes money and weights, kept digit by digit; never a double.
struct Decimal
{
    static constexpr int MaxDigits = 60;

    std::array<char, MaxDigits> digits{}; ///< Values 0 to 9, most significant first.
    std::uint8_t count = 0; ///< Digits used; at least `scale`.
    std::uint8_t scale = 0; ///< How many of them stand behind the point, trailing zeros included.
    bool isNegative = false;
    bool hadExponent = false; ///< Written as 1e3.

    /// Reads `-12.50`, `.5`, `1e3`. Nothing for anything else, and for numbers of more than 40 digits before the point
    /// or 19 behind it.
    static std::optional<Decimal> parse(std::string_view text);

    /// Digits behind the point that matter: 12.500 has one.
    int significantScale() const;
    bool isZero() const;
    /// The shortest plain notation of the value: 12.50 and 12.5 both give 12.5. Appended to `out`.
    void appendCanonical(std::string &out) const;
    /// PostgreSQL's binary numeric without its length word; keeps trailing zeros (12.50). Appended to `out`, at most
    /// MaxNumericBytes.
    char *writeNumeric(char *out) const;
    static constexpr int MaxNumericBytes = 8 + 2 * (MaxDigits / 4 + 2);
};

} // namespace Sync
