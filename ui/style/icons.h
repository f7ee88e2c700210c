#pragma once

#include <QIcon>
#include <QString>

namespace Ui {

/// Which colour of the palette an icon is drawn in.
enum class IconTone { Text, Muted, Accent, OnAccent };

/// An icon of resources/icons by name, drawn in the palette's colour at the moment of drawing, so that switching
/// between light and dark needs nothing. An unknown name gives a null icon.
QIcon icon(const QString &name, IconTone tone = IconTone::Text);

} // namespace Ui
