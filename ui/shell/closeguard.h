#pragma once

#include "models/progress/runmonitor.h"

#include <QObject>

#include <functional>

class QMessageBox;
class QWidget;

namespace Ui {

/// Stands between the window's cross and what would be lost by it. A running batch: asks whether to stay, pause, or
/// stop and quit, and quits only when the run has really ended. Edits that could not be saved: asks whether to stay.
class CloseGuard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CloseGuard)

public:
    /// `unsavedEdits` counts what was typed and could not be saved.
    CloseGuard(Models::RunMonitor &run, std::function<int()> unsavedEdits, QWidget *window);

    /// True when the window may close now; else the question is open.
    bool mayClose();

private:
    void askAboutRun();
    void askAboutEdits(int edits);
    void open(QMessageBox *box);

    Models::RunMonitor &m_run;
    std::function<int()> m_unsavedEdits;
    QWidget *m_window;
    bool m_closeWhenEnded = false;
    bool m_leavesEdits = false;
    bool m_asking = false;
};

} // namespace Ui
