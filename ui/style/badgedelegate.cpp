#include "ui/style/badgedelegate.h"

#include "models/format/badge.h"
#include "models/paging/pagedmodel.h"
#include "ui/style/colours.h"
#include "ui/style/shapes.h"

#include <QPainter>

namespace Ui {
namespace {

constexpr int padding = 8;
constexpr int shapeSide = 10;
constexpr int gap = 7;
constexpr int rowPadding = 14;

} // namespace

void BadgeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &c = coloursFor(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, c.selection);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, c.hover);
    else if (option.features & QStyleOptionViewItem::Alternate)
        painter->fillRect(option.rect, c.alternate);

    QRect room = option.rect.adjusted(padding, 0, -padding, 0);
    const QVariant badge = index.data(Models::BadgeRole);
    if (badge.isValid()) {
        const auto sign = badge.value<Models::Badge>();
        const QRectF square(room.left(), room.center().y() - shapeSide / 2.0 + 0.5, shapeSide, shapeSide);
        paintShape(*painter, square, sign.shape, sign.tone, option.palette);
        room.adjust(shapeSide + gap, 0, 0, 0);
    }
    const bool waiting = index.data(Models::PlaceholderRole).toBool();
    const bool disabled = !(option.state & QStyle::State_Enabled);
    painter->setPen(waiting || disabled ? c.muted : c.text);
    QFont font = option.font;
    if (const QVariant own = index.data(Qt::FontRole); own.isValid())
        font = own.value<QFont>();
    painter->setFont(font);
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    const int flags = alignment.isValid() ? alignment.toInt() : int(Qt::AlignLeading | Qt::AlignVCenter);
    const QString text = index.data(Qt::DisplayRole).toString();
    painter->drawText(room, flags | Qt::TextSingleLine,
        QFontMetrics(font).elidedText(text, Qt::ElideRight, room.width()));
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(c.accent, 2));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    const int sign = index.data(Models::BadgeRole).isValid() ? shapeSide + gap : 0;
    return {metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + 2 * padding + sign + 2,
        metrics.height() + rowPadding};
}

} // namespace Ui
