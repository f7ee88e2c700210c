#include "ui/style/plaintooltips.h"

#include <QEvent>
#include <QLabel>

namespace Ui {

PlainToolTips::PlainToolTips(QObject *parent)
    : QObject(parent)
{ }

// QToolTip's label is private to Qt and is polished once, before it has a text.
bool PlainToolTips::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Polish && object->inherits("QTipLabel"))
        static_cast<QLabel *>(object)->setTextFormat(Qt::PlainText);
    return QObject::eventFilter(object, event);
}

} // namespace Ui
