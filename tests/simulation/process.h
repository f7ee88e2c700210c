#pragma once

#include "sync/api/settings.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/push/protocol.h"
#include "tests/simulation/faults.h"
#include "tests/simulation/scheduler.h"
#include "tests/simulation/simclock.h"
#include "tests/simulation/simjournal.h"
#include "tests/simulation/simleases.h"
#include "tests/simulation/simreplayjournal.h"
#include "tests/simulation/simshop.h"
#include "tests/simulation/tape.h"

#include <QList>

#include <stop_token>

namespace Simulation {

class World;

/// Nobody looks at the progress of a simulated run.
class NoObserver final : public Sync::JobObserver
{
public:
    void batchStarted(Sync::BatchId, Sync::BatchKind) override { }
    void phaseStarted(Sync::Phase, qint64) override { }
    void advanced(qint64, qint64) override { }
    void itemFinished(const Sync::ItemOutcome &) override { }
    void itemsFinished(qint64, qint64, qint64) override { }
    void noted(const QString &) override { }
};

/// One running Syncdesk: its ports, and whether it lives, stands still or is dead. Once dead, none of its calls has an
/// effect or succeeds, so that its coroutines run out; its desk starts another one.
class Process final
{
    Q_DISABLE_COPY_MOVE(Process)

public:
    Process(World &world, int desk, int number);

    World &world() const { return m_world; }
    int desk() const { return m_desk; }
    int number() const { return m_number; } ///< Unique in its history.
    QString name() const;

    bool isDead() const { return m_dead; }
    Scheduler::Time frozenUntil() const { return m_frozenUntil; }
    void die();
    void freeze(Scheduler::Time duration);
    /// A request that is about to leave stands still with its process, but not twice: so long it may take.
    void holdRequest(bool held) { m_requestsHeld += held ? 1 : -1; }

    /// A new activity: its choices come from that lane, and nobody has asked it to stop.
    void begin(Tape::Lane lane);
    Tape::Lane lane() const { return m_lane; }
    void requestStop();
    /// When somebody asked it to stop; a time far ahead while nobody has.
    Scheduler::Time stopAsked() const { return m_stopAsked; }
    std::stop_token stopToken() const { return m_stop.get_token(); }

    /// A call of the database by which nothing was done, or nobody knows; until the next activity.
    void noteFailed(const char *call) { m_failed += QLatin1StringView(call); }
    bool hasFailed(const char *call) const { return m_failed.contains(QLatin1StringView(call)); }

    /// What befalls the call about to be made; what happens before it leaves has happened by then.
    Fault strike(Site site, const char *call);
    /// What the fault does once the call has taken effect.
    void strikeAfter(Fault fault);
    Wait wait(Scheduler::Time duration);

    Sync::ProtocolContext context();

    SimClock clock;
    SimRandom random;
    SimGate gate;
    SimJournal journal;
    SimReplayJournal recorded;
    SimLeases leases;
    SimShop shop;
    NoObserver observer;
    Sync::ShopSettings settings;
    Sync::Operator who;

private:
    World &m_world;
    int m_desk;
    int m_number;
    bool m_dead = false;
    int m_requestsHeld = 0;
    Scheduler::Time m_frozenUntil{0};
    Tape::Lane m_lane = 0;
    std::stop_source m_stop;
    Scheduler::Time m_stopAsked = Scheduler::Time::max();
    QList<QLatin1StringView> m_failed;
};

} // namespace Simulation
