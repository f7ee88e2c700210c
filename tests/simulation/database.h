#pragma once

#include "tests/simulation/store.h"

#include <functional>

namespace Simulation {

/// What a transaction did, for those who watch.
struct Commit
{
    const char *call; ///< The port's function.
    int process; ///< 0: a person or the world, not the protocol.
    const Tables &before;
    const Tables &after;
    const Sync::Settlement *settlement = nullptr;
    const Sync::HeldBack *held = nullptr;
};

/// PostgreSQL as far as PgJournalStore, PgReplayJournal and PgLeaseStore use it: the same rows, the same refusals, one
/// transaction a call. Every function is the body of one of theirs, statement by statement, and fails where a
/// constraint or trigger of the schema would make it fail.
class Database final : public Store, public StoreCalls
{
public:
    explicit Database(std::function<Milliseconds()> now)
        : m_now(std::move(now))
    { }

    void setClock(std::function<Milliseconds()> now) override { m_now = std::move(now); }
    const Tables &tables() override { return m_tables; }
    void edit(const char *what, Noted noted, const std::function<void(Tables &)> &work) override;
    /// Called after every commit.
    std::function<void(const Commit &)> committed;

    // PgJournalStore.
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

    // PgReplayJournal.
    Sync::Result<Sync::JournalWindow> window(const QDateTime &from, const QDateTime &to) override;

    // PgLeaseStore.
    Sync::Result<qint64> takeLease(const Sync::LeaseClaim &claim) override;
    Sync::Result<Sync::Done> renewLease(const Sync::LeaseClaim &claim, qint64 epoch) override;
    Sync::Result<Sync::Done> releaseLease(const Sync::LeaseClaim &claim, qint64 epoch) override;
    Sync::Result<Sync::MaintenanceState> maintenance() override;

    /// For the settlement.
    Tables &rows() { return m_tables; }
    qint64 nextId() { return ++m_tables.lastId; }
    qint64 nextRunId() { return ++m_tables.lastRunId; }
    Milliseconds now() const { return m_now(); }

protected:
    StoreCalls &begin(const char *call, int process) override;
    void end(bool isGood) override;

private:
    Sync::Result<Sync::Done> checkEpoch(qint64 epoch) const;
    OperationRow *find(QUuid operation);
    /// A change with what was decided on.
    Sync::PushChange toSend(const ChangeRow &row) const;

    std::function<Milliseconds()> m_now;
    Tables m_tables;
    const char *m_call = nullptr;
    int m_process = 0;
    Tables m_before; ///< Of the transaction that runs.
    const Sync::Settlement *m_settlement = nullptr;
    const Sync::HeldBack *m_held = nullptr;
};

/// SQLSTATE class 23: a constraint of the schema.
Sync::Failure violates(const QString &constraint);

/// The database's clock, which is right.
QDateTime timeOf(Milliseconds moment);

/// A product of the catalogue with its base.
Sync::LocalImage imageOf(const Tables &tables, const CatalogueRow &row);

/// What of these products was deleted and came back, and what became of that, the oldest first.
QList<Sync::Recreation> recreationsOf(const Tables &tables, const QList<Sync::ShopifyId> &products);

/// A value as a column gives it back: lists in canonical text, texts that may not be empty as empty text.
Sync::FieldValue stored(const QString &field, const Sync::FieldValue &value);
void put(Sync::FieldMap &into, const Sync::FieldMap &fields);

/// What Shopify was seen to hold, into the mirror.
void writeSeen(ShopSide &mirror, Sync::ShopifyId product, const Sync::ProductContent &seen);
/// Whether Shopify was seen to hold something else than the base of a product.
bool hasMoved(const Tables &tables, Sync::ShopifyId product);
/// Where a product stands.
void showStatus(Tables &tables, Sync::ProductId product, bool failed, const QString &error);
/// Whether all fields that make a row's hash are there.
bool isWholeProduct(const Sync::FieldMap &fields);
bool isWholeVariant(const Sync::FieldMap &fields);

} // namespace Simulation
