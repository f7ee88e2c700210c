#pragma once

#include <QStyledItemDelegate>

namespace Ui {

/// Paints the cells of every table and tree with one drawText each, several times faster than the style does: text,
/// signs (Models::BadgeRole) before it, placeholders of rows on their way, draft marks, selection and a focus ring.
/// Text is always plain; what has no room in its cell is its tool tip. Editors are those of QStyledItemDelegate, but
/// for texts of several lines (Models::MultiLineRole), which Ctrl+Return ends.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CellDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The height of a row of text; the same in every table.
    static int rowHeight(const QFontMetrics &metrics);

    /// Text is drawn in the quiet colour because it is not of this moment.
    void setStale(bool stale) { m_stale = stale; }
    bool isStale() const { return m_stale; }

    /// Of a text too long for this column both ends are shown: what tells two codes apart is often the last of them.
    void setElidedInMiddle(int column) { m_elidedInMiddle = column; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Leaves alone what somebody has typed: the table may be refreshed while its cell is being edited.
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    /// Hands over what was typed only: the editor may write an unchanged text in another way.
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(
        QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool m_stale = false;
    int m_elidedInMiddle = -1;
};

} // namespace Ui
