#include "sync/jobs/push/sendchooser.h"

#include <QTest>

using namespace Sync;
using namespace std::chrono_literals;
using Way = SendChoice::Way;

/// The choice between calls of their own and a bulk run.
class TestSendChooser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewGoByCalls();
    void aMeasuredRunIsTakenWhereItIsFaster_data();
    void aMeasuredRunIsTakenWhereItIsFaster();
    void theFirstRunIsSmallAndShort();
    void nobodyTriesWhatMayCostMoreThanItSaves();
    void readsAreBoundedByThePoints();
    void aRunEndsInTime();
    void reckonsWithWhatIsInTheBucket();

private:
    static SendWork work(qint64 changes)
    {
        return {.changes = changes, .readPoints = double(changes), .callPoints = 10.0 * double(changes)};
    }
    static ThrottleState bucket(double restore, double filled = 1)
    {
        return {.available = 20 * restore * filled, .maximum = 20 * restore, .restorePerSecond = restore};
    }
    /// One that has seen a run of this pace, with two seconds beside it.
    static SendChooser measured(double linesPerSecond)
    {
        SendChooser chooser({});
        chooser.noteRun(1000, std::chrono::milliseconds(qint64(1'000'000 / linesPerSecond)), 2s);
        return chooser;
    }
};

void TestSendChooser::fewGoByCalls()
{
    QCOMPARE(measured(10'000).next(work(499), bucket(100, 0)).way, Way::Calls);
    QCOMPARE(measured(10'000).next(work(500), bucket(100, 0)).way, Way::Bulk);
}

void TestSendChooser::aMeasuredRunIsTakenWhereItIsFaster_data()
{
    QTest::addColumn<double>("restore");
    QTest::addColumn<double>("linesPerSecond");
    QTest::addColumn<Way>("way");
    // 11 points a change: 9 a second at 100 points, 91 at 1,000, 182 at 2,000.
    QTest::newRow("a small plan, a slow run") << 100.0 << 5.0 << Way::Calls;
    QTest::newRow("a small plan, a fair run") << 100.0 << 25.0 << Way::Bulk;
    QTest::newRow("a plan of a thousand points, a fair run") << 1000.0 << 25.0 << Way::Calls;
    QTest::newRow("a plan of a thousand points, a fast run") << 1000.0 << 200.0 << Way::Bulk;
    QTest::newRow("the largest plan, a fast run") << 2000.0 << 150.0 << Way::Calls;
}

void TestSendChooser::aMeasuredRunIsTakenWhereItIsFaster()
{
    QFETCH(double, restore);
    QFETCH(double, linesPerSecond);
    SendChooser chooser = measured(linesPerSecond);
    chooser.noteCalls(10'000, 10s); // the way there holds nobody up
    const SendChoice choice = chooser.next(work(50'000), bucket(restore));
    QTEST(choice.way, "way");
    const auto calls = chooser.byCalls(work(50'000), bucket(restore));
    const auto bulk = chooser.inBulk(work(50'000), bucket(restore));
    QCOMPARE(choice.way == Way::Bulk, bulk < calls);
}

void TestSendChooser::theFirstRunIsSmallAndShort()
{
    const SendChooser chooser({});
    const SendChoice first = chooser.next(work(50'000), bucket(100));
    QCOMPARE(first.way, Way::Bulk);
    QCOMPARE(first.lines, BulkTerms().probe);
    QCOMPARE(first.longest, BulkTerms().longestRun);
    // A shorter batch cannot spare a minute for a trial.
    const SendChoice shorter = chooser.next(work(3'000), bucket(100, 0));
    QCOMPARE(shorter.way, Way::Bulk);
    QCOMPARE(shorter.longest, 16'500ms);
}

void TestSendChooser::nobodyTriesWhatMayCostMoreThanItSaves()
{
    SendChooser chooser({});
    chooser.noteCalls(10'000, 10s);
    // By the figures nobody has corrected calls are faster here; only a long batch finds out.
    QCOMPARE(chooser.next(work(10'000), bucket(1000)).way, Way::Calls);
    QCOMPARE(chooser.next(work(50'000), bucket(1000)).way, Way::Bulk);
}

void TestSendChooser::readsAreBoundedByThePoints()
{
    const SendChooser chooser = measured(1000);
    QCOMPARE(chooser.next(work(50'000), bucket(100)).lines, 2'400);
    QCOMPARE(chooser.next(work(50'000), bucket(100, 0)).lines, 400);
    QCOMPARE(chooser.next(work(50'000), bucket(1000)).lines, BulkTerms().most);
}

void TestSendChooser::aRunEndsInTime()
{
    QCOMPARE(measured(20).next(work(50'000), bucket(100)).lines, 1'200);
}

void TestSendChooser::reckonsWithWhatIsInTheBucket()
{
    SendChooser chooser({});
    chooser.noteCalls(10'000, 1s);
    // 2,000 points are there already; 11,000 are needed.
    QCOMPARE(chooser.byCalls(work(1'000), bucket(100)), 90s);
    QCOMPARE(chooser.byCalls(work(1'000), bucket(100, 0)), 110s);
    // Shopify has told nothing yet: the way there is all that is known.
    QCOMPARE(chooser.byCalls(work(10'000), {}), 1s);
}

QTEST_APPLESS_MAIN(TestSendChooser)
#include "tst_sendchooser.moc"
