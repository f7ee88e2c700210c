#include "ui/shell/linkbutton.h"

#include "models/format/text.h"
#include "ui/style/colours.h"
#include "ui/style/shapes.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int margin = 8;
constexpr int gap = 6;
constexpr qsizetype longestState = 28;

} // namespace

LinkButton::LinkButton(const QString &name, const QString &objectName, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(name);
    setObjectName(objectName);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setLink({});
}

void LinkButton::setLink(const Sync::Link &link)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (!m_since.isValid() || link.state != m_link.state)
        m_since = now;
    if (!link.failure.what.isEmpty() && link.failure != m_link.failure) {
        m_trouble = link.failure.what;
        m_troubleAt = now;
    }
    m_link = link;
    const QString state = link.text.isEmpty() ? badgeFor(link.state).word : link.text;
    setAccessibleName(tr("%1: %2, %3").arg(text(), badgeFor(link.state).word, state));
    setAccessibleDescription(explanation());
    updateGeometry();
    update();
}

void LinkButton::setBrief(bool brief)
{
    if (brief == m_brief)
        return;
    m_brief = brief;
    updateGeometry();
    update();
}

QString LinkButton::explanation() const
{
    const QString state = m_link.text.isEmpty() ? badgeFor(m_link.state).word : m_link.text;
    // A failure names what it is about itself.
    QStringList lines{m_link.failure.what.isEmpty() ? tr("%1: %2").arg(text(), state) : m_link.failure.text(),
        tr("So since %1.").arg(Models::localTime(m_since))};
    if (m_link.failure.what.isEmpty() && !m_trouble.isEmpty())
        lines += tr("Last trouble at %1: %2").arg(Models::localTime(m_troubleAt), m_trouble);
    lines += tr("Press for diagnostics.");
    return lines.join(u'\n');
}

// Made when it is asked for: the times in it go on.
bool LinkButton::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractButton::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), explanation(), this);
    return true;
}

QString LinkButton::shown() const
{
    const QString state = m_link.text.isEmpty() ? badgeFor(m_link.state).word : m_link.text;
    return Models::oneLine(state, longestState);
}

QSize LinkButton::sizeHint() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    if (m_brief)
        return minimumSizeHint();
    return {2 * margin + signSide(fontMetrics()) + gap + QFontMetrics(bold).horizontalAdvance(text()) + gap
            + fontMetrics().horizontalAdvance(shown()) + 2,
        std::max(24, fontMetrics().height() + 8)};
}

// In a narrow window the state is elided; its shape and the tool tip still tell it.
QSize LinkButton::minimumSizeHint() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return {2 * margin + signSide(fontMetrics()) + gap + QFontMetrics(bold).horizontalAdvance(text()) + 2,
        std::max(24, fontMetrics().height() + 8)};
}

void LinkButton::enterEvent(QEnterEvent *)
{
    update();
}

void LinkButton::leaveEvent(QEvent *)
{
    update();
}

void LinkButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &c = coloursFor(palette());
    painter.setPen(hasFocus() ? QPen(c.accent, 2) : QPen(Qt::NoPen));
    painter.setBrush(underMouse() ? c.hover : QColor(Qt::transparent));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    const Models::Badge badge = badgeFor(m_link.state);
    const int side = signSide(fontMetrics());
    const auto placed = [this](const QRect &place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    paintShape(painter, placed({margin, (height() - side) / 2, side, side}), badge.shape, badge.tone, palette());
    int x = margin + side + gap;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(c.text);
    const int nameWidth = QFontMetrics(bold).horizontalAdvance(text());
    painter.drawText(placed({x, 0, nameWidth + 2, height()}), Qt::AlignLeading | Qt::AlignVCenter, text());
    x += nameWidth + gap;
    painter.setFont(font());
    if (m_brief)
        return;
    painter.setPen(c.muted);
    const int room = width() - x - margin + 2;
    painter.drawText(placed({x, 0, room, height()}), Qt::AlignLeading | Qt::AlignVCenter,
        fontMetrics().elidedText(shown(), Qt::ElideRight, room));
}

} // namespace Ui
