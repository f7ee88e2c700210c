#pragma once

#include "sync/journal/journallane.h"
#include "sync/ports/journalstore.h"

#include <functional>

namespace Sync {

class PgJournalStore;

/// The journal on threads and connections of its own, so that what is written down holds nothing else up. While one
/// transaction is on its way, transitions of operations gather; they go together in the next, so that many writes under
/// way share the cost of becoming durable. What a request waits for before it leaves does not queue behind what came of
/// others.
///
/// A call comes back when its transaction has committed, never before; one that fails takes no other with it. Whoever
/// needs an order awaits the first call before making the second. A connection that was lost is not opened again: what
/// had been asked last is unknown, and a run that goes on without knowing would write on top of it. Belongs to the
/// thread that made it, where the calls are awaited; must not go while one is.
class QueuedJournal final : public JournalStore
{
    Q_DISABLE_COPY_MOVE(QueuedJournal)

public:
    explicit QueuedJournal(const ConnectionSettings &settings);

    QCoro::Task<Result<BatchId>> openBatch(BatchOpening opening) override;
    QCoro::Task<Result<Done>> noteBatch(BatchId batch, BatchStatus status, ItemCounts counts, QString message) override;
    QCoro::Task<Result<BatchFacts>> batchFacts(BatchId batch) override;

    QCoro::Task<Result<QList<PushChange>>> approvedChanges(QList<ChangeId> only) override;
    QCoro::Task<Result<qint64>> linkedProducts() override;
    QCoro::Task<Result<QList<PushChange>>> claim(BatchId batch, QList<ChangeId> changes, qint64 epoch) override;
    QCoro::Task<Result<qint64>> release(BatchId batch, qint64 epoch) override;
    QCoro::Task<Result<qint64>> holdBack(HeldBack held) override;

    QCoro::Task<Result<Done>> plan(QList<Operation> operations, qint64 epoch) override;
    QCoro::Task<Result<QDateTime>> markSent(QUuid operation, int attempt, qint64 epoch) override;
    QCoro::Task<Result<Done>> markRunSent(QList<QUuid> operations, QUuid run, qint64 epoch) override;
    QCoro::Task<Result<Done>> markEnded(QUuid operation, OperationState state, Failure failure, qint64 epoch) override;
    QCoro::Task<Result<Done>> markAllEnded(
        QList<QUuid> operations, OperationState state, Failure failure, qint64 epoch) override;
    QCoro::Task<Result<Settled>> settle(Settlement settlement) override;
    QCoro::Task<Result<QList<Operation>>> takeOver(BatchId except, qint64 epoch) override;

    QCoro::Task<Result<QList<Operation>>> operations(BatchId batch, QList<ProductId> products) override;
    QCoro::Task<Result<QList<ProductVersion>>> versions(BatchId batch, QList<ProductId> products) override;
    QCoro::Task<Result<QList<LocalImage>>> localImages(QList<ProductId> products) override;
    QCoro::Task<Result<QList<BatchId>>> laterBatches(BatchId batch) override;
    QCoro::Task<Result<QList<Recreation>>> recreations(QList<ShopifyId> products) override;
    QCoro::Task<Result<QList<ShopifyId>>> restockedSince(BatchId batch, QList<ProductId> products) override;
    QCoro::Task<Result<Done>> recordRollback(RollbackRecord record) override;

private:
    template <typename T>
    struct CallFor;
    template <typename T>
    struct TransitionCall;
    template <typename T>
    struct StoreCall;

    template <typename T>
    QCoro::Task<Result<T>> together(JournalLane &lane, Transition transition);
    template <typename T>
    QCoro::Task<Result<T>> alone(std::function<QCoro::Task<Result<T>>(PgJournalStore &)> work);
    template <typename T>
    QCoro::Task<Result<T>> alone(JournalLane &lane, std::function<QCoro::Task<Result<T>>(PgJournalStore &)> work);

    JournalLane m_before; ///< What a request waits for.
    JournalLane m_after; ///< What came of it, and all else.
};

} // namespace Sync
