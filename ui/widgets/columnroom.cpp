#include "ui/widgets/columnroom.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

#include <algorithm>

namespace Ui {

ColumnRoom *ColumnRoom::of(const QHeaderView &header)
{
    return header.findChild<ColumnRoom *>(QString(), Qt::FindDirectChildrenOnly);
}

ColumnRoom::ColumnRoom(QHeaderView &header, int flexible, int least)
    : QObject(&header)
    , m_header(header)
    , m_flexible(flexible)
    , m_least(least)
{
    header.setSectionResizeMode(flexible, QHeaderView::Fixed);
    header.viewport()->installEventFilter(this);
    connect(&header, &QHeaderView::sectionResized, this, &ColumnRoom::share);
    connect(&header, &QHeaderView::sectionMoved, this, &ColumnRoom::share);
    share();
}

void ColumnRoom::setPuttingAside(bool putsAside)
{
    m_putsAside = putsAside;
    if (!putsAside) {
        m_aside.clear();
        m_widths.clear();
    }
    share();
}

int ColumnRoom::widthOf(int column) const
{
    return isPutAside(column) ? m_widths.value(column) : m_header.sectionSize(column);
}

bool ColumnRoom::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        share();
    return QObject::eventFilter(watched, event);
}

void ColumnRoom::share()
{
    // Before the first layout the header knows no width to share.
    if (m_isSharing || !m_header.isVisible())
        return;
    const QScopedValueRollback<bool> sharing(m_isSharing, true);
    const int room = m_header.viewport()->width();
    if (m_putsAside)
        putAsideWhatHasNoRoom(room);
    const int others = m_header.length() - m_header.sectionSize(m_flexible);
    const int least = m_putsAside ? m_least / 2 : m_least;
    if (!m_header.isSectionHidden(m_flexible))
        m_header.resizeSection(m_flexible, std::max(least, room - others));
}

// The first that has no room takes all after it along, or a narrow one would come to stand where nobody looks for it.
void ColumnRoom::putAsideWhatHasNoRoom(int room)
{
    int left = room - m_least;
    for (int place = 0; place < m_header.count(); ++place) {
        const int column = m_header.logicalIndex(place);
        const bool wasAside = m_aside.contains(column);
        if (column == m_flexible || (m_header.isSectionHidden(column) && !wasAside))
            continue;
        const int width = wasAside ? m_widths.value(column) : m_header.sectionSize(column);
        const bool fits = place == 0 || left >= width;
        left = left >= width ? left - width : -1;
        if (fits == !wasAside)
            continue;
        if (fits) {
            m_aside.remove(column);
            m_widths.remove(column);
        } else {
            m_aside.insert(column);
            m_widths.insert(column, width);
        }
        m_header.setSectionHidden(column, !fits);
    }
}

} // namespace Ui

#include "moc_columnroom.cpp"
