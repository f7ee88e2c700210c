#include "tests/support/pagefixture.h"
#include "ui/rules/rulesdialog.h"
#include "ui/widgets/tableview.h"

#include <QLineEdit>
#include <QMessageBox>

using namespace Qt::StringLiterals;
using namespace Ui;
using Fakes::FakeEngine;
using Fakes::FakeReader;

/// The approval rules without a mouse: where Tab leads, what keys do, and where the focus is afterwards.
class TestRulesKeys final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<RulesDialog> m_dialog;

    template <typename Widget = QPushButton>
    Widget &find(const QString &name)
    {
        auto *widget = m_dialog->findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qUtf8Printable(name));
        return *widget;
    }
    TableView &table() { return find<TableView>(u"rulesTable"_s); }
    QString ruleAt(int row) { return table().model()->index(row, 1).data().toString(); }
    void press(const QString &button)
    {
        find(button).setFocus();
        QTest::keyClick(&find(button), Qt::Key_Space);
    }

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_reader = std::make_unique<FakeReader>();
        m_reader->rules = {{.id = {1},
                               .name = u"Prices"_s,
                               .changeTypes = {Sync::ChangeType::Update},
                               .fields = {u"price"_s},
                               .limits = {{u"price"_s, {}, {}, u"20"_s}},
                               .noConflict = false},
            {.id = {2},
                .name = u"Texts"_s,
                .changeTypes = {Sync::ChangeType::Update},
                .fields = {u"seo_*"_s},
                .noConflict = false},
            {.id = {3},
                .name = u"Tags"_s,
                .changeTypes = {Sync::ChangeType::Update},
                .fields = {u"tags"_s},
                .noConflict = false}};
        m_engine->rules = m_reader->rules;
        m_dialog = std::make_unique<RulesDialog>(*m_engine, *m_reader);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QTRY_COMPARE(table().model()->rowCount(), 3);
        QCOMPARE(table().currentIndex().row(), 0);
    }
    void cleanup() { m_dialog.reset(); }

    void tabGoesThroughInReadingOrder()
    {
        press(u"addLimit"_s); // what came later stands where it is read too
        const QStringList expected{u"rulesTable"_s, u"newRule"_s, u"turnRule"_s, u"duplicateRule"_s, u"deleteRule"_s,
            u"moveRuleUp"_s, u"moveRuleDown"_s, u"ruleName"_s, u"ruleCreate"_s, u"ruleDirection"_s, u"ruleEntity"_s,
            u"ruleAbout"_s, u"ruleFields"_s, u"rulePattern"_s, u"addRulePattern"_s, u"limitField1"_s,
            u"limitMovement1"_s, u"limitNumber1"_s, u"limitMeasure1"_s, u"removeLimit1"_s, u"limitField2"_s,
            u"limitMovement2"_s, u"limitNumber2"_s, u"limitMeasure2"_s, u"removeLimit2"_s, u"addLimit"_s,
            u"ruleCountsFields"_s, u"ruleMaxFields"_s, u"restoreRules"_s, u"closeRules"_s, u"discardRule"_s,
            u"saveRule"_s};
        QStringList stops;
        const QWidget *stop = &table();
        do {
            if (expected.contains(stop->objectName()))
                stops += stop->objectName();
            stop = stop->nextInFocusChain();
        } while (stop != &table());
        QVERIFY2(stops == expected, qPrintable(stops.join(u' ')));
    }

    void aRuleThatMovesStaysChosen()
    {
        table().setFocus();
        m_engine->rules.move(0, 1);
        QTest::keyClick(&table(), Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(ruleAt(1), u"Prices"_s);
        QTRY_COMPARE(table().currentIndex().row(), 1);
        QVERIFY(table().hasFocus());
        m_engine->rules.move(1, 2);
        press(u"moveRuleDown"_s);
        QTRY_COMPARE(ruleAt(2), u"Prices"_s);
        QTRY_COMPARE(table().currentIndex().row(), 2);
        QVERIFY(!find(u"moveRuleDown"_s).isEnabled());
        QVERIFY(table().hasFocus());
        m_engine->rules.move(2, 1);
        QTest::keyClick(&table(), Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(ruleAt(1), u"Prices"_s);
        QTRY_COMPARE(table().currentIndex().row(), 1);
    }

    void theNextTakesThePlaceOfADeletedRule()
    {
        table().setFocus();
        table().setCurrentIndex(table().model()->index(1, 1));
        QTest::keyClick(&table(), Qt::Key_Delete);
        auto &question = find<QMessageBox>(u"deleteRuleQuestion"_s);
        QCOMPARE(question.defaultButton(), &find(u"keepRule"_s));
        m_engine->rules.removeAt(1);
        find(u"confirmDeleteRule"_s).click();
        QTRY_COMPARE(table().model()->rowCount(), 2);
        QTRY_COMPARE(table().currentIndex().row(), 1);
        QCOMPARE(find<QLineEdit>(u"ruleName"_s).text(), u"Tags"_s);
    }

    void onesLikeItAndNewOnesStartByKey()
    {
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Insert, Qt::AltModifier);
        auto &name = find<QLineEdit>(u"ruleName"_s);
        QCOMPARE(name.text(), u"Prices (copy)"_s);
        QVERIFY(name.hasFocus());
        press(u"discardRule"_s);
        QVERIFY(table().hasFocus());
        QTest::keyClick(&table(), Qt::Key_Insert);
        QVERIFY(name.text().isEmpty() && name.hasFocus());
    }

    void afterSavingTheListHasTheFocus()
    {
        auto &name = find<QLineEdit>(u"ruleName"_s);
        name.setFocus();
        QTest::keyClicks(&name, u" now"_s);
        m_engine->answers().fail(FakeEngine::ChangeRules, {Sync::FailureKind::Stale, u"Ben changed the rule."_s});
        press(u"saveRule"_s);
        QTRY_VERIFY(name.hasFocus());
        m_engine->answers().recover();
        m_engine->rules[0].name = u"Prices now"_s;
        press(u"saveRule"_s);
        QTRY_COMPARE(ruleAt(0), u"Prices now"_s);
        QTRY_VERIFY(table().hasFocus());
        QCOMPARE(table().currentIndex().row(), 0);
    }

    void aLimitThatGoesLeavesTheFocusBesideIt()
    {
        press(u"addLimit"_s);
        QVERIFY(find<QLineEdit>(u"limitNumber2"_s).hasFocus());
        press(u"removeLimit2"_s);
        QVERIFY(find(u"removeLimit1"_s).hasFocus());
        press(u"removeLimit1"_s);
        QVERIFY(find(u"addLimit"_s).hasFocus());
    }
};

QTEST_MAIN(TestRulesKeys)
#include "tst_ruleskeys.moc"
