#include "ui/history/batchfilterbar.h"

#include "models/format/words.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/filterrow.h"
#include "ui/widgets/searchbox.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <array>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

using Sync::BatchKind;
using Sync::BatchStatus;

constexpr std::array kinds{
    BatchKind::Pull, BatchKind::Apply, BatchKind::Compare, BatchKind::Push, BatchKind::Rollback, BatchKind::Replay};
constexpr std::array statuses{BatchStatus::Completed, BatchStatus::Partial, BatchStatus::Failed, BatchStatus::Cancelled,
    BatchStatus::Interrupted, BatchStatus::Running, BatchStatus::Paused, BatchStatus::Queued};

} // namespace

BatchFilterBar::BatchFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_row(new FilterRow(
          {u"batchSearch"_s, tr("Search runs")}, tr("Message, person or number  ( / )"), u"clearBatchFilter"_s, this))
    , m_kind(m_row->addChoice({u"batchKind"_s, tr("Kind of run")}))
    , m_status(m_row->addChoice({u"batchResult"_s, tr("Result")}))
    , m_troubled(m_row->addSwitch(tr("Only with Trouble"), u"batchTroubled"_s))
{
    m_troubled->setToolTip(tr("Only runs in which something failed, or which did not come to their end."));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_row);
    fillChoices<BatchKind>(*m_kind, tr("All Kinds"), kinds, Models::word);
    fillChoices<BatchStatus>(*m_status, tr("All Results"), statuses, Models::word);
    connect(m_row, &FilterRow::changed, this, &BatchFilterBar::read);
    connect(m_row, &FilterRow::clearRequested, this, &BatchFilterBar::clearFilter);
    connect(m_row, &FilterRow::rowsWanted, this, &BatchFilterBar::rowsWanted);
}

SearchBox &BatchFilterBar::searchBox() const
{
    return m_row->search();
}

void BatchFilterBar::read()
{
    Sync::BatchQuery query = m_query;
    query.text = m_row->search().wanted();
    query.kind = chosen<BatchKind>(*m_kind);
    query.status = chosen<BatchStatus>(*m_status);
    query.troubledOnly = m_troubled->isChecked();
    if (query == m_query)
        return;
    m_query = query;
    m_row->setFiltering(isFiltering());
    Q_EMIT queryChanged(m_query);
}

void BatchFilterBar::clearFilter()
{
    m_row->search().setWanted({});
    choose<BatchKind>(*m_kind, {});
    choose<BatchStatus>(*m_status, {});
    {
        const QSignalBlocker quiet(m_troubled);
        m_troubled->setChecked(false);
    }
    read();
}

bool BatchFilterBar::isFiltering() const
{
    return m_query.kind || m_query.status || m_query.troubledOnly || !m_query.text.isEmpty();
}

QString BatchFilterBar::description() const
{
    QStringList parts;
    if (!m_query.text.isEmpty())
        parts += u'\u201c' % m_query.text % u'\u201d';
    if (m_query.kind)
        parts += Models::word(*m_query.kind);
    if (m_query.status)
        parts += Models::word(*m_query.status);
    if (m_query.troubledOnly)
        parts += tr("only with trouble");
    return parts.join(u" \u00b7 "_s);
}

} // namespace Ui

#include "moc_batchfilterbar.cpp"
