#pragma once

#include "sync/db/pgsession.h"
#include "sync/journal/pgjournalstore.h"
#include "sync/journal/pgreplayjournal.h"
#include "sync/lease/pgleasestore.h"
#include "tests/simulation/store.h"

#include <memory>

namespace Simulation {

/// The product's own journal and lease, on a session of one process: each call is its real transaction.
class PgCalls final : public StoreCalls
{
public:
    explicit PgCalls(std::unique_ptr<Sync::PgSession> session);

    Sync::PgSession &session() { return *m_session; }

    Sync::Result<Sync::BatchId> openBatch(const Sync::BatchOpening &opening) override;
    Sync::Result<Sync::Done> noteBatch(
        Sync::BatchId batch, Sync::BatchStatus status, Sync::ItemCounts counts, const QString &message) override;
    Sync::Result<Sync::BatchFacts> batchFacts(Sync::BatchId batch) override;
    Sync::Result<QList<Sync::PushChange>> approvedChanges(const QList<Sync::ChangeId> &only) override;
    Sync::Result<qint64> linkedProducts() override;
    Sync::Result<QList<Sync::PushChange>> claim(
        Sync::BatchId batch, const QList<Sync::ChangeId> &changes, qint64 epoch) override;
    Sync::Result<qint64> release(Sync::BatchId batch, qint64 epoch) override;
    Sync::Result<qint64> holdBack(const Sync::HeldBack &held) override;
    Sync::Result<Sync::Done> plan(const QList<Sync::Operation> &operations, qint64 epoch) override;
    Sync::Result<QDateTime> markSent(QUuid operation, int attempt, qint64 epoch) override;
    Sync::Result<Sync::Done> markRunSent(const QList<QUuid> &operations, QUuid run, qint64 epoch) override;
    Sync::Result<Sync::Done> markEnded(
        QUuid operation, Sync::OperationState state, const Sync::Failure &failure, qint64 epoch) override;
    Sync::Result<Sync::Done> markAllEnded(const QList<QUuid> &operations, Sync::OperationState state,
        const Sync::Failure &failure, qint64 epoch) override;
    Sync::Result<Sync::Settled> settle(const Sync::Settlement &settlement) override;
    Sync::Result<QList<Sync::Operation>> takeOver(Sync::BatchId except, qint64 epoch) override;
    Sync::Result<QList<Sync::Operation>> operations(
        Sync::BatchId batch, const QList<Sync::ProductId> &products) override;
    Sync::Result<QList<Sync::ProductVersion>> versions(
        Sync::BatchId batch, const QList<Sync::ProductId> &products) override;
    Sync::Result<QList<Sync::LocalImage>> localImages(const QList<Sync::ProductId> &products) override;
    Sync::Result<QList<Sync::BatchId>> laterBatches(Sync::BatchId batch) override;
    Sync::Result<QList<Sync::Recreation>> recreations(const QList<Sync::ShopifyId> &products) override;
    Sync::Result<QList<Sync::ShopifyId>> restockedSince(
        Sync::BatchId batch, const QList<Sync::ProductId> &products) override;
    Sync::Result<Sync::Done> recordRollback(const Sync::RollbackRecord &record) override;
    Sync::Result<Sync::JournalWindow> window(const QDateTime &from, const QDateTime &to) override;
    Sync::Result<qint64> takeLease(const Sync::LeaseClaim &claim) override;
    Sync::Result<Sync::Done> renewLease(const Sync::LeaseClaim &claim, qint64 epoch) override;
    Sync::Result<Sync::Done> releaseLease(const Sync::LeaseClaim &claim, qint64 epoch) override;
    Sync::Result<Sync::MaintenanceState> maintenance() override;

private:
    std::unique_ptr<Sync::PgSession> m_session;
    Sync::PgJournalStore m_journal;
    Sync::PgReplayJournal m_recorded;
    Sync::PgLeaseStore m_leases;
};

} // namespace Simulation
