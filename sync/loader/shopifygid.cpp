#include "sync/loader/shopifygid.h"

#include <charconv>

namespace Sync {

std::optional<std::int64_t> shopifyNumber(std::string_view gid, std::string_view type)
{
    constexpr std::string_view prefix = "gid://shopify/";
    if (!gid.starts_with(prefix))
        return std::nullopt;
    gid.remove_prefix(prefix.size());
    if (gid.size() < type.size() + 2 || !gid.starts_with(type) || gid[type.size()] != '/')
        return std::nullopt;
    gid.remove_prefix(type.size() + 1);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(gid.data(), gid.data() + gid.size(), number);
    if (error != std::errc() || end != gid.data() + gid.size() || number <= 0 || gid.front() == '0')
        return std::nullopt;
    return number;
}

} // namespace Sync
