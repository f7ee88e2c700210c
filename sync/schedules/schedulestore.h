#pragma once

#include "sync/api/result.h"
#include "sync/api/schedule.h"
#include "sync/api/settings.h"

#include <QList>

#include <chrono>

namespace Sync {

class PgSession;

/// The schedules in the database. All of these block and run on the session's thread; each is one transaction. Times
/// of day are reckoned by the clock handed in, claims by the database's, which all desks share.

/// How long a claim holds that is not renewed.
inline constexpr std::chrono::milliseconds claimLasts = std::chrono::minutes(2);

/// A schedule that this desk runs now.
struct ScheduleClaim
{
    Schedule schedule;
    QDateTime since; ///< By the database's clock.
    bool hasWork = true; ///< False for a push when nothing is approved.
    BatchId undecided = {}; ///< For a push: one that was cut short and that nobody has decided about.

    bool operator==(const ScheduleClaim &) const = default;
};

Result<QList<ScheduleRow>> listSchedules(PgSession &session);
/// Checks and keeps a schedule; BadInput says what about it cannot be.
Result<ScheduleId> saveSchedule(PgSession &session, Schedule schedule, const QDateTime &now, const Operator &by);
Result<Done> removeSchedule(PgSession &session, ScheduleId id, const Operator &by);
Result<Done> enableSchedule(PgSession &session, ScheduleId id, bool enabled, const QDateTime &now, const Operator &by);

/// Claims what is due the longest and nobody runs; nothing when nothing is due. Refused, naming the reason, when
/// something is due and maintenance mode is on.
Result<std::optional<ScheduleClaim>> claimDue(PgSession &session, const QDateTime &now, const QString &desk);
/// Claims this one, due or not. Busy while another run of it is going on.
Result<ScheduleClaim> claimSchedule(PgSession &session, ScheduleId id, const QString &desk);
Result<Done> renewClaim(PgSession &session, ScheduleId id, const QString &desk);
/// Gives a claim back: the schedule is due as before.
Result<Done> releaseClaim(PgSession &session, ScheduleId id, const QString &desk);

/// When the schedule of a run that ended is due again.
enum class NextTry { Regularly, Soon };
/// Keeps what a run came to and gives its claim back. A run that never came to a batch gets one that says why, unless
/// the run before said the same. The run as kept.
Result<ScheduleRun> finishRun(
    PgSession &session, const ScheduleClaim &claim, ScheduleRun run, NextTry next, const QString &desk);

/// Who a batch of this schedule was started by, as History shows it.
QString startedBySchedule(const QString &name);

} // namespace Sync
