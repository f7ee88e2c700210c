#include "models/logs/logmodel.h"
#include "models/logs/logtext.h"
#include "tests/support/fakelogfeed.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Models;

class TestLogModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatWasLoggedBefore()
    {
        Fakes::FakeLogFeed feed;
        feed.entries = Fakes::FakeLogFeed::samples(12);
        LogModel model(feed);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 12);
        QCOMPARE(model.areas(), QStringList({u"db"_s, u"engine"_s, u"shop"_s}));
    }

    void filtersByLevelAreaAndText()
    {
        Fakes::FakeLogFeed feed;
        feed.entries = Fakes::FakeLogFeed::samples(24);
        LogModel model(feed);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFilter({.minimumLevel = 3});
        QCOMPARE(model.rowCount(), 6);
        model.setFilter({.minimumLevel = 0, .areas = {u"db"_s}});
        QCOMPARE(model.rowCount(), 8);
        model.setFilter({.text = u"SLOW DOWN"_s});
        QCOMPARE(model.rowCount(), 6);
        feed.say(Fakes::FakeLogFeed::samples(4));
        QTRY_COMPARE(model.rowCount(), 7);
    }

    void gathersEqualMessagesWithTheirCount()
    {
        Fakes::FakeLogFeed feed;
        LogModel model(feed);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setGrouping(true);
        const Sync::LogEntry entry{1000, 2, u"shop"_s, u"again"_s};
        feed.say({entry, entry});
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.row(0).count, 2);
        feed.say({{2000, 2, u"shop"_s, u"again"_s}, {2001, 2, u"shop"_s, u"other"_s}});
        QTRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(model.row(0).count, 3);
        QCOMPARE(model.row(0).firstTime, 1000);
        QCOMPARE(model.row(0).last.time, 2000);
        QCOMPARE(model.index(0, int(LogModel::Column::Count)).data().toString(), u"×3"_s);
        model.setGrouping(false);
        QCOMPARE(model.rowCount(), 4);
    }

    void neverKeepsMoreThanItsCapacity()
    {
        Fakes::FakeLogFeed feed;
        LogModel model(feed, 100);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 5; ++i) {
            feed.say(Fakes::FakeLogFeed::samples(60));
            QTest::qWait(120);
            QCOMPARE_LE(model.entryCount(), 100);
        }
        feed.say(Fakes::FakeLogFeed::samples(1000));
        QTRY_COMPARE(model.entryCount(), 90);
    }

    void writesALineThatJsonReads()
    {
        const QByteArray line = logJsonLine({1'790'000'000'000, 3, u"shop"_s, u"a \"quoted\"\nmessage"_s});
        QVERIFY(!line.contains('\n'));
        QCOMPARE(QJsonDocument::fromJson(line).object().value(u"message"_s).toString(), u"a \"quoted\"\nmessage"_s);
    }
};

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
