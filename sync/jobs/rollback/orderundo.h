#pragma once

#include "sync/jobs/rollback/groupundo.h"
#include "sync/ports/journalstore.h"
#include "sync/ports/operation.h"

#include <optional>

namespace Sync {

/// Takes back the order that `operation` made, as a whole: places move with every variant that comes or goes, so what
/// counts is in which order the variants that it moved follow each other now.
GroupUndo planOrderUndo(const Operation &operation, const ProductContent &now, const std::optional<LocalImage> &local,
    bool restoreConflicts);

} // namespace Sync
