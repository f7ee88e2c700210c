#include "ui/widgets/taborder.h"

#include <QList>
#include <QWidget>

namespace Ui {

QWidget *leadInto(QWidget *first, QWidget *content)
{
    QList<QWidget *> parts{content};
    for (QWidget *next = content->nextInFocusChain(); next != content; next = next->nextInFocusChain())
        if (content->isAncestorOf(next))
            parts += next;
    for (QWidget *part : std::as_const(parts))
        if (part->focusPolicy() != Qt::NoFocus) {
            QWidget::setTabOrder(first, part);
            first = part;
        }
    return first;
}

} // namespace Ui
