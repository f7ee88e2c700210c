#include "models/review/fieldchangesmodel.h"
#include "tests/support/pagefixture.h"
#include "ui/review/diffview.h"
#include "ui/review/reviewpage.h"
#include "ui/send/senddialog.h"
#include "ui/style/signlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textarea.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTabBar>

#include <algorithm>

using namespace Qt::StringLiterals;
using Fakes::FakeEngine;
using Sync::DecisionKind;
using Sync::StagedStatus;
using namespace Ui;

class TestReviewPage final : public QObject, private Fakes::PageFixture<ReviewPage>
{
    Q_OBJECT

private:
    TableView &list() { return find<TableView>(u"stagedTable"_s); }
    TableView &fields() { return find<TableView>(u"fieldChangesTable"_s); }
    void open(int count)
    {
        m_reader->makeStaged(count);
        m_reader->counts.products = 25'000;
        m_reader->counts.stagedPending = std::count_if(m_reader->staged.cbegin(), m_reader->staged.cend(),
            [](const auto &detail) { return detail.row.status == StagedStatus::Pending; });
        m_engine->decisionReport.changed = 1;
        showPage();
        QTRY_COMPARE(qint64(list().model()->rowCount()), m_reader->counts.stagedPending);
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        list().setFocus();
    }
    void choose(qint64 id)
    {
        list().selectId(id);
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        QTRY_VERIFY(m_page->findChild<QPushButton *>(u"approveProduct"_s)->isVisible());
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void rowsThatARunFoundMeanwhileAreLookedAtAtOnce()
    {
        open(0);
        m_page->firstFocus()->setFocus(); // as the shell does when the page is opened
        QVERIFY(find<QLineEdit>(u"reviewSearch"_s).hasFocus());
        m_reader->makeStaged(3);
        Q_EMIT m_reader->stagedChanged();
        QTRY_COMPARE(list().model()->rowCount(), 3);
        QTRY_VERIFY(list().currentId() != 0);
        QTRY_COMPARE(fields().model()->rowCount(), 4);
        QVERIFY(list().hasFocus());
    }

    void comingBackShowsTheRowThatStayedCurrent()
    {
        open(3);
        QTRY_COMPARE(fields().model()->rowCount(), 4);
        const qint64 current = list().currentId();
        // What else is asked for is narrower, wider again; the row is in both.
        m_page->showWith({{u"tab"_s, u"pending"_s}, {u"direction"_s, u"pull"_s}});
        m_page->showWith({{u"tab"_s, u"pending"_s}});
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        QTRY_COMPARE(list().currentId(), current);
        QTRY_COMPARE(fields().model()->rowCount(), 4);
        QVERIFY(m_page->findChild<QPushButton *>(u"approveProduct"_s)->isVisible());
    }

    void aWholeReviewByKeyboardAlone()
    {
        open(40);
        QTRY_COMPARE(list().currentId(), 1);
        QTRY_COMPARE(fields().model()->rowCount(), 4);
        QTest::keyClick(&list(), Qt::Key_A);
        QCOMPARE(m_engine->decisions.size(), size_t(1));
        QCOMPARE(m_engine->decisions.at(0).kind, DecisionKind::Approve);
        QCOMPARE(m_engine->decisions.at(0).target.fields, QList<Sync::FieldChangeId>{{101}});
        QCOMPARE(fields().currentIndex().row(), 1);
        QTest::keyClick(&list(), Qt::Key_R);
        QCOMPARE(m_engine->decisions.at(1).kind, DecisionKind::Reject);
        QCOMPARE(fields().currentIndex().row(), 2);
        QTest::keyClick(&list(), Qt::Key_P);
        QCOMPARE(fields().currentIndex().row(), 1);
        QTest::keyClick(&list(), Qt::Key_J);
        QCOMPARE(list().currentId(), 2);
        QTest::keyClick(&list(), Qt::Key_K);
        QCOMPARE(list().currentId(), 1);
        QTest::keyClick(&list(), Qt::Key_A, Qt::ShiftModifier);
        QCOMPARE(m_engine->decisions.at(2).target.changes, QList<Sync::ChangeId>{{1}});
        QCOMPARE(list().currentId(), 2);
        QTRY_COMPARE(m_engine->answers().waiting(), 0);
        QTest::qWait(20);
        QTest::keyClick(&list(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(m_engine->decisions.size(), size_t(4));
        QCOMPARE(m_engine->decisions.at(3).kind, DecisionKind::Reopen);
    }

    void spaceApprovesInTheTablesAndStillPressesButtons()
    {
        open(10);
        choose(1);
        QTest::keyClick(&fields(), Qt::Key_Space);
        QCOMPARE(m_engine->decisions.size(), size_t(1));
        auto &reject = find<QPushButton>(u"rejectField"_s);
        reject.setFocus();
        QTest::keyClick(&reject, Qt::Key_Space);
        QCOMPARE(m_engine->decisions.size(), size_t(2));
        QCOMPARE(m_engine->decisions.back().kind, DecisionKind::Reject);
    }

    void aConflictIsResolvedByValue()
    {
        open(20);
        choose(7);
        QTRY_VERIFY(visibleButton(u"Keep 12.50 (here)"_s));
        QVERIFY(visibleButton(u"Take 9.50 (Shopify)"_s));
        QVERIFY(!visibleButton(u"Approve (A)"_s));
        QTest::keyClick(&list(), Qt::Key_A);
        QVERIFY(m_engine->decisions.empty());
        QTest::keyClick(&list(), Qt::Key_1);
        QCOMPARE(m_engine->decisions.at(0).kind, DecisionKind::KeepOurs);
        fields().moveCurrent(-9);
        QTest::mouseClick(visibleButton(u"Take 9.50 (Shopify)"_s), Qt::LeftButton);
        QCOMPARE(m_engine->decisions.at(1).kind, DecisionKind::TakeTheirs);
    }

    void whatCannotBeSentIsNotApproved()
    {
        m_reader->makeStaged(3);
        Sync::StagedDetail &detail = m_reader->staged[2];
        QCOMPARE(detail.row.direction, Sync::Direction::Push);
        const QString why = u"ShipFast alone counts what lies at Harbour Depot."_s;
        detail.fields = {detail.fields.at(0), detail.fields.at(1)};
        detail.fields[0].unwritable = why;
        showPage();
        QTRY_COMPARE(list().model()->rowCount(), 3);
        list().setFocus();
        choose(3);
        auto &field = find<QPushButton>(u"approveField"_s);
        auto &product = find<QPushButton>(u"approveProduct"_s);
        QTRY_VERIFY(field.isVisible());
        QTRY_VERIFY(!field.isEnabled());
        QCOMPARE(field.toolTip(), why);
        QVERIFY(find<QPushButton>(u"rejectField"_s).isEnabled());
        QTest::keyClick(&list(), Qt::Key_A);
        QVERIFY(m_engine->decisions.empty());
        QVERIFY(product.isEnabled()); // its other field can be sent
        fields().moveCurrent(1);
        QTRY_VERIFY(field.isEnabled());
        QCOMPARE(field.toolTip(), QString());
        detail.fields[1].decision = Sync::FieldDecision::Reject;
        Q_EMIT m_reader->stagedChanged();
        QTRY_VERIFY(!product.isEnabled());
        QCOMPARE(product.toolTip(), why);
        QVERIFY(notices().contains(u"Nothing of this change can be sent"_s));
        QTest::keyClick(&list(), Qt::Key_A, Qt::ShiftModifier);
        QVERIFY(m_engine->decisions.empty());
        QVERIFY(notices().contains(why));
        QTest::keyClick(&list(), Qt::Key_R, Qt::ShiftModifier);
        QCOMPARE(m_engine->decisions.size(), size_t(1));
        QCOMPARE(m_engine->decisions.back().kind, DecisionKind::Reject);
    }

    void whatANewProductLeavesOutIsSaidBeforeItIsApproved()
    {
        m_reader->makeStaged(3);
        Sync::StagedDetail &detail = m_reader->staged[2];
        detail.row.direction = Sync::Direction::Push;
        detail.row.changeType = Sync::ChangeType::Create;
        const QString why = u"This metafield belongs to another app."_s;
        detail.fields = {detail.fields.at(0), detail.fields.at(1)};
        detail.fields[0].unwritable = why;
        showPage();
        QTRY_COMPARE(list().model()->rowCount(), 3);
        list().setFocus();
        choose(3);
        QTRY_VERIFY2(notices().contains(why), qPrintable(notices()));
        QVERIFY(find<QPushButton>(u"approveProduct"_s).isEnabled());
    }

    void whatShopifyMakesOfAValueIsSaidBeforeItIsApproved_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::newRow("an update") << false;
        QTest::newRow("a new product") << true;
    }

    void whatShopifyMakesOfAValueIsSaidBeforeItIsApproved()
    {
        QFETCH(bool, isNew);
        m_reader->makeStaged(3);
        Sync::StagedDetail &detail = m_reader->staged[2];
        detail.row.direction = Sync::Direction::Push;
        detail.row.changeType = isNew ? Sync::ChangeType::Create : Sync::ChangeType::Update;
        const QString hint = u"Shopify writes the shop's own name there."_s;
        detail.fields = {detail.fields.at(0), detail.fields.at(1)};
        detail.fields[0].isConflict = detail.fields[1].isConflict = false;
        detail.fields[1].hint = hint;
        showPage();
        QTRY_COMPARE(list().model()->rowCount(), 3);
        list().setFocus();
        choose(3);
        QTRY_VERIFY2(notices().contains(hint), qPrintable(notices()));
        QVERIFY(find<QPushButton>(u"approveProduct"_s).isEnabled());
    }

    void anotherValueIsWrittenInPlace()
    {
        open(20);
        choose(7);
        QTRY_VERIFY(visibleButton(u"Keep 12.50 (here)"_s));
        QTest::keyClick(&list(), Qt::Key_3);
        auto &editor = find<TextArea>(u"fieldValueEditor"_s);
        QTRY_VERIFY(editor.hasFocus());
        QTest::keyClick(&editor, Qt::Key_Escape);
        QVERIFY(!editor.isVisible());
        QVERIFY(m_engine->decisions.empty());
        QTest::keyClick(&list(), Qt::Key_E);
        QTRY_VERIFY(editor.hasFocus());
        QTest::keyClicks(&editor, u"10.95"_s);
        QTest::keyClick(&editor, Qt::Key_Return);
        QCOMPARE(m_engine->decisions.size(), size_t(1));
        QCOMPARE(m_engine->decisions.at(0).kind, DecisionKind::Edit);
        QCOMPARE(m_engine->decisions.at(0).value, u"10.95"_s);
    }

    void aValueThatIsRefusedStaysInTheEditor()
    {
        open(20);
        choose(7);
        QTRY_VERIFY(visibleButton(u"Keep 12.50 (here)"_s));
        m_engine->answers().fail(FakeEngine::Decide,
            {Sync::FailureKind::BadInput, u"The price needs a number like 12.50."_s, u"The value was not saved."_s});
        QTest::keyClick(&list(), Qt::Key_E);
        auto &editor = find<TextArea>(u"fieldValueEditor"_s);
        QTRY_VERIFY(editor.hasFocus());
        QTest::keyClicks(&editor, u"1e3"_s);
        QTest::keyClick(&editor, Qt::Key_Return);
        QTRY_VERIFY(notices().contains(u"The price needs a number"_s));
        QVERIFY(editor.isVisible());
        QCOMPARE(editor.toPlainText(), u"1e3"_s);
        m_engine->answers().recover();
        QTest::keyClicks(&editor, u"10.95"_s); // all of it is selected
        QTest::keyClick(&editor, Qt::Key_Return);
        QTRY_COMPARE(m_engine->decisions.size(), size_t(2));
        QCOMPARE(m_engine->decisions.back().value, u"10.95"_s);
    }

    void lettersTypedIntoTheSearchDecideNothing()
    {
        open(30);
        QTest::keyClick(&list(), Qt::Key_Slash);
        auto &search = find<QLineEdit>(u"reviewSearch"_s);
        QVERIFY(search.hasFocus());
        QTest::keyClicks(&search, u"Stapler"_s);
        QCOMPARE(search.text(), u"Stapler"_s);
        QVERIFY(m_engine->decisions.empty());
        QTRY_COMPARE(list().model()->rowCount(), 2);
    }

    void approvingAllShownNamesTheNumberAndCanBeUndone()
    {
        open(6);
        m_engine->decisionReport.changed = 5;
        QTRY_VERIFY(visibleButton(u"Approve All 5 Shown"_s));
        QTest::mouseClick(visibleButton(u"Approve All 5 Shown"_s), Qt::LeftButton);
        QCOMPARE(m_engine->decisions.at(0).target.changes.size(), 5);
        QTRY_VERIFY(visibleButton(u"Undo Decision"_s));
        QTest::mouseClick(visibleButton(u"Undo Decision"_s), Qt::LeftButton);
        QCOMPARE(m_engine->decisions.back().kind, DecisionKind::Reopen);
        QCOMPARE(m_engine->decisions.back().target.changes.size(), 5);
        QVERIFY(m_engine->decisions.back().onlyOwn);
    }

    void approvingAllShownLeavesConflictsAndAsksBeforeDeletions()
    {
        open(40);
        const auto shown = std::count_if(m_reader->staged.cbegin(), m_reader->staged.cend(), [](const auto &detail) {
            return detail.row.status == StagedStatus::Pending && detail.row.conflictCount == 0;
        });
        QTRY_VERIFY(visibleButton(u"Approve %1, Leave %2 Conflicts"_s.arg(shown).arg(30 - shown)));
        QTest::mouseClick(&find<QPushButton>(u"approveShown"_s), Qt::LeftButton);
        QVERIFY(m_engine->decisions.empty());
        auto *box = m_page->findChild<QMessageBox *>(u"askApproveShown"_s);
        QVERIFY(box);
        QVERIFY2(box->text().contains(u"3 delete their products"_s), qPrintable(box->text()));
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_VERIFY(!m_page->findChild<QMessageBox *>(u"askApproveShown"_s));
        QVERIFY(m_engine->decisions.empty());
        QTest::mouseClick(&find<QPushButton>(u"approveShown"_s), Qt::LeftButton);
        box = m_page->findChild<QMessageBox *>(u"askApproveShown"_s);
        QTest::mouseClick(box->findChild<QPushButton *>(u"approveAll"_s), Qt::LeftButton);
        QCOMPARE(m_engine->decisions.size(), size_t(1));
        const QList<Sync::ChangeId> approved = m_engine->decisions.at(0).target.changes;
        QCOMPARE(approved.size(), shown);
        QVERIFY(!approved.contains(Sync::ChangeId{7}));
        QVERIFY(approved.contains(Sync::ChangeId{13}));
    }

    void whatCouldNotBeLookedThroughIsNotApprovedTogether()
    {
        open(6);
        QTRY_VERIFY(visibleButton(u"Approve All 5 Shown"_s));
        m_reader->answers().fail(Fakes::FakeReader::StagedOrder,
            {Sync::FailureKind::DatabaseUnreachable, u"The database does not answer."_s});
        Q_EMIT m_reader->stagedChanged();
        QTRY_VERIFY(!find<QPushButton>(u"approveShown"_s).isEnabled());
        m_reader->answers().recover();
        Q_EMIT m_reader->stagedChanged();
        QTRY_VERIFY(find<QPushButton>(u"approveShown"_s).isEnabled());
    }

    void aConflictHoldsItsProductUpAndSaysSo()
    {
        open(20);
        choose(7);
        auto &approve = find<QPushButton>(u"approveProduct"_s);
        QTRY_VERIFY(notices().contains(u"Decide 1 conflict first"_s));
        QVERIFY(!approve.isEnabled());
        // The pane says what the list says.
        QCOMPARE(find<SignLabel>(u"changeState"_s).text(), u"Conflict, medium"_s);
        m_reader->staged[6].fields[0].decision = Sync::FieldDecision::KeepOurs;
        m_reader->staged[6].row.conflictCount = 0;
        Q_EMIT m_reader->stagedChanged();
        QTRY_VERIFY(approve.isEnabled());
        QTRY_VERIFY(!notices().contains(u"conflict first"_s));
    }

    void bothSidesOfAListAreToldInWordsAndKeptTogether()
    {
        open(20);
        Sync::FieldChange &tags = m_reader->staged[0].fields[1];
        tags.local = u"[\"office\",\"sale\",\"ours\"]"_s;
        tags.remote = u"[\"Office\",\"theirs\"]"_s;
        tags.merged = u"[\"Office\",\"theirs\",\"ours\"]"_s;
        Q_EMIT m_reader->stagedChanged();
        choose(1);
        fields().setCurrentIndex(fields().model()->index(1, 0));
        QTRY_COMPARE(find<DiffView>(u"hereValue"_s).toPlainText(), u"added ours"_s);
        QCOMPARE(find<DiffView>(u"shopifyValue"_s).toPlainText(), u"added theirs; removed sale"_s);
        QCOMPARE(find<DiffView>(u"baseValue"_s).toPlainText(), u"office, sale"_s);
        const QList<QLabel *> labels = find<QFrame>(u"fieldCard"_s).findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"Office, theirs, ours"_s);
        }));
    }

    void conflictsAreNarrowedBySeverity()
    {
        open(40);
        auto &severity = find<QComboBox>(u"reviewSeverity"_s);
        QVERIFY(!severity.isVisible());
        m_page->showWith({{u"tab"_s, u"conflicts"_s}});
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        QVERIFY(severity.isVisible());
        const int all = list().model()->rowCount();
        QVERIFY(all > 0);
        severity.setCurrentIndex(severity.findText(u"Conflict, high"_s));
        QTRY_COMPARE(list().model()->rowCount(), 0);
        severity.setCurrentIndex(severity.findText(u"Conflict, medium"_s));
        QTRY_COMPARE(list().model()->rowCount(), all);
        m_page->showWith({{u"tab"_s, u"pending"_s}});
        QTRY_VERIFY(!severity.isVisible());
    }

    void whatIsNewOrDeletedIsSeenBeforeItIsApproved()
    {
        open(20);
        using Model = Models::FieldChangesModel;
        const auto columns = [this] {
            QList<int> shown;
            for (int column = 0; column < Model::ColumnCount; ++column)
                if (!fields().isColumnHidden(column))
                    shown += column;
            return shown;
        };
        choose(11); // new in Shopify
        QTRY_COMPARE(columns(), QList<int>({Model::FieldColumn, Model::ShopifyColumn}));
        QCOMPARE(fields().model()->index(0, Model::ShopifyColumn).data().toString(), m_reader->staged[10].row.title);
        QVERIFY(notices().contains(u"approving creates it here"_s));
        QVERIFY(find<DiffView>(u"shopifyValue"_s).isVisible());
        QVERIFY(!find<DiffView>(u"hereValue"_s).isVisible());
        choose(13); // gone from Shopify
        QTRY_COMPARE(columns(), QList<int>({Model::FieldColumn, Model::HereColumn}));
        QVERIFY(notices().contains(u"approving deletes it here"_s));
        QTest::keyClick(&list(), Qt::Key_A); // there is no single field to decide
        QCOMPARE(m_engine->decisions.at(0).target.changes, QList<Sync::ChangeId>{{13}});
        choose(1);
        QTRY_COMPARE(columns().size(), int(Model::ColumnCount));
    }

    void rejectingAllShownAlwaysAsksAndReturnIsSafe()
    {
        open(40);
        auto *action = m_page->findChild<QAction *>(u"rejectShown"_s);
        QCOMPARE(action->text(), u"Reject All 30 Shown\u2026"_s);
        action->trigger();
        auto *box = m_page->findChild<QMessageBox *>(u"askRejectShown"_s);
        QVERIFY(box);
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_VERIFY(!m_page->findChild<QMessageBox *>(u"askRejectShown"_s));
        QVERIFY(m_engine->decisions.empty());
        action->trigger();
        box = m_page->findChild<QMessageBox *>(u"askRejectShown"_s);
        for (QAbstractButton *button : box->buttons())
            if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(m_engine->decisions.size(), size_t(1));
        QCOMPARE(m_engine->decisions.at(0).kind, DecisionKind::Reject);
    }

    void whatSomebodyElseDecidedFirstIsSaid()
    {
        open(10);
        choose(1);
        m_engine->decisionReport = {0, {u"Somebody else decided it first."_s}};
        QTest::keyClick(&list(), Qt::Key_A, Qt::ShiftModifier);
        QTRY_VERIFY(notices().contains(u"Somebody else decided it first."_s));
        m_engine->answers().fail(FakeEngine::Decide, {Sync::FailureKind::DatabaseReadOnly, u"Read-only."_s});
        QTest::keyClick(&list(), Qt::Key_A, Qt::ShiftModifier);
        QTRY_VERIFY(notices().contains(u"Read-only."_s));
    }

    void writingApprovedRunsExactlyThoseChanges()
    {
        open(40);
        QTRY_VERIFY(visibleButton(u"Write Approved to Catalogue (2)"_s));
        QTest::mouseClick(visibleButton(u"Write Approved to Catalogue"_s), Qt::LeftButton);
        QCOMPARE(m_engine->runs.size(), size_t(1));
        QCOMPARE(std::get<Sync::ApplyRequest>(m_engine->runs.at(0)).changes, (QList<Sync::ChangeId>{{20}, {40}}));
        Sync::BatchReport report;
        report.succeeded = 1;
        m_engine->finishRun(report);
        QTRY_VERIFY(notices().contains(u"1 done"_s));
    }

    void sendingTakesTheDialogAndItsConfirmation()
    {
        open(40);
        m_reader->approveToSend(5);
        Q_EMIT m_reader->stagedChanged();
        QTRY_VERIFY(visibleButton(u"Send Approved to Shopify (5)"_s));
        m_page->askToSend();
        auto *dialog = m_page->findChild<SendDialog *>();
        QVERIFY(dialog);
        auto *looked = dialog->findChild<QCheckBox *>(u"lookedAtChanges"_s);
        QTRY_VERIFY(looked->isVisible());
        auto *first = dialog->findChild<QPushButton *>(u"sendFirst"_s);
        QVERIFY(!first->isEnabled());
        QTest::mouseClick(looked, Qt::LeftButton, {}, {8, looked->height() / 2});
        QVERIFY(first->isEnabled());
        QTest::mouseClick(first, Qt::LeftButton);
        QCOMPARE(m_engine->runs.size(), size_t(1));
        const auto request = std::get<Sync::PushRequest>(m_engine->runs.at(0));
        QCOMPARE(request.sendFirst, 3);
        QCOMPARE(request.changes.size(), 5);
        m_engine->failRun({Sync::FailureKind::Refused, u"Maintenance mode is on."_s});
        QTRY_VERIFY(notices().contains(u"Maintenance mode is on."_s));
        QVERIFY(!visibleButton(u"Look Through and Confirm"_s)); // no confirmation goes past maintenance
    }

    void whatTheCircuitBreakerHeldTakesTheHighestConfirmation()
    {
        open(40);
        Sync::DeskState desk = FakeEngine::healthyDesk();
        desk.safeLevel = Sync::SafeLevel::Demo;
        m_engine->tell(desk);
        m_reader->approveToSend(1);
        Q_EMIT m_reader->stagedChanged();
        QTRY_VERIFY(visibleButton(u"Send Approved to Shopify (1)"_s));
        QTest::mouseClick(visibleButton(u"Send Approved to Shopify (1)"_s), Qt::LeftButton);
        auto *send = m_page->findChild<QPushButton *>(u"sendAll"_s);
        QTRY_VERIFY(send->isEnabled());
        QTest::mouseClick(send, Qt::LeftButton);
        QTRY_VERIFY(!m_page->findChild<SendDialog *>());
        m_engine->failRun({Sync::FailureKind::BreakerHeld, u"This would change 600 products at once."_s});
        QTRY_VERIFY(visibleButton(u"Look Through and Confirm"_s));
        QTest::mouseClick(visibleButton(u"Look Through and Confirm"_s), Qt::LeftButton);
        send = m_page->findChild<QPushButton *>(u"sendAll"_s);
        auto *typed = m_page->findChild<QLineEdit *>(u"typedShopName"_s);
        QTRY_VERIFY(typed->isVisible());
        QVERIFY(notices().contains(u"600 products"_s));
        QVERIFY(!send->isEnabled());
        QTest::keyClicks(typed, u"Demo Shop"_s);
        QTest::mouseClick(send, Qt::LeftButton);
        QCOMPARE(m_engine->runs.size(), size_t(2));
        QVERIFY(std::get<Sync::PushRequest>(m_engine->runs.at(1)).overrideBreaker);
    }

    void aLockedShopWantsItsNameTyped()
    {
        open(40);
        Sync::DeskState desk = FakeEngine::healthyDesk();
        desk.safeLevel = Sync::SafeLevel::Locked;
        m_reader->approveToSend(1);
        SendDialog dialog(*m_reader, desk);
        dialog.show();
        auto *typed = dialog.findChild<QLineEdit *>(u"typedShopName"_s);
        QTRY_VERIFY(typed->isVisible());
        auto *send = dialog.findChild<QPushButton *>(u"sendAll"_s);
        QVERIFY(!send->isEnabled());
        QTest::keyClicks(typed, u"demo sho"_s);
        QVERIFY(!send->isEnabled());
        QTest::keyClicks(typed, u"p"_s);
        QVERIFY(send->isEnabled());
        desk.safeLevel = Sync::SafeLevel::ReadOnly;
        SendDialog forbidden(*m_reader, desk);
        forbidden.show();
        QTRY_VERIFY(forbidden.findChild<NoticeBar *>()->isVisible());
        QVERIFY(!forbidden.findChild<QPushButton *>(u"sendAll"_s)->isEnabled());
    }

    void theSendDialogShowsEveryLineWhole()
    {
        open(40);
        m_reader->approveToSend(2);
        SendDialog dialog(*m_reader, FakeEngine::healthyDesk());
        dialog.show();
        QTRY_VERIFY(dialog.findChild<QPushButton *>(u"sendAll"_s)->isVisible());
        const QList<QLabel *> labels = dialog.findChildren<QLabel *>();
        int prices = 0;
        for (const QLabel *label : labels) {
            if (label->isHidden())
                continue;
            prices += label->text().contains(u'→') ? 1 : 0;
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
        QVERIFY(prices > 0);
    }

    void emptyPartsSaySoInTheirOwnWords()
    {
        m_reader->counts.lastPull = QDateTime::currentDateTimeUtc();
        open(0);
        QTRY_VERIFY(isSaid(u"All Caught Up"_s));
        find<QTabBar>(u"reviewTabs"_s).setCurrentIndex(1);
        QTRY_VERIFY(isSaid(u"No Conflicts"_s));
        find<QLineEdit>(u"reviewSearch"_s).setText(u"zzz"_s);
        QTRY_VERIFY(isSaid(u"No Change Matches"_s));
        QTest::mouseClick(visibleButton(u"Clear Filter"_s), Qt::LeftButton);
        QTRY_VERIFY(isSaid(u"No Conflicts"_s));
    }

    void anEmptyListOffersToPull()
    {
        open(0);
        QTRY_VERIFY(isSaid(u"All Caught Up"_s));
        QPushButton *pull = visibleButton(u"Pull from Shopify"_s);
        QVERIFY(pull);
        QSignalSpy asked(m_page.get(), &ReviewPage::pullRequested);
        QTest::mouseClick(pull, Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        m_page->setForbidden({}, {}, u"Another computer runs."_s);
        QVERIFY(!pull->isEnabled());
        QCOMPARE(pull->toolTip(), u"Another computer runs."_s);
        QTest::mouseClick(pull, Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        m_page->setForbidden({}, {}, {});
        QVERIFY(pull->isEnabled());
        QCOMPARE(pull->toolTip(), QString());
    }

    void anEmptiedListLeavesNothingOnShow()
    {
        open(1);
        QTRY_VERIFY(find<QPushButton>(u"approveProduct"_s).isVisible());
        QTest::keyClick(&list(), Qt::Key_A, Qt::ShiftModifier);
        m_reader->staged[0].row.status = StagedStatus::Approved;
        Q_EMIT m_reader->stagedChanged();
        QTRY_VERIFY(isSaid(u"All Caught Up"_s));
        QTRY_VERIFY(isSaid(u"No Change Chosen"_s));
        QVERIFY(!find<QPushButton>(u"approveProduct"_s).isVisible());
    }

    void theChangesOfOneRunCanBeLeftAgain()
    {
        m_reader->makeStaged(8);
        m_reader->stagedBy = {{{1}, {55}}, {{2}, {55}}};
        makePage();
        m_page->showWith({{u"tab"_s, u"pending"_s}, {u"batch"_s, 55}});
        m_page->show();
        QTRY_COMPARE(list().model()->rowCount(), 2);
        QVERIFY(find<QPushButton>(u"reviewRun"_s).text().startsWith(u"Run 55"));
        QTest::mouseClick(&find<QPushButton>(u"reviewRun"_s), Qt::LeftButton);
        QTRY_COMPARE(list().model()->rowCount(), 6);
        QVERIFY(!find<QPushButton>(u"reviewRun"_s).isVisible());
    }

    void aFailedChangeCanBeCopiedForSupport()
    {
        open(40);
        m_page->showWith({{u"tab"_s, u"done"_s}});
        auto &outcome = find<QComboBox>(u"reviewOutcome"_s);
        QTRY_VERIFY(outcome.isVisible());
        outcome.setCurrentIndex(outcome.findData(int(StagedStatus::Failed)));
        QTRY_COMPARE(list().currentId(), 12);
        QTRY_VERIFY(visibleButton(u"Copy for Support"_s));
        QTest::mouseClick(visibleButton(u"Copy for Support"_s), Qt::LeftButton);
        QVERIFY(QApplication::clipboard()->text().contains(u"b2c1-77-12"_s));
        QTest::mouseClick(visibleButton(u"Bring Back to Review"_s), Qt::LeftButton);
        QCOMPARE(m_engine->decisions.back().kind, DecisionKind::Reopen);
    }

    void whenEveryFieldIsDecidedTheProductIsStillToBeApproved()
    {
        open(10);
        choose(1);
        for (Sync::FieldChange &field : m_reader->staged[0].fields)
            field.decision = Sync::FieldDecision::Accept;
        Q_EMIT m_reader->stagedChanged();
        QTRY_VERIFY(notices().contains(u"Every field is decided."_s));
    }

    void aCardOpensItsPart()
    {
        open(40);
        m_page->showWith({{u"tab"_s, u"conflicts"_s}});
        QTRY_COMPARE(list().model()->rowCount(), 4);
        m_page->showWith({{u"tab"_s, u"approved"_s}, {u"direction"_s, u"push"_s}});
        QTRY_COMPARE(list().model()->rowCount(), 0);
        QVERIFY(isSaid(u"No Change Matches"_s));
    }

    void aCardMayOpenItsPartBeforeThePageWasEverShown()
    {
        m_reader->makeStaged(40);
        m_reader->counts.stagedPending = 30;
        makePage();
        m_page->showWith({{u"tab"_s, u"conflicts"_s}});
        m_page->show();
        QTRY_COMPARE(find<QTabBar>(u"reviewTabs"_s).tabText(0), u"To Review (30)"_s);
        QTRY_COMPARE(list().model()->rowCount(), 4);
    }

    void markupIsShownNotRun()
    {
        open(10);
        choose(1);
        fields().moveCurrent(2);
        auto &shopify = find<DiffView>(u"shopifyValue"_s);
        QCOMPARE(shopify.toPlainText(), u"<p>Bright and <em>warm</em> light for long days.</p>"_s);
        QVERIFY(shopify.accessibleDescription().contains(u"added:"_s));
    }

    void everyFocusableWidgetHasBothNames()
    {
        open(30);
        for (const qint64 id : {7, 1}) {
            choose(id);
            QWidget *first = m_page->firstFocus();
            QWidget *widget = first;
            do {
                if (widget->isVisibleTo(m_page.get()) && (widget->focusPolicy() & Qt::TabFocus)
                    && m_page->isAncestorOf(widget)) {
                    QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
                    QVERIFY2(!widget->accessibleName().isEmpty(), qUtf8Printable(widget->objectName()));
                }
                widget = widget->nextInFocusChain();
            } while (widget != first);
        }
    }

    void aPageMayCloseWhileEverythingIsUnderWay()
    {
        open(20);
        m_reader->answers().hold();
        m_engine->answers().hold();
        QTest::keyClick(&list(), Qt::Key_A, Qt::ShiftModifier);
        m_page->showWith({{u"tab"_s, u"approved"_s}});
        m_page.reset();
        m_reader->answers().release();
        m_engine->answers().release();
        QTRY_COMPARE(m_reader->answers().waiting() + m_engine->answers().waiting(), 0);
    }
};

QTEST_MAIN(TestReviewPage)
#include "tst_reviewpage.moc"
