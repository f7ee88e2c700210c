#pragma once

#include <QAction>
#include <QDialog>
#include <QList>

namespace Ui {

/// Every key of the window and of the page shown, from the actions themselves.
class KeySheet final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeySheet)

public:
    KeySheet(const QList<QAction *> &windowActions, const QList<QAction *> &pageActions, const QString &pageTitle,
        QWidget *parent);
};

} // namespace Ui
