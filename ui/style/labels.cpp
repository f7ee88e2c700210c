#include "ui/style/labels.h"

#include "ui/style/icons.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyle>
#include <QStyleOptionButton>
#include <QStyleOptionFocusRect>
#include <QStylePainter>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

/// A button that gives the chevron of its menu room of its own. The style does so too, but not beside an icon where
/// people read from right to left.
class PushButton final : public QPushButton
{
public:
    using QPushButton::QPushButton;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        if (!menu()) {
            QPushButton::paintEvent(event);
            return;
        }
        QStylePainter painter(this);
        QStyleOptionButton option;
        initStyleOption(&option);
        painter.drawControl(QStyle::CE_PushButtonBevel, option);
        QStyleOptionButton label = option;
        label.features &= ~QStyleOptionButton::HasMenu;
        label.rect = style()->subElementRect(QStyle::SE_PushButtonContents, &option, this);
        const int chevron = style()->pixelMetric(QStyle::PM_MenuButtonIndicator, &option, this);
        label.rect.adjust(isRightToLeft() ? chevron : 0, 0, isRightToLeft() ? 0 : -chevron, 0);
        if (!label.icon.isNull())
            label.rect = drawIcon(painter, label);
        label.icon = QIcon();
        painter.drawControl(QStyle::CE_PushButtonLabel, label);
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            QStyleOptionFocusRect focus;
            focus.QStyleOption::operator=(option);
            focus.rect = style()->subElementRect(QStyle::SE_PushButtonFocusRect, &option, this);
            painter.drawPrimitive(QStyle::PE_FrameFocusRect, focus);
        }
    }

private:
    /// Draws the icon before the text, both in the middle; returns the room of the text.
    QRect drawIcon(QStylePainter &painter, const QStyleOptionButton &label) const
    {
        constexpr int gap = 4; // the style's own
        const QSize icon = label.iconSize;
        const QSize text(label.fontMetrics.size(Qt::TextShowMnemonic, label.text).width(), label.rect.height());
        const auto placed = [this](Qt::Alignment place, const QSize &size, const QRect &in) {
            return QStyle::alignedRect(layoutDirection(), place | Qt::AlignVCenter, size, in);
        };
        const QRect both = placed(Qt::AlignHCenter, {icon.width() + gap + text.width(), text.height()}, label.rect);
        const QIcon::Mode mode = isEnabled() ? QIcon::Normal : QIcon::Disabled;
        painter.drawItemPixmap(
            placed(Qt::AlignLeft, icon, both), Qt::AlignCenter, label.icon.pixmap(icon, devicePixelRatio(), mode));
        return placed(Qt::AlignRight, text, both);
    }
};

} // namespace

QFont scaledFont(TextSize size)
{
    QFont font = QApplication::font();
    const double base = font.pointSizeF() > 0 ? font.pointSizeF() : 10;
    switch (size) {
    case TextSize::Small:
        font.setPointSizeF(base * 0.9);
        break;
    case TextSize::Body:
        break;
    case TextSize::Section:
        font.setPointSizeF(base * 1.1);
        font.setWeight(QFont::DemiBold);
        break;
    case TextSize::Title:
        font.setPointSizeF(base * 1.7);
        font.setWeight(QFont::DemiBold);
        break;
    case TextSize::Figure:
        font.setPointSizeF(base * 1.9);
        font.setWeight(QFont::DemiBold);
        break;
    }
    return font;
}

QFont fixedFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(scaledFont(TextSize::Body).pointSizeF());
    return font;
}

QLabel *textLabel(const QString &text, TextSize size, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    if (size != TextSize::Body)
        label->setFont(scaledFont(size));
    label->setWordWrap(size == TextSize::Body || size == TextSize::Small);
    return label;
}

QLabel *mutedLabel(const QString &text, TextSize size, QWidget *parent)
{
    QLabel *label = textLabel(text, size, parent);
    label->setProperty("role", u"muted"_s);
    return label;
}

QPushButton *button(
    const QString &text, const QString &objectName, ButtonKind kind, const QString &iconName, QWidget *parent)
{
    auto *result = new PushButton(text, parent);
    result->setObjectName(objectName);
    result->setAccessibleName(QString(text).remove(u'&'));
    result->setAutoDefault(false);
    static constexpr const char *kinds[] = {"", "primary", "danger", "flat", "link"};
    result->setProperty("kind", QString::fromLatin1(kinds[int(kind)]));
    if (!iconName.isEmpty())
        result->setIcon(icon(iconName, kind == ButtonKind::Primary ? IconTone::OnAccent : IconTone::Text));
    return result;
}

int markIndent(const QWidget &widget)
{
    const QStyle *style = widget.style();
    return style->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, &widget)
        + style->pixelMetric(QStyle::PM_RadioButtonLabelSpacing, nullptr, &widget) + 2;
}

QFrame *rule(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setProperty("role", u"rule"_s);
    return line;
}

} // namespace Ui
