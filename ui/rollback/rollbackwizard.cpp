#include "ui/rollback/rollbackwizard.h"

#include "models/history/rollbacktext.h"
#include "models/paging/answer.h"
#include "ui/progress/progresspanel.h"
#include "ui/rollback/confirmstep.h"
#include "ui/rollback/previewstep.h"
#include "ui/rollback/scopestep.h"
#include "ui/style/labels.h"
#include "ui/style/stepstrip.h"

#include <QLineEdit>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

RollbackWizard::RollbackWizard(
    Sync::Engine &engine, Sync::Reader &reader, Models::RunMonitor &run, Sync::BatchId batch, QWidget *parent)
    : QDialog(parent)
    , m_engine(engine)
    , m_run(run)
    , m_strip(new StepStrip)
    , m_stack(new QStackedWidget)
    , m_scope(new ScopeStep(reader))
    , m_preview(new PreviewStep)
    , m_confirm(new ConfirmStep)
    , m_progress(new ProgressPanel(run))
    , m_back(button(tr("&Back"), u"rollbackBack"_s))
    , m_next(button(tr("Preview"), u"rollbackNext"_s, ButtonKind::Primary))
    , m_cancel(button(tr("Cancel"), u"rollbackCancel"_s))
{
    setObjectName(u"rollbackWizard"_s);
    setWindowTitle(tr("Roll Back a Run"));
    build();
    connect(m_scope, &ScopeStep::completeChanged, this, &RollbackWizard::updateButtons);
    connect(m_preview, &PreviewStep::retryRequested, this, &RollbackWizard::readPlan);
    connect(m_preview, &PreviewStep::choiceChanged, this, &RollbackWizard::updateButtons);
    connect(m_confirm, &ConfirmStep::completeChanged, this, &RollbackWizard::updateButtons);
    connect(&m_run, &Models::RunMonitor::changed, this, &RollbackWizard::updateButtons);
    connect(&m_progress->result(), &ResultPanel::openRequested, this,
        [this](const QString &page, const QVariantMap &filter) {
            Q_EMIT openRequested(page, filter);
            accept();
        });
    connect(&m_progress->result(), &ResultPanel::retryRequested, this, [this] { m_run.start(request()); });
    connect(m_back, &QPushButton::clicked, this, &RollbackWizard::back);
    connect(m_next, &QPushButton::clicked, this, &RollbackWizard::next);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    if (batch.isValid()) {
        m_scope->choose(batch);
        go(Preview);
    } else {
        go(Scope);
    }
}

void RollbackWizard::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(16);
    m_strip->setObjectName(u"rollbackSteps"_s);
    m_strip->setSteps({tr("Scope"), tr("Preview"), tr("Confirm"), tr("Roll Back")});
    layout->addWidget(m_strip);
    for (QWidget *step : {static_cast<QWidget *>(m_scope), static_cast<QWidget *>(m_preview),
             static_cast<QWidget *>(m_confirm), static_cast<QWidget *>(m_progress)})
        m_stack->addWidget(step);
    layout->addWidget(m_stack, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_next);
    layout->addLayout(buttons);
    m_cancel->setDefault(true);
    // A large font wants a large dialog, yet none larger than the screen.
    const int character = fontMetrics().averageCharWidth();
    const QSize wanted(std::max(960, 150 * character), std::max(640, 40 * fontMetrics().height()));
    resize(wanted.boundedTo(screen()->availableSize() * 0.95));
}

RollbackWizard::Step RollbackWizard::step() const
{
    return Step(m_stack->currentIndex());
}

void RollbackWizard::go(Step step)
{
    m_stack->setCurrentIndex(step);
    m_strip->setCurrent(step);
    if (step == Preview) {
        m_cancel->setFocus();
        readPlan();
    }
    if (step == Confirm) {
        m_confirm->ask(*m_plan, request());
        m_confirm->nameEdit()->setFocus();
    }
    updateButtons();
}

void RollbackWizard::next()
{
    switch (step()) {
    case Scope:
        go(Preview);
        break;
    case Preview:
        go(Confirm);
        break;
    case Confirm:
        m_run.start(request());
        go(Running);
        break;
    case Running:
        break;
    }
}

void RollbackWizard::back()
{
    ++m_generation; // A preview still being read is not wanted any more.
    go(step() == Confirm ? Preview : Scope);
}

void RollbackWizard::readPlan()
{
    m_plan.reset();
    m_preview->showReading();
    updateButtons();
    Sync::RollbackRequest wanted;
    wanted.batch = m_scope->batch();
    Models::whenAnswered(m_engine.planRollback(wanted), this,
        [this, generation = ++m_generation](const Sync::Result<Sync::RollbackPlan> &plan) {
            if (generation != m_generation)
                return;
            if (plan) {
                m_plan = *plan;
                m_preview->showPlan(*plan);
            } else {
                m_preview->showFailure(plan.failure());
            }
            updateButtons();
        });
}

Sync::RollbackRequest RollbackWizard::request() const
{
    Sync::RollbackRequest wanted;
    wanted.batch = m_scope->batch();
    wanted.restoreConflicts = m_preview->restoresConflicts();
    wanted.deleteCreated = m_preview->deletesCreated();
    return wanted;
}

void RollbackWizard::updateButtons()
{
    const bool busy = m_run.isActive();
    const bool running = step() == Running;
    m_back->setVisible(step() == Preview || step() == Confirm);
    m_next->setVisible(!running);
    switch (step()) {
    case Scope:
        m_next->setText(tr("Preview"));
        m_next->setEnabled(m_scope->isComplete());
        break;
    case Preview:
        m_next->setText(tr("Continue"));
        m_next->setEnabled(m_plan && (Models::fieldsRestored(*m_plan, request()) > 0 || m_preview->deletesCreated()));
        m_next->setToolTip(m_plan && !m_next->isEnabled() ? tr("There is nothing to put back.") : QString());
        break;
    case Confirm:
        m_next->setText(tr("Roll Back Now"));
        m_next->setEnabled(m_confirm->isConfirmed() && !busy);
        m_next->setToolTip(busy ? tr("Another run is going on.") : QString());
        break;
    case Running:
        break;
    }
    m_next->setAccessibleName(m_next->text());
    m_cancel->setText(running && busy ? tr("Close, Keep Running") : running ? tr("Close") : tr("Cancel"));
    m_cancel->setAccessibleName(m_cancel->text());
    m_cancel->setToolTip(running && busy ? tr("The rollback goes on; Sync shows it.") : QString());
    if (running)
        m_strip->setCurrent(!busy && m_run.report() ? Running + 1 : Running);
}

void RollbackWizard::reject()
{
    ++m_generation;
    QDialog::reject();
}

} // namespace Ui
