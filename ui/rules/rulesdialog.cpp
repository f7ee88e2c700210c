#include "ui/rules/rulesdialog.h"

#include "sync/api/isolated.h"
#include "ui/rules/ruleform.h"
#include "ui/rules/simulationpane.h"
#include "ui/style/dialogs.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/style/noticebar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/enabling.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/taborder.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int fewestOfName = 12;

} // namespace

RulesDialog::RulesDialog(Sync::Engine &engine, Sync::Reader &reader, QWidget *parent)
    : QDialog(parent)
    , m_model(engine, reader)
    , m_notice(new NoticeBar(this))
    , m_table(makeTable(m_model, u"rulesTable"_s, tr("Approval rules"), this))
    , m_empty(new EmptyState(this))
    , m_editor(new QScrollArea(this))
    , m_tried(new QScrollArea(this))
    , m_form(new RuleForm)
    , m_simulation(new SimulationPane(reader))
    , m_new(button(tr("New Rule"), u"newRule"_s, ButtonKind::Normal, {}, this))
    , m_duplicate(button(tr("Duplicate"), u"duplicateRule"_s, ButtonKind::Normal, {}, this))
    , m_remove(button(tr("Delete"), u"deleteRule"_s, ButtonKind::Normal, {}, this))
    , m_turn(button(tr("Turn Off"), u"turnRule"_s, ButtonKind::Normal, {}, this))
    , m_up(button(tr("Up"), u"moveRuleUp"_s, ButtonKind::Normal, {}, this))
    , m_down(button(tr("Down"), u"moveRuleDown"_s, ButtonKind::Normal, {}, this))
    , m_restore(button(tr("Restore Defaults\u2026"), u"restoreRules"_s, ButtonKind::Normal, {}, this))
    , m_save(button(tr("Save Rule"), u"saveRule"_s, ButtonKind::Primary, {}, this))
    , m_discard(button(tr("Discard Changes"), u"discardRule"_s, ButtonKind::Normal, {}, this))
    , m_retry(new QAction(tr("Try Again"), this))
    , m_addFirst(new QAction(tr("New Rule"), this))
{
    setObjectName(u"rulesDialog"_s);
    setWindowTitle(tr("Approval Rules"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(textLabel(tr("Approval Rules"), TextSize::Section, this));
    layout->addWidget(mutedLabel(tr("Rules approve changes that need nobody, or keep others for a person. A rule that "
                                    "asks a person beats every rule that approves, and what no rule is about waits."),
        TextSize::Body, this));
    layout->addWidget(m_notice);
    auto *list = new QWidget;
    list->setLayout(makeList());
    // Also because it asks for no more than its parts need at least: a layout would squeeze the buttons below it.
    auto *halves = new QSplitter(this);
    halves->setHandleWidth(20);
    halves->setChildrenCollapsible(false);
    for (QWidget *half : std::initializer_list<QWidget *>{list, makeEditor(), m_empty})
        halves->addWidget(half);
    halves->setSizes({474, 668, 668});
    for (const int half : {1, 2})
        halves->setStretchFactor(half, 1);
    layout->addWidget(halves, 1);
    auto *close = button(tr("Close"), u"closeRules"_s, ButtonKind::Normal, {}, this);
    for (QPushButton *each : findChildren<QPushButton *>())
        each->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_restore);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_discard);
    buttons->addWidget(m_save);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &RulesDialog::reject);
    connectParts();
    addShortcuts();
    putTabInReadingOrder(close);
    resize(1210, 720);
    update();
    m_table->setFocus();
}

QLayout *RulesDialog::makeList()
{
    auto *list = new QVBoxLayout;
    list->setContentsMargins({});
    list->setSpacing(8);
    m_table->horizontalHeader()->setStretchLastSection(false);
    setColumnWidths(*m_table, {5, 28, 16});
    m_table->setFlexible(int(Models::RulesModel::Column::Name), fewestOfName);
    list->addWidget(m_table, 1);
    auto *row = new FlowLayout(FlowLayout::Side::Leading, 6);
    row->setContentsMargins(0, 0, 0, 0);
    int place = 0;
    for (QPushButton *each : {m_new, m_turn, m_duplicate, m_remove, m_up, m_down})
        row->insertWidget(place++, each);
    list->addLayout(row);
    // In sight while the rule is edited, however long its form is.
    m_tried->setObjectName(u"ruleTried"_s);
    m_tried->setWidget(m_simulation);
    m_tried->setWidgetResizable(true);
    m_tried->setFrameShape(QFrame::NoFrame);
    m_tried->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->addWidget(m_tried, 1);
    return list;
}

QWidget *RulesDialog::makeEditor()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 12, 0);
    column->setSpacing(14);
    column->addWidget(m_form);
    column->addStretch();
    m_editor->setObjectName(u"ruleEditor"_s);
    m_editor->setWidget(content);
    m_editor->setWidgetResizable(true);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return m_editor;
}

void RulesDialog::connectParts()
{
    connect(m_table, &TableView::currentRowChanged, this, &RulesDialog::showCurrent);
    connect(m_form, &RuleForm::changed, this, &RulesDialog::edited);
    connect(m_new, &QPushButton::clicked, this,
        [this] { startNew({.changeTypes = {Sync::ChangeType::Update}, .noConflict = false}); });
    connect(m_addFirst, &QAction::triggered, m_new, &QPushButton::click);
    connect(m_duplicate, &QPushButton::clicked, this, [this] {
        Sync::ApprovalRule copy = m_model.ruleAt(currentRow());
        copy.id = {};
        copy.isDefault = false;
        copy.revision = 0;
        copy.name = tr("%1 (copy)").arg(copy.name.left(60));
        startNew(copy);
    });
    connect(m_remove, &QPushButton::clicked, this, &RulesDialog::removeCurrent);
    connect(m_turn, &QPushButton::clicked, this, [this] {
        const bool isOn = m_model.ruleAt(currentRow()).isActive;
        m_model.setData(m_model.index(currentRow(), int(Models::RulesModel::Column::Enabled)),
            isOn ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
        update();
    });
    connect(m_up, &QPushButton::clicked, this, [this] { moveCurrent(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { moveCurrent(1); });
    connect(m_restore, &QPushButton::clicked, this, &RulesDialog::askRestore);
    connect(m_save, &QPushButton::clicked, this, &RulesDialog::save);
    connect(m_discard, &QPushButton::clicked, this, &RulesDialog::discard);
    connect(m_retry, &QAction::triggered, &m_model, &Models::RulesModel::refresh);
    connect(&m_model, &Models::RulesModel::modelReset, this, &RulesDialog::saved);
    connect(&m_model, &Models::RulesModel::changed, this, [this] {
        const bool wasEdited = m_isEditing;
        m_isEditing = false;
        m_notice->clear();
        saved();
        if (wasEdited) // Save Rule had the focus, and nothing is left to be saved
            m_table->setFocus(Qt::OtherFocusReason);
    });
    connect(&m_model, &Models::RulesModel::changeFailed, this, &RulesDialog::refused);
    connect(&m_model, &Models::RulesModel::loadStateChanged, this, [this] {
        if (m_model.loadState() == Models::LoadState::Failed)
            m_notice->showFailure(m_model.failure(), {}, {m_retry});
        update();
    });
}

/// On the list alone: in the form the same keys mean text.
void RulesDialog::addShortcuts()
{
    m_up->setAccessibleName(tr("Move Up"));
    m_down->setAccessibleName(tr("Move Down"));
    for (const auto &[keys, pushed] : {std::pair{QKeySequence(Qt::Key_Insert), m_new},
             {QKeySequence(Qt::ALT | Qt::Key_Insert), m_duplicate}, {QKeySequence(QKeySequence::Delete), m_remove},
             {QKeySequence(Qt::ALT | Qt::Key_Up), m_up}, {QKeySequence(Qt::ALT | Qt::Key_Down), m_down}}) {
        auto *pressed = new QShortcut(keys, m_table, nullptr, nullptr, Qt::WidgetShortcut);
        connect(pressed, &QShortcut::activated, pushed, &QPushButton::click);
        pushed->setToolTip(tr("%1 (%2)").arg(pushed->accessibleName(), keys.toString(QKeySequence::NativeText)));
    }
}

void RulesDialog::putTabInReadingOrder(QWidget *close)
{
    QWidget *last = m_table;
    for (QWidget *stop : std::initializer_list<QWidget *>{m_new, m_turn, m_duplicate, m_remove, m_up, m_down, m_tried,
             m_editor, m_restore, close, m_discard, m_save})
        last = leadInto(last, stop);
}

int RulesDialog::currentRow() const
{
    return m_table->currentIndex().row();
}

void RulesDialog::moveCurrent(int by)
{
    m_selectNext = m_model.ruleAt(currentRow()).name;
    m_model.move(currentRow(), by);
}

void RulesDialog::startNew(const Sync::ApprovalRule &rule)
{
    m_isEditing = true;
    m_shown = {};
    m_form->setRule(rule);
    edited();
    m_form->focusProblem();
}

void RulesDialog::showCurrent()
{
    if (m_isEditing)
        return;
    const Sync::ApprovalRule rule = m_model.ruleAt(currentRow());
    m_shown = rule.id;
    if (rule.id.isValid()) {
        m_row = currentRow();
        m_form->setRule(rule);
        m_simulation->setDraft(rule);
    } else {
        m_simulation->clear();
    }
    update();
}

void RulesDialog::edited()
{
    m_isEditing = true;
    if (m_form->isValid())
        m_simulation->setDraft(m_form->rule());
    else
        m_simulation->setNothing(tr("The rule is tried as soon as it is complete."));
    update();
}

void RulesDialog::save()
{
    if (!m_form->isValid()) {
        m_form->focusProblem();
        return;
    }
    const Sync::ApprovalRule rule = m_form->rule();
    m_selectNext = rule.name;
    m_model.change(Sync::SaveRule{rule});
    update();
}

void RulesDialog::discard()
{
    m_isEditing = false;
    m_notice->clear();
    showCurrent();
    m_table->setFocus();
}

void RulesDialog::removeCurrent()
{
    const Sync::ApprovalRule rule = m_model.ruleAt(currentRow());
    if (!rule.id.isValid())
        return;
    QMessageBox *question = makeQuestion(this, u"deleteRuleQuestion"_s, tr("Delete Rule"),
        tr("Delete the rule “%1”?").arg(Sync::isolated(rule.name)),
        tr("What it has approved stays approved. From then on it decides nothing."));
    addAnswer(*question, tr("Keep the Rule"), u"keepRule"_s, QMessageBox::RejectRole);
    const QPushButton *yes = addAnswer(*question, tr("Delete"), u"confirmDeleteRule"_s, QMessageBox::DestructiveRole);
    connect(yes, &QPushButton::clicked, this, [this, rule] {
        m_model.change(Sync::RemoveRule{rule.id, rule.revision});
    });
    question->open();
}

void RulesDialog::askRestore()
{
    QMessageBox *question = makeQuestion(this, u"restoreRulesQuestion"_s, tr("Restore Defaults"),
        tr("Put the four default rules back as they were?"),
        tr("Changes made to them are lost, and they are turned on. Rules of your own stay as they are."));
    addAnswer(*question, tr("Leave Them"), u"keepRules"_s, QMessageBox::RejectRole);
    const QPushButton *yes = addAnswer(*question, tr("Restore"), u"confirmRestoreRules"_s, QMessageBox::AcceptRole);
    connect(yes, &QPushButton::clicked, this, [this] { m_model.change(Sync::RestoreDefaultRules{}); });
    question->open();
}

/// The list is another: what was chosen stays chosen, and the next takes the place of one that is gone.
void RulesDialog::saved()
{
    if (m_isEditing)
        return update();
    int row = m_selectNext.isEmpty() ? m_model.rowOf(m_shown) : m_model.rowNamed(m_selectNext);
    m_selectNext.clear();
    if (row < 0)
        row = std::min(m_row, m_model.rowCount() - 1);
    if (m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_model.index(row, int(Models::RulesModel::Column::Name)));
    showCurrent();
}

void RulesDialog::refused(const Sync::Failure &failure)
{
    m_selectNext.clear();
    m_notice->showFailure(failure);
    update();
    if (m_isEditing)
        m_form->focusProblem();
}

void RulesDialog::update()
{
    using Models::LoadState;
    const int row = currentRow();
    const bool canChoose = !m_isEditing && !m_model.isBusy();
    const bool hasRule = canChoose && row >= 0 && row < m_model.rowCount();
    m_table->setEnabled(!m_isEditing);
    m_new->setEnabled(canChoose && m_model.loadState() != LoadState::Failed);
    setEnabledOr(*m_turn, hasRule, *m_table);
    m_turn->setText(m_model.ruleAt(row).isActive ? tr("Turn Off") : tr("Turn On"));
    m_turn->setAccessibleName(m_turn->text());
    setEnabledOr(*m_duplicate, hasRule, *m_table);
    setEnabledOr(*m_remove, hasRule, *m_table);
    setEnabledOr(*m_up, hasRule && row > 0, *m_table);
    setEnabledOr(*m_down, hasRule && row + 1 < m_model.rowCount(), *m_table);
    setEnabledOr(*m_restore, canChoose, *m_table);
    m_save->setEnabled(m_isEditing && !m_model.isBusy());
    m_discard->setEnabled(m_isEditing && !m_model.isBusy());
    const bool hasForm = m_isEditing || (row >= 0 && row < m_model.rowCount());
    m_editor->setVisible(hasForm);
    m_empty->setVisible(!hasForm);
    if (m_model.loadState() == LoadState::Failed)
        m_empty->setContent(tr("Not Read"), tr("The rules could not be read."));
    else if (m_model.loadState() == LoadState::Ready)
        m_empty->setContent(
            tr("No Rules"), tr("Every change waits for a person. A rule can approve what is harmless."), {m_addFirst});
    else
        m_empty->setContent(tr("Loading\u2026"), {});
}

void RulesDialog::reject()
{
    if (!m_isEditing)
        return QDialog::reject();
    QMessageBox *question = makeQuestion(this, u"discardRuleQuestion"_s, tr("Approval Rules"),
        tr("The rule is not saved."), tr("Close without saving it, or go on with it?"));
    addAnswer(*question, tr("Go On"), u"goOnWithRule"_s, QMessageBox::RejectRole);
    const QPushButton *yes
        = addAnswer(*question, tr("Close Without Saving"), u"closeWithoutSaving"_s, QMessageBox::DestructiveRole);
    connect(yes, &QPushButton::clicked, this, [this] { QDialog::reject(); });
    question->open();
}

} // namespace Ui

#include "moc_rulesdialog.cpp"
