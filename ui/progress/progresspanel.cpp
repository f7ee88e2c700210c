#include "ui/progress/progresspanel.h"

#include "models/progress/progresstext.h"
#include "ui/style/icons.h"
#include "ui/style/labels.h"
#include "ui/style/pageframe.h"
#include "ui/style/signlabel.h"
#include "ui/style/stepstrip.h"
#include "ui/style/throttlegauge.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tableview.h"

#include <QHeaderView>
#include <QProgressBar>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int rowsAtLeast = 4;

QString figures(const Sync::ProgressSnapshot &progress, bool goesOn)
{
    // What is being held up has no rate, and no end that could be foretold.
    QStringList parts;
    for (const QString &part : {Models::countText(progress), goesOn ? Models::rateText(progress) : QString(),
             goesOn ? Models::remainingText(progress) : QString()})
        if (!part.isEmpty())
            parts += part;
    if (progress.bytes > 0)
        parts += ProgressPanel::tr("%1 read").arg(Models::megabytes(progress.bytes));
    if (progress.failed > 0)
        parts += ProgressPanel::tr("%1 failed").arg(progress.failed);
    return parts.join(u"  ·  "_s);
}

} // namespace

Models::Badge badgeFor(Models::RunState state)
{
    using Models::RunState;
    using Models::Shape;
    using Models::Tone;
    switch (state) {
    case RunState::Idle:
        return {Shape::Ring, Tone::Neutral, ProgressPanel::tr("Idle")};
    case RunState::Starting:
    case RunState::Running:
        return {Shape::Arrow, Tone::Info, ProgressPanel::tr("Running")};
    case RunState::Pausing:
    case RunState::Paused:
        return {Shape::Bar, Tone::Info, ProgressPanel::tr("Paused")};
    case RunState::Stopping:
        return {Shape::Cross, Tone::Attention, ProgressPanel::tr("Stopping")};
    case RunState::Done:
        return {Shape::Disc, Tone::Good, ProgressPanel::tr("Done")};
    case RunState::DoneWithFailures:
        return {Shape::Triangle, Tone::Attention, ProgressPanel::tr("Failures")};
    case RunState::Stopped:
        return {Shape::Cross, Tone::Neutral, ProgressPanel::tr("Stopped")};
    case RunState::Failed:
        break;
    }
    return {Shape::Square, Tone::Bad, ProgressPanel::tr("Failed")};
}

ProgressPanel::ProgressPanel(Models::RunMonitor &run, QWidget *parent)
    : QWidget(parent)
    , m_run(run)
    , m_title(new SignLabel)
    , m_steps(new StepStrip)
    , m_bar(new QProgressBar)
    , m_figures(textLabel({}))
    , m_waiting(mutedLabel({}))
    , m_gauge(new ThrottleGauge(ThrottleGauge::Style::Full))
    , m_pause(button(tr("Pause"), u"pauseRun"_s, ButtonKind::Normal, u"pause"_s))
    , m_stop(button(tr("Stop"), u"stopRun"_s, ButtonKind::Danger))
    , m_outcomes(makeTable(*run.outcomes(), u"outcomesTable"_s, tr("Last outcomes, failures first")))
    , m_result(new ResultPanel)
    , m_idle(makeEmptyState(tr("What you start appears here as it goes."), u"idleState"_s))
{
    build();
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_run.state() == Models::RunState::Running || m_run.state() == Models::RunState::Starting)
            m_run.pause();
        else
            m_run.resume();
    });
    connect(m_stop, &QPushButton::clicked, this, [this] { m_run.stop(); });
    connect(&m_run, &Models::RunMonitor::changed, this, &ProgressPanel::update);
    update();
}

void ProgressPanel::build()
{
    m_title->setFont(scaledFont(TextSize::Section));
    m_title->setObjectName(u"runTitle"_s);
    m_figures->setObjectName(u"runFigures"_s);
    m_waiting->setObjectName(u"runWaiting"_s);
    m_bar->setObjectName(u"runBar"_s);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    setColumnWidths(*m_outcomes, {14, 40, 40});

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(10);
    // Some rows at least, whatever the font; what does not fit is scrolled to.
    m_outcomes->setMinimumHeight(m_outcomes->horizontalHeader()->sizeHint().height()
        + rowsAtLeast * m_outcomes->verticalHeader()->defaultSectionSize());
    m_outcomes->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_title, 1);
    top->addWidget(m_pause);
    top->addWidget(m_stop);
    layout->addLayout(top);
    layout->addWidget(m_steps);
    layout->addWidget(m_bar);
    auto *line = new QHBoxLayout;
    line->setSpacing(16);
    line->addWidget(m_figures, 1);
    line->addWidget(m_gauge);
    layout->addLayout(line);
    layout->addWidget(m_waiting);
    layout->addWidget(m_result);
    layout->addWidget(m_outcomes, 100);
    layout->addWidget(m_idle, 100);
    layout->addStretch(1); // where a run ended before it had outcomes
}

void ProgressPanel::update()
{
    const Sync::ProgressSnapshot &progress = m_run.snapshot();
    const bool active = m_run.isActive();
    m_title->setBadge(badgeFor(m_run.state()), Models::runTitle(m_run.state(), m_run.kind()));

    QStringList names;
    const QList<Sync::Phase> phases = Models::phasesOf(m_run.kind());
    for (const Sync::Phase phase : phases)
        names += Models::phaseName(phase);
    m_steps->setSteps(names);
    m_steps->setCurrent(
        progress.phase == Sync::Phase::Finished ? int(phases.size()) : int(phases.indexOf(progress.phase)));
    const bool ever = m_run.state() != Models::RunState::Idle;
    m_steps->setVisible(ever && !m_run.failure());

    updateBar();
    m_figures->setText(figures(progress, m_run.state() == Models::RunState::Running));
    m_gauge->setThrottle(progress.throttle);
    for (QWidget *live : {static_cast<QWidget *>(m_bar), static_cast<QWidget *>(m_figures)})
        live->setVisible(active);
    m_gauge->setVisible(active && m_run.kind() != Sync::BatchKind::Apply);
    const QString waiting = m_run.state() == Models::RunState::Pausing
        ? tr("Pausing after the requests that are under way…")
        : Models::waitingText(progress);
    m_waiting->setText(waiting);
    m_waiting->setVisible(active && !waiting.isEmpty());
    const bool anyOutcome = m_outcomes->model()->rowCount() > 0;
    m_outcomes->setVisible(ever && anyOutcome);
    m_idle->setVisible(!ever || (active && !anyOutcome));
    m_idle->findChild<QLabel *>(u"sentence"_s)
        ->setText(
            ever ? tr("What becomes of each product appears here.") : tr("What you start appears here as it goes."));
    m_title->setVisible(ever);
    m_result->setRun(m_run);
    updateButtons();
}

void ProgressPanel::updateBar()
{
    const Sync::ProgressSnapshot &progress = m_run.snapshot();
    // Scaled to a thousandth: the counts may not fit an int.
    constexpr int full = 1000;
    const bool known = progress.total > 0;
    m_bar->setRange(0, known || m_run.state() == Models::RunState::Paused ? full : 0);
    m_bar->setValue(known ? int(std::min<qint64>(full, progress.done * full / progress.total)) : 0);
}

void ProgressPanel::updateButtons()
{
    const Models::RunState state = m_run.state();
    const bool canResume = state == Models::RunState::Paused || state == Models::RunState::Pausing;
    m_pause->setText(state == Models::RunState::Pausing ? tr("Pausing…") : canResume ? tr("Resume") : tr("Pause"));
    m_pause->setIcon(icon(state == Models::RunState::Paused ? u"play"_s : u"pause"_s));
    m_pause->setAccessibleName(m_pause->text());
    m_pause->setEnabled(
        state == Models::RunState::Running || state == Models::RunState::Paused || state == Models::RunState::Starting);
    m_stop->setText(state == Models::RunState::Stopping ? tr("Stopping…") : tr("Stop"));
    m_stop->setEnabled(state != Models::RunState::Stopping);
    m_pause->setVisible(m_run.isActive());
    m_stop->setVisible(m_run.isActive());
}

} // namespace Ui
