#include "tests/support/fakeschedules.h"

#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Fakes {

FakeSchedules::FakeSchedules(QObject *parent)
    : Schedules(parent)
{ }

QList<ScheduleRow> FakeSchedules::samples()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString zone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    const auto ran = [&now](qint64 id, const QString &name, ScheduleAction action, ScheduleOutcome outcome,
                         const QString &message) {
        return ScheduleRun{.schedule = {id},
            .name = name,
            .action = action,
            .outcome = outcome,
            .message = message,
            .batch = outcome == ScheduleOutcome::NothingToDo ? BatchId() : BatchId{57},
            .endedAt = now.addSecs(-3600 * id)};
    };
    Schedule morning{.id = {1}, .name = u"Before opening"_s, .at = {7, 0}, .days = mondayToFriday, .timeZone = zone};
    Schedule often{
        .id = {2}, .name = u"Through the day"_s, .everyMinutes = 30, .days = mondayToFriday, .timeZone = zone};
    Schedule evening{.id = {3}, .name = u"Prices"_s, .action = ScheduleAction::Push, .at = {19, 30}, .timeZone = zone};
    Schedule weekly{.id = {4},
        .name = u"Whole shop"_s,
        .action = ScheduleAction::PullFull,
        .at = {3, 0},
        .days = Weekday::Sunday,
        .timeZone = zone,
        .isEnabled = false};
    return {{morning, now.addDays(1), {},
                ran(1, morning.name, morning.action, ScheduleOutcome::Done,
                    u"Done: 24560, failed: 0, left alone: 0. Changes that came to Review: 12."_s)},
        {evening, now.addSecs(7200), {},
            ran(3, evening.name, evening.action, ScheduleOutcome::Held,
                u"This would move 3 prices by more than 50 % or to 0. Nothing was sent."_s)},
        {often, now.addSecs(-20), u"office-2/4711"_s,
            ran(2, often.name, often.action, ScheduleOutcome::Failed, u"Shopify cannot be reached."_s)},
        {weekly, now.addDays(3), {}, {}}};
}

QList<ScheduleRow>::iterator FakeSchedules::find(ScheduleId id)
{
    return std::find_if(rows.begin(), rows.end(), [id](const ScheduleRow &row) { return row.schedule.id == id; });
}

QFuture<Result<QList<ScheduleRow>>> FakeSchedules::list()
{
    return m_answers.promise<QList<ScheduleRow>>(List, [this] { return rows; });
}

QFuture<Result<ScheduleId>> FakeSchedules::save(Schedule schedule)
{
    return m_answers.promise<ScheduleId>(Save, [this, schedule] {
        Schedule saved = schedule;
        if (!saved.id.isValid())
            saved.id = {rows.size() + 101};
        if (const auto row = find(saved.id); row != rows.end())
            row->schedule = saved;
        else
            rows += ScheduleRow{.schedule = saved, .nextRun = QDateTime::currentDateTimeUtc().addSecs(3600)};
        Q_EMIT changed();
        return saved.id;
    });
}

QFuture<Result<Done>> FakeSchedules::remove(ScheduleId id)
{
    return m_answers.promise<Done>(Remove, [this, id] {
        rows.removeIf([id](const ScheduleRow &row) { return row.schedule.id == id; });
        Q_EMIT changed();
        return Done{};
    });
}

QFuture<Result<Done>> FakeSchedules::setEnabled(ScheduleId id, bool enabled)
{
    return m_answers.promise<Done>(SetEnabled, [this, id, enabled] {
        if (const auto row = find(id); row != rows.end())
            row->schedule.isEnabled = enabled;
        Q_EMIT changed();
        return Done{};
    });
}

QFuture<Result<ScheduleRun>> FakeSchedules::runNow(ScheduleId id)
{
    ran += id;
    return m_answers.promise<ScheduleRun>(RunNow, [this] { return run; });
}

QFuture<Result<QList<ScheduleRun>>> FakeSchedules::runDue()
{
    return m_answers.promise<QList<ScheduleRun>>(RunDue, [] { return QList<ScheduleRun>(); });
}

} // namespace Fakes
