#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace Sync {

/// Microseconds since 2000-01-01 00:00 UTC, which is how PostgreSQL sends a timestamptz, for an ISO 8601 moment such as
/// `2026-10-01T08:30:00Z` or `2026-10-01T08:30:00.250+02:00`. Nothing for anything else.
std::optional<std::int64_t> parseTimestamp(std::string_view text);

} // namespace Sync
