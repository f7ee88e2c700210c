#pragma once

#include <QApplication>
#include <QTest>
#include <QWidget>

/// Keys pressed where a person's would arrive: in the open menu, else in the widget that has the focus. Nothing else is
/// reached by these.
namespace Keys {

inline QWidget *target()
{
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup;
    if (QWidget *focused = QApplication::focusWidget())
        return focused;
    return QApplication::activeWindow();
}

inline void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QWidget *there = target();
    QVERIFY2(there, "no window is active");
    QTest::keyClick(there, key, modifiers);
}

inline void type(const QString &text)
{
    for (const QChar letter : text) {
        QWidget *there = target();
        QVERIFY2(there, "no window is active");
        QTest::keyClicks(there, QString(letter));
    }
}

/// Presses Tab until the widget of this name has the focus; false when Tab comes round without.
inline bool tabTo(const QString &objectName)
{
    const QWidget *start = QApplication::focusWidget();
    for (int presses = 0; presses < 200; ++presses) {
        const QWidget *focused = QApplication::focusWidget();
        if (focused && focused->objectName() == objectName)
            return true;
        if (presses > 0 && focused == start)
            return false;
        if (!target())
            return false;
        QTest::keyClick(target(), Qt::Key_Tab);
    }
    return false;
}

} // namespace Keys
