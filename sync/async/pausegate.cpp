#include "sync/async/pausegate.h"

#include "sync/async/signalwait.h"

namespace Sync {

void PauseGate::open()
{
    if (std::exchange(m_open, true))
        return;
    Q_EMIT opened();
}

void PauseGate::close()
{
    m_open = false;
}

QCoro::Task<void> PauseGate::pass(std::stop_token stop)
{
    // Closed again between the signal and our turn: wait on.
    while (!m_open && !stop.stop_requested()) {
        Q_EMIT held();
        co_await SignalWait(this, &PauseGate::opened, stop);
    }
}

} // namespace Sync
