#include "sync/jobs/pull/pullresume.h"

#include "sync/jobs/common/jobcontext.h"

#include <QCoreApplication>

using namespace std::chrono_literals;

namespace Sync {

namespace {

/// Shopify keeps results for a week; but what is older than this is too far from the shop as it is to be worth it.
constexpr std::chrono::seconds LongestKept = 24h;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::PullJob", text);
}

Leftover useless(const QString &why)
{
    return {.askAnew = why};
}

} // namespace

QCoro::Task<Result<Leftover>> findLeftover(
    const JobContext &context, PullRecord record, QString fingerprint, std::stop_token stop)
{
    if (record.fingerprint != fingerprint)
        co_return useless(tr("The interrupted pull read other fields of the products, so it was begun anew."));
    BulkOperations operations(context.shop, context.clock);
    Leftover left;
    const struct
    {
        QString id;
        BulkOperation &seen;
    } parts[] = {{record.memberships, left.files.memberships}, {record.operation, left.files.products}};
    for (const auto &part : parts) {
        const Result<BulkOperation> seen = co_await operations.look(part.id, stop);
        if (!seen && seen.failure().kind != FailureKind::NotFound)
            co_return seen.failure();
        if (!seen || (seen->hasEnded() && seen->status != BulkStatus::Completed))
            co_return useless(tr("Shopify no longer has what it had prepared, so the pull was begun anew."));
        part.seen = *seen;
    }
    const BulkOperation *seen = &left.files.products;
    const QDateTime shopTime = context.shop.lastContact().serverTime;
    if (!seen->createdAt.isValid() || (shopTime.isValid() && seen->createdAt.addSecs(LongestKept.count()) < shopTime))
        co_return useless(tr("What Shopify had prepared is more than a day old, so the pull was begun anew."));
    const Result<bool> sent = wasAnythingSentSince(context.session, seen->createdAt);
    if (!sent)
        co_return sent.failure();
    if (*sent)
        co_return useless(tr("Changes were sent to Shopify meanwhile, so the pull was begun anew."));
    co_return Leftover(left);
}

bool canBeTakenUp(const Failure &failure, bool isPrepared)
{
    switch (failure.kind) {
    case FailureKind::ShopUnreachable:
    case FailureKind::DatabaseUnreachable:
        return true; // at Shopify it goes on meanwhile
    case FailureKind::BadInput:
    case FailureKind::NotFound:
    case FailureKind::ShopAnswer:
    case FailureKind::ShopRefused:
    case FailureKind::DataCorrupt:
    case FailureKind::Internal:
        return false; // the same would come of it once more
    default:
        return isPrepared; // else it was cancelled there
    }
}

} // namespace Sync
