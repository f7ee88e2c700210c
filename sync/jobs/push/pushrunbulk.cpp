#include "sync/jobs/push/pushrun.h"

#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/push/circuitbreaker.h"
#include "sync/jobs/push/outcome.h"
#include "sync/jobs/push/shoprequests.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"

#include <QMap>

#include <algorithm>

// Sections of a batch in bulk runs: the half of PushRun that sends many changes at once.

namespace Sync {

namespace {

using End = SendOutcome::End;
using std::chrono::milliseconds;

/// A run of fewer lines than this share of a first run is not worth its overhead.
constexpr qsizetype smallestShare = 4;

} // namespace

SendChoice PushRun::nextChoice() const
{
    if (m_bulkIsOff)
        return {};
    SendWork left;
    for (const ItemPointer &item : m_pending) {
        if (!item->bulkWork)
            continue;
        left.changes += item->bulkWork->changes;
        left.readPoints += item->bulkWork->readPoints;
        left.callPoints += item->bulkWork->callPoints;
    }
    return m_chooser.next(left, m_context.shop.throttle());
}

QCoro::Task<Result<Done>> PushRun::nextSection(SendChoice choice, std::stop_token stop)
{
    if (const Result<Done> may = co_await m_guard.pass(stop); !may)
        co_return may.failure();
    const QList<ItemPointer> section = takeSection(choice.lines);
    if (const Result<Done> read = co_await readAndPlan(section, stop); !read)
        co_return read.failure();
    const Result<Done> sent = co_await sendReadyInBulk(choice, stop);
    if (!sent && !m_stopReason)
        m_stopReason = sent.failure();
    // Few of a kind, what the run did not do, and what has to go out in another way.
    co_return co_await finishWindow(stop);
}

QList<PushRun::ItemPointer> PushRun::takeSection(qsizetype size)
{
    QList<ItemPointer> section;
    std::deque<ItemPointer> left;
    for (const ItemPointer &item : m_pending) {
        if (item->bulkWork && section.size() < size)
            section += item;
        else
            left.push_back(item);
    }
    m_pending = std::move(left);
    return section;
}

QCoro::Task<Result<Done>> PushRun::sendReadyInBulk(SendChoice choice, std::stop_token stop)
{
    const qsizetype fewest
        = std::max<qsizetype>(1, std::min(m_context.bulk.fewest, m_context.bulk.probe) / smallestShare);
    bool hasRun = false;
    while (!m_bulkIsOff) {
        const QList<ItemPointer> items = takeReadyOfOneKind();
        if (items.size() < fewest) {
            m_ready.insert(m_ready.end(), items.cbegin(), items.cend());
            break;
        }
        if (const Result<Done> sent = co_await sendInBulk(items, choice, stop); !sent)
            co_return sent.failure();
        hasRun = true;
        if (const auto broken = breakerDuring(m_counts, m_limits))
            co_return Failure(*broken);
    }
    // Otherwise the same would be tried again for ever.
    m_bulkIsOff = m_bulkIsOff || !hasRun;
    co_return Done{};
}

QList<PushRun::ItemPointer> PushRun::takeReadyOfOneKind()
{
    QMap<OperationKind, qsizetype> counts;
    for (const ItemPointer &item : m_ready)
        if (goesInBulk(item->operations.front().kind) && item->timesTooLate == 0)
            ++counts[item->operations.front().kind];
    if (counts.isEmpty())
        return {};
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    QList<ItemPointer> taken;
    std::deque<ItemPointer> left;
    for (const ItemPointer &item : m_ready) {
        if (item->operations.front().kind == most.key() && item->timesTooLate == 0)
            taken += item;
        else
            left.push_back(item);
    }
    m_ready = std::move(left);
    return taken;
}

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
    const qint64 doneBefore = m_counts.done();
    const std::function<void(qint64)> progress = [this, doneBefore](qint64 worked) {
        m_context.observer.advanced(std::min(m_counts.total, doneBefore + worked));
    };
    const BulkOutcome outcome = co_await m_bulkSender.send(lines, readAt, choice.longest, progress, stop);
    if (outcome.failure)
        co_return Failure(*outcome.failure);
    m_bulkIsOff = !outcome.ran;
    const Result<Done> after = co_await afterRun(*fresh, outcome);
    if (outcome.ran)
        m_chooser.noteRun(outcome.executed, outcome.running, m_context.clock.monotonic() - readAt - outcome.running);
    co_return after;
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
    std::optional<Failure> failure;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const ItemPointer item = items.at(i);
        const SendOutcome one = outcome.outcomes.at(i);
        if (one.end == End::TooLate) {
            if (const Result<Done> anew = sendAnew(item); !anew)
                co_return anew.failure();
            continue;
        }
        const Operation operation = item->operations.front();
        const Result<Done> after = co_await afterOutcome(item, operation, one);
        if (after)
            continue;
        // What nobody knows is told of each; anything else would keep the next from being written down, too.
        if (one.end != End::Unknown)
            co_return after.failure();
        failure = after.failure();
    }
    if (failure)
        co_return Failure(*failure);
    co_return Done{};
}

} // namespace Sync
