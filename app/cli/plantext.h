#pragma once

#include "sync/api/rollback.h"

#include <QString>

namespace App {

/// Every field of a plan as a table: what happens to it, before, written, now, and why it is left. Below it stands in
/// full what it cuts, and what a product or variants come back with.
QString planTable(const QList<Sync::RollbackItem> &items);
/// The counts of a rollback's plan in a sentence, then the table.
QString planText(const Sync::RollbackPlan &plan);

} // namespace App
