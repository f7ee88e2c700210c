#pragma once

#include "sync/jobs/rollback/groupundo.h"
#include "sync/jobs/rollback/localundo.h"
#include "sync/ports/journalstore.h"
#include "sync/ports/operation.h"

#include <QList>

#include <optional>

namespace Sync {

/// Takes back that `operation` added, removed or moved options of a product, as a whole: what the variants have of them
/// goes with the options. Left alone where somebody has changed either since, or where a variant came that would lose
/// its value of an option. `local` is the catalogue's product as what was put back before leaves it.
GroupUndo planOptionsUndo(const Operation &operation, const ProductContent &now, const std::optional<LocalImage> &local,
    const UndoPolicy &policy);

/// A product's operations, in which calls that added, removed or moved options are one with the values that variants
/// were given on the way: one of these alone would be a product that nobody ever wanted. It has the id of the last.
QList<Operation> withOptionsTogether(const QList<Operation> &operations);

} // namespace Sync
