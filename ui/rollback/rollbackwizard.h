#pragma once

#include "models/progress/runmonitor.h"
#include "sync/api/reader.h"

#include <QDialog>

#include <optional>

class QPushButton;
class QStackedWidget;

namespace Ui {

class ConfirmStep;
class PreviewStep;
class ProgressPanel;
class ScopeStep;
class StepStrip;

/// Undoes a batch: scope, preview read from catalogue and shop just now, confirmation with the shop's name, live
/// progress, report. Until the last button nothing is changed; Esc and the default button leave.
class RollbackWizard final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RollbackWizard)

public:
    enum Step { Scope, Preview, Confirm, Running };

    /// All must outlive the wizard. With a valid batch it starts at the preview.
    RollbackWizard(Sync::Engine &engine, Sync::Reader &reader, Models::RunMonitor &run, Sync::BatchId batch,
        QWidget *parent = nullptr);

    Step step() const;

Q_SIGNALS:
    void openRequested(const QString &page, const QVariantMap &filter);

protected:
    void reject() override;

private:
    void build();
    void go(Step step);
    void next();
    void back();
    void readPlan();
    void updateButtons();
    Sync::RollbackRequest request() const;

    Sync::Engine &m_engine;
    Models::RunMonitor &m_run;
    std::optional<Sync::RollbackPlan> m_plan;
    StepStrip *m_strip;
    QStackedWidget *m_stack;
    ScopeStep *m_scope;
    PreviewStep *m_preview;
    ConfirmStep *m_confirm;
    ProgressPanel *m_progress;
    QPushButton *m_back;
    QPushButton *m_next;
    QPushButton *m_cancel;
    int m_generation = 0;
};

} // namespace Ui
