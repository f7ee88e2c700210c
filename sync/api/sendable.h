#pragma once

#include "sync/api/review.h"

#include <QString>

#include <optional>

namespace Sync {

/// So many variants Shopify takes a product at most.
inline constexpr qsizetype mostVariants = 2048;
/// That a product would have more.
QString whyTooManyVariants();

/// Why what a change wants of this field cannot be sent to Shopify, for people who have not decided yet; nothing when
/// it can.
std::optional<QString> whyNotSendable(const FieldChange &field);

/// That Shopify keeps no product without a vendor, and what comes of one that is sent so.
QString whatBecomesOfNoVendor();

/// What Shopify makes of what a change wants of this field, for people who have not decided yet; nothing where it keeps
/// the value as it is sent, or where nothing of it is to be sent.
std::optional<QString> whatShopifyMakesOf(const FieldChange &field);

} // namespace Sync
