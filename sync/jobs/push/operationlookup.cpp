#include "sync/jobs/push/operationlookup.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/outcome.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"
#include "sync/ports/journalstore.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>
#include <vector>

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
    const QList<Awaited> one{{operation, arrivedBy}};
    co_await m_context.clock.sleep(m_context.times.firstLook, stop);
    while (true) {
        const QList<std::optional<SendOutcome>> looked = co_await look(one);
        if (looked.first())
            co_return SendOutcome(*looked.first());
        const bool slept = co_await m_context.clock.sleep(arrivedBy - m_context.clock.monotonic(), stop);
        if (!slept) {
            const SendOutcome unsettled{.end = End::Unknown, .failure = stopped()};
            co_return co_await ended(operation, OperationState::Unknown, unsettled);
        }
    }
}

QCoro::Task<QList<std::optional<SendOutcome>>> OperationLookup::look(QList<Awaited> awaited)
{
    const std::chrono::milliseconds readAt = m_context.clock.monotonic();
    const QList<Result<RemoteRead>> reads = co_await readBack(awaited);
    const Result<QString> name = co_await shopName(awaited);
    const QString ownName = name ? *name : QString();
    QList<std::optional<SendOutcome>> outcomes(awaited.size());
    // Written down all at once, so that they share transactions.
    std::vector<std::pair<qsizetype, QCoro::Task<SendOutcome>>> ending;
    for (qsizetype i = 0; i < awaited.size(); ++i) {
        const Operation &asked = awaited.at(i).operation;
        const std::chrono::milliseconds wait = awaited.at(i).arrivedBy - readAt;
        const bool isNamed = name || !asksForNoVendor(asked);
        const Result<RemoteRead> read = isNamed ? reads.at(i) : Result<RemoteRead>(name.failure());
        const Operation operation = read ? asStored(asked, read->content, ownName) : asked;
        if (!read) {
            const SendOutcome unread{.end = End::Unknown, .failure = read.failure()};
            ending.emplace_back(i, ended(operation, OperationState::Unknown, unread));
        } else if (const ReadBack verdict = judgeReadBack(operation, *read); verdict == ReadBack::TookEffect) {
            outcomes[i] = SendOutcome{.end = End::Confirmed,
                .content = answerFrom(operation, *read),
                .shopName = ownName,
                .others = writtenByOthers(operation, read->content)};
        } else if (wait <= std::chrono::milliseconds::zero()) {
            const bool isUntouched = verdict == ReadBack::NoEffect;
            const SendOutcome none{.end = isUntouched ? End::NotSent : End::SomethingElse,
                .content = read->content,
                .failure = isUntouched ? hadNoEffect() : holdsSomethingElse(),
                .readAt = readAt};
            ending.emplace_back(i, ended(operation, OperationState::Failed, none));
        }
    }
    for (auto &[place, task] : ending)
        outcomes[place] = co_await task;
    co_return outcomes;
}

QCoro::Task<QList<Result<RemoteRead>>> OperationLookup::readBack(QList<Awaited> awaited)
{
    QList<FieldsWanted> wanted;
    QList<ShopifyId> whole;
    for (const Awaited &one : awaited) {
        const Operation &operation = one.operation;
        if (operation.kind == OperationKind::VariantsCreate)
            whole += operation.shopifyProduct;
        else if (operation.kind != OperationKind::ProductCreate)
            wanted += fieldsOf(operation);
    }
    const auto fields = co_await m_reads.fields(wanted, {});
    const auto wholes = co_await m_reads.whole(whole, {});
    QList<Result<RemoteRead>> reads;
    for (const Awaited &one : awaited) {
        const Operation &operation = one.operation;
        if (operation.kind == OperationKind::ProductCreate) {
            const Result<RemoteRead> created = co_await readCreated(operation);
            reads += created;
            continue;
        }
        const auto &found = operation.kind == OperationKind::VariantsCreate ? wholes : fields;
        reads += found ? Result<RemoteRead>(found->value(operation.shopifyProduct.value))
                       : Result<RemoteRead>(found.failure());
    }
    co_return reads;
}

QCoro::Task<Result<RemoteRead>> OperationLookup::readCreated(Operation operation)
{
    const FieldValue handle = operation.after.product.value(Field::handle.toString());
    const Result<RemoteRead> found = co_await m_reads.byHandle(handle.value_or(QString()), {});
    if (!found || found->gone || !createsFacets(operation))
        co_return found;
    const Result<ProductContent> whole = co_await m_reads.withFacets(found->content, {});
    if (!whole)
        co_return whole.failure();
    co_return RemoteRead{.content = *whole};
}

QCoro::Task<Result<QString>> OperationLookup::shopName(QList<Awaited> awaited)
{
    const bool matters = std::any_of(
        awaited.cbegin(), awaited.cend(), [](const Awaited &one) { return asksForNoVendor(one.operation); });
    if (!matters || !m_context.settings.name.isEmpty())
        co_return QString(m_context.settings.name);
    const ShopRequest request{.document = QStringLiteral("shop_greeting")};
    const Result<ShopReply> reply = co_await m_context.shop.execute(request, {});
    if (!reply)
        co_return reply.failure();
    co_return reply->data.value(QStringLiteral("shop")).toObject().value(QStringLiteral("name")).toString();
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
