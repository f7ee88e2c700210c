#include "ui/history/linefilterbar.h"

#include "models/format/text.h"
#include "models/format/words.h"
#include "ui/style/labels.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/filterrow.h"
#include "ui/widgets/searchbox.h"

#include <QHBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

using Sync::Outcome;

constexpr std::array outcomes{Outcome::Error, Outcome::Unknown, Outcome::Conflict, Outcome::Skipped, Outcome::Success};

} // namespace

LineFilterBar::LineFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_row(new FilterRow(
          {u"lineSearch"_s, tr("Search the run’s lines")}, tr("Product or message"), u"clearLineFilter"_s, this))
    , m_outcome(m_row->addChoice({u"lineOutcome"_s, tr("Outcome")}))
    , m_count(mutedLabel({}, TextSize::Body, this))
{
    m_count->setObjectName(u"lineCount"_s);
    m_count->setWordWrap(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_row, 1);
    layout->addWidget(m_count);
    fillChoices<Outcome>(*m_outcome, tr("All Outcomes"), outcomes, Models::word);
    connect(m_row, &FilterRow::changed, this, &LineFilterBar::read);
    connect(m_row, &FilterRow::clearRequested, this, &LineFilterBar::clearFilter);
    connect(m_row, &FilterRow::rowsWanted, this, &LineFilterBar::rowsWanted);
}

SearchBox &LineFilterBar::searchBox() const
{
    return m_row->search();
}

void LineFilterBar::setCount(qint64 lines)
{
    if (lines == 1)
        m_count->setText(isFiltering() ? tr("1 line matches") : tr("1 line"));
    else
        m_count->setText((isFiltering() ? tr("%1 lines match") : tr("%1 lines")).arg(Models::count(lines)));
}

void LineFilterBar::read()
{
    Sync::HistoryQuery query = m_query;
    query.text = m_row->search().wanted();
    query.outcome = chosen<Outcome>(*m_outcome);
    if (query == m_query)
        return;
    m_query = query;
    m_row->setFiltering(isFiltering());
    Q_EMIT queryChanged(m_query);
}

void LineFilterBar::clearFilter()
{
    m_row->search().setWanted({});
    choose<Outcome>(*m_outcome, {});
    read();
}

bool LineFilterBar::isFiltering() const
{
    return m_query.outcome || !m_query.text.isEmpty();
}

QString LineFilterBar::description() const
{
    QStringList parts;
    if (!m_query.text.isEmpty())
        parts += u'\u201c' % m_query.text % u'\u201d';
    if (m_query.outcome)
        parts += Models::word(*m_query.outcome);
    return parts.join(u" \u00b7 "_s);
}

} // namespace Ui

#include "moc_linefilterbar.cpp"
