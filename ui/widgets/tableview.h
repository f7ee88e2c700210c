#pragma once

#include <QTableView>

#include <optional>

namespace Models {
class PagedModel;
}

namespace Ui {

class CellDelegate;

/// A table as all pages show it: whole rows, fixed row height, no wrapping, painted by CellDelegate, header clicks
/// sort where the model says a column can be sorted. Over a paged model, current row and scroll place follow their
/// ids through every refresh, and selections are only ever read as ranges.
class TableView final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableView)

public:
    explicit TableView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setSelectionModel(QItemSelectionModel *selectionModel) override;

    /// The id of the current row, 0 when there is none. Only over a paged model.
    qint64 currentId() const;
    /// The ids of the selected rows in row order, at most `limit`. Only over a paged model.
    QList<qint64> selectedIds(qsizetype limit) const;
    qint64 selectedRowCount() const;
    /// Makes the row of an id current and visible, at once or as soon as the model has it.
    void selectId(qint64 id);
    /// Moves the current row by `step`, stopping at the ends.
    void moveCurrent(int step);
    /// Takes the focus for whoever comes from a search box, on the first row unless one is current.
    void takeFocus();

    /// Shows the sort the model already has, without asking it to sort.
    void showSort(int column, Qt::SortOrder order);
    /// Rows are greyed because they are not of this moment.
    void setStale(bool stale);
    /// This column takes the width the others leave, and gives way first; never below `characters`.
    void setFlexible(int column, int characters);
    /// Of a text too long for this column both ends are shown.
    void elideInMiddle(int column);

Q_SIGNALS:
    /// Another row is current, or none.
    void currentRowChanged();
    void selectionCountChanged();

protected:
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void applyFont();
    void setUpColumns(int first, int last);
    void sortClicked(int column, Qt::SortOrder order);
    void rememberPlace();
    void restorePlace();

    CellDelegate *m_delegate;
    Models::PagedModel *m_paged = nullptr;
    QMetaObject::Connection m_moreColumns;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    qint64 m_currentId = 0;
    qint64 m_topId = 0;
    bool m_orderIsChanging = false;
};

} // namespace Ui
