#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace Sync {

/// The number at the end of `gid://shopify/TYPE/NUMBER`, when `gid` is one of that type and the number is a positive
/// 64-bit integer written plainly.
std::optional<std::int64_t> shopifyNumber(std::string_view gid, std::string_view type);

} // namespace Sync
