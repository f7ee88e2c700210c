#include "models/schedules/schedulesmodel.h"

#include "models/format/text.h"
#include "models/schedules/scheduletext.h"

namespace Models {

namespace {

/// In the order of SchedulesModel::Column.
QList<SchedulesModel::ColumnType> scheduleColumns()
{
    using Row = Sync::ScheduleRow;
    return {
        {.title = QT_TRANSLATE_NOOP("Models::Column", "Schedule"),
            .text = [](const Row &row) { return oneLine(row.schedule.name); }},
        {.title = QT_TRANSLATE_NOOP("Models::Column", "When and What"),
            .text = [](const Row &row) { return scheduleSentence(row.schedule); }},
        {.title = QT_TRANSLATE_NOOP("Models::Column", "Next Run"),
            .text = [](const Row &row) { return nextRunText(row); },
            .toolTip
            = [](const Row &row) { return row.schedule.isEnabled ? fullTime(row.nextRun) : nextRunText(row); }},
        {.title = QT_TRANSLATE_NOOP("Models::Column", "Latest Run"),
            .text = [](const Row &row) { return lastRunText(row); },
            .badge = [](const Row &row) { return row.last ? badgeFor(row.last->outcome) : Badge(); },
            .toolTip = [](const Row &row) { return row.last ? row.last->message : QString(); }},
    };
}

} // namespace

SchedulesModel::SchedulesModel(Sync::Schedules &schedules, QObject *parent)
    : WholeTable(scheduleColumns(), parent)
    , m_schedules(schedules)
{
    connect(&schedules, &Sync::Schedules::changed, this, &SchedulesModel::refresh);
    refresh();
}

QFuture<Sync::Result<QList<Sync::ScheduleRow>>> SchedulesModel::ask()
{
    return m_schedules.list();
}

int SchedulesModel::rowOf(Sync::ScheduleId id) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (rows().at(row).schedule.id == id)
            return row;
    return -1;
}

} // namespace Models
