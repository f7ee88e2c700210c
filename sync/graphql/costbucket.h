#pragma once

#include "sync/api/progress.h"
#include "sync/ports/clock.h"

#include <chrono>
#include <optional>

namespace Sync {

/// What an answer says about cost.
struct CostReport
{
    double requested = 0;
    std::optional<double> actual = {}; ///< Missing when nothing was executed.
    double maximum = 0;
    double available = 0;
    double restorePerSecond = 0;

    bool operator==(const CostReport &) const = default;
};

/// Shopify's leaky bucket as far as can be known from outside. Pure bookkeeping on a clock handed in; not thread-safe.
///
/// Sends nothing that would be throttled and leaves no points unused: a ledger is kept of every request in flight,
/// and each answer pins it between what the server had at most and at least. What the ledger lost without us is what
/// others on the same bucket used.
class CostBucket final
{
public:
    /// Kept back so that another desk's requests between two answers do not make ours bounce.
    static constexpr double MarginShare = 0.02;

    struct Reservation
    {
        double cost = 0;
        std::chrono::milliseconds sentAt{0};
        double chargedBefore = 0; ///< Points charged to requests settled before this one was sent.
    };

    explicit CostBucket(const Clock &clock)
        : m_clock(clock)
    { }

    /// How long a request of this cost has to wait, zero when it may go now. Nothing when only an answer to a request
    /// in flight can tell: before the first one Shopify's limits are unknown.
    std::optional<std::chrono::milliseconds> waitFor(double cost) const;
    /// Takes the points; to be called when the request is sent, and settled exactly once.
    Reservation reserve(double cost);
    /// Gives back what was not used. Without a report the points count as spent: the answer may have been lost.
    void settle(const Reservation &reservation, const std::optional<CostReport> &report);
    /// Gives all of it back: the request was not sent after all.
    void giveBack(const Reservation &reservation);
    /// Nothing may be sent for so long, whatever the points say.
    void hold(std::chrono::milliseconds duration);
    /// How long that still is.
    std::chrono::milliseconds held() const;

    /// waiting is zero here; whoever queues requests knows it.
    ThrottleState state() const;
    /// Points a second used by others, over the last ten seconds or so.
    double othersPerSecond() const;

private:
    double levelNow() const;
    double margin(double cost) const;
    void noteOthers(double points);

    const Clock &m_clock;
    double m_maximum = 0;
    double m_restore = 0;
    double m_level = 0;
    std::chrono::milliseconds m_levelAt{0};
    double m_inFlight = 0;
    double m_charged = 0; ///< To settled requests, since the start.
    int m_requestsInFlight = 0;
    double m_others = 0;
    std::chrono::milliseconds m_othersAt{0};
    std::chrono::milliseconds m_heldUntil{0};
};

} // namespace Sync
