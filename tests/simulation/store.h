#pragma once

#include "sync/api/result.h"
#include "sync/ports/leasestore.h"
#include "sync/ports/replayjournal.h"
#include "tests/simulation/tables.h"

#include <functional>

namespace Simulation {

/// The calls of the journal, of a replay and of the lease as a desk reaches them: each the body of one transaction,
/// done when it returns.
class StoreCalls
{
public:
    virtual ~StoreCalls() = default;

    // JournalStore.
    virtual Sync::Result<Sync::BatchId> openBatch(const Sync::BatchOpening &opening) = 0;
    virtual Sync::Result<Sync::Done> noteBatch(
        Sync::BatchId batch, Sync::BatchStatus status, Sync::ItemCounts counts, const QString &message)
        = 0;
    virtual Sync::Result<Sync::BatchFacts> batchFacts(Sync::BatchId batch) = 0;
    virtual Sync::Result<QList<Sync::PushChange>> approvedChanges(const QList<Sync::ChangeId> &only) = 0;
    virtual Sync::Result<qint64> linkedProducts() = 0;
    virtual Sync::Result<QList<Sync::PushChange>> claim(
        Sync::BatchId batch, const QList<Sync::ChangeId> &changes, qint64 epoch)
        = 0;
    virtual Sync::Result<qint64> release(Sync::BatchId batch, qint64 epoch) = 0;
    virtual Sync::Result<qint64> holdBack(const Sync::HeldBack &held) = 0;
    virtual Sync::Result<Sync::Done> plan(const QList<Sync::Operation> &operations, qint64 epoch) = 0;
    virtual Sync::Result<QDateTime> markSent(QUuid operation, int attempt, qint64 epoch) = 0;
    virtual Sync::Result<Sync::Done> markRunSent(const QList<QUuid> &operations, QUuid run, qint64 epoch) = 0;
    virtual Sync::Result<Sync::Done> markEnded(
        QUuid operation, Sync::OperationState state, const Sync::Failure &failure, qint64 epoch)
        = 0;
    virtual Sync::Result<Sync::Done> markAllEnded(
        const QList<QUuid> &operations, Sync::OperationState state, const Sync::Failure &failure, qint64 epoch)
        = 0;
    virtual Sync::Result<Sync::Settled> settle(const Sync::Settlement &settlement) = 0;
    virtual Sync::Result<QList<Sync::Operation>> takeOver(Sync::BatchId except, qint64 epoch) = 0;
    virtual Sync::Result<QList<Sync::Operation>> operations(Sync::BatchId batch, const QList<Sync::ProductId> &products)
        = 0;
    virtual Sync::Result<QList<Sync::ProductVersion>> versions(
        Sync::BatchId batch, const QList<Sync::ProductId> &products)
        = 0;
    virtual Sync::Result<QList<Sync::LocalImage>> localImages(const QList<Sync::ProductId> &products) = 0;
    virtual Sync::Result<QList<Sync::BatchId>> laterBatches(Sync::BatchId batch) = 0;
    virtual Sync::Result<QList<Sync::Recreation>> recreations(const QList<Sync::ShopifyId> &products) = 0;
    virtual Sync::Result<QList<Sync::ShopifyId>> restockedSince(
        Sync::BatchId batch, const QList<Sync::ProductId> &products)
        = 0;
    virtual Sync::Result<Sync::Done> recordRollback(const Sync::RollbackRecord &record) = 0;

    // ReplayJournal.
    virtual Sync::Result<Sync::JournalWindow> window(const QDateTime &from, const QDateTime &to) = 0;

    // LeaseStore.
    virtual Sync::Result<qint64> takeLease(const Sync::LeaseClaim &claim) = 0;
    virtual Sync::Result<Sync::Done> renewLease(const Sync::LeaseClaim &claim, qint64 epoch) = 0;
    virtual Sync::Result<Sync::Done> releaseLease(const Sync::LeaseClaim &claim, qint64 epoch) = 0;
    virtual Sync::Result<Sync::MaintenanceState> maintenance() = 0;
};

/// Whether something people do is an edit, which the database's triggers note, or writes everything itself.
enum class Noted { No, Edit };

/// The database of a world: the one written out in C++, or a real one.
class Store
{
public:
    virtual ~Store() = default;

    /// The only time it knows.
    virtual void setClock(std::function<Milliseconds()> now) = 0;
    /// Everything the protocol of writing knows of, as it stands now.
    virtual const Tables &tables() = 0;
    /// One transaction of people, outside the protocol.
    virtual void edit(const char *what, Noted noted, const std::function<void(Tables &)> &work) = 0;

    /// Runs one call of a process as one transaction: all of it or, when it fails, nothing.
    template <typename T>
    Sync::Result<T> transaction(const char *call, int process, const std::function<Sync::Result<T>(StoreCalls &)> &work)
    {
        StoreCalls &calls = begin(call, process);
        Sync::Result<T> result = work(calls);
        end(bool(result));
        return result;
    }

protected:
    virtual StoreCalls &begin(const char *call, int process) = 0;
    virtual void end(bool isGood) = 0;
};

} // namespace Simulation
