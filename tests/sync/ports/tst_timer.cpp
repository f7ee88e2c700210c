#include "sync/ports/deadline.h"
#include "sync/ports/stopwatch.h"
#include "tests/support/manualclock.h"

#include <QTest>
#include <QThread>

#include <coroutine>
#include <thread>
#include <utility>
#include <vector>

#include <time.h>

using namespace Sync;
using namespace std::chrono_literals;
using TestSupport::ManualClock;

namespace {

/// A clock moved by hand that can do no more than sleep. Sleepers that were stopped wake when it moves.
class SleepyClock final : public Clock
{
public:
    ~SleepyClock() override { advance(24h); }

    QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(m_elapsed.count(), Qt::UTC); }
    std::chrono::milliseconds monotonic() const override { return m_elapsed; }
    QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override
    {
        const std::chrono::milliseconds end = m_elapsed + duration;
        while (m_elapsed < end && !stop.stop_requested())
            co_await Moved{*this};
        co_return !stop.stop_requested();
    }

    void advance(std::chrono::milliseconds duration)
    {
        m_elapsed += duration;
        for (const std::coroutine_handle<> sleeper : std::exchange(m_sleepers, {}))
            sleeper.resume();
    }

private:
    struct Moved
    {
        SleepyClock &clock;

        bool await_ready() const { return false; }
        void await_suspend(std::coroutine_handle<> sleeper) { clock.m_sleepers.push_back(sleeper); }
        void await_resume() const { }
    };

    std::chrono::milliseconds m_elapsed{1'000};
    std::vector<std::coroutine_handle<>> m_sleepers;
};

/// What every clock's timers must do, whatever they are made of.
template <typename SomeClock>
void keepsTheRules()
{
    SomeClock clock;
    int calls = 0;
    std::unique_ptr<Timer> timer = clock.timer([&calls] { ++calls; });
    QVERIFY(!timer->isActive());

    timer->startOnce(100ms);
    QVERIFY(timer->isActive());
    clock.advance(99ms);
    QCOMPARE(calls, 0);
    clock.advance(1ms);
    QCOMPARE(calls, 1);
    QVERIFY(!timer->isActive());

    timer->startEvery(10ms);
    for (int i = 0; i < 5; ++i)
        clock.advance(10ms);
    QCOMPARE(calls, 6);
    QVERIFY(timer->isActive());
    timer->stop();
    QVERIFY(!timer->isActive());
    clock.advance(10ms);
    QCOMPARE(calls, 6);

    // Started anew, what was set before is forgotten.
    timer->startOnce(10ms);
    timer->startOnce(20ms);
    clock.advance(10ms);
    QCOMPARE(calls, 6);
    clock.advance(10ms);
    QCOMPARE(calls, 7);

    timer->startOnce(10ms);
    timer.reset();
    clock.advance(10ms);
    QCOMPARE(calls, 7);
}

template <typename SomeClock>
void mayBeSetOrEndedByItsOwnCall()
{
    SomeClock clock;
    int calls = 0;
    std::unique_ptr<Timer> timer = clock.timer([&] {
        if (++calls == 1)
            timer->startOnce(5ms);
        else
            timer.reset();
    });
    timer->startEvery(10ms);
    clock.advance(10ms);
    QCOMPARE(calls, 1);
    clock.advance(5ms);
    QCOMPARE(calls, 2);
    QVERIFY(!timer);
    clock.advance(1h);
    QCOMPARE(calls, 2);
}

} // namespace

/// Timers, stopwatches and deadlines, by clocks moved by hand and by the machine's.
class TestTimer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTimerMadeOfSleepKeepsTheRules() { keepsTheRules<SleepyClock>(); }
    void aTimerMovedByHandKeepsTheRules() { keepsTheRules<ManualClock>(); }
    void aTimerMadeOfSleepMayBeEndedByItsOwnCall() { mayBeSetOrEndedByItsOwnCall<SleepyClock>(); }
    void aTimerMovedByHandMayBeEndedByItsOwnCall() { mayBeSetOrEndedByItsOwnCall<ManualClock>(); }

    /// Tells the two kinds of steady clock apart on a machine that has slept since it was started.
    void theMachinesSteadyClockGoesOnWhileItSleeps()
    {
#ifdef CLOCK_BOOTTIME
        const auto sinceStart = [] {
            timespec now{};
            clock_gettime(CLOCK_BOOTTIME, &now);
            return std::chrono::milliseconds(qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000);
        };
        const std::chrono::milliseconds before = sinceStart();
        const std::chrono::milliseconds told = SystemClock().monotonic();
        QVERIFY(told >= before);
        QVERIFY(told <= sinceStart());
#else
        QSKIP("This system has no such clock.");
#endif
    }

    void theMachinesTimerCallsWhileTheEventLoopRuns()
    {
        SystemClock clock;
        int calls = 0;
        const std::unique_ptr<Timer> timer = clock.timer([&calls] { ++calls; });
        timer->startOnce(1ms);
        QVERIFY(timer->isActive());
        QTRY_COMPARE(calls, 1);
        QVERIFY(!timer->isActive());
        timer->startEvery(1ms);
        QTRY_VERIFY(calls > 3);
        timer->stop();
        QVERIFY(!timer->isActive());
    }

    void theMachinesTimerMayBeEndedByItsOwnCall()
    {
        SystemClock clock;
        std::unique_ptr<Timer> timer = clock.timer([&timer] { timer.reset(); });
        timer->startEvery(1ms);
        QTRY_VERIFY(!timer);
    }

    void theMachinesTimerCallsOnTheThreadThatStartsIt()
    {
        SystemClock clock;
        QThread *calledOn = nullptr;
        std::unique_ptr<Timer> timer = clock.timer([&calledOn] {
            calledOn = QThread::currentThread();
            calledOn->quit();
        });
        QThread thread;
        QObject there;
        there.moveToThread(&thread);
        thread.start();
        QMetaObject::invokeMethod(
            &there, [&timer] { timer->startOnce(1ms); }, Qt::QueuedConnection);
        QVERIFY(thread.wait(10'000));
        QCOMPARE(calledOn, &thread);
    }

    void aStopwatchTellsWhatHasPassed()
    {
        ManualClock clock;
        const Stopwatch stopwatch(clock);
        QCOMPARE(stopwatch.elapsed(), 0ms);
        clock.advance(1'234ms);
        QCOMPARE(stopwatch.elapsed(), 1'234ms);
    }

    void aDeadlineStopsWhenItsTimeIsUp()
    {
        ManualClock clock;
        const Deadline deadline(clock, 5s);
        clock.advance(4'999ms);
        QVERIFY(!deadline.token().stop_requested());
        QVERIFY(!deadline.isOver());
        clock.advance(1ms);
        QVERIFY(deadline.token().stop_requested());
        QVERIFY(deadline.isOver());
    }

    void aDeadlineStopsWithTheOtherToken()
    {
        ManualClock clock;
        std::stop_source outer;
        const Deadline deadline(clock, 5s, outer.get_token());
        std::thread([&outer] { outer.request_stop(); }).join();
        QVERIFY(deadline.token().stop_requested());
        QVERIFY(!deadline.isOver());
    }

    void aDeadlineOfWhatIsStoppedAlreadyIsStopped()
    {
        ManualClock clock;
        std::stop_source outer;
        outer.request_stop();
        const Deadline deadline(clock, 5s, outer.get_token());
        QVERIFY(deadline.token().stop_requested());
    }

    void aDeadlineMayBeEndedByWhomItStops()
    {
        ManualClock clock;
        auto deadline = std::make_unique<Deadline>(clock, 5s);
        const std::stop_token token = deadline->token();
        const std::stop_callback ends(token, [&deadline] { deadline.reset(); });
        clock.advance(5s);
        QVERIFY(!deadline);
        QVERIFY(token.stop_requested());
    }
};

QTEST_GUILESS_MAIN(TestTimer)
#include "tst_timer.moc"
