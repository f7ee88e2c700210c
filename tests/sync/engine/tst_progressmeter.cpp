#include "sync/engine/progressmeter.h"
#include "sync/ports/clock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace std::chrono_literals;

namespace {

/// A clock that stands still until it is pushed.
class StandingClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(m_now.count(), Qt::UTC); }
    std::chrono::milliseconds monotonic() const override { return m_now; }
    QCoro::Task<bool> sleep(std::chrono::milliseconds, std::stop_token) override { co_return false; }
    void push(std::chrono::milliseconds by) { m_now += by; }

private:
    std::chrono::milliseconds m_now = 1h;
};

} // namespace

class TestProgressMeter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sendsThirtyASecondAtMost();
    void sendsTheLastNewsOnTheNextTick();
    void measuresTheRateOverHalfAMinute();
    void aNewPhaseMeasuresAnew();
    void guessesNoTimeTooEarly();
    void guessesNoTimeFromTooLittle();
    void aPauseIsNoSlowness();
    void countsOutcomes();
    void endsOnce();
    void saysNothingWhenNothingRuns();

private:
    const ProgressSnapshot &last() const { return m_sent.constLast(); }
    /// Lets time pass in steps while items are done evenly.
    void work(std::chrono::milliseconds duration, double perSecond)
    {
        constexpr auto step = 100ms;
        const double start = m_done;
        for (std::chrono::milliseconds passed = step; passed <= duration; passed += step) {
            m_clock.push(step);
            m_done = start + perSecond * double(passed.count()) / 1000;
            m_meter->advanced(qint64(m_done));
            m_meter->tick();
        }
    }

    StandingClock m_clock;
    std::unique_ptr<ProgressMeter> m_meter;
    QList<ProgressSnapshot> m_sent;
    QList<ItemOutcome> m_items;
    double m_done = 0;
};

void TestProgressMeter::init()
{
    m_sent.clear();
    m_items.clear();
    m_done = 0;
    m_meter = std::make_unique<ProgressMeter>(m_clock,
        ProgressMeter::Outlet{[this](const ProgressSnapshot &snapshot) { m_sent += snapshot; },
            [this](const ItemOutcome &item) { m_items += item; },
            [] { return ThrottleState{.available = 42, .maximum = 100}; }});
    m_meter->begin(BatchKind::Push);
    m_meter->batchStarted({7}, BatchKind::Push);
}

void TestProgressMeter::sendsThirtyASecondAtMost()
{
    m_sent.clear();
    for (int i = 0; i < 10'000; ++i) {
        m_clock.push(1ms);
        m_meter->advanced(i);
    }
    QCOMPARE_LE(m_sent.size(), 300);
    QCOMPARE_GE(m_sent.size(), 280);
}

void TestProgressMeter::sendsTheLastNewsOnTheNextTick()
{
    m_clock.push(1s);
    m_meter->advanced(1);
    m_meter->advanced(2);
    QCOMPARE(last().done, 1);
    m_clock.push(100ms);
    m_meter->tick();
    QCOMPARE(last().done, 2);
    QCOMPARE(last().batch, BatchId{7});
    QCOMPARE(last().throttle.available, 42.0);
}

void TestProgressMeter::measuresTheRateOverHalfAMinute()
{
    m_meter->phaseStarted(Phase::Writing, 100'000);
    work(60s, 10);
    QVERIFY(qAbs(last().perSecond - 10) < 0.5);
    work(15s, 50); // half of the window at each pace
    QVERIFY2(qAbs(last().perSecond - 30) < 2, qPrintable(QString::number(last().perSecond)));
    work(31s, 50);
    QVERIFY(qAbs(last().perSecond - 50) < 1);
}

void TestProgressMeter::aNewPhaseMeasuresAnew()
{
    m_meter->phaseStarted(Phase::Reading, 0);
    work(40s, 1000);
    m_meter->phaseStarted(Phase::Writing, 100);
    m_clock.push(50ms);
    m_meter->tick();
    QCOMPARE(last().done, 0);
    QCOMPARE(last().total, 100);
    QCOMPARE(last().perSecond, 0.0);
}

void TestProgressMeter::guessesNoTimeTooEarly()
{
    m_meter->phaseStarted(Phase::Writing, 1000);
    work(19s, 10);
    QVERIFY(!last().remaining);
    work(2s, 10);
    QVERIFY(last().remaining);
    QVERIFY(qAbs(last().remaining->count() - 79) <= 2); // 790 left at 10 a second
}

void TestProgressMeter::guessesNoTimeFromTooLittle()
{
    m_meter->phaseStarted(Phase::Writing, 100'000);
    work(60s, 10);
    QVERIFY(!last().remaining);
    m_meter->phaseStarted(Phase::Reading, 0); // a total that is not known yet
    m_done = 0;
    work(60s, 10);
    QVERIFY(!last().remaining);
}

void TestProgressMeter::aPauseIsNoSlowness()
{
    m_meter->phaseStarted(Phase::Writing, 1000);
    work(30s, 10);
    m_meter->pauseRequested();
    m_clock.push(100ms);
    m_meter->tick();
    QVERIFY(last().pausing);
    m_meter->paused();
    m_clock.push(10min);
    m_meter->tick();
    QCOMPARE(last().status, BatchStatus::Paused);
    QVERIFY(!last().pausing);
    QCOMPARE(last().perSecond, 0.0);
    QVERIFY(!last().remaining);
    m_meter->resumed();
    work(5s, 10);
    QCOMPARE(last().status, BatchStatus::Running);
    QVERIFY(qAbs(last().perSecond - 10) < 0.5);
}

void TestProgressMeter::countsOutcomes()
{
    for (const Outcome outcome :
        {Outcome::Success, Outcome::Error, Outcome::Unknown, Outcome::Skipped, Outcome::Conflict})
        m_meter->itemFinished({.batch = {7}, .product = {1}, .title = u"Pen"_s, .outcome = outcome, .message = {}});
    m_meter->itemsFinished(100, 10, 1);
    m_clock.push(100ms);
    m_meter->tick();
    QCOMPARE(last().succeeded, 101);
    QCOMPARE(last().failed, 12);
    QCOMPARE(last().skipped, 3);
    QCOMPARE(m_items.size(), 5);
}

void TestProgressMeter::endsOnce()
{
    m_meter->noted(u"Waiting for points."_s);
    m_meter->finish(BatchStatus::Partial);
    QCOMPARE(last().phase, Phase::Finished);
    QCOMPARE(last().status, BatchStatus::Partial);
    QVERIFY(last().note.isEmpty());
    const qsizetype count = m_sent.size();
    m_clock.push(1s);
    m_meter->tick();
    m_meter->advanced(5);
    QCOMPARE(m_sent.size(), count);
}

void TestProgressMeter::saysNothingWhenNothingRuns()
{
    m_meter = std::make_unique<ProgressMeter>(m_clock,
        ProgressMeter::Outlet{[this](const ProgressSnapshot &snapshot) { m_sent += snapshot; },
            [](const ItemOutcome &) {}, [] { return ThrottleState{}; }});
    m_sent.clear();
    m_meter->tick();
    QVERIFY(m_sent.isEmpty());
}

QTEST_GUILESS_MAIN(TestProgressMeter)
#include "tst_progressmeter.moc"
