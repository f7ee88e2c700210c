#include "ui/shell/panes.h"

#include <QAbstractItemView>
#include <QSplitter>

namespace Ui {
namespace {

bool takesFocus(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus);
}

QWidget *firstFocusIn(QWidget &part)
{
    if (takesFocus(part))
        return &part;
    for (auto *view : part.findChildren<QAbstractItemView *>())
        if (takesFocus(*view))
            return view;
    for (auto *widget : part.findChildren<QWidget *>())
        if (takesFocus(*widget))
            return widget;
    return nullptr;
}

/// What stands in no pane of a splitter.
QWidget *firstFocusOutside(QWidget &page)
{
    for (auto *widget : page.findChildren<QWidget *>()) {
        bool inPane = false;
        for (const QWidget *above = widget; above && above != &page; above = above->parentWidget())
            inPane = inPane || qobject_cast<const QSplitter *>(above);
        if (!inPane && takesFocus(*widget))
            return widget;
    }
    return nullptr;
}

void addPanes(QSplitter &splitter, QList<QWidget *> &panes)
{
    for (int i = 0; i < splitter.count(); ++i) {
        QWidget *pane = splitter.widget(i);
        auto *inner = qobject_cast<QSplitter *>(pane);
        if (!inner)
            inner = pane->findChild<QSplitter *>();
        if (inner && inner->isVisible())
            addPanes(*inner, panes);
        else
            panes += pane;
    }
}

} // namespace

QList<QWidget *> focusStops(QWidget &before, QWidget &page, QWidget &after)
{
    QList<QWidget *> panes;
    for (auto *splitter : page.findChildren<QSplitter *>())
        if (splitter->isVisible() && panes.isEmpty())
            addPanes(*splitter, panes);
    QList<QWidget *> stops{firstFocusIn(before), firstFocusOutside(page)};
    for (QWidget *pane : std::as_const(panes))
        stops += firstFocusIn(*pane);
    stops += firstFocusIn(after);
    stops.removeAll(nullptr);
    return stops;
}

QWidget *nextStop(const QList<QWidget *> &stops, const QWidget *focus, int step)
{
    if (stops.isEmpty())
        return nullptr;
    // The nearest common ground counts: a button of a pane belongs to that pane's stop.
    qsizetype here = -1;
    int nearest = -1;
    for (qsizetype i = 0; focus && i < stops.size(); ++i) {
        int depth = 0;
        for (const QWidget *above = stops.at(i)->parentWidget(); above; above = above->parentWidget())
            if (above == focus || above->isAncestorOf(focus))
                ++depth;
        if (stops.at(i) == focus || depth > nearest) {
            here = i;
            nearest = stops.at(i) == focus ? 1'000 : depth;
        }
    }
    return stops.at((here + step + stops.size()) % stops.size());
}

} // namespace Ui
