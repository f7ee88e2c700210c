#pragma once

#include "models/progress/progresstext.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Ui {

class SignLabel;

/// How the last run ended, in sentences, with the button for what comes next.
class ResultPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultPanel)

public:
    explicit ResultPanel(QWidget *parent = nullptr);

    /// Shows the end of a run; hidden while one is active or none was run.
    void setRun(const Models::RunMonitor &run);
    /// Offers to go on although the circuit breaker held the run.
    void offerOverride(bool offered);

Q_SIGNALS:
    void openRequested(const QString &page, const QVariantMap &filter);
    void retryRequested();
    void overrideRequested();

private:
    QLabel *m_sentence;
    QLabel *m_warnings;
    QPushButton *m_next;
    QPushButton *m_retry;
    QPushButton *m_override;
    Models::NextStep m_step;
};

} // namespace Ui
