#pragma once

#include <QObject>

namespace Ui {

/// Lets Return press the button that has the focus, as Space does. Qt does so in dialogs alone, and there Return on a
/// button that is not meant for it pressed the dialog's default button instead.
class ReturnPresses final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReturnPresses)

public:
    explicit ReturnPresses(QObject *parent = nullptr);

    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace Ui
