#include "ui/history/batchdetail.h"

#include "models/format/text.h"
#include "models/history/nolines.h"
#include "models/progress/progresstext.h"
#include "sync/api/isolated.h"
#include "ui/history/linefilterbar.h"
#include "ui/style/flowlayout.h"
#include "ui/style/icons.h"
#include "ui/style/labels.h"
#include "ui/style/signlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tablepane.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSaveFile>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr qsizetype linesGrouped = 500; // Failures come first, so these hold them unless more than that failed.
constexpr qsizetype groupsShown = 4;

} // namespace

BatchDetail::BatchDetail(Sync::Reader &reader, QWidget *parent)
    : QFrame(parent)
    , m_reader(reader)
    , m_lines(reader)
    , m_staged(reader)
    , m_title(textLabel({}, TextSize::Section))
    , m_sentence(textLabel({}))
    , m_groups(new QVBoxLayout)
    , m_showChanges(new QAction(tr("Show Its Changes"), this))
    , m_clearFilter(new QAction(tr("Clear Filter"), this))
    , m_toSync(new QAction(tr("Go to Sync"), this))
    , m_toLogs(new QAction(tr("Open Logs"), this))
    , m_undoProduct(new QAction(tr("Roll Back This Product…"), this))
    , m_undoFields(new QAction(tr("Roll Back Single Fields of It…"), this))
    , m_filter(new LineFilterBar)
    , m_table(new TablePane(m_lines, makeTable(m_lines, u"batchLines"_s, tr("What the run did"))))
    , m_rollBack(button(tr("Roll Back…"), u"rollBackBatch"_s, ButtonKind::Normal, u"rollback"_s))
    , m_rollBackProduct(button(m_undoProduct->text(), u"rollBackProduct"_s))
    , m_retry(button(tr("Pull Failed Again"), u"retryBatch"_s))
    , m_showFailed(button(tr("Show Failed"), u"showFailed"_s))
    , m_review(button(m_showChanges->text(), u"reviewBatch"_s))
    , m_copy(button(tr("Copy for Support"), u"copySupport"_s, ButtonKind::Normal, u"copy"_s))
    , m_export(button(tr("Export Report…"), u"exportBatch"_s, ButtonKind::Normal, u"export"_s))
{
    setObjectName(u"batchDetail"_s);
    setProperty("role", u"card"_s);
    build();
    connect(m_rollBack, &QPushButton::clicked, this, [this] { Q_EMIT rollBackRequested(m_batch->id); });
    connect(m_rollBackProduct, &QPushButton::clicked, m_undoProduct, &QAction::trigger);
    connect(m_undoProduct, &QAction::triggered, this, [this] { rollBackLine(false); });
    connect(m_undoFields, &QAction::triggered, this, [this] { rollBackLine(true); });
    connect(&m_table->table(), &QWidget::customContextMenuRequested, this, &BatchDetail::showLineMenu);
    connect(&m_table->table(), &TableView::currentRowChanged, this, &BatchDetail::updateLines);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        QList<Sync::ShopifyId> failed;
        for (const Sync::HistoryRow &line : std::as_const(m_troubles))
            if (line.outcome == Sync::Outcome::Error && line.shopifyProduct.isValid()
                && !failed.contains(line.shopifyProduct))
                failed += line.shopifyProduct;
        Q_EMIT pullAgainRequested(failed);
    });
    connect(m_showFailed, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested(
            u"products"_s, {{u"batch"_s, m_batch->id.value}, {u"syncStatus"_s, Sync::toWord(Sync::SyncStatus::Error)}});
    });
    connect(m_toSync, &QAction::triggered, this, [this] { Q_EMIT openRequested(u"sync"_s, {}); });
    connect(m_toLogs, &QAction::triggered, this, [this] { Q_EMIT openRequested(u"logs"_s, {}); });
    connect(m_review, &QPushButton::clicked, m_showChanges, &QAction::trigger);
    connect(m_showChanges, &QAction::triggered, this, [this] {
        Q_EMIT openRequested(u"review"_s,
            {{u"batch"_s, m_batch->id.value},
                {u"tab"_s, Models::fatesTab(m_staged.fates().value_or(Models::StagedFates()))}});
    });
    connect(&m_staged, &Models::StagedCounts::changed, this, &BatchDetail::update);
    connect(&m_lines, &Models::PagedModel::orderChanged, this, &BatchDetail::update);
    connect(m_copy, &QPushButton::clicked, this, &BatchDetail::copyForSupport);
    connect(m_export, &QPushButton::clicked, this, [this] {
        auto *dialog = new QFileDialog(this, tr("Export Report"));
        dialog->setObjectName(u"exportBatchDialog"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setNameFilters({tr("Table (*.csv)"), tr("JSON Lines (*.jsonl)")});
        dialog->selectFile(u"syncdesk-run-%1.csv"_s.arg(m_batch->id.value));
        connect(dialog, &QFileDialog::fileSelected, this, &BatchDetail::exportTo);
        dialog->open();
    });
    connect(m_clearFilter, &QAction::triggered, m_filter, &LineFilterBar::clearFilter);
    connect(m_filter, &LineFilterBar::queryChanged, this, &BatchDetail::applyFilter);
    connect(m_filter, &LineFilterBar::rowsWanted, this, [this] { m_table->table().takeFocus(); });
    connect(&m_lines, &Models::PagedModel::loadStateChanged, this, &BatchDetail::updateLines);
    m_table->table().showSort(0, Qt::AscendingOrder);
    // Messages are what is read here; they get the room that is left.
    m_table->table().horizontalHeader()->setStretchLastSection(false);
    m_table->table().horizontalHeader()->setSectionResizeMode(
        Models::BatchLinesModel::messageColumn, QHeaderView::Stretch);
    m_table->setEmptyContent([this](EmptyState &empty) { showNoLines(empty); });
    update();
}

void BatchDetail::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);
    m_title->setObjectName(u"batchTitle"_s);
    m_sentence->setObjectName(u"batchSentence"_s);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_title);
    layout->addWidget(m_sentence);
    m_groups->setSpacing(4);
    layout->addLayout(m_groups);
    auto *buttons = new FlowLayout;
    for (QPushButton *each : {m_rollBack, m_rollBackProduct, m_retry, m_showFailed, m_review, m_copy, m_export})
        buttons->addWidget(each);
    layout->addLayout(buttons);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
}

bool BatchDetail::focusSearch()
{
    if (m_filter->isVisible())
        m_filter->searchBox().activate();
    return m_filter->isVisible();
}

void BatchDetail::applyFilter(const Sync::HistoryQuery &filter)
{
    Sync::HistoryQuery query = m_lines.query();
    query.text = filter.text;
    query.outcome = filter.outcome;
    m_lines.setQuery(query);
}

void BatchDetail::setBatch(const std::optional<Sync::BatchRow> &batch)
{
    const bool another = !batch || !m_batch || batch->id != m_batch->id;
    const bool changed = batch != m_batch;
    m_batch = batch;
    if (another) {
        m_troubles.clear();
        m_lines.setBatch(batch ? batch->id : Sync::BatchId{});
        if (batch)
            m_lines.load();
        const bool isPull = batch && batch->kind == Sync::BatchKind::Pull;
        m_staged.setBatch(isPull ? batch->id : Sync::BatchId{});
    }
    if (batch && changed)
        readTroubles();
    update();
}

void BatchDetail::readTroubles()
{
    const int generation = ++m_generation;
    Models::whenAnswered(m_reader.historyOrder({.batch = m_batch->id}), this,
        [this, generation](const Sync::Result<QList<qint64>> &ids) {
            if (generation != m_generation || !ids)
                return; // The table below says why lines cannot be read.
            Models::whenAnswered(m_reader.historyRows(ids->mid(0, linesGrouped)), this,
                [this, generation](const Sync::Result<QList<Sync::HistoryRow>> &rows) {
                    if (generation != m_generation || !rows)
                        return;
                    m_troubles = *rows;
                    update();
                });
        });
}

void BatchDetail::update()
{
    setEnabled(m_batch.has_value());
    m_table->setVisible(m_batch.has_value());
    m_title->setText(m_batch ? tr("Run %1: %2").arg(m_batch->id.value).arg(Models::batchKindName(m_batch->kind))
                             : tr("No Run Chosen"));
    m_sentence->setText(m_batch ? Models::batchSentence(*m_batch) : tr("Choose a run to see what it did."));
    m_rollBack->setVisible(m_batch && m_batch->canRollBack);
    const bool isPull = m_batch && m_batch->kind == Sync::BatchKind::Pull;
    const auto anyFailed = [this](auto isNamed) {
        return std::any_of(m_troubles.cbegin(), m_troubles.cend(),
            [isNamed](const Sync::HistoryRow &line) { return line.outcome == Sync::Outcome::Error && isNamed(line); });
    };
    m_retry->setVisible(
        isPull && anyFailed([](const Sync::HistoryRow &line) { return line.shopifyProduct.isValid(); }));
    m_showFailed->setVisible(
        m_batch && !isPull && anyFailed([](const Sync::HistoryRow &line) { return line.product.isValid(); }));
    updateLines();
    m_copy->setVisible(m_batch.has_value());
    m_export->setVisible(m_batch.has_value());
    showGroups();
    m_table->update();
}

void BatchDetail::updateLines()
{
    const bool any = m_batch && (m_lines.rowCount() > 0 || m_filter->isFiltering());
    m_filter->setVisible(any);
    m_rollBackProduct->setVisible(any && m_batch->canRollBack);
    m_rollBackProduct->setEnabled(m_table->table().currentIndex().isValid());
    m_rollBackProduct->setToolTip(
        m_rollBackProduct->isEnabled() ? QString() : tr("Choose one of the run’s products in the list."));
    // Where there are no lines, the same is offered in their place.
    m_review->setVisible(any && m_staged.fates() && m_staged.fates()->total() > 0);
    if (m_lines.loadState() == Models::LoadState::Ready)
        m_filter->setCount(m_lines.rowCount());
}

void BatchDetail::showLineMenu(const QPoint &place)
{
    if (!m_batch || !m_batch->canRollBack || !m_table->table().indexAt(place).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"lineMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_undoProduct, m_undoFields});
    menu->popup(m_table->table().viewport()->mapToGlobal(place));
}

void BatchDetail::rollBackLine(bool chooseFields)
{
    const QModelIndex current = m_table->table().currentIndex();
    if (const Sync::HistoryRow *line = current.isValid() ? m_lines.rowAt(current.row()) : nullptr)
        Q_EMIT rollBackProductRequested(*line, chooseFields);
}

void BatchDetail::showNoLines(EmptyState &empty)
{
    if (!m_batch)
        return;
    if (m_filter->isFiltering()) {
        empty.setContent(tr("No Line Matches"), m_filter->description(), {m_clearFilter});
        return;
    }
    const Models::NoLines none = Models::noLines(*m_batch, m_staged.fates());
    QList<QAction *> waysOn;
    if (none.endedEarly)
        waysOn = {m_toSync, m_toLogs};
    else if (m_staged.fates() && m_staged.fates()->total() > 0)
        waysOn = {m_showChanges};
    empty.setContent(none.title, none.text, waysOn);
}

void BatchDetail::showGroups()
{
    while (QLayoutItem *item = m_groups->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const QList<Models::ErrorGroup> groups = m_batch ? Models::errorGroups(m_troubles) : QList<Models::ErrorGroup>{};
    for (const Models::ErrorGroup &group : groups.mid(0, groupsShown)) {
        auto *line = new SignLabel;
        const Models::Badge badge = Models::badgeFor(group.example.outcome);
        line->setBadge(
            badge, u"%1 × %2"_s.arg(Models::count(group.count), Sync::isolated(Models::oneLine(group.message))));
        line->setToolTip(group.message);
        m_groups->addWidget(line);
    }
    if (groups.size() > groupsShown)
        m_groups->addWidget(mutedLabel(tr("… and %1 other messages.").arg(groups.size() - groupsShown)));
}

void BatchDetail::copyForSupport()
{
    QList<Sync::HistoryRow> troubles;
    for (const Sync::HistoryRow &line : std::as_const(m_troubles))
        if (line.outcome == Sync::Outcome::Error || line.outcome == Sync::Outcome::Unknown)
            troubles += line;
    QGuiApplication::clipboard()->setText(Models::supportText(*m_batch, troubles));
    Q_EMIT told(u"copied"_s, Models::Tone::Info, tr("Run %1 is on the clipboard for support.").arg(m_batch->id.value));
}

void BatchDetail::exportTo(const QString &path)
{
    const auto failed
        = [this](const Sync::Failure &failure) { Q_EMIT told(u"export"_s, Models::Tone::Bad, failure.text()); };
    Models::whenAnswered(m_reader.historyOrder({.batch = m_batch->id}), this,
        [this, failed, path, batch = *m_batch](const Sync::Result<QList<qint64>> &ids) {
            if (!ids) {
                failed(ids.failure());
                return;
            }
            Models::whenAnswered(m_reader.historyRows(*ids), this,
                [this, failed, path, batch](const Sync::Result<QList<Sync::HistoryRow>> &rows) {
                    if (!rows)
                        failed(rows.failure());
                    else
                        writeReport(path, batch, *rows);
                });
        });
}

void BatchDetail::writeReport(const QString &path, const Sync::BatchRow &batch, const QList<Sync::HistoryRow> &rows)
{
    QSaveFile file(path);
    const QByteArray content = path.endsWith(u".jsonl", Qt::CaseInsensitive) ? Models::batchReportJson(batch, rows)
                                                                             : Models::batchReportCsv(rows);
    // commit() of Qt 6.4 does not notice when what is still in the buffer cannot be written.
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.flush() && file.commit())
        Q_EMIT told(u"export"_s, Models::Tone::Info, tr("Saved to %1.").arg(path));
    else
        Q_EMIT told(u"export"_s, Models::Tone::Bad,
            tr("The report was not saved. %1 could not be written: %2. Choose another folder.")
                .arg(path, file.errorString()));
}

} // namespace Ui
