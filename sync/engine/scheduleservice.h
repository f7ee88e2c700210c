#pragma once

#include "sync/api/engine.h"
#include "sync/api/schedules.h"
#include "sync/schedules/schedulestore.h"

#include <QCoroTask>

#include <functional>
#include <memory>

namespace Sync {

class Clock;
class DeskLink;
class Timer;

/// Keeps the schedules over the desk's connection and runs what is due on the engine, one at a time. Lives in the
/// thread that made it.
class ScheduleService final : public Schedules
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScheduleService)

public:
    /// Runs a request in the name of a schedule.
    using Run = std::function<QFuture<Result<BatchReport>>(const RunRequest &, const QString &startedBy)>;

    /// Desk and clock outlive the service.
    ScheduleService(DeskLink &desk, Clock &clock, Operator operatorAtDesk, Run run, QObject *parent = nullptr);
    ~ScheduleService() override;

    QFuture<Result<QList<ScheduleRow>>> list() override;
    QFuture<Result<ScheduleId>> save(Schedule schedule) override;
    QFuture<Result<Done>> remove(ScheduleId id) override;
    QFuture<Result<Done>> setEnabled(ScheduleId id, bool enabled) override;
    QFuture<Result<ScheduleRun>> runNow(ScheduleId id) override;
    QFuture<Result<QList<ScheduleRun>>> runDue() override;
    void keepRunning() override;

private:
    QCoro::Task<Result<QList<ScheduleRun>>> runAllDue();
    QCoro::Task<Result<ScheduleRun>> runOne(ScheduleId id);
    QCoro::Task<Result<ScheduleRun>> carryOut(ScheduleClaim claim);
    QCoro::Task<Result<ScheduleRun>> finish(ScheduleClaim claim, ScheduleRun run, NextTry next);
    void look();
    void setRunning(ScheduleId id);
    /// Tells of a change when the answer has come.
    template <typename T>
    QFuture<Result<T>> announced(QFuture<Result<T>> answer);

    DeskLink &m_desk;
    Clock &m_clock;
    const Operator m_operator;
    const Run m_run;
    std::unique_ptr<Timer> m_look;
    std::unique_ptr<Timer> m_renew;
    ScheduleId m_running; ///< Whose claim is renewed.
    bool m_isBusy = false;
};

} // namespace Sync
