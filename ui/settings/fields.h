#pragma once

#include <QLabel>
#include <QLineEdit>

class QFormLayout;

namespace Ui {

/// How a remark below a field is meant.
enum class RemarkTone { Quiet, Bad };

/// Shows a remark, plain text; an empty one takes no room.
void showRemark(QLabel *remark, const QString &text, RemarkTone tone = RemarkTone::Quiet);
/// The label for remarks on a field.
QLabel *remarkLabel(const QString &objectName);

/// A line edit with both names, and a form as the cards of the dialog have it.
QLineEdit *lineEdit(const QString &objectName, const QString &accessibleName, const QString &placeholder = {});
QFormLayout *cardForm();

/// Puts a text into an edit without moving the cursor of somebody who is typing that very text.
void showText(QLineEdit *edit, const QString &text);

} // namespace Ui
