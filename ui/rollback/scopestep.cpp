#include "ui/rollback/scopestep.h"

#include "models/history/batchsummary.h"
#include "ui/rollback/narrowing.h"
#include "ui/style/labels.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tableview.h"

#include <QHeaderView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int fewestOfKind = 12;

} // namespace

ScopeStep::ScopeStep(Sync::Reader &reader, QWidget *parent)
    : QWidget(parent)
    , m_model(reader)
    , m_table(makeTable(m_model, u"rollbackBatches"_s, tr("Runs that can be rolled back")))
    , m_note(textLabel({}))
    , m_narrowing(new Narrowing(reader))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    layout->addWidget(
        textLabel(tr("Choose the run to undo. Nothing is changed before you have seen every field and confirmed.")));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    // First: a header that stretches a section leaves hidden ones their width.
    m_table->horizontalHeader()->setStretchLastSection(false);
    // What tells one run from another has the room; the rest stands in History, and below for the run that is chosen.
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const QString key = m_model.headerData(column, Qt::Horizontal, Models::ColumnKeyRole).toString();
        m_table->setColumnHidden(column, key == u"total" || key == u"took" || key == u"failed");
        if (key == u"kind")
            m_table->setFlexible(column, fewestOfKind);
    }
    layout->addWidget(m_table, 1);
    m_note->setObjectName(u"scopeNote"_s);
    layout->addWidget(m_note);
    layout->addWidget(m_narrowing);
    connect(m_narrowing, &Narrowing::changed, this, &ScopeStep::completeChanged);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ScopeStep::update);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &ScopeStep::select);
    connect(&m_model, &Models::PagedModel::orderChanged, this, &ScopeStep::select);
    connect(&m_model, &Models::PagedModel::queryAnswered, this, &ScopeStep::select);
    connect(&m_model, &Models::PagedModel::loadStateChanged, this, &ScopeStep::update);
    m_model.load();
    update();
}

void ScopeStep::choose(Sync::BatchId batch)
{
    m_wanted = batch;
    m_table->clearSelection();
    select();
}

int ScopeStep::rowToSelect() const
{
    if (m_table->selectionModel()->hasSelection())
        return -1;
    if (m_wanted.isValid())
        return m_model.rowOf(m_wanted.value);
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (const Sync::BatchRow *batch = m_model.rowAt(row); batch && batch->canRollBack)
            return row;
    return -1;
}

void ScopeStep::select()
{
    if (const int row = rowToSelect(); row >= 0)
        m_table->setCurrentIndex(m_model.index(row, 0));
    update();
}

const Sync::BatchRow *ScopeStep::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_model.rowAt(index.row()) : nullptr;
}

Sync::BatchId ScopeStep::batch() const
{
    const Sync::BatchRow *row = current();
    return row ? row->id : m_wanted;
}

bool ScopeStep::isComplete() const
{
    const Sync::BatchRow *row = current();
    return row && row->canRollBack && m_narrowing->isComplete();
}

Sync::RollbackRequest ScopeStep::request() const
{
    Sync::RollbackRequest wanted{.batch = batch()};
    m_narrowing->narrow(wanted);
    return wanted;
}

void ScopeStep::update()
{
    const Sync::BatchRow *row = current();
    m_narrowing->setVisible(row && row->canRollBack);
    m_narrowing->setBatch(batch());
    if (m_model.loadState() == Models::LoadState::Failed)
        m_note->setText(m_model.failure().text());
    else if (!row)
        m_note->setText(m_model.rowCount() == 0 ? tr("There is no run yet.") : tr("No run chosen."));
    else if (row->rolledBackBy.isValid())
        m_note->setText(
            tr("Run %1 was rolled back already, by run %2.").arg(row->id.value).arg(row->rolledBackBy.value));
    else if (!row->canRollBack)
        m_note->setText(tr("Run %1 changed nothing that could be put back.").arg(row->id.value));
    else
        m_note->setText(tr("Run %1: %2").arg(row->id.value).arg(Models::batchSentence(*row)));
    Q_EMIT completeChanged();
}

} // namespace Ui
