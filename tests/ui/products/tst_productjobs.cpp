#include "tests/support/pagefixture.h"
#include "ui/products/deletedproductsdialog.h"
#include "ui/products/productspage.h"
#include "ui/widgets/sectiontabs.h"
#include "ui/widgets/tableview.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using Fakes::FakeEngine;
using Fakes::FakeReader;
using namespace Ui;

/// Products as a whole, by keys and buttons: made, copied, deleted, brought back, pulled by themselves.
class TestProductJobs final : public QObject, private Fakes::PageFixture<ProductsPage>
{
    Q_OBJECT

private:
    TableView &table() { return find<TableView>(u"productsTable"_s); }
    QLineEdit &title() { return find<QLineEdit>(u"field_title"_s); }
    void open(int count)
    {
        m_reader->makeCatalogue(count);
        m_reader->counts.products = count;
        showPage();
        QTRY_COMPARE(table().model()->rowCount(), count);
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        table().setFocus();
    }
    void startNew(const QString &typed)
    {
        QTest::keyClick(&table(), Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(title().hasFocus());
        QTest::keyClicks(&title(), typed);
    }
    QAction *action(const QString &text)
    {
        const QList<QAction *> actions = m_page->pageActions();
        for (QAction *action : actions)
            if (action->text().startsWith(text))
                return action;
        qFatal("no action %s", qUtf8Printable(text));
    }
    QMessageBox *question(const QString &name) { return m_page->findChild<QMessageBox *>(name); }
    void answer(const QString &name, const QString &buttonName)
    {
        QTRY_VERIFY(question(name));
        QTest::mouseClick(question(name)->findChild<QPushButton *>(buttonName), Qt::LeftButton);
    }
    /// The product the engine says it has made, put where the reader finds it.
    void willMake(qint64 id, const QString &title)
    {
        m_engine->createReport = {{id}, {}};
        Sync::ProductRow row = FakeReader::sampleProduct(id);
        row.title = title;
        row.shopifyId = {};
        row.syncStatus = Sync::SyncStatus::NeverLinked;
        row.contentVersion = 4;
        m_reader->products += row;
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void aNewProductIsTypedAndMadeByKeysAlone()
    {
        open(20);
        startNew(u"Pencil"_s);
        QVERIFY(!find<SectionTabs>(u"productTabs"_s).isSectionVisible(5));
        QTest::keyClick(&title(), Qt::Key_Tab);
        QVERIFY(m_engine->newProducts.empty());
        QVERIFY(m_engine->edits.empty()); // nothing is sent before it is made
        QTest::keyClicks(&find<QLineEdit>(u"field_vendor"_s), u"Acme"_s); // still being typed when it is made
        willMake(77, u"Pencil"_s);
        QTest::keyClick(&find<QLineEdit>(u"field_vendor"_s), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_engine->newProducts.size(), size_t(1));
        QCOMPARE(m_engine->newProducts.front().fields,
            (QHash<QString, QString>{{u"title"_s, u"Pencil"_s}, {u"vendor"_s, u"Acme"_s}}));
        QTRY_VERIFY(notices().contains(u"The product was made here. Shopify gets it when you send it."_s));
        QTRY_COMPARE(title().text(), u"Pencil"_s);
        QCOMPARE(m_page->unsavedEdits(), 0);
        QVERIFY(find<SectionTabs>(u"productTabs"_s).isSectionVisible(5));
        QVERIFY(!visibleButton(u"Create Product"_s));
    }

    void theVariantOfANewProductIsTypedInItsTable()
    {
        open(20);
        startNew(u"Pencil"_s);
        find<SectionTabs>(u"productTabs"_s).setCurrentIndex(1);
        auto &variants = find<TableView>(u"variantsTable"_s);
        QCOMPARE(variants.model()->rowCount(), 1);
        variants.setFocus();
        variants.setCurrentIndex(variants.model()->index(0, 2));
        QTest::keyClick(&variants, Qt::Key_F2);
        auto *editor = variants.findChild<QLineEdit *>(u"cellEditor"_s);
        QVERIFY(editor);
        QTest::keyClicks(editor, u"1.5"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        willMake(77, u"Pencil"_s);
        QTest::mouseClick(visibleButton(u"Create Product"_s), Qt::LeftButton);
        QCOMPARE(m_engine->newProducts.size(), size_t(1));
        QCOMPARE(m_engine->newProducts.front().variants.size(), 1);
        QCOMPARE(m_engine->newProducts.front().variants[0].value(u"price"_s), u"1.5"_s);
    }

    void aRefusedProductSaysWhyAndIsKept()
    {
        open(20);
        m_engine->answers().fail(FakeEngine::CreateProduct,
            {Sync::FailureKind::BadInput, u"The title cannot be empty."_s, u"The product was not made."_s,
                u"Type a value."_s});
        startNew(u"x"_s);
        QTest::mouseClick(visibleButton(u"Create Product"_s), Qt::LeftButton);
        QTRY_VERIFY(notices().contains(u"The title cannot be empty."_s));
        QVERIFY(notices().contains(u"What you typed is kept here."_s));
        QVERIFY(visibleButton(u"Create Product"_s)->hasFocus());
        QCOMPARE(title().text(), u"x"_s);
        QCOMPARE(m_page->unsavedEdits(), 1);
        m_engine->answers().recover();
        willMake(77, u"x"_s);
        QTest::mouseClick(visibleButton(u"Create Product"_s), Qt::LeftButton);
        QTRY_COMPARE(m_page->unsavedEdits(), 0);
    }

    void anUnknownOutcomeTellsToLookFirst()
    {
        open(20);
        m_engine->answers().fail(FakeEngine::CreateProduct,
            {.kind = Sync::FailureKind::DatabaseUnreachable,
                .what = u"The database is gone."_s,
                .mayHaveHappened = true});
        startNew(u"x"_s);
        QTest::mouseClick(visibleButton(u"Create Product"_s), Qt::LeftButton);
        QTRY_VERIFY(notices().contains(u"look for it in the table before you try again"_s));
    }

    void aNewProductOutlivesALookAtAnother()
    {
        open(20);
        startNew(u"Pencil"_s);
        QTest::mouseClick(
            table().viewport(), Qt::LeftButton, {}, table().visualRect(table().model()->index(2, 0)).center());
        QTRY_COMPARE(title().text(), m_reader->details[{table().currentId()}].row.title);
        QCOMPARE(m_page->unsavedEdits(), 1);
        QTest::keyClick(&table(), Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(title().text(), u"Pencil"_s);
        QTest::mouseClick(visibleButton(u"Discard"_s), Qt::LeftButton);
        answer(u"askGiveUpProduct"_s, u"goOnTyping"_s);
        QCOMPARE(title().text(), u"Pencil"_s);
        QTRY_VERIFY(!question(u"askGiveUpProduct"_s));
        QTest::mouseClick(visibleButton(u"Discard"_s), Qt::LeftButton);
        answer(u"askGiveUpProduct"_s, u"throwAway"_s);
        QTRY_COMPARE(m_page->unsavedEdits(), 0);
        QTRY_COMPARE(title().text(), m_reader->details[{table().currentId()}].row.title);
    }

    void makingAProductIsUndone()
    {
        open(20);
        startNew(u"Pencil"_s);
        willMake(77, u"Pencil"_s);
        QTest::mouseClick(visibleButton(u"Create Product"_s), Qt::LeftButton);
        QTRY_VERIFY(visibleButton(u"Undo Making"_s));
        QTest::keyClick(&table(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(m_engine->deletions.size(), size_t(1));
        QCOMPARE(m_engine->deletions.front(), (QList<Sync::SeenProduct>{{{77}, 4}}));
    }

    void aCopyIsMadeAndShown()
    {
        open(20);
        table().selectId(6);
        willMake(77, u"Copy"_s);
        m_engine->createReport.remarks = {u"The copy has no SKUs."_s};
        QTest::keyClick(&table(), Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(m_engine->duplicated, QList<Sync::ProductId>{{6}});
        QTRY_VERIFY(notices().contains(u"A draft was made as a copy."_s));
        QVERIFY(notices().contains(u"The copy has no SKUs."_s));
        QTRY_COMPARE(title().text(), u"Copy"_s);
        m_engine->answers().fail(
            FakeEngine::DuplicateProduct, {Sync::FailureKind::NotFound, u"This product is no longer there."_s});
        action(u"Duplicate Product"_s)->trigger();
        QTRY_VERIFY(notices().contains(u"This product is no longer there."_s));
    }

    void deletingAsksWhatHappensAndWhenAndIsUndone()
    {
        open(20);
        for (Sync::ProductRow &row : m_reader->products) {
            row.contentVersion = 9;
            row.shopifyId = row.id.value == 1 ? Sync::ShopifyId{} : Sync::ShopifyId{row.id.value + 1000};
        }
        table().selectAll();
        QTest::keyClick(&table(), Qt::Key_Delete);
        QTRY_VERIFY(question(u"askDeleteProducts"_s));
        QMessageBox *box = question(u"askDeleteProducts"_s);
        QCOMPARE(box->text(), u"Delete 20 products from the catalogue?"_s);
        QVERIFY2(box->informativeText().contains(u"19 of them are in Shopify, and nothing is deleted there yet."_s),
            qUtf8Printable(box->informativeText()));
        QVERIFY(box->informativeText().contains(u"approve the deletion in Review, and send it"_s));
        QVERIFY(box->informativeText().contains(u"Undo"_s));
        QCOMPARE(box->defaultButton()->objectName(), u"keepProducts"_s);
        m_engine->productsReport = {{{1}, {2}}, 1, {u"“Pen” was changed by Ben."_s}};
        answer(u"askDeleteProducts"_s, u"deleteProducts"_s);
        QTRY_COMPARE(m_engine->deletions.size(), size_t(1));
        QCOMPARE(m_engine->deletions.front().size(), 20);
        QCOMPARE(m_engine->deletions.front().first().contentVersion, 9);
        QTRY_VERIFY(notices().contains(u"Shopify keeps what it has until the deletion is approved and sent."_s));
        QVERIFY(notices().contains(u"“Pen” was changed by Ben."_s));
        QVERIFY(visibleButton(u"Prepare My Edits"_s));
        m_engine->productsReport = {};
        QTest::mouseClick(visibleButton(u"Undo Deletion"_s), Qt::LeftButton);
        QTRY_COMPARE(m_engine->restorations.size(), size_t(1));
        QCOMPARE(m_engine->restorations.front(), QList<Sync::ProductId>({{1}, {2}}));
        QTRY_VERIFY(notices().contains(u"brought back"_s));
        QVERIFY(!action(u"Undo"_s)->isEnabled());
    }

    void nothingIsDeletedWithoutAnAnswer()
    {
        open(20);
        table().selectId(3);
        QTest::keyClick(&table(), Qt::Key_Delete);
        QTRY_VERIFY(question(u"askDeleteProducts"_s));
        QVERIFY(question(u"askDeleteProducts"_s)->text().contains(u"“<b>Not bold</b> & <img src=x>”"_s));
        QTest::keyClick(question(u"askDeleteProducts"_s), Qt::Key_Return); // the safe answer
        QTRY_VERIFY(!question(u"askDeleteProducts"_s));
        QVERIFY(m_engine->deletions.empty());
    }

    void theDeleteKeyTakesLettersInAnEditor()
    {
        open(20);
        table().selectId(2);
        QTRY_VERIFY(!title().text().isEmpty());
        title().setFocus();
        title().setCursorPosition(0);
        const QString before = title().text();
        QTest::keyClick(&title(), Qt::Key_Delete);
        QCOMPARE(title().text(), before.mid(1));
        QVERIFY(!question(u"askDeleteProducts"_s));
    }

    void theOpenProductClosesWhenItIsDeletedWithItsDraft()
    {
        open(20);
        m_engine->answers().fail(FakeEngine::EditProduct, {Sync::FailureKind::BadInput, u"No."_s});
        table().selectId(2);
        QTRY_VERIFY(!title().text().isEmpty());
        title().setFocus();
        title().clear();
        table().setFocus();
        QTRY_COMPARE(m_page->unsavedEdits(), 1);
        QTest::keyClick(&table(), Qt::Key_Delete);
        answer(u"askDeleteProducts"_s, u"deleteProducts"_s);
        QTRY_COMPARE(m_page->unsavedEdits(), 0);
    }

    void aDatabaseThatIsGoneIsSaidAndNothingIsForgotten()
    {
        open(20);
        table().selectId(2);
        QTRY_VERIFY(!title().text().isEmpty());
        m_engine->answers().fail(
            FakeEngine::DeleteProducts, {Sync::FailureKind::DatabaseUnreachable, u"The database is gone."_s});
        QTest::keyClick(&table(), Qt::Key_Delete);
        answer(u"askDeleteProducts"_s, u"deleteProducts"_s);
        QTRY_VERIFY(notices().contains(u"The database is gone."_s));
        QVERIFY(!title().text().isEmpty());
        QVERIFY(!action(u"Undo"_s)->isEnabled());
    }

    void tooManyAtOnceIsASentence()
    {
        m_reader->pretendProducts(5'000);
        makePage();
        m_page->show();
        QTRY_COMPARE_WITH_TIMEOUT(table().model()->rowCount(), 5'000, 20'000);
        table().selectAll();
        action(u"Delete 5,000 Products"_s)->trigger();
        QTRY_VERIFY(notices().contains(u"5,000 products are selected; at most 1,000 can be taken at once."_s));
        action(u"Pull These 5,000 from Shopify"_s)->trigger();
        QTRY_VERIFY(notices().contains(u"at most 250"_s));
    }

    void deletedProductsComeBackFromTheirList()
    {
        open(20);
        m_reader->deleted = {{{81}, u"<i>Gone</i>"_s, u"G-1"_s, {9}, u"Anna"_s, QDateTime::currentDateTimeUtc()},
            {{82}, u"Gone too"_s, {}, {}, u"Ben"_s, QDateTime::currentDateTimeUtc()}};
        action(u"Deleted Products"_s)->trigger();
        auto *dialog = m_page->findChild<DeletedProductsDialog *>();
        QVERIFY(dialog);
        auto *list = dialog->findChild<TableView *>(u"deletedProducts"_s);
        QTRY_COMPARE(list->model()->rowCount(), 2);
        auto *bringBack = dialog->findChild<QPushButton *>(u"bringBack"_s);
        QVERIFY(!bringBack->isEnabled());
        list->setFocus();
        QTest::keyClick(list, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(bringBack->text(), u"Bring Back 2"_s);
        m_engine->productsReport = {{{81}}, 1, {u"The deletion of “Gone too” was sent to Shopify in run 4."_s}};
        m_reader->deleted.removeFirst();
        QTest::mouseClick(bringBack, Qt::LeftButton);
        QTRY_COMPARE(m_engine->restorations.size(), size_t(1));
        QCOMPARE(m_engine->restorations.front(), QList<Sync::ProductId>({{81}, {82}}));
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QVERIFY(dialog->findChild<NoticeBar *>()->text().contains(u"in run 4"_s));
        m_reader->answers().fail(FakeReader::DeletedProducts, {Sync::FailureKind::DatabaseError, u"Not read."_s});
        Q_EMIT m_reader->catalogueChanged();
        QTRY_VERIFY(dialog->findChild<NoticeBar *>()->text().contains(u"Not read."_s));
        QCOMPARE(list->model()->rowCount(), 1);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_page->findChild<DeletedProductsDialog *>());
    }

    void aSelectionIsPulledByItself()
    {
        open(20);
        for (Sync::ProductRow &row : m_reader->products)
            row.shopifyId = row.id.value == 1 ? Sync::ShopifyId{} : Sync::ShopifyId{row.id.value + 1000};
        table().selectAll();
        QSignalSpy review(m_page.get(), &ProductsPage::reviewRequested);
        QTest::keyClick(&table(), Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(m_engine->runs.size(), size_t(1));
        const auto request = std::get<Sync::PullRequest>(m_engine->runs.front());
        QCOMPARE(request.scope, Sync::PullScope::Selective);
        QCOMPARE(request.products.size(), 19);
        QVERIFY(!action(u"Pull These"_s)->isEnabled());
        Sync::BatchReport report;
        report.total = 18;
        report.staged = 3;
        m_engine->finishRun(report);
        QTRY_VERIFY(notices().contains(u"Shopify no longer has"_s));
        QTest::mouseClick(visibleButton(u"Open Review"_s), Qt::LeftButton);
        QCOMPARE(review.count(), 1);
        QVERIFY(action(u"Pull These"_s)->isEnabled());
    }

    void aPullThatCannotBeIsSaid()
    {
        open(20);
        for (Sync::ProductRow &row : m_reader->products)
            row.shopifyId = {};
        table().selectId(4);
        action(u"Pull This from Shopify"_s)->trigger();
        QTRY_VERIFY(notices().contains(u"there is nothing to pull"_s));
        QVERIFY(m_engine->runs.empty());
        m_reader->products[3].shopifyId = {1004};
        action(u"Pull This from Shopify"_s)->trigger();
        QTRY_COMPARE(m_engine->openRuns(), 1);
        m_engine->failRun({Sync::FailureKind::Refused, u"Maintenance mode is on."_s});
        QTRY_VERIFY(notices().contains(u"Maintenance mode is on."_s));
        QVERIFY(action(u"Pull This"_s)->isEnabled());
    }

    void theEmptyCatalogueOffersAFirstProduct()
    {
        open(0);
        QTRY_VERIFY(isSaid(u"No Products Yet"_s));
        QTest::keyClick(&table(), Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(title().hasFocus());
        QVERIFY(visibleButton(u"Create Product"_s));
    }

    void everyFocusableWidgetOfTheNewFormHasBothNames()
    {
        open(20);
        startNew(u"x"_s);
        QWidget *first = &title();
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
};

QTEST_MAIN(TestProductJobs)
#include "tst_productjobs.moc"
