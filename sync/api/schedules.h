#pragma once

#include "sync/api/result.h"
#include "sync/api/schedule.h"

#include <QFuture>
#include <QList>
#include <QObject>

namespace Sync {

/// The shop's schedules as window and command line see them: kept in the database, for all desks. Every function may
/// be called from the thread the object lives in, returns at once and answers through the future.
///
/// A schedule runs on one desk, whoever claims it first. What was missed because no desk was there is caught up once.
/// A run by schedule never asks: where a person would be asked, it does not send and says so.
class Schedules : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// By their names.
    virtual QFuture<Result<QList<ScheduleRow>>> list() = 0;
    /// Checks and keeps a schedule; one without an id is new. What is still to come is reckoned anew.
    virtual QFuture<Result<ScheduleId>> save(Schedule schedule) = 0;
    virtual QFuture<Result<Done>> remove(ScheduleId id) = 0;
    /// One that is switched on runs at its next time; what it missed while it was off is not caught up.
    virtual QFuture<Result<Done>> setEnabled(ScheduleId id, bool enabled) = 0;

    /// Runs one now, on or off, whenever it would be due; its other times stay.
    virtual QFuture<Result<ScheduleRun>> runNow(ScheduleId id) = 0;
    /// Runs all that are due, one after the other. Refused, with the reason, in maintenance mode.
    virtual QFuture<Result<QList<ScheduleRun>>> runDue() = 0;
    /// From now on runs by itself what is due, for as long as this desk is there.
    virtual void keepRunning() = 0;

Q_SIGNALS:
    /// A schedule, or how one stands, is another than before.
    void changed();
    /// A run by schedule ended on this desk, whoever started it.
    void runEnded(const Sync::ScheduleRun &run);
};

} // namespace Sync

Q_DECLARE_METATYPE(Sync::ScheduleRun)
