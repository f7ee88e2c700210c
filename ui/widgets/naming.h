#pragma once

#include <QString>

namespace Ui {

/// Gives a widget the two names every focusable widget has: one for code and tests, one for screen readers.
template <typename Widget>
Widget *named(Widget *widget, const QString &objectName, const QString &accessibleName)
{
    widget->setObjectName(objectName);
    widget->setAccessibleName(accessibleName);
    return widget;
}

} // namespace Ui
