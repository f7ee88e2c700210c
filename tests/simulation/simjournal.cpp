#include "tests/simulation/simjournal.h"

#include "tests/simulation/databasecall.h"

using namespace Sync;

namespace Simulation {

QCoro::Task<Result<BatchId>> SimJournal::openBatch(BatchOpening opening)
{
    return databaseCall<BatchId>(
        m_process, Site::JournalWrite, "opening a batch", [opening](Database &d) { return d.openBatch(opening); });
}

QCoro::Task<Result<Done>> SimJournal::noteBatch(BatchId batch, BatchStatus status, ItemCounts counts, QString message)
{
    return databaseCall<Done>(m_process, Site::JournalWrite, "noting how a batch stands",
        [batch, status, counts, message](Database &d) { return d.noteBatch(batch, status, counts, message); });
}

QCoro::Task<Result<BatchFacts>> SimJournal::batchFacts(BatchId batch)
{
    return databaseCall<BatchFacts>(
        m_process, Site::JournalRead, "reading a batch", [batch](Database &d) { return d.batchFacts(batch); });
}

QCoro::Task<Result<QList<PushChange>>> SimJournal::approvedChanges(QList<ChangeId> only)
{
    return databaseCall<QList<PushChange>>(m_process, Site::JournalRead, "reading approved changes",
        [only](Database &d) { return d.approvedChanges(only); });
}

QCoro::Task<Result<qint64>> SimJournal::linkedProducts()
{
    return databaseCall<qint64>(
        m_process, Site::JournalRead, "counting products", [](Database &d) { return d.linkedProducts(); });
}

QCoro::Task<Result<QList<ChangeId>>> SimJournal::claim(BatchId batch, QList<ChangeId> changes)
{
    return databaseCall<QList<ChangeId>>(m_process, Site::JournalWrite, "claiming changes",
        [batch, changes](Database &d) { return d.claim(batch, changes); });
}

QCoro::Task<Result<qint64>> SimJournal::release(BatchId batch, qint64 epoch)
{
    return databaseCall<qint64>(m_process, Site::JournalWrite, "releasing changes",
        [batch, epoch](Database &d) { return d.release(batch, epoch); });
}

QCoro::Task<Result<qint64>> SimJournal::holdBack(HeldBack held)
{
    return databaseCall<qint64>(
        m_process, Site::JournalWrite, "holding a change back", [held](Database &d) { return d.holdBack(held); });
}

QCoro::Task<Result<Done>> SimJournal::plan(QList<Operation> operations, qint64 epoch)
{
    return databaseCall<Done>(m_process, Site::JournalWrite, "planning operations",
        [operations, epoch](Database &d) { return d.plan(operations, epoch); });
}

QCoro::Task<Result<QDateTime>> SimJournal::markSent(QUuid operation, int attempt, qint64 epoch)
{
    return databaseCall<QDateTime>(m_process, Site::JournalWrite, "marking an operation as sent",
        [operation, attempt, epoch](Database &d) { return d.markSent(operation, attempt, epoch); });
}

QCoro::Task<Result<Done>> SimJournal::markEnded(QUuid operation, OperationState state, Failure failure, qint64 epoch)
{
    return databaseCall<Done>(m_process, Site::JournalWrite, "marking how an operation ended",
        [operation, state, failure, epoch](Database &d) { return d.markEnded(operation, state, failure, epoch); });
}

QCoro::Task<Result<Settled>> SimJournal::settle(Settlement settlement)
{
    return databaseCall<Settled>(
        m_process, Site::JournalWrite, "settling", [settlement](Database &d) { return d.settle(settlement); });
}

QCoro::Task<Result<QList<Operation>>> SimJournal::takeOver(BatchId except, qint64 epoch)
{
    return databaseCall<QList<Operation>>(m_process, Site::JournalWrite, "taking over",
        [except, epoch](Database &d) { return d.takeOver(except, epoch); });
}

QCoro::Task<Result<QList<Operation>>> SimJournal::operations(BatchId batch, QList<ProductId> products)
{
    return databaseCall<QList<Operation>>(m_process, Site::JournalRead, "reading operations",
        [batch, products](Database &d) { return d.operations(batch, products); });
}

QCoro::Task<Result<QList<ProductVersion>>> SimJournal::versions(BatchId batch, QList<ProductId> products)
{
    return databaseCall<QList<ProductVersion>>(m_process, Site::JournalRead, "reading versions",
        [batch, products](Database &d) { return d.versions(batch, products); });
}

QCoro::Task<Result<QList<LocalImage>>> SimJournal::localImages(QList<ProductId> products)
{
    return databaseCall<QList<LocalImage>>(m_process, Site::JournalRead, "reading the catalogue",
        [products](Database &d) { return d.localImages(products); });
}

QCoro::Task<Result<QList<BatchId>>> SimJournal::laterBatches(BatchId batch)
{
    return databaseCall<QList<BatchId>>(
        m_process, Site::JournalRead, "reading later batches", [batch](Database &d) { return d.laterBatches(batch); });
}

QCoro::Task<Result<Done>> SimJournal::recordRollback(RollbackRecord record)
{
    return databaseCall<Done>(m_process, Site::JournalWrite, "recording a rollback",
        [record](Database &d) { return d.recordRollback(record); });
}

} // namespace Simulation
