#include "sync/lease/rememberedlease.h"

#include <QCoreApplication>

namespace Sync {

namespace {

Failure olderCopy()
{
    return {FailureKind::DatabaseForeign,
        QCoreApplication::translate(
            "Sync::WriterLease", "The database is an older copy of the one that this desk has worked with before."),
        QCoreApplication::translate("Sync::WriterLease",
            "What was sent to Shopify since that copy was made is not recorded in it, so nothing was sent or undone."),
        QCoreApplication::translate("Sync::WriterLease",
            "If the newer database is still there, connect to it again. If not, pull from Shopify and look at what "
            "Review shows, or run a replay; then start again.")};
}

} // namespace

RememberedLease::RememberedLease(LeaseStore &store, NewestEpoch &newest)
    : m_store(store)
    , m_newest(newest)
{ }

QCoro::Task<Result<qint64>> RememberedLease::take(LeaseClaim claim)
{
    const Result<qint64> epoch = co_await m_store.take(claim);
    if (!epoch)
        co_return epoch.failure();
    if (m_newest.isOfOlderCopy(*epoch)) {
        co_await m_store.release(claim, *epoch); // or it runs out by itself
        co_return olderCopy();
    }
    m_newest.note(*epoch);
    co_return *epoch;
}

QCoro::Task<Result<Done>> RememberedLease::renew(LeaseClaim claim, qint64 epoch)
{
    co_return co_await m_store.renew(claim, epoch);
}

QCoro::Task<Result<Done>> RememberedLease::release(LeaseClaim claim, qint64 epoch)
{
    co_return co_await m_store.release(claim, epoch);
}

QCoro::Task<Result<MaintenanceState>> RememberedLease::maintenance()
{
    co_return co_await m_store.maintenance();
}

} // namespace Sync
