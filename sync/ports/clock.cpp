#include "sync/ports/clock.h"

#include "sync/async/signalwait.h"

#include <QTimer>

namespace Sync {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

QCoro::Task<bool> SystemClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    timer.start(duration);
    const WaitEnd end = co_await SignalWait(&timer, &QTimer::timeout, std::chrono::milliseconds::zero(), stop);
    co_return end == WaitEnd::Emitted;
}

} // namespace Sync
