#include "tests/benchmarks/window/guiwatch.h"

#include <QThread>

#include <ctime>

using namespace std::chrono_literals;

namespace Benchmarks {

namespace {

constexpr std::chrono::milliseconds pulse = 4ms;

double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

} // namespace

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    // Every thread's events come through here.
    if (QThread::currentThread() != thread() || m_depth > 0)
        return QApplication::notify(receiver, event);
    ++m_depth;
    // Neither need outlive the call.
    const QEvent::Type type = event->type();
    const char *receiverClass = receiver->metaObject()->className();
    const double before = threadMilliseconds();
    const bool handled = QApplication::notify(receiver, event);
    const double taken = threadMilliseconds() - before;
    if (taken > m_slowest.milliseconds)
        m_slowest = {taken, type, receiverClass};
    m_times.push_back(taken);
    --m_depth;
    return handled;
}

HeartBeat::HeartBeat(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(pulse);
    connect(&m_timer, &QTimer::timeout, this, &HeartBeat::beat);
    m_sinceLast.start();
    m_timer.start();
}

void HeartBeat::beat()
{
    const double late = double(m_sinceLast.nsecsElapsed()) / 1e6 - double(pulse.count());
    m_lateness.push_back(std::max(0.0, late));
    m_sinceLast.start();
}

} // namespace Benchmarks
