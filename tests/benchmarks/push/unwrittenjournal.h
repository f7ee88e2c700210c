#pragma once

#include "sync/ports/journalstore.h"

namespace Benchmarks {

/// A journal that keeps some or all of what becomes of operations to itself: what a push costs without one, and what a
/// desk leaves that dies with all its requests under way. Everything else goes to the real one.
class UnwrittenJournal final : public Sync::JournalStore
{
public:
    enum class Keeps {
        Nothing, ///< Operations are planned, sent and settled nowhere.
        UntilSent, ///< Planned and sent are written, what came of it is not; nor that the batch has ended.
    };

    UnwrittenJournal(Sync::JournalStore &real, Keeps keeps)
        : m_real(real)
        , m_keeps(keeps)
    { }

    QCoro::Task<Sync::Result<Sync::BatchId>> openBatch(Sync::BatchOpening opening) override
    {
        return m_real.openBatch(opening);
    }
    QCoro::Task<Sync::Result<Sync::Done>> noteBatch(
        Sync::BatchId batch, Sync::BatchStatus status, Sync::ItemCounts counts, QString message) override
    {
        if (m_keeps == Keeps::UntilSent && status != Sync::BatchStatus::Running)
            return at(Sync::Done{});
        return m_real.noteBatch(batch, status, counts, message);
    }
    QCoro::Task<Sync::Result<Sync::BatchFacts>> batchFacts(Sync::BatchId batch) override
    {
        return m_real.batchFacts(batch);
    }

    QCoro::Task<Sync::Result<QList<Sync::PushChange>>> approvedChanges(QList<Sync::ChangeId> only) override
    {
        return m_real.approvedChanges(only);
    }
    QCoro::Task<Sync::Result<qint64>> linkedProducts() override { return m_real.linkedProducts(); }
    QCoro::Task<Sync::Result<QList<Sync::PushChange>>> claim(
        Sync::BatchId batch, QList<Sync::ChangeId> changes, qint64 epoch) override
    {
        return m_real.claim(batch, changes, epoch);
    }
    QCoro::Task<Sync::Result<qint64>> release(Sync::BatchId batch, qint64 epoch) override
    {
        if (m_keeps == Keeps::UntilSent)
            return at(qint64(0));
        return m_real.release(batch, epoch);
    }
    QCoro::Task<Sync::Result<qint64>> holdBack(Sync::HeldBack held) override { return m_real.holdBack(held); }

    QCoro::Task<Sync::Result<Sync::Done>> plan(QList<Sync::Operation> operations, qint64 epoch) override
    {
        if (m_keeps == Keeps::UntilSent)
            return m_real.plan(operations, epoch);
        return at(Sync::Done{});
    }
    QCoro::Task<Sync::Result<QDateTime>> markSent(QUuid operation, int attempt, qint64 epoch) override
    {
        if (m_keeps == Keeps::UntilSent)
            return m_real.markSent(operation, attempt, epoch);
        return at(QDateTime::currentDateTimeUtc());
    }
    QCoro::Task<Sync::Result<Sync::Done>> markRunSent(QList<QUuid>, QUuid, qint64) override { return at(Sync::Done{}); }
    QCoro::Task<Sync::Result<Sync::Done>> markEnded(QUuid, Sync::OperationState, Sync::Failure, qint64) override
    {
        return at(Sync::Done{});
    }
    QCoro::Task<Sync::Result<Sync::Done>> markAllEnded(
        QList<QUuid>, Sync::OperationState, Sync::Failure, qint64) override
    {
        return at(Sync::Done{});
    }
    QCoro::Task<Sync::Result<Sync::Settled>> settle(Sync::Settlement settlement) override
    {
        return at(Sync::Settled{.product = settlement.product});
    }
    QCoro::Task<Sync::Result<QList<Sync::Operation>>> takeOver(Sync::BatchId except, qint64 epoch) override
    {
        return m_real.takeOver(except, epoch);
    }

    QCoro::Task<Sync::Result<QList<Sync::Operation>>> operations(
        Sync::BatchId batch, QList<Sync::ProductId> products) override
    {
        return m_real.operations(batch, products);
    }
    QCoro::Task<Sync::Result<QList<Sync::ProductVersion>>> versions(
        Sync::BatchId batch, QList<Sync::ProductId> products) override
    {
        return m_real.versions(batch, products);
    }
    QCoro::Task<Sync::Result<QList<Sync::LocalImage>>> localImages(QList<Sync::ProductId> products) override
    {
        return m_real.localImages(products);
    }
    QCoro::Task<Sync::Result<QList<Sync::BatchId>>> laterBatches(Sync::BatchId batch) override
    {
        return m_real.laterBatches(batch);
    }
    QCoro::Task<Sync::Result<QList<Sync::Recreation>>> recreations(QList<Sync::ShopifyId> products) override
    {
        return m_real.recreations(products);
    }
    QCoro::Task<Sync::Result<QList<Sync::ShopifyId>>> restockedSince(
        Sync::BatchId batch, QList<Sync::ProductId> products) override
    {
        return m_real.restockedSince(batch, products);
    }
    QCoro::Task<Sync::Result<Sync::Done>> recordRollback(Sync::RollbackRecord record) override
    {
        return m_real.recordRollback(record);
    }

private:
    template <typename T>
    static QCoro::Task<Sync::Result<T>> at(T value)
    {
        co_return Sync::Result<T>(value);
    }

    Sync::JournalStore &m_real;
    const Keeps m_keeps;
};

} // namespace Benchmarks
