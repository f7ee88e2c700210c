#include "ui/diagnostics/diagnosticspage.h"

#include "models/diagnostics/diagnosticsreport.h"
#include "models/format/text.h"
#include "ui/diagnostics/checkdetail.h"
#include "ui/diagnostics/remedydialog.h"
#include "ui/style/celldelegate.h"
#include "ui/style/icons.h"
#include "ui/style/labels.h"
#include "ui/style/signlabel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Ui {

DiagnosticsPage::DiagnosticsPage(Sync::Engine &engine, Models::DiagnosticsModel &model, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_model(model)
    , m_frame(new PageFrame(name().title))
    , m_overall(new SignLabel)
    , m_run(button(tr("Run All"), u"runChecks"_s, ButtonKind::Primary, u"diagnostics"_s))
    , m_tree(new QTreeView)
    , m_stack(new QStackedWidget)
    , m_detail(new CheckDetail)
    , m_copyText(new QAction(icon(u"copy"_s), tr("Copy Report"), this))
    , m_copyJson(new QAction(tr("Copy Report as JSON"), this))
{
    setObjectName(u"diagnosticsPage"_s);
    build();
    connect(m_run, &QPushButton::clicked, &m_model, &Models::DiagnosticsModel::runAll);
    connect(m_copyText, &QAction::triggered, this,
        [this] { copy(Models::diagnosticsText(m_model.results(), m_model.lastRun())); });
    connect(m_copyJson, &QAction::triggered, this,
        [this] { copy(QString::fromUtf8(Models::diagnosticsJson(m_model.results(), m_model.lastRun()))); });
    connect(m_detail, &CheckDetail::remedyRequested, this, &DiagnosticsPage::openRemedy);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &DiagnosticsPage::showCurrent);
    connect(&m_model, &Models::DiagnosticsModel::stateChanged, this, &DiagnosticsPage::update);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &group) {
        m_tree->expand(group);
        selectGroup();
        // When the tree has laid out what it now shows.
        QMetaObject::invokeMethod(this, &DiagnosticsPage::fitColumns, Qt::QueuedConnection);
    });
    update();
}

void DiagnosticsPage::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_frame);
    QPushButton *copyButton = button(tr("Copy Report"), u"copyReport"_s, ButtonKind::Normal, u"copy"_s);
    connect(copyButton, &QPushButton::clicked, m_copyText, &QAction::trigger);
    m_frame->addHeaderWidget(copyButton);
    m_frame->addHeaderWidget(m_run);

    m_overall->setObjectName(u"overall"_s);
    m_overall->setFont(scaledFont(TextSize::Section));
    m_frame->body()->addWidget(m_overall);

    m_tree->setObjectName(u"checksTree"_s);
    m_tree->setAccessibleName(tr("Checks by group"));
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new CellDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(18);
    m_tree->header()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(int(Models::DiagnosticsModel::Column::Summary), QHeaderView::Stretch);

    auto *split = new QSplitter;
    split->setObjectName(u"checksSplitter"_s);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(16);
    split->addWidget(m_tree);
    split->addWidget(m_detail);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({620, 380});
    m_stack->addWidget(split);
    m_stack->addWidget(makeEmptyState(
        tr("Run All checks the database, Shopify, live updates, the data and this computer. It takes a few seconds and "
           "changes nothing."),
        u"diagnosticsEmpty"_s));
    m_frame->body()->addWidget(m_stack, 1);
}

void DiagnosticsPage::showWith(const QVariantMap &filter)
{
    m_wantedGroup = filter.value(u"group"_s).toString();
    if (!m_model.lastRun().isValid() && !m_wantedGroup.isEmpty())
        m_model.runAll();
    selectGroup();
}

QWidget *DiagnosticsPage::firstFocus()
{
    return m_run;
}

void DiagnosticsPage::selectGroup()
{
    if (m_wantedGroup.isEmpty())
        return;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex group = m_model.index(row, 0);
        const Sync::CheckResult *first = m_model.result(m_model.index(0, 0, group));
        if (!first || toWord(first->group) != m_wantedGroup)
            continue;
        m_wantedGroup.clear();
        m_tree->setCurrentIndex(m_model.index(0, 0, group));
        m_tree->scrollTo(group, QAbstractItemView::PositionAtTop);
        return;
    }
}

void DiagnosticsPage::update()
{
    const QList<Sync::CheckResult> results = m_model.results();
    m_overall->setBadge(Models::badgeFor(Models::overallStatus(results)), Models::overallSentence(results));
    m_overall->setVisible(!results.isEmpty());
    m_frame->setSubtitle(m_model.isRunning() ? tr("Checking…")
            : m_model.lastRun().isValid()    ? tr("Checked %1.").arg(Models::relativeTime(m_model.lastRun()))
                                             : tr("Not checked yet."));
    // Not disabled while it runs, or the focus would leave it; the model does not start twice.
    m_run->setAccessibleName(m_model.isRunning() ? tr("Checking") : tr("Run All"));
    m_run->setText(m_model.isRunning() ? tr("Checking…") : tr("Run All"));
    m_copyText->setEnabled(!results.isEmpty());
    m_copyJson->setEnabled(!results.isEmpty());
    findChild<QPushButton *>(u"copyReport"_s)->setEnabled(!results.isEmpty());
    m_stack->setCurrentIndex(results.isEmpty() ? 1 : 0);
    if (m_model.failure())
        m_frame->notices().showFailure(u"checks"_s, *m_model.failure(), tr("Try Again"), [this] { m_model.runAll(); });
    else
        m_frame->notices().clear(u"checks"_s);
    if (!m_model.isRunning() && !m_model.result(m_tree->currentIndex()))
        openWorst();
    showCurrent();
}

// What is worst is what somebody came for.
void DiagnosticsPage::openWorst()
{
    for (const Sync::CheckStatus status : {Sync::CheckStatus::Failed, Sync::CheckStatus::Attention})
        for (int row = 0; row < m_model.rowCount(); ++row) {
            const QModelIndex group = m_model.index(row, 0);
            for (int check = 0; check < m_model.rowCount(group); ++check) {
                const QModelIndex index = m_model.index(check, 0, group);
                if (const Sync::CheckResult *result = m_model.result(index); result && result->status == status) {
                    m_tree->setCurrentIndex(index);
                    return;
                }
            }
        }
}

// Names and times are short and few; the finding takes what is left and is read in full beside the tree.
void DiagnosticsPage::fitColumns()
{
    for (const auto column : {Models::DiagnosticsModel::Column::Name, Models::DiagnosticsModel::Column::Duration})
        m_tree->resizeColumnToContents(int(column));
}

void DiagnosticsPage::showCurrent()
{
    const Sync::CheckResult *result = m_model.result(m_tree->currentIndex());
    m_detail->setResult(result ? std::optional(*result) : std::nullopt);
}

void DiagnosticsPage::openRemedy(const Sync::Remedy &remedy)
{
    auto *dialog = new RemedyDialog(m_engine, remedy, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RemedyDialog::mended, &m_model, &Models::DiagnosticsModel::runAll);
    dialog->open();
}

void DiagnosticsPage::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    m_frame->notices().show({u"copied"_s, Models::Tone::Info, tr("The report is on the clipboard.")});
}

} // namespace Ui
