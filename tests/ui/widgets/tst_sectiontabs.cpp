#include "ui/widgets/sectiontab.h"
#include "ui/widgets/sectiontabs.h"

#include <QApplication>
#include <QLineEdit>
#include <QSet>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Ui;

/// Sections under tabs, in every width.
class TestSectionTabs final : public QObject
{
    Q_OBJECT

    std::unique_ptr<SectionTabs> m_tabs;

    SectionTab &tab(int section) { return *m_tabs->findChild<SectionTab *>(u"tab%1"_s.arg(section)); }
    int rows()
    {
        QSet<int> tops;
        for (const SectionTab *each : m_tabs->findChildren<SectionTab *>())
            if (each->isVisible())
                tops.insert(each->y());
        return int(tops.size());
    }
    void resizeTo(int width)
    {
        m_tabs->resize(width, 300);
        QCoreApplication::sendPostedEvents();
        QTest::qWait(10);
    }
    int widthOfAll(bool withAmounts)
    {
        int width = 0;
        for (const SectionTab *each : m_tabs->findChildren<SectionTab *>())
            width += withAmounts ? each->fullWidth() : each->sizeHint().width();
        return width;
    }

private Q_SLOTS:
    void init()
    {
        m_tabs = std::make_unique<SectionTabs>();
        m_tabs->resize(800, 300);
        const QStringList names{u"Fields"_s, u"Variants"_s, u"Metafields and Stock"_s, u"History"_s};
        for (int section = 0; section < names.size(); ++section) {
            auto *content = new QLineEdit(m_tabs.get());
            content->setObjectName(u"content%1"_s.arg(section));
        }
        for (int section = 0; section < names.size(); ++section)
            m_tabs->addSection(m_tabs->findChild<QLineEdit *>(u"content%1"_s.arg(section)), names.at(section),
                u"tab%1"_s.arg(section));
        m_tabs->setAmount(1, 2'048);
        m_tabs->setAmount(2, 13);
        m_tabs->show();
        QVERIFY(QTest::qWaitForWindowActive(m_tabs.get()));
    }
    void cleanup()
    {
        m_tabs.reset();
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    /// As in a pane, which makes what is under its tabs before them.
    void tabLeadsFromTheTabIntoItsSection()
    {
        m_tabs->setCurrentIndex(1);
        m_tabs->focusTab();
        QVERIFY(tab(1).hasFocus());
        QTest::keyClick(&tab(1), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"content1"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(tab(1).hasFocus());
    }

    void amountsGiveWayBeforeNamesAndNamesNever_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }

    void amountsGiveWayBeforeNamesAndNamesNever()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QApplication::setLayoutDirection(direction);
        QCOMPARE(tab(1).text(), u"Variants (2,048)"_s);
        QCOMPARE(rows(), 1);
        resizeTo(widthOfAll(true) - 1);
        QCOMPARE(tab(1).text(), u"Variants"_s);
        QCOMPARE(tab(1).toolTip(), u"Variants (2,048)"_s);
        QCOMPARE(tab(1).accessibleName(), u"Variants (2,048)"_s);
        QCOMPARE(rows(), 1);
        resizeTo(widthOfAll(false) - 1);
        QCOMPARE(rows(), 2);
        for (int section = 0; section < 4; ++section) {
            QVERIFY(tab(section).width() >= tab(section).sizeHint().width());
            QVERIFY(tab(section).parentWidget()->rect().contains(tab(section).geometry()));
        }
        resizeTo(800);
        QCOMPARE(tab(1).text(), u"Variants (2,048)"_s);
        QVERIFY(tab(1).toolTip().isEmpty());
        QCOMPARE(rows(), 1);
    }

    void choosingOneMovesNone()
    {
        const QRect before = tab(3).geometry();
        QTest::mouseClick(&tab(2), Qt::LeftButton);
        QCOMPARE(m_tabs->currentIndex(), 2);
        QVERIFY(m_tabs->findChild<QWidget *>(u"content2"_s)->isVisible());
        QTest::qWait(10);
        QCOMPARE(tab(3).geometry(), before);
    }

    void arrowsLeadFromOneToTheNextAndTabIntoTheSection()
    {
        m_tabs->focusTab();
        QVERIFY(tab(0).hasFocus());
        QTest::keyClick(&tab(0), Qt::Key_Right);
        QVERIFY(tab(1).hasFocus());
        QCOMPARE(m_tabs->currentIndex(), 1);
        QTest::keyClick(&tab(1), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"content1"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(tab(1).hasFocus());
    }

    void ctrlTabGoesRoundFromWithinASection()
    {
        m_tabs->setSectionVisible(3, false);
        auto *content = m_tabs->findChild<QWidget *>(u"content0"_s);
        content->setFocus();
        QTest::keyClick(content, Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(m_tabs->currentIndex(), 1);
        QVERIFY(tab(1).hasFocus()); // what had it is hidden
        QTest::keyClick(&tab(1), Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_tabs->currentIndex(), 0);
        QTest::keyClick(&tab(0), Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_tabs->currentIndex(), 2); // the last one is not shown
    }

    void theOpenSectionIsLeftWhenItIsHidden()
    {
        m_tabs->setCurrentIndex(2);
        m_tabs->setSectionVisible(2, false);
        QCOMPARE(m_tabs->currentIndex(), 1);
        QVERIFY(!m_tabs->isSectionVisible(2));
        QVERIFY(!tab(2).isVisible());
    }

    void focusAndChoiceAreSeen()
    {
        const QImage unchosen = tab(1).grab().toImage();
        QTest::mouseClick(&tab(1), Qt::LeftButton);
        m_tabs->findChild<QWidget *>(u"content1"_s)->setFocus();
        const QImage chosen = tab(1).grab().toImage();
        QVERIFY(chosen != unchosen);
        m_tabs->focusTab();
        QVERIFY(tab(1).grab().toImage() != chosen);
    }
};

QTEST_MAIN(TestSectionTabs)
#include "tst_sectiontabs.moc"
