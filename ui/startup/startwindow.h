#pragma once

#include "sync/api/failure.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace Ui {

/// The small window before the main one: what is being brought up, one sentence, or why it could not be and what to
/// do. Shown only when it takes long enough to be noticed.
class StartWindow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StartWindow)

public:
    explicit StartWindow(QWidget *parent = nullptr);

    void showStep(const QString &step);
    enum class Cause { CanBeLookedFor, IsNamed };
    void showFailure(const Sync::Failure &failure, Cause cause);

Q_SIGNALS:
    void retryRequested();
    /// Wants to see, check by check, what keeps it from starting.
    void causeRequested();
    void connectionsRequested();
    void quitRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void fit();

    QLabel *m_heading;
    QLabel *m_text;
    QLabel *m_detail;
    QProgressBar *m_busy;
    QPushButton *m_retry;
    QPushButton *m_cause;
    QPushButton *m_connections;
    QPushButton *m_quit;
};

} // namespace Ui
