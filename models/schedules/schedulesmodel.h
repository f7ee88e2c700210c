#pragma once

#include "models/paging/wholetable.h"
#include "sync/api/schedules.h"

namespace Models {

/// The shop's schedules, by name: when and what, next run, latest result.
class SchedulesModel final : public WholeTable<Sync::ScheduleRow>
{
public:
    enum class Column { Name, When, Next, Last };

    /// The schedules must outlive the model; they are asked at once and after every change.
    explicit SchedulesModel(Sync::Schedules &schedules, QObject *parent = nullptr);

    /// Where a schedule stands, -1 when it is not there.
    int rowOf(Sync::ScheduleId id) const;

private:
    QFuture<Sync::Result<QList<Sync::ScheduleRow>>> ask() override;

    Sync::Schedules &m_schedules;
};

} // namespace Models
