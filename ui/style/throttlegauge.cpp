#include "ui/style/throttlegauge.h"

#include "models/format/text.h"
#include "ui/style/colours.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Ui {

ThrottleGauge::ThrottleGauge(Style style, QWidget *parent)
    : QWidget(parent)
    , m_style(style)
{
    setSizePolicy(style == Style::Compact ? QSizePolicy::Fixed : QSizePolicy::Preferred, QSizePolicy::Fixed);
    describe();
}

void ThrottleGauge::setThrottle(const Sync::ThrottleState &throttle)
{
    const QString before = text();
    m_throttle = throttle;
    if (text() != before)
        describe();
}

void ThrottleGauge::setBarOnly(bool barOnly)
{
    if (barOnly == m_barOnly)
        return;
    m_barOnly = barOnly;
    updateGeometry();
    update();
}

void ThrottleGauge::describe()
{
    setAccessibleName(tr("Shopify's limit: %1").arg(text()));
    setToolTip(m_throttle.maximum > 0 ? tr("How many points of Shopify's limit are left. It refills by %1 a second; a "
                                           "run waits by itself when they are used up.")
                                            .arg(std::lround(m_throttle.restorePerSecond))
                                      : tr("Shopify tells its limit with its first answer."));
    updateGeometry();
    update();
}

QString ThrottleGauge::text() const
{
    if (m_throttle.maximum <= 0)
        return tr("limit not known yet");
    const QString points = tr("%1 / %2 points")
                               .arg(Models::count(std::lround(std::floor(m_throttle.available))),
                                   Models::count(std::lround(m_throttle.maximum)));
    return m_style == Style::Compact
        ? points
        : QString(points % u"  "_s % tr("+%1 a second").arg(std::lround(m_throttle.restorePerSecond)));
}

QSize ThrottleGauge::sizeHint() const
{
    const int bar = m_style == Style::Compact ? 48 : 120;
    if (m_barOnly)
        return {bar, fontMetrics().height() + 4};
    const QString widest = m_throttle.maximum <= 0 ? text()
        : m_style == Style::Compact                ? tr("00,000 / 00,000 points")
                                                   : text();
    return {bar + 8 + fontMetrics().horizontalAdvance(widest), fontMetrics().height() + 4};
}

void ThrottleGauge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &c = coloursFor(palette());
    const double bar = m_style == Style::Compact ? 48 : 120;
    const auto placed = [this](const QRect &place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    const QRectF track = placed({0, (height() - 6) / 2, int(bar), 6});
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.pressed);
    painter.drawRoundedRect(track, 3, 3);
    if (m_throttle.maximum > 0) {
        const double share = std::clamp(m_throttle.available / m_throttle.maximum, 0.0, 1.0);
        painter.setBrush(share < 0.1 ? c.attention : c.info);
        painter.drawRoundedRect(placed({0, (height() - 6) / 2, int(std::max(6.0, bar * share)), 6}), 3, 3);
    }
    if (m_barOnly)
        return;
    painter.setPen(c.muted);
    painter.drawText(placed(rect().adjusted(int(bar) + 8, 0, 0, 0)), Qt::AlignVCenter | Qt::AlignLeading, text());
}

} // namespace Ui
