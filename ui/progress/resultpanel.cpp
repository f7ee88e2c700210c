#include "ui/progress/resultpanel.h"

#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr qsizetype warningsShown = 5;

QString warningText(const QStringList &warnings)
{
    QStringList shown = warnings.mid(0, warningsShown);
    if (warnings.size() > warningsShown)
        shown += ResultPanel::tr("… and %1 more in Logs.").arg(warnings.size() - warningsShown);
    return shown.join(u'\n');
}

} // namespace

ResultPanel::ResultPanel(QWidget *parent)
    : QWidget(parent)
    , m_sentence(textLabel({}))
    , m_warnings(mutedLabel({}))
    , m_next(button({}, u"nextStep"_s, ButtonKind::Primary))
    , m_retry(button(tr("Try Again"), u"retryRun"_s))
    , m_override(button(tr("Send Anyway…"), u"overrideBreaker"_s, ButtonKind::Danger))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_sentence->setObjectName(u"resultSentence"_s);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_warnings->setObjectName(u"resultWarnings"_s);
    layout->addWidget(m_sentence);
    layout->addWidget(m_warnings);
    auto *row = new FlowLayout;
    row->addWidget(m_next);
    row->addWidget(m_retry);
    row->addWidget(m_override);
    layout->addLayout(row);
    connect(m_next, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_step.page, m_step.filter); });
    connect(m_retry, &QPushButton::clicked, this, &ResultPanel::retryRequested);
    connect(m_override, &QPushButton::clicked, this, &ResultPanel::overrideRequested);
    m_override->hide();
    hide();
}

void ResultPanel::setRun(const Models::RunMonitor &run)
{
    const bool ended = !run.isActive() && (run.report() || run.failure());
    setVisible(ended);
    if (!ended)
        return;
    m_step = run.report() ? Models::nextStep(*run.report()) : Models::NextStep{};
    m_sentence->setText(run.report() ? Models::resultText(*run.report()) : run.failure()->text());
    m_warnings->setText(run.report() ? warningText(run.report()->warnings) : QString());
    m_warnings->setVisible(!m_warnings->text().isEmpty());
    m_next->setText(m_step.label);
    m_next->setAccessibleName(m_step.label);
    m_next->setVisible(!m_step.label.isEmpty());
    m_retry->setVisible(run.failure() && run.failure()->kind != Sync::FailureKind::Refused
        && run.failure()->kind != Sync::FailureKind::BreakerHeld);
}

void ResultPanel::offerOverride(bool offered)
{
    m_override->setVisible(offered);
}

} // namespace Ui
