#pragma once

#include "sync/api/review.h"

#include <QDateTime>
#include <QString>

namespace Sync {

/// A change, or one field of it, that a decision did not touch.
struct LeftChange
{
    QString title;
    StagedStatus status = StagedStatus::Pending;
    QString decidedBy;
    QDateTime decidedAt; ///< UTC
    QString ruleName;
    QString field = {}; ///< Empty for a whole change.
    bool isConflict = false; ///< Of the field.
    bool isDecidedByAnother = false; ///< Of the field; of a whole change when only one's own was to be reopened.
};

/// Why \a kind could not be done to \a change, one sentence that names the change and, where somebody decided first,
/// who that was.
QString leftSentence(DecisionKind kind, const LeftChange &change);

} // namespace Sync
