#include "sync/jobs/push/openoperations.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/settlements.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"
#include "sync/ports/journalstore.h"

#include <QMap>

#include <algorithm>
#include <vector>

namespace Sync {

namespace {

/// Operations read back at once: as many products as one read takes.
constexpr qsizetype mostPerLook = 250;

/// When the last of the requests must have arrived.
std::chrono::milliseconds lastArrival(const QList<Awaited> &awaited)
{
    std::chrono::milliseconds last{0};
    for (const Awaited &one : awaited)
        last = std::max(last, one.arrivedBy);
    return last;
}

/// The catalogue takes what Shopify made of the values, where it still holds what was asked for.
QList<CatalogueWrite> writesOf(const Operation &operation)
{
    QList<CatalogueWrite> writes;
    for (auto field = operation.after.product.cbegin(); field != operation.after.product.cend(); ++field)
        writes += CatalogueWrite{{}, field.key(), field.value(), field.value()};
    for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant)
        for (auto field = variant->cbegin(); field != variant->cend(); ++field)
            writes += CatalogueWrite{ShopifyId{variant.key()}, field.key(), field.value(), field.value()};
    // Where the catalogue had no handle, the create chose one.
    const QString handle = Field::handle.toString();
    if (operation.kind == OperationKind::ProductCreate)
        writes += CatalogueWrite{{}, handle, {}, operation.after.product.value(handle)};
    return writes;
}

} // namespace

OpenOperations::OpenOperations(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease)
    : m_context(context)
    , m_lease(lease)
    , m_lookup(context, reads, lease)
    , m_runs(context)
{ }

QCoro::Task<Result<SettleReport>> OpenOperations::settle(BatchId except, std::stop_token stop)
{
    m_report = {};
    const Result<QList<Operation>> open = co_await m_context.journal.takeOver(except, m_lease.epoch());
    if (!open)
        co_return open.failure();
    // From after the call: however long the answer took, nothing is taken for older than it is.
    const std::chrono::milliseconds answered = m_context.clock.monotonic();
    QList<BatchId> batches;
    QList<Awaited> awaited;
    for (const Operation &operation : *open) {
        if (!batches.contains(operation.batch))
            batches += operation.batch;
        // By the store's clock: the desk that sent it had a clock of its own.
        const std::chrono::milliseconds arrivedBy
            = answered - operation.age + m_context.times.leavesWithin + m_context.times.settleAfter;
        awaited += Awaited{operation, arrivedBy};
    }
    const Result<QList<Awaited>> ended = co_await afterItsRun(awaited, stop);
    if (!ended)
        co_return ended.failure();
    if (const Result<Done> settled = co_await settleAll(*ended, stop); !settled)
        co_return settled.failure();
    for (const BatchId batch : batches) {
        const Result<qint64> released = co_await m_context.journal.release(batch, m_lease.epoch());
        if (!released)
            co_return released.failure();
    }
    co_return SettleReport(m_report);
}

QCoro::Task<Result<QList<Awaited>>> OpenOperations::afterItsRun(QList<Awaited> awaited, std::stop_token stop)
{
    QMap<QUuid, std::chrono::milliseconds> runs;
    for (const Awaited &one : awaited)
        if (!one.operation.bulkRun.isNull())
            runs[one.operation.bulkRun] = std::max(runs.value(one.operation.bulkRun), one.arrivedBy);
    for (auto run = runs.cbegin(); run != runs.cend(); ++run) {
        const Result<Done> ended = co_await m_runs.end(run.key(), run.value(), stop);
        if (stop.stop_requested())
            co_return stopped();
        // No line of it has an effect any more; the effect of one may not be seen at once, though.
        const std::chrono::milliseconds seenBy = m_context.clock.monotonic() + m_context.times.readLag;
        for (Awaited &one : awaited)
            if (one.operation.bulkRun == run.key())
                one.arrivedBy = seenBy;
        if (ended)
            continue;
        m_report.stillUnknown
            += awaited.removeIf([&run](const Awaited &one) { return one.operation.bulkRun == run.key(); });
    }
    co_return QList<Awaited>(awaited);
}

QCoro::Task<Result<Done>> OpenOperations::settleAll(QList<Awaited> awaited, std::stop_token stop)
{
    // What was sent long ago is settled by the first look; what may still arrive waits for one more, all of it
    // together.
    const std::chrono::milliseconds maySettle = m_context.times.leavesWithin + m_context.times.settleAfter;
    std::chrono::milliseconds lookAt = lastArrival(awaited) - maySettle + m_context.times.firstLook;
    while (!awaited.isEmpty()) {
        const std::chrono::milliseconds now = m_context.clock.monotonic();
        if (lookAt > now)
            co_await m_context.clock.sleep(lookAt - now, stop);
        if (stop.stop_requested())
            co_return stopped();
        QList<Awaited> left;
        for (qsizetype from = 0; from < awaited.size(); from += mostPerLook) {
            const QList<Awaited> page = awaited.mid(from, mostPerLook);
            const Result<QList<Awaited>> unsettled = co_await settlePage(page);
            if (!unsettled)
                co_return unsettled.failure();
            left += *unsettled;
        }
        awaited = left;
        lookAt = lastArrival(awaited);
    }
    co_return Done{};
}

QCoro::Task<Result<QList<Awaited>>> OpenOperations::settlePage(QList<Awaited> page)
{
    const QList<std::optional<SendOutcome>> outcomes = co_await m_lookup.look(page);
    QList<Awaited> left;
    // All at once, so that they share transactions; each is of another product.
    std::vector<QCoro::Task<Result<Done>>> settling;
    for (qsizetype i = 0; i < page.size(); ++i) {
        if (outcomes.at(i))
            settling.push_back(settleOne(page.at(i).operation, *outcomes.at(i)));
        else
            left += page.at(i);
    }
    std::optional<Failure> failed;
    for (QCoro::Task<Result<Done>> &task : settling) {
        const Result<Done> settled = co_await task;
        if (!settled && !failed)
            failed = settled.failure();
    }
    if (failed)
        co_return Failure(*failed);
    co_return QList<Awaited>(left);
}

QCoro::Task<Result<Done>> OpenOperations::settleOne(Operation operation, SendOutcome outcome)
{
    switch (outcome.end) {
    case SendOutcome::End::Confirmed:
        co_return co_await confirm(operation, outcome);
    case SendOutcome::End::NotSent:
        ++m_report.withoutEffect;
        co_return Done{};
    case SendOutcome::End::Refused:
    case SendOutcome::End::TooLate:
    case SendOutcome::End::SomethingElse: {
        ++m_report.conflicts;
        if (!operation.change.isValid())
            co_return Done{};
        HeldBack held{.batch = operation.batch,
            .change = operation.change,
            .seen = outcome.content,
            .message = outcome.failure.text()};
        const Result<qint64> staged = co_await m_context.journal.holdBack(held);
        if (!staged)
            co_return staged.failure();
        co_return Done{};
    }
    case SendOutcome::End::Unknown:
        ++m_report.stillUnknown;
        co_return Done{};
    case SendOutcome::End::JournalLost:
        break;
    }
    co_return outcome.failure;
}

QCoro::Task<Result<Done>> OpenOperations::confirm(Operation operation, SendOutcome outcome)
{
    const bool isShared = !outcome.others.isEmpty();
    ++(isShared ? m_report.conflicts : m_report.confirmed);
    Settlement settlement = settlementOf(operation, outcome, writesOf(operation));
    settlement.epoch = m_lease.epoch();
    const Result<Settled> settled = co_await m_context.journal.settle(settlement);
    if (!settled)
        co_return settled.failure();
    if (!isShared || !operation.change.isValid())
        co_return Done{};
    const HeldBack held{
        .batch = operation.batch, .change = operation.change, .seen = outcome.content, .message = whatOthersWrote()};
    const Result<qint64> staged = co_await m_context.journal.holdBack(held);
    if (!staged)
        co_return staged.failure();
    co_return Done{};
}

} // namespace Sync
