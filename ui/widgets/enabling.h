#pragma once

#include <QWidget>

namespace Ui {

/// Enables or disables a widget. The focus of one that is disabled goes to `next`, or it would go wherever the order of
/// Tab leads.
inline void setEnabledOr(QWidget &widget, bool isEnabled, QWidget &next)
{
    if (!isEnabled && widget.window()->focusWidget() == &widget) // also behind a question
        next.setFocus(Qt::OtherFocusReason);
    widget.setEnabled(isEnabled);
}

} // namespace Ui
