// The whole day without a mouse: every flow by keys alone, from wherever the focus is.

#include "tests/support/deskscene.h"
#include "tests/support/keys.h"
#include "ui/widgets/tableview.h"

#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QTableView>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using Fakes::DeskScene;
using Sync::DecisionKind;

class TestKeyboard final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DeskScene> m_scene;

    Ui::MainWindow &window() { return m_scene->window(); }
    Fakes::FakeEngine &engine() { return m_scene->engine; }
    Fakes::FakeReader &reader() { return m_scene->reader; }

    void open(DeskScene::State state)
    {
        m_scene = std::make_unique<DeskScene>(*qApp, state);
        window().resize(1280, 800);
        window().show();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        settle();
    }
    void settle()
    {
        for (int calm = 0; calm < 3; ++calm) {
            QTest::qWait(10);
            if (reader().answers().waiting() + engine().answers().waiting() > 0)
                calm = 0;
        }
    }
    /// Without a window manager nobody gives the window the keys back when a dialog closes.
    void backToWindow()
    {
        QTRY_VERIFY(!QApplication::activeModalWidget());
        window().activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &window());
    }
    void waitForDialog(const QString &name)
    {
        QTRY_VERIFY(QApplication::activeWindow() && QApplication::activeWindow()->objectName() == name);
    }
    bool focusIs(const QString &name) const
    {
        return QApplication::focusWidget() && QApplication::focusWidget()->objectName() == name;
    }
    QString focused() const
    {
        return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : u"nothing"_s;
    }
    template <typename Widget>
    Widget *part(const QString &name)
    {
        return window().findChild<Widget *>(name);
    }

private Q_SLOTS:
    void cleanup() { m_scene.reset(); }

    void pullToReview()
    {
        open(DeskScene::State::Full);
        Keys::press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(window().currentPage(), u"sync"_s);
        QCOMPARE(engine().runs.size(), size_t(1));
        QVERIFY(std::holds_alternative<Sync::PullRequest>(engine().runs.front()));
        m_scene->showRun();
        Keys::press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(engine().pauses, 1);
        Sync::BatchReport report;
        report.batch = {58};
        report.total = 300;
        report.staged = 90;
        engine().finishRun(report);
        QTRY_VERIFY(part<QPushButton>(u"nextStep"_s)->isVisible());
        QVERIFY2(Keys::tabTo(u"nextStep"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        QCOMPARE(window().currentPage(), u"review"_s);
        QTRY_VERIFY(focusIs(u"stagedTable"_s));
    }

    void reviewAndWrite()
    {
        open(DeskScene::State::Full);
        engine().decisionReport.changed = 1;
        Keys::press(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(window().currentPage(), u"review"_s);
        QTRY_VERIFY2(focusIs(u"stagedTable"_s), qPrintable(focused()));
        QTRY_COMPARE(part<QTableView>(u"fieldChangesTable"_s)->model()->rowCount(), 4);
        Keys::press(Qt::Key_A);
        Keys::press(Qt::Key_R);
        Keys::press(Qt::Key_E);
        QVERIFY2(focusIs(u"fieldValueEditor"_s), qPrintable(focused()));
        Keys::press(Qt::Key_A, Qt::ControlModifier);
        Keys::type(u"<p>Mine</p>"_s);
        Keys::press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(engine().decisions.size(), size_t(3));
        QCOMPARE(engine().decisions.at(0).kind, DecisionKind::Approve);
        QCOMPARE(engine().decisions.at(1).kind, DecisionKind::Reject);
        QCOMPARE(engine().decisions.at(2).kind, DecisionKind::Edit);
        QCOMPARE(engine().decisions.at(2).value, u"<p>Mine</p>"_s);
        Keys::press(Qt::Key_A, Qt::ShiftModifier);
        QCOMPARE(engine().decisions.at(3).target.changes, QList<Sync::ChangeId>{{1}});
        settle();
        Keys::press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(engine().decisions.back().kind, DecisionKind::Reopen);
        Keys::press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(engine().runs.size(), size_t(1));
        QVERIFY(std::holds_alternative<Sync::ApplyRequest>(engine().runs.front()));
    }

    void conflictsAreResolved()
    {
        open(DeskScene::State::Full);
        Keys::press(Qt::Key_3, Qt::ControlModifier);
        settle();
        QVERIFY2(Keys::tabTo(u"reviewTabs"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Right);
        settle();
        QVERIFY2(Keys::tabTo(u"stagedTable"_s), qPrintable(focused()));
        QTRY_VERIFY(part<QPushButton>(u"keepOurs"_s)->isVisible());
        Keys::press(Qt::Key_1);
        QTRY_COMPARE(engine().decisions.back().kind, DecisionKind::KeepOurs);
        Keys::press(Qt::Key_J);
        settle();
        Keys::press(Qt::Key_2);
        QTRY_COMPARE(engine().decisions.back().kind, DecisionKind::TakeTheirs);
        Keys::press(Qt::Key_J);
        settle();
        Keys::press(Qt::Key_3);
        QVERIFY2(focusIs(u"fieldValueEditor"_s), qPrintable(focused()));
        Keys::type(u"10.95"_s);
        Keys::press(Qt::Key_Return);
        QTRY_COMPARE(engine().decisions.back().value, u"10.95"_s);
    }

    void aProductIsFoundAndEdited()
    {
        open(DeskScene::State::Full);
        Keys::press(Qt::Key_2, Qt::ControlModifier);
        settle();
        Keys::press(Qt::Key_F, Qt::ControlModifier);
        Keys::type(u"OFF-00007"_s);
        Keys::press(Qt::Key_Return);
        QTRY_COMPARE(part<QTableView>(u"productsTable"_s)->model()->rowCount(), 1);
        settle();
        Keys::press(Qt::Key_Down);
        settle();
        Keys::press(Qt::Key_F2);
        QVERIFY2(Keys::tabTo(u"field_title"_s), qPrintable(focused()));
        Keys::press(Qt::Key_A, Qt::ControlModifier);
        Keys::type(u"Renamed"_s);
        Keys::press(Qt::Key_Return);
        QTRY_COMPARE(engine().edits.size(), size_t(1));
        QCOMPARE(engine().edits.front().product, Sync::ProductId{7});
    }

    void theSectionsOfAProductAreWalkedByKeys()
    {
        open(DeskScene::State::Full);
        window().openPage(u"products"_s);
        settle();
        part<Ui::TableView>(u"productsTable"_s)->selectId(5);
        settle();
        Keys::press(Qt::Key_Return);
        QVERIFY2(focusIs(u"productTab-fields"_s), qPrintable(focused()));
        for (const QString &name : {u"variants"_s, u"metafields"_s, u"media"_s}) {
            Keys::press(Qt::Key_Right);
            QCOMPARE(focused(), u"productTab-"_s + name);
        }
        QVERIFY2(Keys::tabTo(u"mediaTable"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Down);
        Keys::press(Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(engine().edits.size(), size_t(1));
        QVERIFY(engine().edits.front().fields.contains(u"media:order"_s));
        Keys::press(Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(focused(), u"productTab-placement"_s);
        QVERIFY2(Keys::tabTo(u"productCategory"_s), qPrintable(focused()));
        QVERIFY2(Keys::tabTo(u"putIn"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        QTRY_COMPARE(engine().edits.size(), size_t(2));
    }

    void approvedChangesAreSent()
    {
        open(DeskScene::State::Full);
        reader().approveToSend(10); // few, but prices move by a quarter
        Q_EMIT reader().stagedChanged();
        Keys::press(Qt::Key_3, Qt::ControlModifier);
        settle();
        Keys::press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(part<QWidget>(u"lookedAtChanges"_s) && part<QWidget>(u"lookedAtChanges"_s)->isVisible());
        waitForDialog(u"sendDialog"_s);
        Keys::press(Qt::Key_Return); // the safe way out
        QVERIFY(engine().runs.empty());
        backToWindow();
        Keys::press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(part<QWidget>(u"lookedAtChanges"_s) && part<QWidget>(u"lookedAtChanges"_s)->isVisible());
        waitForDialog(u"sendDialog"_s);
        QVERIFY2(Keys::tabTo(u"lookedAtChanges"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        QVERIFY2(Keys::tabTo(u"sendFirst"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        QCOMPARE(engine().runs.size(), size_t(1));
        const auto request = std::get<Sync::PushRequest>(engine().runs.front());
        QCOMPARE(request.sendFirst, 3);
        QVERIFY(request.changes.size() >= 10);
    }

    void aRunIsRolledBackFromHistory()
    {
        open(DeskScene::State::Full);
        Keys::press(Qt::Key_5, Qt::ControlModifier);
        QCOMPARE(window().currentPage(), u"history"_s);
        settle();
        QVERIFY2(Keys::tabTo(u"rollBackBatch"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        settle();
        QVERIFY2(Keys::tabTo(u"restoreConflicts"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        QVERIFY2(Keys::tabTo(u"rollbackNext"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        QVERIFY2(focusIs(u"rollbackShopName"_s), qPrintable(focused()));
        Keys::type(u"demo shop"_s);
        QVERIFY2(Keys::tabTo(u"rollbackNext"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        QCOMPARE(engine().runs.size(), size_t(1));
        QVERIFY(std::get<Sync::RollbackRequest>(engine().runs.front()).restoreConflicts);
        Sync::BatchReport report;
        report.batch = {60};
        report.kind = Sync::BatchKind::Rollback;
        report.succeeded = 4;
        engine().finishRun(report);
        QTRY_COMPARE(part<QLabel>(u"resultSentence"_s) != nullptr, true);
        settle();
        Keys::press(Qt::Key_Escape);
        QTRY_VERIFY(!part<QWidget>(u"rollbackWizard"_s));
    }

    void emergencies()
    {
        open(DeskScene::State::Running);
        Keys::press(Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(engine().cancels, 1);
        QVERIFY(engine().maintenanceRequests.constLast().active);
        Keys::press(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(focusIs(u"paletteInput"_s));
        Keys::type(u"maintenance"_s);
        Keys::press(Qt::Key_Return);
        QTRY_VERIFY(focusIs(u"maintenanceReason"_s));
        Keys::type(u"stocktaking"_s);
        QVERIFY2(Keys::tabTo(u"startMaintenance"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        QCOMPARE(engine().maintenanceRequests.constLast().reason, u"stocktaking"_s);
        backToWindow();
        Sync::DeskState desk = engine().state;
        desk.maintenance = engine().maintenanceRequests.constLast();
        engine().tell(desk);
        QVERIFY2(Keys::tabTo(u"endMaintenance"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        QVERIFY(!engine().maintenanceRequests.constLast().active);
    }

    void aRemedyIsRunFromDiagnostics()
    {
        open(DeskScene::State::Full);
        Keys::press(Qt::Key_6, Qt::ControlModifier);
        QVERIFY2(focusIs(u"runChecks"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        settle();
        QVERIFY2(Keys::tabTo(u"checksTree"_s), qPrintable(focused()));
        for (int row = 0; row < 20 && !part<QWidget>(u"openRemedy"_s)->isVisible(); ++row)
            Keys::press(Qt::Key_Down);
        QVERIFY2(Keys::tabTo(u"openRemedy"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        waitForDialog(u"remedyDialog"_s);
        QVERIFY2(Keys::tabTo(u"runRemedy"_s), qPrintable(focused()));
        Keys::press(Qt::Key_Space);
        QTRY_COMPARE(engine().remediesRun.size(), 1);
        settle();
        Keys::press(Qt::Key_Escape);
        QTRY_VERIFY(!part<QWidget>(u"remedyDialog"_s));
    }

    void theSafeLevelIsChosenFromItsMenu()
    {
        open(DeskScene::State::Full);
        QVERIFY2(Keys::tabTo(u"safeLevel"_s), qPrintable(focused()));
        // The menu holds the key press that opens it until it is closed.
        QTimer::singleShot(100, this, [] {
            QWidget *menu = QApplication::activePopupWidget();
            QVERIFY(menu);
            Keys::press(Qt::Key_Up); // round to the last, the strictest
            Keys::press(Qt::Key_Return);
            menu->close();
        });
        Keys::press(Qt::Key_Space);
        QTRY_COMPARE(engine().levels, QList<Sync::SafeLevel>{Sync::SafeLevel::ReadOnly});
    }

    void panesAreReachedByOneKey_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QStringList>("panes");
        QTest::newRow("review") << u"review"_s << QStringList{u"stagedTable"_s, u"fieldChangesTable"_s};
        QTest::newRow("products") << u"products"_s << QStringList{u"productsTable"_s};
        QTest::newRow("history") << u"history"_s << QStringList{u"batchesTable"_s, u"batchLines"_s};
    }

    void panesAreReachedByOneKey()
    {
        QFETCH(QString, page);
        QFETCH(QStringList, panes);
        open(DeskScene::State::Full);
        window().openPage(page);
        settle();
        QStringList forward;
        for (int i = 0; i < 8; ++i) {
            Keys::press(Qt::Key_F6);
            forward += focused();
        }
        for (const QString &pane : panes)
            QVERIFY2(forward.contains(pane), qPrintable(forward.join(u' ')));
        QVERIFY2(std::any_of(
                     forward.cbegin(), forward.cend(), [](const QString &name) { return name.startsWith(u"rail-"); }),
            qPrintable(forward.join(u' ')));
        const QString here = focused();
        Keys::press(Qt::Key_F6);
        Keys::press(Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(focused(), here);
    }

    void noKeyMeansTwoThings_data()
    {
        QTest::addColumn<QString>("page");
        for (const char *page : {"overview", "products", "review", "sync", "history", "diagnostics", "logs"})
            QTest::newRow(page) << QString::fromLatin1(page);
    }

    void noKeyMeansTwoThings()
    {
        QFETCH(QString, page);
        open(DeskScene::State::Full);
        window().openPage(page);
        QSet<QKeySequence> taken;
        const QList<QAction *> everywhere = window().findChildren<QAction *>(QRegularExpression(u"^go-"_s));
        for (const QAction *action : window().actions().all() + everywhere + window().pageActions())
            for (const QKeySequence &key : action->shortcuts()) {
                QVERIFY2(!taken.contains(key), qPrintable(key.toString() % u" of " % action->text()));
                taken.insert(key);
            }
    }
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
