#include "models/format/text.h"
#include "models/paging/answer.h"
#include "ui/review/changepane.h"
#include "ui/review/reviewfilterbar.h"
#include "ui/review/reviewpage.h"
#include "ui/send/senddialog.h"
#include "ui/style/dialogs.h"
#include "ui/style/noticebar.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

// What the review page can be asked to do: keys, menus, decisions, runs.
namespace Ui {

using Sync::DecisionKind;

namespace {

constexpr qsizetype mostAtOnce = 100'000;

QList<Sync::ChangeId> toChanges(const QList<qint64> &ids)
{
    QList<Sync::ChangeId> changes;
    changes.reserve(ids.size());
    for (const qint64 id : ids)
        changes += Sync::ChangeId{id};
    return changes;
}

} // namespace

QAction *ReviewPage::addPageAction(const QString &text, const QList<QKeySequence> &keys, void (ReviewPage::*slot)())
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    m_actions += action;
    return action;
}

void ReviewPage::addSeparator()
{
    auto *line = new QAction(this);
    line->setSeparator(true);
    m_actions += line;
}

void ReviewPage::buildActions()
{
    addPageAction(tr("Find"), {QKeySequence::Find, Qt::Key_Slash}, &ReviewPage::focusSearch);
    addSeparator();
    addPageAction(tr("Next Product"), {Qt::Key_J}, &ReviewPage::nextProduct);
    addPageAction(tr("Previous Product"), {Qt::Key_K}, &ReviewPage::previousProduct);
    addPageAction(tr("Next Field"), {Qt::Key_N}, &ReviewPage::nextField);
    addPageAction(tr("Previous Field"), {Qt::Key_P}, &ReviewPage::previousField);
    addSeparator();
    addPageAction(tr("Approve Field"), {Qt::Key_A}, &ReviewPage::approveCurrent);
    addPageAction(tr("Reject Field"), {Qt::Key_R}, &ReviewPage::rejectCurrent);
    addPageAction(tr("Edit Field"), {Qt::Key_E, Qt::Key_3}, &ReviewPage::editField);
    addPageAction(tr("Keep the Value Here"), {Qt::Key_1}, &ReviewPage::keepOurs);
    addPageAction(tr("Take Shopify\u2019s Value"), {Qt::Key_2}, &ReviewPage::takeTheirs);
    addSeparator();
    addPageAction(tr("Approve Product"), {Qt::SHIFT | Qt::Key_A}, &ReviewPage::approveProducts);
    addPageAction(tr("Reject Product"), {Qt::SHIFT | Qt::Key_R}, &ReviewPage::rejectProducts);
    addPageAction(tr("Bring Back to Review"), {Qt::Key_B}, &ReviewPage::reopenProducts);
    m_undoAction = addPageAction(tr("Undo Decision"), {QKeySequence::Undo}, &ReviewPage::undo);
    m_undoAction->setEnabled(false);
    addSeparator();
    addPageAction(tr("Prepare My Edits"), {}, &ReviewPage::findLocalEdits);
    addPageAction(tr("Write Approved to Catalogue"), {Qt::CTRL | Qt::Key_Return}, &ReviewPage::writeApproved);
    // The window's own action of this name is in the palette already.
    connect(m_bulkMenu->addAction(tr("Approval Rules\u2026")), &QAction::triggered, this, &ReviewPage::rulesRequested);
    m_bulkMenu->addMenu(m_columns);
    m_bulkMenu->addSeparator();
    // Far from its approving twin, in a section of its own, and it always asks.
    m_rejectShownAction = m_bulkMenu->addAction(QString());
    m_rejectShownAction->setObjectName(QStringLiteral("rejectShown"));
    connect(m_rejectShownAction, &QAction::triggered, this, &ReviewPage::askRejectShown);
    // Space presses buttons everywhere else, so here it belongs to the two tables alone.
    auto *toggle = new QAction(tr("Approve or Decide Again"), this);
    toggle->setShortcut(Qt::Key_Space);
    toggle->setShortcutContext(Qt::WidgetShortcut);
    connect(toggle, &QAction::triggered, this, &ReviewPage::toggleCurrent);
    m_table->addAction(toggle);
    m_change->table().addAction(toggle);
    m_clearAction = new QAction(tr("Clear Filter"), this);
    connect(m_clearAction, &QAction::triggered, m_filter, &ReviewFilterBar::clearFilter);
    m_pullAction = new QAction(tr("Pull from Shopify"), this);
    connect(m_pullAction, &QAction::triggered, this, &ReviewPage::pullRequested);
    m_heldAction = new QAction(tr("Look Through and Confirm\u2026"), this);
    connect(m_heldAction, &QAction::triggered, this, &ReviewPage::askToSendHeld);
}

void ReviewPage::focusSearch()
{
    m_filter->searchBox()->setFocus(Qt::ShortcutFocusReason);
    m_filter->searchBox()->selectAll();
}

void ReviewPage::refresh()
{
    m_model.refresh();
    m_counts.refresh();
    m_change->reload();
}

void ReviewPage::nextProduct()
{
    m_table->moveCurrent(1);
}

void ReviewPage::previousProduct()
{
    m_table->moveCurrent(-1);
}

void ReviewPage::nextField()
{
    m_change->moveField(1);
}

void ReviewPage::previousField()
{
    m_change->moveField(-1);
}

// What is new, deleted or restored is decided as a whole by the same keys.
void ReviewPage::approveCurrent()
{
    if (m_change->detail() && m_change->detail()->row.changeType != Sync::ChangeType::Update)
        approveProducts();
    else
        act(FieldAct::Approve);
}

void ReviewPage::rejectCurrent()
{
    if (m_change->detail() && m_change->detail()->row.changeType != Sync::ChangeType::Update)
        rejectProducts();
    else
        act(FieldAct::Reject);
}

void ReviewPage::toggleCurrent()
{
    if (m_change->card().canAct(FieldAct::Reopen))
        act(FieldAct::Reopen);
    else
        approveCurrent();
}

void ReviewPage::keepOurs()
{
    act(FieldAct::KeepOurs);
}

void ReviewPage::takeTheirs()
{
    act(FieldAct::TakeTheirs);
}

void ReviewPage::editField()
{
    m_change->card().startEditing();
}

void ReviewPage::act(FieldAct act)
{
    const Sync::FieldChangeId field = m_change->currentField();
    if (!m_change->card().canAct(act))
        return;
    switch (act) {
    case FieldAct::Approve:
        m_decisions.decide(DecisionKind::Approve, field);
        break;
    case FieldAct::Reject:
        m_decisions.decide(DecisionKind::Reject, field);
        break;
    case FieldAct::KeepOurs:
        m_decisions.decide(DecisionKind::KeepOurs, field);
        break;
    case FieldAct::TakeTheirs:
        m_decisions.decide(DecisionKind::TakeTheirs, field);
        break;
    case FieldAct::Reopen:
        m_decisions.decide(DecisionKind::Reopen, field);
        return;
    }
    m_change->advance();
}

void ReviewPage::approveProducts()
{
    decideProducts(DecisionKind::Approve);
}

void ReviewPage::rejectProducts()
{
    decideProducts(DecisionKind::Reject);
}

void ReviewPage::reopenProducts()
{
    decideProducts(DecisionKind::Reopen);
}

void ReviewPage::decideProducts(DecisionKind kind)
{
    QList<qint64> ids = m_table->selectedIds(mostAtOnce);
    if (ids.size() <= 1 && m_change->change().isValid())
        ids = {m_change->change().value};
    const QString why = m_change->whyNotSendable();
    if (kind == DecisionKind::Approve && ids == QList{m_change->change().value} && !why.isEmpty()) {
        m_notice->showText(Models::Tone::Attention, why);
        return;
    }
    const bool isWithinTab = m_model.rowOf(ids.value(0)) >= 0;
    m_decisions.decide(kind, toChanges(ids));
    // The decided rows leave this list; go on where the person will look next.
    if (ids.size() == 1 && isWithinTab)
        m_table->moveCurrent(m_table->currentIndex().row() + 1 < m_model.rowCount() ? 1 : -1);
}

void ReviewPage::undo()
{
    m_decisions.undo();
}

// By id, so that what arrives meanwhile is not decided unseen and the whole can be undone exactly.
void ReviewPage::approveShown()
{
    const std::optional<Models::BulkApproval> approval = m_bulk.approvalOf(m_model.order());
    if (!approval || !m_model.isComplete())
        return;
    const auto approve
        = [this, changes = approval->changes] { m_decisions.decide(DecisionKind::Approve, toChanges(changes)); };
    if (approval->deletions == 0) {
        approve();
        return;
    }
    const QString number = Models::count(approval->changes.size());
    QMessageBox *box = makeQuestion(this, QStringLiteral("askApproveShown"), tr("Approve Changes"),
        approval->deletions == 1 ? tr("Approve %1 changes, of which 1 deletes its product?").arg(number)
                                 : tr("Approve %1 changes, of which %2 delete their products?")
                                       .arg(number, Models::count(approval->deletions)),
        tr("Choose the kind \u201cDelete\u201d above the list to look at the deletions alone. An approval can be taken "
           "back until it is written or sent."));
    QPushButton *yes
        = addAnswer(*box, tr("&Approve %1").arg(number), QStringLiteral("approveAll"), QMessageBox::DestructiveRole);
    addAnswer(*box, tr("Cancel"), QStringLiteral("approveNone"), QMessageBox::RejectRole);
    connect(yes, &QPushButton::clicked, this, approve);
    box->open();
}

void ReviewPage::askRejectShown()
{
    const QString number = Models::count(m_model.rowCount());
    QMessageBox *box = makeQuestion(this, QStringLiteral("askRejectShown"), tr("Reject Changes"),
        tr("Reject all %1 changes shown?").arg(number), tr("They are kept under Rejected and can be brought back."));
    QPushButton *reject
        = addAnswer(*box, tr("&Reject %1").arg(number), QStringLiteral("rejectAll"), QMessageBox::DestructiveRole);
    addAnswer(*box, tr("Cancel"), QStringLiteral("keepAll"), QMessageBox::RejectRole);
    const QList<qint64> ids = m_model.order();
    connect(
        reject, &QPushButton::clicked, this, [this, ids] { m_decisions.decide(DecisionKind::Reject, toChanges(ids)); });
    box->open();
}

void ReviewPage::decided(DecisionKind kind, const Sync::DecisionReport &report)
{
    refresh();
    if (!report.left.isEmpty()) {
        const QString number = Models::count(report.changed);
        const QString done
            = kind == DecisionKind::Reopen ? tr("%1 taken back.").arg(number) : tr("%1 decided.").arg(number);
        m_notice->showText(Models::Tone::Attention, done % u' ' % report.left.join(u' '));
    } else if (report.changed > 1 && kind != DecisionKind::Reopen) {
        m_notice->showText(
            Models::Tone::Good, tr("%1 changes decided.").arg(Models::count(report.changed)), {m_undoAction});
    } else {
        m_notice->clear();
    }
}

void ReviewPage::findLocalEdits()
{
    m_find->setEnabled(false);
    Models::whenAnswered(m_engine.stageLocalEdits(), this, [this](const Sync::Result<qint64> &open) {
        m_find->setEnabled(true);
        if (!open) {
            m_notice->showFailure(open.failure());
            return;
        }
        refresh();
        m_notice->showText(Models::Tone::Info,
            *open == 0 ? tr("There is no local edit to send.")
                       : tr("%n change(s) to send are open.", nullptr, int(*open)));
    });
}

void ReviewPage::writeApproved()
{
    if (m_counts.toWrite() && !m_counts.toWrite()->isEmpty())
        run(Sync::ApplyRequest{toChanges(*m_counts.toWrite())}, tr("Writing to the catalogue\u2026"));
}

void ReviewPage::askToSend()
{
    openSendDialog(std::nullopt);
}

void ReviewPage::askToSendHeld()
{
    openSendDialog(m_held);
}

void ReviewPage::openSendDialog(const std::optional<Sync::Failure> &held)
{
    auto *dialog = new SendDialog(m_reader, m_desk, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (held)
        dialog->setHeld(*held);
    connect(dialog, &SendDialog::confirmed, this,
        [this](const Sync::PushRequest &request) { run(request, tr("Sending to Shopify\u2026")); });
    dialog->open();
}

void ReviewPage::run(const Sync::RunRequest &request, const QString &message)
{
    m_notice->showText(Models::Tone::Info, message % u' ' % tr("Progress is on the Sync page."));
    Models::whenAnswered(m_engine.run(request), this, [this, request](const Sync::Result<Sync::BatchReport> &report) {
        refresh();
        if (!report) {
            runFailed(request, report.failure());
            return;
        }
        const auto *push = std::get_if<Sync::PushRequest>(&request);
        const bool isFirstPart = push && push->sendFirst > 0 && push->changes.size() > push->sendFirst;
        const bool isWell = report->failed == 0 && report->status == Sync::BatchStatus::Completed;
        const QString text
            = tr("Run %1: %2 done, %3 failed, %4 left alone.")
                  .arg(report->batch.value)
                  .arg(Models::count(report->succeeded), Models::count(report->failed), Models::count(report->skipped));
        QStringList sentences{text};
        sentences += report->warnings;
        if (isFirstPart)
            sentences += tr("The others still wait; send again to go on.");
        m_notice->showText(isWell ? Models::Tone::Good : Models::Tone::Attention, sentences.join(u' '));
    });
}

// Of all that forbids sending, a person may only go past the circuit breaker.
void ReviewPage::runFailed(const Sync::RunRequest &request, const Sync::Failure &failure)
{
    if (std::holds_alternative<Sync::PushRequest>(request) && failure.kind == Sync::FailureKind::BreakerHeld) {
        m_held = failure;
        m_notice->showFailure(failure, {}, {m_heldAction});
    } else {
        m_notice->showFailure(failure);
    }
}

void ReviewPage::showContextMenu(const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_actions);
    menu->addSeparator();
    menu->addMenu(m_columns);
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

} // namespace Ui
