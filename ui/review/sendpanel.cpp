#include "ui/review/sendpanel.h"

#include "models/format/text.h"
#include "sync/api/isolated.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/noticebar.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

using Models::Confirmation;
using Models::PriceMove;

SendPanel::SendPanel(Sync::Reader &reader, const QList<qint64> &changes, const Sync::DeskState &desk,
    std::optional<qint64> catalogue, QWidget *parent)
    : QDialog(parent)
    , m_plan(reader, changes)
    , m_changes(changes)
    , m_desk(desk)
    , m_catalogue(catalogue)
    , m_summary(textLabel({}, TextSize::Body, this))
    , m_moves(textLabel({}, TextSize::Body, this))
    , m_notice(new NoticeBar(this))
    , m_looked(named(new QCheckBox(tr("I have looked at the largest changes"), this), u"lookedAtChanges"_s,
          tr("I have looked at the largest changes")))
    , m_typeLabel(textLabel({}, TextSize::Body, this))
    , m_typed(named(new QLineEdit(this), u"typedShopName"_s, tr("Name of the shop")))
    , m_sendFirst(button({}, u"sendFirst"_s, ButtonKind::Normal, {}, this))
    , m_sendAll(button({}, u"sendAll"_s, ButtonKind::Primary, u"send"_s, this))
    , m_cancel(button(tr("Cancel"), u"cancelSend"_s, ButtonKind::Normal, {}, this))
{
    setObjectName(u"sendPanel"_s);
    setWindowTitle(tr("Send to Shopify"));
    setMinimumWidth(520);
    buildLayout();
    connect(m_looked, &QCheckBox::toggled, this, &SendPanel::update);
    connect(m_typed, &QLineEdit::textChanged, this, &SendPanel::update);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_sendFirst, &QPushButton::clicked, this, [this] { confirm(firstCount); });
    connect(m_sendAll, &QPushButton::clicked, this, [this] { confirm(0); });
    connect(&m_plan, &Models::SendPlan::completed, this, &SendPanel::showPlan);
    m_summary->setText(tr("Looking at what would be sent\u2026"));
    update();
    m_plan.start();
}

void SendPanel::buildLayout()
{
    m_typeLabel->setBuddy(m_typed);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton *each : {m_cancel, m_sendFirst, m_sendAll})
        buttons->addWidget(each);
    // The safe way out answers Return.
    m_cancel->setDefault(true);
    m_cancel->setFocus();
    const QString all = Models::count(m_changes.size());
    m_sendAll->setText(tr("Send %1").arg(all));
    m_sendAll->setAccessibleName(tr("Send %1 changes").arg(all));
    m_sendFirst->setText(tr("Send First %1, Then Stop").arg(firstCount));
    m_sendFirst->setAccessibleName(m_sendFirst->text());
    m_sendFirst->setToolTip(tr("Sends %1, reads them back from Shopify and compares; the rest waits.").arg(firstCount));
    m_sendFirst->setVisible(m_changes.size() > firstCount);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(12);
    layout->addWidget(textLabel(tr("Send %1 changes to %2").arg(all, Sync::isolated(shopName())), TextSize::Section));
    layout->addWidget(m_summary);
    layout->addWidget(m_moves);
    layout->addWidget(m_notice);
    layout->addWidget(m_looked);
    layout->addWidget(m_typeLabel);
    layout->addWidget(m_typed);
    layout->addStretch();
    layout->addLayout(buttons);
    for (QWidget *hidden : std::initializer_list<QWidget *>{m_moves, m_looked, m_typeLabel, m_typed})
        hidden->hide();
}

void SendPanel::setHeld(const Sync::Failure &held)
{
    m_held = held;
    m_notice->showFailure(held);
    if (m_plan.isComplete())
        showPlan();
}

QString SendPanel::shopName() const
{
    if (!m_desk.shopName.isEmpty())
        return m_desk.shopName;
    return m_desk.shopDomain.isEmpty() ? tr("Shopify") : m_desk.shopDomain;
}

QString SendPanel::summaryText() const
{
    const Models::SendSummary &summary = m_plan.summary();
    QStringList kinds;
    if (summary.updates > 0)
        kinds += tr("%1 changed").arg(Models::count(summary.updates));
    if (summary.creates > 0)
        kinds += tr("%1 new").arg(Models::count(summary.creates));
    if (summary.deletes > 0)
        kinds += tr("%1 deleted").arg(Models::count(summary.deletes));
    if (summary.archives > 0)
        kinds += tr("%1 archived").arg(Models::count(summary.archives));
    QString text = kinds.join(u", "_s) % u'.';
    if (kinds.isEmpty())
        text.clear();
    if (summary.looked < summary.total)
        text = tr("Of the first %1 changes: %2").arg(Models::count(summary.looked), text);
    text += u' ' % tr("Every value is compared with Shopify just before it is written.");
    return text.trimmed();
}

void SendPanel::showPlan()
{
    m_summary->setText(summaryText());
    QStringList lines;
    for (const PriceMove &move : m_plan.summary().largestMoves)
        lines += u"\u2022  "_s % Models::oneLine(move.title, 60) % u":  " % Models::money(move.from) % u" \u2192 "
            % Models::money(move.to) % u"  (" % Models::percent(move.permille) % u')';
    if (!lines.isEmpty())
        lines.prepend(tr("Largest price changes:"));
    m_moves->setText(lines.join(u'\n'));
    m_moves->setVisible(!lines.isEmpty());
    if (m_held)
        m_notice->showFailure(*m_held);
    else if (m_plan.failure())
        m_notice->showFailure(*m_plan.failure(), tr("Not every change could be looked at."));
    else if (m_plan.summary().stale > 0)
        m_notice->showText(Models::Tone::Attention,
            tr("%n change(s) moved here since approval; they are compared anew and sent only if they still hold.", nullptr,
                int(m_plan.summary().stale)));
    showConfirmation();
}

void SendPanel::showConfirmation()
{
    m_confirmation = Models::confirmationFor(m_plan.summary(), m_desk.safeLevel, m_catalogue);
    // What could not be looked at cannot be waved through.
    if (m_plan.failure() && m_confirmation == Confirmation::Button && m_desk.safeLevel != Sync::SafeLevel::Demo)
        m_confirmation = Confirmation::Look;
    if (m_held && m_confirmation != Confirmation::Forbidden)
        m_confirmation = Confirmation::TypedName;
    m_looked->setVisible(m_confirmation == Confirmation::Look);
    const bool typed = m_confirmation == Confirmation::TypedName;
    m_typeLabel->setText(tr("To go on, type the name of the shop: %1").arg(Sync::isolated(shopName())));
    m_typeLabel->setVisible(typed);
    m_typed->setVisible(typed);
    if (m_confirmation == Confirmation::Forbidden)
        m_notice->showText(Models::Tone::Attention,
            tr("The safe level of this shop is Read-only: nothing can be sent. Raise it in the header first."));
    if (m_desk.maintenance.active)
        m_notice->showText(Models::Tone::Attention,
            tr("Maintenance mode is on (%1): nothing can be sent until it ends.").arg(Sync::isolated(m_desk.maintenance.reason)));
    update();
}

void SendPanel::update()
{
    bool mayGo = m_plan.isComplete() && !m_desk.maintenance.active;
    switch (m_confirmation) {
    case Confirmation::Forbidden: mayGo = false; break;
    case Confirmation::Button: break;
    case Confirmation::Look: mayGo = mayGo && m_looked->isChecked(); break;
    case Confirmation::TypedName:
        mayGo = mayGo && m_typed->text().trimmed().compare(shopName(), Qt::CaseInsensitive) == 0;
        break;
    }
    m_sendAll->setEnabled(mayGo);
    m_sendFirst->setEnabled(mayGo);
}

void SendPanel::confirm(int sendFirst)
{
    Sync::PushRequest request;
    for (const qint64 id : std::as_const(m_changes))
        request.changes += Sync::ChangeId{id};
    request.sendFirst = sendFirst;
    request.overrideBreaker = m_held.has_value();
    Q_EMIT confirmed(request);
    accept();
}

} // namespace Ui

#include "moc_sendpanel.cpp"
