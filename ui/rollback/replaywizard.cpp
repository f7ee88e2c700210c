#include "ui/rollback/replaywizard.h"

#include "models/paging/answer.h"
#include "sync/api/timewindow.h"
#include "ui/rollback/confirmstep.h"
#include "ui/rollback/previewstep.h"
#include "ui/rollback/windowstep.h"

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

WizardWords words()
{
    return {u"replay"_s, ReplayWizard::tr("Replay the Journal"),
        {ReplayWizard::tr("Time"), ReplayWizard::tr("Preview"), ReplayWizard::tr("Confirm"),
            ReplayWizard::tr("Replay")},
        ReplayWizard::tr("Replay Now"), ReplayWizard::tr("The replay goes on; Sync shows it.")};
}

} // namespace

ReplayWizard::ReplayWizard(Sync::Engine &engine, Models::RunMonitor &run, QWidget *parent)
    : ReplayWizard(engine, run, new WindowStep, parent)
{ }

ReplayWizard::ReplayWizard(Sync::Engine &engine, Models::RunMonitor &run, WindowStep *window, QWidget *parent)
    : PlanWizard(run, Models::PlanKind::Replay, words(), window, parent)
    , m_engine(engine)
    , m_window(window)
{
    connect(m_window, &WindowStep::completeChanged, this, &ReplayWizard::updateButtons);
    go(Scope);
}

bool ReplayWizard::isFirstComplete() const
{
    return m_window->isComplete();
}

void ReplayWizard::askPlan(int number)
{
    Sync::ReplayRequest wanted = asked();
    wanted.replayConflicts = false;
    Models::whenAnswered(m_engine.planReplay(wanted), this, [this, number](const Sync::Result<Sync::ReplayPlan> &plan) {
        if (!plan)
            return showFailure(number, plan.failure());
        QStringList remarks{plan->remark.isEmpty()
                ? tr("The journal was read %1.").arg(Sync::windowText(plan->from, plan->to))
                : plan->remark};
        if (const QString later = Models::laterRunsText(plan->fields.laterBatches); !later.isEmpty())
            remarks += later;
        showPlan(number, plan->fields, remarks.join(u' '));
    });
}

Sync::ReplayRequest ReplayWizard::asked() const
{
    return {.from = m_window->from(),
        .to = m_window->to(),
        .replayConflicts = preview().restoresConflicts(),
        .withoutBackup = confirm().isWithoutBackup(),
        .shopNameTyped = confirm().typedName()};
}

Sync::RunRequest ReplayWizard::request() const
{
    return asked();
}

QString ReplayWizard::sentence(const Sync::RollbackPlan &plan) const
{
    return Models::replaySentence(plan, asked());
}

} // namespace Ui
