#pragma once

#include "models/format/badge.h"

#include <QColor>
#include <QPalette>
#include <QRectF>

class QPainter;

namespace Ui {

/// True when text is light on a dark ground.
bool isDark(const QPalette &palette);

/// The colour of a tone on the palette's base, at least 4.5 : 1 against it, in light and dark.
QColor toneColor(Models::Tone tone, const QPalette &palette);
/// A faint ground of the tone, for notices and marked text.
QColor toneGround(Models::Tone tone, const QPalette &palette);

/// Draws a shape in a square.
void drawShape(QPainter &painter, const QRectF &square, Models::Shape shape, const QColor &color);

/// The ratio of WCAG 2 between two opaque colours, 1 to 21.
double contrast(const QColor &a, const QColor &b);

} // namespace Ui
