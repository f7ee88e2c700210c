#include "tests/simulation/real/pgcalls.h"

#include <optional>

using namespace Sync;

namespace Simulation {

namespace {

template <typename T>
QCoro::Task<void> keep(QCoro::Task<T> task, std::optional<T> &into)
{
    into.emplace(co_await task);
}

/// The stores' tasks are done when they are returned.
template <typename T>
T done(QCoro::Task<T> task)
{
    std::optional<T> result;
    keep(std::move(task), result);
    if (!result)
        qFatal("a call of a store did not end within itself");
    return std::move(*result);
}

} // namespace

PgCalls::PgCalls(std::unique_ptr<PgSession> session)
    : m_session(std::move(session))
    , m_journal(*m_session)
    , m_recorded(*m_session)
    , m_leases(*m_session)
{ }

Result<BatchId> PgCalls::openBatch(const BatchOpening &opening)
{
    return done(m_journal.openBatch(opening));
}

Result<Done> PgCalls::noteBatch(BatchId batch, BatchStatus status, ItemCounts counts, const QString &message)
{
    return done(m_journal.noteBatch(batch, status, counts, message));
}

Result<BatchFacts> PgCalls::batchFacts(BatchId batch)
{
    return done(m_journal.batchFacts(batch));
}

Result<QList<PushChange>> PgCalls::approvedChanges(const QList<ChangeId> &only)
{
    return done(m_journal.approvedChanges(only));
}

Result<qint64> PgCalls::linkedProducts()
{
    return done(m_journal.linkedProducts());
}

Result<QList<PushChange>> PgCalls::claim(BatchId batch, const QList<ChangeId> &changes, qint64 epoch)
{
    return done(m_journal.claim(batch, changes, epoch));
}

Result<qint64> PgCalls::release(BatchId batch, qint64 epoch)
{
    return done(m_journal.release(batch, epoch));
}

Result<qint64> PgCalls::holdBack(const HeldBack &held)
{
    return done(m_journal.holdBack(held));
}

Result<Done> PgCalls::plan(const QList<Operation> &operations, qint64 epoch)
{
    return done(m_journal.plan(operations, epoch));
}

Result<QDateTime> PgCalls::markSent(QUuid operation, int attempt, qint64 epoch)
{
    return done(m_journal.markSent(operation, attempt, epoch));
}

Result<Done> PgCalls::markRunSent(const QList<QUuid> &operations, QUuid run, qint64 epoch)
{
    return done(m_journal.markRunSent(operations, run, epoch));
}

Result<Done> PgCalls::markAllEnded(
    const QList<QUuid> &operations, OperationState state, const Failure &failure, qint64 epoch)
{
    return done(m_journal.markAllEnded(operations, state, failure, epoch));
}

Result<Done> PgCalls::markEnded(QUuid operation, OperationState state, const Failure &failure, qint64 epoch)
{
    return done(m_journal.markEnded(operation, state, failure, epoch));
}

Result<Settled> PgCalls::settle(const Settlement &settlement)
{
    return done(m_journal.settle(settlement));
}

Result<QList<Operation>> PgCalls::takeOver(BatchId except, qint64 epoch)
{
    return done(m_journal.takeOver(except, epoch));
}

Result<QList<Operation>> PgCalls::operations(BatchId batch, const QList<ProductId> &products)
{
    return done(m_journal.operations(batch, products));
}

Result<QList<ProductVersion>> PgCalls::versions(BatchId batch, const QList<ProductId> &products)
{
    return done(m_journal.versions(batch, products));
}

Result<QList<LocalImage>> PgCalls::localImages(const QList<ProductId> &products)
{
    return done(m_journal.localImages(products));
}

Result<QList<BatchId>> PgCalls::laterBatches(BatchId batch)
{
    return done(m_journal.laterBatches(batch));
}

Result<QList<Recreation>> PgCalls::recreations(const QList<ShopifyId> &products)
{
    return done(m_journal.recreations(products));
}

Result<QList<ShopifyId>> PgCalls::restockedSince(BatchId batch, const QList<ProductId> &products)
{
    return done(m_journal.restockedSince(batch, products));
}

Result<Done> PgCalls::recordRollback(const RollbackRecord &record)
{
    return done(m_journal.recordRollback(record));
}

Result<JournalWindow> PgCalls::window(const QDateTime &from, const QDateTime &to)
{
    return done(m_recorded.window(from, to));
}

Result<qint64> PgCalls::takeLease(const LeaseClaim &claim)
{
    return done(m_leases.take(claim));
}

Result<Done> PgCalls::renewLease(const LeaseClaim &claim, qint64 epoch)
{
    return done(m_leases.renew(claim, epoch));
}

Result<Done> PgCalls::releaseLease(const LeaseClaim &claim, qint64 epoch)
{
    return done(m_leases.release(claim, epoch));
}

Result<MaintenanceState> PgCalls::maintenance()
{
    return done(m_leases.maintenance());
}

} // namespace Simulation
