#include "models/products/productsmodel.h"
#include "tests/support/fakereader.h"
#include "ui/style/noticebar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/tablepane.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textarea.h"
#include "ui/widgets/viewstate.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using Fakes::FakeReader;
using namespace Ui;

namespace {

/// How often a widget was painted.
class PaintCount final : public QObject
{
public:
    explicit PaintCount(QWidget &widget) { widget.installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
    int count = 0;
};

} // namespace

class TestTableView final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<Models::ProductsModel> m_model;
    std::unique_ptr<TablePane> m_pane;
    TableView *m_table = nullptr;

    void open(int count)
    {
        m_reader->makeCatalogue(count);
        m_model->load();
        QTRY_COMPARE(m_model->loadState(), Models::LoadState::Ready);
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
    }
    void removeRows(int upTo)
    {
        for (int row = 0; row < upTo; ++row)
            m_reader->products.removeIf(
                [id = m_model->idAt(row)](const auto &product) { return product.id.value == id; });
        Q_EMIT m_reader->catalogueChanged();
        QTRY_COMPARE(m_model->rowCount(), int(m_reader->products.size()));
    }

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<FakeReader>();
        m_model = std::make_unique<Models::ProductsModel>(*m_reader);
        m_table = new TableView;
        m_pane = std::make_unique<TablePane>(*m_model, m_table);
        m_pane->resize(900, 500);
        m_pane->show();
    }

    void cleanup()
    {
        m_pane.reset();
        m_model.reset();
        m_reader.reset();
    }

    void theSameModelAgainLeavesTheTableListening()
    {
        m_table->setModel(m_model.get());
        open(600);
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
        QTest::qWait(0); // what is to be painted already
        PaintCount painted(*m_table->viewport());
        const QModelIndex first = m_model->index(0, 0);
        Q_EMIT m_model->dataChanged(first, first);
        QTRY_VERIFY(painted.count > 0);
    }

    void theRowOnTopStaysOnTopThroughARefresh()
    {
        open(600);
        m_table->verticalScrollBar()->setValue(300);
        const qint64 top = m_model->idAt(300);
        removeRows(20);
        QCOMPARE(m_model->idAt(m_table->rowAt(0)), top);
        QCOMPARE(m_table->verticalScrollBar()->value(), 280);
    }

    void whoeverSitsAtTheTopStaysThere()
    {
        open(600);
        removeRows(5);
        QCOMPARE(m_table->verticalScrollBar()->value(), 0);
    }

    void aNewQueryStartsAtTheTop()
    {
        open(600);
        m_table->verticalScrollBar()->setValue(300);
        Sync::ProductQuery query;
        query.sort = Sync::ProductSort::Sku;
        m_model->setQuery(query);
        QTRY_COMPARE(m_table->verticalScrollBar()->value(), 0);
    }

    void theCurrentRowComesBackWithItsFilter()
    {
        open(300);
        const qint64 id = m_model->idAt(250);
        m_table->selectId(id);
        Sync::ProductQuery query;
        query.text = u"Stapler"_s;
        m_model->setQuery(query);
        QTRY_COMPARE(m_model->rowCount(), 30);
        m_model->setQuery({});
        QTRY_COMPARE(m_model->rowCount(), 300);
        QTRY_COMPARE(m_table->currentId(), id);
        QCOMPARE(m_table->selectedIds(10), QList<qint64>{id});
    }

    void selectionsAreReadAsRanges()
    {
        open(500);
        m_table->selectAll();
        QCOMPARE(m_table->selectedRowCount(), 500);
        QCOMPARE(m_table->selectedIds(7), m_model->order().first(7));
        m_table->moveCurrent(1);
        QCOMPARE(m_table->selectedRowCount(), 1);
        m_table->moveCurrent(10'000);
        QCOMPARE(m_table->currentIndex().row(), 499);
    }

    void emptyFailingAndRecoveringAreToldApart()
    {
        m_reader->answers().failAll({Sync::FailureKind::DatabaseRefused, u"Wrong password."_s});
        m_model->load();
        auto *empty = m_pane->findChild<EmptyState *>();
        QCOMPARE(empty->title(), u"Loading\u2026"_s);
        QTRY_VERIFY(m_pane->notice().isVisible());
        QVERIFY(m_pane->notice().text().startsWith(u"Wrong password."_s));
        QCOMPARE(empty->title(), u"Nothing to Show"_s);
        m_reader->answers().recover();
        QTest::mouseClick(m_pane->findChild<QPushButton *>(u"noticeButton"_s), Qt::LeftButton);
        m_pane->setEmptyContent([](EmptyState &state) { state.setContent(u"Nothing Here"_s, {}); });
        QTRY_COMPARE(empty->title(), u"Nothing Here"_s);
        QVERIFY(!m_pane->notice().isVisible());
    }

    void columnsAreKeptByTheirKeys()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"view.ini"_s), QSettings::IniFormat);
        settings.setValue(
            u"table/columns"_s, QStringList{u"vendor:150"_s, u"gone:90"_s, u"sku:99:hidden"_s, u"title:-5"_s});
        ViewState state(settings, u"table"_s);
        QHeaderView &header = *m_table->horizontalHeader();
        const int titleWidth = m_table->columnWidth(2);
        state.restoreColumns(header);
        QCOMPARE(header.visualIndex(6), 0);
        QCOMPARE(m_table->columnWidth(6), 150);
        QVERIFY(m_table->isColumnHidden(1));
        QCOMPARE(m_table->columnWidth(2), titleWidth);
        QMenu menu;
        state.fillColumnsMenu(menu, header);
        QCOMPARE(menu.actions().size(), header.count());
        for (QAction *action : menu.actions())
            if (action->text() == u"SKU")
                action->trigger();
        QVERIFY(!m_table->isColumnHidden(1));
        QVERIFY(!settings.value(u"table/columns"_s).toStringList().filter(u"sku:"_s).first().endsWith(u"hidden"_s));
    }

    void theLastColumnCannotBeHidden()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"view.ini"_s), QSettings::IniFormat);
        ViewState state(settings, u"table"_s);
        for (int column = 1; column < m_model->columnCount(); ++column)
            m_table->setColumnHidden(column, true);
        QMenu menu;
        state.fillColumnsMenu(menu, *m_table->horizontalHeader());
        QVERIFY(!menu.actions().first()->isEnabled());
    }

    void aTextAreaIsLeftLikeALine()
    {
        QWidget window;
        TextArea area(&window);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        area.setFocus();
        QSignalSpy finished(&area, &TextArea::editingFinished);
        QSignalSpy reverted(&area, &TextArea::revertRequested);
        QTest::keyClicks(&area, u"two"_s);
        QTest::keyClick(&area, Qt::Key_Return);
        QTest::keyClicks(&area, u"lines"_s);
        QCOMPARE(area.toPlainText(), u"two\nlines"_s);
        QCOMPARE(finished.count(), 0);
        QTest::keyClick(&area, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(finished.count(), 1);
        QTest::keyClick(&area, Qt::Key_Escape);
        QCOMPARE(reverted.count(), 1);
    }
};

QTEST_MAIN(TestTableView)
#include "tst_tableview.moc"
