#include "ui/products/detailcolumn.h"

#include "ui/widgets/sectiontabs.h"

#include <QScrollBar>
#include <QVBoxLayout>

namespace Ui {

DetailColumn::DetailColumn(SectionTabs &tabs, QWidget *parent)
    : QWidget(parent)
    , m_tabs(tabs)
{ }

int DetailColumn::heightForWidth(int width) const
{
    const QLayout *parts = layout();
    const QMargins margins = parts->contentsMargins();
    const int inner = width - margins.left() - margins.right();
    int height = margins.top() + margins.bottom() - parts->spacing();
    for (int i = 0; i < parts->count(); ++i) {
        const QLayoutItem *part = parts->itemAt(i);
        if (part->isEmpty())
            continue;
        height += parts->spacing();
        if (part->widget() == &m_tabs)
            height += m_tabs.leastHeight(inner);
        else
            height += part->hasHeightForWidth() ? part->heightForWidth(inner) : part->sizeHint().height();
    }
    return height;
}

DetailScroll::DetailScroll(DetailColumn *column, QWidget *parent)
    : QScrollArea(parent)
{
    setProperty("role", QStringLiteral("bare"));
    setFocusPolicy(Qt::NoFocus); // what is in it has it
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(column);
}

QSize DetailScroll::minimumSizeHint() const
{
    const int width = widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width();
    return {width, QScrollArea::minimumSizeHint().height()};
}

} // namespace Ui

#include "moc_detailcolumn.cpp"
