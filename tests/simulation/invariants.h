#pragma once

#include "sync/api/replay.h"
#include "sync/ports/shop.h"
#include "tests/simulation/database.h"
#include "tests/simulation/recordedvalues.h"
#include "tests/simulation/shopmodel.h"

#include <QMap>
#include <QString>

#include <optional>

namespace Simulation {

class World;

/// What must hold in every history. Each is a checker over all that happened: the requests that left, their effects on
/// the shop, the commits of the database, the ends of runs.
enum class Invariant {
    WrittenDownFirst,
    AsWrittenDown,
    OneEffect,
    NoEffectWhenClosed,
    FailedHadNoEffect,
    NothingTypedIsLost,
    NothingUnseenOverwritten,
    ReadJustBefore,
    RollbackRestores,
    RollbackLeavesTheRest,
    ComesToRest,
    OneOpenPerObject,
    OneWriter,
    ClaimedByWhoeverEndsIt,
    CountsAddUp,
    MaintenanceStops,
    PauseStops,
    StopStops,
    OnlyPlannedRemovals,
    BaseIsWhatShopifyHeld,
    InStepIsInStep,
    GivesBackItsClaims,
    RefusedStaysRefused,
    ReplayWritesWhatIsMissing,
    ReplayMakesTrue,
    ReplayLeavesTheRest,
    OthersValuesStayTheirs,
    Count
};

struct InvariantInfo
{
    Invariant invariant;
    const char *id; ///< As in file names and fixtures.
    const char *sentence;
};
const InvariantInfo &infoOf(Invariant invariant);
std::optional<Invariant> invariantFromId(const QString &id);

struct Violation
{
    Invariant invariant = Invariant::Count;
    QString text;
};

/// A process's last look at something in the shop.
struct Look
{
    quint64 moment = 0;
    Milliseconds at{-1};
};

/// A mutation that left a desk.
struct Departure
{
    int process = 0;
    QUuid operation = {};
    Milliseconds at{0};
    QMap<qint64, Look> looks = {}; ///< At products and variants the operation names, by that process, by then.
};

/// How a mutation left.
struct Leaving
{
    /// Its process did stand still, between its last look at everything and the first byte; what happened meanwhile it
    /// cannot know, which is the one exemption from what is looked at here.
    bool stoodStill = false;
    bool inBulk = false; ///< As one line of many, which are looked at together.
};

/// Watches one history; keeps the first violation.
class Invariants final
{
public:
    explicit Invariants(World &world);

    const std::optional<Violation> &violation() const { return m_violation; }
    /// Watches nothing from now on but that everything ends: a world that stands on something real is compared with
    /// one that was watched.
    void sleep() { m_isAsleep = true; }

    void looked(int process, qint64 id);
    /// The operation a mutation carries out.
    QUuid departs(int process, const Sync::ShopRequest &request, Leaving how);
    void tookEffect(const Effect &effect);
    /// The variants of an operation that the shop refused.
    void refused(QUuid operation, const QList<qint64> &variants);
    void committed(const Commit &commit);
    void rollbackEnded(const Sync::RollbackRequest &request, const Sync::BatchReport &report);
    void replayEnded(const Sync::ReplayRequest &request, const Sync::BatchReport &report);
    /// After the wind-down.
    void atRest();
    void neverRests(const QString &why) { violate(Invariant::ComesToRest, why); }

private:
    void violate(Invariant invariant, const QString &text);

    // invariantsofrequests.cpp
    const OperationRow *operationFor(const Sync::ShopRequest &request) const;
    void asWrittenDown(const Sync::Operation &operation, const Sync::ShopRequest &request);
    void readJustBefore(const Departure &departure, const Sync::Operation &operation, Milliseconds oldest);
    void mayLeave(int process, const Sync::Operation &operation, qint64 epoch);
    void refusedStaysRefused(const Sync::Operation &operation);
    // invariantsofeffects.cpp
    void oneEffect(const Effect &effect, const OperationRow *row);
    void nothingUnseenOverwritten(const Effect &effect, const Sync::Operation &operation);
    void onlyPlannedRemovals(const Effect &effect, const Sync::Operation &operation);
    void rollbackLeavesTheRest(const Effect &effect, const Sync::Operation &operation);
    bool mayRestoreConflicts(const Sync::Operation &operation) const;
    // invariantsofcommits.cpp
    void oneOpenPerObject(const Commit &commit);
    void oneWriter(const Commit &commit);
    void closedRightly(const Commit &commit);
    bool isInTheShop(const Sync::Operation &operation) const;
    bool wasMadeSoByOthers(const Sync::Operation &operation) const;
    void nothingTypedIsLost(const Commit &commit);
    void baseIsWhatShopifyHeld(const Commit &commit);
    void othersValuesStayTheirs(const Commit &commit);
    void claimedByWhoeverEndsIt(const Commit &commit);
    void countsAddUp(const Commit &commit);
    void givesBackItsClaims(const Commit &commit);
    // invariantsofruns.cpp
    void restored(
        const Sync::Operation &original, Sync::BatchId rollback, bool isComplete, const Sync::RollbackRequest &request);
    void undone(const Sync::Operation &original, Sync::BatchId rollback, bool isComplete, Sync::CreatedFate created);
    void recreated(const Sync::Operation &original, Sync::BatchId rollback);
    void variantsBack(const Sync::Operation &original);
    /// A rollback that takes away what has the options of a variant that was removed brings that one back.
    void placesBack(const Sync::Operation &original, Sync::BatchId rollback);
    void inStepIsInStep();
    // invariantsofreplays.cpp
    std::optional<Recording> replayedBy(Sync::BatchId batch) const;
    void replayTookEffect(const Effect &effect, const Sync::Operation &operation);
    void replayChangesWhatItSays(const Commit &commit);
    void replayed(const FieldPlace &place, const RecordedValues &values);

    World &m_world;
    bool m_isAsleep = false;
    std::optional<Violation> m_violation;
    QMap<std::pair<int, qint64>, Look> m_looks;
    QMap<QUuid, Departure> m_departures;
    QMap<QUuid, int> m_effects;
    QMap<QUuid, QList<qint64>> m_refused; ///< Variants by operation.
};

} // namespace Simulation
