#pragma once

#include "models/progress/runmonitor.h"

#include <QFrame>

class QPushButton;

namespace Ui {

/// The running batch in the header, on every page: what it is, how far it has come, Pause. Hidden while none runs.
class RunChip final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunChip)

public:
    explicit RunChip(Models::RunMonitor &run, QWidget *parent = nullptr);

Q_SIGNALS:
    void opened();

private:
    void update();

    Models::RunMonitor &m_run;
    QPushButton *m_text;
    QPushButton *m_pause;
};

} // namespace Ui
