#include "models/review/sendplan.h"
#include "tests/support/fakereader.h"

#include <QSignalSpy>
#include <QTest>

using namespace Models;
using namespace Qt::StringLiterals;
using Fakes::FakeReader;
using Sync::SafeLevel;

namespace {

SendSummary summaryOf(qint64 total, qint64 permille = 0, qint64 deletes = 0)
{
    SendSummary summary;
    summary.total = total;
    summary.deletes = deletes;
    if (permille != 0)
        summary.largestMoves += {u"Lamp"_s, u"1"_s, u"2"_s, permille};
    return summary;
}

} // namespace

Q_DECLARE_METATYPE(SendSummary)

class TestSendPlan final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGestureGrowsWithTheReach_data()
    {
        QTest::addColumn<SendSummary>("summary");
        QTest::addColumn<SafeLevel>("level");
        QTest::addColumn<qint64>("catalogue");
        QTest::addColumn<Confirmation>("expected");
        QTest::newRow("few") << summaryOf(20) << SafeLevel::Careful << 25'000LL << Confirmation::Button;
        QTest::newRow("some") << summaryOf(21) << SafeLevel::Careful << 25'000LL << Confirmation::Look;
        QTest::newRow("price up 20 %") << summaryOf(1, 200) << SafeLevel::Careful << 25'000LL << Confirmation::Button;
        QTest::newRow("price up 20.1 %") << summaryOf(1, 201) << SafeLevel::Careful << 25'000LL << Confirmation::Look;
        QTest::newRow("price down") << summaryOf(1, -400) << SafeLevel::Careful << 25'000LL << Confirmation::Look;
        QTest::newRow("500") << summaryOf(500) << SafeLevel::Careful << 25'000LL << Confirmation::Look;
        QTest::newRow("501") << summaryOf(501) << SafeLevel::Careful << 25'000LL << Confirmation::TypedName;
        QTest::newRow("over a tenth") << summaryOf(101) << SafeLevel::Careful << 1'000LL << Confirmation::TypedName;
        QTest::newRow("a tenth") << summaryOf(100) << SafeLevel::Careful << 1'000LL << Confirmation::Look;
        QTest::newRow("a delete") << summaryOf(1, 0, 1) << SafeLevel::Careful << 25'000LL << Confirmation::TypedName;
        QTest::newRow("locked") << summaryOf(1) << SafeLevel::Locked << 25'000LL << Confirmation::TypedName;
        QTest::newRow("demo") << summaryOf(5'000, 900, 3) << SafeLevel::Demo << 25'000LL << Confirmation::Button;
        QTest::newRow("read-only") << summaryOf(1) << SafeLevel::ReadOnly << 25'000LL << Confirmation::Forbidden;
    }

    void theGestureGrowsWithTheReach()
    {
        QFETCH(SendSummary, summary);
        QFETCH(SafeLevel, level);
        QFETCH(qint64, catalogue);
        QFETCH(Confirmation, expected);
        QVERIFY(confirmationFor(summary, level, catalogue) == expected);
    }

    void theLargestPriceMovesAreFound()
    {
        FakeReader reader;
        reader.makeStaged(12);
        reader.approveToSend(6);
        for (int i = 0; i < 6; ++i) {
            Sync::StagedDetail &detail = reader.staged[i];
            detail.fields.last().remote = u"10.00"_s;
            detail.fields.last().local = QString::number(10 + i) + u".00"_s;
        }
        reader.staged[5].fields.last().decision = Sync::FieldDecision::Reject;
        SendPlan plan(reader);
        QSignalSpy completed(&plan, &SendPlan::completed);
        plan.start();
        QTRY_COMPARE(completed.count(), 1);
        QCOMPARE(plan.summary().updates, 6);
        QCOMPARE(plan.summary().largestMoves.size(), 3);
        QCOMPARE(plan.summary().largestMoves.first().permille, 400);
        QVERIFY(!plan.failure());
    }

    void manyChangesAreCountedButNotAllLookedAt()
    {
        FakeReader reader;
        reader.makeStaged(300);
        reader.approveToSend(300);
        SendPlan plan(reader);
        plan.start();
        QTRY_VERIFY(plan.isComplete());
        QCOMPARE(plan.summary().total, 300);
        QCOMPARE(plan.changes().size(), 300);
        QCOMPARE(plan.summary().looked, SendPlan::mostLooked);
    }

    void whatCannotBeReadIsSaid()
    {
        FakeReader reader;
        reader.makeStaged(5);
        reader.approveToSend(3);
        reader.answers().fail(FakeReader::StagedDetail, {Sync::FailureKind::NotFound, u"It is gone."_s});
        SendPlan plan(reader);
        plan.start();
        QTRY_VERIFY(plan.isComplete());
        QCOMPARE(plan.summary().total, 3);
        QCOMPARE(plan.summary().looked, 0);
        QVERIFY(plan.failure());
        reader.answers().recover();
        plan.start();
        QTRY_VERIFY(plan.isComplete());
        QCOMPARE(plan.summary().looked, 3);
        QVERIFY(!plan.failure());
    }

    void nothingToSendIsNoFailure()
    {
        FakeReader reader;
        SendPlan plan(reader);
        plan.start();
        QTRY_VERIFY(plan.isComplete());
        QVERIFY(plan.changes().isEmpty());
        QVERIFY(!plan.failure());
    }
};

QTEST_GUILESS_MAIN(TestSendPlan)
#include "tst_sendplan.moc"
