#include "ui/products/productspage.h"

#include "models/format/text.h"
#include "ui/products/exporter.h"
#include "ui/products/productdetailpane.h"
#include "ui/products/productfilterbar.h"
#include "ui/products/productjobs.h"
#include "ui/style/labels.h"
#include "ui/style/noticebar.h"
#include "ui/style/pageframe.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/tablepane.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QApplication>
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
constexpr int skuColumn = 1;
constexpr int titleColumn = 2;
constexpr int fewestOfTitle = 20;

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
    m_table->showSort(titleColumn, Qt::AscendingOrder);
    m_table->elideInMiddle(skuColumn);
    m_table->setFlexible(titleColumn, fewestOfTitle);
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
    auto *newButton = button(tr("New Product"), u"newProductButton"_s, ButtonKind::Normal, u"add"_s, this);
    newButton->setToolTip(tr("New Product (Ctrl+N)"));
    connect(newButton, &QPushButton::clicked, m_jobs->newProduct(), &QAction::trigger);
    auto *columnsButton = button(tr("Columns"), u"columnsButton"_s, ButtonKind::Normal, u"columns"_s, this);
    columnsButton->setMenu(m_columns);
    auto *exportButton = button(tr("Export"), u"exportButton"_s, ButtonKind::Normal, u"export"_s, this);
    exportButton->setMenu(m_exportMenu);
    m_frame->addHeaderWidget(newButton);
    m_frame->addHeaderWidget(columnsButton);
    m_frame->addHeaderWidget(exportButton);
    m_splitter->setObjectName(u"productsSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_pane);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({620, 440});
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
    QWidget::setTabOrder(m_detail, newButton);
    QWidget::setTabOrder(newButton, columnsButton);
    QWidget::setTabOrder(columnsButton, exportButton);
}

void ProductsPage::connectAll(Sync::Reader &reader)
{
    connect(m_filter, &ProductFilterBar::queryChanged, this, &ProductsPage::applyQuery);
    connect(m_filter, &ProductFilterBar::rowsWanted, m_table, &TableView::takeFocus);
    connect(m_table, &TableView::currentRowChanged, this, &ProductsPage::openCurrent);
    connect(m_table, &TableView::selectionCountChanged, this, &ProductsPage::showCounts);
    connect(m_table, &TableView::selectionCountChanged, m_jobs, &ProductJobs::update);
    connect(m_table, &TableView::currentRowChanged, m_jobs, &ProductJobs::update);
    connect(m_jobs, &ProductJobs::newProductWanted, this, &ProductsPage::startNew);
    connect(m_jobs, &ProductJobs::productMade, this, &ProductsPage::showProduct);
    connect(m_detail, &ProductDetailPane::newProductGivenUp, this, [this] {
        openCurrent();
        m_table->setFocus(Qt::OtherFocusReason);
    });
    connect(m_table, &QTableView::activated, this, &ProductsPage::enterDetail);
    // Also on the row that is current already, beside a new product.
    connect(m_table, &QTableView::clicked, this, &ProductsPage::openCurrent);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ProductsPage::showContextMenu);
    connect(&m_model, &Models::PagedModel::orderChanged, this, &ProductsPage::showCounts);
    connect(&m_model, &Models::PagedModel::orderChanged, this, &ProductsPage::leaveEmptyList);
    connect(&m_model, &Models::PagedModel::loadStateChanged, this, [this] {
        leaveEmptyList();
        showCounts();
    });
    // Something to look at when the page opens; later answers leave the person where they are.
    connect(&m_model, &Models::PagedModel::queryAnswered, this, [this] {
        if (!m_session.product().isValid() && !m_table->currentIndex().isValid())
            m_table->moveCurrent(1);
        if (std::exchange(m_rowsWanted, false) && m_filter->searchBox()->hasFocus() && m_model.rowCount() > 0)
            m_table->setFocus(Qt::OtherFocusReason);
    });
    connect(&m_session, &Models::EditSession::detailChanged, this,
        [this] { m_createAction->setEnabled(m_session.isNew()); });
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
        empty.setContent(tr("No Products Yet"), tr("Pull from Shopify to fill the catalogue, or make a product."),
            {m_pullAction, m_jobs->newProduct()});
}

void ProductsPage::showCounts()
{
    if (m_model.loadState() == Models::LoadState::Unknown) {
        m_frame->setSubtitle(u" "_s);
        return;
    }
    if (m_model.rowCount() == 0 && m_model.loadState() == Models::LoadState::Failed) {
        m_frame->setSubtitle(tr("Not known until the database answers."));
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

// With no row to stand on, the pane would go on about a product that the filter does not want.
void ProductsPage::leaveEmptyList()
{
    if (m_model.rowCount() == 0 && m_model.loadState() == Models::LoadState::Ready && !m_session.isNew())
        m_session.open({});
}

void ProductsPage::toggleDetail(bool shown)
{
    const bool hadFocus = m_detail->isAncestorOf(QApplication::focusWidget());
    m_detail->setVisible(shown);
    m_viewState.setFlag(u"detail"_s, shown);
    if (shown && !m_session.isNew())
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

} // namespace Ui

#include "moc_productspage.cpp"
