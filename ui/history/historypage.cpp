#include "ui/history/historypage.h"

#include "models/format/text.h"
#include "ui/history/batchdetail.h"
#include "ui/style/labels.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tableview.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace Ui {

HistoryPage::HistoryPage(Sync::Reader &reader, QWidget *parent)
    : QWidget(parent)
    , m_model(reader)
    , m_frame(new PageFrame(name().title))
    , m_table(makeTable(m_model, u"batchesTable"_s, tr("Runs, newest first")))
    , m_stack(new QStackedWidget)
    , m_detail(new BatchDetail(reader))
{
    setObjectName(u"historyPage"_s);
    build();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryPage::showCurrent);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &HistoryPage::showCurrent);
    connect(&m_model, &Models::PagedModel::loadStateChanged, this, &HistoryPage::updateState);
    connect(&m_model, &Models::PagedModel::orderChanged, this, &HistoryPage::chooseWanted);
    connect(&m_model, &Models::PagedModel::queryAnswered, this, &HistoryPage::chooseWanted);
    connect(m_detail, &BatchDetail::rollBackRequested, this, &HistoryPage::rollBackRequested);
    connect(m_detail, &BatchDetail::pullAgainRequested, this, &HistoryPage::pullAgainRequested);
    connect(m_detail, &BatchDetail::openRequested, this, &HistoryPage::openRequested);
    connect(m_detail, &BatchDetail::told, this, [this](const QString &key, Models::Tone tone, const QString &text) {
        m_frame->notices().show({key, tone, text});
    });
    m_model.load();
    updateState();
}

void HistoryPage::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_frame);
    auto *split = new QSplitter(Qt::Vertical);
    split->setObjectName(u"historySplitter"_s);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(16);
    split->addWidget(m_table);
    split->addWidget(m_detail);
    split->setSizes({260, 380});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_stack->addWidget(split);
    QPushButton *toSync = button(tr("Go to Sync"), u"historyToSync"_s, ButtonKind::Primary);
    connect(toSync, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(u"sync"_s, {}); });
    m_stack->addWidget(
        makeEmptyState(tr("Nothing has been run yet. Start with Pull from Shopify."), u"historyEmpty"_s, toSync));
    m_stack->addWidget(makeEmptyState(tr("Reading the history…"), u"historyLoading"_s));
    m_frame->body()->addWidget(m_stack, 1);
}

void HistoryPage::showWith(const QVariantMap &filter)
{
    m_wanted = filter.value(QString::fromUtf16(PageFilter::batch)).toLongLong();
    chooseWanted();
}

QWidget *HistoryPage::firstFocus()
{
    return m_table;
}

Sync::BatchId HistoryPage::currentBatch() const
{
    const QModelIndex current = m_table->currentIndex();
    return {current.isValid() ? m_model.idAt(current.row()) : 0};
}

void HistoryPage::chooseWanted()
{
    updateState();
    if (m_wanted != 0) {
        if (const int row = m_model.rowOf(m_wanted); row >= 0) {
            m_wanted = 0;
            m_table->setCurrentIndex(m_model.index(row, 0));
            m_table->scrollTo(m_model.index(row, 0));
        }
    } else if ((!isVisible() || !m_table->currentIndex().isValid()) && m_model.rowCount() > 0) {
        // Whoever opens the page looks for the newest first; a choice made on it stays.
        m_table->setCurrentIndex(m_model.index(0, 0));
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

void HistoryPage::updateState()
{
    const Models::LoadState state = m_model.loadState();
    const bool any = m_model.rowCount() > 0;
    m_stack->setCurrentIndex(any ? 0 : state == Models::LoadState::Ready ? 1 : 2);
    if (state == Models::LoadState::Failed) {
        m_frame->notices().showFailure(u"history"_s, m_model.failure(), tr("Try Again"), [this] { m_model.retry(); });
        m_frame->setSubtitle(any ? tr("Shown as of %1.").arg(Models::relativeTime(m_model.loadedAt()))
                                 : tr("The history could not be read."));
    } else {
        m_frame->notices().clear(u"history"_s);
        m_frame->setSubtitle(m_model.rowCount() == 1 ? tr("1 run. Nothing here is ever deleted.")
                : any ? tr("%1 runs. Nothing here is ever deleted.").arg(Models::count(m_model.rowCount()))
                      : QString());
    }
}

} // namespace Ui
