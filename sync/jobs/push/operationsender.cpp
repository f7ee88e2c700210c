#include "sync/jobs/push/operationsender.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/outcome.h"
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

Failure refusedBy(const QList<ShopUserError> &errors, const QString &requestId)
{
    return {FailureKind::ShopRefused, tr("Shopify refused this change: %1").arg(sentences(errors)),
        tr("This product was not changed by this call; the others are not affected."),
        tr("Correct the value in the catalogue and send it again."),
        errors.isEmpty() ? QString() : errors.first().path.join(u'.') + u' ' + errors.first().code, requestId};
}

Failure hadNoEffect()
{
    return {FailureKind::ShopUnreachable, tr("The change did not reach Shopify."),
        tr("The product was read back and is as it was before."), tr("Send it again.")};
}

Failure holdsSomethingElse()
{
    return {FailureKind::Stale, tr("The answer to a change was lost, and Shopify now holds neither the old nor the new value."),
        tr("Somebody else has written the same fields since. Nothing is sent over it."),
        tr("Compare the values in Review and decide there.")};
}

/// What was read, as the mutation's own answer would have told it.
ProductContent answerFrom(const Operation &operation, const RemoteRead &read)
{
    ProductContent content = read.content;
    if (operation.kind != OperationKind::ProductCreate)
        content.id = operation.shopifyProduct;
    return content;
}

} // namespace

OperationSender::OperationSender(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease)
    : m_context(context)
    , m_reads(reads)
    , m_lease(lease)
{
}

QCoro::Task<SendOutcome> OperationSender::send(Operation operation, ShopRequest request, std::stop_token stop)
{
    SendOutcome outcome;
    for (int attemptNumber = 1; attemptNumber <= m_context.times.attempts; ++attemptNumber) {
        operation.attempt = attemptNumber;
        const Result<Done> marked = co_await m_context.journal.markSent(operation.id, attemptNumber, m_lease.epoch());
        if (!marked)
            co_return SendOutcome{.end = End::JournalLost, .failure = marked.failure()};
        operation.sentAt = m_context.clock.now();
        outcome = co_await attempt(operation, request);
        if (outcome.end != End::Unknown)
            co_return outcome;
        outcome = co_await lookUp(operation, stop);
        if (outcome.end != End::NotSent || stop.stop_requested() || !m_lease.check())
            co_return outcome;
    }
    co_return outcome;
}

QCoro::Task<SendOutcome> OperationSender::attempt(Operation operation, ShopRequest request)
{
    // The stop token stays here: a request cut off half way would only make its outcome unknown.
    const Result<ShopReply> reply = co_await m_context.shop.execute(request, {});
    if (!reply) {
        const bool unknown = reply.failure().mayHaveHappened;
        const SendOutcome lost{.end = unknown ? End::Unknown : End::NotSent, .failure = reply.failure(),
            .requestId = reply.failure().requestId};
        co_return co_await ended(operation, unknown ? OperationState::Unknown : OperationState::Failed, lost);
    }
    const Result<MutationAnswer> answer = readMutationAnswer(operation.kind, reply->data);
    if (!answer) {
        const SendOutcome unreadable{.end = End::Unknown, .failure = answer.failure(), .requestId = reply->requestId};
        co_return co_await ended(operation, OperationState::Unknown, unreadable);
    }
    if (!answer->errors.isEmpty()) {
        const SendOutcome refused{.end = End::Refused, .errors = answer->errors,
            .failure = refusedBy(answer->errors, reply->requestId), .requestId = reply->requestId};
        co_return co_await ended(operation, OperationState::Failed, refused);
    }
    SendOutcome confirmed{.end = End::Confirmed, .content = answer->product.value_or(ProductContent{}), .requestId = reply->requestId};
    if (operation.kind == OperationKind::InventorySet) {
        // The quantity was compared and set by Shopify itself: what was asked for is what is there.
        for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant)
            confirmed.content.variants += VariantContent{.id = ShopifyId{variant.key()}, .fields = variant.value()};
    }
    if (operation.kind == OperationKind::ProductCreate) {
        // The write is done and proved; further pages of its variants only complete the picture.
        const Result<ProductContent> whole = co_await m_reads.completed(confirmed.content, {});
        if (whole)
            confirmed.content = *whole;
    }
    co_return confirmed;
}

QCoro::Task<SendOutcome> OperationSender::lookUp(Operation operation, std::stop_token stop)
{
    co_await m_context.clock.sleep(m_context.times.firstLook, stop);
    while (true) {
        const Result<RemoteRead> read = co_await readBack(operation, {});
        if (!read) {
            const SendOutcome unread{.end = End::Unknown, .failure = read.failure()};
            co_return co_await ended(operation, OperationState::Unknown, unread);
        }
        const ReadBack verdict = judgeReadBack(operation, *read);
        if (verdict == ReadBack::TookEffect)
            co_return SendOutcome{.end = End::Confirmed, .content = answerFrom(operation, *read)};
        if (verdict == ReadBack::SomethingElse) {
            const SendOutcome other{.end = End::SomethingElse, .content = read->content, .failure = holdsSomethingElse()};
            co_return co_await ended(operation, OperationState::Failed, other);
        }
        const std::chrono::milliseconds wait = m_context.times.settleAfter - ageOf(operation);
        if (wait <= std::chrono::milliseconds::zero()) {
            const SendOutcome none{.end = End::NotSent, .failure = hadNoEffect()};
            co_return co_await ended(operation, OperationState::Failed, none);
        }
        const bool slept = co_await m_context.clock.sleep(wait, stop);
        if (!slept)
            co_return SendOutcome{.end = End::Unknown, .failure = stopped()};
    }
}

QCoro::Task<Result<RemoteRead>> OperationSender::readBack(Operation operation, std::stop_token stop)
{
    if (operation.kind == OperationKind::ProductCreate) {
        const FieldValue handle = operation.after.product.value(Field::handle.toString());
        co_return co_await m_reads.byHandle(handle.value_or(QString()), stop);
    }
    if (operation.kind == OperationKind::VariantsCreate) {
        const QList<ShopifyId> products{operation.shopifyProduct};
        const auto whole = co_await m_reads.whole(products, stop);
        if (!whole)
            co_return whole.failure();
        co_return whole->value(operation.shopifyProduct.value);
    }
    const QList<FieldsWanted> wanted{fieldsOf(operation)};
    const auto fields = co_await m_reads.fields(wanted, stop);
    if (!fields)
        co_return fields.failure();
    co_return fields->value(operation.shopifyProduct.value);
}

QCoro::Task<SendOutcome> OperationSender::ended(Operation operation, OperationState state, SendOutcome outcome)
{
    Failure failure = outcome.failure;
    failure.requestId = outcome.requestId;
    const Result<Done> marked = co_await m_context.journal.markEnded(operation.id, state, failure, m_lease.epoch());
    if (!marked)
        co_return SendOutcome{.end = End::JournalLost, .failure = marked.failure()};
    co_return outcome;
}

std::chrono::milliseconds OperationSender::ageOf(const Operation &operation) const
{
    // Wall time, because the request may have been sent by a process that is gone. A clock set back only makes the
    // wait longer, up to its full length.
    const std::chrono::milliseconds age{operation.sentAt.msecsTo(m_context.clock.now())};
    return std::max(age, std::chrono::milliseconds::zero());
}

} // namespace Sync
