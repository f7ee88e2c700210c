#include "ui/rollback/planwizard.h"

#include "ui/progress/progresspanel.h"
#include "ui/rollback/confirmstep.h"
#include "ui/rollback/previewstep.h"
#include "ui/style/labels.h"
#include "ui/style/stepstrip.h"

#include <QLineEdit>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

PlanWizard::PlanWizard(
    Models::RunMonitor &run, Models::PlanKind kind, const WizardWords &words, QWidget *first, QWidget *parent)
    : QDialog(parent)
    , m_run(run)
    , m_words(words)
    , m_strip(new StepStrip)
    , m_stack(new QStackedWidget)
    , m_first(first)
    , m_preview(new PreviewStep(kind))
    , m_confirm(new ConfirmStep(words.name))
    , m_progress(new ProgressPanel(run))
    , m_back(button(tr("&Back"), u"%1Back"_s.arg(words.name)))
    , m_withoutBackup(button(tr("Go On Without a Backup…"), u"%1WithoutBackup"_s.arg(words.name), ButtonKind::Danger))
    , m_next(button(tr("Preview"), u"%1Next"_s.arg(words.name), ButtonKind::Primary))
    , m_cancel(button(tr("Cancel"), u"%1Cancel"_s.arg(words.name)))
{
    setObjectName(u"%1Wizard"_s.arg(words.name));
    setWindowTitle(words.title);
    build();
    connect(m_preview, &PreviewStep::retryRequested, this, &PlanWizard::readPlan);
    connect(m_preview, &PreviewStep::choiceChanged, this, &PlanWizard::updateButtons);
    connect(m_preview, &PreviewStep::createdChanged, this, &PlanWizard::readPlan);
    connect(m_confirm, &ConfirmStep::completeChanged, this, &PlanWizard::updateButtons);
    connect(&m_run, &Models::RunMonitor::changed, this, &PlanWizard::updateButtons);
    connect(&m_progress->result(), &ResultPanel::openRequested, this,
        [this](const QString &page, const QVariantMap &filter) {
            Q_EMIT openRequested(page, filter);
            accept();
        });
    connect(&m_progress->result(), &ResultPanel::retryRequested, this, [this] { m_run.start(request()); });
    connect(m_back, &QPushButton::clicked, this, &PlanWizard::back);
    connect(m_next, &QPushButton::clicked, this, &PlanWizard::next);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_withoutBackup, &QPushButton::clicked, this, [this] {
        const Sync::Failure why = *m_run.failure();
        go(Confirm);
        m_confirm->askWithoutBackup(why);
    });
}

void PlanWizard::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(16);
    m_strip->setObjectName(u"%1Steps"_s.arg(m_words.name));
    m_strip->setSteps(m_words.steps);
    layout->addWidget(m_strip);
    for (QWidget *step : {m_first, static_cast<QWidget *>(m_preview), static_cast<QWidget *>(m_confirm),
             static_cast<QWidget *>(m_progress)})
        m_stack->addWidget(step);
    layout->addWidget(m_stack, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_withoutBackup);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_next);
    layout->addLayout(buttons);
    // A large font wants a large dialog, yet none larger than the screen.
    const int character = fontMetrics().averageCharWidth();
    const QSize wanted(std::max(1120, 150 * character), std::max(640, 40 * fontMetrics().height()));
    resize(wanted.boundedTo(screen()->availableSize() * 0.95));
}

PlanWizard::Step PlanWizard::step() const
{
    return Step(m_stack->currentIndex());
}

void PlanWizard::go(Step step)
{
    m_stack->setCurrentIndex(step);
    m_strip->setCurrent(step);
    if (step == Preview) {
        m_preview->setFocus();
        readPlan();
    }
    if (step == Confirm) {
        m_confirm->ask(sentence(*m_plan), m_plan->shopName);
        m_confirm->nameEdit()->setFocus();
    }
    updateButtons();
}

void PlanWizard::next()
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

void PlanWizard::back()
{
    ++m_generation; // A preview still being read is not wanted any more.
    go(step() == Confirm ? Preview : Scope);
}

void PlanWizard::readPlan()
{
    m_plan.reset();
    m_preview->showReading();
    updateButtons();
    askPlan(++m_generation);
}

void PlanWizard::showPlan(int number, const Sync::RollbackPlan &plan, const QString &remark)
{
    if (number != m_generation)
        return;
    m_plan = plan;
    m_preview->showPlan(plan, remark);
    updateButtons();
    m_preview->setFocus(); // while it was read, there was nothing there to take it
}

void PlanWizard::showFailure(int number, const Sync::Failure &failure)
{
    if (number != m_generation)
        return;
    m_preview->showFailure(failure);
    updateButtons();
}

/// Nothing but the backup is written to this computer's disk.
bool PlanWizard::lacksBackup() const
{
    return step() == Running && !m_run.isActive() && m_run.failure()
        && m_run.failure()->kind == Sync::FailureKind::LocalDisk;
}

void PlanWizard::updateNext()
{
    switch (step()) {
    case Scope:
        m_next->setText(tr("Preview"));
        m_next->setEnabled(isFirstComplete());
        m_next->setToolTip({});
        break;
    case Preview: {
        const qint64 more = m_plan && m_preview->restoresConflicts() ? m_plan->changedSince : 0;
        m_next->setText(tr("Continue"));
        m_next->setEnabled(m_plan && m_plan->willRestore + more > 0);
        m_next->setToolTip(m_plan && !m_next->isEnabled() ? tr("There is nothing to put back.") : QString());
        break;
    }
    case Confirm:
        m_next->setText(m_words.start);
        m_next->setEnabled(m_confirm->isConfirmed() && !m_run.isActive());
        m_next->setToolTip(m_run.isActive() ? tr("Another run is going on.") : QString());
        break;
    case Running:
        break;
    }
    m_next->setAccessibleName(m_next->text());
}

void PlanWizard::updateButtons()
{
    const bool busy = m_run.isActive();
    const bool running = step() == Running;
    m_back->setVisible(step() == Preview || step() == Confirm);
    m_withoutBackup->setVisible(lacksBackup());
    m_next->setVisible(!running);
    // Return goes on as long as nothing is changed by it.
    (step() == Scope || step() == Preview ? m_next : m_cancel)->setDefault(true);
    updateNext();
    m_cancel->setText(running && busy ? tr("Close, Keep Running") : running ? tr("Close") : tr("Cancel"));
    m_cancel->setAccessibleName(m_cancel->text());
    m_cancel->setToolTip(running && busy ? m_words.goesOn : QString());
    if (running)
        m_strip->setCurrent(!busy && m_run.report() ? Running + 1 : Running);
}

void PlanWizard::reject()
{
    ++m_generation;
    QDialog::reject();
}

} // namespace Ui
