#include "ui/widgets/leandelegate.h"

#include "models/format/badge.h"
#include "models/paging/pagedmodel.h"
#include "ui/widgets/tones.h"

#include <QLineEdit>
#include <QPainter>
#include <QStyle>

namespace Ui {
namespace {

constexpr int margin = 6;

QPalette::ColorGroup groupOf(const QStyleOptionViewItem &option)
{
    if (!(option.state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
}

void drawPlaceholder(QPainter &painter, const QRect &rect, const QPalette &palette)
{
    QColor color = palette.color(QPalette::Text);
    color.setAlphaF(0.12F);
    const int height = std::max(4, rect.height() / 4);
    painter.fillRect(QRect(rect.left(), rect.center().y() - height / 2, rect.width() * 2 / 3, height), color);
}

void drawDraftMark(QPainter &painter, const QStyleOptionViewItem &option)
{
    const int size = 7;
    const QRect corner = QStyle::visualRect(
        option.direction, option.rect, QRect(option.rect.left(), option.rect.top(), size, size));
    const bool mirrored = option.direction == Qt::RightToLeft;
    const QPoint apex = mirrored ? corner.topRight() : corner.topLeft();
    const QPoint other = mirrored ? corner.topLeft() : corner.topRight();
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneColor(Models::Tone::Attention, option.palette));
    painter.drawPolygon(QPolygon({apex, other, QPoint(apex.x(), corner.bottom())}));
}

void drawFocusRing(QPainter &painter, const QRect &rect, const QColor &color)
{
    painter.setPen(QPen(color, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(1, 1, -2, -2));
}

void drawCellText(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect, Qt::Alignment alignment,
    const QString &text)
{
    const QString shown = option.fontMetrics.elidedText(text, Qt::ElideRight, rect.width());
    painter.drawText(rect, int(QStyle::visualAlignment(option.direction, alignment)) | Qt::TextSingleLine, shown);
}

} // namespace

void LeanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QPalette::ColorGroup group = groupOf(option);
    const bool selected = option.state & QStyle::State_Selected;
    const QColor ink = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    painter->save();
    painter->setFont(option.font);
    if (selected)
        painter->fillRect(option.rect, option.palette.color(group, QPalette::Highlight));
    QRect rect = option.rect.adjusted(margin, 0, -margin, 0);
    if (index.data(Models::PlaceholderRole).toBool()) {
        drawPlaceholder(*painter, rect, option.palette);
    } else {
        painter->setPen(ink);
        const QVariant badgeData = index.data(Models::BadgeRole);
        if (badgeData.isValid()) {
            const auto badge = badgeData.value<Models::Badge>();
            const QColor color = selected || badge.shape == Models::Shape::None
                ? ink
                : toneColor(badge.tone, option.palette);
            const int size = option.fontMetrics.ascent() * 3 / 4;
            const QRect square(rect.left(), rect.center().y() - size / 2, size, size);
            drawShape(*painter, QStyle::visualRect(option.direction, rect, square), badge.shape, color);
            rect = QStyle::visualRect(option.direction, rect, rect.adjusted(size + margin, 0, 0, 0));
            painter->setPen(badge.tone == Models::Tone::Neutral ? ink : color);
            drawCellText(*painter, option, rect, Qt::AlignLeading | Qt::AlignVCenter, badge.word);
        } else {
            const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
            drawCellText(*painter, option, rect, alignment | Qt::AlignVCenter, index.data().toString());
        }
    }
    if (index.data(Models::DraftRole).toBool())
        drawDraftMark(*painter, option);
    if (option.state & QStyle::State_HasFocus)
        drawFocusRing(*painter, option.rect, selected ? ink : option.palette.color(group, QPalette::Highlight));
    painter->restore();
}

QSize LeanDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    int width = option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * margin;
    if (index.data(Models::BadgeRole).isValid())
        width += option.fontMetrics.ascent() + margin;
    return {width, option.fontMetrics.height() + 2 * margin};
}

QWidget *LeanDelegate::createEditor(
    QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (editor) {
        editor->setObjectName(QStringLiteral("cellEditor"));
        const QString column
            = index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
        editor->setAccessibleName(column);
    }
    return editor;
}

} // namespace Ui

#include "moc_leandelegate.cpp"
