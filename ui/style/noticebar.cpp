#include "ui/style/noticebar.h"

#include "ui/style/colours.h"
#include "ui/style/labels.h"
#include "ui/style/signlabel.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace Ui {
namespace {

using namespace Qt::StringLiterals;

Models::Badge badgeOf(Models::Tone tone)
{
    switch (tone) {
    case Models::Tone::Good:
        return {Models::Shape::Disc, tone, NoticeBar::tr("Done")};
    case Models::Tone::Attention:
        return {Models::Shape::Triangle, tone, NoticeBar::tr("Attention")};
    case Models::Tone::Bad:
        return {Models::Shape::Square, tone, NoticeBar::tr("Failed")};
    case Models::Tone::Info:
        return {Models::Shape::Diamond, tone, NoticeBar::tr("Note")};
    case Models::Tone::Neutral:
        break;
    }
    return {Models::Shape::Ring, tone, NoticeBar::tr("Note")};
}

} // namespace

NoticeBar::NoticeBar(QWidget *parent, Closing closing)
    : QFrame(parent)
    , m_sign(new SignLabel(this))
    , m_text(textLabel({}, TextSize::Body, this))
    , m_signPlace(new QVBoxLayout)
    , m_buttons(new QHBoxLayout)
{
    setObjectName(u"notice"_s);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setObjectName(u"noticeText"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    // The sign stands beside the first line, also of a text of several.
    m_signPlace->addWidget(m_sign);
    m_signPlace->addStretch();
    layout->addLayout(m_signPlace);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    if (closing == Closing::ByPerson) {
        m_close = button({}, u"noticeClose"_s, ButtonKind::Flat, u"close"_s, this);
        m_close->setAccessibleName(tr("Close this notice"));
        m_close->setToolTip(tr("Close"));
        layout->addWidget(m_close, 0, Qt::AlignTop);
        connect(m_close, &QPushButton::clicked, this, [this] {
            clear();
            Q_EMIT closed();
        });
    }
    setActions({});
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

Models::Tone NoticeBar::toneOf(const Sync::Failure &failure)
{
    if (failure.kind == Sync::FailureKind::Stopped)
        return Models::Tone::Info;
    const bool mayPass = failure.isTransient() || failure.kind == Sync::FailureKind::Stale;
    return mayPass ? Models::Tone::Attention : Models::Tone::Bad;
}

void NoticeBar::showText(Models::Tone tone, const QString &text, const QList<QAction *> &actions)
{
    m_tone = tone;
    const bool isNews = isHidden() || text != m_text->text();
    Models::Badge badge = badgeOf(tone);
    setAccessibleName(u"%1: %2"_s.arg(badge.word, text));
    m_sign->setToolTip(badge.word);
    badge.word.clear();
    m_sign->setBadge(badge);
    m_text->setText(text);
    setActions(actions);
    show();
    update();
    if (isNews) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void NoticeBar::showFailure(const Sync::Failure &failure, const QString &more, const QList<QAction *> &actions)
{
    QString text = failure.text();
    if (!more.isEmpty())
        text += u' ' % more;
    showText(toneOf(failure), text, actions);
}

void NoticeBar::clear()
{
    hide();
    m_text->clear();
    setActions({});
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::setActions(const QList<QAction *> &actions)
{
    // A button may be the sender of the click that leads here.
    for (QWidget *old : std::as_const(m_made)) {
        old->hide();
        old->deleteLater();
    }
    m_made.clear();
    for (QAction *action : actions) {
        QPushButton *made = button(action->text(), u"noticeButton"_s, ButtonKind::Normal, {}, this);
        connect(made, &QPushButton::clicked, action, &QAction::trigger);
        m_buttons->addWidget(made, 0, Qt::AlignTop);
        m_made += made;
    }
    // Beside buttons a single line stands lower than at the top.
    m_signPlace->setContentsMargins(0, actions.isEmpty() && !m_close ? 0 : 5, 0, 0);
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &shades = coloursFor(palette());
    painter.setPen(toneColour(shades, m_tone));
    painter.setBrush(toneTint(shades, m_tone));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace Ui

#include "moc_noticebar.cpp"
