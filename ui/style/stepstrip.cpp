#include "ui/style/stepstrip.h"

#include "ui/style/colours.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int gap = 8;
constexpr int leastLine = 16;

} // namespace

StepStrip::StepStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    describe();
}

void StepStrip::setSteps(const QStringList &names)
{
    if (names == m_names)
        return;
    m_names = names;
    describe();
    updateGeometry();
}

void StepStrip::setCurrent(int step)
{
    if (step == m_current)
        return;
    m_current = step;
    describe();
}

void StepStrip::describe()
{
    const bool within = m_current >= 0 && m_current < m_names.size();
    setAccessibleName(within ? tr("Step %1 of %2: %3").arg(m_current + 1).arg(m_names.size()).arg(m_names.at(m_current))
            : m_current < 0  ? tr("%1 steps, none begun").arg(m_names.size())
                             : tr("All %1 steps done").arg(m_names.size()));
    update();
}

// The number must fit, whatever the font.
int StepStrip::discSide() const
{
    return std::max(20, fontMetrics().height() + 4);
}

QSize StepStrip::sizeHint() const
{
    int width = 0;
    for (const QString &name : m_names)
        width += discSide() + gap + fontMetrics().horizontalAdvance(name) + 2 * gap + 24;
    return {width, discSide() + 8};
}

// Where there is no room for every name, only the present step has one.
QSize StepStrip::minimumSizeHint() const
{
    int widest = 0;
    for (const QString &name : m_names)
        widest = std::max(widest, fontMetrics().horizontalAdvance(name));
    return {widest + int(m_names.size()) * (discSide() + 3 * gap + leastLine), discSide() + 8};
}

QString StepStrip::shownName(int step) const
{
    int needed = 0;
    for (const QString &name : m_names)
        needed += discSide() + gap + fontMetrics().horizontalAdvance(name) + 2 * gap + leastLine;
    return step == m_current || needed <= width() ? m_names.at(step) : QString();
}

void StepStrip::paintEvent(QPaintEvent *)
{
    if (m_names.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &c = coloursFor(palette());
    int texts = 0;
    for (int i = 0; i < m_names.size(); ++i)
        texts += discSide() + gap + fontMetrics().horizontalAdvance(shownName(i)) + 2 * gap;
    const int lines = int(m_names.size()) - 1;
    const int line = lines > 0 ? std::min(64, std::max(8, (width() - texts) / lines)) : 0;
    const auto placed = [this](const QRect &place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    int x = 0;
    for (int i = 0; i < m_names.size(); ++i) {
        const bool done = i < m_current;
        const bool present = i == m_current;
        paintDisc(painter, placed({x, (height() - discSide()) / 2, discSide(), discSide()}), i);
        x += discSide() + gap;
        QFont font = this->font();
        font.setBold(present);
        painter.setFont(font);
        painter.setPen(present || done ? c.text : c.muted);
        const int width = QFontMetrics(font).horizontalAdvance(shownName(i));
        painter.drawText(placed({x, 0, width + 2, height()}), Qt::AlignVCenter | Qt::AlignLeading, shownName(i));
        painter.setFont(this->font());
        x += width + gap;
        if (i < lines) {
            const QRect between = placed({x, height() / 2, line - gap, 1});
            painter.setPen(QPen(done ? c.accent : c.border, 1.5));
            painter.drawLine(between.left(), height() / 2, between.right(), height() / 2);
            x += line;
        }
    }
}

void StepStrip::paintDisc(QPainter &painter, const QRectF &disc, int step) const
{
    const Colours &c = coloursFor(palette());
    const bool done = step < m_current;
    const bool present = step == m_current;
    painter.setPen(QPen(done || present ? c.accent : c.handle, 1.5));
    painter.setBrush(present ? QBrush(c.accent) : QBrush(c.surface));
    painter.drawEllipse(disc.adjusted(1, 1, -1, -1));
    if (!done) {
        painter.setPen(present ? c.onAccent : c.muted);
        painter.drawText(disc, Qt::AlignCenter, QString::number(step + 1));
        return;
    }
    const auto at = [&disc](double across, double down) {
        return disc.topLeft() + QPointF(disc.width() * across, disc.height() * down);
    };
    QPainterPath tick(at(0.3, 0.52));
    tick.lineTo(at(0.45, 0.67));
    tick.lineTo(at(0.71, 0.35));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.accent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(tick);
}

} // namespace Ui
