#pragma once

#include "sync/api/result.h"
#include "sync/ports/operation.h"

#include <QList>
#include <QString>
#include <QUuid>

namespace Sync {

class PgRow;
class PgRows;

/// An operation from the columns of journal/operations.sql, which other statements name in the same order.
Operation operationFromRow(const PgRow &row);
Result<QList<Operation>> operationsFrom(const Result<PgRows> &rows);

/// A failure as the journal keeps it.
QString journalText(const Failure &failure);
/// An update of one journal row found no row in the state it must be in, though nobody has taken over.
Failure notInItsState(QUuid operation);

} // namespace Sync
