#include "ui/overview/figurecard.h"

#include "models/format/text.h"
#include "ui/style/colours.h"
#include "ui/style/labels.h"
#include "ui/style/shapes.h"

#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int margin = 16;

Models::Shape shapeFor(Models::Tone tone)
{
    switch (tone) {
    case Models::Tone::Good:
        return Models::Shape::Disc;
    case Models::Tone::Attention:
        return Models::Shape::Triangle;
    case Models::Tone::Bad:
        return Models::Shape::Square;
    default:
        return Models::Shape::None;
    }
}

} // namespace

FigureCard::FigureCard(QWidget *parent)
    : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void FigureCard::setCard(const Models::OverviewCard &card, const QString &whyMissing)
{
    m_card = card;
    m_caption = card.value || whyMissing.isEmpty() ? card.caption : whyMissing;
    setObjectName(u"card-%1"_s.arg(card.id));
    const QString figure = card.value ? Models::count(*card.value) : tr("no number");
    setAccessibleName(tr("%1: %2, %3").arg(card.title, figure, m_caption));
    setToolTip(m_caption);
    update();
}

QSize FigureCard::sizeHint() const
{
    const QFontMetrics figure(scaledFont(TextSize::Figure));
    return {180, 2 * margin - 6 + fontMetrics().height() + figure.height() + fontMetrics().height() + 8};
}

void FigureCard::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void FigureCard::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void FigureCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &c = coloursFor(palette());
    painter.setPen(hasFocus() ? QPen(c.accent, 2) : QPen(underMouse() ? c.handle : c.border, 1));
    painter.setBrush(isDown() ? c.pressed : underMouse() ? c.alternate : c.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);

    const int room = width() - 2 * margin;
    int y = margin - 4;
    const Models::Shape shape = shapeFor(m_card.tone);
    const int side = signSide(fontMetrics());
    const int indent = shape == Models::Shape::None ? 0 : side + 7;
    const auto placed = [this](const QRect &place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    if (indent > 0)
        paintShape(painter, placed({margin, y + (fontMetrics().height() - side) / 2, side, side}), shape, m_card.tone,
            palette());
    const auto line = [&](const QString &text, const QFont &font, const QColor &colour, int left) {
        const QFontMetrics metrics(font);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(placed({margin + left, y, room - left, metrics.height()}), Qt::AlignLeading | Qt::AlignVCenter,
            metrics.elidedText(text, Qt::ElideRight, room - left));
        y += metrics.height();
    };
    line(m_card.title, font(), c.text, indent);
    y += 3;
    line(m_card.value ? Models::count(*m_card.value) : u"–"_s, scaledFont(TextSize::Figure),
        m_card.value ? c.text : c.muted, 0);
    y += 3;
    line(m_caption, scaledFont(TextSize::Small), c.muted, 0);
}

} // namespace Ui
