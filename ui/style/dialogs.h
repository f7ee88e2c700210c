#pragma once

#include <QMessageBox>

class QDialog;
class QPushButton;

namespace Ui {

/// Makes a dialog `characters` of its font wide, or more where its contents need it, and as high as its wrapped texts
/// then are. To be called again when the contents have changed.
void fitDialog(QDialog &dialog, int characters);

/// A question in plain text that closes with its answer; `parent` owns it. Answers are added by addAnswer().
QMessageBox *makeQuestion(
    QWidget *parent, const QString &objectName, const QString &title, const QString &question, const QString &meaning);
/// An answer with both its names. The one whose role is RejectRole is the safe one: Return and Esc give it.
QPushButton *addAnswer(
    QMessageBox &question, const QString &text, const QString &objectName, QMessageBox::ButtonRole role);

} // namespace Ui
