#include "ui/style/markstyle.h"

#include "ui/style/colours.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

QFontMetrics metricsFor(const QStyleOption *option, const QWidget *widget)
{
    if (widget)
        return widget->fontMetrics();
    return option ? option->fontMetrics : QFontMetrics(QApplication::font());
}

void paintTick(QPainter &painter, const QRectF &square)
{
    const double side = square.width();
    const auto at = [&](double x, double y) { return square.topLeft() + QPointF(x * side, y * side); };
    painter.drawPolyline(QPolygonF{at(0.23, 0.52), at(0.42, 0.72), at(0.78, 0.30)});
}

void paintMark(QPainter &painter, const QStyleOption &option, bool round)
{
    const Colours &c = coloursFor(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool partly = option.state.testFlag(QStyle::State_NoChange);
    const double side = std::min(option.rect.width(), option.rect.height());
    QRectF square(0, 0, side, side);
    square.moveCenter(QRectF(option.rect).center());
    square.adjust(1, 1, -1, -1);
    const QColor filled = enabled ? c.accent : c.muted;

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(on || partly ? filled : c.muted, 1.4));
    const QColor empty = option.state.testFlag(QStyle::State_MouseOver) && enabled ? c.hover : c.surface;
    painter.setBrush(on || partly ? filled : enabled ? empty : c.window);
    if (round)
        painter.drawEllipse(square);
    else
        painter.drawRoundedRect(square, 3, 3);
    const QColor sign = enabled ? c.onAccent : c.surface;
    if (on && round) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(sign);
        painter.drawEllipse(square.center(), side * 0.2, side * 0.2);
    } else if (on || partly) {
        painter.setPen(QPen(sign, std::max(1.8, side * 0.13), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (on)
            paintTick(painter, square);
        else
            painter.drawLine(QPointF(square.left() + side * 0.22, square.center().y()),
                QPointF(square.right() - side * 0.22, square.center().y()));
    }
    painter.restore();
}

} // namespace

MarkStyle::MarkStyle()
    : QProxyStyle(u"Fusion"_s)
{ }

void MarkStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintMark(*painter, *option, false);
        break;
    case PE_IndicatorRadioButton:
        paintMark(*painter, *option, true);
        break;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        break;
    }
}

int MarkStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    const int usual = QProxyStyle::pixelMetric(metric, option, widget);
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return std::max(usual, metricsFor(option, widget).height());
    default:
        return usual;
    }
}

} // namespace Ui

#include "moc_markstyle.cpp"
