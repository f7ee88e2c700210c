#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace Sync {

/// What the path of a medium with this GID calls its kind, `image`; nothing for what is no medium.
std::optional<std::string_view> mediumKind(std::string_view gid);

/// The product that a line names as its parent at its end, where Shopify puts it; nothing when it is not told there.
std::optional<std::int64_t> productAtEnd(std::string_view line);

/// The hash of a medium's line at a place: moved, it is another.
std::uint64_t hashAtPlace(std::uint64_t lineHash, std::int64_t place);

} // namespace Sync
