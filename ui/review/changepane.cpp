#include "ui/review/changepane.h"

#include "models/format/text.h"
#include "models/format/words.h"
#include "models/paging/answer.h"
#include "models/review/stagedmodel.h"
#include "sync/api/isolated.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/style/noticebar.h"
#include "ui/style/pageframe.h"
#include "ui/style/signlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

/// Fields that are shown at once, whatever the font.
constexpr int rowsAtLeast = 2;

using Sync::ChangeType;
using Sync::Direction;
using Sync::StagedRow;
using Sync::StagedStatus;

QString wholeSentence(const StagedRow &row)
{
    const bool pull = row.direction == Direction::Pull;
    switch (row.changeType) {
    case ChangeType::Create:
        return pull ? ChangePane::tr("The product is new in Shopify; approving creates it here.")
                    : ChangePane::tr("The product is only here; approving and sending creates it in Shopify.");
    case ChangeType::Delete:
        if (pull && row.conflictCount > 0)
            return ChangePane::tr(
                "The product is gone from Shopify, but it was edited here since it was last the same on "
                "both sides. Approving deletes it here with these edits; rejecting keeps it.");
        return pull ? ChangePane::tr("The product is gone from Shopify; approving deletes it here.")
                    : ChangePane::tr("The product was deleted here; approving and sending deletes it in Shopify.");
    case ChangeType::Restore:
        return pull
            ? ChangePane::tr("The product was deleted here, and somebody has changed it in Shopify since. Approving "
                             "brings it back here. Rejecting leaves it deleted; Prepare My Edits then proposes to "
                             "delete it in Shopify too.")
            : ChangePane::tr("The product comes back as it was.");
    case ChangeType::Update:
        break;
    }
    return ChangePane::tr("This change has no fields to show.");
}

QString directionSentence(const StagedRow &row)
{
    return row.direction == Direction::Pull ? ChangePane::tr("Pull: Shopify \u2192 here")
                                            : ChangePane::tr("Send: here \u2192 Shopify");
}

QString decidedSentence(const StagedRow &row)
{
    QString text;
    if (!row.ruleName.isEmpty())
        text = ChangePane::tr("Approved by the rule \u201c%1\u201d").arg(Sync::isolated(row.ruleName));
    else if (!row.decidedBy.isEmpty())
        text = ChangePane::tr("Decided by %1").arg(Sync::isolated(row.decidedBy));
    if (!text.isEmpty() && row.decidedAt.isValid())
        text += u", "_s + Models::relativeTime(row.decidedAt);
    if (!row.decisionReason.isEmpty())
        text += u": "_s + Sync::isolated(row.decisionReason);
    return text;
}

QString conflictSentence(int conflicts)
{
    return conflicts == 1
        ? ChangePane::tr("Decide 1 conflict first; then the product can be approved.")
        : ChangePane::tr("Decide %1 conflicts first; then the product can be approved.").arg(conflicts);
}

} // namespace

ChangePane::ChangePane(Sync::Reader &reader, QWidget *parent)
    : QWidget(parent)
    , m_reader(reader)
    , m_model(new Models::FieldChangesModel(this))
    , m_stack(new QStackedLayout(this))
    , m_empty(new EmptyState(this))
    , m_title(textLabel({}, TextSize::Section, this))
    , m_subtitle(mutedLabel({}, TextSize::Body, this))
    , m_kind(new SignLabel(this))
    , m_state(new SignLabel(this))
    , m_decided(mutedLabel({}, TextSize::Body, this))
    , m_notice(new NoticeBar(this))
    , m_table(named(new TableView(this), u"fieldChangesTable"_s, tr("Changed fields")))
    , m_whole(new EmptyState(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_card(new FieldCard(this))
    , m_approve(button(tr("Approve Product"), u"approveProduct"_s, ButtonKind::Primary, u"check"_s, this))
    , m_reject(button(tr("Reject Product"), u"rejectProduct"_s, ButtonKind::Normal, {}, this))
    , m_reopen(button(tr("Bring Back to Review"), u"reopenProduct"_s, ButtonKind::Normal, u"undo"_s, this))
    , m_copy(new QAction(tr("Copy for Support"), this))
    , m_reload(new QAction(tr("Try Again"), this))
{
    m_title->setWordWrap(true);
    m_state->setObjectName(u"changeState"_s);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    for (const int column : {Models::FieldChangesModel::BaseColumn, Models::FieldChangesModel::HereColumn,
             Models::FieldChangesModel::ShopifyColumn})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_table->setMinimumHeight(m_table->horizontalHeader()->sizeHint().height()
        + rowsAtLeast * m_table->verticalHeader()->defaultSectionSize());
    m_splitter->setChildrenCollapsible(false);
    auto *upper = new QWidget(this);
    auto *upperStack = new QVBoxLayout(upper);
    upperStack->setContentsMargins({});
    upperStack->addWidget(m_table);
    upperStack->addWidget(m_whole);
    m_splitter->addWidget(upper);
    m_splitter->addWidget(m_card);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({260, 240});
    auto *inner = new QWidget;
    QScrollArea *content = makeScroll(inner, u"changeScroll"_s, tr("The chosen change"));
    auto *layout = new QVBoxLayout(inner);
    layout->setContentsMargins(10, 0, 0, 0);
    layout->addWidget(buildHeader());
    layout->addWidget(m_notice);
    layout->addWidget(m_splitter, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    m_reject->setToolTip(tr("Shift+R"));
    connect(m_approve, &QPushButton::clicked, this, &ChangePane::approveRequested);
    connect(m_reject, &QPushButton::clicked, this, &ChangePane::rejectRequested);
    connect(m_reopen, &QPushButton::clicked, this, &ChangePane::reopenRequested);
    connect(m_copy, &QAction::triggered, this, &ChangePane::copyForSupport);
    connect(m_reload, &QAction::triggered, this, &ChangePane::reload);
    connect(m_table, &TableView::currentRowChanged, this, &ChangePane::showField);
    open({});
}

QWidget *ChangePane::buildHeader()
{
    auto *signs = new QHBoxLayout;
    signs->setSpacing(14);
    signs->addWidget(m_kind);
    signs->addWidget(m_state);
    signs->addStretch();
    auto *buttons = new FlowLayout;
    for (QPushButton *each : {m_approve, m_reject, m_reopen})
        buttons->addWidget(each);
    auto *header = new QWidget(this);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle);
    layout->addLayout(signs);
    layout->addWidget(m_decided);
    layout->addLayout(buttons);
    return header;
}

void ChangePane::open(Sync::ChangeId change)
{
    if (change == m_change && m_change.isValid())
        return;
    m_change = change;
    m_model->setDetail(std::nullopt);
    if (change.isValid()) {
        read();
        return;
    }
    ++m_ticket;
    m_isReading = false;
    m_empty->setContent(tr("No Change Chosen"), tr("What a chosen change would do is shown here."));
    m_stack->setCurrentIndex(0);
    showField();
}

// A reading under way is let finish, or frequent changes would keep any from being shown.
void ChangePane::reload()
{
    if (m_isReading)
        m_readAgain = true;
    else if (m_change.isValid())
        read();
}

void ChangePane::read()
{
    m_isReading = true;
    m_readAgain = false;
    Models::whenAnswered(m_reader.stagedDetail(m_change), this,
        [this, ticket = ++m_ticket](const Sync::Result<Sync::StagedDetail> &answer) { detailArrived(ticket, answer); });
}

void ChangePane::detailArrived(int ticket, const Sync::Result<Sync::StagedDetail> &answer)
{
    if (ticket != m_ticket)
        return;
    m_isReading = false;
    if (m_readAgain)
        read();
    if (answer) {
        m_model->setDetail(*answer);
        showDetail();
        return;
    }
    const Sync::Failure &failure = answer.failure();
    if (m_model->detail()) {
        m_notice->showFailure(failure, {}, {m_reload});
        return;
    }
    m_empty->setContent(failure.what, QString(failure.meaning % u' ' % failure.remedy).trimmed(), {m_reload});
    m_stack->setCurrentIndex(0);
    Q_EMIT changed();
}

void ChangePane::showDetail()
{
    const StagedRow &row = m_model->detail()->row;
    const bool hasFields = m_model->rowCount() > 0;
    m_title->setText(row.title.isEmpty() ? tr("(no title)") : Models::oneLine(row.title));
    m_subtitle->setText((row.sku.isEmpty() ? tr("no SKU") : Sync::isolated(Models::oneLine(row.sku))) % u"  \u00b7  "
        % directionSentence(row));
    m_kind->setBadge(Models::kindBadge(row));
    m_state->setBadge(Models::stateBadge(row));
    m_decided->setText(decidedSentence(row));
    m_decided->setVisible(!m_decided->text().isEmpty());
    const bool pending = row.status == StagedStatus::Pending;
    m_approve->setVisible(pending);
    m_reject->setVisible(pending);
    m_reopen->setVisible(row.status == StagedStatus::Approved || row.status == StagedStatus::Rejected
        || row.status == StagedStatus::Failed);
    m_table->setVisible(hasFields);
    m_whole->setVisible(!hasFields);
    m_whole->setContent(Models::word(row.changeType), wholeSentence(row));
    showColumns(row);
    const int conflicts = m_model->openConflicts();
    const QString why = conflicts > 0 ? conflictSentence(conflicts) : whyNotSendable();
    m_approve->setEnabled(why.isEmpty());
    m_approve->setToolTip(why.isEmpty() ? tr("Shift+A") : why);
    m_approve->setAccessibleDescription(why);
    showNotice(row);
    m_stack->setCurrentIndex(1);
    if (hasFields && !m_table->currentIndex().isValid())
        m_table->moveCurrent(1);
    showField();
}

// A product that comes or goes as a whole has the values of one side, and nothing in it is decided singly.
void ChangePane::showColumns(const StagedRow &row)
{
    using Model = Models::FieldChangesModel;
    const bool isWhole = row.changeType != ChangeType::Update;
    m_table->setColumnHidden(Model::BaseColumn, isWhole);
    m_table->setColumnHidden(Model::HereColumn, isWhole && !m_model->hasValues(Model::HereColumn));
    m_table->setColumnHidden(Model::ShopifyColumn, isWhole && !m_model->hasValues(Model::ShopifyColumn));
    m_table->setColumnHidden(Model::DecisionColumn, isWhole);
}

void ChangePane::showNotice(const StagedRow &row)
{
    const QString hints = m_model->whatShopifyMakesOfIt();
    const auto withHints
        = [&hints](const QString &text) { return hints.isEmpty() ? text : QString(text % u' ' % hints); };
    if (!row.failure.isEmpty())
        m_notice->showText(Models::Tone::Bad, row.failure, {m_copy});
    else if (row.stale && row.direction == Direction::Push)
        m_notice->showText(Models::Tone::Attention,
            tr("The product has changed here since this was found, so this will not be sent. Use Prepare My Edits "
               "again to find the newer values."));
    else if (row.stale)
        m_notice->showText(Models::Tone::Attention,
            tr("The product has changed here since this was found. It will be compared anew before anything is "
               "written; "
               "what still differs comes back to review."));
    else if (const int conflicts = m_model->openConflicts(); row.status == StagedStatus::Pending && conflicts > 0)
        m_notice->showText(Models::Tone::Attention, conflictSentence(conflicts));
    else if (row.status == StagedStatus::Pending && !whyNotSendable().isEmpty())
        m_notice->showText(Models::Tone::Attention,
            tr("Nothing of this change can be sent to Shopify; each of its fields says why. Reject it to let it "
               "rest."));
    else if (const QString left = m_model->whatIsLeftOut(); row.status == StagedStatus::Pending && !left.isEmpty())
        m_notice->showText(Models::Tone::Attention, withHints(wholeSentence(row) + u' ' + left));
    else if (row.status == StagedStatus::Pending && row.changeType != ChangeType::Update && m_model->rowCount() > 0)
        m_notice->showText(row.changeType == ChangeType::Delete ? Models::Tone::Attention : Models::Tone::Info,
            withHints(wholeSentence(row)));
    else if (row.status == StagedStatus::Pending && m_model->rowCount() > 0 && m_model->nextUndecided(-1) < 0)
        m_notice->showText(Models::Tone::Info,
            withHints(tr("Every field is decided. Approve the product (Shift+A) to let it go on.")));
    else if (row.status == StagedStatus::Pending && !hints.isEmpty())
        m_notice->showText(Models::Tone::Info, hints);
    else
        m_notice->clear();
}

void ChangePane::showField()
{
    const Sync::FieldChange *field = m_model->fieldAt(m_table->currentIndex().row());
    m_card->setField(field ? std::optional(*field) : std::nullopt, detail() ? detail()->row : StagedRow());
    Q_EMIT changed();
}

Sync::FieldChangeId ChangePane::currentField() const
{
    const Sync::FieldChange *field = m_model->fieldAt(m_table->currentIndex().row());
    return field ? field->id : Sync::FieldChangeId();
}

void ChangePane::moveField(int step)
{
    m_table->moveCurrent(step);
}

void ChangePane::advance()
{
    const int next = m_model->nextUndecided(m_table->currentIndex().row());
    if (next >= 0)
        m_table->moveCurrent(next - m_table->currentIndex().row());
}

void ChangePane::copyForSupport() const
{
    if (!detail())
        return;
    const StagedRow &row = detail()->row;
    const QStringList lines{
        tr("Change %1, %2, %3").arg(row.id.value).arg(Models::word(row.changeType), directionSentence(row)),
        tr("Product %1, Shopify id %2, SKU %3").arg(row.product.value).arg(row.shopifyProduct.value).arg(row.sku),
        tr("State: %1").arg(Models::stateBadge(row).word), decidedSentence(row), tr("Failure: %1").arg(row.failure),
        tr("Request id: %1").arg(row.requestId)};
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace Ui

#include "moc_changepane.cpp"
