#include "sync/lease/writerlease.h"

#include "sync/api/settings.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"

#include <QCoreApplication>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {
Q_LOGGING_CATEGORY(log, "syncdesk.lease")
}

Failure leaseLost(const QString &detail)
{
    return {FailureKind::Busy,
        QCoreApplication::translate("Sync::WriterLease", "Another desk has taken over, so this run stopped."),
        QCoreApplication::translate(
            "Sync::WriterLease", "What it had done by then is in History; nothing more is written or sent from here."),
        QCoreApplication::translate(
            "Sync::WriterLease", "Wait until the other desk has finished, then start again for the rest."),
        detail};
}

namespace {
/// Its own time is over, and nothing is known of any other desk.
Failure leaseRanOut(const QString &detail)
{
    return {FailureKind::Busy,
        QCoreApplication::translate("Sync::WriterLease",
            "This computer stood still for too long, so its turn to write ran out and this run stopped."),
        QCoreApplication::translate("Sync::WriterLease",
            "Another desk may have written meanwhile. What this run had done by then is in History; nothing more is "
            "written or sent by it."),
        QCoreApplication::translate("Sync::WriterLease", "Start again for the rest."), detail};
}
} // namespace

WriterLease::WriterLease(LeaseStore &store, Clock &clock, LeaseTimes times)
    : m_store(store)
    , m_clock(clock)
    , m_times(times)
{ }

WriterLease::~WriterLease()
{
    Q_ASSERT(!m_keeper);
}

QCoro::Task<Result<Done>> WriterLease::take(ShopIdentity shop, Operator who)
{
    // A desk runs one batch at a time, so a lease of its own is one it could not give back: its database had gone away.
    m_claim = {shop.domain, who.desk, who.desk, m_times.duration, shop.number, who.name};
    // Counted from before the call: the database's clock starts the lease later than that, never earlier.
    const std::chrono::milliseconds asked = m_clock.monotonic();
    const Result<qint64> taken = co_await m_store.take(m_claim);
    if (!taken)
        co_return taken.failure();
    m_epoch = *taken;
    m_heldUntil = asked + m_times.duration;
    m_lost = false;
    m_keeper.emplace(keep(m_renewing.get_token()));
    co_return Done{};
}

QCoro::Task<void> WriterLease::release()
{
    if (!m_keeper)
        co_return;
    m_renewing.request_stop();
    co_await *m_keeper;
    m_keeper.reset();
    if (const auto released = co_await m_store.release(m_claim, m_epoch); !released)
        qCInfo(log, "not released, it runs out by itself: %s", qUtf8Printable(released.failure().detail));
}

Result<Done> WriterLease::check() const
{
    if (m_lost)
        return leaseLost(u"epoch %1"_s.arg(m_epoch));
    if (m_clock.monotonic() + m_times.margin <= m_heldUntil)
        return Done{};
    if (m_lastFailure)
        return *m_lastFailure;
    return leaseRanOut(u"epoch %1 not renewed in time"_s.arg(m_epoch));
}

QCoro::Task<void> WriterLease::keep(std::stop_token stop)
{
    bool held = true;
    while (held) {
        // Awaited in statements of their own: GCC 12 destroys the temporaries of a condition twice.
        const bool slept = co_await m_clock.sleep(m_times.renewal, stop);
        if (!slept)
            co_return;
        held = co_await renewOnce();
    }
}

QCoro::Task<bool> WriterLease::renewOnce()
{
    const std::chrono::milliseconds asked = m_clock.monotonic();
    const Result<Done> renewed = co_await m_store.renew(m_claim, m_epoch);
    if (renewed) {
        m_heldUntil = asked + m_times.duration;
        m_lastFailure.reset();
        co_return true;
    }
    // Any other failure may pass: the lease still runs and is tried again, until check() finds too little of it left.
    m_lastFailure = renewed.failure();
    m_lost = renewed.failure().kind == FailureKind::Busy;
    co_return !m_lost;
}

} // namespace Sync
