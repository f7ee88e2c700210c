#pragma once

#include "models/paging/pagedmodel.h"
#include "sync/api/schedules.h"

#include <QAbstractTableModel>

namespace Models {

/// The shop's schedules, by name: when and what, next run, latest result. There are few, so they are held whole.
class SchedulesModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchedulesModel)

public:
    enum class Column { Name, When, Next, Last };

    /// The schedules must outlive the model; they are asked at once and after every change.
    explicit SchedulesModel(Sync::Schedules &schedules, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The schedule of a row; without an id when there is no such row.
    Sync::ScheduleRow rowAt(int row) const { return m_rows.value(row); }
    /// Where a schedule stands, -1 when it is not there.
    int rowOf(Sync::ScheduleId id) const;
    LoadState loadState() const { return m_loadState; }
    /// Why loadState() is Failed; what was read before stays.
    const Sync::Failure &failure() const { return m_failure; }
    void refresh();

Q_SIGNALS:
    void loadStateChanged();

private:
    QString text(const Sync::ScheduleRow &row, Column column) const;
    void take(const QList<Sync::ScheduleRow> &rows);

    Sync::Schedules &m_schedules;
    QList<Sync::ScheduleRow> m_rows;
    LoadState m_loadState = LoadState::Unknown;
    Sync::Failure m_failure;
    int m_ticket = 0;
};

} // namespace Models
