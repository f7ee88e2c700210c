#include "ui/history/historypage.h"

#include "models/format/text.h"
#include "ui/history/batchdetail.h"
#include "ui/history/batchfilterbar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tablepane.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int startedColumn = 1;

QString countText(qint64 runs, bool isFiltering)
{
    const QString number = Models::count(runs);
    if (isFiltering)
        return runs == 1 ? HistoryPage::tr("1 run matches the filter.")
                         : HistoryPage::tr("%1 runs match the filter.").arg(number);
    if (runs == 0)
        return {};
    return runs == 1 ? HistoryPage::tr("1 run. Nothing here is ever deleted.")
                     : HistoryPage::tr("%1 runs. Nothing here is ever deleted.").arg(number);
}

} // namespace

HistoryPage::HistoryPage(Sync::Reader &reader, QWidget *parent)
    : QWidget(parent)
    , m_model(reader)
    , m_frame(new PageFrame(name().title))
    , m_filter(new BatchFilterBar)
    , m_table(makeTable(m_model, u"batchesTable"_s, tr("Runs")))
    , m_pane(new TablePane(m_model, m_table))
    , m_detail(new BatchDetail(reader))
    , m_find(new QAction(tr("Find"), this))
    , m_clearFilter(new QAction(tr("Clear Filter"), this))
    , m_toSync(new QAction(tr("Go to Sync"), this))
{
    setObjectName(u"historyPage"_s);
    build();
    connectAll();
    m_model.load();
    updateState();
}

void HistoryPage::build()
{
    m_find->setShortcuts({QKeySequence(QKeySequence::Find), QKeySequence(Qt::Key_Slash)});
    m_find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_find);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->showSort(startedColumn, Qt::DescendingOrder);
    auto *split = new QSplitter(Qt::Vertical);
    split->setObjectName(u"historySplitter"_s);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(16);
    split->addWidget(m_pane);
    split->addWidget(m_detail);
    split->setStretchFactor(1, 1);
    // Six whole rows: half of one would look like all there is.
    const QHeaderView &rows = *m_table->verticalHeader();
    split->setSizes(
        {m_table->horizontalHeader()->sizeHint().height() + 6 * rows.defaultSectionSize() + 2 * m_table->frameWidth(),
            420});
    m_frame->body()->setSpacing(10);
    m_frame->body()->addWidget(m_filter);
    m_frame->body()->addWidget(split, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_frame);
}

void HistoryPage::connectAll()
{
    connect(m_find, &QAction::triggered, this, &HistoryPage::focusSearch);
    connect(m_filter, &BatchFilterBar::queryChanged, this, &HistoryPage::applyFilter);
    connect(m_filter, &BatchFilterBar::rowsWanted, m_table, &TableView::takeFocus);
    connect(m_clearFilter, &QAction::triggered, m_filter, &BatchFilterBar::clearFilter);
    connect(m_toSync, &QAction::triggered, this, [this] { Q_EMIT openRequested(u"sync"_s, {}); });
    connect(m_table, &TableView::currentRowChanged, this, &HistoryPage::showCurrent);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &HistoryPage::showCurrent);
    connect(&m_model, &Models::PagedModel::loadStateChanged, this, &HistoryPage::updateState);
    connect(&m_model, &Models::PagedModel::orderChanged, this, &HistoryPage::chooseWanted);
    connect(&m_model, &Models::PagedModel::queryAnswered, this, &HistoryPage::chooseWanted);
    connect(m_detail, &BatchDetail::rollBackRequested, this, &HistoryPage::rollBackRequested);
    connect(m_detail, &BatchDetail::rollBackProductRequested, this, &HistoryPage::rollBackProductRequested);
    connect(m_detail, &BatchDetail::pullAgainRequested, this, &HistoryPage::pullAgainRequested);
    connect(m_detail, &BatchDetail::openRequested, this, &HistoryPage::openRequested);
    connect(m_detail, &BatchDetail::told, this, [this](const QString &key, Models::Tone tone, const QString &text) {
        m_frame->notices().show({key, tone, text});
    });
    m_pane->setEmptyContent([this](EmptyState &empty) { showEmpty(empty); });
}

void HistoryPage::showWith(const QVariantMap &filter)
{
    m_wanted = filter.value(QString::fromUtf16(PageFilter::batch)).toLongLong();
    if (m_wanted != 0 && m_model.rowOf(m_wanted) < 0)
        m_filter->clearFilter();
    chooseWanted();
}

QWidget *HistoryPage::firstFocus()
{
    if (m_model.rowCount() == 0 && m_filter->isFiltering())
        return &m_filter->searchBox();
    return m_table;
}

Sync::BatchId HistoryPage::currentBatch() const
{
    return {m_table->currentId()};
}

// Two filters stand on this page: the key leads to the one of the part that somebody is in.
void HistoryPage::focusSearch()
{
    if (!m_detail->isAncestorOf(QApplication::focusWidget()) || !m_detail->focusSearch())
        m_filter->searchBox().activate();
}

void HistoryPage::applyFilter(const Sync::BatchQuery &filter)
{
    Sync::BatchQuery query = filter;
    query.sort = m_model.query().sort;
    query.order = m_model.query().order;
    m_model.setQuery(query);
}

void HistoryPage::chooseWanted()
{
    updateState();
    if (m_wanted != 0) {
        if (m_model.rowOf(m_wanted) >= 0)
            m_table->selectId(std::exchange(m_wanted, 0));
    } else if ((!isVisible() || !m_table->currentIndex().isValid()) && m_model.rowCount() > 0) {
        // Whoever opens the page looks for the newest first; a choice made on it stays.
        m_table->selectId(m_model.idAt(0));
    }
    showCurrent();
}

void HistoryPage::showCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) {
        m_detail->setBatch({});
        return;
    }
    if (const Sync::BatchRow *row = m_model.rowAt(current.row()))
        m_detail->setBatch(*row);
}

void HistoryPage::showEmpty(EmptyState &empty)
{
    if (m_filter->isFiltering())
        empty.setContent(tr("No Run Matches"), m_filter->description(), {m_clearFilter});
    else
        empty.setContent(
            tr("Nothing Has Been Run Yet"), tr("Start with Pull from Shopify on the Sync page."), {m_toSync});
}

void HistoryPage::updateState()
{
    const qint64 runs = m_model.rowCount();
    // Beside an empty list there is nothing to show in full.
    m_detail->setVisible(runs > 0);
    m_filter->setVisible(runs > 0 || m_filter->isFiltering());
    switch (m_model.loadState()) {
    case Models::LoadState::Ready:
        m_frame->setSubtitle(countText(runs, m_filter->isFiltering()));
        break;
    case Models::LoadState::Failed:
        m_frame->setSubtitle(runs > 0 ? tr("Shown as of %1.").arg(Models::relativeTime(m_model.loadedAt()))
                                      : tr("Not known until the database answers."));
        break;
    default: // What stands there stays until the answer.
        break;
    }
}

} // namespace Ui
