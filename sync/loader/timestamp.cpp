#include "sync/loader/timestamp.h"

#include <chrono>

namespace Sync {

namespace {

/// Reads exactly `digits` digits at `at`, or -1.
int number(std::string_view text, size_t at, size_t digits)
{
    if (at + digits > text.size())
        return -1;
    int value = 0;
    for (size_t i = at; i < at + digits; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/// Minutes east of UTC from `Z`, `+02:00`, `-0330`; nothing when malformed.
std::optional<int> offsetMinutes(std::string_view zone)
{
    if (zone == "Z" || zone == "z")
        return 0;
    if (zone.size() < 5 || (zone[0] != '+' && zone[0] != '-'))
        return std::nullopt;
    const size_t minutesAt = zone[3] == ':' ? 4 : 3;
    const int hours = number(zone, 1, 2);
    const int minutes = number(zone, minutesAt, 2);
    if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59 || zone.size() != minutesAt + 2)
        return std::nullopt;
    const int total = hours * 60 + minutes;
    return zone[0] == '-' ? -total : total;
}

} // namespace

std::optional<std::int64_t> parseTimestamp(std::string_view text)
{
    using namespace std::chrono;
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' ') || text[13] != ':'
        || text[16] != ':')
        return std::nullopt;
    const int y = number(text, 0, 4), mo = number(text, 5, 2), d = number(text, 8, 2);
    const int h = number(text, 11, 2), mi = number(text, 14, 2), s = number(text, 17, 2);
    const year_month_day date{
        year(y), month(static_cast<unsigned>(mo < 0 ? 0 : mo)), day(static_cast<unsigned>(d < 0 ? 0 : d))};
    if (y < 0 || !date.ok() || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 60)
        return std::nullopt;
    std::int64_t micros = 0;
    size_t zoneAt = 19;
    if (text[zoneAt] == '.') {
        std::int64_t unit = 100000;
        for (++zoneAt; zoneAt < text.size() && text[zoneAt] >= '0' && text[zoneAt] <= '9'; ++zoneAt, unit /= 10)
            micros += unit * (text[zoneAt] - '0');
        if (zoneAt == 20)
            return std::nullopt;
    }
    const std::optional<int> offset = offsetMinutes(text.substr(zoneAt));
    if (!offset)
        return std::nullopt;
    constexpr sys_days epoch = sys_days(year(2000) / 1 / 1);
    const auto total = (sys_days(date) - epoch) + hours(h) + minutes(mi - *offset) + seconds(s);
    return duration_cast<microseconds>(total).count() + micros;
}

} // namespace Sync
