#include "ui/review/reviewpage.h"

#include "models/format/text.h"
#include "sync/api/isolated.h"
#include "ui/review/changepane.h"
#include "ui/review/reviewfilterbar.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/style/noticebar.h"
#include "ui/style/pageframe.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/tablepane.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int titleColumn = 1;

QString filterKey(const char16_t *key)
{
    return QString::fromUtf16(key);
}

ReviewTab tabOf(const QString &word)
{
    if (word == u"conflicts")
        return ReviewTab::Conflicts;
    if (word == u"approved")
        return ReviewTab::Approved;
    if (word == u"rejected")
        return ReviewTab::Rejected;
    return word == u"done" ? ReviewTab::Done : ReviewTab::Pending;
}

QString withCount(const QString &text, std::optional<qsizetype> number)
{
    return number && *number > 0 ? QString(text % u" (" % Models::count(*number) % u')') : text;
}

std::optional<qsizetype> sizeOf(const std::optional<QList<qint64>> &ids)
{
    return ids ? std::optional(ids->size()) : std::nullopt;
}

} // namespace

ReviewPage::ReviewPage(Sync::Engine &engine, Sync::Reader &reader, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_reader(reader)
    , m_viewState(settings, u"views/review"_s)
    , m_model(reader)
    , m_counts(reader)
    , m_bulk(reader)
    , m_decisions(engine)
    , m_frame(new PageFrame(tr("Review"), this))
    , m_filter(new ReviewFilterBar(this))
    , m_notice(new NoticeBar(this, NoticeBar::Closing::ByPerson))
    , m_table(named(new TableView(this), u"stagedTable"_s, tr("Staged changes")))
    , m_list(new TablePane(m_model, m_table, this))
    , m_change(new ChangePane(reader, this))
    , m_splitter(new QSplitter(this))
    , m_approveShown(button({}, u"approveShown"_s, ButtonKind::Normal, {}, this))
    , m_more(button(tr("More"), u"moreBulk"_s, ButtonKind::Normal, {}, this))
    , m_find(button(tr("Prepare My Edits"), u"findLocalEdits"_s, ButtonKind::Normal, u"search"_s, this))
    , m_write(button({}, u"writeApproved"_s, ButtonKind::Normal, u"write"_s, this))
    , m_send(button({}, u"sendApproved"_s, ButtonKind::Primary, u"send"_s, this))
    , m_columns(new QMenu(tr("Columns"), this))
    , m_bulkMenu(new QMenu(tr("More"), this))
{
    setObjectName(u"reviewPage"_s);
    buildActions();
    buildLayout();
    connectAll();
    m_table->horizontalHeader()->setSectionResizeMode(titleColumn, QHeaderView::Stretch);
    m_viewState.restoreColumns(*m_table->horizontalHeader());
    m_viewState.restoreSplitter(*m_splitter);
    m_list->setEmptyContent([this](EmptyState &empty) { showEmpty(empty); });
    showCounts();
    showBulk();
}

ReviewPage::~ReviewPage() = default;

QWidget *ReviewPage::firstFocus()
{
    // Rows on their way get the focus when they are there.
    m_rowsWanted = m_model.rowCount() == 0;
    return m_model.rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_filter->searchBox();
}

QWidget *ReviewPage::buildListFoot()
{
    auto *foot = new QWidget(this);
    auto *layout = new FlowLayout;
    layout->addWidget(m_approveShown);
    layout->addWidget(m_more);
    auto *margin = new QVBoxLayout(foot);
    margin->setContentsMargins(0, 6, 0, 0);
    margin->addLayout(layout);
    m_more->setMenu(m_bulkMenu);
    return foot;
}

void ReviewPage::buildLayout()
{
    for (QPushButton *each : {m_find, m_write, m_send})
        m_frame->addHeaderWidget(each);
    auto *left = new QWidget(this);
    auto *list = new QVBoxLayout(left);
    list->setContentsMargins({});
    list->setSpacing(0);
    list->addWidget(m_list, 1);
    list->addWidget(buildListFoot());
    m_splitter->setObjectName(u"reviewSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_change);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({470, 600});
    left->setMinimumWidth(300);
    m_change->setMinimumWidth(360);
    m_frame->body()->setSpacing(10);
    m_frame->body()->addWidget(m_filter);
    m_frame->body()->addWidget(m_notice);
    m_frame->body()->addWidget(m_splitter, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_frame);
    QWidget::setTabOrder(m_filter, m_table);
    QWidget::setTabOrder(m_table, m_approveShown);
    QWidget::setTabOrder(m_approveShown, m_more);
    QWidget::setTabOrder(m_more, m_change);
    QWidget::setTabOrder(m_change, m_find);
    QWidget::setTabOrder(m_find, m_write);
    QWidget::setTabOrder(m_write, m_send);
}

void ReviewPage::connectAll()
{
    connect(&m_engine, &Sync::Engine::stateChanged, this, &ReviewPage::setDesk);
    connect(m_filter, &ReviewFilterBar::queryChanged, this, &ReviewPage::applyQuery);
    connect(m_filter, &ReviewFilterBar::rowsWanted, m_table, &TableView::takeFocus);
    connect(m_table, &TableView::currentRowChanged, this, &ReviewPage::openCurrent);
    connect(m_table, &QTableView::activated, this, [this] { m_change->table().setFocus(Qt::ShortcutFocusReason); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &ReviewPage::showContextMenu);
    // What has just come to the list may be a deletion: nothing is approved together before that is known.
    connect(&m_model, &Models::PagedModel::orderChanged, this, [this] {
        m_bulk.refresh();
        showBulk();
    });
    connect(&m_model, &Models::PagedModel::queryAnswered, this, [this] {
        // A row that stayed the current one tells nobody that it is.
        if (m_table->currentIndex().isValid())
            openCurrent();
        else
            m_table->moveCurrent(1);
        giveRowsFocus();
    });
    // Rows also come without a new query, found by a run that ended.
    connect(&m_model, &Models::PagedModel::orderChanged, this, [this] {
        if (!m_table->currentIndex().isValid() && !m_change->change().isValid())
            m_table->moveCurrent(1);
        giveRowsFocus();
    });
    connect(&m_model, &Models::PagedModel::orderChanged, this, &ReviewPage::leaveEmptyList);
    connect(&m_model, &Models::PagedModel::loadStateChanged, this, [this] {
        leaveEmptyList();
        showBulk();
    });
    connect(&m_reader, &Sync::Reader::stagedChanged, m_change, &ChangePane::reload);
    connect(&m_counts, &Models::ReviewCounts::changed, this, &ReviewPage::showCounts);
    connect(&m_bulk, &Models::BulkParts::changed, this, &ReviewPage::showBulk);
    connect(&m_decisions, &Models::Decisions::decided, this, &ReviewPage::decided);
    connect(&m_decisions, &Models::Decisions::changed, this, &ReviewPage::updateActions);
    // What was typed is not lost: it stands in the editor again, or in the notice when another field is shown by now.
    connect(
        &m_decisions, &Models::Decisions::valueNotTaken, this, [this](Sync::FieldChangeId field, const QString &value) {
            m_notTaken = m_change->card().resumeEditing(field, value)
                ? QString()
                : tr("You wrote: %1").arg(Sync::isolated(Models::oneLine(value)));
        });
    connect(&m_decisions, &Models::Decisions::failed, this,
        [this](const Sync::Failure &failure) { m_notice->showFailure(failure, std::exchange(m_notTaken, {})); });
    connect(m_change, &ChangePane::approveRequested, this, &ReviewPage::approveProducts);
    connect(m_change, &ChangePane::rejectRequested, this, &ReviewPage::rejectProducts);
    connect(m_change, &ChangePane::reopenRequested, this, &ReviewPage::reopenProducts);
    connect(&m_change->card(), &FieldCard::actRequested, this, &ReviewPage::act);
    connect(&m_change->card(), &FieldCard::valueWritten, this, [this](const QString &value) {
        m_decisions.decide(Sync::DecisionKind::Edit, m_change->currentField(), value);
        m_change->table().setFocus();
    });
    connect(&m_change->card(), &FieldCard::editingCancelled, this, [this] { m_change->table().setFocus(); });
    connect(m_approveShown, &QPushButton::clicked, this, &ReviewPage::approveShown);
    connect(m_find, &QPushButton::clicked, this, &ReviewPage::findLocalEdits);
    connect(m_write, &QPushButton::clicked, this, &ReviewPage::writeApproved);
    connect(m_send, &QPushButton::clicked, this, &ReviewPage::askToSend);
    connect(m_columns, &QMenu::aboutToShow, this,
        [this] { m_viewState.fillColumnsMenu(*m_columns, *m_table->horizontalHeader()); });
}

void ReviewPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // showWith() may have asked for rows already.
    m_model.load();
    if (!std::exchange(m_wasShown, true))
        m_counts.refresh();
}

void ReviewPage::hideEvent(QHideEvent *event)
{
    m_viewState.saveColumns(*m_table->horizontalHeader());
    m_viewState.saveSplitter(*m_splitter);
    QWidget::hideEvent(event);
}

void ReviewPage::applyQuery(const Sync::StagedQuery &query)
{
    Sync::StagedQuery sorted = query;
    sorted.sort = m_model.query().sort;
    sorted.order = m_model.query().order;
    m_change->open({});
    m_model.setQuery(sorted);
}

void ReviewPage::showWith(const QVariantMap &filter)
{
    if (filter.isEmpty())
        return;
    Sync::StagedQuery query;
    query.text = filter.value(filterKey(PageFilter::text)).toString();
    query.direction = Sync::fromWord<Sync::Direction>(filter.value(filterKey(PageFilter::direction)).toString());
    query.batch = {filter.value(filterKey(PageFilter::batch)).toLongLong()};
    m_filter->open(tabOf(filter.value(filterKey(PageFilter::tab)).toString()), query);
}

void ReviewPage::showEmpty(EmptyState &empty)
{
    if (m_filter->isFiltering()) {
        empty.setContent(tr("No Change Matches"), tr("Other filters may show more."), {m_clearAction});
        return;
    }
    switch (m_filter->tab()) {
    case ReviewTab::Pending:
        empty.setContent(tr("All Caught Up"),
            m_counts.lastPull().isValid() ? tr("Last pull %1.").arg(Models::relativeTime(m_counts.lastPull()))
                                          : tr("Pull from Shopify, or prepare your edits."),
            {m_pullAction});
        break;
    case ReviewTab::Conflicts:
        empty.setContent(tr("No Conflicts"), tr("Nothing was changed on both sides."));
        break;
    case ReviewTab::Approved:
        empty.setContent(tr("Nothing Approved"), tr("What you approve waits here."));
        break;
    case ReviewTab::Rejected:
        empty.setContent(tr("Nothing Rejected"), tr("What you reject is kept here."));
        break;
    case ReviewTab::Done:
        empty.setContent(tr("Nothing Here Yet"), tr("Written and sent changes are kept here."));
        break;
    }
}

void ReviewPage::showCounts()
{
    m_filter->setCounts(m_counts);
    const QString write = withCount(tr("Write Approved to Catalogue"), sizeOf(m_counts.toWrite()));
    const QString send = withCount(tr("Send Approved to Shopify"), sizeOf(m_counts.toSend())) + u'\u2026';
    named(m_write, u"writeApproved"_s, write)->setText(write);
    named(m_send, u"sendApproved"_s, send)->setText(send);
    const bool anyToWrite = m_counts.toWrite() && !m_counts.toWrite()->isEmpty();
    const bool anyToSend = m_counts.toSend() && !m_counts.toSend()->isEmpty();
    m_write->setEnabled(anyToWrite && m_writeForbidden.isEmpty());
    m_send->setEnabled(anyToSend && m_sendForbidden.isEmpty());
    m_write->setToolTip(m_write->isEnabled() ? tr("Ctrl+Return")
            : anyToWrite                     ? m_writeForbidden
                                             : tr("No approved change from Shopify waits."));
    m_send->setToolTip(m_send->isEnabled() ? tr("Ctrl+Shift+Return")
            : anyToSend                    ? m_sendForbidden
                                           : tr("No approved change to send waits."));
    m_list->update();
    Q_EMIT pendingCountChanged(m_counts.pending().value_or(-1));
}

void ReviewPage::setForbidden(const QString &toWrite, const QString &toSend, const QString &toPull)
{
    m_pullAction->setEnabled(toPull.isEmpty());
    m_pullAction->setToolTip(toPull);
    if (toWrite == m_writeForbidden && toSend == m_sendForbidden)
        return;
    m_writeForbidden = toWrite;
    m_sendForbidden = toSend;
    showCounts();
}

void ReviewPage::showBulk()
{
    const qint64 shown = m_model.rowCount();
    const bool pending = m_model.query().status == Sync::StagedStatus::Pending && shown > 0 && m_model.isComplete();
    const QString number = Models::count(shown);
    if (pending)
        m_bulk.setQuery(m_model.query());
    showApproveShown(pending && m_filter->tab() != ReviewTab::Conflicts);
    m_rejectShownAction->setText(tr("Reject All %1 Shown\u2026").arg(number));
    m_rejectShownAction->setEnabled(pending);
    const bool known = shown > 0 || m_model.loadState() != Models::LoadState::Failed;
    m_frame->setSubtitle(!known ? tr("Not known until the database answers.")
            : shown == 1        ? tr("1 change")
                                : tr("%1 changes").arg(number));
}

// Says exactly what it would do; until that is known it cannot be pressed.
void ReviewPage::showApproveShown(bool possible)
{
    m_approveShown->setVisible(possible);
    if (!possible)
        return;
    const std::optional<Models::BulkApproval> approval = m_bulk.approvalOf(m_model.order());
    QString text = tr("Approve All Shown");
    if (approval && approval->conflicts > 0)
        text = approval->conflicts == 1
            ? tr("Approve %1, Leave 1 Conflict").arg(Models::count(approval->changes.size()))
            : tr("Approve %1, Leave %2 Conflicts")
                  .arg(Models::count(approval->changes.size()), Models::count(approval->conflicts));
    else if (approval)
        text = tr("Approve All %1 Shown").arg(Models::count(approval->changes.size()));
    named(m_approveShown, u"approveShown"_s, text)->setText(text);
    m_approveShown->setEnabled(approval && !approval->changes.isEmpty());
}

// Whoever opened the page before there were rows meant them, unless something is being looked for by now.
void ReviewPage::giveRowsFocus()
{
    if (m_model.rowCount() == 0 || !std::exchange(m_rowsWanted, false))
        return;
    if (m_filter->searchBox()->hasFocus() && m_filter->searchBox()->text().isEmpty())
        m_table->setFocus(Qt::OtherFocusReason);
}

void ReviewPage::updateActions()
{
    m_undoAction->setEnabled(m_decisions.canUndo());
}

// The last change of a list stays on show no longer than the list: beside "All Caught Up" it would be a riddle.
void ReviewPage::leaveEmptyList()
{
    if (m_model.rowCount() == 0 && m_model.loadState() == Models::LoadState::Ready)
        m_change->open({});
}

void ReviewPage::openCurrent()
{
    // A change that has just been decided leaves the list; it stays on show until another is chosen.
    if (const qint64 id = m_table->currentId(); id != 0)
        m_change->open({id});
}

} // namespace Ui

#include "moc_reviewpage.cpp"
