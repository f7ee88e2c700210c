#include "sync/jobs/push/pushrun.h"

#include "sync/api/isolated.h"
#include "sync/async/gate.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/push/circuitbreaker.h"
#include "sync/jobs/push/shoprequests.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

constexpr qsizetype mostPerWindow = 60;
constexpr qsizetype leastPerWindow = 4;
/// What a change costs on average, its read included; only the size of a window hangs on it.
constexpr double pointsPerChange = 12;
/// A product that was put back so often is read by itself: another one in its window may be what takes so long.
constexpr int putBackUntilAlone = 3;
/// And given up after so many reads that took too long.
constexpr int mostSlowReads = 3;

} // namespace

PushRun::PushRun(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease, BatchId batch,
    ShopifyId location, const BreakerLimits &limits)
    : m_context(context)
    , m_reads(reads)
    , m_lease(lease)
    , m_guard(context.leases, context.clock, context.gate, lease)
    , m_sender(context, reads, lease, m_guard)
    , m_bulkSender(context, reads, lease, m_guard)
    , m_chooser(context.bulk)
    , m_bulkIsOff(!context.transfers)
    , m_batch(batch)
    , m_location(location)
    , m_limits(limits)
    , m_mostPerWindow(mostPerWindow)
{ }

QCoro::Task<Result<Done>> PushRun::send(QList<PushChange> changes, std::stop_token stop)
{
    m_counts.total = changes.size();
    for (const PushChange &change : changes)
        m_pending.push_back(std::make_shared<Item>(Item{.change = change, .bulkWork = workInBulk(change)}));
    while (!m_pending.empty()) {
        const SendChoice choice = nextChoice();
        if (choice.way == SendChoice::Way::Bulk) {
            if (const Result<Done> done = co_await nextSection(choice, stop); !done)
                co_return done.failure();
            continue;
        }
        const std::chrono::milliseconds begun = m_context.clock.monotonic();
        const qint64 doneBefore = m_counts.done();
        if (const Result<Done> done = co_await nextWindow(stop); !done)
            co_return done.failure();
        m_chooser.noteCalls(m_counts.done() - doneBefore, m_context.clock.monotonic() - begun);
    }
    co_return Done{};
}

QCoro::Task<Result<Done>> PushRun::nextWindow(std::stop_token stop)
{
    if (const Result<Done> may = co_await m_guard.pass(stop); !may)
        co_return may.failure();
    const QList<ItemPointer> window = takeWindow();
    if (const Result<Done> read = co_await readAndPlan(window, stop); !read)
        co_return read.failure();
    co_return co_await finishWindow(stop);
}

QCoro::Task<Result<Done>> PushRun::finishWindow(std::stop_token stop)
{
    const Result<Done> dispatched = co_await dispatch(stop);
    // Every call has ended by now, whatever came of it.
    for (QCoro::Task<void> &task : m_tasks)
        co_await task;
    m_tasks.clear();
    // Smaller when too many were read at once for the pace at which they leave, and slowly larger again.
    const bool stale = std::exchange(m_someWereStale, false);
    m_mostPerWindow = stale ? std::max<qsizetype>(leastPerWindow, m_mostPerWindow * 2 / 3)
                            : std::min(m_mostPerWindow + 1, mostPerWindow);
    if (!dispatched)
        co_return dispatched.failure();
    const Result<Done> noted = co_await m_context.journal.noteBatch(m_batch, BatchStatus::Running, m_counts, {});
    co_return noted;
}

qsizetype PushRun::windowSize() const
{
    // As many as can leave while their read is fresh; once the bucket is empty that is what a second refills.
    const ThrottleState throttle = m_context.shop.throttle();
    const double points = throttle.maximum > 0 ? throttle.available + throttle.restorePerSecond : 0;
    const qsizetype least = std::max(1, m_context.settings.parallelWorkers);
    return std::clamp(qsizetype(points / pointsPerChange), std::min(least, m_mostPerWindow), m_mostPerWindow);
}

QList<PushRun::ItemPointer> PushRun::takeWindow()
{
    const auto goesAlone = [](const ItemPointer &item) { return item->timesPutBack >= putBackUntilAlone; };
    const qsizetype size = goesAlone(m_pending.front()) ? 1 : windowSize();
    QList<ItemPointer> window;
    while (window.size() < size && !m_pending.empty() && (window.isEmpty() || !goesAlone(m_pending.front()))) {
        window += m_pending.front();
        m_pending.pop_front();
    }
    return window;
}

QCoro::Task<Result<Done>> PushRun::readAndPlan(QList<ItemPointer> window, std::stop_token stop)
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
        ++window.first()->slowReads;
    for (const ItemPointer &item : window) {
        item->remote = reads->value(item->change.shopifyProduct.value);
        item->readAt = readAt;
        if (const Result<Done> planned = co_await planItem(item); !planned)
            co_return planned.failure();
    }
    co_return Done{};
}

QCoro::Task<Result<Done>> PushRun::planItem(ItemPointer item)
{
    const PushChange &change = item->change;
    if (change.editedSince) {
        const QString message = QCoreApplication::translate("Sync::Push",
            "This product was edited here after it was approved. It is staged anew with the newer values.");
        co_return co_await holdBack(item, std::nullopt, false, message);
    }
    std::optional<LocalProduct> local;
    if (readNeed(change) != ReadNeed::Fields && change.product.isValid()) {
        const QList<ProductId> products{change.product};
        const auto images = co_await m_context.journal.localImages(products);
        if (!images)
            co_return images.failure();
        if (!images->isEmpty())
            local = images->first().product;
    }
    item->plan = planPush(change, item->remote, local);
    switch (item->plan.verdict) {
    case PushPlan::Verdict::Send:
        item->operations.clear();
        item->writes.clear();
        appendOperations(item, item->plan.steps);
        m_ready.push_back(item);
        co_return Done{};
    case PushPlan::Verdict::AlreadyThere:
        co_return co_await finishWithoutCall(item);
    case PushPlan::Verdict::HoldBack: {
        m_conflicts += item->plan.conflicts.size();
        std::optional<ProductContent> seen;
        if (!item->remote.gone)
            seen = item->remote.content;
        co_return co_await holdBack(item, seen, item->remote.gone, item->plan.reason);
    }
    case PushPlan::Verdict::Refuse:
        item->problems += item->plan.reason;
        co_return co_await finishWithoutCall(item);
    }
    co_return Done{};
}

void PushRun::appendOperations(const ItemPointer &item, const QList<Step> &steps)
{
    for (const Step &step : steps) {
        item->operations.push_back(Operation{.id = m_context.random.uuid(m_context.clock.now().toMSecsSinceEpoch()),
            .batch = m_batch,
            .sequence = ++m_sequence,
            .change = item->change.id,
            .product = item->change.product,
            // A product that was deleted in Shopify comes back under a new id, told by the answer.
            .shopifyProduct = step.kind == OperationKind::ProductCreate ? ShopifyId{} : item->change.shopifyProduct,
            .title = item->change.title,
            .kind = step.kind,
            .before = step.before,
            .after = step.after});
        item->writes.push_back(step.writes);
    }
}

QCoro::Task<Result<Done>> PushRun::dispatch(std::stop_token stop)
{
    while (!m_stopReason && (!m_ready.empty() || m_inFlight > 0)) {
        if (m_ready.empty() || m_inFlight >= std::max(1, m_context.settings.parallelWorkers)) {
            co_await m_bell.rung();
            continue;
        }
        if (const Result<Done> may = co_await mayWrite(costOf(m_ready.front()->operations.front()), stop); !may) {
            m_stopReason = may.failure();
            break;
        }
        if (m_stopReason || m_ready.empty())
            continue;
        const ItemPointer item = m_ready.front();
        m_ready.pop_front();
        if (!item->planned && m_context.clock.monotonic() - item->readAt > m_context.times.readAge) {
            const Result<Done> back = co_await putBack(item);
            if (!back)
                m_stopReason = back.failure();
            continue;
        }
        ++m_inFlight;
        m_tasks.push_back(carryOut(item, stop));
        if (const auto broken = breakerDuring(m_counts, m_limits); broken && !m_stopReason)
            m_stopReason = broken;
    }
    while (m_inFlight > 0)
        co_await m_bell.rung();
    m_ready.clear();
    if (m_stopReason)
        co_return Failure(*m_stopReason);
    co_return Done{};
}

QCoro::Task<Result<Done>> PushRun::putBack(ItemPointer item)
{
    m_someWereStale = true;
    if (item->slowReads >= mostSlowReads) {
        item->problems += QCoreApplication::translate("Sync::Push",
            "Reading this product takes longer than a read may be old when something is sent, so it was not sent. Send "
            "it again when Shopify answers faster, or change it in Shopify.");
        co_return co_await finishWithoutCall(item);
    }
    ++item->timesPutBack;
    m_pending.push_front(item);
    co_return Done{};
}

QCoro::Task<Result<Done>> PushRun::mayWrite(double cost, std::stop_token stop)
{
    const bool paused = !m_context.gate.isOpen();
    if (paused != std::exchange(m_wasPaused, paused)) {
        const BatchStatus status = paused ? BatchStatus::Paused : BatchStatus::Running;
        const auto noted = co_await m_context.journal.noteBatch(m_batch, status, m_counts, {});
        if (!noted)
            co_return noted.failure();
    }
    if (const Result<Done> points = co_await awaitPoints(cost, stop); !points)
        co_return points.failure();
    co_return co_await m_guard.pass(stop);
}

QCoro::Task<Result<Done>> PushRun::awaitPoints(double cost, std::stop_token stop)
{
    // Waited for here and not inside the port, so that what the guard and the read say is still fresh when the
    // request leaves.
    while (!stop.stop_requested() && m_context.gate.isOpen()) {
        const ThrottleState throttle = m_context.shop.throttle();
        const double missing = std::min(cost, throttle.maximum) - throttle.available;
        if (throttle.maximum <= 0 || throttle.restorePerSecond <= 0 || missing <= 0)
            break;
        const auto wait = std::chrono::milliseconds(qint64(missing / throttle.restorePerSecond * 1000) + 1);
        co_await m_context.clock.sleep(std::min(wait, std::chrono::milliseconds(250)), stop);
    }
    co_return Done{};
}

QCoro::Task<void> PushRun::carryOut(ItemPointer item, std::stop_token stop)
{
    const Result<Done> done = co_await step(item, stop);
    if (!done && !m_stopReason)
        m_stopReason = done.failure();
    --m_inFlight;
    m_bell.ring(); // last: resumes the dispatcher
}

ChangeEnd PushRun::endOf(const Item &item) const
{
    ChangeEnd end{.action = toWord(item.change.type), .requestId = item.requestId};
    if (!item.problems.isEmpty()) {
        end.status = StagedStatus::Failed;
        end.outcome = Outcome::Error;
        end.message = item.problems.join(u' ');
    }
    return end;
}

void PushRun::report(const Item &item, Outcome outcome, const QString &message)
{
    switch (outcome) {
    case Outcome::Success:
        ++m_counts.succeeded;
        break;
    case Outcome::Error:
    case Outcome::Unknown:
        ++m_counts.failed;
        break;
    case Outcome::Skipped:
    case Outcome::Conflict:
        ++m_counts.skipped;
        break;
    }
    if (outcome != Outcome::Success)
        m_warnings += isolated(item.change.title) + u": " + message;
    m_context.observer.itemFinished({m_batch, item.change.product, item.change.title, outcome, message});
    m_context.observer.advanced(m_counts.done());
}

} // namespace Sync
