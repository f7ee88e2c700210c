#pragma once

#include "sync/jobs/rollback/groupundo.h"
#include "sync/ports/journalstore.h"
#include "sync/ports/operation.h"

#include <QSet>

#include <optional>

namespace Sync {

/// Takes the removal of variants back: those that are missing are made anew, under new ids. Where one with the same
/// options is there again, whoever made it, its values that differ from what was removed are listed as changed since
/// and stay, unless `restoreConflicts`. Stock and places, which move by themselves, are not compared, nor is one of
/// `madeBeside`, which the same batch made and which stays: what becomes of that is told where it was made.
GroupUndo planVariantsBack(const Operation &operation, const ProductContent &now,
    const std::optional<LocalImage> &local, const QSet<qint64> &madeBeside, bool restoreConflicts);

} // namespace Sync
