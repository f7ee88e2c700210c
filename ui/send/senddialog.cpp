#include "ui/send/senddialog.h"

#include "models/format/text.h"
#include "sync/api/isolated.h"
#include "ui/style/dialogs.h"
#include "ui/style/labels.h"
#include "ui/style/noticebar.h"
#include "ui/widgets/naming.h"

#include <QAction>
#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

using Models::Confirmation;
using Models::PriceMove;

namespace {

constexpr int characters = 72;

} // namespace

SendDialog::SendDialog(Sync::Reader &reader, const Sync::DeskState &desk, QWidget *parent)
    : QDialog(parent)
    , m_plan(reader)
    , m_desk(desk)
    , m_title(textLabel(tr("Send to Shopify"), TextSize::Section, this))
    , m_summary(textLabel({}, TextSize::Body, this))
    , m_movesTitle(mutedLabel(tr("Largest price changes"), TextSize::Small, this))
    , m_moves(new QGridLayout)
    , m_notice(new NoticeBar(this))
    , m_looked(named(new QCheckBox(tr("I have &looked at the largest changes"), this), u"lookedAtChanges"_s,
          tr("I have looked at the largest changes")))
    , m_typeLabel(textLabel({}, TextSize::Body, this))
    , m_typed(named(new QLineEdit(this), u"typedShopName"_s, tr("Name of the shop")))
    , m_sendFirst(button({}, u"sendFirst"_s, ButtonKind::Normal, {}, this))
    , m_sendAll(button({}, u"sendAll"_s, ButtonKind::Primary, u"send"_s, this))
    , m_cancel(button(tr("Cancel"), u"cancelSend"_s, ButtonKind::Normal, {}, this))
    , m_again(new QAction(tr("Try Again"), this))
{
    setObjectName(u"sendDialog"_s);
    setWindowTitle(tr("Send to Shopify"));
    buildLayout();
    connect(m_looked, &QCheckBox::toggled, this, &SendDialog::update);
    connect(m_typed, &QLineEdit::textChanged, this, &SendDialog::update);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_sendFirst, &QPushButton::clicked, this, [this] { confirm(firstCount); });
    connect(m_sendAll, &QPushButton::clicked, this, [this] { confirm(0); });
    connect(m_again, &QAction::triggered, this, &SendDialog::read);
    connect(&m_plan, &Models::SendPlan::completed, this, &SendDialog::showPlan);
    read();
}

void SendDialog::buildLayout()
{
    m_typeLabel->setBuddy(m_typed);
    m_moves->setHorizontalSpacing(16);
    m_moves->setVerticalSpacing(4);
    m_moves->setColumnStretch(0, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton *each : {m_cancel, m_sendFirst, m_sendAll})
        buttons->addWidget(each);
    // The safe way out answers Return.
    m_cancel->setDefault(true);
    m_cancel->setFocus();
    m_sendFirst->setText(tr("Send &First %1, Then Stop").arg(firstCount));
    m_sendFirst->setAccessibleName(tr("Send first %1, then stop").arg(firstCount));
    m_sendFirst->setToolTip(tr("Sends %1, reads them back from Shopify and compares; the rest waits.").arg(firstCount));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addWidget(m_movesTitle);
    layout->addLayout(m_moves);
    layout->addWidget(m_notice);
    layout->addWidget(m_looked);
    layout->addWidget(m_typeLabel);
    layout->addWidget(m_typed);
    layout->addStretch();
    layout->addLayout(buttons);
}

void SendDialog::read()
{
    m_notice->clear();
    m_summary->setText(tr("Looking at what would be sent\u2026"));
    for (QWidget *hidden :
        std::initializer_list<QWidget *>{m_movesTitle, m_looked, m_typeLabel, m_typed, m_sendFirst, m_sendAll})
        hidden->hide();
    fitDialog(*this, characters);
    m_plan.start();
}

void SendDialog::setHeld(const Sync::Failure &held)
{
    m_held = held;
    if (m_plan.isComplete())
        showPlan();
}

QString SendDialog::shopName() const
{
    if (!m_desk.shopName.isEmpty())
        return Models::oneLine(m_desk.shopName, 60);
    return m_desk.shopDomain.isEmpty() ? tr("Shopify") : m_desk.shopDomain;
}

QString SendDialog::summaryText() const
{
    const Models::SendSummary &summary = m_plan.summary();
    if (summary.total == 0)
        return m_plan.failure() ? QString() : tr("Approve changes in Review first; they wait there for this.");
    QStringList kinds;
    if (summary.updates > 0)
        kinds += tr("%1 changed").arg(Models::count(summary.updates));
    if (summary.creates > 0)
        kinds += tr("%1 new").arg(Models::count(summary.creates));
    if (summary.deletes > 0)
        kinds += tr("%1 deleted").arg(Models::count(summary.deletes));
    if (summary.archives > 0)
        kinds += tr("%1 archived").arg(Models::count(summary.archives));
    QStringList sentences;
    if (!kinds.isEmpty())
        sentences += summary.looked < summary.total
            ? tr("Of the first %1: %2.").arg(Models::count(summary.looked), kinds.join(u", "_s))
            : QString(kinds.join(u", "_s) % u'.');
    sentences
        += tr("Every value is compared with Shopify just before it is written; what has moved there since is left "
              "alone. What is sent can be rolled back from History.");
    return sentences.join(u' ');
}

void SendDialog::showPlan()
{
    showTitle();
    m_summary->setText(summaryText());
    m_summary->setVisible(!m_summary->text().isEmpty());
    showMoves();
    showNotice();
    showConfirmation();
    fitDialog(*this, characters);
}

void SendDialog::showTitle()
{
    const qint64 total = m_plan.summary().total;
    m_title->setText(total == 0 ? tr("Nothing to send to %1").arg(Sync::isolated(shopName()))
            : total == 1        ? tr("Send 1 change to %1").arg(Sync::isolated(shopName()))
                                : tr("Send %1 changes to %2").arg(Models::count(total), Sync::isolated(shopName())));
    if (total == 0 && m_plan.failure())
        m_title->setText(tr("Send to %1").arg(Sync::isolated(shopName())));
    m_sendAll->setText(total == 1 ? tr("&Send 1 Change") : tr("&Send %1 Changes").arg(Models::count(total)));
    m_sendAll->setAccessibleName(QString(m_sendAll->text()).remove(u'&'));
    m_sendAll->setVisible(total > 0);
    m_sendFirst->setVisible(total > firstCount);
    m_cancel->setText(total > 0 ? tr("Cancel") : tr("Close"));
    m_cancel->setAccessibleName(m_cancel->text());
}

void SendDialog::showMoves()
{
    while (QLayoutItem *item = m_moves->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    int row = 0;
    for (const PriceMove &move : m_plan.summary().largestMoves) {
        QLabel *title = textLabel(Models::oneLine(move.title, 60));
        title->setToolTip(move.title);
        QLabel *values = textLabel(QString(Models::money(move.from) % u" \u2192 " % Models::money(move.to)));
        values->setWordWrap(false);
        QLabel *percent = textLabel(Models::percent(move.permille));
        percent->setWordWrap(false);
        m_moves->addWidget(title, row, 0);
        m_moves->addWidget(values, row, 1, Qt::AlignTrailing | Qt::AlignTop);
        m_moves->addWidget(percent, row++, 2, Qt::AlignTrailing | Qt::AlignTop);
        // A layout shows what is added to a visible dialog later, too late for fitDialog() to reckon with it.
        for (QLabel *cell : {title, values, percent})
            cell->show();
    }
    m_movesTitle->setVisible(row > 0);
}

void SendDialog::showNotice()
{
    const Models::SendSummary &summary = m_plan.summary();
    if (m_desk.maintenance.active)
        m_notice->showText(Models::Tone::Attention,
            tr("Maintenance mode is on (%1): nothing can be sent until it ends.")
                .arg(Sync::isolated(m_desk.maintenance.reason)));
    else if (m_desk.safeLevel == Sync::SafeLevel::ReadOnly)
        m_notice->showText(Models::Tone::Attention,
            tr("The safe level of this shop is Read-only: nothing can be sent. Change it beside the shop's name "
               "first."));
    else if (m_plan.failure())
        m_notice->showFailure(
            *m_plan.failure(), summary.total > 0 ? tr("Not every change could be looked at.") : QString(), {m_again});
    else if (m_held)
        m_notice->showFailure(*m_held);
    else if (summary.stale > 0)
        m_notice->showText(Models::Tone::Attention,
            summary.stale == 1
                ? tr("1 product was changed here after its approval. It will not be sent: use Prepare My Edits again, "
                     "then approve and send the newer values.")
                : tr("%1 products were changed here after their approval. They will not be sent: use Prepare My Edits "
                     "again, then approve and send the newer values.")
                      .arg(Models::count(summary.stale)));
    else
        m_notice->clear();
}

void SendDialog::showConfirmation()
{
    m_confirmation = Models::confirmationFor(m_plan.summary(), m_desk.safeLevel, m_plan.catalogue());
    // What could not be looked at cannot be waved through.
    if (m_plan.failure() && m_confirmation == Confirmation::Button && m_desk.safeLevel != Sync::SafeLevel::Demo)
        m_confirmation = Confirmation::Look;
    if (m_held && m_confirmation != Confirmation::Forbidden)
        m_confirmation = Confirmation::TypedName;
    const bool asks = m_plan.summary().total > 0 && !m_desk.maintenance.active;
    m_looked->setVisible(asks && m_confirmation == Confirmation::Look);
    const bool typed = asks && m_confirmation == Confirmation::TypedName;
    m_typeLabel->setText(tr("To go on, type the name of the shop: %1").arg(Sync::isolated(shopName())));
    m_typeLabel->setVisible(typed);
    m_typed->setVisible(typed);
    update();
}

void SendDialog::update()
{
    bool mayGo = m_plan.isComplete() && m_plan.summary().total > 0 && !m_desk.maintenance.active;
    switch (m_confirmation) {
    case Confirmation::Forbidden:
        mayGo = false;
        break;
    case Confirmation::Button:
        break;
    case Confirmation::Look:
        mayGo = mayGo && m_looked->isChecked();
        break;
    case Confirmation::TypedName:
        mayGo = mayGo && Models::isShopName(m_typed->text(), shopName());
        break;
    }
    m_sendAll->setEnabled(mayGo);
    m_sendFirst->setEnabled(mayGo);
}

void SendDialog::confirm(int sendFirst)
{
    // The buttons are open only once what was typed is the name; it goes on as the shop has it, not as it is shown.
    const QString name = m_desk.shopName.isEmpty() ? m_desk.shopDomain : m_desk.shopName;
    Q_EMIT confirmed({.changes = m_plan.changes(),
        .sendFirst = sendFirst,
        .overrideBreaker = m_held.has_value(),
        .shopNameTyped = m_confirmation == Confirmation::TypedName ? name : QString()});
    accept();
}

} // namespace Ui

#include "moc_senddialog.cpp"
