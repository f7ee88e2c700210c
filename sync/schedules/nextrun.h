#pragma once

#include "sync/api/schedule.h"

#include <QTimeZone>

namespace Sync {

/// The first time after `after` at which a schedule is due, UTC; invalid for one without a day. Asked for what comes
/// after now it passes over whatever was missed, so that this is caught up by one run.
///
/// A time of day that the clocks skip that day is due when they have jumped; one that they show twice is due the first
/// time only. Intervals are counted in real minutes and know nothing of clocks but which day it is.
QDateTime nextRun(const Schedule &schedule, const QDateTime &after);

/// The instant at which the clocks of a zone show that date and time, by the rules above; UTC.
QDateTime instantOf(QDate date, QTime time, const QTimeZone &zone);

/// The zone of that name, or UTC where this computer does not know it.
QTimeZone zoneNamed(const QString &name);

} // namespace Sync
