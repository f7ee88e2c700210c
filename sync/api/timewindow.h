#pragma once

#include "sync/api/result.h"

#include <QDateTime>
#include <QString>

namespace Sync {

/// Which end of a window a time is: a date alone means its first moment, or its last.
enum class WindowEnd { From, To };

/// A time as people type it, in their own time zone unless it names one: `2026-11-03`, `2026-11-03 14:05`,
/// `2026-11-03T14:05:00+01:00`. UTC. BadInput, in words, for what is no time, for a time the clocks left out, and for
/// one that came twice when they were set back.
Result<QDateTime> momentFromText(const QString &text, WindowEnd end);
/// The same for a date and a time of day in the computer's own time zone.
Result<QDateTime> momentFromLocal(QDate date, QTime time);

/// Whether a window can be one: it begins before it ends, has begun before `now`, and is no longer than a year.
Result<Done> checkWindow(const QDateTime &from, const QDateTime &to, const QDateTime &now);

/// Both ends in the computer's own time zone, which is named: "3 Nov 2026 14:05 to 15:10 (CET)".
QString windowText(const QDateTime &from, const QDateTime &to);

} // namespace Sync
