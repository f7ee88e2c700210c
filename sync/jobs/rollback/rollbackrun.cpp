#include "sync/jobs/rollback/rollbackrun.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/async/gate.h"
#include "sync/jobs/push/mediacalls.h"
#include "sync/jobs/push/optionsteps.h"
#include "sync/jobs/push/ownwrites.h"
#include "sync/jobs/push/pictureaddresses.h"
#include "sync/jobs/push/settlements.h"
#include "sync/jobs/push/shoprequests.h"
#include "sync/jobs/rollback/comeback.h"
#include "sync/jobs/rollback/drift.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"
#include "sync/ports/journalstore.h"
#include "sync/ports/random.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

/// How often a product is planned anew before its rollback is given up.
constexpr int mostPlans = 6;
/// What looking at a product and one call cost; only how soon the next one begins hangs on it.
constexpr double pointsPerProduct = 12;
/// How often the batch's counts are written down.
constexpr qsizetype productsPerNote = 16;

bool carriesStock(OperationKind kind)
{
    return kind == OperationKind::InventorySet || kind == OperationKind::ProductCreate
        || kind == OperationKind::VariantsCreate;
}

/// The inventory items, options and digests a request needs beyond the fields it changes.
bool needsContext(OperationKind kind)
{
    return kind == OperationKind::InventorySet || kind == OperationKind::VariantsUpdate
        || kind == OperationKind::VariantsCreate || kind == OperationKind::MetafieldsSet || isOptionCall(kind)
        || kind == OperationKind::InventoryActivate || kind == OperationKind::InventoryDeactivate || isMediaCall(kind);
}

/// Changes nothing that a request for another part of the product is made from.
bool leavesTheRest(OperationKind kind)
{
    return kind == OperationKind::ProductUpdate || kind == OperationKind::VariantsUpdate
        || kind == OperationKind::InventorySet || kind == OperationKind::ChannelsJoin
        || kind == OperationKind::ChannelsLeave;
}

/// There is nothing of it in Shopify that could have moved.
bool replacesNothing(OperationKind kind)
{
    return kind == OperationKind::ProductCreate || kind == OperationKind::VariantsCreate;
}

/// Whether it is for pictures that were to be fetched that a product is refused; it comes back without them then.
bool refusesPictures(const Operation &operation, const QList<ShopUserError> &errors)
{
    return operation.kind == OperationKind::ProductCreate && !operation.before.product.isEmpty()
        && std::any_of(
            errors.cbegin(), errors.cend(), [](const ShopUserError &error) { return error.path.contains("files"_L1); });
}

/// Fields in Shopify, and those of the catalogue that follow them.
qint64 fieldsNamed(const ContentPatch &others, const QList<CatalogueWrite> &writes)
{
    return others.fieldCount() + std::count_if(writes.cbegin(), writes.cend(), [&others](const CatalogueWrite &write) {
        return others.names(write.shopifyVariant, write.field);
    });
}

UndoStep withoutFetching(UndoStep create)
{
    create.step.before.product.clear();
    return create;
}

} // namespace

RollbackRun::RollbackRun(
    const ProtocolContext &context, ShopReads &reads, const WriterLease &lease, BatchId batch, RunWords words)
    : m_context(context)
    , m_reads(reads)
    , m_lease(lease)
    , m_guard(context.leases, context.clock, context.gate, lease)
    , m_sender(context, reads, lease, m_guard)
    , m_batch(batch)
    , m_words(std::move(words))
    , m_promises(context.shop, context.clock, context.gate)
{ }

QCoro::Task<Result<Done>> RollbackRun::restore(ProductPlans &plans, std::stop_token stop)
{
    m_counts.total = plans.count();
    PlansAhead ahead(
        plans, m_context.shop, m_context.clock, m_context.settings.parallelWorkers, m_context.times.readAge / 2);
    for (qsizetype index = 0; index < plans.count() && !m_stopReason; ++index) {
        const Result<Done> begun = co_await begin(plans, index, ahead, stop);
        if (!begun && !m_stopReason)
            m_stopReason = begun.failure();
    }
    // What has begun comes to its end, whatever became of the others.
    for (QCoro::Task<void> &task : m_tasks)
        co_await task;
    m_tasks.clear();
    co_await ahead.finish();
    if (m_stopReason)
        co_return Failure(*m_stopReason);
    const Result<Done> noted = co_await m_context.journal.noteBatch(m_batch, BatchStatus::Running, m_counts, {});
    co_return noted;
}

QCoro::Task<Result<Done>> RollbackRun::begin(
    ProductPlans &plans, qsizetype index, PlansAhead &ahead, std::stop_token stop)
{
    const bool alone = plans.goesAlone(index);
    if (const Result<Done> may = co_await mayBegin(alone, stop); !may)
        co_return may.failure();
    const Result<std::optional<ProductPlan>> planned = co_await ahead.take(index, stop);
    if (!planned)
        co_return planned.failure();
    m_tasks.push_back(carryOut(plans, index, *planned, stop));
    if (alone)
        co_await m_tasks.back();
    if (index % productsPerNote != 0)
        co_return Done{};
    std::erase_if(m_tasks, [](const QCoro::Task<void> &task) { return task.isReady(); });
    co_return co_await m_context.journal.noteBatch(m_batch, BatchStatus::Running, m_counts, {});
}

QCoro::Task<Result<Done>> RollbackRun::mayBegin(bool alone, std::stop_token stop)
{
    const int most = alone ? 1 : std::max(1, m_context.settings.parallelWorkers);
    while (m_underWay >= most)
        co_await m_bell.rung();
    if (m_stopReason)
        co_return Failure(*m_stopReason);
    co_await m_promises.wait(pointsPerProduct, stop);
    co_return co_await mayWrite(stop);
}

QCoro::Task<void> RollbackRun::carryOut(
    ProductPlans &plans, qsizetype index, std::optional<ProductPlan> planned, std::stop_token stop)
{
    ++m_underWay;
    m_promises.add(pointsPerProduct);
    const Result<Done> done = co_await restoreProduct(plans, index, std::move(planned), stop);
    m_promises.remove(pointsPerProduct);
    if (!done && !m_stopReason)
        m_stopReason = done.failure();
    --m_underWay;
    m_bell.ring(); // last: resumes whoever waits for a place
}

/// Waits while paused, and shows it to the other desks.
QCoro::Task<Result<Done>> RollbackRun::mayWrite(std::stop_token stop)
{
    if (!m_context.gate.isOpen()) {
        if (const Result<Done> paused
            = co_await m_context.journal.noteBatch(m_batch, BatchStatus::Paused, m_counts, {});
            !paused)
            co_return paused.failure();
        co_await m_context.gate.pass(stop);
        if (const Result<Done> resumed
            = co_await m_context.journal.noteBatch(m_batch, BatchStatus::Running, m_counts, {});
            !resumed)
            co_return resumed.failure();
    }
    co_return co_await m_guard.pass(stop);
}

QCoro::Task<Result<Done>> RollbackRun::restoreProduct(
    ProductPlans &plans, qsizetype index, std::optional<ProductPlan> planned, std::stop_token stop)
{
    const auto product = std::make_shared<Product>();
    bool isAnew = false;
    bool isTorn = false;
    for (int tries = 0; tries < mostPlans;) {
        if (std::exchange(isAnew, true)) {
            const Result<Done> may = co_await mayWrite(stop);
            if (!may && !product->isPartlyBack)
                co_return may.failure();
            if (!may) {
                const Result<bool> cut = co_await cutShort(product, may.failure());
                co_return cut.failure();
            }
        }
        if (!planned) {
            const Result<ProductPlan> now = co_await planNow(plans, index, stop);
            if (!now)
                co_return now.failure();
            planned = *now;
        }
        product->undo = planned->undo;
        product->read = planned->read;
        const std::chrono::milliseconds readAt = planned->readAt;
        isTorn = planned->isTorn;
        planned.reset();
        if (isTorn) {
            ++tries;
            continue;
        }
        const ProductUndo &undo = product->undo;
        if (undo.steps.isEmpty())
            co_return co_await restoreWithoutCall(product);
        if (!undo.local.isEmpty()) {
            const Result<Done> written = co_await settleLocal(undo, std::nullopt);
            if (!written)
                co_return written.failure();
            product->isPartlyBack = true;
        }
        const Result<bool> sent = co_await restoreRemote(product, readAt, stop);
        if (!sent)
            co_return sent.failure();
        if (*sent)
            co_return co_await endRemote(product);
        // How often Shopify may ask to wait, the port knows.
        tries += product->misses.inARow > 0 ? 0 : 1;
    }
    if (isTorn)
        co_return co_await leaveTorn(product);
    co_return Failure{FailureKind::DatabaseUnreachable,
        QCoreApplication::translate("Sync::Rollback", "The database answers too slowly to put anything back safely."),
        QCoreApplication::translate("Sync::Rollback",
            "What was read of a product was too old each time it was about to be written. What was put back so far "
            "stays so."),
        m_words.startAgain};
}

QCoro::Task<Result<Done>> RollbackRun::restoreWithoutCall(ProductPointer product)
{
    const ChangeEnd end = endOf(*product);
    const Result<Done> settled = co_await settleLocal(product->undo, end);
    if (settled)
        count(*product, end);
    co_return settled;
}

QCoro::Task<Result<bool>> RollbackRun::restoreRemote(
    ProductPointer product, std::chrono::milliseconds readAt, std::stop_token stop)
{
    const ProductUndo &undo = product->undo;
    for (qsizetype i = 0; i < undo.steps.size(); ++i) {
        if (i > 0) {
            const Result<Done> may = co_await mayWrite(stop);
            if (!may)
                co_return co_await cutShort(product, may.failure());
        }
        const UndoStep step = undo.steps.at(i);
        const bool last = i + 1 == undo.steps.size();
        if (product->made.id.isValid()) {
            const Result<StepEnd> followed = co_await followUp(product, step, last, stop);
            if (!followed)
                co_return followed.failure();
            continue;
        }
        Result<StepEnd> sent = co_await sendStep(product, step, readAt, last, stop);
        if (sent && *sent == StepEnd::PicturesRefused)
            sent = co_await sendStep(product, withoutFetching(step), readAt, last, stop);
        if (!sent)
            co_return sent.failure();
        if (*sent == StepEnd::Refused && step.step.kind == OperationKind::ProductCreate)
            co_return true; // nothing that follows has anything to go to
        if (*sent == StepEnd::TooLate) {
            product->isPartlyBack = product->isPartlyBack || i > 0;
            product->restoredBefore += undo.local.writes.size();
            for (const UndoStep &earlier : undo.steps.mid(0, i))
                product->restoredBefore += earlier.step.after.fieldCount() + earlier.step.writes.size();
            // The next plan finds them changed.
            product->restoredBefore -= std::exchange(product->leftToOthers, 0);
            co_return false;
        }
    }
    co_return true;
}

QCoro::Task<Result<RollbackRun::StepEnd>> RollbackRun::sendStep(
    ProductPointer product, UndoStep step, std::chrono::milliseconds readAt, bool last, std::stop_token stop)
{
    const ProductUndo &undo = product->undo;
    ShopifyId location;
    if (carriesStock(step.step.kind)) {
        const Result<ShopifyId> only = co_await m_reads.onlyLocation(stop);
        if (!only)
            co_return only.failure();
        location = *only;
    }
    const std::chrono::milliseconds asked = m_context.clock.monotonic();
    // A plan of many calls grows old while the first of them are sent: then each is looked at again by itself.
    const bool isOld = asked - readAt > m_context.times.readAge / 2 && step.step.kind != OperationKind::ProductDelete
        && step.step.kind != OperationKind::ProductCreate;
    RemoteRead seen;
    if (product->read && !isOld && needsContext(step.step.kind)) {
        seen = *product->read;
    } else if (isOld || needsContext(step.step.kind)) {
        const Result<std::optional<LookedAt>> looked = co_await asPlanned(product, step, stop);
        if (!looked)
            co_return looked.failure();
        if (!*looked) {
            product->misses = {};
            co_return StepEnd::TooLate;
        }
        seen = (*looked)->read;
        readAt = (*looked)->at;
    }
    if (step.step.kind == OperationKind::ProductCreate) {
        const auto files = co_await m_reads.files(step.step.after.product, stop);
        if (!files)
            co_return files.failure();
        seen.content.fields = *files;
        step.step = withFetchedPictures(step.step, *files);
    }
    if (replacesNothing(step.step.kind))
        readAt = m_context.clock.monotonic();
    Operation operation{.id = m_context.random.uuid(m_context.clock.now().toMSecsSinceEpoch()),
        .batch = m_batch,
        .sequence = ++m_sequence,
        .product = undo.product,
        .shopifyProduct = step.step.kind == OperationKind::ProductCreate ? ShopifyId{} : idOf(*product),
        .title = undo.title,
        .kind = step.step.kind,
        .before = step.step.before,
        .after = step.step.after,
        .undoes = step.original.id};
    if (isMediaCall(operation.kind))
        operation = atItsTurn(operation, seen.content.fields, {}).value_or(operation);
    if (operation.kind == OperationKind::ProductDelete) {
        const auto addresses = co_await m_reads.addresses(operation.before.product, stop);
        if (!addresses)
            co_return addresses.failure();
        operation.before.product.insert(*addresses);
    }
    const QList<Operation> operations{operation};
    const Result<Done> planned = co_await m_context.journal.plan(operations, m_lease.epoch());
    if (!planned)
        co_return planned.failure();
    const ShopRequest request = requestFor(operation, seen.content, location);
    const ShopMisses misses = product->misses;
    const SendOutcome outcome = co_await m_sender.send(operation, request, readAt, misses, stop);
    product->misses = missesAfter(misses, outcome);
    if (outcome.end == SendOutcome::End::TooLate)
        co_return StepEnd::TooLate;
    if (product->read && isOptionCall(step.step.kind) && outcome.end == SendOutcome::End::Confirmed)
        takeOptions(product->read->content, operation, outcome.content);
    else if (!leavesTheRest(step.step.kind))
        product->read.reset();
    if (outcome.end == SendOutcome::End::Refused && refusesPictures(operation, outcome.errors)) {
        if (!product->notes.contains(outcome.failure.what))
            product->notes += outcome.failure.what;
        co_return StepEnd::PicturesRefused;
    }
    if (outcome.end == SendOutcome::End::Refused || outcome.end == SendOutcome::End::SomethingElse) {
        product->problems += outcome.failure.what;
        if (product->refusedId.isEmpty())
            product->refusedId = outcome.requestId;
        co_return StepEnd::Refused;
    }
    if (outcome.end != SendOutcome::End::Confirmed)
        co_return outcome.failure;
    if (!outcome.requestId.isEmpty())
        product->requestId = outcome.requestId;
    if (operation.kind == OperationKind::ProductCreate)
        product->notes += whatStayedAway(step.original.before.product, outcome.content);
    product->leftToOthers += fieldsNamed(outcome.others, step.step.writes);
    Settlement settlement = settlementOf(operation, outcome, step.step.writes);
    settlement.epoch = m_lease.epoch();
    settlement.links += step.links;
    if (step.deletesLocal)
        settlement.localFate = LocalFate::Delete;
    if (last && product->problems.isEmpty())
        settlement.end = endOf(*product);
    const Result<Settled> settled = co_await m_context.journal.settle(settlement);
    if (!settled)
        co_return settled.failure();
    product->isEndWritten = settlement.end.has_value();
    operation.returned = settlement.operation->returned;
    operation.state = OperationState::Confirmed;
    product->written += operation;
    product->wroteAt = m_context.clock.monotonic();
    if (operation.kind == OperationKind::ProductCreate)
        product->made = outcome.content;
    warnOfEdits(undo, *settled);
    co_return StepEnd::Done;
}

QCoro::Task<Result<std::optional<RollbackRun::LookedAt>>> RollbackRun::asPlanned(
    ProductPointer product, UndoStep step, std::stop_token stop)
{
    while (true) {
        const std::chrono::milliseconds at = m_context.clock.monotonic();
        const Result<RemoteRead> read = co_await contextFor(step, stop);
        if (!read)
            co_return read.failure();
        if (replacesNothing(step.step.kind) || isAsPlanned(step.step, *read))
            co_return std::optional(LookedAt(*read, at));
        const bool mayBeLate = !product->written.isEmpty()
            && m_context.clock.monotonic() - product->wroteAt < m_context.times.readLag
            && missesOwnWrites(*read, product->written);
        if (!mayBeLate)
            co_return std::optional<LookedAt>();
        const bool slept = co_await m_context.clock.sleep(m_context.times.lookAgain, stop);
        if (!slept)
            co_return stopped();
    }
}

QCoro::Task<Result<RemoteRead>> RollbackRun::contextFor(UndoStep step, std::stop_token stop)
{
    const ShopifyId product = step.original.shopifyProduct;
    if (step.step.kind == OperationKind::VariantsCreate) {
        const QList<ShopifyId> products{product};
        const auto whole = co_await m_reads.whole(products, stop);
        if (!whole)
            co_return whole.failure();
        co_return whole->value(product.value);
    }
    const Operation named{
        .shopifyProduct = product, .kind = step.step.kind, .before = step.step.before, .after = step.step.after};
    const QList<FieldsWanted> wanted{fieldsOf(named)};
    const auto fields = co_await m_reads.fields(wanted, stop);
    if (!fields)
        co_return fields.failure();
    co_return fields->value(product.value);
}

} // namespace Sync
