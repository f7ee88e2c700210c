#pragma once

#include <QDateTimeEdit>

namespace Ui {

/// Keeps the parts of a time in the order of its format: digits are read from left to right in every script, and the
/// parts, which Qt puts the other way round where people read from right to left, would be minutes before hours.
inline void keepTimeOrder(QDateTimeEdit &edit)
{
    const QString format = edit.displayFormat();
    edit.setLayoutDirection(Qt::LeftToRight);
    edit.setDisplayFormat(format);
}

} // namespace Ui
