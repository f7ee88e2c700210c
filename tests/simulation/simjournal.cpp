#include "tests/simulation/simjournal.h"

#include "tests/simulation/databasecall.h"

using namespace Sync;

namespace Simulation {

QCoro::Task<Result<BatchId>> SimJournal::openBatch(BatchOpening opening)
{
    return databaseCall<BatchId>(
        m_process, Site::JournalWrite, "opening a batch", [opening](StoreCalls &s) { return s.openBatch(opening); });
}

QCoro::Task<Result<Done>> SimJournal::noteBatch(BatchId batch, BatchStatus status, ItemCounts counts, QString message)
{
    return databaseCall<Done>(m_process, Site::JournalWrite, "noting how a batch stands",
        [batch, status, counts, message](StoreCalls &s) { return s.noteBatch(batch, status, counts, message); });
}

QCoro::Task<Result<BatchFacts>> SimJournal::batchFacts(BatchId batch)
{
    return databaseCall<BatchFacts>(
        m_process, Site::JournalRead, "reading a batch", [batch](StoreCalls &s) { return s.batchFacts(batch); });
}

QCoro::Task<Result<QList<PushChange>>> SimJournal::approvedChanges(QList<ChangeId> only)
{
    return databaseCall<QList<PushChange>>(m_process, Site::JournalRead, "reading approved changes",
        [only](StoreCalls &s) { return s.approvedChanges(only); });
}

QCoro::Task<Result<qint64>> SimJournal::linkedProducts()
{
    return databaseCall<qint64>(
        m_process, Site::JournalRead, "counting products", [](StoreCalls &s) { return s.linkedProducts(); });
}

QCoro::Task<Result<QList<PushChange>>> SimJournal::claim(BatchId batch, QList<ChangeId> changes, qint64 epoch)
{
    return databaseCall<QList<PushChange>>(m_process, Site::JournalWrite, "claiming changes",
        [batch, changes, epoch](StoreCalls &s) { return s.claim(batch, changes, epoch); });
}

QCoro::Task<Result<qint64>> SimJournal::release(BatchId batch, qint64 epoch)
{
    return databaseCall<qint64>(m_process, Site::JournalWrite, "releasing changes",
        [batch, epoch](StoreCalls &s) { return s.release(batch, epoch); });
}

QCoro::Task<Result<qint64>> SimJournal::holdBack(HeldBack held)
{
    return databaseCall<qint64>(
        m_process, Site::JournalWrite, "holding a change back", [held](StoreCalls &s) { return s.holdBack(held); });
}

QCoro::Task<Result<Done>> SimJournal::plan(QList<Operation> operations, qint64 epoch)
{
    return databaseCall<Done>(m_process, Site::JournalWrite, "planning operations",
        [operations, epoch](StoreCalls &s) { return s.plan(operations, epoch); });
}

QCoro::Task<Result<QDateTime>> SimJournal::markSent(QUuid operation, int attempt, qint64 epoch)
{
    return databaseCall<QDateTime>(m_process, Site::JournalWrite, "marking an operation as sent",
        [operation, attempt, epoch](StoreCalls &s) { return s.markSent(operation, attempt, epoch); });
}

QCoro::Task<Result<Done>> SimJournal::markEnded(QUuid operation, OperationState state, Failure failure, qint64 epoch)
{
    return databaseCall<Done>(m_process, Site::JournalWrite, "marking how an operation ended",
        [operation, state, failure, epoch](StoreCalls &s) { return s.markEnded(operation, state, failure, epoch); });
}

QCoro::Task<Result<Done>> SimJournal::markRunSent(QList<QUuid> operations, QUuid run, qint64 epoch)
{
    return databaseCall<Done>(m_process, Site::JournalWrite, "marking a bulk run as sent",
        [operations, run, epoch](StoreCalls &s) { return s.markRunSent(operations, run, epoch); });
}

QCoro::Task<Result<Done>> SimJournal::markAllEnded(
    QList<QUuid> operations, OperationState state, Failure failure, qint64 epoch)
{
    return databaseCall<Done>(m_process, Site::JournalWrite, "marking how operations ended",
        [operations, state, failure, epoch](
            StoreCalls &s) { return s.markAllEnded(operations, state, failure, epoch); });
}

QCoro::Task<Result<Settled>> SimJournal::settle(Settlement settlement)
{
    return databaseCall<Settled>(
        m_process, Site::JournalWrite, "settling", [settlement](StoreCalls &s) { return s.settle(settlement); });
}

QCoro::Task<Result<QList<Operation>>> SimJournal::takeOver(BatchId except, qint64 epoch)
{
    return databaseCall<QList<Operation>>(m_process, Site::JournalWrite, "taking over",
        [except, epoch](StoreCalls &s) { return s.takeOver(except, epoch); });
}

QCoro::Task<Result<QList<Operation>>> SimJournal::operations(BatchId batch, QList<ProductId> products)
{
    return databaseCall<QList<Operation>>(m_process, Site::JournalRead, "reading operations",
        [batch, products](StoreCalls &s) { return s.operations(batch, products); });
}

QCoro::Task<Result<QList<ProductVersion>>> SimJournal::versions(BatchId batch, QList<ProductId> products)
{
    return databaseCall<QList<ProductVersion>>(m_process, Site::JournalRead, "reading versions",
        [batch, products](StoreCalls &s) { return s.versions(batch, products); });
}

QCoro::Task<Result<QList<LocalImage>>> SimJournal::localImages(QList<ProductId> products)
{
    return databaseCall<QList<LocalImage>>(m_process, Site::JournalRead, "reading the catalogue",
        [products](StoreCalls &s) { return s.localImages(products); });
}

QCoro::Task<Result<QList<BatchId>>> SimJournal::laterBatches(BatchId batch)
{
    return databaseCall<QList<BatchId>>(m_process, Site::JournalRead, "reading later batches",
        [batch](StoreCalls &s) { return s.laterBatches(batch); });
}

QCoro::Task<Result<QList<Recreation>>> SimJournal::recreations(QList<ShopifyId> products)
{
    return databaseCall<QList<Recreation>>(m_process, Site::JournalRead, "reading what came back",
        [products](StoreCalls &s) { return s.recreations(products); });
}

QCoro::Task<Result<QList<ShopifyId>>> SimJournal::restockedSince(BatchId batch, QList<ProductId> products)
{
    return databaseCall<QList<ShopifyId>>(m_process, Site::JournalRead, "reading whose stock was set since",
        [batch, products](StoreCalls &s) { return s.restockedSince(batch, products); });
}

QCoro::Task<Result<Done>> SimJournal::recordRollback(RollbackRecord record)
{
    return databaseCall<Done>(m_process, Site::JournalWrite, "recording a rollback",
        [record](StoreCalls &s) { return s.recordRollback(record); });
}

} // namespace Simulation
