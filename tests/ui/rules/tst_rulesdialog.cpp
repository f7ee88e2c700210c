#include "tests/support/pagefixture.h"
#include "ui/rules/rulesdialog.h"
#include "ui/widgets/tableview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QRadioButton>

using namespace Qt::StringLiterals;
using namespace Ui;
using Fakes::FakeEngine;
using Fakes::FakeReader;

Q_DECLARE_METATYPE(Sync::ApprovalRule)

class TestRulesDialog final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<RulesDialog> m_dialog;

    template <typename Widget>
    Widget &find(const QString &name)
    {
        auto *widget = m_dialog->findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qUtf8Printable(name));
        return *widget;
    }
    QPushButton &push(const QString &name) { return find<QPushButton>(name); }
    QString headline() { return find<QLabel>(u"simulationHeadline"_s).text(); }
    QString notice() { return m_dialog->findChild<NoticeBar *>()->text(); }
    void open(qsizetype rules)
    {
        m_reader->rules = m_reader->rules.first(rules);
        m_engine->rules = m_reader->rules;
        m_dialog = std::make_unique<RulesDialog>(*m_engine, *m_reader);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QTRY_COMPARE(find<TableView>(u"rulesTable"_s).model()->rowCount(), int(rules));
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
                               .noConflict = false,
                               .revision = 7},
            {.id = {2}, .name = u"Texts"_s, .approves = true, .fields = {u"seo_*"_s}, .maxFields = 3}};
        m_reader->simulation = {.waiting = 410,
            .approved = 132,
            .caught = 132,
            .approvedByDraft = 132,
            .outcomes = {{.isApproved = true,
                             .ruleName = u"Texts"_s,
                             .isDraft = true,
                             .count = 132,
                             .examples = {{{5}, u"<b>Pen</b>"_s, u"P"_s}}},
                {.guard = Sync::RuleGuard::Conflict, .ruleName = {}, .count = 3}}};
    }
    void cleanup() { m_dialog.reset(); }

    void showsARuleAndWhatItWouldDo()
    {
        open(2);
        QCOMPARE(find<QLineEdit>(u"ruleName"_s).text(), u"Prices"_s);
        QVERIFY(find<QRadioButton>(u"rulePerson"_s).isChecked());
        QTRY_VERIFY(headline().contains(u"410"_s));
        QTest::keyClick(&find<TableView>(u"rulesTable"_s), Qt::Key_Down);
        QCOMPARE(find<QLineEdit>(u"ruleName"_s).text(), u"Texts"_s);
        QTRY_COMPARE(headline(), u"Would approve 132 of the 410 changes that wait."_s);
        QVERIFY(m_engine->ruleChanges.empty());
        QVERIFY(!push(u"saveRule"_s).isEnabled());
    }

    void savesAChangeWithTheRevisionItWasReadAt()
    {
        open(2);
        auto &number = find<QLineEdit>(u"limitNumber1"_s);
        number.setFocus();
        number.selectAll();
        QTest::keyClicks(&number, u"35"_s);
        QVERIFY(!find<TableView>(u"rulesTable"_s).isEnabled());
        m_engine->rules[0].limits[0].limit = u"35"_s;
        m_engine->rules[0].revision = 8;
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QTRY_VERIFY(find<TableView>(u"rulesTable"_s).isEnabled());
        const auto saved = std::get<Sync::SaveRule>(m_engine->ruleChanges.at(0)).rule;
        QCOMPARE(saved.id.value, 1);
        QCOMPARE(saved.revision, 7);
        QCOMPARE(saved.limits[0].limit, u"35"_s);
        Sync::ApprovalRule expected = m_reader->rules[0];
        expected.limits[0].limit = u"35"_s;
        QCOMPARE(saved, expected); // nothing else has moved
    }

    void saysInPlaceWhatIsWrong()
    {
        open(2);
        auto &number = find<QLineEdit>(u"limitNumber1"_s);
        number.selectAll();
        QTest::keyClicks(&number, u"many"_s);
        auto &remark = find<QLabel>(u"ruleRemark%1"_s.arg(int(Sync::RulePart::Limits)));
        QVERIFY(remark.isVisible());
        QVERIFY2(remark.text().contains(u"many"_s), qPrintable(remark.text()));
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QVERIFY(m_engine->ruleChanges.empty());
        QVERIFY(number.hasFocus());
        QTest::mouseClick(&push(u"discardRule"_s), Qt::LeftButton);
        QCOMPARE(number.text().isEmpty(), false);
        QVERIFY(find<TableView>(u"rulesTable"_s).isEnabled());
    }

    void withoutAKindOfChangeNothingIsSaved()
    {
        open(2);
        find<QCheckBox>(u"ruleUpdate"_s).click();
        QVERIFY(find<QLabel>(u"ruleRemark%1"_s.arg(int(Sync::RulePart::ChangeTypes))).isVisible());
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QVERIFY(m_engine->ruleChanges.empty());
    }

    void aNewRuleIsSavedByKeyboardAlone()
    {
        open(0);
        QTest::mouseClick(&push(u"newRule"_s), Qt::LeftButton);
        auto &name = find<QLineEdit>(u"ruleName"_s);
        QTRY_VERIFY(name.hasFocus());
        QTest::keyClicks(&name, u"All updates"_s);
        m_engine->rules = {{.id = {9}, .name = u"All updates"_s, .changeTypes = {Sync::ChangeType::Update}}};
        push(u"saveRule"_s).setFocus();
        QTest::keyClick(&push(u"saveRule"_s), Qt::Key_Space);
        QTRY_COMPARE(find<TableView>(u"rulesTable"_s).model()->rowCount(), 1);
        const auto saved = std::get<Sync::SaveRule>(m_engine->ruleChanges.at(0)).rule;
        QVERIFY(!saved.id.isValid());
        QCOMPARE(saved.name, u"All updates"_s);
    }

    void somebodyElsesChangeIsSaidAndNothingTypedIsLost()
    {
        open(2);
        auto &name = find<QLineEdit>(u"ruleName"_s);
        QTest::keyClicks(&name, u" now"_s);
        m_engine->answers().fail(FakeEngine::ChangeRules, {Sync::FailureKind::Stale, u"Ben changed the rule."_s});
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QTRY_VERIFY(notice().contains(u"Ben changed"_s));
        QCOMPARE(name.text(), u"Prices now"_s);
        m_engine->answers().fail(
            FakeEngine::ChangeRules, {Sync::FailureKind::DatabaseUnreachable, u"The database is away."_s});
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QTRY_VERIFY(notice().contains(u"is away"_s));
        QCOMPARE(name.text(), u"Prices now"_s);
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        auto *question = m_dialog->findChild<QMessageBox *>(u"discardRuleQuestion"_s);
        QVERIFY(question && m_dialog->isVisible());
        question->findChild<QPushButton *>(u"closeWithoutSaving"_s)->click();
        QTRY_VERIFY(!m_dialog->isVisible());
    }

    void turnsARuleOff()
    {
        open(2);
        m_engine->rules[0].isActive = false;
        QTest::mouseClick(&push(u"turnRule"_s), Qt::LeftButton);
        QTRY_COMPARE(push(u"turnRule"_s).text(), u"Turn On"_s);
        const auto saved = std::get<Sync::SaveRule>(m_engine->ruleChanges.at(0)).rule;
        QVERIFY(!saved.isActive);
        QCOMPARE(saved.revision, 7);
    }

    void turnsARuleOffByItsCheck()
    {
        open(2);
        m_engine->rules[0].isActive = false;
        auto *table = m_dialog->findChild<QTableView *>();
        const QModelIndex index = table->model()->index(0, 0);
        QCOMPARE(index.data().toString(), QString());
        const QRect cell = table->visualRect(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, {cell.left() + 10, cell.center().y()});
        QTRY_COMPARE(m_engine->ruleChanges.size(), std::size_t(1));
        QVERIFY(!std::get<Sync::SaveRule>(m_engine->ruleChanges.at(0)).rule.isActive);
        QTRY_COMPARE(index.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    }

    void deletesAfterAsking()
    {
        open(2);
        QTest::mouseClick(&push(u"deleteRule"_s), Qt::LeftButton);
        QVERIFY(m_engine->ruleChanges.empty());
        m_engine->rules.removeFirst();
        m_dialog->findChild<QPushButton *>(u"confirmDeleteRule"_s)->click();
        QTRY_COMPARE(find<TableView>(u"rulesTable"_s).model()->rowCount(), 1);
        QCOMPARE(std::get<Sync::RemoveRule>(m_engine->ruleChanges.at(0)).revision, 7);
    }

    void withoutARuleNothingIsShownAsTried()
    {
        open(1);
        QTRY_VERIFY2(headline().contains(u"132 of the 410"_s), qPrintable(headline()));
        QTest::mouseClick(&push(u"deleteRule"_s), Qt::LeftButton);
        m_engine->rules.clear();
        m_dialog->findChild<QPushButton *>(u"confirmDeleteRule"_s)->click();
        QTRY_COMPARE(headline(), u"A rule that is chosen is tried here on what waits."_s);
        open(0);
        QCOMPARE(headline(), u"A rule that is chosen is tried here on what waits."_s);
    }

    void withoutRulesItSaysWhatThatMeans()
    {
        open(0);
        QTRY_COMPARE(m_dialog->findChild<EmptyState *>()->title(), u"No Rules"_s);
        QVERIFY(!push(u"deleteRule"_s).isEnabled());
        QTest::mouseClick(&push(u"restoreRules"_s), Qt::LeftButton);
        m_dialog->findChild<QPushButton *>(u"confirmRestoreRules"_s)->click();
        QTRY_COMPARE(m_engine->ruleChanges.size(), size_t(1));
        QVERIFY(std::holds_alternative<Sync::RestoreDefaultRules>(m_engine->ruleChanges[0]));
    }

    void aMetafieldPatternIsAddedByKeyboardAlone()
    {
        open(2);
        find<TableView>(u"rulesTable"_s).selectRow(1);
        auto &pattern = find<QLineEdit>(u"rulePattern"_s);
        QVERIFY(pattern.isVisible()); // the rule is about certain fields
        QVERIFY(!push(u"addRulePattern"_s).isEnabled());
        pattern.setFocus();
        QTest::keyClicks(&pattern, u"metafield:custom.*"_s);
        QTest::keyClick(&pattern, Qt::Key_Return);
        QVERIFY(m_dialog->isVisible()); // Return is no button of the dialog
        QVERIFY(pattern.text().isEmpty() && pattern.hasFocus());
        QVERIFY2(find<QLabel>(u"ruleSentence"_s).text().contains(u"metafield:custom.*"_s),
            qPrintable(find<QLabel>(u"ruleSentence"_s).text()));
        const auto &fields = find<QListWidget>(u"ruleFields"_s);
        const int rows = fields.count();
        QTest::keyClicks(&pattern, u"metafield:custom.*"_s); // once is enough
        QTest::keyClick(&pattern, Qt::Key_Return);
        QCOMPARE(fields.count(), rows);
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QTRY_COMPARE(m_engine->ruleChanges.size(), size_t(1));
        const QStringList saved = std::get<Sync::SaveRule>(m_engine->ruleChanges.at(0)).rule.fields;
        QCOMPARE(saved, (QStringList{u"seo_*"_s, u"metafield:custom.*"_s}));
    }

    void whatNoFieldCanMatchIsRefusedInPlace()
    {
        open(2);
        auto &pattern = find<QLineEdit>(u"rulePattern"_s);
        const int rows = find<QListWidget>(u"ruleFields"_s).count();
        QTest::keyClicks(&pattern, u"colour"_s);
        QTest::mouseClick(&push(u"addRulePattern"_s), Qt::LeftButton);
        auto &remark = find<QLabel>(u"rulePatternRemark"_s);
        QVERIFY(remark.isVisible() && remark.text().contains(u"colour"_s));
        QCOMPARE(find<QListWidget>(u"ruleFields"_s).count(), rows);
        QVERIFY(pattern.hasFocus());
        QCOMPARE(pattern.text(), u"colour"_s);
        QTest::keyClicks(&pattern, u"s"_s);
        QVERIFY(!remark.isVisible());
        find<QComboBox>(u"ruleAbout"_s).setCurrentIndex(0);
        QVERIFY(!pattern.isVisible()); // about whatever changes
    }

    void savingWhatNobodyTouchedChangesNothing_data()
    {
        using Sync::ChangeType;
        QTest::addColumn<Sync::ApprovalRule>("rule");
        const auto row = [](const char *name, Sync::ApprovalRule rule) {
            rule.id = {1};
            rule.name = u"Rule"_s;
            rule.revision = 7;
            rule.changedAt = QDateTime::fromSecsSinceEpoch(1'000'000, Qt::UTC);
            rule.changedBy = u"Ben"_s;
            QTest::newRow(name) << rule;
        };
        row("everything that can be set",
            {.isActive = false,
                .approves = true,
                .direction = Sync::Direction::Push,
                .entity = Sync::RuleEntity::Variant,
                .changeTypes = {ChangeType::Update, ChangeType::Create},
                .fields = {u"sku"_s, u"metafield:a.*"_s, u"*price"_s, u"cost"_s},
                .exceptFields = {u"compare_at_price"_s, u"barcode"_s},
                .limits = {{u"price"_s, Sync::RuleMovement::Up, Sync::RuleMeasure::Amount, u"2.50"_s},
                    {u"cost"_s, Sync::RuleMovement::Down, Sync::RuleMeasure::Percent, u"12.5"_s}},
                .maxFields = 5000,
                .isDefault = true});
        row("of products alone", {.entity = Sync::RuleEntity::Product, .fields = {u"tags"_s}});
        row("asks about conflicts too", {.fields = {u"vendor"_s}, .noConflict = false});
        row("asks without conflicts", {.fields = {u"vendor"_s}, .noConflict = true});
        row("asks about every field, said so", {.fields = {u"*"_s}});
        row("every field beside one", {.fields = {u"*"_s, u"price"_s}});
        row("approves all but some",
            {.approves = true, .fields = {u"*"_s}, .exceptFields = {u"tags"_s, u"channels"_s}});
        row("asks about all but some, said so", {.fields = {u"*"_s}, .exceptFields = {u"media"_s}});
        row("never about anything", {.exceptFields = {u"*"_s}});
        row("all kinds, said so",
            {.changeTypes = {ChangeType::Restore, ChangeType::Delete, ChangeType::Update, ChangeType::Create}});
        row("new products", {.approves = true, .changeTypes = {ChangeType::Create}});
    }
    void savingWhatNobodyTouchedChangesNothing()
    {
        QFETCH(Sync::ApprovalRule, rule);
        m_reader->rules = {rule};
        open(1);
        auto &name = find<QLineEdit>(u"ruleName"_s);
        QTest::keyClicks(&name, u"!"_s);
        QTest::keyClick(&name, Qt::Key_Backspace);
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QCOMPARE(m_engine->ruleChanges.size(), size_t(1));
        QCOMPARE(std::get<Sync::SaveRule>(m_engine->ruleChanges[0]).rule, rule);
    }

    void choosesWhoseFields()
    {
        open(1);
        auto &whose = find<QComboBox>(u"ruleEntity"_s);
        QCOMPARE(whose.currentData().toInt(), int(Sync::RuleEntity::Any));
        whose.setCurrentIndex(whose.findData(int(Sync::RuleEntity::Product)));
        auto &remark = find<QLabel>(u"ruleRemark%1"_s.arg(int(Sync::RulePart::Fields)));
        QVERIFY2(remark.isVisible() && remark.text().contains(u"products alone"_s), qPrintable(remark.text()));
        whose.setCurrentIndex(whose.findData(int(Sync::RuleEntity::Variant)));
        QVERIFY(!remark.isVisible());
        QVERIFY(find<QLabel>(u"ruleSentence"_s).text().contains(u"in variants"_s));
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QCOMPARE(m_engine->ruleChanges.size(), size_t(1));
        Sync::ApprovalRule expected = m_reader->rules[0];
        expected.entity = Sync::RuleEntity::Variant;
        QCOMPARE(std::get<Sync::SaveRule>(m_engine->ruleChanges[0]).rule, expected);
    }

    void noMnemonicMeansTwoThings()
    {
        open(2);
        QMultiHash<QString, QString> all;
        const auto add = [&all](const QString &text) {
            if (const QKeySequence keys = QKeySequence::mnemonic(text); !keys.isEmpty())
                all.insert(keys.toString(), text);
        };
        bool hasEntity = false;
        for (const QLabel *label : m_dialog->findChildren<QLabel *>())
            if (label->buddy()) {
                add(label->text());
                hasEntity = hasEntity
                    || (label->buddy() == &find<QComboBox>(u"ruleEntity"_s)
                        && !QKeySequence::mnemonic(label->text()).isEmpty());
            }
        for (const QAbstractButton *button : m_dialog->findChildren<QAbstractButton *>())
            add(button->text());
        QVERIFY(hasEntity);
        for (const QString &keys : all.uniqueKeys())
            QVERIFY2(all.count(keys) == 1, qPrintable(all.values(keys).join(u", "_s)));
    }

    void whatApprovesLeavesConflictsOut()
    {
        open(2);
        auto &box = find<QCheckBox>(u"ruleNoConflict"_s);
        QVERIFY(box.isEnabled() && !box.isChecked());
        box.click();
        find<QRadioButton>(u"ruleApprove"_s).click();
        QVERIFY(box.isChecked() && !box.isEnabled());
        QVERIFY2(box.toolTip().contains(u"always decided by a person"_s), qPrintable(box.toolTip()));
        find<QRadioButton>(u"rulePerson"_s).click();
        QVERIFY(box.isChecked() && box.isEnabled());
        box.click();
        find<QRadioButton>(u"ruleApprove"_s).click();
        QVERIFY(box.isChecked());
        find<QRadioButton>(u"rulePerson"_s).click();
        QVERIFY(!box.isChecked());
        box.click();
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QCOMPARE(m_engine->ruleChanges.size(), size_t(1));
        Sync::ApprovalRule expected = m_reader->rules[0];
        expected.noConflict = true;
        QCOMPARE(std::get<Sync::SaveRule>(m_engine->ruleChanges[0]).rule, expected);
    }

    /// One that was written into the database by hand: said, and mended by a person alone.
    void aRuleThatWouldApproveConflictsIsNotMendedUnseen()
    {
        m_reader->rules[1].noConflict = false;
        open(2);
        find<TableView>(u"rulesTable"_s).selectRow(1);
        auto &box = find<QCheckBox>(u"ruleNoConflict"_s);
        auto &remark = find<QLabel>(u"ruleRemark%1"_s.arg(int(Sync::RulePart::ChangeTypes)));
        QVERIFY(box.isEnabled() && !box.isChecked());
        QVERIFY2(remark.isVisible() && remark.text().contains(u"Leave conflicts out"_s), qPrintable(remark.text()));
        QTest::keyClicks(&find<QLineEdit>(u"ruleName"_s), u"!"_s);
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QVERIFY(m_engine->ruleChanges.empty());
        QVERIFY(box.hasFocus());
        box.click();
        QVERIFY(!remark.isVisible() && !box.isEnabled());
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QCOMPARE(m_engine->ruleChanges.size(), size_t(1));
        QVERIFY(std::get<Sync::SaveRule>(m_engine->ruleChanges[0]).rule.noConflict);
    }

    void keepsPatternsItHasNoFieldFor()
    {
        open(2);
        find<TableView>(u"rulesTable"_s).selectRow(1);
        QTest::keyClicks(&find<QLineEdit>(u"ruleName"_s), u"!"_s);
        QTest::mouseClick(&push(u"saveRule"_s), Qt::LeftButton);
        QCOMPARE(std::get<Sync::SaveRule>(m_engine->ruleChanges.at(0)).rule.fields, QStringList{u"seo_*"_s});
    }
};

QTEST_MAIN(TestRulesDialog)
#include "tst_rulesdialog.moc"
