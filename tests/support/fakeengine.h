#pragma once

#include "sync/api/engine.h"
#include "tests/support/fakeanswers.h"

#include <memory>
#include <vector>

namespace Fakes {

/// An engine that does nothing but write down what it was asked and answer as the test says. A run stays open until
/// finishRun() or failRun(); everything else is answered late and out of order (see FakeAnswers).
class FakeEngine final : public Sync::Engine
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeEngine)

public:
    enum Question {
        StageEdits,
        Decide,
        ChangeRules,
        EditProduct,
        CreateProduct,
        DuplicateProduct,
        DeleteProducts,
        RestoreProducts,
        PlanRollback,
        PlanReplay,
        RunChecks,
        RunRemedy,
        Maintenance,
        SafeLevel,
        BackUp
    };

    explicit FakeEngine(QObject *parent = nullptr);

    /// Late, failing, silent: see FakeAnswers.
    FakeAnswers &answers() { return m_answers; }

    QFuture<Sync::Result<Sync::BatchReport>> run(Sync::RunRequest request) override;
    void pause() override { ++pauses; }
    void resume() override { ++resumes; }
    void cancel() override { ++cancels; }
    QFuture<Sync::Result<qint64>> stageLocalEdits() override;
    QFuture<Sync::Result<Sync::DecisionReport>> decide(Sync::DecisionRequest request) override;
    QFuture<Sync::Result<QList<Sync::ApprovalRule>>> changeRules(Sync::RuleChange change) override;
    QFuture<Sync::Result<Sync::EditReport>> editProduct(Sync::ProductEdit edit) override;
    QFuture<Sync::Result<Sync::CreateReport>> createProduct(Sync::NewProduct product) override;
    QFuture<Sync::Result<Sync::CreateReport>> duplicateProduct(Sync::ProductId source) override;
    QFuture<Sync::Result<Sync::ProductsReport>> deleteProducts(QList<Sync::SeenProduct> products) override;
    QFuture<Sync::Result<Sync::ProductsReport>> restoreProducts(QList<Sync::ProductId> products) override;
    QFuture<Sync::Result<Sync::RollbackPlan>> planRollback(Sync::RollbackRequest request) override;
    QFuture<Sync::Result<Sync::ReplayPlan>> planReplay(Sync::ReplayRequest request) override;
    QFuture<Sync::Result<QList<Sync::CheckResult>>> runChecks(QStringList only) override;
    QFuture<Sync::Result<Sync::RemedyReport>> runRemedy(QString id) override;
    QFuture<Sync::Result<Sync::Done>> setMaintenance(bool active, QString reason, QDateTime until) override;
    QFuture<Sync::Result<Sync::Done>> setSafeLevel(Sync::SafeLevel level) override;
    QFuture<Sync::Result<Sync::SafeLevelState>> safeLevel() override;
    QFuture<Sync::Result<QString>> backUp() override;
    void reconnect() override { ++reconnects; }

    /// Tells the listeners how the desk stands, and remembers it in `state`.
    void tell(const Sync::DeskState &newState);
    void tell(const Sync::ProgressSnapshot &progress) { Q_EMIT progressed(progress); }
    void tell(const Sync::ItemOutcome &outcome) { Q_EMIT itemFinished(outcome); }
    /// Ends the oldest open run with its report, announced before the future is answered as the real engine does.
    void finishRun(const Sync::BatchReport &report);
    void failRun(const Sync::Failure &failure);
    int openRuns() const { return int(m_openRuns.size()); }

    /// A desk whose three links are well, of the shop "Demo Shop".
    static Sync::DeskState healthyDesk();
    /// One result of every status, in every group, with remedies.
    static QList<Sync::CheckResult> sampleChecks();
    /// A preview in which every fate occurs.
    static Sync::RollbackPlan samplePlan(Sync::BatchId batch);

    // What was asked, in order.
    std::vector<Sync::RunRequest> runs;
    std::vector<Sync::DecisionRequest> decisions;
    std::vector<Sync::RuleChange> ruleChanges;
    std::vector<Sync::ProductEdit> edits;
    std::vector<Sync::NewProduct> newProducts;
    QList<Sync::ProductId> duplicated;
    std::vector<QList<Sync::SeenProduct>> deletions;
    std::vector<QList<Sync::ProductId>> restorations;
    std::vector<Sync::RollbackRequest> plans;
    std::vector<Sync::ReplayRequest> replayPlans;
    std::vector<QStringList> checkRequests;
    QStringList remediesRun;
    QList<Sync::SafeLevel> levels;
    QList<Sync::MaintenanceState> maintenanceRequests;
    int pauses = 0;
    int resumes = 0;
    int cancels = 0;
    int reconnects = 0;

    // What is answered.
    Sync::DeskState state;
    qint64 stagedEdits = 0;
    Sync::DecisionReport decisionReport;
    QList<Sync::ApprovalRule> rules; ///< As they are after a change.
    Sync::RollbackPlan plan; ///< A replay's plan has the same fields.
    QString replayRemark;
    QList<Sync::BatchId> replayLater; ///< Runs after the window.
    QList<Sync::CheckResult> checks; ///< Each is announced by checkFinished, then all are the answer.
    Sync::RemedyReport remedyReport;
    Sync::EditReport editReport;
    Sync::CreateReport createReport;
    /// Without done and left, whoever deletes or brings back is told that it was done with all.
    Sync::ProductsReport productsReport;
    QString backupPath;

private:
    Sync::Result<Sync::ProductsReport> reportOf(const QList<Sync::ProductId> &products) const;

    FakeAnswers m_answers;
    std::vector<std::shared_ptr<QPromise<Sync::Result<Sync::BatchReport>>>> m_openRuns;
};

} // namespace Fakes
