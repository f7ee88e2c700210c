#include "sync/jobs/push/operationsender.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/mediacalls.h"
#include "sync/jobs/push/outcome.h"
#include "sync/lease/writeguard.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"
#include "sync/ports/journalstore.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

using End = SendOutcome::End;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Push", text);
}

Failure tooLate()
{
    return {FailureKind::Stale, tr("The change was not sent: too much time had passed since the product was read."),
        tr("Nothing was changed by it."), tr("It is read and sent anew.")};
}

/// How often it is looked, in all, whether Shopify has done what it has said yes to.
constexpr int mostMediaLooks = 10;
/// While Shopify has asked to wait: how long maintenance mode and a lost lease may go unheard.
constexpr std::chrono::milliseconds lookBetween{1'000};

Failure notSeenYet()
{
    return {FailureKind::ShopAnswer, tr("Shopify has accepted a change of media and not made it yet."),
        tr("It is read back later to find out."), {}, {}, {}, true};
}

/// Its answer tells nothing of the facets that were created with it.
bool replacesNothing(OperationKind kind)
{
    return kind == OperationKind::ProductCreate || kind == OperationKind::VariantsCreate;
}

} // namespace

OperationSender::OperationSender(
    const ProtocolContext &context, ShopReads &reads, const WriterLease &lease, WriteGuard &guard)
    : m_context(context)
    , m_reads(reads)
    , m_lease(lease)
    , m_guard(guard)
    , m_lookup(context, reads, lease)
{ }

QCoro::Task<SendOutcome> OperationSender::send(
    Operation operation, ShopRequest request, std::chrono::milliseconds readAt, ShopMisses misses, std::stop_token stop)
{
    SendOutcome outcome;
    for (int attemptNumber = 1; attemptNumber <= m_context.times.attempts; ++attemptNumber) {
        if (attemptNumber > 1) {
            // Finding out took its time: a pause, maintenance or another desk may have come in between.
            const Result<Done> may = co_await m_guard.pass(stop);
            if (!may)
                co_return SendOutcome{.end = End::NotSent, .failure = may.failure()};
            if (m_context.clock.monotonic() - readAt > m_context.times.readAge)
                co_return SendOutcome{.end = End::TooLate, .failure = tooLate()};
        }
        operation.attempt = attemptNumber;
        const Result<QDateTime> marked
            = co_await m_context.journal.markSent(operation.id, attemptNumber, m_lease.epoch());
        if (!marked)
            co_return SendOutcome{.end = End::JournalLost, .failure = marked.failure()};
        operation.sentAt = *marked;
        std::chrono::milliseconds leftAt = m_context.clock.monotonic();
        if (leftAt - readAt > m_context.times.readAge || !m_guard.stillHolds(stop)) {
            const SendOutcome late{.end = End::TooLate, .failure = tooLate()};
            co_return co_await m_lookup.ended(operation, OperationState::Failed, late);
        }
        // The port may wait for points and a token: the same once more when it has.
        request.departure = ShopDeparture{.by = readAt + m_context.times.readAge,
            .mayLeave =
                [this, readAt, stop, &leftAt] {
                    leftAt = m_context.clock.monotonic();
                    return leftAt - readAt <= m_context.times.readAge && m_guard.stillHolds(stop);
                },
            .misses = misses};
        outcome = co_await attempt(operation, request);
        if (outcome.end == End::NotSent && outcome.failure.sendAgainAfter) {
            const std::chrono::milliseconds wait = *outcome.failure.sendAgainAfter;
            co_await waitToSendAgain(wait, stop);
            outcome.end = End::TooLate;
            co_return outcome;
        }
        if (outcome.end != End::Unknown)
            co_return outcome;
        outcome = co_await m_lookup.lookUp(operation, leftAt + m_context.times.settleAfter, stop);
        if (outcome.end != End::NotSent)
            co_return outcome;
        readAt = outcome.readAt;
    }
    co_return outcome;
}

QCoro::Task<void> OperationSender::waitToSendAgain(std::chrono::milliseconds duration, std::stop_token stop)
{
    const std::chrono::milliseconds until = m_context.clock.monotonic() + duration;
    while (m_context.clock.monotonic() < until) {
        const std::chrono::milliseconds left = until - m_context.clock.monotonic();
        const bool slept = co_await m_context.clock.sleep(std::min(left, lookBetween), stop);
        if (!slept)
            co_return;
        // What forbids to go on ends the wait; whoever sends it anew is told what it is.
        const Result<Done> may = co_await m_guard.look();
        if (!may)
            co_return;
    }
}

QCoro::Task<SendOutcome> OperationSender::attempt(Operation operation, ShopRequest request)
{
    // The stop token stays here: a request cut off half way would only make its outcome unknown.
    const Result<ShopReply> reply = co_await m_context.shop.execute(request, {});
    if (!reply) {
        const bool unknown = reply.failure().mayHaveHappened;
        const SendOutcome lost{.end = unknown ? End::Unknown : End::NotSent,
            .failure = reply.failure(),
            .requestId = reply.failure().requestId};
        const OperationState state = unknown ? OperationState::Unknown : OperationState::Failed;
        co_return co_await m_lookup.ended(operation, state, lost);
    }
    SendOutcome outcome = answered(operation, reply->data, reply->requestId);
    if (outcome.end == End::Unknown)
        co_return co_await m_lookup.ended(operation, OperationState::Unknown, outcome);
    if (outcome.end == End::Refused)
        co_return co_await m_lookup.ended(operation, OperationState::Failed, outcome);
    if (operation.kind == OperationKind::ProductCreate) {
        // The write is done and proved; further pages of its variants only complete the picture.
        const Result<RemoteRead> whole = co_await m_reads.completed(outcome.content, {});
        if (whole && !whole->gone)
            outcome.content = whole->content;
    }
    if (isMediaCall(operation.kind))
        co_return co_await readBackMedia(operation, outcome);
    co_return co_await withFacets(operation, outcome);
}

QCoro::Task<SendOutcome> OperationSender::withFacets(Operation operation, SendOutcome outcome)
{
    if (!replacesNothing(operation.kind) || !createsFacets(operation))
        co_return outcome;
    if (operation.shopifyProduct.isValid())
        outcome.content.id = operation.shopifyProduct;
    const Result<ProductContent> whole = co_await m_reads.withFacets(outcome.content, {});
    if (whole && operation.kind == OperationKind::VariantsCreate) {
        // What else moved on the product is for a pull to find.
        outcome.content.variants = whole->variants;
    } else if (whole) {
        outcome.content = *whole;
    }
    co_return outcome;
}

QCoro::Task<SendOutcome> OperationSender::readBackMedia(Operation operation, SendOutcome outcome)
{
    // The answer tells nothing of the other media, and Shopify may do only afterwards what it has said yes to.
    const QList<FieldsWanted> wanted{fieldsOf(operation)};
    for (int look = 1; look <= mostMediaLooks; ++look) {
        const auto reads = co_await m_reads.fields(wanted, {});
        if (!reads)
            break;
        const RemoteRead read = reads->value(operation.shopifyProduct.value);
        if (judgeReadBack(operation, read) == ReadBack::TookEffect) {
            outcome.content = read.content;
            co_return outcome;
        }
        co_await m_context.clock.sleep(m_context.times.firstLook, {});
    }
    outcome.end = End::Unknown;
    outcome.failure = notSeenYet();
    co_return co_await m_lookup.ended(operation, OperationState::Unknown, outcome);
}

} // namespace Sync
