#include "ui/style/signlabel.h"

#include "ui/style/shapes.h"

#include <QPainter>

namespace Ui {
namespace {

constexpr int shapeSide = 10;
constexpr int gap = 7;

} // namespace

SignLabel::SignLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void SignLabel::setBadge(const Models::Badge &badge, const QString &text)
{
    const QString shown = text.isNull() ? badge.word : text;
    if (badge == m_badge && shown == m_text)
        return;
    m_badge = badge;
    m_text = shown;
    setAccessibleName(text.isEmpty() || text == badge.word ? shown : QString(badge.word % u", " % text));
    updateGeometry();
    update();
}

QSize SignLabel::sizeHint() const
{
    const int text = m_text.isEmpty() ? 0 : gap + fontMetrics().horizontalAdvance(m_text) + 1;
    return {shapeSide + text, std::max(fontMetrics().height(), shapeSide) + 2};
}

QSize SignLabel::minimumSizeHint() const
{
    const int text = m_text.isEmpty() ? 0 : gap + fontMetrics().averageCharWidth() * 4;
    return {std::min(sizeHint().width(), shapeSide + text), sizeHint().height()};
}

void SignLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF square(0, (height() - shapeSide) / 2.0, shapeSide, shapeSide);
    paintShape(painter, square, m_badge.shape, m_badge.tone, palette());
    const QRect room = rect().adjusted(shapeSide + gap, 0, 0, 0);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
        fontMetrics().elidedText(m_text, Qt::ElideRight, room.width()));
}

} // namespace Ui
