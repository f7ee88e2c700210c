#include "ui/startup/startwindow.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Ui;

/// The window before the main one.
class TestStartWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyButtonHasRoomForItsWords_data()
    {
        QTest::addColumn<double>("scale");
        QTest::newRow("usual print") << 1.0;
        QTest::newRow("large print") << 2.0;
    }

    void everyButtonHasRoomForItsWords()
    {
        QFETCH(double, scale);
        const QFont usual = QApplication::font();
        QFont font = usual;
        font.setPointSizeF(usual.pointSizeF() * scale);
        QApplication::setFont(font);
        {
            StartWindow window;
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            window.showFailure({Sync::FailureKind::LocalDisk, u"The data folder cannot be written."_s,
                                   u"Syncdesk keeps its database there."_s, u"Free some space there."_s},
                StartWindow::Cause::CanBeLookedFor);
            QCoreApplication::sendPostedEvents();
            int shown = 0;
            for (const QPushButton *button : window.findChildren<QPushButton *>()) {
                QVERIFY2(button->isVisible(), qPrintable(button->text()));
                QCOMPARE_GE(button->width(), button->sizeHint().width());
                QCOMPARE_GE(button->height(), button->sizeHint().height());
                QVERIFY(window.rect().contains(button->geometry()));
                ++shown;
            }
            QCOMPARE(shown, 4);
        }
        QApplication::setFont(usual);
    }
};

QTEST_MAIN(TestStartWindow)
#include "tst_startwindow.moc"
