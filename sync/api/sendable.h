#pragma once

#include "sync/api/review.h"

#include <QString>

#include <optional>

namespace Sync {

/// Why what a change wants of this field cannot be sent to Shopify, for people who have not decided yet; nothing when
/// it can.
std::optional<QString> whyNotSendable(const FieldChange &field);

} // namespace Sync
