#pragma once

#include "sync/api/result.h"
#include "sync/ports/operation.h"

#include <QList>

namespace Sync {

class PgRow;
class PgRows;

/// An operation from the columns of journal/operations.sql, which other statements name in the same order.
Operation operationFromRow(const PgRow &row);
Result<QList<Operation>> operationsFrom(const Result<PgRows> &rows);

} // namespace Sync
