#include "models/format/delimited.h"
#include "models/format/text.h"
#include "ui/products/exporter.h"
#include "ui/products/productdetailpane.h"
#include "ui/products/productfilterbar.h"
#include "ui/products/productjobs.h"
#include "ui/products/productspage.h"
#include "ui/style/noticebar.h"
#include "ui/style/pageframe.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>

using namespace Qt::StringLiterals;

// What the products page can be asked to do: keys, menus, export, runs.
namespace Ui {
namespace {

constexpr qsizetype mostCopied = 20'000;

QString filterKey(const char16_t *key)
{
    return QString::fromUtf16(key);
}

} // namespace

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
    m_jobs = new ProductJobs({m_engine, m_reader, m_session, *m_notice, *m_table, *this});
    m_actions += m_jobs->newProduct();
    m_createAction = addPageAction(tr("Create the New Product"), Qt::CTRL | Qt::Key_Return, &ProductsPage::createNew);
    m_createAction->setEnabled(false);
    m_actions += m_jobs->actions();
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
    QAction *findEdits = addPageAction(tr("Prepare My Edits"), QKeySequence(), &ProductsPage::stageEdits);
    m_exportMenu->addAction(addPageAction(tr("Export as CSV\u2026"), QKeySequence(), &ProductsPage::exportCsv));
    m_exportMenu->addAction(addPageAction(tr("Export as JSON Lines\u2026"), QKeySequence(), &ProductsPage::exportJson));
    m_pullAction = new QAction(tr("Pull from Shopify"), this);
    connect(m_pullAction, &QAction::triggered, this, &ProductsPage::pull);
    m_clearAction = new QAction(tr("Clear Filter"), this);
    connect(m_clearAction, &QAction::triggered, m_filter, &ProductFilterBar::clearFilter);
    m_openReviewAction = new QAction(tr("Open Review"), this);
    connect(m_openReviewAction, &QAction::triggered, this, [this] { Q_EMIT reviewRequested({}); });
    m_jobs->setWaysOn(findEdits, m_openReviewAction);
}

void ProductsPage::startNew()
{
    m_detailAction->setChecked(true);
    m_session.open(Models::EditSession::unsaved);
    m_detail->startNew();
}

void ProductsPage::createNew()
{
    if (m_session.isNew())
        m_detail->create();
}

void ProductsPage::showProduct(Sync::ProductId product)
{
    // A filter that shows nothing would hide it at once.
    if (m_model.rowCount() == 0 && m_filter->isFiltering())
        m_filter->clearFilter();
    m_table->selectId(product.value);
    m_detailAction->setChecked(true);
    m_session.open(product);
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
    if (!m_session.isNew())
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
