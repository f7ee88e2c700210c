#pragma once

#include "sync/db/pgvalue.h"
#include "sync/ports/journalstore.h"

namespace Sync {

class PgSession;

/// Batches, staged changes and the operation journal in PostgreSQL. Every task is done when it is returned: each is
/// one short blocking transaction, run again by itself after a deadlock or a lock timeout. Belongs to its session's
/// thread.
class PgJournalStore final : public JournalStore
{
    Q_DISABLE_COPY_MOVE(PgJournalStore)

public:
    explicit PgJournalStore(PgSession &session);

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
    Failure journalFailure(Failure failure) const;
    /// All of the operations or none: a row in the wrong state is a failure.
    Result<Done> markAll(QStringView statement, const PgParameters &parameters, const QList<QUuid> &operations);

    PgSession &m_session;
};

} // namespace Sync
