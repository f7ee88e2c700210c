#include "ui/products/whycard.h"

#include "ui/style/colours.h"
#include "ui/widgets/naming.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

using Models::WhyAction;

QString buttonText(WhyAction action)
{
    switch (action) {
    case WhyAction::Pull:
        return WhyCard::tr("Pull from Shopify");
    case WhyAction::StageEdits:
        return WhyCard::tr("Prepare My Edits");
    case WhyAction::Review:
        return WhyCard::tr("Open in Review");
    case WhyAction::ReviewConflicts:
        return WhyCard::tr("Resolve Conflicts");
    case WhyAction::WatchRun:
        return WhyCard::tr("Watch the Run");
    case WhyAction::None:
        break;
    }
    return {};
}

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

WhyCard::WhyCard(QWidget *parent)
    : QFrame(parent)
    , m_cause(plainLabel(this))
    , m_evidence(plainLabel(this))
    , m_next(plainLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(u"whyCard"_s);
    QFont bold = m_cause->font();
    bold.setWeight(QFont::DemiBold);
    m_cause->setFont(bold);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 8, 10, 8);
    layout->setSpacing(4);
    layout->addWidget(m_cause);
    layout->addWidget(m_evidence);
    layout->addWidget(m_next);
    layout->addWidget(m_button, 0, Qt::AlignLeading);
    connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT actionRequested(m_why.action); });
}

void WhyCard::setWhy(const Models::Why &why, Models::Tone tone)
{
    m_why = why;
    m_tone = tone;
    m_cause->setText(why.cause);
    m_evidence->setText(why.evidence);
    m_next->setText(why.next);
    m_next->setVisible(!why.next.isEmpty());
    const QString text = buttonText(why.action);
    named(m_button, u"whyAction"_s, text)->setText(text);
    m_button->setVisible(why.action != WhyAction::None);
    setAccessibleName(tr("Why: %1 %2 %3").arg(why.cause, why.evidence, why.next));
    update();
}

void WhyCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &shades = coloursFor(palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_tone == Models::Tone::Neutral ? shades.hover : toneTint(shades, m_tone));
    painter.drawRoundedRect(rect(), 6, 6);
}

} // namespace Ui

#include "moc_whycard.cpp"
