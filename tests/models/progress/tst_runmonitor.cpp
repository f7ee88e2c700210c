#include "models/progress/progresstext.h"
#include "models/progress/runmonitor.h"
#include "tests/support/fakeengine.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Models;

namespace {

Sync::ProgressSnapshot progress(qint64 done, Sync::BatchStatus status = Sync::BatchStatus::Running)
{
    Sync::ProgressSnapshot snapshot;
    snapshot.batch = {7};
    snapshot.status = status;
    snapshot.phase = Sync::Phase::Loading;
    snapshot.done = done;
    snapshot.total = 1000;
    return snapshot;
}

Sync::BatchReport report(Sync::BatchStatus status)
{
    Sync::BatchReport done;
    done.batch = {7};
    done.status = status;
    done.total = 1000;
    done.staged = 12;
    return done;
}

} // namespace

class TestRunMonitor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsARunThroughPauseAndResumeToItsEnd()
    {
        Fakes::FakeEngine engine;
        RunMonitor run(engine);
        QSignalSpy finished(&run, &RunMonitor::finished);
        run.start(Sync::PullRequest{});
        QCOMPARE(run.state(), RunState::Starting);
        run.start(Sync::PullRequest{});
        QCOMPARE(engine.runs.size(), size_t(1));
        engine.tell(progress(10));
        QCOMPARE(run.state(), RunState::Running);
        run.pause();
        QCOMPARE(engine.pauses, 1);
        QCOMPARE(run.state(), RunState::Pausing);
        engine.tell(progress(11)); // Requests in flight still come in.
        QCOMPARE(run.state(), RunState::Pausing);
        engine.tell(progress(12, Sync::BatchStatus::Paused));
        QCOMPARE(run.state(), RunState::Paused);
        run.resume();
        engine.tell(progress(13));
        QCOMPARE(run.state(), RunState::Running);
        engine.finishRun(report(Sync::BatchStatus::Completed));
        QCOMPARE(run.state(), RunState::Done);
        QTest::qWait(20);
        QCOMPARE(finished.size(), 1); // The signal and the future tell of one end.
        engine.tell(progress(14)); // Late news of a batch that is over.
        QCOMPARE(run.state(), RunState::Done);
        QCOMPARE(nextStep(*run.report()).label, u"Review 12 Changes"_s);
    }

    void stoppingStaysUntilTheRunHasEnded()
    {
        Fakes::FakeEngine engine;
        RunMonitor run(engine);
        run.start(Sync::PushRequest{});
        engine.tell(progress(10));
        run.stop();
        run.stop();
        QCOMPARE(engine.cancels, 1);
        engine.tell(progress(20));
        QCOMPARE(run.state(), RunState::Stopping);
        engine.finishRun(report(Sync::BatchStatus::Cancelled));
        QCOMPARE(run.state(), RunState::Stopped);
    }

    void aRunThatWasRefusedSaysWhy()
    {
        Fakes::FakeEngine engine;
        RunMonitor run(engine);
        run.start(Sync::ApplyRequest{});
        engine.failRun({Sync::FailureKind::Busy, u"Batch 3 is running."_s});
        QTRY_COMPARE(run.state(), RunState::Failed);
        QCOMPARE(run.failure()->what, u"Batch 3 is running."_s);
    }

    void showsARunThatAnotherDeskStarted()
    {
        Fakes::FakeEngine engine;
        RunMonitor run(engine);
        engine.tell(progress(1));
        QCOMPARE(run.state(), RunState::Running);
        engine.finishRun(report(Sync::BatchStatus::Partial));
        QCOMPARE(run.state(), RunState::DoneWithFailures);
    }

    void repaintsAtMostTenTimesASecond()
    {
        Fakes::FakeEngine engine;
        RunMonitor run(engine);
        run.start(Sync::PullRequest{});
        engine.tell(progress(0));
        QSignalSpy changed(&run, &RunMonitor::changed);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 50; ++i) {
            engine.tell(progress(i));
            QTest::qWait(10);
        }
        QCOMPARE_LE(changed.size(), timer.elapsed() / 100 + 2);
        QCOMPARE_GE(changed.size(), 2);
    }

    void outcomesKeepFailuresOnTopAndAreBounded()
    {
        OutcomesModel model(10);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<Sync::ItemOutcome> many;
        for (qint64 i = 0; i < 30; ++i)
            many += Sync::ItemOutcome{
                {1}, {i}, QString::number(i), i == 3 ? Sync::Outcome::Error : Sync::Outcome::Success, {}};
        model.add(many);
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.index(0, 1).data().toString(), u"3"_s);
        QCOMPARE(model.index(1, 1).data().toString(), u"29"_s);
        model.add(many);
        QCOMPARE(model.index(1, 1).data().toString(), u"3"_s);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void theEstimateIsSilentUntilItIsHonest()
    {
        Sync::ProgressSnapshot snapshot = progress(5);
        QCOMPARE(remainingText(snapshot), QString());
        snapshot.remaining = std::chrono::seconds(185);
        QCOMPARE(remainingText(snapshot), u"about 3 min left"_s);
        snapshot.throttle.waiting = std::chrono::milliseconds(4000);
        QCOMPARE(waitingText(snapshot), u"Waiting for Shopify's limit, 4 s"_s);
    }
};

QTEST_GUILESS_MAIN(TestRunMonitor)
#include "tst_runmonitor.moc"
