#include "ui/shell/linkbutton.h"

#include "models/format/text.h"
#include "ui/style/colours.h"
#include "ui/style/shapes.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int margin = 8;
constexpr int side = 10;
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
    m_link = link;
    const QString state = link.text.isEmpty() ? badgeFor(link.state).word : link.text;
    setAccessibleName(tr("%1: %2, %3").arg(text(), badgeFor(link.state).word, state));
    const QString cause = link.failure.what.isEmpty() ? state : link.failure.text();
    setToolTip(tr("%1: %2 Click for diagnostics.").arg(text(), cause.endsWith(u'.') ? cause : QString(cause % u'.')));
    updateGeometry();
    update();
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
    return {2 * margin + side + gap + QFontMetrics(bold).horizontalAdvance(text()) + gap
            + fontMetrics().horizontalAdvance(shown()) + 2,
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
    paintShape(painter, QRectF(margin, (height() - side) / 2.0, side, side), badge.shape, badge.tone, palette());
    int x = margin + side + gap;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(c.text);
    const int nameWidth = QFontMetrics(bold).horizontalAdvance(text());
    painter.drawText(QRect(x, 0, nameWidth + 2, height()), Qt::AlignVCenter, text());
    x += nameWidth + gap;
    painter.setFont(font());
    painter.setPen(c.muted);
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter, shown());
}

} // namespace Ui
