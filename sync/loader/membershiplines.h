#pragma once

#include "sync/loader/bulklineparser.h"

#include <optional>
#include <string_view>

namespace Sync {

// The lines of the bulk query `bulk_memberships`: one for each product with its category, one for each collection and
// for each sales channel it is in. A channel has no id in them, a collection that of all its products' lines.

/// Kind and product of such a line when they stand at its start, where Shopify puts them; nothing for any other line.
std::optional<BulkKey> membershipKeyAtStart(std::string_view line);

} // namespace Sync
