#include "sync/jobs/push/pushrun.h"

#include "sync/async/gate.h"
#include "sync/ports/clock.h"

#include <algorithm>

// What is read, and when: the half of PushRun that keeps calls fed with reads fresh enough to be written on.

namespace Sync {

namespace {

constexpr qsizetype leastPerWindow = 4;
/// What a change costs on average, its read included; only the size of a window hangs on it.
constexpr double pointsPerChange = 12;
/// A product that was put back so often is read by itself: another one in its window may be what takes so long.
constexpr int putBackUntilAlone = 3;
/// Of a window: with so little of it left the next one is read, so that its reads arrive before calls run out.
constexpr qsizetype lastPart = 4;

} // namespace

QCoro::Task<Result<Done>> PushRun::sendByCalls(std::stop_token stop)
{
    beginNotingCalls();
    if (const Result<Done> read = co_await nextWindow(stop); !read)
        co_return read.failure();
    co_return co_await finishWindow(stop);
}

QCoro::Task<Result<Done>> PushRun::nextWindow(std::stop_token stop)
{
    if (const Result<Done> may = co_await m_guard.pass(stop); !may)
        co_return may.failure();
    co_return co_await readAndPlan(takeWindow(), stop);
}

QCoro::Task<Result<Done>> PushRun::finishWindow(std::stop_token stop)
{
    const Result<Done> dispatched = co_await dispatch(stop);
    // Every call has ended by now, whatever came of it.
    for (QCoro::Task<void> &task : m_tasks)
        co_await task;
    m_tasks.clear();
    sizeWindow();
    noteCalls();
    m_callsSince.reset();
    if (!dispatched)
        co_return dispatched.failure();
    const Result<Done> noted = co_await m_context.journal.noteBatch(m_batch, BatchStatus::Running, m_counts, {});
    co_return noted;
}

bool PushRun::mayReadAhead(const std::stop_token &stop) const
{
    if (m_isReadingAhead || m_pending.empty() || stop.stop_requested() || !m_context.gate.isOpen())
        return false;
    const qsizetype mostLeft
        = std::clamp<qsizetype>(windowSize() / lastPart, 1, std::max(1, m_context.settings.parallelWorkers));
    return qsizetype(m_ready.size()) <= mostLeft && !goesAlone(*m_pending.front())
        && nextChoice().way == SendChoice::Way::Calls;
}

QCoro::Task<void> PushRun::readAhead(std::stop_token stop)
{
    m_isReadingAhead = true;
    std::erase_if(m_tasks, [](const QCoro::Task<void> &task) { return task.isReady(); });
    sizeWindow();
    noteCalls();
    beginNotingCalls();
    Result<Done> done = co_await m_context.journal.noteBatch(m_batch, BatchStatus::Running, m_counts, {});
    if (done)
        done = co_await nextWindow(stop);
    if (!done && !m_stopReason)
        m_stopReason = done.failure();
    m_isReadingAhead = false;
    m_bell.ring(); // last: resumes the dispatcher
}

void PushRun::sizeWindow()
{
    // Smaller when too many were read at once for the pace at which they leave, and slowly larger again.
    const bool stale = std::exchange(m_someWereStale, false);
    m_mostPerWindow = stale ? std::max<qsizetype>(leastPerWindow, m_mostPerWindow * 2 / 3)
                            : std::min(m_mostPerWindow + 1, mostPerWindow);
}

void PushRun::beginNotingCalls()
{
    m_callsSince = m_context.clock.monotonic();
    m_doneBefore = m_counts.done();
}

void PushRun::noteCalls()
{
    if (m_callsSince)
        m_chooser.noteCalls(m_counts.done() - m_doneBefore, m_context.clock.monotonic() - *m_callsSince);
}

qsizetype PushRun::windowSize() const
{
    // As many as can leave while their read is fresh; once the bucket is empty that is what a second refills, less
    // those that go first.
    const ThrottleState throttle = m_context.shop.throttle();
    const double points = throttle.maximum > 0 ? throttle.available + throttle.restorePerSecond : 0;
    const auto affordable = qsizetype(points / pointsPerChange) - qsizetype(m_ready.size());
    const qsizetype least = std::max(1, m_context.settings.parallelWorkers);
    return std::clamp(affordable, std::min(least, m_mostPerWindow), m_mostPerWindow);
}

bool PushRun::goesAlone(const Item &item)
{
    return item.timesPutBack >= putBackUntilAlone;
}

bool PushRun::isLookedAtAnyway(const Item &item)
{
    return item.readsSlowly || goesAlone(item);
}

QList<PushRun::ItemPointer> PushRun::takeWindow()
{
    const qsizetype size = goesAlone(*m_pending.front()) ? 1 : windowSize();
    QList<ItemPointer> window;
    while (window.size() < size && !m_pending.empty() && (window.isEmpty() || !goesAlone(*m_pending.front()))) {
        window += m_pending.front();
        m_pending.pop_front();
    }
    return window;
}

QCoro::Task<Result<Done>> PushRun::readAndPlan(QList<ItemPointer> window, std::stop_token stop)
{
    if (const Result<Done> done = co_await read(window, stop); !done)
        co_return done.failure();
    const Result<Done> planned = co_await plan(window);
    co_return planned;
}

QCoro::Task<Result<Done>> PushRun::read(QList<ItemPointer> window, std::stop_token stop)
{
    QList<FieldsWanted> fields;
    QList<ShopifyId> whole;
    for (const ItemPointer &item : window) {
        switch (readNeed(item->change)) {
        case ReadNeed::Nothing:
            break;
        case ReadNeed::Fields:
            fields += fieldsOf(item->change);
            break;
        case ReadNeed::Everything:
            whole += item->change.shopifyProduct;
            break;
        }
    }
    const std::chrono::milliseconds readAt = m_context.clock.monotonic();
    const auto reads = co_await m_reads.fieldsAndWhole(fields, whole, stop);
    if (!reads)
        co_return reads.failure();
    if (window.size() == 1 && m_context.clock.monotonic() - readAt > m_context.times.readAge)
        window.first()->readsSlowly = true;
    for (const ItemPointer &item : window) {
        item->remote = reads->value(item->change.shopifyProduct.value);
        item->readAt = readAt;
    }
    co_return Done{};
}

QCoro::Task<Result<Done>> PushRun::plan(QList<ItemPointer> window)
{
    for (const ItemPointer &item : window)
        if (const Result<Done> planned = co_await planItem(item); !planned)
            co_return planned.failure();
    co_return Done{};
}

} // namespace Sync
