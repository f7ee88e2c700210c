#include "ui/style/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace Ui {

FlowLayout::FlowLayout(Side side, int distance)
    : m_side(side)
    , m_distance(distance)
{
    setContentsMargins({});
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::insertWidget(int index, QWidget *widget)
{
    addChildWidget(widget);
    m_items.insert(index, new QWidgetItem(widget));
    invalidate();
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items += item;
    invalidate();
}

int FlowLayout::count() const
{
    return int(m_items.size());
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

Qt::Orientations FlowLayout::expandingDirections() const
{
    return {};
}

bool FlowLayout::hasHeightForWidth() const
{
    return true;
}

int FlowLayout::heightForWidth(int width) const
{
    int height = 0;
    for (const QList<QLayoutItem *> &row : rowsIn(width))
        height += heightOf(row) + (height > 0 ? m_distance : 0);
    return height;
}

QSize FlowLayout::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        width += item->sizeHint().width() + (width > 0 ? m_distance : 0);
        height = std::max(height, item->sizeHint().height());
    }
    return {width, height};
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->sizeHint());
    return size;
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    const QList<QList<QLayoutItem *>> rows = rowsIn(rect.width());
    // A single row may be given more height than it needs: it stands in the middle, as in any row.
    int y = rect.y() + std::max(0, (rect.height() - heightForWidth(rect.width())) / 2);
    for (const QList<QLayoutItem *> &row : rows) {
        int width = -m_distance;
        for (const QLayoutItem *item : row)
            width += item->sizeHint().width() + m_distance;
        int x = m_side == Side::Trailing ? rect.x() + std::max(0, rect.width() - width) : rect.x();
        const int height = heightOf(row);
        for (QLayoutItem *item : row) {
            const QSize size = item->sizeHint();
            const QRect place(x, y + (height - size.height()) / 2, std::min(size.width(), rect.width()), size.height());
            item->setGeometry(QStyle::visualRect(direction, rect, place));
            x += size.width() + m_distance;
        }
        y += height + m_distance;
    }
}

QList<QList<QLayoutItem *>> FlowLayout::rowsIn(int width) const
{
    QList<QList<QLayoutItem *>> rows;
    int used = 0;
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const int wide = item->sizeHint().width();
        if (rows.isEmpty() || used + m_distance + wide > width) {
            rows += QList<QLayoutItem *>();
            used = wide;
        } else {
            used += m_distance + wide;
        }
        rows.last() += item;
    }
    return rows;
}

int FlowLayout::heightOf(const QList<QLayoutItem *> &row) const
{
    int height = 0;
    for (const QLayoutItem *item : row)
        height = std::max(height, item->sizeHint().height());
    return height;
}

} // namespace Ui
