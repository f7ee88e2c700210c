#pragma once

#include <QWidget>

namespace Ui {

/// The very first window: three ways to begin, without a question. The one with the demo shop has the focus.
class WelcomeWindow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WelcomeWindow)

public:
    explicit WelcomeWindow(QWidget *parent = nullptr);

Q_SIGNALS:
    void demoRequested();
    void connectRequested();
    void openExistingRequested();
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
};

} // namespace Ui
