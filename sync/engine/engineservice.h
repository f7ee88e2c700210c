#pragma once

#include "sync/api/engine.h"
#include "sync/engine/enginesetup.h"

#include <QThread>

#include <functional>
#include <memory>

namespace Sync {

class DeskLink;
class EngineCore;
class Interruptions;
class PgSession;
class Schedules;

/// The engine with its two threads: "engine", where batches run, and "desk", where decisions, edits and the heartbeat
/// have a connection of their own. Starts at once and stays up whatever happens to database and shop; both are tried
/// again by themselves.
class EngineService final : public Engine
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineService)

public:
    explicit EngineService(EngineSetup setup, QObject *parent = nullptr);
    /// Stops what runs, waits for it and ends the threads; within ten seconds whatever hangs. Futures still open are
    /// answered or cancelled.
    ~EngineService() override;

    QFuture<Result<BatchReport>> run(RunRequest request) override;
    void pause() override;
    void resume() override;
    void cancel() override;
    QFuture<Result<qint64>> stageLocalEdits() override;
    QFuture<Result<DecisionReport>> decide(DecisionRequest request) override;
    QFuture<Result<QList<ApprovalRule>>> changeRules(RuleChange change) override;
    QFuture<Result<EditReport>> editProduct(ProductEdit edit) override;
    QFuture<Result<CreateReport>> createProduct(NewProduct product) override;
    QFuture<Result<CreateReport>> duplicateProduct(ProductId source) override;
    QFuture<Result<ProductsReport>> deleteProducts(QList<SeenProduct> products) override;
    QFuture<Result<ProductsReport>> restoreProducts(QList<ProductId> products) override;
    QFuture<Result<RollbackPlan>> planRollback(RollbackRequest request) override;
    QFuture<Result<ReplayPlan>> planReplay(ReplayRequest request) override;
    QFuture<Result<QList<CheckResult>>> runChecks(QStringList only) override;
    QFuture<Result<RemedyReport>> runRemedy(QString id) override;
    QFuture<Result<Done>> setMaintenance(bool active, QString reason, QDateTime until) override;
    QFuture<Result<Done>> setSafeLevel(SafeLevel level) override;
    QFuture<Result<SafeLevelState>> safeLevel() override;
    QFuture<Result<QString>> backUp() override;
    void reconnect() override;

    /// What starts by itself on this engine; lives as long as it does.
    Schedules &schedules() { return *m_schedules; }
    /// What was cut short before; lives as long as the engine does.
    Interruptions &interruptions() { return *m_interruptions; }

private:
    void connectCore();
    void connectDesk();
    bool endThreads();

    const EngineSetup m_setup;
    std::unique_ptr<QThread> m_engineThread;
    std::unique_ptr<QThread> m_deskThread;
    EngineCore *m_core; ///< Lives in the engine thread and is deleted there when it ends.
    DeskLink *m_desk; ///< Lives in the desk thread and is deleted there when it ends.
    std::unique_ptr<Schedules> m_schedules;
    std::unique_ptr<Interruptions> m_interruptions;
};

} // namespace Sync
