#include "ui/style/dialogs.h"

#include <QDialog>
#include <QLayout>
#include <QPushButton>

#include <algorithm>

namespace Ui {

void fitDialog(QDialog &dialog, int characters)
{
    QLayout *layout = dialog.layout();
    layout->activate();
    const QMargins margins = layout->contentsMargins();
    const int wanted = characters * dialog.fontMetrics().averageCharWidth() + margins.left() + margins.right();
    const int width = std::max(wanted, layout->totalMinimumSize().width());
    const int height
        = layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : layout->totalSizeHint().height();
    dialog.resize(width, height);
}

QMessageBox *makeQuestion(
    QWidget *parent, const QString &objectName, const QString &title, const QString &question, const QString &meaning)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, title, {}, QMessageBox::NoButton, parent);
    box->setObjectName(objectName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(question);
    box->setInformativeText(meaning);
    return box;
}

QPushButton *addAnswer(
    QMessageBox &question, const QString &text, const QString &objectName, QMessageBox::ButtonRole role)
{
    QPushButton *answer = question.addButton(text, role);
    answer->setObjectName(objectName);
    answer->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    if (role == QMessageBox::RejectRole) {
        question.setDefaultButton(answer);
        question.setEscapeButton(answer);
    }
    return answer;
}

} // namespace Ui
