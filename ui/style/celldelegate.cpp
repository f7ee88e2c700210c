#include "ui/style/celldelegate.h"

#include "models/format/badge.h"
#include "models/paging/pagedmodel.h"
#include "ui/style/celltextedit.h"
#include "ui/style/colours.h"
#include "ui/style/shapes.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <cmath>

namespace Ui {
namespace {

constexpr int margin = 8;
constexpr int signGap = 7;
constexpr int mostCharacters = 65'535; // of a metafield

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
    const QRect corner
        = QStyle::visualRect(option.direction, option.rect, QRect(option.rect.left(), option.rect.top(), size, size));
    const bool mirrored = option.direction == Qt::RightToLeft;
    const QPoint apex = mirrored ? corner.topRight() : corner.topLeft();
    const QPoint other = mirrored ? corner.topLeft() : corner.topRight();
    painter.setPen(Qt::NoPen);
    painter.setBrush(coloursFor(option.palette).attention);
    painter.drawPolygon(QPolygon({apex, other, QPoint(apex.x(), corner.bottom())}));
}

void drawFocusRing(QPainter &painter, const QRect &rect, const QColor &color)
{
    painter.setPen(QPen(color, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(1, 1, -2, -2));
}

void drawCellText(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect, Qt::Alignment alignment,
    const QString &text, Qt::TextElideMode mode = Qt::ElideRight)
{
    const QString shown = option.fontMetrics.elidedText(text, mode, rect.width());
    painter.drawText(rect, int(QStyle::visualAlignment(option.direction, alignment)) | Qt::TextSingleLine, shown);
}

/// The check of a cell that has one in place of a text; nothing else is asked for it.
QVariant checkOf(const QModelIndex &index)
{
    return index.data().toString().isEmpty() ? index.data(Qt::CheckStateRole) : QVariant();
}

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &shades = coloursFor(option.palette);
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, shades.selection);
    else if (option.features & QStyleOptionViewItem::Alternate)
        painter->fillRect(option.rect, shades.alternate);
    const bool quiet = m_stale || !(option.state & QStyle::State_Enabled);
    painter->setFont(option.font);
    painter->setPen(quiet ? shades.muted : shades.text);
    QRect rect = option.rect.adjusted(margin, 0, -margin, 0);
    if (index.data(Models::PlaceholderRole).toBool()) {
        drawPlaceholder(*painter, rect, option.palette);
    } else if (const QVariant sign = index.data(Models::BadgeRole); sign.isValid()) {
        const auto badge = sign.value<Models::Badge>();
        const int side = signSide(option.fontMetrics);
        const QRect square(rect.left(), rect.center().y() - side / 2 + 1, side, side);
        paintShape(
            *painter, QStyle::visualRect(option.direction, rect, square), badge.shape, badge.tone, option.palette);
        rect = QStyle::visualRect(option.direction, rect, rect.adjusted(side + signGap, 0, 0, 0));
        const QString text = index.data().toString();
        // Only what needs somebody is written in its colour: a list in which all words shine shows nothing. On the tint
        // of a selection only the shape keeps enough contrast in its own.
        const bool selected = option.state & QStyle::State_Selected;
        const bool calls = badge.tone == Models::Tone::Attention || badge.tone == Models::Tone::Bad;
        if (text == badge.word && calls && !quiet && !selected)
            painter->setPen(toneColour(shades, badge.tone));
        drawCellText(*painter, option, rect, Qt::AlignLeading | Qt::AlignVCenter, text);
    } else if (const QVariant check = checkOf(index); check.isValid()) {
        // Where QStyledItemDelegate::editorEvent() looks for a click.
        QStyleOptionViewItem box(option);
        initStyleOption(&box, index);
        const QStyle *style = box.widget ? box.widget->style() : QApplication::style();
        box.rect = style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &box, box.widget);
        box.state.setFlag(QStyle::State_On, check.toInt() == Qt::Checked);
        box.state.setFlag(QStyle::State_Off, check.toInt() != Qt::Checked);
        style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, box.widget);
    } else {
        const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
        drawCellText(*painter, option, rect, alignment | Qt::AlignVCenter, index.data().toString(),
            index.column() == m_elidedInMiddle ? Qt::ElideMiddle : Qt::ElideRight);
    }
    if (index.data(Models::DraftRole).toBool())
        drawDraftMark(*painter, option);
    if (option.state & QStyle::State_HasFocus)
        drawFocusRing(*painter, option.rect, shades.accent);
    painter->restore();
}

int CellDelegate::rowHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 12;
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Whole pixels cut off what the last of them holds in part.
    const double text = QFontMetricsF(option.fontMetrics).horizontalAdvance(index.data().toString());
    int width = int(std::ceil(text)) + 2 * margin;
    if (index.data(Models::BadgeRole).isValid())
        width += signSide(option.fontMetrics) + signGap;
    return {width, rowHeight(option.fontMetrics)};
}

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QWidget *editor = index.data(Models::MultiLineRole).toBool()
        ? new CellTextEdit(parent)
        : QStyledItemDelegate::createEditor(parent, option, index);
    if (editor) {
        editor->setObjectName(QStringLiteral("cellEditor"));
        const QString column = index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
        editor->setAccessibleName(column);
        // A line editor cuts texts at half of what a metafield may have, and what is cut would be saved.
        if (auto *line = qobject_cast<QLineEdit *>(editor))
            line->setMaxLength(mostCharacters);
    }
    return editor;
}

void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const auto *line = qobject_cast<QLineEdit *>(editor);
    auto *text = qobject_cast<CellTextEdit *>(editor);
    if (line ? line->isModified() : text && text->document()->isModified())
        return;
    QStyledItemDelegate::setEditorData(editor, index);
    if (text)
        text->moveCursor(QTextCursor::End);
}

void CellDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const auto *text = qobject_cast<CellTextEdit *>(editor);
    if (!text || text->document()->isModified())
        QStyledItemDelegate::setModelData(editor, model, index);
}

void CellDelegate::updateEditorGeometry(
    QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *text = qobject_cast<CellTextEdit *>(editor);
    if (text)
        editor->setGeometry(text->placeFor(option.rect));
    else
        QStyledItemDelegate::updateEditorGeometry(editor, option, index);
}

// What is cut off is told first, then what the model has to say of the cell.
bool CellDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString text = index.data().toString();
    if (event->type() != QEvent::ToolTip || sizeHint(option, index).width() <= option.rect.width())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString more = index.data(Qt::ToolTipRole).toString();
    const QString told = more.isEmpty() || more == text ? text : QString(text % u'\n' % more);
    QToolTip::showText(event->globalPos(), told, view->viewport(), option.rect);
    return true;
}

bool CellDelegate::eventFilter(QObject *watched, QEvent *event)
{
    auto *text = qobject_cast<CellTextEdit *>(watched);
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!text || !isKey || !CellTextEdit::isEnd(*static_cast<QKeyEvent *>(event)))
        return QStyledItemDelegate::eventFilter(watched, event);
    // Or it would go to the window's shortcut of the same key.
    event->accept();
    if (event->type() == QEvent::KeyPress) {
        Q_EMIT commitData(text);
        Q_EMIT closeEditor(text);
    }
    return true;
}

} // namespace Ui

#include "moc_celldelegate.cpp"
