#include "ui/style/throttlegauge.h"

#include "models/format/text.h"
#include "ui/style/colours.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Ui {

ThrottleGauge::ThrottleGauge(Style style, QWidget *parent)
    : QWidget(parent)
    , m_style(style)
{
    setSizePolicy(style == Style::Compact ? QSizePolicy::Fixed : QSizePolicy::Preferred, QSizePolicy::Fixed);
    setThrottle({});
    setAccessibleName(tr("Shopify's limit: %1").arg(text()));
}

void ThrottleGauge::setThrottle(const Sync::ThrottleState &throttle)
{
    const QString before = text();
    m_throttle = throttle;
    if (text() == before)
        return;
    setAccessibleName(tr("Shopify's limit: %1").arg(text()));
    setToolTip(throttle.maximum > 0
            ? tr("Points left of Shopify's limit. It refills by %1 a second.").arg(std::lround(throttle.restorePerSecond))
            : tr("Shopify has not told its limit yet."));
    updateGeometry();
    update();
}

QString ThrottleGauge::text() const
{
    if (m_throttle.maximum <= 0)
        return tr("limit not known yet");
    const QString points = tr("%1 / %2 points").arg(Models::count(std::lround(std::floor(m_throttle.available))),
        Models::count(std::lround(m_throttle.maximum)));
    return m_style == Style::Compact ? points
                                     : QString(points % u"  "_s % tr("+%1 a second").arg(std::lround(m_throttle.restorePerSecond)));
}

QSize ThrottleGauge::sizeHint() const
{
    const int bar = m_style == Style::Compact ? 48 : 120;
    const QString widest = m_throttle.maximum <= 0 ? text() : m_style == Style::Compact ? tr("00,000 / 00,000 points") : text();
    return {bar + 8 + fontMetrics().horizontalAdvance(widest), fontMetrics().height() + 4};
}

void ThrottleGauge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &c = coloursFor(palette());
    const double bar = m_style == Style::Compact ? 48 : 120;
    const QRectF track(0, (height() - 6) / 2.0, bar, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.pressed);
    painter.drawRoundedRect(track, 3, 3);
    if (m_throttle.maximum > 0) {
        const double share = std::clamp(m_throttle.available / m_throttle.maximum, 0.0, 1.0);
        painter.setBrush(share < 0.1 ? c.attention : c.info);
        painter.drawRoundedRect(QRectF(track.left(), track.top(), std::max(6.0, track.width() * share), 6), 3, 3);
    }
    painter.setPen(c.muted);
    painter.drawText(rect().adjusted(int(bar) + 8, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeading, text());
}

} // namespace Ui
