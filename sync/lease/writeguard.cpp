#include "sync/lease/writeguard.h"

#include "sync/async/gate.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"
#include "sync/ports/leasestore.h"

#include <QCoreApplication>

namespace Sync {

Failure refusedByMaintenance(const QString &changedBy, const QString &reason)
{
    const QString what = reason.isEmpty()
        ? QCoreApplication::translate("Sync::WriteGuard", "Maintenance mode is on, set by %1.").arg(changedBy)
        : QCoreApplication::translate("Sync::WriteGuard", "Maintenance mode is on, set by %1: %2.")
              .arg(changedBy, reason);
    return {FailureKind::Refused, what,
        QCoreApplication::translate(
            "Sync::WriteGuard", "Until it ends nothing is pulled, written or sent, whoever asks."),
        QCoreApplication::translate(
            "Sync::WriteGuard", "Turn it off in the Emergency menu when the shop may be changed again.")};
}

QCoro::Task<Result<Done>> refuseInMaintenance(LeaseStore &store)
{
    const Result<MaintenanceState> state = co_await store.maintenance();
    if (!state)
        co_return state.failure();
    if (state->active)
        co_return refusedByMaintenance(state->changedBy, state->reason);
    co_return Done{};
}

WriteGuard::WriteGuard(LeaseStore &store, Clock &clock, Gate &gate, const WriterLease &lease)
    : m_store(store)
    , m_clock(clock)
    , m_gate(gate)
    , m_lease(lease)
{ }

QCoro::Task<Result<Done>> WriteGuard::pass(std::stop_token stop)
{
    co_await m_gate.pass(stop);
    if (stop.stop_requested())
        co_return stopped();
    if (m_clock.monotonic() - m_lookedAt >= lookAgainAfter)
        co_return co_await look();
    co_return m_lease.check();
}

bool WriteGuard::stillHolds(const std::stop_token &stop) const
{
    return !stop.stop_requested() && m_gate.isOpen() && m_clock.monotonic() - m_lookedAt <= oldestLook
        && m_lease.check();
}

QCoro::Task<Result<Done>> WriteGuard::look()
{
    // From before the call: the answer may take its time.
    const std::chrono::milliseconds asked = m_clock.monotonic();
    if (const Result<Done> may = co_await refuseInMaintenance(m_store); !may)
        co_return may.failure();
    m_lookedAt = asked;
    co_return m_lease.check();
}

} // namespace Sync
