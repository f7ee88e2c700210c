#include "ui/settings/choicebutton.h"

#include "ui/style/colours.h"
#include "ui/style/icons.h"
#include "ui/style/labels.h"

#include <QPainter>
#include <QStyle>

namespace Ui {
namespace {

constexpr int margin = 16;
constexpr int iconSide = 28;
constexpr int gap = 16;
constexpr int titleGap = 4;
constexpr int usualWidth = 480;

} // namespace

ChoiceButton::ChoiceButton(
    const QString &title, const QString &sentence, const QString &iconName, const QString &objectName, QWidget *parent)
    : QAbstractButton(parent)
    , m_sentence(sentence)
{
    setText(title);
    setIcon(Ui::icon(iconName, IconTone::Accent));
    setObjectName(objectName);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize ChoiceButton::sizeHint() const
{
    return {usualWidth, heightForWidth(usualWidth)};
}

int ChoiceButton::heightForWidth(int width) const
{
    const int room = width - 2 * margin - iconSide - gap;
    const QRect sentence = fontMetrics().boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, m_sentence);
    return 2 * margin + QFontMetrics(scaledFont(TextSize::Section)).height() + titleGap + sentence.height();
}

void ChoiceButton::enterEvent(QEnterEvent *)
{
    update();
}

void ChoiceButton::leaveEvent(QEvent *)
{
    update();
}

void ChoiceButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &c = coloursFor(palette());
    painter.setPen(hasFocus() ? QPen(c.accent, 2) : QPen(c.border, 1));
    painter.setBrush(isDown() ? c.pressed : underMouse() ? c.hover : c.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    const auto mirrored = [this](const QRect &place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    icon().paint(&painter, mirrored({margin, (height() - iconSide) / 2, iconSide, iconSide}));
    const QFont titleFont = scaledFont(TextSize::Section);
    const int titleHeight = QFontMetrics(titleFont).height();
    const int left = margin + iconSide + gap;
    const int room = width() - left - margin;
    painter.setFont(titleFont);
    painter.setPen(c.text);
    painter.drawText(mirrored({left, margin, room, titleHeight}), Qt::AlignLeading | Qt::AlignVCenter, text());
    painter.setFont(font());
    painter.setPen(c.muted);
    painter.drawText(mirrored({left, margin + titleHeight + titleGap, room, height() - 2 * margin - titleHeight}),
        Qt::AlignLeading | Qt::AlignTop | Qt::TextWordWrap, m_sentence);
}

} // namespace Ui
