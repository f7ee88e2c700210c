#pragma once

#include "sync/review/fieldvalidation.h"

namespace Sync {

/// Whether a value may stand in a field of media, which can be written; see sync/api/media.h.
Result<CheckedValue> checkedMediaValue(const QString &field, const QString &value);

} // namespace Sync
