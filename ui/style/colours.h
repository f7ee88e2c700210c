#pragma once

#include "models/format/badge.h"

#include <QColor>
#include <QPalette>
#include <QString>

namespace Ui {

/// Dark text on light ground, or the other way round.
enum class Scheme { Light, Dark };

/// The colours of a scheme. Text and signs keep a contrast of at least 4.5 to 1 (3 to 1 for shapes) to surface and
/// window; a test computes it.
struct Colours
{
    QColor window, surface, raised, alternate, border, line, hover, pressed, selection, handle;
    QColor text, muted, accent, accentHover, onAccent;
    QColor good, info, attention, bad;
    QColor goodTint, infoTint, attentionTint, badTint;
};

const Colours &colours(Scheme scheme);
/// The scheme a palette belongs to: dark when its text is lighter than its window.
Scheme schemeOf(const QPalette &palette);
inline const Colours &coloursFor(const QPalette &palette)
{
    return colours(schemeOf(palette));
}

QPalette paletteFor(Scheme scheme);
/// resources/style/main.qss with the scheme's colours.
QString styleSheet(Scheme scheme);

/// The colour of a tone, for signs and short words.
QColor toneColour(const Colours &colours, Models::Tone tone);
/// A pale background of a tone; the surface for Neutral.
QColor toneTint(const Colours &colours, Models::Tone tone);

/// Contrast ratio of two opaque colours after WCAG, 1 to 21.
double contrast(const QColor &a, const QColor &b);

} // namespace Ui
