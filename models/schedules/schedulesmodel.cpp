#include "models/schedules/schedulesmodel.h"

#include "models/format/text.h"
#include "models/paging/answer.h"
#include "models/schedules/scheduletext.h"

namespace Models {

SchedulesModel::SchedulesModel(Sync::Schedules &schedules, QObject *parent)
    : QAbstractTableModel(parent)
    , m_schedules(schedules)
{
    connect(&schedules, &Sync::Schedules::changed, this, &SchedulesModel::refresh);
    refresh();
}

int SchedulesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SchedulesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Last) + 1;
}

QString SchedulesModel::text(const Sync::ScheduleRow &row, Column column) const
{
    switch (column) {
    case Column::Name:
        return oneLine(row.schedule.name);
    case Column::When:
        return scheduleSentence(row.schedule);
    case Column::Next:
        return nextRunText(row);
    case Column::Last:
        return lastRunText(row);
    }
    return {};
}

QVariant SchedulesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Sync::ScheduleRow &row = m_rows.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        if (column == Column::Last)
            return row.last ? row.last->message : QString();
        return column == Column::Next && row.schedule.isEnabled ? fullTime(row.nextRun) : text(row, column);
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal).toString() % u", " % text(row, column));
    case BadgeRole:
        if (column == Column::Last && row.last)
            return QVariant::fromValue(badgeFor(row.last->outcome));
        return {};
    default:
        return {};
    }
}

QVariant SchedulesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Name:
        return tr("Schedule");
    case Column::When:
        return tr("When and What");
    case Column::Next:
        return tr("Next Run");
    case Column::Last:
        return tr("Latest Run");
    }
    return {};
}

int SchedulesModel::rowOf(Sync::ScheduleId id) const
{
    for (int row = 0; row < int(m_rows.size()); ++row)
        if (m_rows.at(row).schedule.id == id)
            return row;
    return -1;
}

void SchedulesModel::refresh()
{
    if (m_loadState == LoadState::Unknown)
        m_loadState = LoadState::Loading;
    whenAnswered(
        m_schedules.list(), this, [this, ticket = ++m_ticket](const Sync::Result<QList<Sync::ScheduleRow>> &answer) {
            if (ticket != m_ticket)
                return;
            m_loadState = answer ? LoadState::Ready : LoadState::Failed;
            if (answer)
                take(*answer);
            else
                m_failure = answer.failure();
            Q_EMIT loadStateChanged();
        });
}

void SchedulesModel::take(const QList<Sync::ScheduleRow> &rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

} // namespace Models

#include "moc_schedulesmodel.cpp"
