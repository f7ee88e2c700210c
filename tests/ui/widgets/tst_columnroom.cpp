#include "models/products/productsmodel.h"
#include "tests/support/fakereader.h"
#include "ui/widgets/columnroom.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/viewstate.h"

#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Ui;

/// The columns of a table between its edges.
class TestColumnRoom final : public QObject
{
    Q_OBJECT

    static constexpr int title = 2;
    static constexpr int stock = 4;
    static constexpr int vendor = 6;

    Fakes::FakeReader m_reader;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Models::ProductsModel> m_model;
    std::unique_ptr<TableView> m_table;
    std::unique_ptr<ViewState> m_state;

    void open(int width)
    {
        m_table = std::make_unique<TableView>();
        m_state = std::make_unique<ViewState>(*m_settings, u"views/test"_s);
        m_table->setModel(m_model.get());
        m_table->setFlexible(title, 20);
        m_state->restoreColumns(header());
        m_table->resize(width, 200);
        m_table->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    }
    QHeaderView &header() { return *m_table->horizontalHeader(); }
    bool isCut() { return m_table->horizontalScrollBar()->maximum() > 0; }
    void tick(int column)
    {
        QMenu menu;
        m_state->fillColumnsMenu(menu, header());
        menu.actions().at(header().visualIndex(column))->trigger();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
        m_model = std::make_unique<Models::ProductsModel>(m_reader);
    }
    void cleanup() { m_table.reset(); }

    void whatHasNoRoomIsPutAsideAndComesBack()
    {
        open(600);
        QVERIFY(!isCut());
        QVERIFY(!m_table->isColumnHidden(stock));
        QVERIFY(m_table->isColumnHidden(vendor));
        QCOMPARE(header().length(), header().viewport()->width());
        m_table->resize(1'900, 200);
        QTRY_VERIFY(!m_table->isColumnHidden(vendor));
        QCOMPARE(header().length(), header().viewport()->width());
        m_table->resize(600, 200);
        QTRY_VERIFY(m_table->isColumnHidden(vendor));
        QVERIFY(!isCut());
    }

    void theFirstColumnStaysHoweverNarrowItIs()
    {
        open(220);
        QVERIFY(!m_table->isColumnHidden(0));
        QVERIFY(m_table->isColumnHidden(1));
        QVERIFY(!m_table->isColumnHidden(title));
        QVERIFY(!isCut());
    }

    void aWiderColumnTakesRoomFromTheFlexibleOne()
    {
        open(600);
        const int before = m_table->columnWidth(title);
        m_table->setColumnWidth(1, m_table->columnWidth(1) + 10);
        QCOMPARE(m_table->columnWidth(title), before - 10);
        QVERIFY(!isCut());
    }

    void whatSomebodyChoseIsShownAndRemembered()
    {
        open(600);
        tick(vendor);
        QVERIFY(!m_table->isColumnHidden(vendor)); // though there is no room
        QTRY_VERIFY(isCut());
        QVERIFY(m_table->isColumnHidden(vendor + 1)); // as it looked, not more
        m_table->resize(1'900, 200);
        QVERIFY(m_table->isColumnHidden(vendor + 1));
        open(600);
        QVERIFY(!m_table->isColumnHidden(vendor));
        QVERIFY(m_table->isColumnHidden(vendor + 1));
    }

    void whatWasPutAsideIsNoChoice()
    {
        open(600);
        m_state->saveColumns(header());
        open(1'900);
        QVERIFY(!m_table->isColumnHidden(vendor));
        QVERIFY(m_table->columnWidth(vendor) > 24);
    }
};

QTEST_MAIN(TestColumnRoom)
#include "tst_columnroom.moc"
