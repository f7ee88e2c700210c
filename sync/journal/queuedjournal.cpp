#include "sync/journal/queuedjournal.h"

#include "sync/async/doorbell.h"
#include "sync/journal/pgjournalstore.h"

#include <optional>

namespace Sync {

namespace {

template <typename T>
QCoro::Task<void> keep(QCoro::Task<T> task, std::optional<T> &into)
{
    into.emplace(co_await task);
}

} // namespace

template <typename T>
struct QueuedJournal::CallFor : JournalCall
{
    const Transition *transition() const override { return nullptr; }
    void takeAnswer(TransitionAnswer) override { }
    void perform(PgJournalStore &) override { }
    void fail(const Failure &failure) override { result = failure; }
    void comeBack() override { bell.ring(); }

    std::optional<Result<T>> result;
    Doorbell bell;
};

template <typename T>
struct QueuedJournal::TransitionCall final : CallFor<T>
{
    explicit TransitionCall(Transition what)
        : asked(std::move(what))
    { }

    const Transition *transition() const override { return &asked; }
    void takeAnswer(TransitionAnswer answer) override { this->result = std::get<Result<T>>(std::move(answer)); }

    Transition asked;
};

template <typename T>
struct QueuedJournal::StoreCall final : CallFor<T>
{
    explicit StoreCall(std::function<QCoro::Task<Result<T>>(PgJournalStore &)> what)
        : asked(std::move(what))
    { }

    void perform(PgJournalStore &store) override { keep(asked(store), this->result); } // is done when it returns

    std::function<QCoro::Task<Result<T>>(PgJournalStore &)> asked;
};

QueuedJournal::QueuedJournal(const ConnectionSettings &settings)
    : m_before(settings)
    , m_after(settings)
{ }

template <typename T>
QCoro::Task<Result<T>> QueuedJournal::together(JournalLane &lane, Transition transition)
{
    const auto call = std::make_shared<TransitionCall<T>>(std::move(transition));
    lane.enqueue(call);
    co_await call->bell.rung();
    co_return std::move(*call->result);
}

template <typename T>
QCoro::Task<Result<T>> QueuedJournal::alone(std::function<QCoro::Task<Result<T>>(PgJournalStore &)> work)
{
    return alone<T>(m_after, std::move(work));
}

template <typename T>
QCoro::Task<Result<T>> QueuedJournal::alone(
    JournalLane &lane, std::function<QCoro::Task<Result<T>>(PgJournalStore &)> work)
{
    const auto call = std::make_shared<StoreCall<T>>(std::move(work));
    lane.enqueue(call);
    co_await call->bell.rung();
    co_return std::move(*call->result);
}

QCoro::Task<Result<Done>> QueuedJournal::plan(QList<Operation> operations, qint64 epoch)
{
    return together<Done>(m_before, PlanOperations{std::move(operations), epoch});
}

QCoro::Task<Result<QDateTime>> QueuedJournal::markSent(QUuid operation, int attempt, qint64 epoch)
{
    return together<QDateTime>(m_before, MarkSent{operation, attempt, epoch});
}

QCoro::Task<Result<Done>> QueuedJournal::markEnded(QUuid operation, OperationState state, Failure failure, qint64 epoch)
{
    return together<Done>(m_after, MarkEnded{operation, state, std::move(failure), epoch});
}

QCoro::Task<Result<Settled>> QueuedJournal::settle(Settlement settlement)
{
    return together<Settled>(m_after, std::move(settlement));
}

QCoro::Task<Result<BatchId>> QueuedJournal::openBatch(BatchOpening opening)
{
    return alone<BatchId>([opening](PgJournalStore &store) { return store.openBatch(opening); });
}

QCoro::Task<Result<Done>> QueuedJournal::noteBatch(
    BatchId batch, BatchStatus status, ItemCounts counts, QString message)
{
    return alone<Done>([batch, status, counts, message](
                           PgJournalStore &store) { return store.noteBatch(batch, status, counts, message); });
}

QCoro::Task<Result<BatchFacts>> QueuedJournal::batchFacts(BatchId batch)
{
    return alone<BatchFacts>([batch](PgJournalStore &store) { return store.batchFacts(batch); });
}

QCoro::Task<Result<QList<PushChange>>> QueuedJournal::approvedChanges(QList<ChangeId> only)
{
    return alone<QList<PushChange>>([only](PgJournalStore &store) { return store.approvedChanges(only); });
}

QCoro::Task<Result<qint64>> QueuedJournal::linkedProducts()
{
    return alone<qint64>([](PgJournalStore &store) { return store.linkedProducts(); });
}

QCoro::Task<Result<QList<PushChange>>> QueuedJournal::claim(BatchId batch, QList<ChangeId> changes, qint64 epoch)
{
    return alone<QList<PushChange>>(
        [batch, changes, epoch](PgJournalStore &store) { return store.claim(batch, changes, epoch); });
}

QCoro::Task<Result<qint64>> QueuedJournal::release(BatchId batch, qint64 epoch)
{
    return alone<qint64>([batch, epoch](PgJournalStore &store) { return store.release(batch, epoch); });
}

QCoro::Task<Result<qint64>> QueuedJournal::holdBack(HeldBack held)
{
    return alone<qint64>([held](PgJournalStore &store) { return store.holdBack(held); });
}

QCoro::Task<Result<Done>> QueuedJournal::markRunSent(QList<QUuid> operations, QUuid run, qint64 epoch)
{
    return alone<Done>(m_before,
        [operations, run, epoch](PgJournalStore &store) { return store.markRunSent(operations, run, epoch); });
}

QCoro::Task<Result<Done>> QueuedJournal::markAllEnded(
    QList<QUuid> operations, OperationState state, Failure failure, qint64 epoch)
{
    return alone<Done>([operations, state, failure, epoch](
                           PgJournalStore &store) { return store.markAllEnded(operations, state, failure, epoch); });
}

QCoro::Task<Result<QList<Operation>>> QueuedJournal::takeOver(BatchId except, qint64 epoch)
{
    return alone<QList<Operation>>([except, epoch](PgJournalStore &store) { return store.takeOver(except, epoch); });
}

QCoro::Task<Result<QList<Operation>>> QueuedJournal::operations(BatchId batch, QList<ProductId> products)
{
    return alone<QList<Operation>>(
        [batch, products](PgJournalStore &store) { return store.operations(batch, products); });
}

QCoro::Task<Result<QList<ProductVersion>>> QueuedJournal::versions(BatchId batch, QList<ProductId> products)
{
    return alone<QList<ProductVersion>>(
        [batch, products](PgJournalStore &store) { return store.versions(batch, products); });
}

QCoro::Task<Result<QList<LocalImage>>> QueuedJournal::localImages(QList<ProductId> products)
{
    return alone<QList<LocalImage>>([products](PgJournalStore &store) { return store.localImages(products); });
}

QCoro::Task<Result<QList<BatchId>>> QueuedJournal::laterBatches(BatchId batch)
{
    return alone<QList<BatchId>>([batch](PgJournalStore &store) { return store.laterBatches(batch); });
}

QCoro::Task<Result<QList<Recreation>>> QueuedJournal::recreations(QList<ShopifyId> products)
{
    return alone<QList<Recreation>>([products](PgJournalStore &store) { return store.recreations(products); });
}

QCoro::Task<Result<QList<ShopifyId>>> QueuedJournal::restockedSince(BatchId batch, QList<ProductId> products)
{
    return alone<QList<ShopifyId>>(
        [batch, products](PgJournalStore &store) { return store.restockedSince(batch, products); });
}

QCoro::Task<Result<Done>> QueuedJournal::recordRollback(RollbackRecord record)
{
    return alone<Done>([record](PgJournalStore &store) { return store.recordRollback(record); });
}

} // namespace Sync
