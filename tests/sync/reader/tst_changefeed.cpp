#include "sync/reader/changefeed.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

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
    ChangeFeed feed;
    QSignalSpy changed(&feed, &ChangeFeed::stagedChanged);
    feed.hear(u"syncdesk_staged"_s);
    QCOMPARE(changed.count(), 1);
}

void TestChangeFeed::joinsABurstIntoOneMore()
{
    ChangeFeed feed;
    QSignalSpy changed(&feed, &ChangeFeed::catalogueChanged);
    for (int i = 0; i < 1000; ++i)
        feed.hear(u"syncdesk_catalogue"_s);
    QCOMPARE(changed.count(), 1);
    QTRY_COMPARE(changed.count(), 2);
    QVERIFY(!changed.wait(400)); // and no third
}

void TestChangeFeed::keepsKindsApart()
{
    ChangeFeed feed;
    QSignalSpy catalogue(&feed, &ChangeFeed::catalogueChanged);
    QSignalSpy staged(&feed, &ChangeFeed::stagedChanged);
    QSignalSpy history(&feed, &ChangeFeed::historyChanged);
    feed.hear(u"syncdesk_history"_s);
    QCOMPARE(catalogue.count() + staged.count(), 0);
    QCOMPARE(history.count(), 1);
    feed.hearAll();
    QCOMPARE(catalogue.count(), 1);
    QCOMPARE(staged.count(), 1);
    QTRY_COMPARE(history.count(), 2);
}

void TestChangeFeed::ignoresOtherChannels()
{
    ChangeFeed feed;
    QSignalSpy history(&feed, &ChangeFeed::historyChanged);
    feed.hear(u"syncdesk_maintenance"_s);
    feed.hear({});
    QCOMPARE(history.count(), 0);
}

QTEST_GUILESS_MAIN(TestChangeFeed)
#include "tst_changefeed.moc"
