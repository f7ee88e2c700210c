#pragma once

#include "sync/review/fieldvalidation.h"

namespace Sync {

/// As checkedFieldValue(), for a facet: whether it can be written at all, and whether the value is one of its type. An
/// empty value is none and takes the facet away.
Result<CheckedValue> checkedFacetValue(const QString &field, const QString &value);

} // namespace Sync
