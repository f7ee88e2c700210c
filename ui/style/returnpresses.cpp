#include "ui/style/returnpresses.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QToolButton>

namespace Ui {

namespace {

bool isPlainReturn(const QKeyEvent &key)
{
    return (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) && !key.isAutoRepeat()
        && (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

/// The button that a key meant for it presses; none for what presses itself or is none.
QAbstractButton *buttonToPress(QObject *object)
{
    if (auto *push = qobject_cast<QPushButton *>(object))
        return push->autoDefault() || push->isDefault() ? nullptr : push;
    return qobject_cast<QToolButton *>(object);
}

} // namespace

ReturnPresses::ReturnPresses(QObject *parent)
    : QObject(parent)
{ }

bool ReturnPresses::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !isPlainReturn(*static_cast<QKeyEvent *>(event)))
        return QObject::eventFilter(object, event);
    QAbstractButton *button = buttonToPress(object);
    if (!button || !button->isEnabled())
        return QObject::eventFilter(object, event);
    button->click();
    return true;
}

} // namespace Ui
