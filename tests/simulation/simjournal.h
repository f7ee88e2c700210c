#pragma once

#include "sync/ports/journalstore.h"

namespace Simulation {

class Process;

/// The journal as one process reaches it: each call leaves, is one transaction on the shared database, and comes back,
/// unless a fault strikes it on either way.
class SimJournal final : public Sync::JournalStore
{
public:
    explicit SimJournal(Process &process)
        : m_process(process)
    { }

    QCoro::Task<Sync::Result<Sync::BatchId>> openBatch(Sync::BatchOpening opening) override;
    QCoro::Task<Sync::Result<Sync::Done>> noteBatch(
        Sync::BatchId batch, Sync::BatchStatus status, Sync::ItemCounts counts, QString message) override;
    QCoro::Task<Sync::Result<Sync::BatchFacts>> batchFacts(Sync::BatchId batch) override;
    QCoro::Task<Sync::Result<QList<Sync::PushChange>>> approvedChanges(QList<Sync::ChangeId> only) override;
    QCoro::Task<Sync::Result<qint64>> linkedProducts() override;
    QCoro::Task<Sync::Result<QList<Sync::PushChange>>> claim(
        Sync::BatchId batch, QList<Sync::ChangeId> changes, qint64 epoch) override;
    QCoro::Task<Sync::Result<qint64>> release(Sync::BatchId batch, qint64 epoch) override;
    QCoro::Task<Sync::Result<qint64>> holdBack(Sync::HeldBack held) override;
    QCoro::Task<Sync::Result<Sync::Done>> plan(QList<Sync::Operation> operations, qint64 epoch) override;
    QCoro::Task<Sync::Result<QDateTime>> markSent(QUuid operation, int attempt, qint64 epoch) override;
    QCoro::Task<Sync::Result<Sync::Done>> markRunSent(QList<QUuid> operations, QUuid run, qint64 epoch) override;
    QCoro::Task<Sync::Result<Sync::Done>> markAllEnded(
        QList<QUuid> operations, Sync::OperationState state, Sync::Failure failure, qint64 epoch) override;
    QCoro::Task<Sync::Result<Sync::Done>> markEnded(
        QUuid operation, Sync::OperationState state, Sync::Failure failure, qint64 epoch) override;
    QCoro::Task<Sync::Result<Sync::Settled>> settle(Sync::Settlement settlement) override;
    QCoro::Task<Sync::Result<QList<Sync::Operation>>> takeOver(Sync::BatchId except, qint64 epoch) override;
    QCoro::Task<Sync::Result<QList<Sync::Operation>>> operations(
        Sync::BatchId batch, QList<Sync::ProductId> products) override;
    QCoro::Task<Sync::Result<QList<Sync::ProductVersion>>> versions(
        Sync::BatchId batch, QList<Sync::ProductId> products) override;
    QCoro::Task<Sync::Result<QList<Sync::LocalImage>>> localImages(QList<Sync::ProductId> products) override;
    QCoro::Task<Sync::Result<QList<Sync::BatchId>>> laterBatches(Sync::BatchId batch) override;
    QCoro::Task<Sync::Result<QList<Sync::Recreation>>> recreations(QList<Sync::ShopifyId> products) override;
    QCoro::Task<Sync::Result<QList<Sync::ShopifyId>>> restockedSince(
        Sync::BatchId batch, QList<Sync::ProductId> products) override;
    QCoro::Task<Sync::Result<Sync::Done>> recordRollback(Sync::RollbackRecord record) override;

private:
    Process &m_process;
};

} // namespace Simulation
