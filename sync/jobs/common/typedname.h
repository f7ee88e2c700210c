#pragma once

#include "sync/api/result.h"

namespace Sync {

struct ShopSettings;

/// Done when what a person typed to confirm a write to the shop is enough at its safe level: its name where it is
/// locked, and nothing but its name anywhere. The name is what the shop calls itself or its address, as a whole or up
/// to the first dot.
Result<Done> checkTypedName(const ShopSettings &shop, const QString &typed);

} // namespace Sync
