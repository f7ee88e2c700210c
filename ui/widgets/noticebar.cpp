#include "ui/widgets/noticebar.h"

#include "ui/style/colours.h"
#include "ui/style/labels.h"
#include "ui/style/shapes.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

namespace Ui {
namespace {

using namespace Qt::StringLiterals;

constexpr int signSide = 11;

Models::Shape shapeOf(Models::Tone tone)
{
    switch (tone) {
    case Models::Tone::Good: return Models::Shape::Disc;
    case Models::Tone::Attention: return Models::Shape::Triangle;
    case Models::Tone::Bad: return Models::Shape::Square;
    case Models::Tone::Info: return Models::Shape::Diamond;
    case Models::Tone::Neutral: break;
    }
    return Models::Shape::Ring;
}

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(u"notice"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setObjectName(u"noticeText"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(36, 8, 8, 8);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    hide();
}

void NoticeBar::showText(Models::Tone tone, const QString &text, const QList<QAction *> &actions)
{
    m_tone = tone;
    const bool isNews = isHidden() || text != m_text->text();
    m_text->setText(text);
    setAccessibleName(text);
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
    const Models::Tone tone = failure.kind == Sync::FailureKind::Stopped ? Models::Tone::Info
        : failure.isTransient() || failure.kind == Sync::FailureKind::Stale ? Models::Tone::Attention
                                                                            : Models::Tone::Bad;
    QString text = failure.text();
    if (!more.isEmpty())
        text += u' ' % more;
    showText(tone, text, actions);
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
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &shades = coloursFor(palette());
    painter.setPen(toneColour(shades, m_tone));
    painter.setBrush(toneTint(shades, m_tone));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QRect square(14, 14, signSide, signSide);
    paintShape(painter, QStyle::visualRect(layoutDirection(), rect(), square), shapeOf(m_tone), m_tone, palette());
}

} // namespace Ui

#include "moc_noticebar.cpp"
