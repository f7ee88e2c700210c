#include "models/rules/rulesmodel.h"
#include "models/rules/ruletext.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Models;
using Fakes::FakeEngine;
using Fakes::FakeReader;

class TestRules final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<FakeReader> m_reader;

    static QList<Sync::ApprovalRule> some()
    {
        return {{.id = {1}, .name = u"Prices"_s, .fields = {u"price"_s}, .limits = {{u"price"_s, {}, {}, u"20"_s}}},
            {.id = {2}, .name = u"Texts"_s, .approves = true, .fields = {u"description_html"_s}, .maxFields = 3},
            {.id = {3}, .name = u"Gone"_s, .changeTypes = {Sync::ChangeType::Delete}}};
    }

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_reader = std::make_unique<FakeReader>();
        m_reader->rules = some();
        m_engine->rules = some();
    }

    void showsRulesInTheirOrderAndFollowsOthers()
    {
        RulesModel model(*m_engine, *m_reader);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(1, 1).data().toString(), u"Texts"_s);
        QCOMPARE(model.index(1, 2).data().toString(), u"Approves"_s);
        QCOMPARE(model.rowOf({3}), 2);
        m_reader->rules.removeFirst();
        Q_EMIT m_reader->stagedChanged();
        QTRY_COMPARE(model.rowCount(), 2);
        m_reader->answers().fail(FakeReader::ApprovalRules, {Sync::FailureKind::DatabaseUnreachable, u"Away."_s});
        Q_EMIT m_reader->stagedChanged();
        QTRY_COMPARE(model.loadState(), LoadState::Failed);
        QCOMPARE(model.rowCount(), 2);
    }

    void turnsARuleOff()
    {
        RulesModel model(*m_engine, *m_reader);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model.rowCount(), 3);
        m_engine->rules[0].isActive = false;
        QSignalSpy changed(&model, &RulesModel::changed);
        QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole)); // one at a time
        QVERIFY(changed.wait());
        QCOMPARE(model.index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(!std::get<Sync::SaveRule>(m_engine->ruleChanges.at(0)).rule.isActive);
    }

    void aRefusedChangeLeavesWhatIsThere()
    {
        RulesModel model(*m_engine, *m_reader);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model.rowCount(), 3);
        m_engine->answers().fail(FakeEngine::ChangeRules, {Sync::FailureKind::Stale, u"Ben changed it."_s});
        QSignalSpy failed(&model, &RulesModel::changeFailed);
        model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
        QVERIFY(failed.wait());
        QCOMPARE(model.index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QVERIFY(!model.isBusy());
    }

    void movesWithinTheList()
    {
        RulesModel model(*m_engine, *m_reader);
        QTRY_COMPARE(model.rowCount(), 3);
        model.move(0, -1);
        QVERIFY(m_engine->ruleChanges.empty());
        model.move(2, -1);
        QCOMPARE(std::get<Sync::OrderRules>(m_engine->ruleChanges.at(0)).order, (QList<Sync::RuleId>{{1}, {3}, {2}}));
    }

    void readsAsSentences_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("limit") << 0 << u"A person decides on changed products: Price moves by more than 20 %."_s;
        QTest::newRow("approves") << 1
                                  << u"Approves changed products: only Description change, 3 fields change at most."_s;
        QTest::newRow("whole") << 2 << u"A person decides on deleted products."_s;
    }
    void readsAsSentences()
    {
        QFETCH(int, rule);
        QFETCH(QString, sentence);
        QCOMPARE(ruleSentence(some().at(rule)), sentence);
    }

    void namesEveryFieldInWords()
    {
        for (const QString &field : Sync::ruleFields())
            QVERIFY2(ruleFieldLabel(field) != field, qPrintable(field));
        const Sync::ApprovalRule rule{
            .name = u"All"_s, .approves = true, .fields = {u"*"_s}, .exceptFields = {u"channels"_s}};
        QCOMPARE(ruleSentence(rule), u"Approves changed products: Sales Channels stays."_s);
    }

    void tellsWhatARuleWouldDo()
    {
        const Sync::RuleSimulation tried{.waiting = 410, .approved = 140, .caught = 150, .approvedByDraft = 132};
        QCOMPARE(simulationHeadline(tried, some().at(1)), u"Would approve 132 of the 410 changes that wait."_s);
        QVERIFY(simulationHeadline({}, some().at(1)).contains(u"Nothing waits"_s));
        QCOMPARE(simulationHeadline(tried, some().at(0)),
            u"Is about 150 of the 410 changes that wait; no other rule would have approved any of them."_s);
        QVERIFY(outcomeText({.guard = Sync::RuleGuard::Conflict, .ruleName = {}, .count = 2}).contains(u"both sides"_s));
        QVERIFY(outcomeText({.ruleName = u"Prices"_s, .count = 2}).contains(u"Prices"_s));
    }
};

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
