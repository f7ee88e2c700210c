#pragma once

#include "sync/api/engine.h"
#include "sync/async/pausegate.h"
#include "sync/engine/desklink.h"
#include "sync/engine/enginesetup.h"
#include "sync/engine/enginetasks.h"
#include "sync/engine/progressmeter.h"
#include "sync/engine/safelevelkeeper.h"
#include "sync/engine/shoplink.h"
#include "sync/jobs/common/jobcontext.h"

#include <QCoroTask>
#include <QMutex>
#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace Sync {

class ShopConnection;

/// The engine behind its façade: one batch at a time, the job's session, the watch on both links, the state of the
/// desk. Lives in the engine's thread; only requestStop() may be called from another.
class EngineCore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineCore)

public:
    explicit EngineCore(EngineSetup setup);
    ~EngineCore() override;

    /// Makes what belongs to the thread and begins to watch; for the start of the thread.
    void begin();
    /// Stops what runs and comes back when nothing does any more.
    QCoro::Task<void> shutDown();

    /// In the name of who is at the desk, or of what is given instead: a schedule.
    QCoro::Task<Result<BatchReport>> run(RunRequest request, QString startedBy = {});
    QCoro::Task<Result<qint64>> stageLocalEdits();
    QCoro::Task<Result<RollbackPlan>> planRollback(RollbackRequest request);
    QCoro::Task<Result<ReplayPlan>> planReplay(ReplayRequest request);
    QCoro::Task<Result<QList<CheckResult>>> runChecks(QStringList only);
    QCoro::Task<Result<RemedyReport>> runRemedy(QString id);

    void pause();
    void resume();
    /// Asks the running batch to stop. Thread-safe, so that it is heard in the middle of a long step.
    void requestStop();
    /// Greets the shop now.
    void greetNow();
    /// The same because a person asks: what is still open is looked at as soon as both links are there.
    void connectAgain()
    {
        m_needsSettling = true;
        m_settleFrom = {};
        greetNow();
    }

    /// Takes a level chosen by a person; true when it lasts and is to be stored for all desks.
    bool chooseSafeLevel(SafeLevel level);
    /// The level in force, read anew.
    Result<SafeLevelState> safeLevel();

    void noteDatabase(const Link &link);
    void noteLive(const Link &link);
    void noteRecord(const DeskRecord &record);

Q_SIGNALS:
    void stateChanged(const Sync::DeskState &state);
    void progressed(const Sync::ProgressSnapshot &progress);
    void itemFinished(const Sync::ItemOutcome &outcome);
    void batchFinished(const Sync::BatchReport &report);
    void checkFinished(const Sync::CheckResult &result);
    /// The last of what was going on has ended.
    void idle();
    /// What an earlier run left open has been looked at.
    void settled();

private:
    /// Counts what is going on, so that a shutdown can wait for it.
    class Going
    {
        Q_DISABLE_COPY_MOVE(Going)

    public:
        explicit Going(EngineCore &core)
            : m_core(core)
        {
            ++m_core.m_goingOn;
        }
        ~Going()
        {
            if (--m_core.m_goingOn == 0)
                Q_EMIT m_core.idle();
        }

    private:
        EngineCore &m_core;
    };
    /// Holds the one place for work on the job's session.
    class Turn;

    std::optional<Failure> refusal() const;
    QCoro::Task<Result<std::unique_ptr<JobContext>>> context(std::stop_token stop);
    Result<Done> openSession();
    std::stop_token newStop();
    std::stop_source currentStop();
    QCoro::Task<Result<BatchReport>> runBatch(RunRequest request, QString startedBy, std::stop_token stop);
    QCoro::Task<void> afterSettling(std::stop_token stop);
    QCoro::Task<Result<Done>> settleOpen();
    void settleLater();
    QCoro::Task<Result<Done>> greet();
    void tellProgress(const ProgressSnapshot &progress);
    void watch();
    void publish();

    const EngineSetup m_setup;
    ShopSettings m_shopSettings; ///< With the safe level in force, and the identity the shop has told.
    std::unique_ptr<PgSession> m_session;
    std::unique_ptr<ShopConnection> m_shop;
    std::unique_ptr<EngineTasks> m_tasks;
    std::unique_ptr<EngineChecks> m_checks;
    std::unique_ptr<ShopLink> m_shopLink;
    std::unique_ptr<ProgressMeter> m_meter;
    SafeLevelKeeper m_safeLevel;
    PauseGate m_gate;
    std::unique_ptr<Timer> m_watch;
    std::unique_ptr<Timer> m_tick;
    DeskState m_state; ///< As last told.
    Operator m_operator; ///< In whose name what goes on is done.
    Link m_database;
    Link m_live;
    MaintenanceState m_maintenance;
    ShopIdentity m_catalogueShop; ///< Whose the database is, as last read.
    QString m_activity; ///< What holds the job's session, in words; empty for nothing.
    std::optional<BatchKind> m_batchKind;
    bool m_needsSettling = true;
    std::chrono::milliseconds m_settleFrom{0}; ///< By the steady clock; not before.
    QString m_lastFound; ///< What was last said of settling, so that it is not said again and again.
    bool m_isSettling = false;
    int m_goingOn = 0;
    std::stop_source m_life;
    QMutex m_stopMutex;
    std::stop_source m_stop; ///< Of the running batch; guarded by m_stopMutex.
};

} // namespace Sync
