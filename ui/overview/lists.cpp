#include "ui/overview/lists.h"

#include "models/format/text.h"
#include "models/format/words.h"
#include "models/history/batchsummary.h"
#include "models/progress/progresstext.h"
#include "ui/style/labels.h"
#include "ui/style/signlabel.h"

#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

Models::Badge signFor(Models::Tone tone)
{
    switch (tone) {
    case Models::Tone::Bad:
        return {Models::Shape::Square, tone, OverviewList::tr("Failed")};
    case Models::Tone::Attention:
        return {Models::Shape::Triangle, tone, OverviewList::tr("Attention")};
    default:
        return {Models::Shape::Disc, Models::Tone::Info, OverviewList::tr("To do")};
    }
}

Models::Badge signFor(Models::TourState state)
{
    switch (state) {
    case Models::TourState::Done:
        return {Models::Shape::Disc, Models::Tone::Good, OverviewList::tr("Done")};
    case Models::TourState::Unknown:
        return {Models::Shape::Bar, Models::Tone::Neutral, OverviewList::tr("Not known")};
    case Models::TourState::ToDo:
        break;
    }
    return {Models::Shape::Ring, Models::Tone::Neutral, OverviewList::tr("To do")};
}

QString runText(const Sync::BatchRow &batch)
{
    QString counts = batch.failed > 0
        ? OverviewList::tr("%1 done, %2 failed").arg(Models::count(batch.succeeded), Models::count(batch.failed))
        : OverviewList::tr("%1 done").arg(Models::count(batch.succeeded));
    // What was done says nothing of a run that did not come to its end, so its state stands before it.
    if (batch.status != Sync::BatchStatus::Completed && batch.status != Sync::BatchStatus::Partial)
        counts = Models::word(batch.status).toLower() % u", "_s % counts;
    return OverviewList::tr("%1: %2").arg(Models::batchKindName(batch.kind), counts);
}

} // namespace

OverviewList::OverviewList(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_lines(new QVBoxLayout)
{
    setProperty("role", u"card"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);
    layout->addWidget(textLabel(title, TextSize::Section));
    m_lines->setSpacing(4);
    layout->addLayout(m_lines);
    layout->addStretch();
}

void OverviewList::clear()
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

void OverviewList::addSentence(const QString &text)
{
    m_lines->addWidget(mutedLabel(text));
}

void OverviewList::addLine(QWidget *left, QWidget *right)
{
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 2, 0, 2);
    row->setSpacing(12);
    row->addWidget(left, 1);
    if (right)
        row->addWidget(right, 0, Qt::AlignVCenter);
    m_lines->addWidget(line);
}

void OverviewList::setNeeds(const QList<Models::NeedLine> &lines, bool known)
{
    clear();
    if (lines.isEmpty())
        addSentence(known ? tr("Nothing needs you.") : tr("Not known until the numbers can be read."));
    for (const Models::NeedLine &need : lines) {
        auto *sign = new SignLabel;
        sign->setBadge(signFor(need.tone), need.sentence);
        sign->setToolTip(need.sentence);
        QPushButton *go = nullptr;
        if (!need.action.isEmpty()) {
            go = button(need.action, u"need-%1"_s.arg(need.id), ButtonKind::Link);
            go->setAccessibleName(tr("%1: %2").arg(need.action, need.sentence));
            connect(go, &QPushButton::clicked, this, [this, need] { Q_EMIT openRequested(need.page, need.filter); });
        }
        addLine(sign, go);
    }
}

void OverviewList::setRuns(const QList<Sync::BatchRow> &batches, const QString &failure)
{
    clear();
    if (!failure.isEmpty())
        addSentence(failure);
    else if (batches.isEmpty())
        addSentence(tr("Nothing has been run yet."));
    for (const Sync::BatchRow &batch : batches) {
        auto *sign = new SignLabel;
        sign->setBadge(Models::badgeFor(batch.status), runText(batch));
        sign->setToolTip(Models::batchSentence(batch));
        QPushButton *open
            = button(Models::relativeTime(batch.createdAt), u"run-%1"_s.arg(batch.id.value), ButtonKind::Link);
        open->setAccessibleName(tr("Open run %1").arg(batch.id.value));
        connect(open, &QPushButton::clicked, this, [this, id = batch.id.value] {
            Q_EMIT openRequested(u"history"_s, {{u"batch"_s, id}});
        });
        addLine(sign, open);
    }
}

void OverviewList::setTour(const QList<Models::TourStep> &steps)
{
    clear();
    const auto firstIn = [&steps](Models::TourState state) {
        return std::find_if(
            steps.cbegin(), steps.cend(), [state](const Models::TourStep &step) { return step.state == state; });
    };
    if (firstIn(Models::TourState::Unknown) != steps.cend())
        addSentence(tr("Which of these are done is not known until the database answers."));
    const auto next = firstIn(Models::TourState::ToDo);
    for (auto step = steps.cbegin(); step != steps.cend(); ++step)
        addTourStep(*step, step == next);
    QPushButton *dismiss = button(tr("Hide This List"), u"tour-dismiss"_s, ButtonKind::Link);
    connect(dismiss, &QPushButton::clicked, this, &OverviewList::dismissed);
    m_lines->addWidget(dismiss, 0, Qt::AlignLeading);
}

void OverviewList::addTourStep(const Models::TourStep &step, bool next)
{
    auto *sign = new SignLabel;
    const bool isDone = step.state == Models::TourState::Done;
    sign->setBadge(signFor(step.state), isDone ? step.title : QString(step.title % u"  –  "_s % step.hint));
    sign->setObjectName(u"tour-%1-state"_s.arg(step.id));
    sign->setToolTip(step.hint);
    QPushButton *go = nullptr;
    if (step.state == Models::TourState::ToDo) {
        go = button(
            next ? tr("Start") : tr("Show"), u"tour-%1"_s.arg(step.id), next ? ButtonKind::Primary : ButtonKind::Link);
        go->setAccessibleName(tr("%1: %2").arg(go->text(), step.title));
        connect(go, &QPushButton::clicked, this, [this, step] { Q_EMIT openRequested(step.page, step.filter); });
    }
    addLine(sign, go);
}

} // namespace Ui
