#pragma once

#include "sync/api/batch.h"
#include "sync/api/failure.h"
#include "sync/api/replay.h"
#include "sync/api/rollback.h"
#include "sync/api/settings.h"
#include "tests/simulation/tape.h"

#include <QCoroTask>

#include <chrono>

namespace Simulation {

class Process;
class World;

/// A computer with a person at it and a Syncdesk that runs one thing at a time. When its process dies somebody starts
/// another one, which first settles what was left open.
class Desk final
{
    Q_DISABLE_COPY_MOVE(Desk)

public:
    Desk(World &world, int number);

    /// The process that runs; none between a death and the next start.
    Process *process() { return m_process; }
    /// Nothing runs, and nothing is about to.
    bool isQuiet() const { return !m_isBusy && m_process && !m_mustSettle; }

    // What the person asks for. Refused, without a trace but a line, while something else runs or nothing does.
    void send(Sync::PushRequest request, Tape::Lane lane);
    void rollBack(Sync::RollbackRequest request, Tape::Lane lane);
    void planRollback(Sync::RollbackRequest request, Tape::Lane lane);
    void replay(Sync::ReplayRequest request, Tape::Lane lane);
    void planReplay(Sync::ReplayRequest request, Tape::Lane lane);
    void settle(Tape::Lane lane);
    void pause();
    void resume();
    void stop();
    void setSafeLevel(Sync::SafeLevel level);
    void endProcess();
    /// Its wall clock is wrong by so much from now on.
    void setClockAhead(std::chrono::milliseconds ahead) { m_clockAhead = ahead; }
    std::chrono::milliseconds clockAhead() const { return m_clockAhead; }

    void start();
    void processDied();
    /// Its starts have died often enough.
    bool mustLive() const { return m_deathsInARow >= 3; }

private:
    bool begin(Tape::Lane lane, const char *what);
    void ended(const Process &process);
    void settled(const Process &process, const Sync::Failure &failure);
    void settleLater();
    QCoro::Task<void> runPush(Process &process, Sync::PushRequest request);
    QCoro::Task<void> runRollback(Process &process, Sync::RollbackRequest request);
    QCoro::Task<void> runPlan(Process &process, Sync::RollbackRequest request);
    QCoro::Task<void> runReplay(Process &process, Sync::ReplayRequest request);
    QCoro::Task<void> runReplayPlan(Process &process, Sync::ReplayRequest request);
    QCoro::Task<void> runSettling(Process &process);

    World &m_world;
    int m_number;
    Process *m_process = nullptr;
    bool m_isBusy = false;
    bool m_mustSettle = false; ///< After a start, until it was done or need not be.
    int m_deathsInARow = 0;
    std::chrono::milliseconds m_clockAhead;
    Sync::SafeLevel m_safeLevel = Sync::SafeLevel::Careful;
};

} // namespace Simulation
