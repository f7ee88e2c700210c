#pragma once

#include "tests/simulation/bulkshelf.h"
#include "tests/simulation/database.h"
#include "tests/simulation/desk.h"
#include "tests/simulation/faults.h"
#include "tests/simulation/history.h"
#include "tests/simulation/invariants.h"
#include "tests/simulation/scheduler.h"
#include "tests/simulation/shopmodel.h"
#include "tests/simulation/tape.h"
#include "tests/simulation/trace.h"

#include <array>
#include <functional>
#include <memory>

namespace Simulation {

class Process;

/// Draws what a tape does not say while a history is being made.
struct Chance
{
    std::function<Fault(Site)> fault;
    std::function<int(int)> tie;
};

inline constexpr int deskCount = 2;

/// What a world stands on in the place of its own models: the real things, driven by its clock.
struct Ground
{
    Store *store = nullptr;
    Shop *shop = nullptr;
};

/// Everything of one history: shop, database, two desks, time, what befalls them, and who watches.
class World final
{
    Q_DISABLE_COPY_MOVE(World)

public:
    World(const Setting &setting, Tape &tape, Chance chance, Ground ground = {});
    ~World();

    Scheduler &scheduler() { return m_scheduler; }
    const Scheduler &scheduler() const { return m_scheduler; }
    const Setting &setting() const { return m_setting; }
    Store &store() { return *m_store; }
    const Tables &tables() const { return m_store->tables(); }
    Shop &shop() { return *m_shop; }
    /// What the invariants watch; empty in a world that stands on a real shop.
    ShopModel &model() { return m_model; }
    BulkShelf &bulk() { return m_bulk; }
    Trace &trace() { return m_trace; }
    Invariants &invariants() { return m_invariants; }
    Desk &desk(int number) { return *m_desks[size_t(number)]; }
    const Process *process(int number) const;

    /// What befalls a call; nothing any more once the faults are off.
    Fault faultAt(Process &process, Site site);
    /// One of so many ways something else goes on, 0 the usual one.
    int choose(Tape::Lane lane, int alternatives);
    void turnFaultsOff();
    /// Nothing more will happen: what still waits is let run out.
    bool isEnding() const { return m_isEnding; }
    /// How many faults of each kind have struck calls of each kind.
    const FaultCounts &faultsStruck() const { return m_faultsStruck; }

    bool isDatabaseThere() const { return m_scheduler.now() >= m_databaseBack; }
    bool isShopThere() const { return m_scheduler.now() >= m_shopBack; }
    bool isTokenGood() const { return m_scheduler.now() >= m_tokenBack; }
    void takeDatabaseDown(Milliseconds duration);
    void takeShopDown(Milliseconds duration);
    void revokeToken(Milliseconds duration);
    /// Points that have come back to a tight bucket since.
    double refilled(Milliseconds since) const;

    QJsonObject serveRead(Process &process, const Sync::ShopRequest &request);
    QUuid departure(Process &process, const Sync::ShopRequest &request, bool stoodStill);
    /// The same for each line of a bulk mutation.
    QList<QUuid> bulkDeparture(Process &process, const Sync::ShopRequest &request, bool stoodStill);
    QJsonObject serveMutation(const Sync::ShopRequest &request, QUuid operation, bool refuse);

    Process &startProcess(int desk);
    void processDied(Process &process);
    /// Whether every desk is doing nothing.
    bool isQuiet() const;

    /// Runs until nothing is due any more, nothing must go on (`enough`), or a violation.
    void run(const std::function<bool()> &enough);

private:
    Setting m_setting;
    Tape &m_tape;
    Chance m_chance;
    Scheduler m_scheduler;
    Trace m_trace;
    Database m_database;
    Store *m_store;
    ShopModel m_model;
    Shop *m_shop;
    BulkShelf m_bulk;
    Invariants m_invariants;
    std::vector<std::unique_ptr<Process>> m_processes; ///< The dead ones too.
    std::array<std::unique_ptr<Desk>, deskCount> m_desks;
    Milliseconds m_databaseBack{0};
    Milliseconds m_shopBack{0};
    Milliseconds m_tokenBack{0};
    bool m_areFaultsOff = false;
    bool m_isEnding = false;
    FaultCounts m_faultsStruck{};
};

/// When the answer to a call comes back.
Milliseconds answerTime(Fault fault, Milliseconds usual);

} // namespace Simulation
