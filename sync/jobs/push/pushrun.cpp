#include "sync/jobs/push/pushrun.h"

#include "sync/api/facets.h"
#include "sync/api/isolated.h"
#include "sync/async/gate.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/push/circuitbreaker.h"
#include "sync/jobs/push/createplan.h"
#include "sync/jobs/push/mediacalls.h"
#include "sync/jobs/push/membershipsteps.h"
#include "sync/jobs/push/shoprequests.h"
#include "sync/jobs/push/stockplan.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

/// How many may be under way for each request that may: the others have their answer and are being written down. A
/// journal that falls behind so far holds up the requests.
constexpr int mostWrittenDownPerWorker = 4;

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
    , m_promises(context.shop, context.clock, context.gate)
    , m_bulkIsOff(!context.transfers)
    , m_batch(batch)
    , m_location(location)
    , m_limits(limits)
{ }

QCoro::Task<Result<Done>> PushRun::send(QList<PushChange> changes, std::stop_token stop)
{
    m_counts.total = changes.size();
    for (const PushChange &change : changes)
        m_pending.push_back(std::make_shared<Item>(Item{.change = change, .bulkWork = workInBulk(change)}));
    while (!m_pending.empty()) {
        const SendChoice choice = nextChoice();
        Result<Done> sent = Done{};
        if (choice.way == SendChoice::Way::Bulk)
            sent = co_await nextSection(choice, stop);
        else
            sent = co_await sendByCalls(stop);
        if (!sent)
            co_return sent.failure();
    }
    co_return Done{};
}

QCoro::Task<Result<Done>> PushRun::planItem(ItemPointer item)
{
    const PushChange &change = item->change;
    if (change.editedSince) {
        const QString message = QCoreApplication::translate("Sync::Push",
            "This product was edited here after it was approved, so it was not sent. Find your edits again with "
            "Prepare My Edits, then approve and send the newer values.");
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
    PushChange sendable = change;
    item->problems.clear(); // of a plan before this one
    if (setsStock(change)) {
        const auto active = co_await m_reads.locations({});
        if (!active)
            co_return active.failure();
        item->problems = takeOutUnsendableStock(sendable, item->remote, *active);
        if (local && active->size() > 1)
            item->problems += takeOutUnsendableStock(change, *local, *active);
        item->problems.removeDuplicates();
    }
    item->plan = planPush(sendable, item->remote, local);
    item->problems += item->plan.leftOut;
    switch (item->plan.verdict) {
    case PushPlan::Verdict::Send:
        item->operations.clear();
        item->writes.clear();
        item->later.clear();
        appendOperations(item, item->plan.steps);
        if (!bringUp(item))
            co_return co_await finishWithoutCall(item);
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
        const Operation operation{.id = m_context.random.uuid(m_context.clock.now().toMSecsSinceEpoch()),
            .batch = m_batch,
            .sequence = ++m_sequence,
            .change = item->change.id,
            .product = item->change.product,
            // A product that was deleted in Shopify comes back under a new id, told by the answer.
            .shopifyProduct = makesProduct(item->change) ? ShopifyId{} : item->change.shopifyProduct,
            .title = item->change.title,
            .kind = step.kind,
            .before = step.before,
            .after = step.after};
        const bool isOnWhatIsMade = makesProduct(item->change) && step.kind != OperationKind::ProductCreate;
        if (isMediaCall(step.kind) || isOnWhatIsMade) {
            item->later.emplace_back(operation, step.writes);
        } else {
            item->operations.push_back(operation);
            item->writes.push_back(step.writes);
        }
    }
}

bool PushRun::bringUp(const ItemPointer &item)
{
    while (item->operations.empty() && !item->later.empty()) {
        const auto [operation, writes] = item->later.front();
        item->later.pop_front();
        const auto due = operation.kind == OperationKind::ChannelsJoin
            ? joinAtItsTurn(operation, item->remote.content)
            : atItsTurn(operation, item->remote.content.fields, item->made);
        if (due) {
            item->operations.push_back(*due);
            item->writes.push_back(writes);
            item->isUnwritten = true;
        }
    }
    return !item->operations.empty();
}

bool PushRun::makesProduct(const PushChange &change)
{
    return change.type == ChangeType::Create || change.type == ChangeType::Restore;
}

void PushRun::takeMade(Item &item, const FieldMap &asked, const ProductContent &made)
{
    item.problems += whatWasNotMade(asked, made);
    if (!item.problems.isEmpty())
        item.problems.prepend(madeWithoutSome());
    item.change.shopifyProduct = made.id;
    item.remote = RemoteRead{.content = made};
    if (item.later.empty() || !hidesChannels(made))
        return;
    item.later.clear();
    item.problems += QStringList{madeWithoutChannels(), whyChannelsAreHidden()};
}

QCoro::Task<Result<Done>> PushRun::dispatch(std::stop_token stop)
{
    while (!m_stopReason && (!m_ready.empty() || m_underWay > 0 || m_isReadingAhead)) {
        if (mayReadAhead(stop))
            m_tasks.push_back(readAhead(stop));
        if (m_ready.empty() || !mayCarryOut()) {
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
        if (!item->planned && m_context.clock.monotonic() - item->readAt > m_context.times.readAge
            && !isLookedAtAnyway(*item)) {
            putBack(item);
            continue;
        }
        m_tasks.push_back(carryOut(item, costOf(item->operations.front()), stop));
        if (const auto broken = breakerDuring(m_counts, m_limits); broken && !m_stopReason)
            m_stopReason = broken;
    }
    while (m_underWay > 0 || m_isReadingAhead)
        co_await m_bell.rung();
    m_ready.clear();
    if (m_stopReason)
        co_return Failure(*m_stopReason);
    co_return Done{};
}

void PushRun::putBack(const ItemPointer &item)
{
    m_someWereStale = true;
    ++item->timesPutBack;
    m_pending.push_front(item);
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
    co_await m_promises.wait(cost, stop);
    co_return co_await m_guard.pass(stop);
}

bool PushRun::mayCarryOut() const
{
    const int workers = std::max(1, m_context.settings.parallelWorkers);
    return m_inFlight < workers && m_underWay < workers * mostWrittenDownPerWorker;
}

QCoro::Task<void> PushRun::carryOut(ItemPointer item, double cost, std::stop_token stop)
{
    ++m_underWay;
    ++m_inFlight;
    item->holdsPlace = true;
    m_promises.add(cost);
    item->promised = cost;
    const Result<Done> done = co_await step(item, stop);
    leavePlace(*item);
    if (!done && !m_stopReason)
        m_stopReason = done.failure();
    --m_underWay;
    m_bell.ring(); // last: resumes the dispatcher
}

void PushRun::leavePlace(Item &item)
{
    if (!std::exchange(item.holdsPlace, false))
        return;
    --m_inFlight;
    m_promises.remove(item.promised);
}

ChangeEnd PushRun::endOf(const Item &item) const
{
    ChangeEnd end{.action = toWord(item.change.type), .requestId = item.requestId};
    if (!item.refusedId.isEmpty())
        end.requestId = item.refusedId;
    if (!item.problems.isEmpty()) {
        end.status = StagedStatus::Failed;
        end.outcome = Outcome::Error;
        end.message = item.problems.join(u' ');
    }
    return end;
}

void PushRun::report(const Item &item, Outcome outcome, const QString &message)
{
    m_counts.count(outcome);
    if (outcome != Outcome::Success)
        m_warnings += isolated(item.change.title) + u": " + message;
    m_context.observer.itemFinished({m_batch, item.change.product, item.change.title, outcome, message});
    tellAdvance();
}

} // namespace Sync
