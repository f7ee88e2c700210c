#pragma once

#include <QStyledItemDelegate>

namespace Ui {

/// Draws a table cell: the shape of Models::BadgeRole where there is one, then the text, elided. Leaner than the
/// style sheet's items, and never interprets text as markup.
class BadgeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BadgeDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace Ui
