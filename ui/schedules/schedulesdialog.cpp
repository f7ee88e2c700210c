#include "ui/schedules/schedulesdialog.h"

#include "models/format/text.h"
#include "models/paging/answer.h"
#include "models/schedules/scheduletext.h"
#include "sync/api/isolated.h"
#include "ui/schedules/scheduleform.h"
#include "ui/style/dialogs.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/style/noticebar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

SchedulesDialog::SchedulesDialog(Sync::Schedules &schedules, Sync::Reader &reader, QWidget *parent)
    : QDialog(parent)
    , m_schedules(schedules)
    , m_model(schedules)
    , m_table(makeTable(m_model, u"schedulesTable"_s, tr("Schedules"), this))
    , m_empty(new EmptyState(this))
    , m_notice(new NoticeBar(this))
    , m_add(button(tr("&New Schedule\u2026"), u"newSchedule"_s, ButtonKind::Primary, u"add"_s, this))
    , m_edit(button(tr("&Change\u2026"), u"changeSchedule"_s, ButtonKind::Normal, u"edit"_s, this))
    , m_run(button(tr("&Run Now"), u"runSchedule"_s, ButtonKind::Normal, u"play"_s, this))
    , m_toggle(button(tr("Switch &Off"), u"switchSchedule"_s, ButtonKind::Normal, {}, this))
    , m_showRun(button(tr("Show &Latest Run"), u"showScheduleRun"_s, ButtonKind::Normal, u"history"_s, this))
    , m_remove(button(tr("Remo&ve\u2026"), u"removeSchedule"_s, ButtonKind::Normal, {}, this))
    , m_stack(new QStackedLayout)
    , m_retry(new QAction(tr("Try Again"), this))
    , m_first(new QAction(tr("New Schedule\u2026"), this))
{
    setObjectName(u"schedulesDialog"_s);
    setWindowTitle(tr("Schedules"));
    build();
    connect(m_add, &QPushButton::clicked, this, [this] { edit(ScheduleForm::suggestion()); });
    connect(m_first, &QAction::triggered, this, [this] { edit(ScheduleForm::suggestion()); });
    connect(m_edit, &QPushButton::clicked, this, [this] { edit(current().schedule); });
    connect(m_table, &QTableView::activated, this, [this] { edit(current().schedule); });
    connect(m_run, &QPushButton::clicked, this, &SchedulesDialog::runNow);
    connect(m_toggle, &QPushButton::clicked, this, &SchedulesDialog::toggle);
    connect(m_showRun, &QPushButton::clicked, this, &SchedulesDialog::showRun);
    connect(m_remove, &QPushButton::clicked, this, &SchedulesDialog::remove);
    connect(new QShortcut(Qt::Key_Space, m_table, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this,
        &SchedulesDialog::toggle);
    connect(new QShortcut(Qt::Key_Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this,
        &SchedulesDialog::remove);
    connect(m_table, &TableView::currentRowChanged, this, [this] {
        if (const Sync::ScheduleId id = current().schedule.id; id.isValid())
            m_chosen = id;
        update();
    });
    connect(m_retry, &QAction::triggered, &m_model, &Models::SchedulesModel::refresh);
    connect(&m_model, &Models::SchedulesModel::loadStateChanged, this, &SchedulesDialog::loaded);
    connect(&reader, &Sync::Reader::historyChanged, &m_model, &Models::SchedulesModel::refresh);
    resize(1'020, 500);
    update();
    m_table->setFocus();
}

void SchedulesDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(textLabel(tr("Schedules"), TextSize::Section, this));
    layout->addWidget(mutedLabel(tr("They run while a Syncdesk is open on this shop, on one desk only. What was missed "
                                    "because none was open is caught up once. Nothing is ever sent that a person "
                                    "would have to be asked about."),
        TextSize::Body, this));
    layout->addWidget(m_notice);
    setColumnWidths(*m_table, {22, 66, 20, 24});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    layout->addLayout(m_stack, 1);
    auto *deeds = new FlowLayout;
    for (QPushButton *each : {m_add, m_edit, m_run, m_toggle, m_showRun, m_remove}) {
        each->setAutoDefault(false); // Return belongs to the row
        deeds->addWidget(each);
    }
    layout->addLayout(deeds);
    auto *close = button(tr("Close"), u"closeSchedules"_s, ButtonKind::Normal, {}, this);
    close->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

Sync::ScheduleRow SchedulesDialog::current() const
{
    return m_model.rowAt(m_table->currentIndex().row());
}

void SchedulesDialog::loaded()
{
    if (m_model.loadState() == Models::LoadState::Failed)
        m_notice->showFailure(m_model.failure(), {}, {m_retry});
    else if (m_isUnread)
        m_notice->clear();
    m_isUnread = m_model.loadState() == Models::LoadState::Failed;
    if (m_model.rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model.index(std::max(0, m_model.rowOf(m_chosen)), 0));
    update();
}

void SchedulesDialog::update()
{
    using Models::LoadState;
    if (m_model.loadState() == LoadState::Ready && m_model.rowCount() == 0)
        m_empty->setContent(tr("Nothing Starts by Itself"),
            tr("A schedule pulls from Shopify or sends what is approved, at a time of day or again and again."),
            {m_first});
    else if (m_model.loadState() == LoadState::Failed)
        m_empty->setContent(tr("Not Read"), tr("The schedules could not be read."));
    else
        m_empty->setContent(tr("Loading\u2026"), {});
    m_stack->setCurrentIndex(m_model.rowCount() > 0 ? 0 : 1);
    const Sync::ScheduleRow row = current();
    const bool isThere = row.schedule.id.isValid();
    m_add->setVisible(m_model.rowCount() > 0);
    for (QPushButton *each : {m_edit, m_run, m_toggle, m_showRun, m_remove})
        each->setVisible(m_model.rowCount() > 0);
    for (QPushButton *each : {m_edit, m_toggle, m_remove})
        each->setEnabled(isThere && !m_isBusy);
    m_run->setEnabled(isThere && !m_isBusy && row.runningOn.isEmpty());
    m_run->setToolTip(row.runningOn.isEmpty() ? QString() : tr("It is running on %1.").arg(row.runningOn));
    m_showRun->setEnabled(row.last && row.last->batch.isValid());
    m_showRun->setToolTip(row.last ? row.last->message : tr("It never ran."));
    m_toggle->setText(isThere && !row.schedule.isEnabled ? tr("Switch &On") : tr("Switch &Off"));
    m_toggle->setAccessibleName(QString(m_toggle->text()).remove(u'&'));
}

void SchedulesDialog::edit(const Sync::Schedule &schedule)
{
    if (m_isBusy)
        return;
    auto *form = new ScheduleForm(m_schedules, schedule, this);
    form->setAttribute(Qt::WA_DeleteOnClose);
    connect(form, &ScheduleForm::saved, this, [this](Sync::ScheduleId id) {
        m_chosen = id;
        m_notice->clear();
    });
    form->open();
}

void SchedulesDialog::await(const QFuture<Sync::Result<Sync::Done>> &answer, const QString &done)
{
    m_isBusy = true;
    m_notice->clear();
    update();
    Models::whenAnswered(answer, this, [this, done](const Sync::Result<Sync::Done> &result) {
        m_isBusy = false;
        if (result)
            m_notice->showText(Models::Tone::Good, done);
        else
            m_notice->showFailure(result.failure());
        update();
    });
}

void SchedulesDialog::toggle()
{
    const Sync::Schedule schedule = current().schedule;
    if (!schedule.id.isValid() || m_isBusy)
        return;
    const QString name = Sync::isolated(Models::oneLine(schedule.name));
    await(m_schedules.setEnabled(schedule.id, !schedule.isEnabled),
        schedule.isEnabled ? tr("“%1” is off; it does not run until it is switched on.").arg(name)
                           : tr("“%1” is on. What it missed meanwhile is not caught up.").arg(name));
}

void SchedulesDialog::runNow()
{
    const Sync::Schedule schedule = current().schedule;
    if (!schedule.id.isValid() || m_isBusy)
        return;
    m_isBusy = true;
    m_notice->showText(Models::Tone::Info,
        tr("“%1” is running; the Sync page shows how far it is.").arg(Sync::isolated(Models::oneLine(schedule.name))));
    update();
    Models::whenAnswered(m_schedules.runNow(schedule.id), this, [this](const Sync::Result<Sync::ScheduleRun> &run) {
        m_isBusy = false;
        if (!run)
            m_notice->showFailure(run.failure());
        else if (run->outcome == Sync::ScheduleOutcome::NothingToDo)
            m_notice->showText(Models::Tone::Info, run->message);
        else
            m_notice->showText(Models::badgeFor(run->outcome).tone, Models::noticeOf(*run));
        update();
    });
}

void SchedulesDialog::remove()
{
    const Sync::Schedule schedule = current().schedule;
    if (!schedule.id.isValid() || m_isBusy)
        return;
    const QString name = Sync::isolated(Models::oneLine(schedule.name));
    QMessageBox *question = makeQuestion(this, u"removeScheduleQuestion"_s, tr("Remove the Schedule"),
        tr("Remove “%1”?").arg(name), tr("What it ran so far stays in History."));
    addAnswer(*question, tr("Keep It"), u"keepSchedule"_s, QMessageBox::RejectRole);
    QPushButton *go = addAnswer(*question, tr("Remove"), u"removeScheduleNow"_s, QMessageBox::DestructiveRole);
    connect(go, &QPushButton::clicked, this,
        [this, schedule, name] { await(m_schedules.remove(schedule.id), tr("“%1” was removed.").arg(name)); });
    question->open();
}

void SchedulesDialog::showRun()
{
    const Sync::ScheduleRow row = current();
    if (!row.last || !row.last->batch.isValid())
        return;
    Q_EMIT openRequested(u"history"_s, {{u"batch"_s, row.last->batch.value}});
    accept();
}

} // namespace Ui

#include "moc_schedulesdialog.cpp"
