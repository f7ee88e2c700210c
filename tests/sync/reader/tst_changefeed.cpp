#include "sync/reader/changefeed.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace std::chrono_literals;
using TestSupport::ManualClock;

class TestChangeFeed final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesTheFirstOnAtOnce();
    void joinsABurstIntoOneMore();
    void keepsKindsApart();
    void ignoresOtherChannels();
};

void TestChangeFeed::passesTheFirstOnAtOnce()
{
    ManualClock clock;
    ChangeFeed feed(clock);
    QSignalSpy changed(&feed, &ChangeFeed::stagedChanged);
    feed.hear(u"syncdesk_staged"_s);
    QCOMPARE(changed.count(), 1);
}

void TestChangeFeed::joinsABurstIntoOneMore()
{
    ManualClock clock;
    ChangeFeed feed(clock);
    QSignalSpy changed(&feed, &ChangeFeed::catalogueChanged);
    for (int i = 0; i < 1000; ++i)
        feed.hear(u"syncdesk_catalogue"_s);
    QCOMPARE(changed.count(), 1);
    clock.advance(249ms);
    QCOMPARE(changed.count(), 1);
    clock.advance(1ms);
    QCOMPARE(changed.count(), 2);
    clock.advance(1h);
    QCOMPARE(changed.count(), 2);
}

void TestChangeFeed::keepsKindsApart()
{
    ManualClock clock;
    ChangeFeed feed(clock);
    QSignalSpy catalogue(&feed, &ChangeFeed::catalogueChanged);
    QSignalSpy staged(&feed, &ChangeFeed::stagedChanged);
    QSignalSpy history(&feed, &ChangeFeed::historyChanged);
    feed.hear(u"syncdesk_history"_s);
    QCOMPARE(catalogue.count() + staged.count(), 0);
    QCOMPARE(history.count(), 1);
    feed.hearAll();
    QCOMPARE(catalogue.count(), 1);
    QCOMPARE(staged.count(), 1);
    clock.advance(250ms);
    QCOMPARE(history.count(), 2);
}

void TestChangeFeed::ignoresOtherChannels()
{
    ManualClock clock;
    ChangeFeed feed(clock);
    QSignalSpy history(&feed, &ChangeFeed::historyChanged);
    feed.hear(u"syncdesk_maintenance"_s);
    feed.hear({});
    QCOMPARE(history.count(), 0);
}

QTEST_GUILESS_MAIN(TestChangeFeed)
#include "tst_changefeed.moc"
