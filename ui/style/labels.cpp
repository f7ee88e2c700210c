#include "ui/style/labels.h"

#include "ui/style/icons.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyle>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace Ui {

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
    auto *result = new QPushButton(text, parent);
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
