#pragma once

#include "models/format/badge.h"
#include "models/progress/runmonitor.h"
#include "ui/progress/resultpanel.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace Ui {

class SignLabel;
class StepStrip;
class ThrottleGauge;

/// A run as it goes: phases, counts, rate, time left, Shopify's limit, the last outcomes, and how it ended. Follows
/// Models::RunMonitor, which repaints it at most ten times a second.
class ProgressPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProgressPanel)

public:
    explicit ProgressPanel(Models::RunMonitor &run, QWidget *parent = nullptr);

    ResultPanel &result() { return *m_result; }

private:
    void build();
    void update();
    void updateBar();
    void updateButtons();

    Models::RunMonitor &m_run;
    SignLabel *m_title;
    StepStrip *m_steps;
    QProgressBar *m_bar;
    QLabel *m_figures;
    QLabel *m_waiting;
    ThrottleGauge *m_gauge;
    QPushButton *m_pause;
    QPushButton *m_stop;
    QTableView *m_outcomes;
    ResultPanel *m_result;
    QWidget *m_idle;
};

/// Shape and word of a run's state.
Models::Badge badgeFor(Models::RunState state);

} // namespace Ui
