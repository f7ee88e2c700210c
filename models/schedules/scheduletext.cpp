#include "models/schedules/scheduletext.h"

#include "models/format/text.h"
#include "sync/api/isolated.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

using Sync::Schedule;
using Sync::ScheduleAction;
using Sync::ScheduleOutcome;
using Sync::Weekday;

constexpr int minutesPerHour = 60;
constexpr int daysPerWeek = 7;

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Schedules", text);
}

/// "Monday, Wednesday and Friday".
QString daysText(Sync::Weekdays days)
{
    QStringList names;
    for (int day = 1; day <= daysPerWeek; ++day)
        if (days.testFlag(Weekday(1 << (day - 1))))
            names += QLocale().dayName(day);
    if (names.size() < 2)
        return names.join(QString());
    const QString last = names.takeLast();
    return tr("%1 and %2").arg(names.join(u", "_s), last);
}

QString everyDays(Sync::Weekdays days)
{
    if (days == Sync::everyDay)
        return tr("Every day");
    if (days == Sync::mondayToFriday)
        return tr("Every weekday");
    return tr("Every %1").arg(daysText(days));
}

QString everyMinutes(int minutes)
{
    if (minutes == minutesPerHour)
        return tr("Every hour");
    if (minutes % minutesPerHour == 0)
        return tr("Every %1 hours").arg(minutes / minutesPerHour);
    return tr("Every %1 minutes").arg(minutes);
}

QString intervalText(const Schedule &schedule)
{
    const QString every = everyMinutes(schedule.everyMinutes);
    if (schedule.days == Sync::everyDay)
        return every;
    if (schedule.days == Sync::mondayToFriday)
        return tr("%1 on weekdays").arg(every);
    return tr("%1 on %2").arg(every, daysText(schedule.days));
}

} // namespace

QString whenText(const Schedule &schedule)
{
    QString text = schedule.isInterval()
        ? intervalText(schedule)
        : tr("%1 at %2").arg(everyDays(schedule.days), schedule.at.toString(u"HH:mm"_s));
    if (schedule.timeZone.toLatin1() != QTimeZone::systemTimeZoneId())
        text += u" (" % schedule.timeZone % u')';
    return text;
}

QString whatText(ScheduleAction action)
{
    switch (action) {
    case ScheduleAction::PullChanged:
        return tr("pull what changed from Shopify");
    case ScheduleAction::PullFull:
        return tr("pull everything from Shopify");
    case ScheduleAction::Push:
        break;
    }
    return tr("send what is approved to Shopify");
}

QString scheduleSentence(const Schedule &schedule)
{
    return tr("%1: %2").arg(whenText(schedule), whatText(schedule.action));
}

QString nextRunText(const Sync::ScheduleRow &row, const QDateTime &now)
{
    if (!row.runningOn.isEmpty())
        return tr("Running");
    if (!row.schedule.isEnabled)
        return tr("Off");
    return row.nextRun <= now ? tr("Due now") : localTime(row.nextRun);
}

QString lastRunText(const Sync::ScheduleRow &row, const QDateTime &now)
{
    if (!row.last)
        return tr("Never ran");
    return tr("%1, %2").arg(badgeFor(row.last->outcome).word, relativeTime(row.last->endedAt, now));
}

Badge badgeFor(ScheduleOutcome outcome)
{
    switch (outcome) {
    case ScheduleOutcome::Done:
        return {Shape::Disc, Tone::Good, tr("Done")};
    case ScheduleOutcome::NothingToDo:
        return {Shape::Ring, Tone::Neutral, tr("Nothing to do")};
    case ScheduleOutcome::Held:
        return {Shape::Triangle, Tone::Attention, tr("Held")};
    case ScheduleOutcome::Failed:
        break;
    }
    return {Shape::Square, Tone::Bad, tr("Failed")};
}

QString noticeOf(const Sync::ScheduleRun &run)
{
    const QString name = Sync::isolated(oneLine(run.name, Schedule::longestName));
    switch (run.outcome) {
    case ScheduleOutcome::NothingToDo:
        break;
    case ScheduleOutcome::Done:
        return tr("The schedule “%1” ran. %2").arg(name, run.message);
    case ScheduleOutcome::Held:
        return tr("The schedule “%1” was held and did nothing. %2").arg(name, run.message);
    case ScheduleOutcome::Failed:
        return tr("The schedule “%1” did not come to its end. %2").arg(name, run.message);
    }
    return {};
}

} // namespace Models
