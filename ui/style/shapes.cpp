#include "ui/style/shapes.h"

#include "ui/style/colours.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

namespace Ui {
namespace {

QPainterPath polygon(const QList<QPointF> &points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(points));
    path.closeSubpath();
    return path;
}

QPainterPath filledShape(const QRectF &r, Models::Shape shape)
{
    QPainterPath path;
    const QPointF c = r.center();
    switch (shape) {
    case Models::Shape::Disc:
        path.addEllipse(r.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case Models::Shape::Triangle:
        return polygon({{c.x(), r.top()}, {r.right(), r.bottom()}, {r.left(), r.bottom()}});
    case Models::Shape::Square:
        path.addRoundedRect(r.adjusted(0.5, 0.5, -0.5, -0.5), 1, 1);
        break;
    case Models::Shape::Bar:
        path.addRoundedRect(QRectF(r.left(), c.y() - r.height() * 0.16, r.width(), r.height() * 0.32), 1, 1);
        break;
    case Models::Shape::Diamond:
        return polygon({{c.x(), r.top()}, {r.right(), c.y()}, {c.x(), r.bottom()}, {r.left(), c.y()}});
    default:
        break;
    }
    return path;
}

} // namespace

int signSide(const QFontMetrics &metrics)
{
    return std::max(10, metrics.ascent() * 3 / 4);
}

void paintShape(
    QPainter &painter, const QRectF &square, Models::Shape shape, Models::Tone tone, const QPalette &palette)
{
    if (shape == Models::Shape::None)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = toneColour(coloursFor(palette), tone);
    const QRectF r = square;
    const QPen line(colour, std::max(1.6, r.width() * 0.18), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    const QRectF inner = r.adjusted(1, 1, -1, -1);
    switch (shape) {
    case Models::Shape::Ring:
        painter.setPen(line);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(inner);
        break;
    case Models::Shape::Cross:
        painter.setPen(line);
        painter.drawLine(inner.topLeft(), inner.bottomRight());
        painter.drawLine(inner.topRight(), inner.bottomLeft());
        break;
    case Models::Shape::Arrow:
        painter.setPen(line);
        painter.drawLine(QPointF(inner.left(), r.center().y()), QPointF(inner.right(), r.center().y()));
        painter.drawLine(QPointF(r.center().x(), inner.top()), QPointF(inner.right(), r.center().y()));
        painter.drawLine(QPointF(r.center().x(), inner.bottom()), QPointF(inner.right(), r.center().y()));
        break;
    default:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPath(filledShape(r, shape));
        break;
    }
    painter.restore();
}

Models::Badge badgeFor(Sync::LinkState state)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Ui::Link", text); };
    switch (state) {
    case Sync::LinkState::Ok:
        return {Models::Shape::Disc, Models::Tone::Good, tr("OK")};
    case Sync::LinkState::Connecting:
        return {Models::Shape::Ring, Models::Tone::Info, tr("Connecting")};
    case Sync::LinkState::Attention:
        return {Models::Shape::Triangle, Models::Tone::Attention, tr("Attention")};
    case Sync::LinkState::Failed:
        return {Models::Shape::Square, Models::Tone::Bad, tr("Failed")};
    case Sync::LinkState::Off:
        return {Models::Shape::Cross, Models::Tone::Neutral, tr("Off")};
    case Sync::LinkState::Unknown:
        break;
    }
    return {Models::Shape::Ring, Models::Tone::Neutral, tr("Unknown")};
}

} // namespace Ui
