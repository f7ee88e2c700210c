#include "ui/widgets/tableview.h"

#include "models/paging/pagedmodel.h"
#include "ui/style/celldelegate.h"
#include "ui/widgets/columnroom.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>

namespace Ui {

TableView::TableView(QWidget *parent)
    : QTableView(parent)
    , m_delegate(new CellDelegate(this))
{
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setEditTriggers(NoEditTriggers);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setTextElideMode(Qt::ElideRight); // or a title would be cut at both ends
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &TableView::sortClicked);
    applyFont();
}

void TableView::applyFont()
{
    verticalHeader()->setDefaultSectionSize(CellDelegate::rowHeight(fontMetrics()));
    verticalHeader()->setMinimumSectionSize(fontMetrics().height() + 4);
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyFont();
}

void TableView::setModel(QAbstractItemModel *model)
{
    // Qt does nothing then either, but by that time the table would be deaf to its model.
    if (model == this->model())
        return;
    if (m_paged)
        m_paged->disconnect(this);
    disconnect(m_moreColumns);
    QTableView::setModel(model);
    m_paged = qobject_cast<Models::PagedModel *>(model);
    if (m_paged) {
        connect(m_paged, &Models::PagedModel::orderAboutToChange, this, &TableView::rememberPlace);
        connect(m_paged, &Models::PagedModel::orderChanged, this, &TableView::restorePlace);
        connect(m_paged, &Models::PagedModel::queryAnswered, this, &TableView::scrollToTop);
    }
    if (!model)
        return;
    setUpColumns(0, model->columnCount() - 1);
    m_moreColumns = connect(model, &QAbstractItemModel::columnsInserted, this,
        [this](const QModelIndex &, int first, int last) { setUpColumns(first, last); });
}

// setModel() makes a selection model before this class hears of it.
void TableView::setSelectionModel(QItemSelectionModel *selectionModel)
{
    QTableView::setSelectionModel(selectionModel);
    m_currentId = 0;
}

void TableView::setUpColumns(int first, int last)
{
    for (int column = first; column <= last; ++column) {
        const int width = model()->headerData(column, Qt::Horizontal, Models::WidthRole).toInt();
        if (width > 0)
            setColumnWidth(column, (width + 1) * fontMetrics().averageCharWidth() + 24);
        setColumnHidden(column, model()->headerData(column, Qt::Horizontal, Models::OptionalRole).toBool());
    }
}

void TableView::setFlexible(int column, int characters)
{
    new ColumnRoom(*horizontalHeader(), column, characters * fontMetrics().averageCharWidth());
}

void TableView::elideInMiddle(int column)
{
    m_delegate->setElidedInMiddle(column);
}

void TableView::sortClicked(int column, Qt::SortOrder order)
{
    if (!model() || !model()->headerData(column, Qt::Horizontal, Models::SortableRole).toBool()) {
        showSort(m_sortColumn, m_sortOrder);
        return;
    }
    m_sortColumn = column;
    m_sortOrder = order;
    model()->sort(column, order);
}

void TableView::showSort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    const QSignalBlocker blocker(horizontalHeader());
    horizontalHeader()->setSortIndicator(column, order);
    horizontalHeader()->viewport()->update();
}

qint64 TableView::currentId() const
{
    return m_paged && currentIndex().isValid() ? m_paged->idAt(currentIndex().row()) : 0;
}

qint64 TableView::selectedRowCount() const
{
    qint64 rows = 0;
    if (selectionModel())
        for (const QItemSelectionRange &range : selectionModel()->selection())
            if (range.isValid() && range.left() == 0)
                rows += range.height();
    return rows;
}

QList<qint64> TableView::selectedIds(qsizetype limit) const
{
    if (!m_paged || !selectionModel())
        return {};
    QList<QPair<int, int>> ranges;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        if (range.isValid() && range.left() == 0)
            ranges += {range.top(), range.bottom()};
    std::sort(ranges.begin(), ranges.end());
    QList<qint64> ids;
    for (const auto &[top, bottom] : std::as_const(ranges))
        for (int row = top; row <= bottom && ids.size() < limit; ++row)
            if (const qint64 id = m_paged->idAt(row); id != 0)
                ids += id;
    return ids;
}

void TableView::selectId(qint64 id)
{
    m_currentId = id;
    const int row = m_paged ? m_paged->rowOf(id) : -1;
    if (row < 0)
        return;
    const int column = std::max(0, currentIndex().column());
    selectionModel()->setCurrentIndex(
        model()->index(row, column), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(currentIndex());
}

void TableView::moveCurrent(int step)
{
    if (!model() || model()->rowCount() == 0)
        return;
    const int from = currentIndex().isValid() ? currentIndex().row() : (step > 0 ? -1 : model()->rowCount());
    const int row = std::clamp(from + step, 0, model()->rowCount() - 1);
    const int column = std::max(0, currentIndex().column());
    selectionModel()->setCurrentIndex(
        model()->index(row, column), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(currentIndex());
}

void TableView::takeFocus()
{
    setFocus(Qt::ShortcutFocusReason);
    if (!currentIndex().isValid())
        moveCurrent(1);
}

void TableView::setStale(bool stale)
{
    if (stale == m_delegate->isStale())
        return;
    m_delegate->setStale(stale);
    viewport()->update();
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    // While the order changes, the current index may vanish and come back; the person has moved nowhere.
    if (m_orderIsChanging)
        return;
    if (m_paged && current.isValid())
        m_currentId = m_paged->idAt(current.row());
    if (current.row() != previous.row() || current.isValid() != previous.isValid())
        Q_EMIT currentRowChanged();
}

void TableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectionCountChanged();
}

void TableView::rememberPlace()
{
    m_orderIsChanging = true;
    const int top = rowAt(0);
    m_topId = top > 0 ? m_paged->idAt(top) : 0;
}

void TableView::restorePlace()
{
    const int current = m_paged->rowOf(m_currentId);
    if (current >= 0 && (!currentIndex().isValid() || m_paged->idAt(currentIndex().row()) != m_currentId))
        selectionModel()->setCurrentIndex(model()->index(current, std::max(0, currentIndex().column())),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_orderIsChanging = false;
    // Whoever sits at the top wants to see what comes in there.
    const int top = m_paged->rowOf(m_topId);
    if (top >= 0) {
        executeDelayedItemsLayout();
        verticalScrollBar()->setValue(top);
    }
    Q_EMIT currentRowChanged();
    Q_EMIT selectionCountChanged();
}

} // namespace Ui

#include "moc_tableview.cpp"
