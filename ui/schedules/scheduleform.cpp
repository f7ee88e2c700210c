#include "ui/schedules/scheduleform.h"

#include "models/paging/answer.h"
#include "models/schedules/scheduletext.h"
#include "ui/style/dialogs.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/style/noticebar.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/timeorder.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QTimeEdit>
#include <QTimeZone>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

using Sync::ScheduleAction;
using Sync::Weekday;

namespace {

constexpr int characters = 78;
constexpr int daysPerWeek = 7;

/// The interval alone, as it stands in the list of them.
QString intervalText(int minutes)
{
    Sync::Schedule schedule = ScheduleForm::suggestion();
    schedule.days = Sync::everyDay;
    schedule.everyMinutes = minutes;
    return Models::whenText(schedule);
}

} // namespace

ScheduleForm::ScheduleForm(Sync::Schedules &schedules, const Sync::Schedule &schedule, QWidget *parent)
    : QDialog(parent)
    , m_schedules(schedules)
    , m_before(schedule)
    , m_action(named(new QComboBox(this), u"scheduleAction"_s, tr("What to do")))
    , m_atTime(named(new QRadioButton(tr("At a &time of day"), this), u"scheduleAtTime"_s, tr("At a time of day")))
    , m_time(named(new QTimeEdit(this), u"scheduleTime"_s, tr("Time of day")))
    , m_everyInterval(
          named(new QRadioButton(tr("Again and a&gain"), this), u"scheduleByInterval"_s, tr("Again and again")))
    , m_interval(named(new QComboBox(this), u"scheduleInterval"_s, tr("How often")))
    , m_name(named(new QLineEdit(this), u"scheduleName"_s, tr("Name of the schedule")))
    , m_sentence(textLabel({}, TextSize::Body, this))
    , m_meaning(mutedLabel({}, TextSize::Small, this))
    , m_notice(new NoticeBar(this))
    , m_save(button(tr("&Save"), u"saveSchedule"_s, ButtonKind::Primary, {}, this))
{
    setObjectName(u"scheduleForm"_s);
    setWindowTitle(m_before.id.isValid() ? tr("Change the Schedule") : tr("New Schedule"));
    for (const ScheduleAction action : {ScheduleAction::PullChanged, ScheduleAction::PullFull, ScheduleAction::Push}) {
        QString text = Models::whatText(action);
        text[0] = text.at(0).toUpper();
        m_action->addItem(text, int(action));
    }
    for (const int minutes : {5, 10, 15, 30, 60, 120, 240, 360, 720})
        m_interval->addItem(intervalText(minutes), minutes);
    m_time->setDisplayFormat(u"HH:mm"_s);
    keepTimeOrder(*m_time);
    m_name->setMaxLength(Sync::Schedule::longestName);
    m_sentence->setObjectName(u"scheduleSentence"_s);
    build();
    fill();
    connect(m_action, &QComboBox::currentIndexChanged, this, &ScheduleForm::update);
    connect(m_interval, &QComboBox::currentIndexChanged, this, &ScheduleForm::update);
    connect(m_time, &QTimeEdit::timeChanged, this, &ScheduleForm::update);
    connect(m_name, &QLineEdit::textChanged, this, &ScheduleForm::update);
    for (QAbstractButton *each : QList<QAbstractButton *>{m_atTime, m_everyInterval})
        connect(each, &QAbstractButton::toggled, this, &ScheduleForm::update);
    for (QCheckBox *day : std::as_const(m_days))
        connect(day, &QCheckBox::toggled, this, &ScheduleForm::update);
    connect(m_save, &QPushButton::clicked, this, &ScheduleForm::save);
    update();
    fitDialog(*this, characters);
    m_action->setFocus();
}

Sync::Schedule ScheduleForm::suggestion()
{
    return {.at = {7, 0}, .days = Sync::mondayToFriday, .timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId())};
}

void ScheduleForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(textLabel(windowTitle(), TextSize::Section, this));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(10);
    form->addRow(tr("&What:"), m_action);
    QWidget *when = whenRow();
    auto *whenLabel = new QLabel(tr("When:"), this);
    form->addRow(whenLabel, when);
    form->addRow(tr("Days:"), daysRow());
    form->addRow(tr("&Name:"), m_name);
    for (QWidget *field : {static_cast<QWidget *>(m_action), static_cast<QWidget *>(m_name)}) // beside its text
        form->labelForField(field)->setMinimumHeight(field->sizeHint().height());
    const int aboveText = (m_time->sizeHint().height() - fontMetrics().height()) / 2;
    whenLabel->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    whenLabel->setContentsMargins(0, aboveText, 0, 0);
    layout->addLayout(form);
    layout->addWidget(m_sentence);
    layout->addWidget(m_meaning);
    layout->addWidget(m_notice);
    layout->addStretch();
    auto *cancel = button(tr("Cancel"), u"cancelSchedule"_s, ButtonKind::Normal, {}, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    layout->addLayout(buttons);
    m_save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

QWidget *ScheduleForm::whenRow()
{
    auto *rows = new QWidget(this);
    auto *grid = new QGridLayout(rows);
    grid->setContentsMargins({});
    grid->addWidget(m_atTime, 0, 0);
    // Its own direction would put it at the other end of a cell from right to left.
    auto *time = new QHBoxLayout;
    time->addWidget(m_time);
    time->addStretch();
    grid->addLayout(time, 0, 1);
    grid->addWidget(m_everyInterval, 1, 0);
    grid->addWidget(m_interval, 1, 1, Qt::AlignLeading);
    grid->setColumnStretch(1, 1);
    return rows;
}

QWidget *ScheduleForm::daysRow()
{
    auto *row = new QWidget(this);
    auto *flow = new FlowLayout;
    row->setLayout(flow);
    flow->setContentsMargins({});
    for (int day = 1; day <= daysPerWeek; ++day) {
        const QString name = QLocale().dayName(day);
        m_days += named(
            new QCheckBox(QLocale().dayName(day, QLocale::ShortFormat), row), u"scheduleDay%1"_s.arg(day), name);
        m_days.constLast()->setToolTip(name);
        flow->addWidget(m_days.constLast());
    }
    return row;
}

void ScheduleForm::fill()
{
    m_action->setCurrentIndex(m_action->findData(int(m_before.action)));
    (m_before.isInterval() ? m_everyInterval : m_atTime)->setChecked(true);
    m_time->setTime(m_before.at.isValid() ? m_before.at : suggestion().at);
    const int minutes = m_before.isInterval() ? m_before.everyMinutes : 60;
    // One made on the command line may have an interval of its own.
    if (m_interval->findData(minutes) < 0)
        m_interval->addItem(intervalText(minutes), minutes);
    m_interval->setCurrentIndex(m_interval->findData(minutes));
    for (int day = 0; day < daysPerWeek; ++day)
        m_days.at(day)->setChecked(m_before.days.testFlag(Weekday(1 << day)));
    m_name->setText(m_before.name);
}

Sync::Schedule ScheduleForm::schedule() const
{
    Sync::Schedule schedule = m_before;
    schedule.action = ScheduleAction(m_action->currentData().toInt());
    const bool byInterval = m_everyInterval->isChecked();
    schedule.at = byInterval ? QTime() : m_time->time();
    schedule.everyMinutes = byInterval ? m_interval->currentData().toInt() : 0;
    schedule.days = {};
    for (int day = 0; day < daysPerWeek; ++day)
        if (m_days.at(day)->isChecked())
            schedule.days |= Weekday(1 << day);
    schedule.name = m_name->text().simplified();
    if (schedule.name.isEmpty())
        schedule.name = Models::scheduleSentence(schedule).left(Sync::Schedule::longestName);
    return schedule;
}

void ScheduleForm::update()
{
    const Sync::Schedule now = schedule();
    m_time->setEnabled(!now.isInterval());
    m_interval->setEnabled(now.isInterval());
    const QString sentence = now.days ? QString(Models::scheduleSentence(now) % u'.') : tr("Choose a day of the week.");
    m_sentence->setText(sentence);
    m_name->setPlaceholderText(now.days ? Models::scheduleSentence(now) : QString());
    m_meaning->setText(now.action == ScheduleAction::Push
            ? tr("Only what is approved by then is sent. Where a person would be asked (the circuit breaker, a locked "
                 "shop), nothing is sent and the schedule says so.")
            : tr("The catalogue is not changed; what differs comes to Review."));
    m_save->setEnabled(bool(now.days) && !m_isBusy);
    m_save->setText(m_isBusy ? tr("Saving\u2026") : tr("&Save"));
    m_save->setAccessibleName(m_isBusy ? tr("Saving") : tr("Save"));
}

void ScheduleForm::save()
{
    if (m_isBusy)
        return;
    m_isBusy = true;
    m_notice->clear();
    update();
    Models::whenAnswered(m_schedules.save(schedule()), this, [this](const Sync::Result<Sync::ScheduleId> &answer) {
        m_isBusy = false;
        update();
        if (!answer) {
            m_notice->showFailure(answer.failure());
            fitDialog(*this, characters);
            return;
        }
        Q_EMIT saved(*answer);
        accept();
    });
}

} // namespace Ui

#include "moc_scheduleform.cpp"
