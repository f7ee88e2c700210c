#include "models/diagnostics/diagnosticsmodel.h"
#include "models/diagnostics/diagnosticsreport.h"
#include "tests/support/fakeengine.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Models;

class TestDiagnosticsModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultsStreamInBeforeTheEnd()
    {
        Fakes::FakeEngine engine;
        engine.checks = Fakes::FakeEngine::sampleChecks();
        engine.answers().hold();
        DiagnosticsModel model(engine);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.runAll();
        model.runAll();
        QCOMPARE(engine.checkRequests.size(), size_t(1));
        Q_EMIT engine.checkFinished(engine.checks.at(4));
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.isRunning());
        engine.answers().release();
        QTRY_VERIFY(!model.isRunning());
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(model.results().size(), engine.checks.size());
        QVERIFY(model.lastRun().isValid());
    }

    void aCheckThatIsGoneDisappearsWithItsGroup()
    {
        Fakes::FakeEngine engine;
        engine.checks = Fakes::FakeEngine::sampleChecks();
        DiagnosticsModel model(engine);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.runAll();
        QTRY_VERIFY(!model.isRunning());
        engine.checks = engine.checks.mid(0, 1);
        model.runAll();
        QTRY_VERIFY(!model.isRunning());
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(overallSentence(model.results()), u"Everything works."_s);
    }

    void aFailureKeepsOldResultsAndIsTold()
    {
        Fakes::FakeEngine engine;
        engine.checks = Fakes::FakeEngine::sampleChecks();
        DiagnosticsModel model(engine);
        model.runAll();
        QTRY_VERIFY(!model.isRunning());
        engine.answers().fail(Fakes::FakeEngine::RunChecks, {Sync::FailureKind::Internal, u"No."_s});
        model.runAll();
        QTRY_VERIFY(!model.isRunning());
        QVERIFY(model.failure());
        QCOMPARE(model.results().size(), engine.checks.size());
    }

    void theReportIsStableAndReadable()
    {
        const QDateTime when(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);
        QList<Sync::CheckResult> checks = Fakes::FakeEngine::sampleChecks();
        const QString text = diagnosticsText(checks, when);
        std::reverse(checks.begin(), checks.end());
        QCOMPARE(diagnosticsText(checks, when), text);
        QVERIFY(text.contains(u"3 things need you. 1 check could not be made."));
        const QJsonObject json = QJsonDocument::fromJson(diagnosticsJson(checks, when)).object();
        QCOMPARE(json.value(u"checks"_s).toArray().size(), checks.size());
        QCOMPARE(json.value(u"overall"_s).toString(), u"failed"_s);
    }

    void aRemedyIsWholeInJson()
    {
        Sync::CheckResult result;
        result.group = Sync::CheckGroup::Data;
        result.status = Sync::CheckStatus::CouldNotCheck;
        QJsonObject json = checkJson(result);
        QCOMPARE(json.value(u"group"_s).toString(), u"data"_s);
        QCOMPARE(json.value(u"status"_s).toString(), u"could_not_check"_s);
        QVERIFY(json.value(u"meaning"_s).isNull());
        QVERIFY(!json.contains(u"remedy"_s));
        result.remedy.emplace();
        result.remedy->id = u"reset-sequences"_s;
        result.remedy->preview = u"select 1"_s;
        result.remedy->rowsAffected = 2;
        json = checkJson(result).value(u"remedy"_s).toObject();
        QCOMPARE(json.value(u"id"_s).toString(), u"reset-sequences"_s);
        QCOMPARE(json.value(u"preview"_s).toString(), u"select 1"_s);
        QCOMPARE(json.value(u"rows"_s).toInt(), 2);
    }
};

QTEST_GUILESS_MAIN(TestDiagnosticsModel)
#include "tst_diagnosticsmodel.moc"
