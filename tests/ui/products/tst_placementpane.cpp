#include "models/format/shopwords.h"
#include "models/products/editsession.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"
#include "ui/products/placementpane.h"
#include "ui/widgets/elidingcombo.h"
#include "ui/widgets/tableview.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPushButton>
#include <QScreen>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Ui;
using Fakes::FakeEngine;
using Fakes::FakeReader;

/// A product put where it belongs, by keyboard.
class TestPlacementPane final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Models::EditSession> m_session;
    std::unique_ptr<PlacementPane> m_pane;

    template <typename Widget>
    Widget &find(const QString &name)
    {
        return *m_pane->findChild<Widget *>(name);
    }
    TableView &table() { return find<TableView>(u"placementTable"_s); }
    QHash<QString, QString> saved() const { return m_engine->edits.at(0).fields; }

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<FakeReader>();
        m_reader->makeCatalogue(5); // the last is in a collection, one by rules, and a channel
        m_engine = std::make_unique<FakeEngine>();
        m_session = std::make_unique<Models::EditSession>(*m_engine, *m_reader);
        m_pane = std::make_unique<PlacementPane>(*m_session, *m_reader);
        m_pane->resize(500, 400);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
        m_session->open({5});
        QTRY_COMPARE(m_pane->count(), 3);
        QTRY_VERIFY(find<QComboBox>(u"placementChoice"_s).count() > 0);
    }
    void cleanup()
    {
        m_pane.reset();
        m_session.reset();
        Models::setShopWords({});
    }

    void theCategoryIsChosenByItsFullName()
    {
        auto &category = find<ElidingCombo>(u"productCategory"_s);
        QCOMPARE(category.currentText(), u"Office Supplies > Office Instruments > Writing & Drawing Instruments"_s);
        category.setFocus();
        QTest::keyClicks(&category, u"Elec"_s);
        QTest::keyClick(&category, Qt::Key_Return);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(saved(), (QHash<QString, QString>{{u"category:standard"_s, u"el"_s}}));
    }

    void aLongCategoryIsToldByItsEnd()
    {
        auto &category = find<ElidingCombo>(u"productCategory"_s);
        const QString whole = category.currentText();
        m_pane->resize(m_pane->minimumSizeHint().width(), 400);
        QTRY_VERIFY(category.width() < category.fontMetrics().horizontalAdvance(whole));
        QVERIFY2(category.shownText().startsWith(u'\u2026'), qPrintable(category.shownText()));
        QVERIFY2(category.shownText().endsWith(u"Drawing Instruments"_s), qPrintable(category.shownText()));
        QHelpEvent hover(QEvent::ToolTip, QPoint(5, 5), category.mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(&category, &hover);
        QCOMPARE(category.toolTip(), whole);
        category.showPopup();
        QTRY_VERIFY(category.view()->isVisible());
        QVERIFY(category.view()->viewport()->width() >= category.view()->sizeHintForColumn(0));
        QVERIFY(category.screen()->availableGeometry().contains(category.view()->window()->frameGeometry()));
        category.hidePopup();
        // What there is room for is shown whole, and needs no tip.
        m_pane->resize(900, 400);
        QTRY_COMPARE(category.shownText(), whole);
        QApplication::sendEvent(&category, &hover);
        QCOMPARE(category.toolTip(), QString());
    }

    void itIsPutIntoWhatTheShopHas()
    {
        auto &choice = find<QComboBox>(u"placementChoice"_s);
        QCOMPARE(choice.count(), 2);
        QTest::keyClicks(&choice, u"Sales"_s);
        QCOMPARE(choice.currentText(), u"Sales Channel Point of Sale"_s);
        QTest::keyClick(&find<QPushButton>(u"putIn"_s), Qt::Key_Space);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(saved(), (QHash<QString, QString>{{u"publication:10"_s, u"true"_s}}));
    }

    void itIsTakenOutOfTheOneChosen()
    {
        auto &out = find<QPushButton>(u"takeOut"_s);
        QVERIFY(!out.isEnabled());
        table().selectRow(0);
        QVERIFY(!out.isEnabled()); // chooses by rules
        table().selectRow(1);
        QVERIFY(out.isEnabled());
        QTest::keyClick(&out, Qt::Key_Space);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(saved(), (QHash<QString, QString>{{u"collection:64"_s, QString()}}));
    }
};

QTEST_MAIN(TestPlacementPane)
#include "tst_placementpane.moc"
