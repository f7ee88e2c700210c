#pragma once

#include "sync/api/result.h"
#include "sync/ports/leasestore.h"

#include <QCoroTask>

#include <chrono>
#include <optional>
#include <stop_token>

namespace Sync {

class Clock;
struct Operator;
struct ShopIdentity;

/// How long a lease runs, how often it is renewed, and how much of it must be left before a request is sent.
struct LeaseTimes
{
    std::chrono::milliseconds duration{30'000};
    std::chrono::milliseconds renewal{5'000};
    std::chrono::milliseconds margin{10'000};
};

/// This run's right to write to the shop: taken before the first write, renewed by itself while held, looked at before
/// each request on the clock that never goes back.
///
/// Ends by release(), which must be awaited before the lease is destroyed. Belongs to one thread.
class WriterLease final
{
    Q_DISABLE_COPY_MOVE(WriterLease)

public:
    WriterLease(LeaseStore &store, Clock &clock, LeaseTimes times = {});
    ~WriterLease();

    /// Fails as Busy, naming who holds it, while another desk has it, and as Refused when the database belongs to
    /// another shop. One that this desk could not give back is taken over at once, under a new epoch.
    QCoro::Task<Result<Done>> take(ShopIdentity shop, Operator who);
    /// Stops the renewal and gives the lease back. Harmless when it was never taken or is lost.
    QCoro::Task<void> release();

    /// The number every journal row carries; 0 before take().
    qint64 epoch() const { return m_epoch; }
    /// Busy when another desk has taken over or too little time is left to send anything.
    Result<Done> check() const;

private:
    QCoro::Task<void> keep(std::stop_token stop);
    QCoro::Task<bool> renewOnce();

    LeaseStore &m_store;
    Clock &m_clock;
    LeaseTimes m_times;
    LeaseClaim m_claim;
    qint64 m_epoch = 0;
    std::chrono::milliseconds m_heldUntil{0}; ///< Monotonic.
    bool m_lost = false;
    std::optional<Failure> m_lastFailure;
    std::stop_source m_renewing;
    std::optional<QCoro::Task<void>> m_keeper;
};

/// Busy, in words: another desk writes to the shop now.
Failure leaseLost(const QString &detail = {});

} // namespace Sync
