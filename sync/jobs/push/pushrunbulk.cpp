#include "sync/jobs/push/pushrun.h"

#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/push/outcome.h"
#include "sync/jobs/push/shoprequests.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"

#include <algorithm>
#include <utility>

// One bulk run and what comes of it: the half of PushRun that sends many changes at once.

namespace Sync {

namespace {

using End = SendOutcome::End;
using std::chrono::milliseconds;

/// What is written down at once of a run's result: twice what shares a transaction of the journal, so that the next
/// share gathers while one is committed.
constexpr int writtenDownAtOnce = 64;

/// A machine that is too slow for runs so often is so for the rest of the batch.
constexpr int mostTimesTooOld = 2;

} // namespace

/// What came of a run, on its way into the journal.
struct PushRun::AfterRun
{
    QList<ItemPointer> items;
    BulkOutcome outcome;
    qsizetype next = 0;
    bool isOver = false;
    std::optional<Failure> failure = {};
};

QCoro::Task<Result<Done>> PushRun::sendInBulk(QList<ItemPointer> items, SendChoice choice, std::stop_token stop)
{
    const milliseconds begun = m_context.clock.monotonic();
    const Result<QList<ItemPointer>> fresh = co_await unmoved(items, stop);
    if (!fresh)
        co_return fresh.failure();
    if (fresh->isEmpty())
        co_return Done{};
    milliseconds readAt = begun;
    QList<Operation> operations;
    QList<BulkLine> lines;
    for (const ItemPointer &item : *fresh) {
        if (!item->planned) {
            readAt = std::min(readAt, item->readAt);
            operations += QList<Operation>(item->operations.cbegin(), item->operations.cend());
        }
        const Operation &operation = item->operations.front();
        lines += BulkLine{operation, requestFor(operation, item->remote.content, m_location)};
    }
    const Result<Done> planned = co_await m_context.journal.plan(operations, m_lease.epoch());
    if (!planned)
        co_return planned.failure();
    for (const ItemPointer &item : *fresh)
        item->planned = true;
    const milliseconds since = m_context.clock.monotonic();
    const qint64 size = lines.size();
    const double shareOfLast = double(std::count_if(fresh->cbegin(), fresh->cend(), isLastCall)) / double(size);
    const std::function<void(qint64)> progress = [this, since, size, shareOfLast, stop](qint64 worked) {
        m_worked = qint64(double(worked) * shareOfLast);
        tellAdvance();
        readSectionAhead(worked, size, m_context.clock.monotonic() - since, stop);
    };
    const BulkOutcome outcome = co_await m_bulkSender.send(lines, readAt, choice.longest, progress, stop);
    const Result<Done> before = co_await endOf(m_afterRun);
    m_worked = 0;
    if (outcome.failure)
        co_return graver(*outcome.failure, before);
    m_bulkIsOff = !outcome.ran && (!outcome.wasTooOld || ++m_timesTooOld >= mostTimesTooOld);
    const milliseconds now = m_context.clock.monotonic();
    if (outcome.ran)
        m_chooser.noteRun(outcome.executed, outcome.running,
            std::max(milliseconds(0), now - m_runEndedAt.value_or(readAt) - outcome.running));
    m_runEndedAt = now;
    // The next run goes out while this is written down only when nothing of it is for the circuit breaker to count.
    bool allSucceeded = bool(before);
    m_unwritten = 0;
    for (qsizetype i = 0; i < fresh->size(); ++i) {
        const SendOutcome &one = outcome.outcomes.at(i);
        const bool isConfirmed = one.end == End::Confirmed && one.others.isEmpty();
        allSucceeded = allSucceeded && isConfirmed && fresh->at(i)->problems.isEmpty();
        m_unwritten += isConfirmed && isLastCall(fresh->at(i)) ? 1 : 0;
    }
    m_afterRun = afterRun(*fresh, outcome);
    if (allSucceeded)
        co_return Done{};
    const Result<Done> after = co_await endOf(m_afterRun);
    co_return graver(before, after);
}

bool PushRun::isLastCall(const ItemPointer &item)
{
    return item->operations.size() == 1 && item->later.empty();
}

QCoro::Task<Result<QList<PushRun::ItemPointer>>> PushRun::unmoved(QList<ItemPointer> items, std::stop_token stop)
{
    // The second call of a product is decided on what was read before the first: all are looked at once more.
    QList<FieldsWanted> wanted;
    for (const ItemPointer &item : items)
        if (item->planned)
            wanted += fieldsOf(item->operations.front());
    QList<ItemPointer> left;
    const auto reads = co_await m_reads.fields(wanted, stop);
    if (!reads)
        co_return reads.failure();
    for (const ItemPointer &item : items) {
        const RemoteRead now = reads->value(item->change.shopifyProduct.value);
        if (!item->planned || isAsPlanned(item->operations.front(), now)) {
            left += item;
            continue;
        }
        item->remote = now;
        if (const Result<Done> held = co_await holdBackMoved(item); !held)
            co_return held.failure();
    }
    co_return QList<ItemPointer>(left);
}

QCoro::Task<Result<Done>> PushRun::afterRun(QList<ItemPointer> items, BulkOutcome outcome)
{
    AfterRun run{.items = std::move(items), .outcome = std::move(outcome)};
    std::vector<QCoro::Task<void>> writers;
    for (int i = 0; i < writtenDownAtOnce; ++i)
        writers.push_back(writeDownNext(run));
    for (QCoro::Task<void> &writer : writers)
        co_await writer;
    m_unwritten = 0;
    if (run.failure)
        co_return Failure(*run.failure);
    const Result<Done> noted = co_await m_context.journal.noteBatch(m_batch, BatchStatus::Running, m_counts, {});
    co_return noted;
}

QCoro::Task<void> PushRun::writeDownNext(AfterRun &run)
{
    while (run.next < run.items.size() && !run.isOver) {
        const qsizetype i = run.next++;
        const ItemPointer item = run.items.at(i);
        const SendOutcome one = run.outcome.outcomes.at(i);
        if (one.end == End::Confirmed && one.others.isEmpty() && isLastCall(item))
            --m_unwritten;
        Result<Done> after = Done{};
        if (one.end == End::TooLate) {
            after = sendAnew(item, one);
        } else {
            const Operation operation = item->operations.front();
            after = co_await afterOutcome(item, operation, one);
        }
        if (after)
            continue;
        // What nobody knows is told of each; anything else would keep the next from being written down, too.
        run.isOver = run.isOver || one.end != End::Unknown;
        if (!run.failure || run.isOver)
            run.failure = after.failure();
    }
}

QCoro::Task<Result<Done>> PushRun::endOf(std::optional<QCoro::Task<Result<Done>>> &beside)
{
    if (!beside)
        co_return Done{};
    const QCoro::Task<Result<Done>> task = std::move(*std::exchange(beside, std::nullopt));
    const Result<Done> ended = co_await task;
    co_return ended;
}

/// A stop that was asked for hides nothing that went wrong.
Result<Done> PushRun::graver(const Result<Done> &first, const Result<Done> &second)
{
    const bool isSecond = !second && (first || first.failure().kind == FailureKind::Stopped);
    return isSecond ? second : first;
}

/// Counts what a run has carried out before it is written down, and never back.
void PushRun::tellAdvance()
{
    m_told = std::max(m_told, std::min(m_counts.total, m_counts.done() + m_unwritten + m_worked));
    m_context.observer.advanced(m_told);
}

} // namespace Sync
