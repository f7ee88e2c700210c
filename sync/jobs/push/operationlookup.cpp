#include "sync/jobs/push/operationlookup.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/outcome.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"
#include "sync/ports/journalstore.h"

#include <QCoreApplication>

namespace Sync {

namespace {

using End = SendOutcome::End;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Push", text);
}

Failure hadNoEffect()
{
    return {FailureKind::ShopUnreachable, tr("The change did not reach Shopify."),
        tr("The product was read back and is as it was before."), tr("Send it again.")};
}

Failure holdsSomethingElse()
{
    return {FailureKind::Stale,
        tr("The answer to a change was lost, and Shopify now holds neither the old nor the new value."),
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

OperationLookup::OperationLookup(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease)
    : m_context(context)
    , m_reads(reads)
    , m_lease(lease)
{ }

QCoro::Task<SendOutcome> OperationLookup::lookUp(
    Operation operation, std::chrono::milliseconds arrivedBy, std::stop_token stop)
{
    co_await m_context.clock.sleep(m_context.times.firstLook, stop);
    while (true) {
        const std::chrono::milliseconds readAt = m_context.clock.monotonic();
        const std::chrono::milliseconds wait = arrivedBy - readAt;
        const Result<RemoteRead> read = co_await readBack(operation);
        if (!read) {
            const SendOutcome unread{.end = End::Unknown, .failure = read.failure()};
            co_return co_await ended(operation, OperationState::Unknown, unread);
        }
        const ReadBack verdict = judgeReadBack(operation, *read);
        if (verdict == ReadBack::TookEffect)
            co_return SendOutcome{.end = End::Confirmed, .content = answerFrom(operation, *read)};
        if (wait <= std::chrono::milliseconds::zero()) {
            const bool isUntouched = verdict == ReadBack::NoEffect;
            const SendOutcome none{.end = isUntouched ? End::NotSent : End::SomethingElse,
                .content = read->content,
                .failure = isUntouched ? hadNoEffect() : holdsSomethingElse(),
                .readAt = readAt};
            co_return co_await ended(operation, OperationState::Failed, none);
        }
        const bool slept = co_await m_context.clock.sleep(wait, stop);
        if (!slept) {
            const SendOutcome unsettled{.end = End::Unknown, .failure = stopped()};
            co_return co_await ended(operation, OperationState::Unknown, unsettled);
        }
    }
}

QCoro::Task<Result<RemoteRead>> OperationLookup::readBack(Operation operation)
{
    if (operation.kind == OperationKind::ProductCreate) {
        const FieldValue handle = operation.after.product.value(Field::handle.toString());
        co_return co_await m_reads.byHandle(handle.value_or(QString()), {});
    }
    if (operation.kind == OperationKind::VariantsCreate) {
        const QList<ShopifyId> products{operation.shopifyProduct};
        const auto whole = co_await m_reads.whole(products, {});
        if (!whole)
            co_return whole.failure();
        co_return whole->value(operation.shopifyProduct.value);
    }
    const QList<FieldsWanted> wanted{fieldsOf(operation)};
    const auto fields = co_await m_reads.fields(wanted, {});
    if (!fields)
        co_return fields.failure();
    co_return fields->value(operation.shopifyProduct.value);
}

QCoro::Task<SendOutcome> OperationLookup::ended(Operation operation, OperationState state, SendOutcome outcome)
{
    Failure failure = outcome.failure;
    failure.requestId = outcome.requestId;
    const Result<Done> marked = co_await m_context.journal.markEnded(operation.id, state, failure, m_lease.epoch());
    if (!marked)
        co_return SendOutcome{.end = End::JournalLost, .failure = marked.failure()};
    co_return outcome;
}

} // namespace Sync
