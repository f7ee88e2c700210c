#pragma once

#include <QCoroTask>

#include <QObject>

#include <deque>
#include <stop_token>

namespace Sync {

/// Lets coroutines of one thread pass one at a time, in the order they came.
class Turnstile final
{
    Q_DISABLE_COPY_MOVE(Turnstile)

public:
    Turnstile() = default;

    /// True when it is the caller's turn; leave() must follow. False when a stop was requested first.
    QCoro::Task<bool> enter(std::stop_token stop);
    void leave();

private:
    class Waiter;

    bool m_taken = false;
    std::deque<Waiter *> m_waiters;
};

/// Leaves when the scope ends.
class TurnstileLeaver final
{
    Q_DISABLE_COPY_MOVE(TurnstileLeaver)

public:
    explicit TurnstileLeaver(Turnstile &turnstile)
        : m_turnstile(turnstile)
    { }
    ~TurnstileLeaver() { m_turnstile.leave(); }

private:
    Turnstile &m_turnstile;
};

} // namespace Sync
