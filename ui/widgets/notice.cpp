#include "ui/widgets/notice.h"

#include "ui/widgets/tones.h"

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

constexpr int edge = 4;

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

Notice::Notice(QWidget *parent)
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
    layout->setContentsMargins(edge + 34, 8, 10, 8);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    hide();
}

void Notice::showText(Models::Tone tone, const QString &text, const QList<QAction *> &actions)
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

void Notice::showFailure(const Sync::Failure &failure, const QString &more, const QList<QAction *> &actions)
{
    const Models::Tone tone = failure.kind == Sync::FailureKind::Stopped ? Models::Tone::Info
        : failure.isTransient() || failure.kind == Sync::FailureKind::Stale ? Models::Tone::Attention
                                                                            : Models::Tone::Bad;
    QString text = failure.text();
    if (!more.isEmpty())
        text += u' ' % more;
    showText(tone, text, actions);
}

void Notice::clear()
{
    hide();
    m_text->clear();
    setActions({});
}

QString Notice::text() const
{
    return m_text->text();
}

void Notice::setActions(const QList<QAction *> &actions)
{
    // A button may be the sender of the click that leads here.
    for (QWidget *button : std::as_const(m_made)) {
        button->hide();
        button->deleteLater();
    }
    m_made.clear();
    for (QAction *action : actions) {
        auto *button = new QPushButton(action->text(), this);
        button->setObjectName(u"noticeButton"_s);
        button->setAccessibleName(action->text().remove(u'&'));
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_buttons->addWidget(button);
        m_made += button;
    }
}

void Notice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = toneColor(m_tone, palette());
    painter.fillRect(rect(), toneGround(m_tone, palette()));
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, edge, height())), color);
    const QRect square(edge + 12, (height() - 13) / 2, 13, 13);
    drawShape(painter, QStyle::visualRect(layoutDirection(), rect(), square), shapeOf(m_tone), color);
}

} // namespace Ui

#include "moc_notice.cpp"
