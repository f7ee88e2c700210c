#pragma once

#include <QLabel>
#include <QPushButton>

namespace Ui {

/// The sizes of type the window uses.
enum class TextSize { Small, Body, Section, Title, Figure };

/// The application's font in a size of the scale; titles and figures are heavier.
QFont scaledFont(TextSize size);

/// The font of source text: the system's of one width, in the size of the application's.
QFont fixedFont();

/// A label of plain text, never interpreted as markup; wrapped when it is Body or Small.
QLabel *textLabel(const QString &text, TextSize size = TextSize::Body, QWidget *parent = nullptr);
/// The same in the palette's quiet colour.
QLabel *mutedLabel(const QString &text, TextSize size = TextSize::Body, QWidget *parent = nullptr);

/// How much a button asks to be pressed, or warns of it.
enum class ButtonKind { Normal, Primary, Danger, Flat, Link };
/// A button with object name and accessible name; `iconName` is one of resources/icons or empty.
QPushButton *button(const QString &text, const QString &objectName, ButtonKind kind = ButtonKind::Normal,
    const QString &iconName = {}, QWidget *parent = nullptr);

/// How far in from a radio button or check box its words stand, for what is explained below them.
int markIndent(const QWidget &widget);

/// A one pixel line across the layout.
QFrame *rule(QWidget *parent = nullptr);

} // namespace Ui
