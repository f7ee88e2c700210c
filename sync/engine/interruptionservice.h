#pragma once

#include "sync/api/engine.h"
#include "sync/api/interruptions.h"

#include <QCoroTask>

#include <functional>

namespace Sync {

class Clock;
class DeskLink;

/// Runs that were cut short, over the desk's connection; going on with one is a run of the engine. Lives in the thread
/// that made it.
class InterruptionService final : public Interruptions
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InterruptionService)

public:
    using Run = std::function<QFuture<Result<BatchReport>>(const RunRequest &)>;

    /// Desk and clock outlive the service.
    InterruptionService(DeskLink &desk, Clock &clock, Operator operatorAtDesk, Run run, QObject *parent = nullptr);

    QFuture<Result<QList<Interruption>>> list() override;
    QFuture<Result<BatchReport>> resume(BatchId batch, QString shopNameTyped) override;
    QFuture<Result<Done>> leave(BatchId batch) override;

private:
    QCoro::Task<Result<BatchReport>> goOn(BatchId batch, QString shopNameTyped);
    QCoro::Task<Result<Done>> decide(BatchId batch, bool resumed);

    DeskLink &m_desk;
    Clock &m_clock;
    const Operator m_operator;
    const Run m_run;
};

} // namespace Sync
