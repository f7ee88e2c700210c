#include "sync/graphql/costbucket.h"

#include "sync/graphql/costestimate.h"
#include "tests/support/manualclock.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Sync::CostBucket;
using Sync::CostEstimate;
using Sync::CostReport;
using TestSupport::ManualClock;

namespace {
/// Shopify's side: charges what is requested, gives back what was not used.
struct ServerBucket
{
    double maximum;
    double restore;
    double available = maximum;

    void pass(milliseconds time) { available = std::min(maximum, available + restore * double(time.count()) / 1000); }
    bool isThrottled(double requested) const { return available < requested; }
    CostReport charge(double requested, double actual)
    {
        available -= actual;
        return {.requested = requested,
            .actual = actual,
            .maximum = maximum,
            .available = std::floor(available),
            .restorePerSecond = restore};
    }
    CostReport refuse(double requested) const
    {
        return {.requested = requested,
            .maximum = maximum,
            .available = std::floor(available),
            .restorePerSecond = restore};
    }
};

struct InFlight
{
    milliseconds arrives;
    milliseconds answers;
    CostBucket::Reservation reservation;
    std::optional<CostReport> report = {};
};

struct Outcome
{
    int executed = 0;
    int throttled = 0;
    double points = 0;
};

/// Sends as fast as the bucket lets, for so long, with so many at once; `othersPerSecond` goes to somebody else.
Outcome simulate(ServerBucket server, double requested, double actual, milliseconds latency, int workers,
    milliseconds duration, double othersPerSecond = 0)
{
    ManualClock clock;
    CostBucket bucket(clock);
    std::vector<InFlight> flying;
    std::mt19937 random(7);
    Outcome outcome;
    const milliseconds end = clock.monotonic() + duration;
    while (clock.monotonic() < end) {
        const milliseconds now = clock.monotonic();
        for (InFlight &request : flying) {
            if (request.report || now < request.arrives)
                continue;
            const bool isThrottled = server.isThrottled(requested);
            request.report = isThrottled ? server.refuse(requested) : server.charge(requested, actual);
            outcome.throttled += isThrottled;
            outcome.executed += !isThrottled;
            outcome.points += isThrottled ? 0 : actual;
        }
        std::erase_if(flying, [&](const InFlight &request) {
            if (now < request.answers)
                return false;
            bucket.settle(request.reservation, request.report);
            return true;
        });
        while (int(flying.size()) < workers && bucket.waitFor(requested) == milliseconds::zero()) {
            // Requests and answers overtake each other.
            const milliseconds there = latency / 4 + milliseconds(random() % unsigned(latency.count() / 2 + 1));
            const milliseconds back = latency / 4 + milliseconds(random() % unsigned(latency.count() / 2 + 1));
            flying.push_back({now + there, now + there + back, bucket.reserve(requested)});
        }
        clock.advance(1ms);
        server.pass(1ms);
        server.available = std::max(0.0, server.available - othersPerSecond / 1000);
    }
    return outcome;
}
} // namespace

class TestCostBucket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsOneRequestUntilTheLimitsAreKnown();
    void waitsForTheMissingPoints();
    void countsALostAnswerAsSpent();
    void givesBackWhatWasNotUsed();
    void givesAllBackOfWhatWasNotSent();
    void noticesWhatOthersUse();
    void holdsEverythingBackWhenTold();
    void letsADearRequestWaitForAFullBucket();
    void usesTheWholeRateWithoutBeingThrottled_data();
    void usesTheWholeRateWithoutBeingThrottled();
    void keepsRoomForOthers();
    void estimatesFollowThePublishedFigures();
};

void TestCostBucket::sendsOneRequestUntilTheLimitsAreKnown()
{
    ManualClock clock;
    CostBucket bucket(clock);
    QCOMPARE(bucket.waitFor(10), std::optional(0ms));
    const auto first = bucket.reserve(10);
    QVERIFY(!bucket.waitFor(10).has_value());
    bucket.settle(
        first, CostReport{.requested = 10, .actual = 10, .maximum = 2000, .available = 1990, .restorePerSecond = 100});
    QCOMPARE(bucket.waitFor(10), std::optional(0ms));
    QCOMPARE(bucket.state().maximum, 2000.0);
    QCOMPARE(bucket.state().available, 1990.0);
}

void TestCostBucket::waitsForTheMissingPoints()
{
    ManualClock clock;
    CostBucket bucket(clock);
    bucket.settle(bucket.reserve(10),
        CostReport{.requested = 10, .actual = 10, .maximum = 1000, .available = 30, .restorePerSecond = 50});
    // 30 there, 40 asked for, and a fiftieth of the bucket kept back.
    QCOMPARE(bucket.waitFor(40), std::optional(milliseconds(600)));
    clock.advance(600ms);
    QCOMPARE(bucket.waitFor(40), std::optional(0ms));
}

void TestCostBucket::countsALostAnswerAsSpent()
{
    ManualClock clock;
    CostBucket bucket(clock);
    bucket.settle(
        bucket.reserve(0), CostReport{.actual = 0, .maximum = 1000, .available = 500, .restorePerSecond = 50});
    bucket.settle(bucket.reserve(100), {});
    QCOMPARE(bucket.state().available, 400.0);
}

void TestCostBucket::givesBackWhatWasNotUsed()
{
    ManualClock clock;
    CostBucket bucket(clock);
    bucket.settle(
        bucket.reserve(0), CostReport{.actual = 0, .maximum = 1000, .available = 500, .restorePerSecond = 50});
    const auto dear = bucket.reserve(300);
    QCOMPARE(bucket.state().available, 200.0);
    bucket.settle(
        dear, CostReport{.requested = 300, .actual = 20, .maximum = 1000, .available = 480, .restorePerSecond = 50});
    QCOMPARE(bucket.state().available, 480.0);
}

void TestCostBucket::givesAllBackOfWhatWasNotSent()
{
    ManualClock clock;
    CostBucket bucket(clock);
    const auto first = bucket.reserve(10);
    bucket.giveBack(first);
    QCOMPARE(bucket.waitFor(10), std::optional(0ms)); // nothing is in flight that could tell the limits
    bucket.settle(
        bucket.reserve(0), CostReport{.actual = 0, .maximum = 1000, .available = 500, .restorePerSecond = 50});
    const auto dear = bucket.reserve(300);
    clock.advance(1s);
    bucket.giveBack(dear);
    QCOMPARE(bucket.state().available, 550.0);
    bucket.settle(bucket.reserve(10),
        CostReport{.requested = 10, .actual = 10, .maximum = 1000, .available = 540, .restorePerSecond = 50});
    QCOMPARE(bucket.state().available, 540.0);
    QCOMPARE(bucket.othersPerSecond(), 0.0);
}

void TestCostBucket::noticesWhatOthersUse()
{
    ManualClock clock;
    CostBucket bucket(clock);
    bucket.settle(
        bucket.reserve(0), CostReport{.actual = 0, .maximum = 1000, .available = 500, .restorePerSecond = 50});
    QCOMPARE(bucket.othersPerSecond(), 0.0);
    bucket.settle(bucket.reserve(10),
        CostReport{.requested = 10, .actual = 10, .maximum = 1000, .available = 290, .restorePerSecond = 50});
    QCOMPARE(bucket.state().available, 290.0);
    QCOMPARE(bucket.othersPerSecond(), 20.0);
    QCOMPARE(bucket.state().keptBack, 40.0); // a fiftieth of the bucket, and a second of theirs
    clock.advance(60s);
    QVERIFY(bucket.othersPerSecond() < 0.1);
}

void TestCostBucket::holdsEverythingBackWhenTold()
{
    ManualClock clock;
    CostBucket bucket(clock);
    bucket.hold(2s);
    QCOMPARE(bucket.waitFor(1), std::optional(milliseconds(2000)));
    QCOMPARE(bucket.held(), milliseconds(2000));
    clock.advance(2s);
    QCOMPARE(bucket.waitFor(1), std::optional(0ms));
}

void TestCostBucket::letsADearRequestWaitForAFullBucket()
{
    ManualClock clock;
    CostBucket bucket(clock);
    bucket.settle(
        bucket.reserve(0), CostReport{.actual = 0, .maximum = 1000, .available = 500, .restorePerSecond = 50});
    QCOMPARE(bucket.waitFor(1000), std::optional(milliseconds(10'000)));
    QCOMPARE(bucket.waitFor(5000), std::optional(milliseconds(10'000)));
}

void TestCostBucket::usesTheWholeRateWithoutBeingThrottled_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("requested");
    QTest::addColumn<double>("actual");
    QTest::addColumn<int>("latency");
    QTest::addColumn<int>("workers");
    QTest::newRow("standard, far away") << 100.0 << 10.6 << 10.6 << 500 << 16;
    QTest::newRow("standard, near") << 100.0 << 10.6 << 10.6 << 20 << 16;
    QTest::newRow("standard, dear requests") << 100.0 << 60.0 << 60.0 << 300 << 16;
    QTest::newRow("advanced") << 200.0 << 10.2 << 10.2 << 200 << 16;
    QTest::newRow("plus") << 1000.0 << 10.6 << 10.6 << 500 << 96;
    QTest::newRow("enterprise") << 2000.0 << 10.6 << 10.6 << 500 << 192;
    QTest::newRow("charged less than asked for") << 100.0 << 50.0 << 12.0 << 300 << 32;
}

void TestCostBucket::usesTheWholeRateWithoutBeingThrottled()
{
    QFETCH(double, rate);
    QFETCH(double, requested);
    QFETCH(double, actual);
    QFETCH(int, latency);
    QFETCH(int, workers);
    const ServerBucket server{.maximum = rate * 20, .restore = rate};
    const Outcome outcome = simulate(server, requested, actual, milliseconds(latency), workers, 300s);
    QCOMPARE(outcome.throttled, 0);
    // The bucket is emptied once and refilled all the time.
    const double share = outcome.points / (server.maximum + rate * 300);
    qInfo("%.1f %% of what the bucket gives", share * 100);
    QVERIFY(share >= 0.95);
}

void TestCostBucket::keepsRoomForOthers()
{
    const ServerBucket server{.maximum = 2000, .restore = 100};
    const Outcome outcome = simulate(server, 10.6, 10.6, 300ms, 16, 300s, 60);
    const double share = outcome.points / (server.maximum + 40 * 300);
    qInfo("%.1f %% of what others leave, %d throttled", share * 100, outcome.throttled);
    QVERIFY(share >= 0.9);
    QVERIFY(outcome.throttled <= outcome.executed / 20);
}

void TestCostBucket::estimatesFollowThePublishedFigures()
{
    QCOMPARE(CostEstimate::productUpdate(), 10.0);
    QCOMPARE(CostEstimate::productUpdate(5), 12.0);
    QCOMPARE(CostEstimate::variantsUpdate(1), 10.2);
    QCOMPARE(CostEstimate::variantsUpdate(250), 60.0);
    QCOMPARE(CostEstimate::productSet(100), 30.0);
    QCOMPARE(CostEstimate::productsRead(1, 250), 200.0);
    QCOMPARE(CostEstimate::productsPerRead(250), 5);
    QCOMPARE(CostEstimate::checksPerRead(false, false), 250);
    QCOMPARE(CostEstimate::checksPerRead(false, true), 200);
    QVERIFY(CostEstimate::productsRead(CostEstimate::productsPerRead(10), 10) <= CostEstimate::MostPerRequest);
}

QTEST_GUILESS_MAIN(TestCostBucket)
#include "tst_costbucket.moc"
