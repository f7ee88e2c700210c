#include "sync/schedules/nextrun.h"

#include <algorithm>

namespace Sync {

namespace {

constexpr qint64 secondsPerDay = 24 * 60 * 60;
constexpr int daysLookedAt = 9; ///< A week, the day before it and one behind.

bool runsOn(const Schedule &schedule, QDate date)
{
    return schedule.days.testFlag(Weekday(1 << (date.dayOfWeek() - 1)));
}

QDateTime utcOf(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

QDate dateIn(const QTimeZone &zone, const QDateTime &instant)
{
    return instant.toTimeZone(zone).date();
}

QDateTime nextAtTime(const Schedule &schedule, const QTimeZone &zone, const QDateTime &after)
{
    // The day before too: where the clocks skip a whole day, what was due in it is due in the next.
    QDate date = dateIn(zone, after).addDays(-1);
    for (int day = 0; day < daysLookedAt; ++day, date = date.addDays(1)) {
        if (!runsOn(schedule, date))
            continue;
        if (const QDateTime due = instantOf(date, schedule.at, zone); due > after)
            return due;
    }
    return {};
}

/// The first multiple of the interval, counted from the start, that is not before `from`.
qint64 countedFrom(qint64 start, qint64 interval, qint64 from)
{
    const qint64 whole = std::max<qint64>(0, (from - start + interval - 1) / interval);
    return start + whole * interval;
}

QDateTime nextOfInterval(const Schedule &schedule, const QTimeZone &zone, const QDateTime &after)
{
    const qint64 start = schedule.startsAt.toSecsSinceEpoch();
    const qint64 interval = qint64(schedule.everyMinutes) * 60;
    qint64 due = countedFrom(start, interval, after.toSecsSinceEpoch() + 1);
    // An interval is a day at most, so that no day of the week is stepped over for good.
    for (int day = 0; day < daysLookedAt; ++day) {
        const QDate date = dateIn(zone, utcOf(due));
        if (runsOn(schedule, date))
            return utcOf(due);
        const qint64 tomorrow = instantOf(date.addDays(1), QTime(0, 0), zone).toSecsSinceEpoch();
        due = countedFrom(start, interval, std::max(tomorrow, due + 1));
    }
    return {};
}

} // namespace

QTimeZone zoneNamed(const QString &name)
{
    const QTimeZone zone(name.toLatin1());
    return zone.isValid() ? zone : QTimeZone::utc();
}

QDateTime instantOf(QDate date, QTime time, const QTimeZone &zone)
{
    const qint64 shown = QDateTime(date, time, Qt::UTC).toSecsSinceEpoch();
    const auto offsetAt = [&zone](qint64 seconds) { return qint64(zone.offsetFromUtc(utcOf(seconds))); };
    // What the clocks are set to well before and well after; between them lies at most one change.
    const qint64 before = offsetAt(shown - secondsPerDay);
    const qint64 behind = offsetAt(shown + secondsPerDay);
    for (const qint64 offset : {std::max(before, behind), std::min(before, behind)})
        if (offsetAt(shown - offset) == offset)
            return utcOf(shown - offset);
    // Skipped: the moment at which the clocks jumped lies between the two readings.
    qint64 early = shown - std::max(before, behind);
    qint64 late = shown - std::min(before, behind);
    const qint64 old = offsetAt(early);
    while (late - early > 1) {
        const qint64 middle = early + (late - early) / 2;
        (offsetAt(middle) == old ? early : late) = middle;
    }
    return utcOf(late);
}

QDateTime nextRun(const Schedule &schedule, const QDateTime &after)
{
    const QTimeZone zone = zoneNamed(schedule.timeZone);
    return schedule.isInterval() ? nextOfInterval(schedule, zone, after) : nextAtTime(schedule, zone, after);
}

} // namespace Sync
