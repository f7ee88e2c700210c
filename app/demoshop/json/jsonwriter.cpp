#include "app/demoshop/json/jsonwriter.h"

#include <array>
#include <charconv>
#include <cmath>

namespace DemoShop {

namespace {

using Table = std::array<bool, 256>;

constexpr Table specials(std::string_view extra)
{
    Table table{};
    for (size_t c = 0; c < 0x20; ++c) {
        table[c] = true;
    }
    table['"'] = table['\\'] = true;
    for (const char c : extra) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}

constexpr Table plainSpecials = specials({});
constexpr Table shopifySpecials = specials("/<>&");

void appendTwoDigits(std::string *text, int value)
{
    text->push_back(static_cast<char>('0' + value / 10));
    text->push_back(static_cast<char>('0' + value % 10));
}

} // namespace

JsonWriter::JsonWriter(Escaping escaping)
    : m_special(escaping == Escaping::Shopify ? shopifySpecials.data() : plainSpecials.data())
    , m_isShopify(escaping == Escaping::Shopify)
{ }

void JsonWriter::string(std::string_view utf8)
{
    m_buffer.push_back('"');
    size_t start = 0;
    for (size_t i = 0; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        if (!m_special[c]) {
            continue;
        }
        m_buffer.append(utf8, start, i - start);
        start = i + 1;
        switch (c) {
        case '"':
        case '\\':
        case '/':
            m_buffer.push_back('\\');
            m_buffer.push_back(static_cast<char>(c));
            break;
        case '\n':
            m_buffer.append("\\n");
            break;
        case '\r':
            m_buffer.append("\\r");
            break;
        case '\t':
            m_buffer.append("\\t");
            break;
        default: {
            constexpr std::string_view hex = "0123456789abcdef";
            m_buffer.append("\\u00");
            m_buffer.push_back(hex[c >> 4]);
            m_buffer.push_back(hex[c & 15]);
        }
        }
    }
    m_buffer.append(utf8, start);
    m_buffer.push_back('"');
}

void JsonWriter::number(qint64 value)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    m_buffer.append(digits.data(), end);
}

void JsonWriter::real(double value)
{
    const qint64 hundredths = std::llround(value * 100);
    number(hundredths / 100);
    const qint64 rest = std::abs(hundredths % 100);
    m_buffer.push_back('.');
    m_buffer.push_back(static_cast<char>('0' + rest / 10));
    if (rest % 10 != 0) {
        m_buffer.push_back(static_cast<char>('0' + rest % 10));
    }
}

void JsonWriter::gid(std::string_view type, qint64 id)
{
    m_buffer.append(m_isShopify ? "\"gid:\\/\\/shopify\\/" : "\"gid://shopify/");
    m_buffer.append(type);
    m_buffer.append(m_isShopify ? "\\/" : "/");
    number(id);
    m_buffer.push_back('"');
}

void JsonWriter::time(qint64 secondsSinceEpoch)
{
    // Days to civil date (Howard Hinnant's algorithm): QDateTime would be the slowest part of a bulk file.
    const qint64 days = secondsSinceEpoch / 86'400;
    const int second = static_cast<int>(secondsSinceEpoch % 86'400);
    const qint64 shifted = days + 719'468;
    const qint64 era = shifted / 146'097;
    const qint64 dayOfEra = shifted - era * 146'097;
    const qint64 yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const qint64 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int monthFromMarch = static_cast<int>((5 * dayOfYear + 2) / 153);
    const int day = static_cast<int>(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
    const int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    const qint64 year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    m_buffer.push_back('"');
    number(year);
    m_buffer.push_back('-');
    appendTwoDigits(&m_buffer, month);
    m_buffer.push_back('-');
    appendTwoDigits(&m_buffer, day);
    m_buffer.push_back('T');
    appendTwoDigits(&m_buffer, second / 3600);
    m_buffer.push_back(':');
    appendTwoDigits(&m_buffer, second / 60 % 60);
    m_buffer.push_back(':');
    appendTwoDigits(&m_buffer, second % 60);
    m_buffer.append("Z\"");
}

} // namespace DemoShop
