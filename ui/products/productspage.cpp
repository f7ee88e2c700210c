#include "ui/products/productspage.h"

#include "models/format/delimited.h"
#include "models/format/text.h"
#include "ui/products/exporter.h"
#include "ui/products/productdetailpane.h"
#include "ui/products/productfilterbar.h"
#include "ui/style/labels.h"
#include "ui/style/noticebar.h"
#include "ui/style/pageframe.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/tablepane.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int mostVendors = 500;
constexpr qsizetype mostCopied = 20'000;

QString filterKey(const char16_t *key)
{
    return QString::fromUtf16(key);
}

} // namespace

ProductsPage::ProductsPage(Sync::Engine &engine, Sync::Reader &reader, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_reader(reader)
    , m_viewState(settings, u"views/products"_s)
    , m_model(reader)
    , m_session(engine, reader)
    , m_frame(new PageFrame(tr("Products"), this))
    , m_filter(new ProductFilterBar(this))
    , m_notice(new NoticeBar(this, NoticeBar::Closing::ByPerson))
    , m_table(named(new TableView(this), u"productsTable"_s, tr("Products")))
    , m_pane(new TablePane(m_model, m_table, this))
    , m_detail(new ProductDetailPane(m_session, reader, this))
    , m_splitter(new QSplitter(this))
    , m_columns(new QMenu(tr("Columns"), this))
    , m_exportMenu(new QMenu(tr("Export"), this))
    , m_exporter(new Exporter(reader, *m_notice, this))
{
    setObjectName(u"productsPage"_s);
    buildActions();
    buildLayout();
    connectAll(reader);
    m_table->showSort(2, Qt::AscendingOrder);
    m_viewState.restoreColumns(*m_table->horizontalHeader());
    m_viewState.restoreSplitter(*m_splitter);
    m_detailAction->setChecked(m_viewState.flag(u"detail"_s, true));
    m_detail->setVisible(m_detailAction->isChecked());
    m_pane->setEmptyContent([this](EmptyState &empty) { showEmpty(empty); });
    showCounts();
}

ProductsPage::~ProductsPage() = default;

QWidget *ProductsPage::firstFocus()
{
    // Rows on their way get the focus when they are there.
    m_rowsWanted = m_model.rowCount() == 0;
    return m_model.rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_filter->searchBox();
}

void ProductsPage::buildLayout()
{
    auto *columnsButton = button(tr("Columns"), u"columnsButton"_s, ButtonKind::Normal, u"columns"_s, this);
    columnsButton->setMenu(m_columns);
    auto *exportButton = button(tr("Export"), u"exportButton"_s, ButtonKind::Normal, u"export"_s, this);
    exportButton->setMenu(m_exportMenu);
    m_frame->addHeaderWidget(columnsButton);
    m_frame->addHeaderWidget(exportButton);
    m_splitter->setObjectName(u"productsSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_pane);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({700, 400});
    m_detail->setMinimumWidth(300);
    m_pane->setMinimumWidth(320);
    m_frame->body()->setSpacing(10);
    m_frame->body()->addWidget(m_filter);
    m_frame->body()->addWidget(m_notice);
    m_frame->body()->addWidget(m_splitter, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_frame);
    QWidget::setTabOrder(m_filter, m_table);
    QWidget::setTabOrder(m_table, m_detail);
    QWidget::setTabOrder(m_detail, columnsButton);
    QWidget::setTabOrder(columnsButton, exportButton);
}

QAction *ProductsPage::addPageAction(const QString &text, const QKeySequence &keys, void (ProductsPage::*run)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    m_actions += action;
    return action;
}

void ProductsPage::buildActions()
{
    QAction *find = addPageAction(tr("Find"), QKeySequence::Find, &ProductsPage::focusSearch);
    find->setShortcuts({QKeySequence(QKeySequence::Find), QKeySequence(Qt::Key_Slash)});
    addPageAction(tr("Edit Product"), Qt::Key_F2, &ProductsPage::edit);
    m_detailAction = new QAction(tr("Show Details"), this);
    m_detailAction->setCheckable(true);
    m_detailAction->setShortcut(Qt::CTRL | Qt::Key_I);
    m_detailAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_detailAction, &QAction::toggled, this, &ProductsPage::toggleDetail);
    addAction(m_detailAction);
    m_actions += m_detailAction;
    // On the table only: in an editor these keys mean text.
    QAction *whyAction = addPageAction(tr("Why Is It in This State?"), Qt::Key_W, &ProductsPage::why);
    QAction *copy = addPageAction(tr("Copy Rows"), QKeySequence::Copy, &ProductsPage::copyRows);
    for (QAction *action : {whyAction, copy}) {
        removeAction(action);
        m_table->addAction(action);
    }
    m_exportMenu->addAction(addPageAction(tr("Export as CSV\u2026"), QKeySequence(), &ProductsPage::exportCsv));
    m_exportMenu->addAction(addPageAction(tr("Export as JSON Lines\u2026"), QKeySequence(), &ProductsPage::exportJson));
    m_pullAction = new QAction(tr("Pull from Shopify"), this);
    connect(m_pullAction, &QAction::triggered, this, &ProductsPage::pull);
    m_clearAction = new QAction(tr("Clear Filter"), this);
    connect(m_clearAction, &QAction::triggered, m_filter, &ProductFilterBar::clearFilter);
    m_openReviewAction = new QAction(tr("Open Review"), this);
    connect(m_openReviewAction, &QAction::triggered, this, [this] { Q_EMIT reviewRequested({}); });
}

void ProductsPage::connectAll(Sync::Reader &reader)
{
    connect(m_filter, &ProductFilterBar::queryChanged, this, &ProductsPage::applyQuery);
    connect(m_filter, &ProductFilterBar::rowsWanted, m_table, &TableView::takeFocus);
    connect(m_table, &TableView::currentRowChanged, this, &ProductsPage::openCurrent);
    connect(m_table, &TableView::selectionCountChanged, this, &ProductsPage::showCounts);
    connect(m_table, &QTableView::activated, this, &ProductsPage::enterDetail);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ProductsPage::showContextMenu);
    connect(&m_model, &Models::PagedModel::orderChanged, this, &ProductsPage::showCounts);
    connect(&m_model, &Models::PagedModel::loadStateChanged, this, &ProductsPage::showCounts);
    // Something to look at when the page opens; later answers leave the person where they are.
    connect(&m_model, &Models::PagedModel::queryAnswered, this, [this] {
        if (!m_session.product().isValid() && !m_table->currentIndex().isValid())
            m_table->moveCurrent(1);
        if (std::exchange(m_rowsWanted, false) && m_filter->searchBox()->hasFocus() && m_model.rowCount() > 0)
            m_table->setFocus(Qt::OtherFocusReason);
    });
    m_readAroundSoon.setSingleShot(true);
    m_readAroundSoon.setInterval(1s);
    connect(&m_readAroundSoon, &QTimer::timeout, this, &ProductsPage::readAround);
    connect(&reader, &Sync::Reader::catalogueChanged, this, [this] {
        if (!m_readAroundSoon.isActive())
            m_readAroundSoon.start();
    });
    connect(m_detail, &ProductDetailPane::actionRequested, this, &ProductsPage::act);
    connect(&m_session, &Models::EditSession::savedElsewhereFailed, this,
        [this](Sync::ProductId, const Sync::Failure &failure) {
            m_notice->showFailure(failure, tr("The edit is kept as a draft of the product you edited before."));
        });
    connect(m_columns, &QMenu::aboutToShow, this,
        [this] { m_viewState.fillColumnsMenu(*m_columns, *m_table->horizontalHeader()); });
}

void ProductsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // showWith() may have asked for rows already.
    m_model.load();
    if (!std::exchange(m_wasShown, true))
        readAround();
}

void ProductsPage::hideEvent(QHideEvent *event)
{
    m_viewState.saveColumns(*m_table->horizontalHeader());
    m_viewState.saveSplitter(*m_splitter);
    QWidget::hideEvent(event);
}

// What stands around the table: vendors to choose from and counts of the states. Without them the filters still work.
void ProductsPage::readAround()
{
    if (!isVisible())
        return;
    Models::whenAnswered(m_reader.vendors(mostVendors), this, [this](const Sync::Result<QStringList> &vendors) {
        if (vendors)
            m_filter->setVendors(*vendors);
    });
    Models::whenAnswered(m_reader.overview(), this, [this](const Sync::Result<Sync::OverviewCounts> &counts) {
        if (counts)
            m_filter->setCounts(*counts);
    });
}

void ProductsPage::applyQuery(const Sync::ProductQuery &query)
{
    Sync::ProductQuery sorted = query;
    sorted.sort = m_model.query().sort;
    sorted.order = m_model.query().order;
    m_model.setQuery(sorted);
}

void ProductsPage::showWith(const QVariantMap &filter)
{
    if (filter.isEmpty())
        return;
    Sync::ProductQuery query;
    query.syncStatus = Sync::fromWord<Sync::SyncStatus>(filter.value(filterKey(PageFilter::syncStatus)).toString());
    query.status = Sync::fromWord<Sync::ProductStatus>(filter.value(filterKey(PageFilter::status)).toString());
    query.text = filter.value(filterKey(PageFilter::text)).toString();
    query.touchedByBatch = {filter.value(filterKey(PageFilter::batch)).toLongLong()};
    m_filter->setQuery(query);
    applyQuery(query);
    if (const qint64 id = filter.value(filterKey(PageFilter::product)).toLongLong(); id != 0) {
        m_table->selectId(id);
        m_session.open({id});
        m_detailAction->setChecked(true);
    }
}

void ProductsPage::showEmpty(EmptyState &empty)
{
    if (m_filter->isFiltering())
        empty.setContent(tr("No Product Matches"), m_filter->description(), {m_clearAction});
    else
        empty.setContent(tr("No Products Yet"), tr("Pull from Shopify to fill the catalogue."), {m_pullAction});
}

void ProductsPage::showCounts()
{
    if (m_model.loadState() == Models::LoadState::Unknown) {
        m_frame->setSubtitle(u" "_s);
        return;
    }
    const QString number = Models::count(m_model.rowCount()) + (m_model.isComplete() ? QString() : u"+"_s);
    QString text = m_model.rowCount() == 1 ? tr("1 product") : tr("%1 products").arg(number);
    if (const qint64 selected = m_table->selectedRowCount(); selected > 1)
        text += u" \u00b7 " % tr("%1 selected").arg(Models::count(selected));
    m_frame->setSubtitle(text);
}

void ProductsPage::openCurrent()
{
    if (const qint64 id = m_table->currentId(); id != 0 && m_detailAction->isChecked())
        m_session.open({id});
}

void ProductsPage::focusSearch()
{
    m_filter->searchBox()->setFocus(Qt::ShortcutFocusReason);
    m_filter->searchBox()->selectAll();
}

void ProductsPage::edit()
{
    if (!m_table->currentIndex().isValid() && !m_session.product().isValid())
        m_table->moveCurrent(1);
    m_detailAction->setChecked(true);
    openCurrent();
    m_detail->startEditing();
}

void ProductsPage::enterDetail()
{
    m_detailAction->setChecked(true);
    openCurrent();
    m_detail->enter();
}

void ProductsPage::why()
{
    m_detailAction->setChecked(true);
    openCurrent();
    m_detail->showWhy();
}

void ProductsPage::toggleDetail(bool shown)
{
    const bool hadFocus = m_detail->isAncestorOf(QApplication::focusWidget());
    m_detail->setVisible(shown);
    m_viewState.setFlag(u"detail"_s, shown);
    if (shown)
        openCurrent();
    else if (hadFocus)
        m_table->setFocus();
}

void ProductsPage::refresh()
{
    m_model.refresh();
    m_session.reload();
    readAround();
}

// Asked of the reader rather than of the model, which may not have all rows at hand.
void ProductsPage::copyRows()
{
    const QList<qint64> ids = m_table->selectedIds(mostCopied);
    if (ids.isEmpty())
        return;
    const bool isCut = m_table->selectedRowCount() > mostCopied;
    Models::whenAnswered(
        m_reader.productRows(ids), this, [this, isCut](const Sync::Result<QList<Sync::ProductRow>> &answer) {
            if (!answer) {
                m_notice->showFailure(answer.failure());
                return;
            }
            QList<int> shown;
            for (int place = 0; place < m_model.columnCount(); ++place)
                if (const int column = m_table->horizontalHeader()->logicalIndex(place);
                    !m_table->isColumnHidden(column))
                    shown += column;
            QList<QStringList> lines(1);
            for (const int column : std::as_const(shown))
                lines[0] += m_model.columns().at(column).translatedTitle();
            for (const Sync::ProductRow &row : *answer) {
                QStringList cells;
                for (const int column : std::as_const(shown))
                    cells += m_model.columns().at(column).exactText(row);
                lines += cells;
            }
            QApplication::clipboard()->setText(Models::tabSeparated(lines));
            m_frame->setSubtitle(isCut
                    ? tr("The first %1 rows copied; export takes all").arg(Models::count(answer->size()))
                    : tr("%1 rows copied").arg(Models::count(answer->size())));
        });
}

// One selected row is where somebody stands, not a choice.
QList<qint64> ProductsPage::exportIds() const
{
    const qint64 selected = m_table->selectedRowCount();
    if (selected <= 1 || selected == m_model.rowCount())
        return {};
    return m_table->selectedIds(qsizetype(selected));
}

void ProductsPage::exportCsv()
{
    m_exporter->ask(Models::ExportFormat::Csv, m_model.query(), exportIds());
}

void ProductsPage::exportJson()
{
    m_exporter->ask(Models::ExportFormat::JsonLines, m_model.query(), exportIds());
}

void ProductsPage::exportTo(const QString &path, Models::ExportFormat format)
{
    m_exporter->exportTo(path, format, m_model.query(), exportIds());
}

void ProductsPage::showContextMenu(const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : std::as_const(m_actions))
        menu->addAction(action);
    menu->addSeparator();
    menu->addMenu(m_columns);
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

void ProductsPage::act(Models::WhyAction action)
{
    using Models::WhyAction;
    const QString sku = m_session.detail() ? m_session.detail()->row.sku : QString();
    QVariantMap filter{{filterKey(PageFilter::text), sku}};
    switch (action) {
    case WhyAction::Pull:
        pull();
        break;
    case WhyAction::StageEdits:
        stageEdits();
        break;
    case WhyAction::ReviewConflicts:
        filter.insert(filterKey(PageFilter::tab), u"conflicts"_s);
        [[fallthrough]];
    case WhyAction::Review:
        Q_EMIT reviewRequested(filter);
        break;
    case WhyAction::WatchRun:
        Q_EMIT syncRequested();
        break;
    case WhyAction::None:
        break;
    }
}

void ProductsPage::pull()
{
    m_pullAction->setEnabled(false);
    m_notice->showText(Models::Tone::Info, tr("Pulling from Shopify\u2026 Progress is on the Sync page."));
    Models::whenAnswered(
        m_engine.run(Sync::PullRequest{}), this, [this](const Sync::Result<Sync::BatchReport> &report) {
            m_pullAction->setEnabled(true);
            if (report)
                m_notice->clear();
            else
                m_notice->showFailure(report.failure());
        });
}

void ProductsPage::stageEdits()
{
    Models::whenAnswered(m_engine.stageLocalEdits(), this, [this](const Sync::Result<qint64> &open) {
        if (!open)
            m_notice->showFailure(open.failure());
        else
            m_notice->showText(Models::Tone::Info,
                *open == 0 ? tr("There is no local edit to send.")
                           : tr("%n change(s) to send wait in Review.", nullptr, int(*open)),
                {m_openReviewAction});
    });
}

} // namespace Ui

#include "moc_productspage.cpp"
