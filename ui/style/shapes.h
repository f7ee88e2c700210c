#pragma once

#include "models/format/badge.h"
#include "sync/api/engine.h"

#include <QRectF>

class QFontMetrics;
class QPainter;
class QPalette;

namespace Ui {

/// How large a sign is beside text of a font, so that it grows with it.
int signSide(const QFontMetrics &metrics);

/// Draws the shape of a state in a square, in the tone's colour of the palette.
void paintShape(
    QPainter &painter, const QRectF &square, Models::Shape shape, Models::Tone tone, const QPalette &palette);

/// Shape, word and tone of a connection light.
Models::Badge badgeFor(Sync::LinkState state);

} // namespace Ui
