#include "ui/widgets/textarea.h"

#include <QFocusEvent>
#include <QKeyEvent>

namespace Ui {

TextArea::TextArea(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
}

void TextArea::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    // A context menu or another window takes the focus only for a moment.
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        Q_EMIT editingFinished();
}

void TextArea::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && event->modifiers() & Qt::ControlModifier)
        Q_EMIT editingFinished();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT revertRequested();
    else
        QPlainTextEdit::keyPressEvent(event);
}

// Without this, Esc and Ctrl+Return would go to the window's shortcuts of the same keys.
bool TextArea::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (key->key() == Qt::Key_Escape || (isReturn && key->modifiers() & Qt::ControlModifier)) {
            event->accept();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

} // namespace Ui

#include "moc_textarea.cpp"
