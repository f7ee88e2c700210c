#include "ui/widgets/tones.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace Ui {

using Models::Shape;
using Models::Tone;

namespace {

double luminance(const QColor &color)
{
    const auto channel = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

QPainterPath path(Shape shape, const QRectF &r)
{
    QPainterPath path;
    switch (shape) {
    case Shape::Disc:
    case Shape::Ring: path.addEllipse(r); break;
    case Shape::Triangle:
        path.addPolygon(QPolygonF({{r.center().x(), r.top()}, {r.right(), r.bottom()}, {r.left(), r.bottom()}}));
        path.closeSubpath();
        break;
    case Shape::Square: path.addRect(r.adjusted(0.5, 0.5, -0.5, -0.5)); break;
    case Shape::Bar:
        path.addRect(QRectF(r.left() + r.width() * 0.12, r.top(), r.width() * 0.28, r.height()));
        path.addRect(QRectF(r.left() + r.width() * 0.6, r.top(), r.width() * 0.28, r.height()));
        break;
    case Shape::Diamond:
        path.addPolygon(QPolygonF({{r.center().x(), r.top()}, {r.right(), r.center().y()},
            {r.center().x(), r.bottom()}, {r.left(), r.center().y()}}));
        path.closeSubpath();
        break;
    case Shape::Cross:
        path.moveTo(r.topLeft());
        path.lineTo(r.bottomRight());
        path.moveTo(r.topRight());
        path.lineTo(r.bottomLeft());
        break;
    case Shape::Arrow:
        path.moveTo(r.left(), r.center().y());
        path.lineTo(r.right(), r.center().y());
        path.moveTo(r.right() - r.width() * 0.4, r.top() + r.height() * 0.1);
        path.lineTo(r.right(), r.center().y());
        path.lineTo(r.right() - r.width() * 0.4, r.bottom() - r.height() * 0.1);
        break;
    case Shape::None: break;
    }
    return path;
}

bool isOutline(Shape shape)
{
    return shape == Shape::Ring || shape == Shape::Cross || shape == Shape::Arrow;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Good: return dark ? QColor(0x5f, 0xd0, 0x7a) : QColor(0x1a, 0x6f, 0x33);
    case Tone::Info: return dark ? QColor(0x7c, 0xb9, 0xff) : QColor(0x0b, 0x5c, 0xb5);
    case Tone::Attention: return dark ? QColor(0xec, 0xbc, 0x4e) : QColor(0x8a, 0x5a, 0x00);
    case Tone::Bad: return dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xb7, 0x1c, 0x1c);
    case Tone::Neutral: break;
    }
    return dark ? QColor(0xb4, 0xb9, 0xc0) : QColor(0x58, 0x5e, 0x66);
}

QColor toneGround(Tone tone, const QPalette &palette)
{
    QColor ground = toneColor(tone, palette);
    ground.setAlphaF(isDark(palette) ? 0.20F : 0.11F);
    return ground;
}

void drawShape(QPainter &painter, const QRectF &square, Shape shape, const QColor &color)
{
    if (shape == Shape::None)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (isOutline(shape)) {
        const double width = std::max(1.6, square.width() / 6);
        painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path(shape, square.adjusted(width / 2, width / 2, -width / 2, -width / 2)));
    } else {
        painter.fillPath(path(shape, square), color);
    }
    painter.restore();
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace Ui
