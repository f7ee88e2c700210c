#include "sync/ports/clock.h"

#include "sync/async/signalwait.h"
#include "sync/ports/sleepingtimer.h"

#include <QTimer>

#include <time.h>

namespace Sync {

namespace {

/// A Qt timer. Not a sleep in a coroutine: it goes without a trace, also when its thread has no event loop any more.
class SystemTimer final : public Timer
{
    Q_DISABLE_COPY_MOVE(SystemTimer)

public:
    explicit SystemTimer(std::function<void()> due)
        : m_due(std::move(due))
    { }

    void startOnce(std::chrono::milliseconds duration) override { start(duration, true); }
    void startEvery(std::chrono::milliseconds interval) override { start(interval, false); }
    void stop() override
    {
        if (m_timer)
            m_timer->stop();
    }
    bool isActive() const override { return m_timer && m_timer->isActive(); }

private:
    void start(std::chrono::milliseconds duration, bool isOnce)
    {
        // Made here rather than with the timer, which may have been moved to another thread since.
        if (!m_timer) {
            m_timer = std::make_unique<QTimer>();
            QObject::connect(m_timer.get(), &QTimer::timeout, m_timer.get(), m_due);
        }
        m_timer->setSingleShot(isOnce);
        m_timer->start(duration);
    }

    std::function<void()> m_due;
    std::unique_ptr<QTimer> m_timer;
};

} // namespace

std::unique_ptr<Timer> Clock::timer(std::function<void()> due)
{
    return std::make_unique<SleepingTimer>(*this, std::move(due));
}

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::monotonic() const
{
#ifdef CLOCK_BOOTTIME
    // The other steady clocks stand still while the computer sleeps: a lease, a read or a look at maintenance mode from
    // before a night in the bag would still count as fresh, and a lowered safe level would last until the next day.
    timespec now{};
    if (clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
#endif
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

QCoro::Task<bool> SystemClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    timer.start(duration);
    const WaitEnd end = co_await SignalWait(&timer, &QTimer::timeout, stop);
    co_return end == WaitEnd::Emitted;
}

std::unique_ptr<Timer> SystemClock::timer(std::function<void()> due)
{
    return std::make_unique<SystemTimer>(std::move(due));
}

} // namespace Sync
