#pragma once

#include "sync/api/result.h"
#include "sync/graphql/costbucket.h"
#include "sync/graphql/turnstile.h"

#include <QCoroTask>

#include <QObject>

#include <stop_token>

namespace Sync {

/// Holds requests back until their points are there; first come, first served. Belongs to one thread.
class RequestPacer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestPacer)

public:
    explicit RequestPacer(Clock &clock);

    /// Returns when a request of this cost may be sent; it then counts as sent and must be settled.
    QCoro::Task<Result<CostBucket::Reservation>> pass(double cost, std::stop_token stop);
    void settle(CostBucket::Reservation reservation, std::optional<CostReport> report);
    /// Of a request that passed and was not sent.
    void giveBack(CostBucket::Reservation reservation);
    /// Nothing passes for so long.
    void hold(std::chrono::milliseconds duration) { m_bucket.hold(duration); }
    /// How long that still is.
    std::chrono::milliseconds held() const { return m_bucket.held(); }

    ThrottleState state() const;

Q_SIGNALS:
    void settled();

private:
    Clock &m_clock;
    CostBucket m_bucket;
    Turnstile m_turnstile;
    std::chrono::milliseconds m_waitsUntil{0};
};

} // namespace Sync
