#pragma once

class QWidget;

namespace Ui {

/// Lets Tab lead from `first` into `content`, which may have been made long before or after it, through that in the
/// order it has. Returns the last widget there that takes the focus; `first` where none does.
QWidget *leadInto(QWidget *first, QWidget *content);

} // namespace Ui
