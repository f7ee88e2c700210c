#include "models/progress/runmonitor.h"
#include "tests/support/pagefixture.h"
#include "ui/rollback/previewstep.h"
#include "ui/rollback/rollbackwizard.h"
#include "ui/widgets/tableview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

using namespace Qt::StringLiterals;
using Fakes::FakeEngine;
using Fakes::FakeReader;
using Sync::CreatedFate;
using namespace Ui;

/// The rollback wizard over fakes, by mouse and keys: scope, preview, confirmation, what a failed backup leads to.
class TestRollbackWizard final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<Models::RunMonitor> m_run;
    std::unique_ptr<RollbackWizard> m_wizard;

    template <typename Widget = QPushButton>
    Widget &find(const QString &name)
    {
        auto *widget = m_wizard->findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qUtf8Printable(name));
        return *widget;
    }
    void click(const QString &name)
    {
        QTRY_VERIFY2(find<QAbstractButton>(name).isVisible(), qPrintable(name));
        QTRY_VERIFY2(find<QAbstractButton>(name).isEnabled(), qPrintable(name));
        find<QAbstractButton>(name).click();
    }
    TableView &lines() { return find<TableView>(u"rollbackLines"_s); }
    Sync::HistoryRow line(qint64 id) { return m_reader->history.at(id - 1); }
    void check(const QString &path)
    {
        auto &fields = find<QListWidget>(u"narrowFields"_s);
        for (int row = 0; row < fields.count(); ++row)
            if (fields.item(row)->data(Qt::UserRole).toString() == path)
                fields.item(row)->setCheckState(Qt::Checked);
    }
    void open()
    {
        m_wizard = std::make_unique<RollbackWizard>(*m_engine, *m_reader, *m_run);
        m_wizard->show();
        QVERIFY(QTest::qWaitForWindowActive(m_wizard.get()));
    }
    /// Past the preview and the shop's name to the last button.
    void confirm()
    {
        click(u"rollbackNext"_s);
        QTest::keyClicks(&find<QLineEdit>(u"rollbackShopName"_s), u"demo shop"_s);
    }
    const Sync::RollbackRequest &planned() { return m_engine->plans.back(); }
    Sync::RollbackRequest run() { return std::get<Sync::RollbackRequest>(m_engine->runs.back()); }

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_reader = std::make_unique<FakeReader>();
        m_engine->plan = FakeEngine::samplePlan({57});
        for (const qint64 id : {56, 57}) {
            Sync::BatchRow row;
            row.id = {id};
            row.kind = Sync::BatchKind::Push;
            row.status = Sync::BatchStatus::Completed;
            row.canRollBack = true;
            m_reader->batches += row;
        }
        for (const QString &title : {u"Lamp"_s, u"Lamp, Small"_s, u"Desk"_s, u"Chair"_s}) {
            Sync::HistoryRow row;
            row.id = m_reader->history.size() + 1;
            row.batch = {57};
            // One was deleted, and is known by its Shopify id alone.
            row.product = title == u"Chair" ? Sync::ProductId() : Sync::ProductId{100 + row.id};
            row.shopifyProduct = {9000 + row.id};
            row.title = title;
            m_reader->history += row;
        }
        m_run = std::make_unique<Models::RunMonitor>(*m_engine);
        open();
    }
    void cleanup()
    {
        m_wizard.reset();
        m_run.reset();
        m_reader.reset();
        m_engine.reset();
    }

    void aWholeRunIsTheFirstOffer()
    {
        m_wizard->showRun({57});
        QTRY_VERIFY(find(u"rollbackNext"_s).isEnabled());
        QVERIFY(planned().isWholeBatch());
        confirm();
        click(u"rollbackNext"_s);
        QVERIFY(run().isWholeBatch());
        QCOMPARE(run().created, CreatedFate::Keep);
        QVERIFY(!run().withoutBackup);
    }

    void theNewestThatCanBeUndoneIsChosen()
    {
        m_reader->batches[0].canRollBack = false;
        open();
        auto &runs = find<TableView>(u"rollbackBatches"_s);
        QTRY_VERIFY(runs.selectionModel()->hasSelection());
        QTRY_VERIFY(find<QLabel>(u"scopeNote"_s).text().startsWith(u"Run 57"_s));
        QVERIFY(find(u"rollbackNext"_s).isEnabled());
        // What a person chooses stays chosen while the list is read again.
        QTest::keyClick(&runs, runs.currentIndex().row() == 0 ? Qt::Key_Down : Qt::Key_Up);
        QTRY_VERIFY(find<QLabel>(u"scopeNote"_s).text().startsWith(u"Run 56"_s));
        QVERIFY(!find(u"rollbackNext"_s).isEnabled());
    }

    void returnGoesOnUntilSomethingWouldChange()
    {
        auto &runs = find<TableView>(u"rollbackBatches"_s);
        QTRY_VERIFY(find(u"rollbackNext"_s).isEnabled());
        QTest::keyClick(&runs, Qt::Key_Return);
        QTRY_COMPARE(find(u"rollbackNext"_s).text(), u"Continue"_s);
        QTRY_VERIFY(find(u"rollbackNext"_s).isEnabled());
        QTest::keyClick(m_wizard->focusWidget(), Qt::Key_Return);
        auto &name = find<QLineEdit>(u"rollbackShopName"_s);
        QVERIFY(name.isVisible());
        QTest::keyClicks(&name, u"demo shop"_s);
        QVERIFY(find(u"rollbackNext"_s).isEnabled());
        QTest::keyClick(&name, Qt::Key_Return); // would start it: so it closes instead
        QVERIFY(m_engine->runs.empty());
        QVERIFY(!m_wizard->isVisible());
    }

    void productsAreChosenByAFilter()
    {
        m_wizard->showRun({57});
        click(u"rollbackBack"_s);
        QVERIFY(!lines().isVisible());
        click(u"someProducts"_s);
        QVERIFY(!find(u"rollbackNext"_s).isEnabled());
        QCOMPARE(find<QLabel>(u"narrowCount"_s).text(), u"Choose products in the list."_s);
        QTRY_COMPARE(lines().model()->rowCount(), 4);
        QTest::keyClicks(&find<QLineEdit>(u"narrowSearch"_s), u"lamp"_s);
        QTRY_COMPARE(lines().model()->rowCount(), 2);
        click(u"chooseShown"_s);
        QTRY_COMPARE(find<QLabel>(u"narrowCount"_s).text(), u"2 products chosen."_s);
        click(u"rollbackNext"_s);
        QCOMPARE(planned().products, (QList<Sync::ProductId>{{101}, {102}}));
        QVERIFY(planned().fields.isEmpty());
    }

    void aDeletedProductIsChosenByItsShopifyId()
    {
        m_wizard->showRun({57});
        click(u"rollbackBack"_s);
        click(u"someProducts"_s);
        QTRY_COMPARE(lines().model()->rowCount(), 4);
        lines().selectId(4);
        QTRY_VERIFY(find(u"rollbackNext"_s).isEnabled());
        click(u"rollbackNext"_s);
        QCOMPARE(planned().products, QList<Sync::ProductId>());
        QCOMPARE(planned().shopifyProducts, (QList<Sync::ShopifyId>{{9004}}));
    }

    void fieldsAreChosenFromAList()
    {
        m_wizard->showRun({57});
        click(u"rollbackBack"_s);
        click(u"someFields"_s);
        QVERIFY(!find(u"rollbackNext"_s).isEnabled());
        check(u"title"_s);
        check(u"variants.price"_s);
        click(u"rollbackNext"_s);
        QCOMPARE(planned().fields.size(), 2);
        QCOMPARE(planned().fields.first().text(), u"title"_s);
        QCOMPARE(planned().fields.last().text(), u"variants.price"_s);
    }

    void oneProductLeadsStraightToItsPreview()
    {
        m_wizard->showProduct(line(3), false);
        QCOMPARE(m_wizard->step(), PlanWizard::Preview);
        QCOMPARE(planned().products, (QList<Sync::ProductId>{{103}}));
        QTRY_VERIFY(find(u"rollbackNext"_s).isEnabled());
        click(u"rollbackBack"_s);
        QVERIFY(find<QCheckBox>(u"someProducts"_s).isChecked());
        QVERIFY(find<QLabel>(u"narrowCount"_s).text().contains(u"Desk"));
    }

    void itsFieldsAreAskedForFirst()
    {
        m_wizard->showProduct(line(3), true);
        QCOMPARE(m_wizard->step(), PlanWizard::Scope);
        QTRY_VERIFY(find<QListWidget>(u"narrowFields"_s).isVisible());
        QVERIFY(!find(u"rollbackNext"_s).isEnabled());
        check(u"vendor"_s);
        click(u"rollbackNext"_s);
        QCOMPARE(planned().products, (QList<Sync::ProductId>{{103}}));
        QCOMPARE(planned().fields.first().text(), u"vendor"_s);
    }

    void anotherRunForgetsWhatWasChosen()
    {
        m_wizard->showProduct(line(3), false);
        click(u"rollbackBack"_s);
        auto &runs = find<TableView>(u"rollbackBatches"_s);
        QTRY_COMPARE(runs.model()->rowCount(), 2);
        runs.selectId(56);
        QTRY_VERIFY(!find<QCheckBox>(u"someProducts"_s).isChecked());
        click(u"rollbackNext"_s);
        QCOMPARE(planned().batch.value, 56);
        QVERIFY(planned().isWholeBatch());
    }

    void whatWasCreatedIsAskedAboutAndPlannedAnew()
    {
        m_engine->plan.created = 2;
        m_wizard->showRun({57});
        auto &created = find<QComboBox>(u"createdFate"_s);
        QTRY_VERIFY(created.isVisible());
        QCOMPARE(planned().created, CreatedFate::Keep);
        const size_t plans = m_engine->plans.size();
        created.setFocus();
        QTest::keyClick(&created, Qt::Key_Down);
        QTRY_COMPARE(m_engine->plans.size(), plans + 1);
        QCOMPARE(planned().created, CreatedFate::Archive);
        QTRY_VERIFY(created.isVisible());
        created.setFocus();
        QTest::keyClick(&created, Qt::Key_Down);
        QTRY_COMPARE(m_engine->plans.size(), plans + 2);
        QCOMPARE(planned().created, CreatedFate::Delete);
        QTRY_VERIFY(find(u"rollbackNext"_s).isEnabled());
        confirm();
        click(u"rollbackNext"_s);
        QCOMPARE(run().created, CreatedFate::Delete);
    }

    void nothingIsAskedAboutWhenNothingWasCreated()
    {
        m_wizard->showRun({57});
        QTRY_VERIFY(find(u"rollbackNext"_s).isEnabled());
        QVERIFY(!find<QComboBox>(u"createdFate"_s).isVisible());
        QCOMPARE(find<QLabel>(u"planRemark"_s).text(),
            u"Run 58 touched the same products afterwards. Its changes are left alone."_s);
    }

    void aFailedBackupHoldsTheRollbackUntilAPersonGoesOnWithout()
    {
        m_wizard->showRun({57});
        QTRY_VERIFY(find(u"rollbackNext"_s).isEnabled());
        confirm();
        click(u"rollbackNext"_s);
        m_engine->failRun({Sync::FailureKind::LocalDisk, u"The disk is full."_s, u"Nothing was changed."_s});
        QTRY_VERIFY(find(u"rollbackWithoutBackup"_s).isVisible());
        click(u"rollbackWithoutBackup"_s);
        QCOMPARE(m_wizard->step(), PlanWizard::Confirm);
        QVERIFY(find<QLabel>(u"backupFailure"_s).text().contains(u"The disk is full."));
        // The name alone is not enough, nor is the tick.
        QTest::keyClicks(&find<QLineEdit>(u"rollbackShopName"_s), u"demo shop"_s);
        QVERIFY(!find(u"rollbackNext"_s).isEnabled());
        find<QCheckBox>(u"withoutBackup"_s).setChecked(true);
        click(u"rollbackNext"_s);
        QVERIFY(run().withoutBackup);
        QCOMPARE(m_engine->runs.size(), size_t(2));
    }

    void anotherFailureOffersNoWayWithoutABackup()
    {
        m_wizard->showRun({57});
        QTRY_VERIFY(find(u"rollbackNext"_s).isEnabled());
        confirm();
        click(u"rollbackNext"_s);
        m_engine->failRun({Sync::FailureKind::ShopUnreachable, u"No answer."_s});
        QTRY_VERIFY(find(u"retryRun"_s).isVisible());
        QVERIFY(!find(u"rollbackWithoutBackup"_s).isVisible());
    }

    void withoutReasonsTheValuesHaveTheirRoom()
    {
        PreviewStep step(Models::PlanKind::Rollback);
        step.resize(1000, 400);
        step.show();
        auto &items = *step.findChild<TableView *>(u"rollbackItems"_s);
        Sync::RollbackPlan plan;
        plan.items = {Sync::RollbackItem{.field = u"title"_s}};
        step.showPlan(plan, {});
        QVERIFY(items.isColumnHidden(7));
        const int wide = items.columnWidth(3);
        plan.items.first().reason = u"Somebody changed it."_s;
        step.showPlan(plan, {});
        QVERIFY(!items.isColumnHidden(7));
        QVERIFY(items.columnWidth(3) < wide);
    }

    void theReasonStandsBesideWhatIsLeft()
    {
        m_wizard->showRun({57});
        auto &items = find<TableView>(u"rollbackItems"_s);
        QTRY_VERIFY(items.model()->rowCount() == 7);
        QCOMPARE(items.model()->headerData(7, Qt::Horizontal).toString(), u"Reason"_s);
        QVERIFY(!items.isColumnHidden(7));
        QCOMPARE(items.model()->index(0, 7).data().toString(), u"Changed in Shopify after the batch."_s);
    }

    /// Also for whom the column is too narrow and the mouse is no help.
    void theReasonOfTheCurrentRowIsSaidInFull()
    {
        m_wizard->showRun({57});
        auto &items = find<TableView>(u"rollbackItems"_s);
        const auto &reason = find<QLabel>(u"itemReason"_s);
        QTRY_COMPARE(items.currentIndex().row(), 0);
        QTRY_VERIFY(items.hasFocus());
        QCOMPARE(reason.text(), u"Changed in Shopify after the batch."_s);
        QTest::keyClick(&items, Qt::Key_Down);
        QCOMPARE(items.model()->index(1, 7).data().toString(), QString());
        QCOMPARE(reason.text(), Models::fateMeaning(Sync::RollbackFate::WillRestore, Models::PlanKind::Rollback));
        const int unknown = int(Sync::RollbackFate::OutcomeUnknown);
        find(u"fate-%1"_s.arg(unknown)).click();
        QCOMPARE(items.model()->rowCount(), 1);
        QCOMPARE(items.currentIndex().row(), 0);
        QCOMPARE(reason.text(), items.model()->index(0, 7).data().toString());
    }

    void aPreviewThatCouldNotBeReadOffersItAgainToTheKeyboard()
    {
        m_engine->answers().fail(FakeEngine::PlanRollback, {Sync::FailureKind::ShopUnreachable, u"Shopify is away."_s});
        m_wizard->showRun({57});
        QTRY_VERIFY(find(u"retryPreview"_s).hasFocus());
        m_engine->answers().recover();
        QTest::keyClick(&find(u"retryPreview"_s), Qt::Key_Space);
        QTRY_VERIFY(find<TableView>(u"rollbackItems"_s).hasFocus());
    }
};

QTEST_MAIN(TestRollbackWizard)
#include "tst_rollbackwizard.moc"
