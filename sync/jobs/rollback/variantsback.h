#pragma once

#include "sync/jobs/rollback/groupundo.h"
#include "sync/ports/journalstore.h"
#include "sync/ports/operation.h"

#include <optional>

namespace Sync {

/// Takes the removal of variants back: those that are missing are made anew, under new ids. Where another one has the
/// same options by now, whoever made it, that stays as it is, and is named when its values differ from what was
/// removed: it may be anybody's. Stock and places, which move by themselves, are not compared.
GroupUndo planVariantsBack(
    const Operation &operation, const ProductContent &now, const std::optional<LocalImage> &local);

} // namespace Sync
