#pragma once

#include "models/format/badge.h"
#include "sync/api/engine.h"

#include <QRectF>

class QPainter;
class QPalette;

namespace Ui {

/// Draws the shape of a state in a square, in the tone's colour of the palette.
void paintShape(QPainter &painter, const QRectF &square, Models::Shape shape, Models::Tone tone, const QPalette &palette);

/// Shape, word and tone of a connection light.
Models::Badge badgeFor(Sync::LinkState state);

} // namespace Ui
