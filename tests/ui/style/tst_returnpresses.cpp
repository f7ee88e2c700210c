#include "ui/style/labels.h"
#include "ui/style/returnpresses.h"

#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

class TestReturnPresses : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TestReturnPresses)

public:
    TestReturnPresses() { qApp->installEventFilter(&m_filter); }

private Q_SLOTS:
    void pressesTheButtonThatHasTheFocus();
    void leavesDisabledOnesAndOtherKeysAlone();
    void doesNotReachForTheDialogsDefault();
    void opensAMenu();

private:
    Ui::ReturnPresses m_filter;
};

void TestReturnPresses::pressesTheButtonThatHasTheFocus()
{
    QWidget window;
    QPushButton *button = Ui::button(u"Review"_s, u"review"_s, Ui::ButtonKind::Primary, {}, &window);
    const QSignalSpy pressed(button, &QPushButton::clicked);
    QTest::keyClick(button, Qt::Key_Return);
    QCOMPARE(pressed.count(), 1);
    QTest::keyClick(button, Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(pressed.count(), 2);
}

void TestReturnPresses::leavesDisabledOnesAndOtherKeysAlone()
{
    QWidget window;
    QPushButton *button = Ui::button(u"Review"_s, u"review"_s, Ui::ButtonKind::Normal, {}, &window);
    const QSignalSpy pressed(button, &QPushButton::clicked);
    QTest::keyClick(button, Qt::Key_Return, Qt::ControlModifier);
    QTest::keyClick(button, Qt::Key_A);
    button->setEnabled(false);
    QTest::keyClick(button, Qt::Key_Return);
    QCOMPARE(pressed.count(), 0);
}

void TestReturnPresses::doesNotReachForTheDialogsDefault()
{
    QDialog dialog;
    auto *layout = new QVBoxLayout(&dialog);
    QPushButton *more = Ui::button(u"More"_s, u"more"_s, Ui::ButtonKind::Normal, {}, &dialog);
    auto *send = new QPushButton(u"Send"_s, &dialog);
    auto *line = new QLineEdit(&dialog);
    send->setDefault(true);
    for (QWidget *each : {static_cast<QWidget *>(more), static_cast<QWidget *>(send), static_cast<QWidget *>(line)})
        layout->addWidget(each);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const QSignalSpy pressedMore(more, &QPushButton::clicked);
    const QSignalSpy pressedSend(send, &QPushButton::clicked);
    QTest::keyClick(more, Qt::Key_Return);
    QCOMPARE(pressedMore.count(), 1);
    QCOMPARE(pressedSend.count(), 0);
    QTest::keyClick(line, Qt::Key_Return); // what a dialog does by itself
    QCOMPARE(pressedSend.count(), 1);
    QTest::keyClick(send, Qt::Key_Return); // once, not twice
    QCOMPARE(pressedSend.count(), 2);
}

void TestReturnPresses::opensAMenu()
{
    QPushButton button(u"Export"_s);
    QMenu menu;
    menu.addAction(u"As a Table"_s);
    button.setMenu(&menu);
    button.show();
    QVERIFY(QTest::qWaitForWindowExposed(&button));
    bool wasOpen = false;
    connect(&menu, &QMenu::aboutToShow, &menu, [&] {
        wasOpen = true;
        QTimer::singleShot(0, &menu, &QMenu::close);
    });
    QTest::keyClick(&button, Qt::Key_Return);
    QVERIFY(wasOpen);
}

QTEST_MAIN(TestReturnPresses)

#include "tst_returnpresses.moc"
