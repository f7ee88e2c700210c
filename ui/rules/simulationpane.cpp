#include "ui/rules/simulationpane.h"

#include "models/format/text.h"
#include "models/paging/answer.h"
#include "models/rules/ruletext.h"
#include "ui/style/labels.h"

#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {
namespace {

/// Long enough that a number being typed is not tried digit by digit.
constexpr std::chrono::milliseconds pauseBeforeTrying = 300ms;

} // namespace

SimulationPane::SimulationPane(Sync::Reader &reader, QWidget *parent)
    : QWidget(parent)
    , m_reader(reader)
    , m_headline(textLabel({}))
    , m_note(mutedLabel(
          tr("Tried on what waits now. Saving changes none of it: the rule counts for what is found from then on."),
          TextSize::Small))
    , m_outcomes(new QVBoxLayout)
    , m_soon(new QTimer(this))
{
    setObjectName(u"ruleSimulation"_s);
    m_headline->setObjectName(u"simulationHeadline"_s);
    m_headline->setAccessibleName(tr("What the rule would do"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(textLabel(tr("Tried on the Waiting Changes"), TextSize::Section));
    layout->addWidget(m_headline);
    m_outcomes->setSpacing(4);
    layout->addLayout(m_outcomes);
    layout->addWidget(m_note);
    layout->addStretch();
    m_soon->setSingleShot(true);
    m_soon->setInterval(pauseBeforeTrying);
    connect(m_soon, &QTimer::timeout, this, &SimulationPane::tryNow);
    clear();
}

void SimulationPane::clear()
{
    setNothing(tr("A rule that is chosen is tried here on what waits."));
}

void SimulationPane::setDraft(const Sync::ApprovalRule &draft)
{
    m_draft = draft;
    ++m_ticket;
    m_soon->start();
}

void SimulationPane::setNothing(const QString &why)
{
    m_soon->stop();
    ++m_ticket;
    clearOutcomes();
    m_headline->setText(why);
    m_note->hide();
}

void SimulationPane::tryNow()
{
    m_headline->setText(tr("Trying\u2026"));
    Models::whenAnswered(m_reader.simulateRule(m_draft), this,
        [this, ticket = ++m_ticket](const Sync::Result<Sync::RuleSimulation> &answer) {
            if (ticket != m_ticket)
                return;
            if (answer)
                show(*answer);
            else
                setNothing(answer.failure().text());
        });
}

void SimulationPane::show(const Sync::RuleSimulation &simulation)
{
    clearOutcomes();
    m_headline->setText(Models::simulationHeadline(simulation, m_draft));
    m_note->setVisible(simulation.waiting > 0);
    for (const Sync::RuleOutcome &outcome : simulation.outcomes) {
        auto *title = textLabel(Models::outcomeText(outcome), TextSize::Body, this);
        QStringList names;
        for (const Sync::RuleExample &example : outcome.examples.mid(0, 3))
            names += Models::oneLine(example.title, 40);
        m_outcomes->addWidget(title);
        m_made += title;
        if (names.isEmpty())
            continue;
        const qint64 more = outcome.count - names.size();
        auto *examples = mutedLabel(
            more > 0 ? tr("%1 and %2 more").arg(names.join(u", "_s), Models::count(more)) : names.join(u", "_s),
            TextSize::Small, this);
        m_outcomes->addWidget(examples);
        m_made += examples;
    }
}

void SimulationPane::clearOutcomes()
{
    for (QWidget *widget : std::as_const(m_made))
        widget->deleteLater();
    m_made.clear();
}

} // namespace Ui

#include "moc_simulationpane.cpp"
