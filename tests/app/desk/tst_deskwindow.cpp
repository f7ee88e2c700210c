#include "tests/support/deskscene.h"
#include "ui/history/interruptiondialog.h"
#include "ui/shell/statusline.h"
#include "ui/style/noticepanel.h"
#include "ui/style/signlabel.h"
#include "ui/style/stepstrip.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using Fakes::DeskScene;
using Ui::ActionId;

namespace {

const QStringList pageIds{
    u"overview"_s, u"products"_s, u"review"_s, u"sync"_s, u"history"_s, u"diagnostics"_s, u"logs"_s};

template <typename T = QAbstractButton>
T *find(QWidget &parent, const QString &name)
{
    return parent.findChild<T *>(name);
}

void click(QWidget &parent, const QString &name)
{
    QAbstractButton *found = find(parent, name);
    QVERIFY2(found, qPrintable(name));
    QTest::mouseClick(found, Qt::LeftButton);
}

} // namespace

class TestDeskWindow final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<DeskScene> open(DeskScene::State state)
    {
        auto scene = std::make_unique<DeskScene>(*qApp, state);
        scene->window().resize(1280, 800);
        scene->window().show();
        [&] { QVERIFY(QTest::qWaitForWindowExposed(&scene->window())); }();
        return scene;
    }

private Q_SLOTS:
    void everyActionHasAMenuPathAndNoKeyIsTakenTwice()
    {
        const auto scene = open(DeskScene::State::Full);
        QSet<QAction *> inMenus;
        const QList<QMenu *> menus = scene->window().menuBar()->findChildren<QMenu *>();
        for (const QMenu *menu : menus)
            for (QAction *action : menu->actions())
                inMenus.insert(action);
        QSet<QKeySequence> keys;
        for (QAction *action : scene->window().actions().all()) {
            QVERIFY2(inMenus.contains(action), qPrintable(action->objectName()));
            QVERIFY(!action->text().isEmpty());
            if (action->shortcut().isEmpty())
                continue;
            QVERIFY2(!keys.contains(action->shortcut()), qPrintable(action->shortcut().toString()));
            keys.insert(action->shortcut());
        }
    }

    void theEmergencyMenuIsAlwaysEnabled()
    {
        const auto scene = open(DeskScene::State::Failing);
        for (const ActionId id :
            {ActionId::StopEverything, ActionId::Maintenance, ActionId::RollBack, ActionId::BackUp})
            for (const QString &page : pageIds) {
                scene->window().openPage(page);
                QVERIFY(scene->window().actions().action(id)->isEnabled());
            }
    }

    void everyFocusableWidgetHasNames_data()
    {
        QTest::addColumn<QString>("page");
        for (const QString &page : pageIds)
            QTest::newRow(qPrintable(page)) << page;
    }

    void everyFocusableWidgetHasNames()
    {
        QFETCH(QString, page);
        const auto scene = open(DeskScene::State::Full);
        scene->window().openPage(page);
        QTest::qWait(100);
        QCOMPARE(scene->window().currentPage(), page);
        const QList<QWidget *> widgets = scene->window().findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            // What Qt makes inside its own widgets is named by them.
            const bool inner = widget->objectName().startsWith(u"qt_")
                || qstrcmp(widget->metaObject()->className(), "QComboBoxListView") == 0;
            if (inner || !widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            const QString who = QString::fromLatin1(widget->metaObject()->className()) % u' ' % widget->objectName();
            QVERIFY2(!widget->objectName().isEmpty(), qPrintable(who));
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(who));
        }
    }

    void cardsLeadToTheirRows()
    {
        const auto scene = open(DeskScene::State::Full);
        QTRY_VERIFY(find(scene->window(), u"card-conflicts"_s)->accessibleName().contains(u"11"));
        click(scene->window(), u"card-conflicts"_s);
        QCOMPARE(scene->window().currentPage(), u"review"_s);
    }

    void aFailedOverviewShowsDashesAndTheReason()
    {
        const auto scene = open(DeskScene::State::Failing);
        QTRY_VERIFY(find(scene->window(), u"card-in-sync"_s)->accessibleName().contains(u"does not answer"));
        QVERIFY(!find(scene->window(), u"card-in-sync"_s)->accessibleName().contains(u'0'));
        QVERIFY(find(scene->window(), u"linkDatabase"_s)->accessibleName().contains(u"Failed"));
        QVERIFY(find<QLabel>(scene->window(), u"maintenanceText"_s)->text().contains(u"moving the database"));
    }

    void aRefusedTokenLeadsToConnections()
    {
        const auto scene = open(DeskScene::State::Full);
        Sync::DeskState state = Fakes::FakeEngine::healthyDesk();
        QSignalSpy opened(scene->window().actions().action(ActionId::Connections), &QAction::triggered);
        state.shopify = {Sync::LinkState::Failed, u"token refused"_s,
            {Sync::FailureKind::ShopUnauthorised, u"Shopify no longer accepts this access."_s}};
        scene->engine.tell(state);
        QTRY_VERIFY(scene->window().notices().has(u"connectionShop"_s));
        click(*find<QWidget>(scene->window(), u"notice-connectionShop"_s), u"noticeButton"_s);
        QCOMPARE(opened.size(), 1);
        // A notice that was closed stays closed while nothing changes, and goes when all is well again.
        click(*find<QWidget>(scene->window(), u"notice-connectionShop"_s), u"noticeClose"_s);
        scene->engine.tell(state);
        QVERIFY(!scene->window().notices().has(u"connectionShop"_s));
        // A network that is down is nothing to set up anew.
        state.shopify
            = {Sync::LinkState::Failed, u"no answer"_s, {Sync::FailureKind::ShopUnreachable, u"No answer."_s}};
        scene->engine.tell(state);
        QVERIFY(!scene->window().notices().has(u"connectionShop"_s));
    }

    void theLightsMenusLeadToConnections()
    {
        const auto scene = open(DeskScene::State::Full);
        QAction *connections = scene->window().actions().action(ActionId::Connections);
        for (const QString &light : {u"linkDatabase"_s, u"linkShopify"_s})
            QVERIFY(find(scene->window(), light)->actions().contains(connections));
    }

    void aBlockedStartNamesTheLine()
    {
        const auto scene = open(DeskScene::State::Failing);
        scene->window().openPage(u"sync"_s);
        QVERIFY(!find(scene->window(), u"startRun"_s)->isEnabled());
        QVERIFY(find<QLabel>(scene->window(), u"blockedBy"_s)->text().contains(u"Database"));
        auto *line = find<QWidget>(scene->window(), u"preflight-database"_s);
        QVERIFY(line);
        QVERIFY(find<QLabel>(*line, u"sentence"_s)->text().contains(u"database does not answer"));
        scene->window().actions().action(ActionId::PullChanged)->trigger();
        QVERIFY(scene->engine.runs.empty());
    }

    void anEmptyReviewPullsAsTheMenuDoes()
    {
        const auto scene = open(DeskScene::State::Empty);
        scene->window().openPage(u"review"_s);
        QTRY_VERIFY(find<QPushButton>(*find<QWidget>(scene->window(), u"reviewPage"_s), u"emptyStateButton"_s));
        auto *pull = find<QPushButton>(*find<QWidget>(scene->window(), u"reviewPage"_s), u"emptyStateButton"_s);
        QCOMPARE(pull->text(), u"Pull from Shopify"_s);
        QTRY_VERIFY(pull->isEnabled());
        QTest::mouseClick(pull, Qt::LeftButton);
        QCOMPARE(scene->window().currentPage(), u"sync"_s);
        QCOMPARE(scene->engine.runs.size(), size_t(1));
        QVERIFY(std::holds_alternative<Sync::PullRequest>(scene->engine.runs.front()));
    }

    void aPullRunsFromTheOverviewToItsNextStep()
    {
        const auto scene = open(DeskScene::State::Empty);
        click(scene->window(), u"overviewPull"_s);
        QCOMPARE(scene->window().currentPage(), u"sync"_s);
        QCOMPARE(scene->engine.runs.size(), size_t(1));
        QCOMPARE(std::get<Sync::PullRequest>(scene->engine.runs.front()).scope, Sync::PullScope::Full);
        scene->showRun();
        QTRY_VERIFY(find<QLabel>(scene->window(), u"runFigures"_s)->text().contains(u"11,240 of 25,000"));
        QVERIFY(find(scene->window(), u"runChip"_s)->isVisible());
        click(scene->window(), u"pauseRun"_s);
        QCOMPARE(scene->engine.pauses, 1);
        QVERIFY(find(scene->window(), u"pauseRun"_s)->text().startsWith(u"Pausing"));
        Sync::BatchReport report;
        report.batch = {58};
        report.total = 25'000;
        report.staged = 25'000;
        scene->engine.finishRun(report);
        QTRY_COMPARE(find(scene->window(), u"nextStep"_s)->text(), u"Review 25,000 Changes"_s);
        click(scene->window(), u"nextStep"_s);
        QCOMPARE(scene->window().currentPage(), u"review"_s);
    }

    void theFirstStepsClaimNothingWhileTheDatabaseIsGone()
    {
        const auto scene = open(DeskScene::State::Failing);
        const auto word = [&scene](const QString &step) {
            const auto *sign = find<Ui::SignLabel>(scene->window(), u"tour-%1-state"_s.arg(step));
            return sign ? sign->badge().word : QString();
        };
        QTRY_COMPARE(word(u"pull"_s), u"Not known"_s);
        QCOMPARE(word(u"rollback"_s), u"Not known"_s);
        QCOMPARE(word(u"diagnose"_s), u"To do"_s);
        QVERIFY(!find(scene->window(), u"tour-pull"_s));
        QCOMPARE(find<QPushButton>(scene->window(), u"tour-diagnose"_s)->text(), u"Start"_s);
    }

    void rollingBackGoesFromHistoryToTheReport()
    {
        const auto scene = open(DeskScene::State::Full);
        scene->window().openPage(u"history"_s, {{u"batch"_s, 57}});
        QTRY_VERIFY(find(scene->window(), u"rollBackBatch"_s)->isVisible());
        click(scene->window(), u"rollBackBatch"_s);
        auto *wizard = find<QDialog>(scene->window(), u"rollbackWizard"_s);
        QVERIFY(wizard);
        QTRY_VERIFY(find(*wizard, u"rollbackNext"_s)->isEnabled());
        find(*wizard, u"restoreConflicts"_s)->setChecked(true);
        click(*wizard, u"rollbackNext"_s);
        QVERIFY(find<QLabel>(*wizard, u"rollbackSentence"_s)->text().startsWith(u"Restores 4 fields of 3 products"));
        QVERIFY(!find(*wizard, u"rollbackNext"_s)->isEnabled());
        QTest::keyClicks(find<QLineEdit>(*wizard, u"rollbackShopName"_s), u"demo shop"_s);
        click(*wizard, u"rollbackNext"_s);
        QCOMPARE(scene->engine.runs.size(), size_t(1));
        const auto request = std::get<Sync::RollbackRequest>(scene->engine.runs.front());
        QCOMPARE(request.batch.value, 57);
        QVERIFY(request.restoreConflicts);
        // While it runs, its step is the current one, and closing the dialog stops nothing.
        QCOMPARE(find<Ui::StepStrip>(*wizard, u"rollbackSteps"_s)->current(), 3);
        QCOMPARE(find(*wizard, u"rollbackCancel"_s)->text(), u"Close, Keep Running"_s);
        Sync::BatchReport report;
        report.batch = {60};
        report.kind = Sync::BatchKind::Rollback;
        report.succeeded = 4;
        scene->engine.finishRun(report);
        QTRY_COMPARE(find<QLabel>(*wizard, u"resultSentence"_s)->text(),
            u"Restored 4 products. Run 60 in History can undo this rollback."_s);
    }

    void aPullSaysWhatItBroughtAndShowsIt()
    {
        const auto scene = open(DeskScene::State::Full);
        for (qint64 id = 1; id <= 16; ++id)
            scene->reader.stagedBy.insert({id}, {55});
        scene->window().openPage(u"history"_s, {{u"batch"_s, 55}});
        QPushButton *show = nullptr;
        QTRY_VERIFY(
            (show = find<QPushButton>(*find<QWidget>(scene->window(), u"batchDetail"_s), u"emptyStateButton"_s)));
        QTRY_VERIFY(show->isVisible());
        QCOMPARE(show->text(), u"Show Its Changes"_s);
        QVERIFY(show->parentWidget()->accessibleName().contains(u"16 changes were found: 12 to review"));
        QTest::mouseClick(show, Qt::LeftButton);
        QCOMPARE(scene->window().currentPage(), u"review"_s);
        QTRY_COMPARE(find<QAbstractItemView>(scene->window(), u"stagedTable"_s)->model()->rowCount(), 12);
        QVERIFY(find(scene->window(), u"reviewRun"_s)->isVisible());
    }

    void theNamesOfChecksAreWhole()
    {
        const auto scene = open(DeskScene::State::Full);
        scene->engine.checks[1].name = u"Indexes That Every Filter of the Products Table Needs"_s;
        scene->window().openPage(u"diagnostics"_s);
        click(scene->window(), u"runChecks"_s);
        auto *tree = find<QTreeView>(scene->window(), u"checksTree"_s);
        QTRY_COMPARE(tree->model()->rowCount(), 6);
        const QModelIndex check = tree->model()->index(0, 0, tree->model()->index(0, 0));
        QTRY_COMPARE(check.data().toString(), scene->engine.checks[1].name);
        tree->scrollTo(check);
        QTRY_VERIFY(tree->visualRect(check).width() >= tree->sizeHintForIndex(check).width());
    }

    void aPreviewThatFailsCanBeReadAgain()
    {
        const auto scene = open(DeskScene::State::Full);
        scene->engine.answers().fail(Fakes::FakeEngine::PlanRollback, DeskScene::databaseDown());
        scene->desk->openRollback({57});
        auto *wizard = find<QDialog>(scene->window(), u"rollbackWizard"_s);
        QTRY_VERIFY(find(*wizard, u"retryPreview"_s)->isVisible());
        QVERIFY(!find(*wizard, u"rollbackNext"_s)->isEnabled());
        scene->engine.answers().recover();
        click(*wizard, u"retryPreview"_s);
        QTRY_VERIFY(find(*wizard, u"rollbackNext"_s)->isEnabled());
        QTest::keyClick(wizard, Qt::Key_Escape);
        QVERIFY(scene->engine.runs.empty());
    }

    void closingDuringARunAsksAndStops()
    {
        const auto scene = open(DeskScene::State::Running);
        QVERIFY(!scene->window().close());
        auto *question = find<QDialog>(scene->window(), u"closeDialog"_s);
        QVERIFY(question);
        QTest::keyClick(question, Qt::Key_Escape);
        QCOMPARE(scene->engine.cancels, 0);
        QTRY_VERIFY(!find<QDialog>(scene->window(), u"closeDialog"_s));
        QVERIFY(!scene->window().close());
        click(*find<QDialog>(scene->window(), u"closeDialog"_s), u"closeStop"_s);
        QCOMPARE(scene->engine.cancels, 1);
        QVERIFY(scene->window().isVisible());
        Sync::BatchReport report;
        report.batch = {58};
        report.status = Sync::BatchStatus::Cancelled;
        scene->engine.finishRun(report);
        QTRY_VERIFY(!scene->window().isVisible());
    }

    void closingWithEditsThatWereNotSavedAsks()
    {
        const auto scene = open(DeskScene::State::Full);
        scene->engine.answers().fail(Fakes::FakeEngine::EditProduct, DeskScene::databaseDown());
        scene->window().openPage(u"products"_s);
        auto *title = find<QLineEdit>(scene->window(), u"field_title"_s);
        QTRY_VERIFY(title && !title->text().isEmpty());
        title->setFocus();
        title->selectAll();
        QTest::keyClicks(title, u"Not to be lost"_s);
        QTest::keyClick(title, Qt::Key_Return);
        const auto isRefused = [&scene] {
            const QList<QLabel *> notices = scene->window().findChildren<QLabel *>(u"noticeText"_s);
            return std::any_of(notices.cbegin(), notices.cend(),
                [](const QLabel *label) { return label->text().contains(u"kept here as a draft"); });
        };
        QTRY_VERIFY(isRefused());
        QVERIFY(!scene->window().close());
        auto *question = find<QDialog>(scene->window(), u"unsavedDialog"_s);
        QVERIFY(question);
        QTest::keyClick(question, Qt::Key_Escape);
        QTRY_VERIFY(!find<QDialog>(scene->window(), u"unsavedDialog"_s));
        QCOMPARE(title->text(), u"Not to be lost"_s);
        QVERIFY(!scene->window().close());
        click(*find<QDialog>(scene->window(), u"unsavedDialog"_s), u"unsavedLeave"_s);
        QTRY_VERIFY(!scene->window().isVisible());
    }

    void stopEverythingStopsAndLocks()
    {
        const auto scene = open(DeskScene::State::Running);
        scene->window().actions().action(ActionId::StopEverything)->trigger();
        QCOMPARE(scene->engine.cancels, 1);
        QCOMPARE(scene->engine.maintenanceRequests.size(), 1);
        QVERIFY(scene->engine.maintenanceRequests.constFirst().active);
    }

    void maintenanceNeedsAReason()
    {
        const auto scene = open(DeskScene::State::Full);
        scene->window().actions().action(ActionId::Maintenance)->trigger();
        auto *dialog = find<QDialog>(scene->window(), u"maintenanceDialog"_s);
        QVERIFY(!find(*dialog, u"startMaintenance"_s)->isEnabled());
        find<QLineEdit>(*dialog, u"maintenanceReason"_s)->setText(u"stocktaking"_s);
        scene->engine.answers().fail(Fakes::FakeEngine::Maintenance, DeskScene::databaseDown());
        click(*dialog, u"startMaintenance"_s);
        QCOMPARE(scene->engine.maintenanceRequests.constLast().reason, u"stocktaking"_s);
        QTRY_VERIFY(scene->window().notices().has(u"maintenance"_s));
    }

    void loweringTheSafeLevelAsksFirst()
    {
        const auto scene = open(DeskScene::State::Full);
        auto *menu = scene->window().findChild<QAbstractButton *>(u"safeLevel"_s);
        QVERIFY(menu);
        QAction *strict = nullptr;
        QAction *lax = nullptr;
        for (QWidget *top : QApplication::topLevelWidgets()) {
            if (!strict)
                strict = top->findChild<QAction *>(u"safeLevel-read_only"_s);
            if (!lax)
                lax = top->findChild<QAction *>(u"safeLevel-demo"_s);
        }
        QVERIFY(strict && lax);
        strict->trigger();
        QCOMPARE(scene->engine.levels, QList<Sync::SafeLevel>{Sync::SafeLevel::ReadOnly});
        lax->trigger();
        QCOMPARE(scene->engine.levels.size(), 1);
    }

    void schedulesOpenFromMenuAndSyncPage()
    {
        const auto scene = open(DeskScene::State::Full);
        scene->window().actions().action(ActionId::Schedules)->trigger();
        auto *dialog = find<QDialog>(scene->window(), u"schedulesDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        dialog->reject();
        QTRY_VERIFY(!find<QDialog>(scene->window(), u"schedulesDialog"_s));
        scene->window().openPage(u"sync"_s);
        click(scene->window(), u"openSchedules"_s);
        dialog = find<QDialog>(scene->window(), u"schedulesDialog"_s);
        QVERIFY(dialog);
        auto *table = find<QTableView>(*dialog, u"schedulesTable"_s);
        QTRY_VERIFY(table->model()->rowCount() > 1);
        table->setCurrentIndex(table->model()->index(1, 0));
        click(*dialog, u"showScheduleRun"_s);
        QCOMPARE(scene->window().currentPage(), u"history"_s);
    }

    void aScheduleThatWasHeldIsSaidSo()
    {
        const auto scene = open(DeskScene::State::Full);
        Sync::ScheduleRun run{.schedule = {3},
            .name = u"Prices"_s,
            .outcome = Sync::ScheduleOutcome::Held,
            .message = u"This shop is locked."_s};
        scene->schedules.tell(run);
        QVERIFY(scene->window().notices().text(u"schedule3"_s).contains(u"This shop is locked."_s));
        // The next one that is well takes the words back, and nothing to do says nothing.
        run.outcome = Sync::ScheduleOutcome::NothingToDo;
        scene->schedules.tell(run);
        QVERIFY(!scene->window().notices().has(u"schedule3"_s));
    }

    void whatWasInterruptedIsSaidAndDecided()
    {
        const auto scene = open(DeskScene::State::Full);
        const auto ask = [&]() -> QDialog * {
            scene->interruptions.waiting = {Fakes::FakeInterruptions::samplePush()};
            Q_EMIT scene->reader.historyChanged();
            if (!QTest::qWaitFor([&] { return scene->window().notices().has(u"interrupted-54"_s); }))
                return nullptr;
            for (auto *button : scene->window().notices().findChildren<QPushButton *>())
                if (button->text() == u"Decide…" && button->isVisible())
                    button->click();
            return find<QDialog>(scene->window(), u"interruptionDialog"_s);
        };
        QDialog *dialog = ask();
        QVERIFY(dialog);
        const QString text = find<QLabel>(*dialog, u"interruptionText"_s)->text();
        QVERIFY2(text.contains(u"was started by"_s) && text.contains(u"12 of 40"_s) && text.contains(u"28"_s),
            qPrintable(text));
        click(*dialog, u"resumeRun"_s);
        QCOMPARE(scene->interruptions.resumed, QList<Sync::BatchId>{{54}});
        QTRY_VERIFY(!scene->window().notices().has(u"interrupted-54"_s));
        QTRY_VERIFY(!find<QDialog>(scene->window(), u"interruptionDialog"_s));

        dialog = ask();
        QVERIFY(dialog);
        click(*dialog, u"leaveRun"_s);
        QCOMPARE(scene->interruptions.left, QList<Sync::BatchId>{{54}});
        QTRY_VERIFY(!scene->window().notices().has(u"interrupted-54"_s));
        QTRY_VERIFY(!find<QDialog>(scene->window(), u"interruptionDialog"_s));

        dialog = ask();
        QVERIFY(dialog);
        click(*dialog, u"rollBackRun"_s);
        QTRY_VERIFY(scene->engine.plans.size() == 1);
        QCOMPARE(scene->engine.plans.front().batch, Sync::BatchId{54});
    }

    void aLockedShopIsTypedBeforeAPushGoesOn()
    {
        const auto scene = open(DeskScene::State::Full);
        Sync::DeskState desk = Fakes::FakeEngine::healthyDesk();
        desk.safeLevel = Sync::SafeLevel::Locked;
        Ui::InterruptionDialog dialog(Fakes::FakeInterruptions::samplePush(), desk);
        QSignalSpy resumed(&dialog, &Ui::InterruptionDialog::resumeRequested);
        dialog.show();
        auto *goOn = find(dialog, u"resumeRun"_s);
        QVERIFY(!goOn->isEnabled());
        find<QLineEdit>(dialog, u"typedShopName"_s)->setText(desk.shopName);
        QVERIFY(goOn->isEnabled());
        goOn->click();
        QCOMPARE(resumed.size(), 1);
    }

    void aRemedyShowsItsStatementsAndRuns()
    {
        const auto scene = open(DeskScene::State::Full);
        scene->window().openPage(u"diagnostics"_s, {{u"group"_s, u"data"_s}});
        QTRY_VERIFY(find(scene->window(), u"openRemedy"_s)->isVisible());
        click(scene->window(), u"openRemedy"_s);
        auto *dialog = find<QDialog>(scene->window(), u"remedyDialog"_s);
        QCOMPARE(find<QLabel>(*dialog, u"remedyRows"_s)->text(), u"Changes 14 rows."_s);
        auto *statements = find<QWidget>(*dialog, u"remedyPreview"_s);
        QVERIFY(!statements->isVisible());
        click(*dialog, u"showRemedyPreview"_s);
        QVERIFY(statements->isVisible());
        click(*dialog, u"showRemedyPreview"_s);
        QVERIFY(!statements->isVisible());
        click(*dialog, u"runRemedy"_s);
        QTRY_COMPARE(find<QLabel>(*dialog, u"remedyOutcome"_s)->text(), u"Unlinked 14 products."_s);
        QCOMPARE(scene->engine.remediesRun, QStringList{u"relink-orphans"_s});
    }

    void thePaletteFindsAndRunsACommand()
    {
        const auto scene = open(DeskScene::State::Full);
        scene->window().actions().action(ActionId::CommandPalette)->trigger();
        auto *palette = find<QDialog>(scene->window(), u"commandPalette"_s);
        QTest::keyClicks(find<QLineEdit>(*palette, u"paletteInput"_s), u"history"_s);
        QTest::keyClick(find<QLineEdit>(*palette, u"paletteInput"_s), Qt::Key_Return);
        QCOMPARE(scene->window().currentPage(), u"history"_s);
    }
};

QTEST_MAIN(TestDeskWindow)
#include "tst_deskwindow.moc"
