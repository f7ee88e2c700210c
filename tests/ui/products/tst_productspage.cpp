#include "tests/support/pagefixture.h"
#include "ui/products/productfilterbar.h"
#include "ui/products/productspage.h"
#include "ui/widgets/sectiontabs.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using Fakes::FakeEngine;
using Fakes::FakeReader;
using namespace Ui;

class TestProductsPage final : public QObject, private Fakes::PageFixture<ProductsPage>
{
    Q_OBJECT

private:
    TableView &table() { return find<TableView>(u"productsTable"_s); }
    QAbstractItemModel &model() { return *table().model(); }
    void open(int count)
    {
        m_reader->makeCatalogue(count);
        m_reader->counts.products = count;
        showPage();
        QTRY_COMPARE(model().rowCount(), count);
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        table().setFocus();
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void slashLeadsToTheSearchAndReturnBackToTheRows()
    {
        open(300);
        auto &search = find<QLineEdit>(u"productSearch"_s);
        QTest::keyClick(&table(), Qt::Key_Slash);
        QVERIFY(search.hasFocus());
        QTest::keyClicks(&search, u"Stapler"_s);
        QTest::keyClick(&search, Qt::Key_Return);
        QVERIFY(table().hasFocus());
        QTRY_COMPARE(model().rowCount(), 30);
        QTest::keyClick(&table(), Qt::Key_Slash);
        QTest::keyClick(&search, Qt::Key_Escape);
        QTRY_COMPARE(model().rowCount(), 300);
    }

    void aStateFilterAndItsWayOut()
    {
        open(110);
        auto &state = find<QComboBox>(u"productState"_s);
        state.setCurrentIndex(state.findData(int(Sync::SyncStatus::Error)));
        QTRY_COMPARE(model().rowCount(), 10);
        QTest::mouseClick(visibleButton(u"Clear Filter"_s), Qt::LeftButton);
        QTRY_COMPARE(model().rowCount(), 110);
        QCOMPARE(state.currentIndex(), 0);
    }

    void noMatchAndNoProductsAreDifferentThings()
    {
        open(20);
        QTest::keyClick(&table(), Qt::Key_Slash);
        QTest::keyClicks(&find<QLineEdit>(u"productSearch"_s), u"zzz"_s);
        QTRY_VERIFY(isSaid(u"No Product Matches"_s));
        cleanup();
        init();
        open(0);
        QTRY_VERIFY(visibleButton(u"Pull from Shopify"_s));
        QTest::mouseClick(visibleButton(u"Pull from Shopify"_s), Qt::LeftButton);
        QCOMPARE(m_engine->runs.size(), size_t(1));
        QVERIFY(std::holds_alternative<Sync::PullRequest>(m_engine->runs.front()));
    }

    void theLastProductLeavesThePaneWithTheLastRow()
    {
        open(20);
        table().selectId(4);
        QTRY_VERIFY(!find<QLineEdit>(u"field_title"_s).text().isEmpty());
        QTest::keyClick(&table(), Qt::Key_Slash);
        QTest::keyClicks(&find<QLineEdit>(u"productSearch"_s), u"zzz"_s);
        QTRY_VERIFY(isSaid(u"No Product Matches"_s));
        QVERIFY(isSaid(u"No Product Chosen"_s));
        QVERIFY(!find<QLineEdit>(u"field_title"_s).isVisible());
        QTest::mouseClick(visibleButton(u"Clear Filter"_s), Qt::LeftButton);
        QTRY_COMPARE(model().rowCount(), 20);
        QTRY_VERIFY(find<QLineEdit>(u"field_title"_s).isVisible());
    }

    void aClickOnAHeaderSortsInTheDatabase()
    {
        open(60);
        QHeaderView *header = table().horizontalHeader();
        const auto click = [&](int column) {
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                {header->sectionViewportPosition(column) + 20, header->height() / 2});
        };
        click(1);
        QTRY_COMPARE(model().index(0, 1).data().toString(), u"OFF-00001"_s);
        click(1);
        QTRY_COMPARE(model().index(0, 1).data().toString(), u"OFF-00060"_s);
        const int asked = m_reader->answers().asked(FakeReader::ProductOrder);
        click(4);
        QCOMPARE(header->sortIndicatorSection(), 1);
        QCOMPARE(m_reader->answers().asked(FakeReader::ProductOrder), asked);
    }

    void theCurrentRowIsShownInDetailAndFollowsItsIdThroughARefresh()
    {
        open(300);
        table().selectId(40);
        QTRY_COMPARE(find<QLineEdit>(u"field_title"_s).text(), m_reader->details[{40}].row.title);
        m_reader->products.removeIf([](const Sync::ProductRow &row) { return row.id.value < 30; });
        Q_EMIT m_reader->catalogueChanged();
        QTRY_COMPARE(model().rowCount(), 271);
        QCOMPARE(table().currentId(), 40);
    }

    void aFieldIsSavedWhenItIsLeftAndEscBringsItBack()
    {
        open(20);
        table().selectId(1);
        auto &title = find<QLineEdit>(u"field_title"_s);
        QTRY_VERIFY(!title.text().isEmpty());
        const QString before = title.text();
        QTest::keyClick(&table(), Qt::Key_F2);
        QTRY_VERIFY(title.hasFocus());
        QTest::keyClicks(&title, u"Thrown Away"_s);
        QTest::keyClick(&title, Qt::Key_Escape);
        QCOMPARE(title.text(), before);
        QVERIFY(m_engine->edits.empty());
        title.selectAll();
        QTest::keyClicks(&title, u"Better Title"_s);
        QTest::keyClick(&title, Qt::Key_Tab);
        QCOMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.front().fields.value(u"title"_s), u"Better Title"_s);
    }

    void aRefusedEditSaysWhyAndIsKept()
    {
        open(20);
        m_engine->answers().fail(
            FakeEngine::EditProduct, {Sync::FailureKind::Stale, u"Somebody else changed it."_s, {}, u"Reload it."_s});
        table().selectId(1);
        auto &vendor = find<QLineEdit>(u"field_vendor"_s);
        QTRY_VERIFY(!vendor.text().isEmpty());
        vendor.setFocus();
        vendor.selectAll();
        QTest::keyClicks(&vendor, u"Mine"_s);
        QTest::keyClick(&vendor, Qt::Key_Return);
        QTRY_VERIFY(visibleButton(u"Save My Edit"_s));
        QVERIFY(visibleButton(u"Reload"_s));
        QCOMPARE(vendor.text(), u"Mine"_s);
        m_engine->answers().recover();
        QTest::mouseClick(visibleButton(u"Save My Edit"_s), Qt::LeftButton);
        QCOMPARE(m_engine->edits.size(), size_t(2));
        QCOMPARE(m_engine->edits.back().fields.value(u"vendor"_s), u"Mine"_s);
    }

    void aVariantPriceIsEditedInItsCell()
    {
        open(20);
        table().selectId(2);
        find<SectionTabs>(u"productTabs"_s).setCurrentIndex(1);
        auto &variants = find<TableView>(u"variantsTable"_s);
        QTRY_COMPARE(variants.model()->rowCount(), 3);
        variants.setFocus();
        variants.setCurrentIndex(variants.model()->index(0, 2));
        QTest::keyClick(&variants, Qt::Key_F2);
        auto *editor = variants.findChild<QLineEdit *>(u"cellEditor"_s);
        QVERIFY(editor);
        QCOMPARE(editor->accessibleName(), u"Price"_s);
        editor->selectAll();
        QTest::keyClicks(editor, u"99.5"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.front().variantFields.value({20}).value(u"price"_s), u"99.5"_s);
    }

    void optionsAreNamedInTheFormAndSetVariantByVariant()
    {
        open(20);
        table().selectId(2);
        auto &names = find<QLineEdit>(u"field_option_names"_s);
        QTRY_COMPARE(names.text(), u"Colour"_s);
        names.setFocus();
        names.selectAll();
        QTest::keyClicks(&names, u"Size, Colour"_s);
        QTest::keyClick(&names, Qt::Key_Return);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.front().fields.value(u"option_names"_s), u"[\"Size\",\"Colour\"]"_s);
        find<SectionTabs>(u"productTabs"_s).setCurrentIndex(1);
        auto &variants = find<TableView>(u"variantsTable"_s);
        const int size = variants.model()->columnCount() - 2;
        QCOMPARE(variants.model()->headerData(size, Qt::Horizontal).toString(), u"Size"_s);
        variants.setFocus();
        variants.setCurrentIndex(variants.model()->index(0, size));
        QTest::keyClick(&variants, Qt::Key_F2);
        auto *editor = variants.findChild<QLineEdit *>(u"cellEditor"_s);
        QVERIFY(editor);
        QCOMPARE(editor->accessibleName(), u"Size"_s);
        QTest::keyClicks(editor, u"M"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(m_engine->edits.size(), size_t(2));
        QCOMPARE(m_engine->edits.back().variantFields.value({20}).value(u"option1"_s), u"M"_s);
    }

    void variantsAreMovedByKeyAndByButton()
    {
        open(20);
        table().selectId(2);
        find<SectionTabs>(u"productTabs"_s).setCurrentIndex(1);
        auto &variants = find<TableView>(u"variantsTable"_s);
        QTRY_COMPARE(variants.model()->rowCount(), 3);
        variants.setFocus();
        variants.setCurrentIndex(variants.model()->index(0, 1));
        auto &up = find<QPushButton>(u"moveVariantUpButton"_s);
        auto &down = find<QPushButton>(u"moveVariantDownButton"_s);
        QVERIFY(!up.isEnabled());
        const QString moved = variants.currentIndex().data().toString();
        QTest::keyClick(&variants, Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(variants.currentIndex().row(), 1);
        QCOMPARE(variants.currentIndex().data().toString(), moved);
        QVERIFY(up.isEnabled());
        QTest::mouseClick(&down, Qt::LeftButton);
        QCOMPARE(variants.currentIndex().row(), 2);
        QVERIFY(!down.isEnabled());
    }

    void aFailureKeepsTheRowsWithANoticeAndRetry()
    {
        open(50);
        m_reader->answers().failAll({Sync::FailureKind::DatabaseError, u"The database failed."_s});
        Q_EMIT m_reader->catalogueChanged();
        QTRY_VERIFY(visibleButton(u"Try Again"_s));
        QCOMPARE(model().rowCount(), 50);
        m_reader->answers().recover();
        QTest::mouseClick(visibleButton(u"Try Again"_s), Qt::LeftButton);
        QTRY_VERIFY(!visibleButton(u"Try Again"_s));
    }

    void everyStateButInSyncOffersItsNextAction()
    {
        open(20);
        QSignalSpy review(m_page.get(), &ProductsPage::reviewRequested);
        table().selectId(5);
        QTRY_VERIFY(visibleButton(u"Resolve Conflicts"_s));
        QTest::mouseClick(visibleButton(u"Resolve Conflicts"_s), Qt::LeftButton);
        QCOMPARE(review.count(), 1);
        QCOMPARE(review.first().first().toMap().value(u"tab"_s).toString(), u"conflicts"_s);
        m_engine->stagedEdits = 3;
        table().selectId(6);
        QTRY_VERIFY(visibleButton(u"Prepare My Edits"_s));
        QTest::mouseClick(visibleButton(u"Prepare My Edits"_s), Qt::LeftButton);
        QTRY_VERIFY(visibleButton(u"Open Review"_s));
    }

    void copiedRowsAreTabSeparatedAndGuarded()
    {
        open(20);
        m_reader->products[0].title = u"=1+1"_s;
        table().selectAll();
        QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(QApplication::clipboard()->text().contains(u"\t'=1+1\t"_s));
        QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 21);
    }

    void selectAllOfAHugeTableStaysCheap()
    {
        m_reader->pretendProducts(1'000'000);
        makePage();
        m_page->show();
        QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1'000'000, 20'000);
        table().selectAll();
        QCOMPARE(table().selectedRowCount(), 1'000'000);
        QCOMPARE(table().selectedIds(10).size(), 10);
        m_page->exportTo(m_folder.filePath(u"nowhere/x.csv"_s), Models::ExportFormat::Csv);
        QTRY_VERIFY(notices().contains(u"could not be written"_s));
    }

    void columnsChosenAreRemembered()
    {
        open(20);
        QMenu *columns = find<QPushButton>(u"columnsButton"_s).menu();
        Q_EMIT columns->aboutToShow();
        QAction *stock = columns->actions().at(4);
        QVERIFY(stock->isChecked());
        stock->trigger();
        table().horizontalHeader()->moveSection(2, 0);
        table().setColumnWidth(1, 222);
        m_page->hide();
        m_page.reset();
        makePage();
        QVERIFY(table().isColumnHidden(4));
        QCOMPARE(table().horizontalHeader()->visualIndex(2), 0);
        QCOMPARE(table().columnWidth(1), 222);
    }

    void everyFocusableWidgetHasBothNames()
    {
        open(20);
        table().selectId(6);
        QTRY_VERIFY(visibleButton(u"Prepare My Edits"_s));
        for (int tab = 0; tab < 6; ++tab) {
            find<SectionTabs>(u"productTabs"_s).setCurrentIndex(tab);
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
        open(50);
        m_reader->answers().hold();
        m_engine->answers().hold();
        table().selectId(7);
        Q_EMIT m_reader->catalogueChanged();
        QTest::qWait(250);
        m_page.reset();
        m_reader->answers().release();
        m_engine->answers().release();
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
    }
};

QTEST_MAIN(TestProductsPage)
#include "tst_productspage.moc"
