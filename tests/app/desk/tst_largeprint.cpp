#include "tests/support/deskscene.h"
#include "ui/shell/statusline.h"
#include "ui/widgets/sectiontab.h"
#include "ui/widgets/sectiontabs.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using Fakes::DeskScene;

/// The window in letters of twice the usual size, on a screen that has not grown.
class TestLargePrint final : public QObject
{
    Q_OBJECT

private:
    QFont m_usual;

    static void settle(DeskScene &scene)
    {
        QTRY_COMPARE(scene.reader.answers().waiting() + scene.engine.answers().waiting(), 0);
        QTest::qWait(350); // the models gather what is to be read for 300 ms
        QTRY_COMPARE(scene.reader.answers().waiting(), 0);
        QCoreApplication::sendPostedEvents();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_usual = QApplication::font();
        QFont large = m_usual;
        large.setPointSizeF(m_usual.pointSizeF() * 2);
        QApplication::setFont(large);
    }

    void cleanupTestCase() { QApplication::setFont(m_usual); }

    void everyButtonHasRoomForItsWords_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("page");
        for (const QString &page :
            {u"overview"_s, u"products"_s, u"review"_s, u"sync"_s, u"history"_s, u"diagnostics"_s, u"logs"_s}) {
            QTest::addRow("full %s", qPrintable(page)) << int(DeskScene::State::Full) << page;
            QTest::addRow("failing %s", qPrintable(page)) << int(DeskScene::State::Failing) << page;
            QTest::addRow("running %s", qPrintable(page)) << int(DeskScene::State::Running) << page;
        }
    }

    void everyButtonHasRoomForItsWords()
    {
        QFETCH(int, state);
        QFETCH(QString, page);
        DeskScene scene(*qApp, DeskScene::State(state));
        scene.window().resize(1280, 800);
        scene.window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene.window()));
        scene.window().openPage(page);
        settle(scene);
        int seen = 0;
        for (const QPushButton *button : scene.window().findChildren<QPushButton *>()) {
            // The chip of the run is cut at its end by intent, and whole in its tool tip.
            if (!button->isVisible() || button->objectName() == u"runChip")
                continue;
            ++seen;
            const QString told = u"%1 “%2” is %3 wide and wants %4"_s.arg(button->objectName(), button->text())
                                     .arg(button->width())
                                     .arg(button->sizeHint().width());
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(told));
        }
        QVERIFY(seen > 0);
    }

    void theRulesHaveRoomForTheirButtons()
    {
        DeskScene scene(*qApp, DeskScene::State::Full);
        scene.reader.rules
            = {{.id = {1}, .name = u"Large price changes"_s, .fields = {u"price"_s}, .noConflict = false}};
        scene.window().resize(1280, 800);
        scene.window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene.window()));
        scene.window().actions().action(Ui::ActionId::ApprovalRules)->trigger();
        settle(scene);
        auto *dialog = scene.window().findChild<QDialog *>(u"rulesDialog"_s);
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->findChild<QWidget *>(u"ruleName"_s)->isVisible());
        for (const QPushButton *button : dialog->findChildren<QPushButton *>())
            if (button->isVisible())
                QVERIFY2(button->size().width() >= button->sizeHint().width()
                        && button->height() >= button->sizeHint().height(),
                    qPrintable(button->text()));
        const auto *table = dialog->findChild<Ui::TableView *>(u"rulesTable"_s);
        QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
        dialog->reject();
    }

    void everySectionOfAProductIsReadable_data()
    {
        QTest::addColumn<int>("section");
        for (const auto &[section, name] : {std::pair{0, "fields"}, {1, "variants"}, {2, "metafields"}, {3, "media"},
                 {4, "placement"}, {5, "history"}})
            QTest::newRow(name) << section;
    }

    void everySectionOfAProductIsReadable()
    {
        QFETCH(int, section);
        DeskScene scene(*qApp, DeskScene::State::Full);
        scene.window().resize(1280, 800);
        scene.window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene.window()));
        scene.window().openPage(u"products"_s);
        settle(scene);
        scene.window().findChild<Ui::TableView *>(u"productsTable"_s)->selectId(5);
        settle(scene);
        auto *tabs = scene.window().findChild<Ui::SectionTabs *>(u"productTabs"_s);
        tabs->setCurrentIndex(section);
        settle(scene);
        const auto *pane = scene.window().findChild<QWidget *>(u"productDetailPane"_s);
        const auto *scroll = pane->findChild<QScrollArea *>();
        QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
        for (const Ui::SectionTab *tab : pane->findChildren<Ui::SectionTab *>())
            QVERIFY2(tab->isVisible() && tab->width() >= tab->sizeHint().width(), qPrintable(tab->text()));
        for (const QPushButton *button : pane->findChildren<QPushButton *>())
            if (button->isVisible())
                QVERIFY2(
                    button->width() >= button->sizeHint().width() && button->height() >= button->sizeHint().height(),
                    qPrintable(button->text()));
        for (const QLabel *label : pane->findChildren<QLabel *>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            const int wanted = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            QVERIFY2(label->height() >= wanted, qPrintable(label->text()));
        }
        for (const Ui::TableView *table : pane->findChildren<Ui::TableView *>())
            if (table->isVisible())
                QVERIFY2(table->viewport()->height() >= 2 * table->rowHeight(0), qPrintable(table->objectName()));
    }

    void theStatusLineKeepsTheConflictsInTheWindow()
    {
        DeskScene scene(*qApp, DeskScene::State::Full);
        for (const int width : {1280, 1024}) {
            scene.window().resize(width, 800);
            scene.window().show();
            QVERIFY(QTest::qWaitForWindowExposed(&scene.window()));
            settle(scene);
            const Ui::StatusLine &line = scene.window().statusLine();
            const auto *conflicts = line.findChild<QPushButton *>(u"statusConflicts"_s);
            QVERIFY(conflicts->isVisible());
            QVERIFY(line.rect().contains(conflicts->geometry()));
            for (const QString &name : {u"linkDatabase"_s, u"linkShopify"_s, u"linkLive"_s}) {
                const auto *link = line.findChild<QWidget *>(name);
                QVERIFY(link->isVisible());
                QVERIFY(link->geometry().right() < conflicts->geometry().left());
            }
        }
    }
};

QTEST_MAIN(TestLargePrint)
#include "tst_largeprint.moc"
