#include "ui/rollback/previewstep.h"

#include "models/format/text.h"
#include "models/history/rollbacktext.h"
#include "ui/style/labels.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tableview.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int fewestOfReason = 12;
constexpr auto columnWidths = {23, 20, 14, 11, 11, 11, 9, 20};

using Items = Models::RollbackItemsModel;

constexpr Sync::RollbackFate fates[] = {Sync::RollbackFate::WillRestore, Sync::RollbackFate::ChangedSince,
    Sync::RollbackFate::AlreadyBack, Sync::RollbackFate::Impossible, Sync::RollbackFate::OutcomeUnknown};

} // namespace

PreviewStep::PreviewStep(Models::PlanKind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_items(kind)
    , m_stack(new QStackedWidget)
    , m_message(textLabel({}))
    , m_retry(button(tr("Try Again"), u"retryPreview"_s))
    , m_remark(textLabel({}))
    , m_reason(textLabel({}))
    , m_shown(mutedLabel({}, TextSize::Small))
    , m_groups(new QButtonGroup(this))
    , m_restoreConflicts(new QCheckBox(kind == Models::PlanKind::Rollback
              ? tr("Also put back what was changed since (their later values are lost)")
              : tr("Also write over what was changed since (the later values are lost)")))
    , m_createdQuestion(textLabel(tr("What the run created in Shopify:")))
    , m_created(new QComboBox)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    auto *waiting = new QWidget;
    auto *column = new QVBoxLayout(waiting);
    column->addStretch();
    m_message->setObjectName(u"previewMessage"_s);
    m_message->setAlignment(Qt::AlignCenter);
    column->addWidget(m_message);
    column->addWidget(m_retry, 0, Qt::AlignHCenter);
    column->addStretch();
    m_stack->addWidget(waiting);
    m_stack->addWidget(buildPlan());
    layout->addWidget(m_stack);
    connect(m_retry, &QPushButton::clicked, this, &PreviewStep::retryRequested);
    connect(m_restoreConflicts, &QCheckBox::toggled, this, &PreviewStep::choiceChanged);
    connect(m_created, &QComboBox::activated, this, &PreviewStep::createdChanged);
    showReading();
}

QWidget *PreviewStep::buildPlan()
{
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins({});
    layout->setSpacing(10);
    auto *groups = new QHBoxLayout;
    groups->setSpacing(6);
    QPushButton *all = button(tr("All"), u"fate-all"_s);
    all->setCheckable(true);
    m_groups->addButton(all, int(std::size(fates)));
    groups->addWidget(all);
    for (const Sync::RollbackFate fate : fates) {
        QPushButton *group = button({}, u"fate-%1"_s.arg(int(fate)));
        group->setCheckable(true);
        group->setToolTip(Models::fateMeaning(fate, m_kind));
        m_groups->addButton(group, int(fate));
        groups->addWidget(group);
    }
    groups->addStretch();
    connect(m_groups, &QButtonGroup::idClicked, this, [this](int id) {
        m_items.showOnly(id < int(std::size(fates)) ? std::optional(Sync::RollbackFate(id)) : std::nullopt);
        m_table->moveCurrent(1); // the first of them
    });
    layout->addLayout(groups);
    m_remark->setObjectName(u"planRemark"_s);
    layout->addWidget(m_remark);
    m_table = makeTable(m_items, u"rollbackItems"_s, tr("Fields: before, written, now"));
    setColumnWidths(*m_table, columnWidths);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->setFlexible(int(Items::Column::Reason), fewestOfReason);
    layout->addWidget(m_table, 1);
    setFocusProxy(m_table);
    connect(m_table, &TableView::currentRowChanged, this, &PreviewStep::showReason);
    m_reason->setObjectName(u"itemReason"_s);
    layout->addWidget(m_reason);
    layout->addWidget(m_shown);
    m_restoreConflicts->setObjectName(u"restoreConflicts"_s);
    m_restoreConflicts->setAccessibleName(m_restoreConflicts->text());
    layout->addWidget(m_restoreConflicts);
    layout->addWidget(buildCreated());
    return widget;
}

QWidget *PreviewStep::buildCreated()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins({});
    m_created->setObjectName(u"createdFate"_s);
    m_created->setAccessibleName(m_createdQuestion->text());
    m_created->addItem(tr("Stays there"), int(Sync::CreatedFate::Keep));
    m_created->addItem(tr("Is archived, and keeps its id"), int(Sync::CreatedFate::Archive));
    m_created->addItem(tr("Is deleted; its id is lost for ever"), int(Sync::CreatedFate::Delete));
    m_createdQuestion->setBuddy(m_created);
    m_createdQuestion->setWordWrap(false);
    row->addWidget(m_createdQuestion);
    row->addWidget(m_created);
    row->addStretch();
    return box;
}

void PreviewStep::showReading()
{
    m_message->setText(tr("Reading the catalogue and Shopify as they are now…"));
    m_retry->hide();
    m_stack->setCurrentIndex(0);
}

void PreviewStep::showFailure(const Sync::Failure &failure)
{
    m_message->setText(failure.text());
    m_retry->show();
    m_stack->setCurrentIndex(0);
    m_retry->setFocus(Qt::OtherFocusReason); // what else could be done here waits for it
}

void PreviewStep::showPlan(const Sync::RollbackPlan &plan, const QString &remark)
{
    m_items.setItems(plan.items);
    m_items.showOnly({});
    giveRoom(plan.items);
    fillGroups(plan);
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
    const qint64 all = plan.willRestore + plan.alreadyBack + plan.changedSince + plan.impossible + plan.unknown;
    m_shown->setText(all > plan.items.size() ? tr("The first %1 of %2 fields are listed; the counts are of all.")
                                                   .arg(Models::count(plan.items.size()), Models::count(all))
                                             : QString());
    m_shown->setVisible(!m_shown->text().isEmpty());
    m_restoreConflicts->setVisible(plan.changedSince > 0);
    if (plan.created == 0)
        m_created->setCurrentIndex(0);
    m_created->parentWidget()->setVisible(plan.created > 0);
    m_stack->setCurrentIndex(1);
    m_table->moveCurrent(1);
    showReason();
}

void PreviewStep::showReason()
{
    const Sync::RollbackItem *item = m_items.itemAt(m_table->currentIndex().row());
    m_reason->setVisible(item);
    if (item)
        m_reason->setText(item->reason.isEmpty() ? Models::fateMeaning(item->fate, m_kind) : item->reason);
}

void PreviewStep::giveRoom(const QList<Sync::RollbackItem> &items)
{
    // Where all of it lies on one side, the column would only take room from the reasons.
    const auto isRemote = [](const Sync::RollbackItem &item) { return item.remote; };
    const auto remote = std::count_if(items.cbegin(), items.cend(), isRemote);
    m_table->setColumnHidden(int(Items::Column::Where), remote == 0 || remote == items.size());
    // And what has no reasons leaves their room to the values.
    const bool hasReasons = std::any_of(
        items.cbegin(), items.cend(), [](const Sync::RollbackItem &item) { return !item.reason.isEmpty(); });
    m_table->setColumnHidden(int(Items::Column::Reason), !hasReasons);
    for (const Items::Column values : {Items::Column::Before, Items::Column::Written, Items::Column::Now})
        m_table->horizontalHeader()->setSectionResizeMode(
            int(values), hasReasons ? QHeaderView::Interactive : QHeaderView::Stretch);
    if (hasReasons)
        setColumnWidths(*m_table, columnWidths);
}

void PreviewStep::fillGroups(const Sync::RollbackPlan &plan)
{
    for (const Sync::RollbackFate fate : fates) {
        QAbstractButton *group = m_groups->button(int(fate));
        const qint64 fields = Models::fateCount(plan, fate);
        group->setText(u"%1  %2"_s.arg(Models::badgeFor(fate, m_kind).word, Models::count(fields)));
        group->setAccessibleName(tr("%1: %2").arg(Models::badgeFor(fate, m_kind).word, Models::count(fields)));
        group->setVisible(fields > 0);
    }
    m_groups->button(int(std::size(fates)))->setChecked(true);
}

bool PreviewStep::restoresConflicts() const
{
    return m_restoreConflicts->isChecked() && m_restoreConflicts->isVisibleTo(this);
}

Sync::CreatedFate PreviewStep::created() const
{
    return Sync::CreatedFate(m_created->currentData().toInt());
}

} // namespace Ui
