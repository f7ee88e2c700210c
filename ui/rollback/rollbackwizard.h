#pragma once

#include "sync/api/reader.h"
#include "ui/rollback/planwizard.h"

namespace Ui {

class ScopeStep;

/// Undoes a run, or a part of it.
class RollbackWizard final : public PlanWizard
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RollbackWizard)

public:
    /// All must outlive the wizard. It starts at the choice of the run.
    RollbackWizard(Sync::Engine &engine, Sync::Reader &reader, Models::RunMonitor &run, QWidget *parent = nullptr);

    /// Starts at the preview of a run.
    void showRun(Sync::BatchId batch);
    /// Starts at the preview of one product of a run, or at the choice of its fields.
    void showProduct(const Sync::HistoryRow &line, bool chooseFields);

private:
    RollbackWizard(Sync::Engine &engine, Models::RunMonitor &run, ScopeStep *scope, QWidget *parent);

    bool isFirstComplete() const override;
    void askPlan(int number) override;
    Sync::RunRequest request() const override;
    QString sentence(const Sync::RollbackPlan &plan) const override;
    Sync::RollbackRequest asked() const;

    Sync::Engine &m_engine;
    ScopeStep *m_scope;
};

} // namespace Ui
