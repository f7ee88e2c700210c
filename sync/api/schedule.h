#pragma once

#include "sync/api/ids.h"

#include <QDateTime>
#include <QFlags>
#include <QString>
#include <QTime>

#include <chrono>
#include <optional>

namespace Sync {

using ScheduleId = Id<struct ScheduleIdTag>; ///< schedules.id

/// What a schedule does. Pushing sends what is approved by then, never anything else.
enum class ScheduleAction { PullChanged, PullFull, Push };

/// The days of the week a schedule runs on.
enum class Weekday { Monday = 1, Tuesday = 2, Wednesday = 4, Thursday = 8, Friday = 16, Saturday = 32, Sunday = 64 };
Q_DECLARE_FLAGS(Weekdays, Weekday)
Q_DECLARE_OPERATORS_FOR_FLAGS(Weekdays)

constexpr Weekdays everyDay = Weekdays::fromInt(127);
constexpr Weekdays mondayToFriday = Weekdays::fromInt(31);

/// How a run by schedule ended.
enum class ScheduleOutcome {
    Done, ///< Its run is in History, also when single products failed in it.
    NothingToDo, ///< Nothing was approved to send.
    Held, ///< A guard would have asked a person, so nothing was sent.
    Failed,
};

/// A pull or a push that starts by itself: at a time of day or every so many minutes, on chosen days.
struct Schedule
{
    /// The shortest and the longest interval; what is wanted less often has a time of day.
    static constexpr int fewestMinutes = 5;
    static constexpr int mostMinutes = 24 * 60;
    static constexpr int longestName = 80;

    ScheduleId id = {};
    QString name = {}; ///< As History shows it; one of its own.
    ScheduleAction action = ScheduleAction::PullChanged;
    QTime at = {}; ///< The time of day by the clocks of `timeZone`; invalid for an interval.
    int everyMinutes = 0; ///< The interval; 0 for a time of day.
    Weekdays days = everyDay;
    QString timeZone = {}; ///< IANA name.
    QDateTime startsAt = {}; ///< UTC; what intervals are counted from.
    bool isEnabled = true;

    bool isInterval() const { return everyMinutes > 0; }

    bool operator==(const Schedule &) const = default;
};

/// How the latest run of a schedule went.
struct ScheduleRun
{
    ScheduleId schedule = {};
    QString name = {}; ///< Of the schedule.
    ScheduleAction action = ScheduleAction::PullChanged;
    ScheduleOutcome outcome = ScheduleOutcome::Done;
    QString message = {}; ///< Sentences for staff.
    BatchId batch = {}; ///< Where History tells of it; none when there was nothing to do.
    QDateTime endedAt = {}; ///< UTC

    bool operator==(const ScheduleRun &) const = default;
};

/// A schedule and how it stands.
struct ScheduleRow
{
    Schedule schedule;
    QDateTime nextRun = {}; ///< UTC; past for one that is due. Meaningless while the schedule is off.
    QString runningOn = {}; ///< The desk that runs it now; empty for none.
    std::optional<ScheduleRun> last = {};

    bool operator==(const ScheduleRow &) const = default;
};

QString toWord(ScheduleAction action);
QString toWord(ScheduleOutcome outcome);
std::optional<ScheduleAction> scheduleActionOf(QStringView word);
std::optional<ScheduleOutcome> scheduleOutcomeOf(QStringView word);
/// The days of the week as "mon,tue,…", and back; nothing for a word that is no day.
QString toWord(Weekdays days);
std::optional<Weekdays> weekdaysOf(QStringView words);

} // namespace Sync
