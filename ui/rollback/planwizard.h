#pragma once

#include "models/history/rollbacktext.h"
#include "models/progress/runmonitor.h"

#include <QDialog>

#include <optional>

class QPushButton;
class QStackedWidget;

namespace Ui {

class ConfirmStep;
class PreviewStep;
class ProgressPanel;
class StepStrip;

/// What a wizard calls its parts: `name` begins their object names.
struct WizardWords
{
    QString name;
    QString title;
    QStringList steps; ///< What is wanted, preview, confirmation, run.
    QString start; ///< The last button.
    QString goesOn; ///< Of a run that is going on after the wizard was closed.
};

/// Puts values back after a plan was seen: what is wanted, a preview read from catalogue and shop just now,
/// confirmation with the shop's name, live progress, report. Until the last button nothing is changed; Esc and the
/// default button leave.
class PlanWizard : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlanWizard)

public:
    enum Step { Scope, Preview, Confirm, Running };

    Step step() const;

Q_SIGNALS:
    void openRequested(const QString &page, const QVariantMap &filter);

protected:
    /// All must outlive the wizard; `first` becomes its own.
    PlanWizard(
        Models::RunMonitor &run, Models::PlanKind kind, const WizardWords &words, QWidget *first, QWidget *parent);

    virtual bool isFirstComplete() const = 0;
    /// Asks for a plan; the answer is for showPlan() or showFailure(), with the number given here.
    virtual void askPlan(int number) = 0;
    virtual Sync::RunRequest request() const = 0;
    /// What is about to be done, for the confirmation.
    virtual QString sentence(const Sync::RollbackPlan &plan) const = 0;

    void showPlan(int number, const Sync::RollbackPlan &plan, const QString &remark);
    void showFailure(int number, const Sync::Failure &failure);
    void go(Step step);
    void updateButtons();
    PreviewStep &preview() const { return *m_preview; }
    ConfirmStep &confirm() const { return *m_confirm; }

    void reject() override;

private:
    void build();
    void next();
    void back();
    void readPlan();
    void updateNext();
    bool lacksBackup() const;

    Models::RunMonitor &m_run;
    WizardWords m_words;
    std::optional<Sync::RollbackPlan> m_plan;
    StepStrip *m_strip;
    QStackedWidget *m_stack;
    QWidget *m_first;
    PreviewStep *m_preview;
    ConfirmStep *m_confirm;
    ProgressPanel *m_progress;
    QPushButton *m_back;
    QPushButton *m_withoutBackup;
    QPushButton *m_next;
    QPushButton *m_cancel;
    int m_generation = 0;
};

} // namespace Ui
