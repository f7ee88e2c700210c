#pragma once

#include "ui/rollback/planwizard.h"

namespace Ui {

class WindowStep;

/// Makes what the journal recorded between two times true again.
class ReplayWizard final : public PlanWizard
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayWizard)

public:
    /// Both must outlive the wizard.
    ReplayWizard(Sync::Engine &engine, Models::RunMonitor &run, QWidget *parent = nullptr);

private:
    ReplayWizard(Sync::Engine &engine, Models::RunMonitor &run, WindowStep *window, QWidget *parent);

    bool isFirstComplete() const override;
    void askPlan(int number) override;
    Sync::RunRequest request() const override;
    QString sentence(const Sync::RollbackPlan &plan) const override;
    Sync::ReplayRequest asked() const;

    Sync::Engine &m_engine;
    WindowStep *m_window;
};

} // namespace Ui
