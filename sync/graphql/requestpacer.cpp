#include "sync/graphql/requestpacer.h"

#include "sync/async/signalwait.h"

namespace Sync {

using std::chrono::milliseconds;

RequestPacer::RequestPacer(Clock &clock)
    : m_clock(clock)
    , m_bucket(clock)
{ }

QCoro::Task<Result<CostBucket::Reservation>> RequestPacer::pass(double cost, std::stop_token stop)
{
    // Awaited in a statement of its own: GCC 12 destroys the temporaries of a condition twice.
    const bool entered = co_await m_turnstile.enter(stop);
    if (!entered)
        co_return stopped();
    const TurnstileLeaver leaver(m_turnstile);
    while (!stop.stop_requested()) {
        const std::optional<milliseconds> wait = m_bucket.waitFor(cost);
        if (wait == milliseconds::zero()) {
            m_waitsUntil = milliseconds::zero();
            co_return m_bucket.reserve(cost);
        }
        if (wait) {
            m_waitsUntil = m_clock.monotonic() + *wait;
            co_await m_clock.sleep(*wait, stop);
        } else {
            co_await SignalWait(this, &RequestPacer::settled, stop);
        }
    }
    m_waitsUntil = milliseconds::zero();
    co_return stopped();
}

void RequestPacer::settle(CostBucket::Reservation reservation, std::optional<CostReport> report)
{
    m_bucket.settle(reservation, report);
    Q_EMIT settled();
}

void RequestPacer::giveBack(CostBucket::Reservation reservation)
{
    m_bucket.giveBack(reservation);
    Q_EMIT settled();
}

ThrottleState RequestPacer::state() const
{
    ThrottleState state = m_bucket.state();
    state.waiting = std::max(milliseconds::zero(), m_waitsUntil - m_clock.monotonic());
    return state;
}

} // namespace Sync
