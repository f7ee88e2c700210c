// What a person needs to see stands in the window without scrolling sideways.

#include "tests/support/deskscene.h"
#include "ui/widgets/sectiontab.h"
#include "ui/widgets/sectiontabs.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QDialog>
#include <QHeaderView>
#include <QListWidget>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using Fakes::DeskScene;

class TestWidths final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DeskScene> m_scene;

    void open(Qt::LayoutDirection direction)
    {
        QApplication::setLayoutDirection(direction);
        m_scene = std::make_unique<DeskScene>(*qApp, DeskScene::State::Full);
        m_scene->window().resize(1280, 800);
        m_scene->window().show();
        QVERIFY(QTest::qWaitForWindowActive(&m_scene->window()));
        m_scene->window().openPage(u"products"_s);
        settle();
        part<Ui::TableView>(u"productsTable"_s).selectId(5);
        settle();
    }
    void settle()
    {
        for (int calm = 0; calm < 3; ++calm) {
            QTest::qWait(10);
            if (m_scene->reader.answers().waiting() > 0)
                calm = 0;
        }
    }
    template <typename Widget>
    Widget &part(const QString &name)
    {
        auto *found = m_scene->window().findChild<Widget *>(name);
        if (!found)
            qFatal("no widget %s", qUtf8Printable(name));
        return *found;
    }
    void addDirections()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }

private Q_SLOTS:
    void cleanup()
    {
        m_scene.reset();
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void everyTabOfAProductIsReadable_data() { addDirections(); }

    void everyTabOfAProductIsReadable()
    {
        QFETCH(Qt::LayoutDirection, direction);
        open(direction);
        const QList<Ui::SectionTab *> tabs = part<Ui::SectionTabs>(u"productTabs"_s).findChildren<Ui::SectionTab *>();
        QCOMPARE(tabs.size(), 6);
        for (const Ui::SectionTab *tab : tabs) {
            QVERIFY2(tab->isVisible() && tab->width() >= tab->sizeHint().width(), qPrintable(tab->text()));
            QVERIFY2(!tab->visibleRegion().isEmpty() && tab->visibleRegion().boundingRect() == tab->rect(),
                qPrintable(tab->text()));
            QCOMPARE(tab->y(), tabs.constFirst()->y()); // one row
        }
    }

    void tablesOfAProductHaveRoomForTheirColumns_data() { addDirections(); }

    void tablesOfAProductHaveRoomForTheirColumns()
    {
        QFETCH(Qt::LayoutDirection, direction);
        open(direction);
        auto &tabs = part<Ui::SectionTabs>(u"productTabs"_s);
        for (const auto &[tab, name] : {std::pair{0, u"productsTable"_s}, {2, u"metafieldsTable"_s},
                 {3, u"mediaTable"_s}, {4, u"placementTable"_s}, {5, u"productHistoryTable"_s}}) {
            tabs.setCurrentIndex(tab);
            settle();
            const auto &table = part<Ui::TableView>(name);
            QVERIFY2(table.isVisible() && table.model()->rowCount() > 0, qPrintable(name));
            QVERIFY2(table.horizontalScrollBar()->maximum() == 0, qPrintable(name));
        }
        const auto &products = part<Ui::TableView>(u"productsTable"_s);
        for (const int column : {0, 1, 2, 3, 4}) {
            const QString title = products.model()->headerData(column, Qt::Horizontal).toString();
            QVERIFY2(!products.isColumnHidden(column), qPrintable(title));
        }
    }

    void tablesOfARollbackHaveRoomForTheirColumns()
    {
        open(Qt::LeftToRight);
        m_scene->desk->openRollback({});
        settle();
        auto &runs = part<Ui::TableView>(u"rollbackBatches"_s);
        runs.selectId(57);
        part<QAbstractButton>(u"someProducts"_s).click();
        part<QAbstractButton>(u"someFields"_s).click();
        settle();
        for (const QString &name : {u"rollbackBatches"_s, u"rollbackLines"_s})
            QTRY_VERIFY2(part<Ui::TableView>(name).horizontalScrollBar()->maximum() == 0, qPrintable(name));
        QCOMPARE(part<QListWidget>(u"narrowFields"_s).horizontalScrollBar()->maximum(), 0);
        part<QDialog>(u"rollbackWizard"_s).reject();
        settle();
        m_scene->desk->openRollback({57});
        settle();
        QTRY_VERIFY(part<Ui::TableView>(u"rollbackItems"_s).isVisible());
        QTRY_COMPARE(part<Ui::TableView>(u"rollbackItems"_s).horizontalScrollBar()->maximum(), 0);
        part<QDialog>(u"rollbackWizard"_s).reject();
    }
};

QTEST_MAIN(TestWidths)
#include "tst_widths.moc"
