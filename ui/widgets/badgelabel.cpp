#include "ui/widgets/badgelabel.h"

#include "ui/widgets/tones.h"

#include <QPainter>
#include <QStyle>

namespace Ui {
namespace {

constexpr int gap = 6;

} // namespace

BadgeLabel::BadgeLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void BadgeLabel::setBadge(const Models::Badge &badge)
{
    if (badge == m_badge)
        return;
    m_badge = badge;
    setAccessibleName(badge.word);
    updateGeometry();
    update();
}

int BadgeLabel::shapeSize() const
{
    return fontMetrics().ascent() * 3 / 4;
}

QSize BadgeLabel::sizeHint() const
{
    return {shapeSize() + gap + fontMetrics().horizontalAdvance(m_badge.word) + 2, fontMetrics().height() + 4};
}

void BadgeLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = toneColor(m_badge.tone, palette());
    const int size = shapeSize();
    const QRect square(0, (height() - size) / 2, size, size);
    drawShape(painter, QStyle::visualRect(layoutDirection(), rect(), square), m_badge.shape, color);
    painter.setPen(m_badge.tone == Models::Tone::Neutral ? palette().color(QPalette::WindowText) : color);
    const QRect text = rect().adjusted(size + gap, 0, 0, 0);
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), text),
        int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading)), m_badge.word);
}

} // namespace Ui

#include "moc_badgelabel.cpp"
