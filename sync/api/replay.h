#pragma once

#include "sync/api/rollback.h"

#include <QDateTime>

namespace Sync {

/// Makes what the journal recorded between two times true again, both included.
struct ReplayRequest
{
    QDateTime from = {}; ///< UTC
    QDateTime to = {}; ///< UTC
    /// Also write over what somebody has changed since.
    bool replayConflicts = false;
    /// The backup failed, and a person who was told so chose to go on.
    bool withoutBackup = false;
    bool listEverything = false; ///< The plan's items are not cut after the first 2,000.
    QString shopNameTyped = {}; ///< By a person, to confirm; a locked shop takes nothing without it.

    bool operator==(const ReplayRequest &) const = default;
};

/// The preview of a replay: per field the newest recorded outcome of the window against what is there now.
struct ReplayPlan
{
    QDateTime from = {}; ///< UTC
    QDateTime to = {}; ///< UTC
    qint64 recorded = 0; ///< Writes that the journal has between the two.
    QString remark = {}; ///< What is to be known about the journal, for example that it has nothing there; else empty.
    /// Counts and items; `willRestore` and `alreadyBack` are to be read as "will be written" and "holds already".
    RollbackPlan fields = {};

    bool operator==(const ReplayPlan &) const = default;
};

} // namespace Sync
