#include "sync/graphql/turnstile.h"

#include "sync/async/signalwait.h"

#include <algorithm>

namespace Sync {

class Turnstile::Waiter final : public QObject
{
    Q_OBJECT

public:
    bool m_isTurn = false;

Q_SIGNALS:
    void turnCame();
};

QCoro::Task<bool> Turnstile::enter(std::stop_token stop)
{
    if (stop.stop_requested())
        co_return false;
    if (!std::exchange(m_taken, true))
        co_return true;
    Waiter waiter;
    m_waiters.push_back(&waiter);
    co_await SignalWait(&waiter, &Waiter::turnCame, stop);
    if (waiter.m_isTurn && !stop.stop_requested())
        co_return true;
    // The turn may have come in the same moment as the stop: hand it on.
    if (waiter.m_isTurn)
        leave();
    else
        m_waiters.erase(std::find(m_waiters.begin(), m_waiters.end(), &waiter));
    co_return false;
}

void Turnstile::leave()
{
    if (m_waiters.empty()) {
        m_taken = false;
        return;
    }
    Waiter *next = m_waiters.front();
    m_waiters.pop_front();
    next->m_isTurn = true;
    Q_EMIT next->turnCame();
}

} // namespace Sync

#include "turnstile.moc"
