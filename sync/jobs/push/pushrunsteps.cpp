#include "sync/jobs/push/pushrun.h"

#include "sync/api/media.h"
#include "sync/jobs/push/mediacalls.h"
#include "sync/jobs/push/membershipsteps.h"
#include "sync/jobs/push/optionsteps.h"
#include "sync/jobs/push/outcome.h"
#include "sync/jobs/push/ownwrites.h"
#include "sync/jobs/push/settlements.h"
#include "sync/jobs/push/shoprequests.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"

#include <QCoreApplication>

// One item's calls, one after the other: the half of PushRun that knows what an answer means.

namespace Sync {

namespace {

using End = SendOutcome::End;

bool hasCode(const QList<ShopUserError> &errors, QStringView code)
{
    return std::any_of(
        errors.cbegin(), errors.cend(), [code](const ShopUserError &error) { return error.code == code; });
}

/// Parts an operation on facets or quantities into those that were refused and the rest.
std::optional<Operation> withoutRefusedFacets(
    const Operation &operation, const QList<ShopUserError> &errors, QStringView list)
{
    const QList<NamedFacet> asked = facetsOf(operation);
    Operation rest = operation;
    for (const ShopUserError &error : errors) {
        const std::optional<qsizetype> index = error.indexIn(list);
        if (!index || *index < 0 || *index >= asked.size())
            return std::nullopt;
        const NamedFacet &facet = asked.at(*index);
        for (ContentPatch *patch : {&rest.before, &rest.after}) {
            (facet.variant == 0 ? patch->product : patch->variants[facet.variant]).remove(facet.field);
            patch->variants.removeIf([](const auto &variant) { return variant.value().isEmpty(); });
        }
    }
    return rest.after.isEmpty() ? std::nullopt : std::optional(rest);
}

/// Parts an operation on several variants into those that were refused and the rest, in the order they were sent.
std::optional<Operation> withoutRefused(const Operation &operation, const QList<ShopUserError> &errors)
{
    if (operation.kind == OperationKind::MetafieldsSet)
        return withoutRefusedFacets(operation, errors, u"metafields");
    if (operation.kind == OperationKind::InventorySet)
        return withoutRefusedFacets(operation, errors, u"quantities");
    if (operation.kind != OperationKind::VariantsUpdate)
        return std::nullopt;
    const QList<qint64> ids = operation.after.variants.keys();
    Operation rest = operation;
    for (const ShopUserError &error : errors) {
        const std::optional<qsizetype> index = error.indexIn(u"variants");
        if (!index || *index < 0 || *index >= ids.size())
            return std::nullopt;
        rest.after.variants.remove(ids.at(*index));
        rest.before.variants.remove(ids.at(*index));
    }
    return rest.after.variants.isEmpty() ? std::nullopt : std::optional(rest);
}

/// A change is given up after so many looks in a row that were too old when they came.
constexpr int mostSlowLooks = 3;

/// A change that could not leave in time so often never will.
constexpr int mostTimesTooLate = 5;

Failure tooSlow()
{
    return {FailureKind::DatabaseUnreachable,
        QCoreApplication::translate("Sync::Push", "The database answers too slowly to send anything safely."),
        QCoreApplication::translate("Sync::Push",
            "What was read of a product was too old each time it was about to be sent. What is left is still "
            "approved."),
        QCoreApplication::translate(
            "Sync::Push", "Send again when the database is faster; Diagnostics shows how long it takes.")};
}

/// There is nothing of it in Shopify that could have moved.
bool replacesNothing(OperationKind kind)
{
    return kind == OperationKind::ProductCreate || kind == OperationKind::VariantsCreate
        || kind == OperationKind::ChannelsJoin;
}

/// Nothing compares for it: it is looked at right before, however fresh the read is.
bool throwsAway(OperationKind kind)
{
    return kind == OperationKind::InventoryDeactivate;
}

} // namespace

QCoro::Task<Result<Done>> PushRun::step(ItemPointer item, std::stop_token stop)
{
    std::chrono::milliseconds lookedAt = item->readAt;
    const bool isFirst = !item->planned;
    if (isFirst && item->operations.front().kind == OperationKind::ProductDelete) {
        const auto addresses = co_await m_reads.addresses(item->operations.front().before.product, stop);
        if (!addresses)
            co_return addresses.failure();
        item->operations.front().before.product.insert(*addresses);
    }
    if (isFirst || item->isUnwritten) {
        const QList<Operation> operations(item->operations.cbegin(), item->operations.cend());
        const auto planned = co_await m_context.journal.plan(operations, m_lease.epoch());
        if (!planned)
            co_return planned.failure();
        item->planned = true;
        item->isUnwritten = false;
    }
    const bool isOld = m_context.clock.monotonic() - item->readAt > m_context.times.readAge;
    const OperationKind next = item->operations.front().kind;
    if (next != OperationKind::ChannelsJoin && (isOld || (!isFirst && throwsAway(next)))) {
        const auto looked = co_await stillAsPlanned(item, stop);
        if (!looked)
            co_return looked.failure();
        if (!*looked) {
            co_return co_await holdBackMoved(item);
        }
        lookedAt = looked->value_or(m_context.clock.monotonic());
        if (m_context.clock.monotonic() - lookedAt > m_context.times.readAge)
            co_return co_await lookAnew(item);
        item->slowLooks = 0;
    }
    const Operation operation = item->operations.front();
    if (operation.kind == OperationKind::ProductCreate) {
        const auto files = co_await m_reads.files(operation.after.product, stop);
        if (!files)
            co_return files.failure();
        item->remote.content.fields.insert(*files);
    }
    const ShopRequest request = requestFor(operation, item->remote.content, m_location);
    // What does not exist yet cannot have moved since it was read.
    const std::chrono::milliseconds readAt = replacesNothing(operation.kind) ? m_context.clock.monotonic() : lookedAt;
    const ShopMisses misses = item->misses;
    const SendOutcome outcome = co_await m_sender.send(operation, request, readAt, misses, stop);
    item->misses = missesAfter(misses, outcome);
    leavePlace(*item);
    m_bell.ring(); // the dispatcher sends the next before this returns
    if (outcome.end == End::TooLate)
        co_return sendAnew(item, outcome);
    co_return co_await afterOutcome(item, operation, outcome);
}

QCoro::Task<Result<Done>> PushRun::lookAnew(ItemPointer item)
{
    if (++item->slowLooks < mostSlowLooks) {
        m_ready.push_front(item);
        co_return Done{};
    }
    const QString message = QCoreApplication::translate("Sync::Push",
        "Reading this product takes longer than a read may be old when something is sent, so it was not sent. Send "
        "it again when Shopify answers faster, or change it in Shopify.");
    if (const Result<Done> closed = co_await closeUnsent(item, message); !closed)
        co_return closed.failure();
    item->problems += message;
    co_return co_await finishWithoutCall(item);
}

Result<Done> PushRun::sendAnew(const ItemPointer &item, const SendOutcome &outcome)
{
    item->operations.front().state = OperationState::Failed;
    // How often Shopify may ask to wait, the port knows.
    const bool wasAskedToWait = outcome.failure.sendAgainAfter.has_value();
    if (!wasAskedToWait && ++item->timesTooLate > mostTimesTooLate)
        return tooSlow();
    m_ready.push_front(item);
    return Done{};
}

QCoro::Task<Result<Done>> PushRun::afterOutcome(ItemPointer item, Operation operation, SendOutcome outcome)
{
    const QList<CatalogueWrite> writes = item->writes.front();
    item->operations.pop_front();
    item->writes.pop_front();
    if (!outcome.requestId.isEmpty())
        item->requestId = outcome.requestId;
    if (outcome.end == End::Refused && item->refusedId.isEmpty())
        item->refusedId = outcome.requestId;
    switch (outcome.end) {
    case End::Confirmed:
        co_return co_await confirm(item, operation, writes, outcome);
    case End::Refused:
        co_return co_await refuse(item, operation, writes, outcome);
    case End::SomethingElse: {
        const std::optional<ProductContent> seen = outcome.content;
        const QString message = outcome.failure.text();
        co_return co_await holdBack(item, seen, false, message);
    }
    case End::Unknown:
        report(*item, Outcome::Unknown,
            QCoreApplication::translate(
                "Sync::Push", "What became of this change is not known yet; it is read back at the next start."));
        co_return outcome.failure;
    case End::NotSent:
    case End::TooLate:
    case End::JournalLost:
        break;
    }
    co_return outcome.failure;
}

QCoro::Task<Result<Done>> PushRun::confirm(
    ItemPointer item, Operation operation, QList<CatalogueWrite> writes, SendOutcome outcome)
{
    Settlement settlement = settlementOf(operation, outcome, writes);
    settlement.epoch = m_lease.epoch();
    if (!item->settledSome) {
        settlement.base.product.insert(item->plan.agreed.product);
        for (auto variant = item->plan.agreed.variants.cbegin(); variant != item->plan.agreed.variants.cend();
             ++variant)
            settlement.base.variants[variant.key()].insert(variant.value());
        settlement.catalogue += item->plan.agreedWrites;
    }
    if (isMediaCall(operation.kind)) {
        FieldMap &known = item->remote.content.fields;
        known.removeIf([](const auto &field) { return isMediaField(field.key()); });
        known.insert(outcome.content.fields);
        item->made.insert(settlement.mediaLinks);
    }
    if (isOptionCall(operation.kind))
        takeOptions(item->remote.content, operation, outcome.content);
    if (operation.kind == OperationKind::ProductCreate)
        takeMade(*item, operation.after.product, outcome.content);
    const bool last = !bringUp(item);
    const ChangeEnd end = endOf(*item);
    const bool isShared = !outcome.others.isEmpty();
    if (last && !isShared)
        settlement.end = end;
    const Result<Settled> settled = co_await m_context.journal.settle(settlement);
    if (!settled)
        co_return settled.failure();
    item->settledSome = true;
    item->wroteAt = m_context.clock.monotonic();
    operation.shopifyProduct = settlement.operation->shopifyProduct;
    operation.returned = settlement.operation->returned;
    operation.state = OperationState::Confirmed;
    m_confirmed += operation;
    if (isShared) {
        m_conflicts += outcome.others.fieldCount();
        const std::optional<ProductContent> seen = outcome.content;
        const QString message = (item->problems + QStringList{whatOthersWrote()}).join(u' ');
        co_return co_await holdBack(item, seen, false, message);
    }
    if (last)
        report(*item, end.outcome, end.message);
    else
        m_ready.push_front(item);
    co_return Done{};
}

QCoro::Task<Result<Done>> PushRun::refuse(
    ItemPointer item, Operation operation, QList<CatalogueWrite> writes, SendOutcome outcome)
{
    bool stockMoved = hasCode(outcome.errors, u"CHANGE_FROM_QUANTITY_STALE");
    if (operation.kind == OperationKind::InventoryActivate) {
        const auto stocked = co_await isStockedByNow(operation);
        if (!stocked)
            co_return stocked.failure();
        stockMoved = *stocked;
    }
    if (stockMoved || hasCode(outcome.errors, u"STALE_OBJECT")) {
        const QList<FieldsWanted> wanted{fieldsOf(operation)};
        const auto now = co_await m_reads.fields(wanted, {});
        std::optional<ProductContent> seen;
        if (now)
            seen = now->value(operation.shopifyProduct.value).content;
        QString message = QCoreApplication::translate("Sync::Push",
            "A metafield was changed in Shopify while it was being sent. It was not overwritten; it is staged anew.");
        if (stockMoved)
            message = QCoreApplication::translate("Sync::Push",
                "Stock moved in Shopify while it was being sent. It was not overwritten; it is staged anew.");
        co_return co_await holdBack(item, seen, false, message);
    }
    if (operation.kind == OperationKind::ChannelsJoin && makesProduct(item->change))
        item->problems += madeWithoutChannels();
    item->problems += outcome.failure.what;
    if (operation.kind == OperationKind::ProductCreate)
        item->later.clear(); // there is nothing that they could go to
    // All or none was sent, so nothing is done yet: those that were not refused go in a call of their own.
    if (std::optional<Operation> rest = withoutRefused(operation, outcome.errors)) {
        rest->id = m_context.random.uuid(m_context.clock.now().toMSecsSinceEpoch());
        rest->sequence = ++m_sequence;
        const QList<Operation> operations{*rest};
        const auto planned = co_await m_context.journal.plan(operations, m_lease.epoch());
        if (!planned)
            co_return planned.failure();
        item->operations.push_front(*rest);
        item->writes.push_front(writes);
    }
    if (!bringUp(item))
        co_return co_await finishWithoutCall(item);
    m_ready.push_front(item);
    co_return Done{};
}

/// Shopify gives no code for why it does not begin to stock something: that it does so already is seen by a look.
QCoro::Task<Result<bool>> PushRun::isStockedByNow(Operation operation)
{
    const QList<FieldsWanted> wanted{fieldsOf(operation)};
    const auto now = co_await m_reads.fields(wanted, {});
    if (!now)
        co_return now.failure();
    const NamedFacet facet = facetsOf(operation).value(0);
    const ProductContent content = now->value(operation.shopifyProduct.value).content;
    const VariantContent *variant = content.variant(ShopifyId{facet.variant});
    co_return variant && variant->fields.value(facet.field).has_value();
}

QCoro::Task<Result<Done>> PushRun::holdBack(
    ItemPointer item, std::optional<ProductContent> seen, bool gone, QString message)
{
    if (const Result<Done> closed = co_await closeUnsent(item, message); !closed)
        co_return closed.failure();
    const HeldBack held{
        .batch = m_batch, .change = item->change.id, .seen = seen, .productGone = gone, .message = message};
    const auto staged = co_await m_context.journal.holdBack(held);
    if (!staged)
        co_return staged.failure();
    report(*item, Outcome::Conflict, message);
    co_return Done{};
}

QCoro::Task<Result<Done>> PushRun::closeUnsent(ItemPointer item, QString message)
{
    for (const Operation &operation : item->operations) {
        if (!item->planned || item->isUnwritten)
            break;
        if (operation.state == OperationState::Failed)
            continue; // was about to be sent when it became too late
        const Failure failure{FailureKind::Stale, message};
        const auto closed
            = co_await m_context.journal.markEnded(operation.id, OperationState::Failed, failure, m_lease.epoch());
        if (!closed)
            co_return closed.failure();
    }
    item->operations.clear();
    item->later.clear();
    co_return Done{};
}

QCoro::Task<Result<Done>> PushRun::holdBackMoved(ItemPointer item)
{
    const std::optional<ProductContent> seen = item->remote.content;
    const QString message = QCoreApplication::translate(
        "Sync::Push", "Somebody changed this product in Shopify while it was being sent. The rest was not sent.");
    co_return co_await holdBack(item, seen, item->remote.gone, message);
}

QCoro::Task<Result<Done>> PushRun::finishWithoutCall(ItemPointer item)
{
    Settlement settlement{.batch = m_batch,
        .epoch = m_lease.epoch(),
        .change = item->change.id,
        .product = item->change.product,
        .shopifyProduct = item->change.shopifyProduct,
        .title = item->change.title};
    if (item->problems.isEmpty()) {
        // Shopify holds what is wanted already.
        settlement.base = item->plan.agreed;
        settlement.catalogue = item->plan.agreedWrites;
        settlement.productGone = item->remote.gone;
        if (item->remote.gone)
            settlement.localFate = LocalFate::Unlink;
        else
            settlement.seen = item->remote.content;
    }
    const ChangeEnd end = endOf(*item);
    settlement.end = end;
    const Result<Settled> settled = co_await m_context.journal.settle(settlement);
    if (!settled)
        co_return settled.failure();
    report(*item, end.outcome, end.message);
    co_return Done{};
}

QCoro::Task<Result<std::optional<std::chrono::milliseconds>>> PushRun::stillAsPlanned(
    ItemPointer item, std::stop_token stop)
{
    using LookedAt = std::optional<std::chrono::milliseconds>;
    const Operation &next = item->operations.front();
    if (replacesNothing(next.kind))
        co_return LookedAt(m_context.clock.monotonic());
    const QList<FieldsWanted> wanted{fieldsOf(next)};
    while (true) {
        const std::chrono::milliseconds readAt = m_context.clock.monotonic();
        const auto reads = co_await m_reads.fields(wanted, stop);
        if (!reads)
            co_return reads.failure();
        const RemoteRead now = reads->value(next.shopifyProduct.value);
        if (isAsPlanned(next, now))
            co_return LookedAt(readAt);
        // What does not show our own writes yet is nothing to make a request from.
        if (!mayNotShow(*item, now)) {
            item->remote = now;
            co_return LookedAt();
        }
        const bool slept = co_await m_context.clock.sleep(m_context.times.lookAgain, stop);
        if (!slept)
            co_return stopped();
    }
}

bool PushRun::mayNotShow(const Item &item, const RemoteRead &read) const
{
    if (!item.settledSome || m_context.clock.monotonic() - item.wroteAt >= m_context.times.readLag)
        return false;
    QList<Operation> own;
    std::copy_if(m_confirmed.cbegin(), m_confirmed.cend(), std::back_inserter(own),
        [&item](const Operation &operation) { return operation.shopifyProduct == item.change.shopifyProduct; });
    return missesOwnWrites(read, own);
}

} // namespace Sync
