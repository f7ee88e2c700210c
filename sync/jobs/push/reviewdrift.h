#pragma once

#include "sync/jobs/push/pushplanner.h"

#include <QList>

namespace Sync {

/// What of a variant that is to go differs from what the reviewer saw. Stock moves by itself, and places with the
/// others.
QList<FieldConflict> variantConflicts(const VariantContent &expected, const VariantContent &found);

/// The same of a whole product, variants that came or went included.
QList<FieldConflict> changesSince(const ProductContent &expected, const ProductContent &found);

} // namespace Sync
