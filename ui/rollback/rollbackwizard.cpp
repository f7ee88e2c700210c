#include "ui/rollback/rollbackwizard.h"

#include "models/paging/answer.h"
#include "ui/rollback/confirmstep.h"
#include "ui/rollback/narrowing.h"
#include "ui/rollback/previewstep.h"
#include "ui/rollback/scopestep.h"

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

WizardWords words()
{
    return {u"rollback"_s, RollbackWizard::tr("Roll Back a Run"),
        {RollbackWizard::tr("Scope"), RollbackWizard::tr("Preview"), RollbackWizard::tr("Confirm"),
            RollbackWizard::tr("Roll Back")},
        RollbackWizard::tr("Roll Back Now"), RollbackWizard::tr("The rollback goes on; Sync shows it.")};
}

} // namespace

RollbackWizard::RollbackWizard(Sync::Engine &engine, Sync::Reader &reader, Models::RunMonitor &run, QWidget *parent)
    : RollbackWizard(engine, run, new ScopeStep(reader), parent)
{ }

RollbackWizard::RollbackWizard(Sync::Engine &engine, Models::RunMonitor &run, ScopeStep *scope, QWidget *parent)
    : PlanWizard(run, Models::PlanKind::Rollback, words(), scope, parent)
    , m_engine(engine)
    , m_scope(scope)
{
    connect(m_scope, &ScopeStep::completeChanged, this, &RollbackWizard::updateButtons);
    go(Scope);
}

void RollbackWizard::showRun(Sync::BatchId batch)
{
    m_scope->choose(batch);
    go(Preview);
}

void RollbackWizard::showProduct(const Sync::HistoryRow &line, bool chooseFields)
{
    m_scope->choose(line.batch);
    m_scope->narrowing().choose(line);
    if (!chooseFields) {
        go(Preview);
        return;
    }
    m_scope->narrowing().askForFields();
    updateButtons();
}

bool RollbackWizard::isFirstComplete() const
{
    return m_scope->isComplete();
}

void RollbackWizard::askPlan(int number)
{
    Sync::RollbackRequest wanted = asked();
    // What would be written over stays in sight beside the choice.
    wanted.restoreConflicts = false;
    Models::whenAnswered(
        m_engine.planRollback(wanted), this, [this, number](const Sync::Result<Sync::RollbackPlan> &plan) {
            if (plan)
                showPlan(number, *plan, Models::laterRunsText(plan->laterBatches));
            else
                showFailure(number, plan.failure());
        });
}

Sync::RollbackRequest RollbackWizard::asked() const
{
    Sync::RollbackRequest wanted = m_scope->request();
    wanted.restoreConflicts = preview().restoresConflicts();
    wanted.created = preview().created();
    wanted.withoutBackup = confirm().isWithoutBackup();
    wanted.shopNameTyped = confirm().typedName();
    return wanted;
}

Sync::RunRequest RollbackWizard::request() const
{
    return asked();
}

QString RollbackWizard::sentence(const Sync::RollbackPlan &plan) const
{
    return Models::rollbackSentence(plan, asked());
}

} // namespace Ui
