#include "ui/overview/overviewpage.h"

#include "models/format/text.h"
#include "ui/style/labels.h"

#include <QGridLayout>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int narrowestCard = 200;

QString tourKey()
{
    return u"overview/tourHidden"_s;
}

} // namespace

OverviewPage::OverviewPage(Models::OverviewModel &model, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_settings(settings)
    , m_frame(new PageFrame(name().title))
    , m_grid(new QGridLayout)
    , m_needs(new OverviewList(tr("Needs You")))
    , m_runs(new OverviewList(tr("Last Runs")))
    , m_tour(new OverviewList(tr("First Steps")))
    , m_pull(button(tr("Pull from Shopify"), u"overviewPull"_s, ButtonKind::Primary, u"pull"_s))
    , m_review(button(tr("Review"), u"overviewReview"_s, ButtonKind::Normal, u"review"_s))
    , m_tourWanted(!settings.value(tourKey(), false).toBool())
{
    setObjectName(u"overviewPage"_s);
    build();
    for (OverviewList *list : {m_needs, m_runs, m_tour})
        connect(list, &OverviewList::openRequested, this, &OverviewPage::openRequested);
    connect(m_tour, &OverviewList::dismissed, this, [this] {
        m_tourWanted = false;
        m_settings.setValue(tourKey(), true);
        m_tour->hide();
    });
    connect(m_pull, &QPushButton::clicked, this, &OverviewPage::pullRequested);
    connect(m_review, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested(u"review"_s, {{u"tab"_s, u"pending"_s}});
    });
    connect(&m_model, &Models::OverviewModel::changed, this, &OverviewPage::update);
    update();
}

void OverviewPage::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_frame);
    m_frame->addHeaderWidget(m_review);
    m_frame->addHeaderWidget(m_pull);

    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(16);
    m_grid->setSpacing(12);
    column->addLayout(m_grid);
    auto *lists = new QHBoxLayout;
    lists->setSpacing(16);
    lists->addWidget(m_needs, 1);
    lists->addWidget(m_runs, 1);
    column->addLayout(lists);
    column->addWidget(m_tour);
    column->addStretch();

    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"overviewScroll"_s);
    scroll->setAccessibleName(name().title);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    m_frame->body()->addWidget(scroll);
}

void OverviewPage::showWith(const QVariantMap &)
{
    m_model.refresh();
}

QWidget *OverviewPage::firstFocus()
{
    return m_pull->isEnabled() ? m_pull : m_review;
}

void OverviewPage::setPullForbidden(const QString &reason)
{
    m_pull->setEnabled(reason.isEmpty());
    m_pull->setToolTip(reason);
    m_pull->setAccessibleDescription(reason);
}

void OverviewPage::showTour()
{
    m_tourWanted = true;
    m_settings.setValue(tourKey(), false);
    update();
}

void OverviewPage::update()
{
    updateCards();
    const auto &counts = m_model.counts();
    if (counts)
        m_frame->setSubtitle(tr("As of %1. Last pull: %2.")
                                 .arg(QLocale().toString(counts->asOf.toLocalTime().time(), u"HH:mm:ss"_s),
                                     Models::relativeTime(counts->lastPull)));
    else
        m_frame->setSubtitle(m_model.isLoading() ? tr("Reading the numbers…") : tr("The numbers could not be read."));
    if (m_model.countsFailure())
        m_frame->notices().showFailure(
            u"counts"_s, *m_model.countsFailure(), tr("Try Again"), [this] { m_model.refresh(); });
    else
        m_frame->notices().clear(u"counts"_s);
    const qint64 toReview = counts ? counts->stagedPending : 0;
    m_review->setText(toReview > 0 ? tr("Review %1").arg(Models::count(toReview)) : tr("Review"));
    m_review->setAccessibleName(m_review->text());

    m_needs->setNeeds(m_model.needs(), counts.has_value());
    m_runs->setRuns(m_model.lastBatches(), m_model.batchesFailure() ? m_model.batchesFailure()->text() : QString());
    const QList<Models::TourStep> steps = m_model.tour();
    const bool open = std::any_of(steps.cbegin(), steps.cend(),
        [](const Models::TourStep &step) { return step.state != Models::TourState::Done; });
    m_tour->setVisible(m_tourWanted && open);
    if (m_tourWanted && open)
        m_tour->setTour(steps);
}

void OverviewPage::updateCards()
{
    const QList<Models::OverviewCard> cards = m_model.cards();
    while (m_cards.size() < cards.size()) {
        auto *card = new FigureCard;
        connect(card, &QAbstractButton::clicked, this,
            [this, card] { Q_EMIT openRequested(card->card().page, card->card().filter); });
        m_cards += card;
        m_columns = 0;
    }
    const QString why = m_model.countsFailure() ? m_model.countsFailure()->what
        : m_model.isLoading()                   ? tr("reading…")
                                                : QString();
    for (qsizetype i = 0; i < cards.size(); ++i)
        m_cards[i]->setCard(cards[i], why);
    arrangeCards();
}

void OverviewPage::arrangeCards()
{
    // Four abreast, or two where four would cut their words.
    const int columns = width() - 48 >= 4 * (narrowestCard + 12) ? 4 : 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (qsizetype i = 0; i < m_cards.size(); ++i)
        m_grid->addWidget(m_cards[i], int(i) / columns, int(i) % columns);
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangeCards();
}

} // namespace Ui
