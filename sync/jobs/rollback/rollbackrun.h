#pragma once

#include "sync/api/result.h"
#include "sync/async/doorbell.h"
#include "sync/jobs/push/operationsender.h"
#include "sync/jobs/push/pointpromises.h"
#include "sync/jobs/push/protocol.h"
#include "sync/jobs/push/shopreads.h"
#include "sync/jobs/rollback/plansahead.h"
#include "sync/jobs/rollback/rollbackplanner.h"
#include "sync/lease/writeguard.h"

#include <QCoroTask>

#include <QList>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace Sync {

class WriterLease;

/// What a run calls what it does: for history and messages.
struct RunWords
{
    QString action; ///< A word of ours for the history.
    QString nothingToDo; ///< Of a product, when all was there already.
    QString startAgain; ///< What to do when the database is too slow.
};

/// Puts products back, each read just before, as many at once as PARALLEL_WORKERS allows. The lease and the batch are
/// the caller's. Belongs to one thread.
class RollbackRun final
{
    Q_DISABLE_COPY_MOVE(RollbackRun)

public:
    RollbackRun(
        const ProtocolContext &context, ShopReads &reads, const WriterLease &lease, BatchId batch, RunWords words);

    /// Comes back when all are done, or with why it stopped; what is done stays done. The plans outlive it.
    QCoro::Task<Result<Done>> restore(ProductPlans &plans, std::stop_token stop);

    BatchId batch() const { return m_batch; }
    const ItemCounts &counts() const { return m_counts; }
    qint64 restored() const { return m_restored; } ///< Fields, like the next two.
    qint64 leftAlone() const { return m_leftAlone; }
    qint64 impossible() const { return m_impossible; }
    const QStringList &warnings() const { return m_warnings; }
    /// Put back whole.
    const QList<ProductId> &products() const { return m_products; }
    const QList<ShopifyId> &shopifyProducts() const { return m_shopifyProducts; }

private: // rollbackrunends.cpp has what is written down and counted, rollbackfollowup.cpp what follows on a product
         // made, rollbackrunreads.cpp what is planned just before it is written
    /// A product being put back.
    struct Product
    {
        ProductUndo undo; ///< As it was planned last.
        std::optional<RemoteRead> read = {}; ///< What that was planned on, while it still tells what a request needs.
        QStringList problems = {};
        QString requestId = {}; ///< Of its last call that was answered.
        QString refusedId = {}; ///< Of its first call that was refused: what Shopify's support is asked about.
        qint64 leftToOthers = 0; ///< Fields that somebody wrote before a lost answer was settled, by this plan.
        qint64 restoredBefore = 0; ///< Fields of it that went out by an earlier plan.
        bool isPartlyBack = false; ///< Something of it went out by an earlier plan.
        QStringList notes = {}; ///< What did not come back with it, and why.
        QList<Operation> written = {}; ///< What this run has confirmed of it.
        std::chrono::milliseconds wroteAt{0};
        ShopMisses misses = {}; ///< Of its next call.
        bool isEndWritten = false; ///< Its last call's settlement said so.
        ProductContent made = {}; ///< What Shopify made of a product that came back; it has a new id.
    };
    using ProductPointer = std::shared_ptr<Product>;

    QCoro::Task<Result<Done>> mayBegin(bool alone, std::stop_token stop);
    QCoro::Task<Result<Done>> mayWrite(std::stop_token stop);
    QCoro::Task<Result<Done>> begin(ProductPlans &plans, qsizetype index, PlansAhead &ahead, std::stop_token stop);
    QCoro::Task<void> carryOut(
        ProductPlans &plans, qsizetype index, std::optional<ProductPlan> planned, std::stop_token stop);
    QCoro::Task<Result<Done>> restoreProduct(
        ProductPlans &plans, qsizetype index, std::optional<ProductPlan> planned, std::stop_token stop);
    QCoro::Task<Result<ProductPlan>> planNow(ProductPlans &plans, qsizetype index, std::stop_token stop);
    QCoro::Task<Result<ProductPlan>> unlessMoved(ProductPlan plan, std::stop_token stop);
    QCoro::Task<Result<Done>> leaveTorn(ProductPointer product);
    /// False when it has to be planned anew, as what it was planned on has become too old.
    QCoro::Task<Result<bool>> restoreRemote(
        ProductPointer product, std::chrono::milliseconds readAt, std::stop_token stop);
    QCoro::Task<Result<Done>> endRemote(ProductPointer product);
    QCoro::Task<Result<Done>> restoreWithoutCall(ProductPointer product);
    /// What goes back without a call, in one transaction; with an end when that was all.
    QCoro::Task<Result<Done>> settleLocal(ProductUndo undo, std::optional<ChangeEnd> end);
    void warnOfEdits(const ProductUndo &undo, const Settled &settled);
    /// Its id in Shopify by now.
    static ShopifyId idOf(const Product &product);
    QCoro::Task<Result<bool>> cutShort(ProductPointer product, Failure why);
    enum class StepEnd { Done, Refused, TooLate, PicturesRefused };
    /// Sends what follows on a product that has come back: of what is gone, nothing can be planned anew.
    QCoro::Task<Result<StepEnd>> followUp(ProductPointer product, UndoStep step, bool last, std::stop_token stop);
    QCoro::Task<Result<StepEnd>> sendStep(
        ProductPointer product, UndoStep step, std::chrono::milliseconds readAt, bool last, std::stop_token stop);
    QCoro::Task<Result<Done>> recordEnd(ProductPointer product, ChangeEnd end);
    QCoro::Task<Result<RemoteRead>> contextFor(UndoStep step, std::stop_token stop);
    struct LookedAt
    {
        RemoteRead read;
        std::chrono::milliseconds at;
    };
    /// The same, read again while it does not show yet what this run has written; none when somebody else moved it.
    QCoro::Task<Result<std::optional<LookedAt>>> asPlanned(ProductPointer product, UndoStep step, std::stop_token stop);
    ChangeEnd endOf(const Product &product) const;
    void count(const Product &product, const ChangeEnd &end);

    const ProtocolContext &m_context;
    ShopReads &m_reads;
    const WriterLease &m_lease;
    WriteGuard m_guard;
    OperationSender m_sender;
    BatchId m_batch;
    RunWords m_words;
    PointPromises m_promises;
    std::vector<QCoro::Task<void>> m_tasks;
    Doorbell m_bell;
    int m_underWay = 0;
    std::optional<Failure> m_stopReason;
    int m_sequence = 0;
    ItemCounts m_counts;
    qint64 m_restored = 0;
    qint64 m_leftAlone = 0;
    qint64 m_impossible = 0;
    QStringList m_warnings;
    QList<ProductId> m_products;
    QList<ShopifyId> m_shopifyProducts;
};

/// The sentences for the report, the place of the backup first.
QStringList warningsOf(const RollbackRun &run, const QString &backupPath);

} // namespace Sync
