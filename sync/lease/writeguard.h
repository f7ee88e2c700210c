#pragma once

#include "sync/api/result.h"

#include <QCoroTask>

#include <chrono>
#include <stop_token>

namespace Sync {

class Clock;
class Gate;
class LeaseStore;
class WriterLease;

/// Refused, in words: maintenance mode is on.
Failure refusedByMaintenance(const QString &changedBy, const QString &reason);

/// Done unless maintenance mode is on.
QCoro::Task<Result<Done>> refuseInMaintenance(LeaseStore &store);

/// What stands between a run and each of its writes: a stop, a pause, maintenance mode, the lease. Belongs to one
/// thread.
class WriteGuard final
{
    Q_DISABLE_COPY_MOVE(WriteGuard)

public:
    /// How old the last look at the switch may be.
    static constexpr std::chrono::milliseconds lookAgainAfter{500};
    /// And when the first byte of that write leaves.
    static constexpr std::chrono::milliseconds oldestLook{1'500};

    WriteGuard(LeaseStore &store, Clock &clock, Gate &gate, const WriterLease &lease);

    /// Waits while paused; Done when a write may leave now. Fails as Stopped, Refused (maintenance is on) or Busy (the
    /// lease is lost), or with the reason why the switch cannot be read: then nothing may leave either.
    QCoro::Task<Result<Done>> pass(std::stop_token stop);
    /// What pass() looks at, now, and paused or not.
    QCoro::Task<Result<Done>> look();
    /// Whether what pass() found holds still, so that a write may leave this instant. Looks at nothing anew and never
    /// waits; when false, pass() says why, or waits for what has come up.
    bool stillHolds(const std::stop_token &stop) const;

private:
    LeaseStore &m_store;
    Clock &m_clock;
    Gate &m_gate;
    const WriterLease &m_lease;
    std::chrono::milliseconds m_lookedAt{-1'000'000};
};

} // namespace Sync
