#pragma once

#include <QList>

class QWidget;

namespace Ui {

/// The parts of a window that F6 goes through, in reading order, each by the widget that takes the focus there:
/// `before`, what stands above the page's splitters, every pane of them, `after`.
QList<QWidget *> focusStops(QWidget &before, QWidget &page, QWidget &after);

/// The stop `step` after the one that has the focus now.
QWidget *nextStop(const QList<QWidget *> &stops, const QWidget *focus, int step);

} // namespace Ui
