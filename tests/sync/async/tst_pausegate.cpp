#include "sync/async/pausegate.h"
#include "sync/ports/clock.h"

#include <QTest>

using namespace Sync;
using namespace std::chrono_literals;

namespace {

QCoro::Task<void> passThrough(PauseGate *gate, std::stop_token stop, int *passed)
{
    co_await gate->pass(stop);
    ++*passed;
}

QCoro::Task<void> sleepOnce(
    SystemClock *clock, std::chrono::milliseconds duration, std::stop_token stop, int *woken, bool *whole)
{
    *whole = co_await clock->sleep(duration, stop);
    ++*woken;
}

} // namespace

class TestPauseGate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOpenGateIsPassedAtOnce()
    {
        PauseGate gate;
        int passed = 0;
        passThrough(&gate, {}, &passed);
        QCOMPARE(passed, 1);
    }

    void aClosedGateHoldsEverybodyUntilItOpens()
    {
        PauseGate gate;
        gate.close();
        int passed = 0;
        passThrough(&gate, {}, &passed);
        passThrough(&gate, {}, &passed);
        QCoreApplication::processEvents();
        QCOMPARE(passed, 0);
        gate.open();
        QTRY_COMPARE(passed, 2);
    }

    void closingAgainBeforeTheirTurnHoldsThemOn()
    {
        PauseGate gate;
        gate.close();
        int passed = 0;
        passThrough(&gate, {}, &passed);
        gate.open();
        gate.close();
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        QCOMPARE(passed, 0);
        gate.open();
        QTRY_COMPARE(passed, 1);
    }

    void aStopLetsThroughToTheJobsOwnEnd()
    {
        PauseGate gate;
        gate.close();
        std::stop_source source;
        int passed = 0;
        passThrough(&gate, source.get_token(), &passed);
        source.request_stop();
        QTRY_COMPARE(passed, 1);
        QVERIFY(!gate.isOpen());
    }

    void aSleepEndsByItselfOrByAStop()
    {
        SystemClock clock;
        int woken = 0;
        bool whole = false;
        sleepOnce(&clock, 1ms, {}, &woken, &whole);
        QTRY_COMPARE(woken, 1);
        QVERIFY(whole);
        std::stop_source source;
        sleepOnce(&clock, 1h, source.get_token(), &woken, &whole);
        source.request_stop();
        QTRY_COMPARE(woken, 2);
        QVERIFY(!whole);
    }
};

QTEST_GUILESS_MAIN(TestPauseGate)
#include "tst_pausegate.moc"
