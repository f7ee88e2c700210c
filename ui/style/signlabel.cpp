#include "ui/style/signlabel.h"

#include "ui/style/shapes.h"

#include <QPainter>
#include <QStyle>

namespace Ui {
namespace {

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
    const int side = signSide(fontMetrics());
    const int text = m_text.isEmpty() ? 0 : gap + fontMetrics().horizontalAdvance(m_text) + 1;
    return {side + text, std::max(fontMetrics().height(), side) + 2};
}

QSize SignLabel::minimumSizeHint() const
{
    const int text = m_text.isEmpty() ? 0 : gap + fontMetrics().averageCharWidth() * 4;
    return {std::min(sizeHint().width(), signSide(fontMetrics()) + text), sizeHint().height()};
}

void SignLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = signSide(fontMetrics());
    const QRect square(0, (height() - side) / 2, side, side);
    paintShape(painter, QStyle::visualRect(layoutDirection(), rect(), square), m_badge.shape, m_badge.tone, palette());
    const QRect room = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(side + gap, 0, 0, 0));
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter.drawText(room,
        int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading)) | Qt::AlignVCenter | Qt::TextSingleLine,
        fontMetrics().elidedText(m_text, Qt::ElideRight, room.width()));
}

} // namespace Ui
