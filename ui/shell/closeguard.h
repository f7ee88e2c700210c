#pragma once

#include "models/progress/runmonitor.h"

#include <QObject>

class QWidget;

namespace Ui {

/// Stands between the window's cross and a running batch: asks whether to stay, pause, or stop and quit, and quits only
/// when the run has really ended.
class CloseGuard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CloseGuard)

public:
    CloseGuard(Models::RunMonitor &run, QWidget *window);

    /// True when the window may close now; else the question is open.
    bool mayClose();

private:
    void ask();

    Models::RunMonitor &m_run;
    QWidget *m_window;
    bool m_closeWhenEnded = false;
    bool m_asking = false;
};

} // namespace Ui
