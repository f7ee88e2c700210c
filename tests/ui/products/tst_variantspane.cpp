#include "models/paging/pagedmodel.h"
#include "models/products/editsession.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"
#include "ui/products/variantspane.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Ui;
using Fakes::FakeEngine;
using Fakes::FakeReader;
using Sync::VariantId;

/// Variants by keyboard: added, duplicated, removed, moved; and how they are shown.
class TestVariantsPane final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Models::EditSession> m_session;
    std::unique_ptr<VariantsPane> m_pane;

    template <typename Widget>
    Widget &find(const QString &name)
    {
        auto *widget = m_pane->findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qUtf8Printable(name));
        return *widget;
    }
    TableView &table() { return find<TableView>(u"variantsTable"_s); }
    QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
    void choose(int row)
    {
        table().setFocus();
        table().setCurrentIndex(table().model()->index(row, 1));
    }
    bool isAsked() { return m_pane->findChild<QMessageBox *>(u"askRemoveVariant"_s) != nullptr; }

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<FakeReader>();
        m_reader->makeCatalogue(3);
        m_reader->details[{3}].optionNames = {u"Title"_s};
        m_reader->details[{3}].variants.first().optionValues = {u"Default Title"_s};
        m_engine = std::make_unique<FakeEngine>();
        m_session = std::make_unique<Models::EditSession>(*m_engine, *m_reader);
        m_pane = std::make_unique<VariantsPane>(*m_session);
        m_pane->resize(800, 400);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
        m_session->open({2});
        QTRY_COMPARE(table().model()->rowCount(), 3); // Black, Blue and Red
    }
    void cleanup()
    {
        m_pane.reset();
        m_session.reset();
    }

    void oneIsAddedByWhatTellsItFromTheOthers()
    {
        m_engine->answers().hold();
        choose(1);
        QTest::keyClick(&table(), Qt::Key_Insert);
        auto &dialog = find<QDialog>(u"variantDialog"_s);
        QTRY_VERIFY(dialog.isVisible());
        auto &add = find<QPushButton>(u"addVariantNow"_s);
        auto &colour = find<QLineEdit>(u"variantOption1"_s);
        QCOMPARE(colour.accessibleName(), u"Colour"_s);
        QVERIFY(colour.text().isEmpty());
        QVERIFY(!add.isEnabled());
        QVERIFY(find<QLabel>(u"variantHindrance"_s).text().contains(u"Colour"_s));
        QTest::keyClicks(&colour, u"White"_s);
        QVERIFY(add.isEnabled());
        QTest::keyClicks(&find<QLineEdit>(u"variantSku"_s), u" W-1 "_s);
        QTest::keyClick(&find<QLineEdit>(u"variantSku"_s), Qt::Key_Return);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        const QList<Sync::AddedVariant> added = m_engine->edits.front().added;
        QCOMPARE(added.size(), 1);
        QCOMPARE(added.first().like, VariantId{21});
        QCOMPARE(added.first().fields.value(u"option1"_s), u"White"_s);
        QCOMPARE(added.first().fields.value(u"sku"_s), u"W-1"_s);
        QCOMPARE(table().model()->rowCount(), 4);
        QCOMPARE(table().currentIndex().row(), 3);
        QCOMPARE(cell(3, 0), u"White"_s);
    }

    void oneIsDuplicatedWithOtherValues()
    {
        choose(1);
        QTest::keyClick(&table(), Qt::Key_Insert, Qt::AltModifier);
        auto &dialog = find<QDialog>(u"variantDialog"_s);
        QTRY_VERIFY(dialog.isVisible());
        auto &add = find<QPushButton>(u"addVariantNow"_s);
        auto &colour = find<QLineEdit>(u"variantOption1"_s);
        QCOMPARE(colour.text(), u"Blue"_s);
        QVERIFY(!add.isEnabled()); // there is one with that
        QVERIFY(find<QLabel>(u"variantHindrance"_s).text().contains(u"already"_s));
        auto &price = find<QLineEdit>(u"variantPrice"_s);
        QVERIFY(!price.text().isEmpty());
        colour.setText(u"Navy"_s);
        price.setText(u"12.5"_s);
        QTest::mouseClick(&add, Qt::LeftButton);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        const Sync::AddedVariant added = m_engine->edits.front().added.value(0);
        QCOMPARE(added.like, VariantId{21});
        QCOMPARE(added.fields, (QHash<QString, QString>{{u"option1"_s, u"Navy"_s}, {u"price"_s, u"12.5"_s}}));
    }

    void tabGoesThroughTheDialogAsItIsRead()
    {
        choose(1);
        QTest::keyClick(&table(), Qt::Key_Insert);
        auto &dialog = find<QDialog>(u"variantDialog"_s);
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QTRY_VERIFY(find<QLineEdit>(u"variantOption1"_s).hasFocus());
        QTest::keyClicks(&find<QLineEdit>(u"variantOption1"_s), u"White"_s);
        for (const QString &next :
            {u"variantPrice"_s, u"variantSku"_s, u"cancelVariant"_s, u"addVariantNow"_s, u"variantOption1"_s}) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget()->objectName(), next);
        }
        QVERIFY(find<QPushButton>(u"addVariantNow"_s).isDefault());
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_pane->findChild<QDialog *>(u"variantDialog"_s));
        QVERIFY(m_pane->focusWidget() == &table());
        QCOMPARE(table().currentIndex().row(), 1);
    }

    void valuesThatAreTakenAreAMistakeAndMissingOnesAreNone()
    {
        choose(1);
        QTest::keyClick(&table(), Qt::Key_Insert);
        const auto role = [this] { return find<QLabel>(u"variantHindrance"_s).property("role").toString(); };
        QCOMPARE(role(), u"muted"_s);
        auto &colour = find<QLineEdit>(u"variantOption1"_s);
        colour.setText(u" black "_s);
        QCOMPARE(role(), u"bad"_s);
        QTest::keyClick(&colour, Qt::Key_Return); // leads nowhere
        QVERIFY(find<QDialog>(u"variantDialog"_s).isVisible());
        QVERIFY(m_engine->edits.empty());
        colour.setText(u"White"_s);
        QCOMPARE(role(), u"muted"_s);
    }

    void givingUpAddsNothing()
    {
        choose(0);
        find<QPushButton>(u"addVariantButton"_s).click();
        QTest::mouseClick(&find<QPushButton>(u"cancelVariant"_s), Qt::LeftButton);
        QTRY_VERIFY(!m_pane->findChild<QDialog *>(u"variantDialog"_s));
        QVERIFY(m_engine->edits.empty());
        QCOMPARE(table().model()->rowCount(), 3);
    }

    void oneIsRemovedWhenThatIsMeant()
    {
        m_engine->answers().hold();
        choose(1);
        QTest::keyClick(&table(), Qt::Key_Delete);
        QVERIFY(isAsked());
        auto &box = find<QMessageBox>(u"askRemoveVariant"_s);
        QVERIFY(box.text().contains(u"“Blue”"_s));
        QVERIFY(box.informativeText().contains(u"Shopify keeps it"_s));
        QCOMPARE(box.defaultButton(), &find<QPushButton>(u"keepVariant"_s));
        QTest::mouseClick(&find<QPushButton>(u"keepVariant"_s), Qt::LeftButton);
        QTRY_VERIFY(!isAsked());
        QVERIFY(m_engine->edits.empty());
        find<QPushButton>(u"removeVariantButton"_s).click();
        QTest::mouseClick(&find<QPushButton>(u"removeVariantNow"_s), Qt::LeftButton);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.front().removed, QList<VariantId>{{21}});
        QCOMPARE(cell(1, 0), u"Blue (removed)"_s);
        QVERIFY(!find<QPushButton>(u"removeVariantButton"_s).isEnabled());
    }

    void oneThatWasNeverSavedGoesUnasked()
    {
        m_engine->answers().fail(
            FakeEngine::EditProduct, {Sync::FailureKind::BadInput, u"No."_s, u"Not saved."_s, u"Try."_s});
        m_session->addVariant({20}, {{u"option1"_s, u"Black"_s}});
        QTRY_VERIFY(m_session->saveFailure());
        choose(3);
        QVERIFY(!find<QPushButton>(u"duplicateVariantButton"_s).isEnabled());
        QTest::keyClick(&table(), Qt::Key_Delete);
        QVERIFY(!isAsked());
        QCOMPARE(table().model()->rowCount(), 3);
        QVERIFY(!m_session->hasDrafts());
    }

    void theRowThatTakesItsPlaceIsCurrentAfterwards()
    {
        choose(1);
        find<QPushButton>(u"removeVariantButton"_s).setFocus();
        QTest::keyClick(&find<QPushButton>(u"removeVariantButton"_s), Qt::Key_Space);
        m_reader->details[{2}].variants.removeAt(1);
        ++m_reader->details[{2}].contentVersion;
        QTest::keyClick(&find<QPushButton>(u"removeVariantNow"_s), Qt::Key_Space);
        QTRY_COMPARE(table().model()->rowCount(), 2);
        QVERIFY(m_pane->focusWidget() == &table());
        QCOMPARE(table().currentIndex().row(), 1);
        QCOMPARE(cell(1, 0), u"Red"_s);
    }

    void theFocusStaysWithTheVariantThatMoves()
    {
        m_engine->answers().hold();
        choose(1);
        auto &down = find<QPushButton>(u"moveVariantDownButton"_s);
        down.setFocus();
        QTest::keyClick(&down, Qt::Key_Space);
        QCOMPARE(table().currentIndex().row(), 2);
        QCOMPARE(cell(2, 0), u"Blue"_s);
        QVERIFY(!down.isEnabled()); // so it cannot keep the focus
        QVERIFY(table().hasFocus());
        QTest::keyClick(&table(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(table().currentIndex().row(), 1);
        QCOMPARE(cell(1, 0), u"Blue"_s);
        QVERIFY(table().hasFocus());
    }

    void theOptionsStandBehindTheTitle()
    {
        const QHeaderView *header = table().horizontalHeader();
        const int colour = header->logicalIndex(1);
        QCOMPARE(table().model()->headerData(colour, Qt::Horizontal).toString(), u"Colour"_s);
        QCOMPARE(header->logicalIndex(0), 0);
        QCOMPARE(header->logicalIndex(2), 1);
        const int wide = table().columnWidth(colour);
        const int letters = table().model()->headerData(colour, Qt::Horizontal, Models::WidthRole).toInt();
        QCOMPARE(wide, (letters + 1) * table().fontMetrics().averageCharWidth() + 24);
        m_session->open({3}); // which has none
        QTRY_COMPARE(header->count(), colour);
        QCOMPARE(header->logicalIndex(1), 1);
        m_reader->details[{2}].optionNames = {u"Colour"_s, u"Size"_s};
        m_session->open({2});
        QTRY_COMPARE(header->count(), colour + 2);
        QCOMPARE(header->logicalIndex(1), colour);
        QCOMPARE(header->logicalIndex(2), colour + 1);
        QCOMPARE(header->logicalIndex(3), 1);
        QCOMPARE(table().columnWidth(colour), wide);
        // The arrow keys go as it is shown.
        choose(0);
        QTest::keyClick(&table(), Qt::Key_Left);
        QCOMPARE(table().currentIndex().column(), colour + 1);
    }

    void saysWhyNoneCanBeAddedOrRemoved()
    {
        QVERIFY(!find<QLabel>(u"variantsHint"_s).isVisible());
        m_session->open({3});
        QTRY_COMPARE(table().model()->rowCount(), 1);
        choose(0);
        QVERIFY(find<QLabel>(u"variantsHint"_s).isVisible());
        QVERIFY(find<QLabel>(u"variantsHint"_s).text().contains(u"Fields tab"_s));
        for (const QString &name : {u"addVariantButton"_s, u"duplicateVariantButton"_s, u"removeVariantButton"_s})
            QVERIFY2(!find<QPushButton>(name).isEnabled(), qPrintable(name));
    }

    void theMenuOffersWhatTheButtonsDo()
    {
        QCOMPARE(table().contextMenuPolicy(), Qt::ActionsContextMenu);
        QStringList offered;
        for (const QAction *action : table().actions())
            offered += action->objectName();
        QCOMPARE(offered,
            QStringList({u"addVariant"_s, u"duplicateVariant"_s, u"removeVariant"_s, u"moveVariantUp"_s,
                u"moveVariantDown"_s}));
        for (const QString &name : std::as_const(offered))
            QVERIFY(!find<QPushButton>(name + u"Button"_s).accessibleName().contains(u'&'));
        QCOMPARE(find<QPushButton>(u"moveVariantUpButton"_s).accessibleName(), u"Move Up"_s); // where Up is read
    }
};

QTEST_MAIN(TestVariantsPane)
#include "tst_variantspane.moc"
