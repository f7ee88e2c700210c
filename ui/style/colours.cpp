#include "ui/style/colours.h"

#include <QFile>
#include <QHash>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

Colours lightColours()
{
    Colours c;
    c.window = QColor(0xf6f7f9);
    c.surface = QColor(0xffffff);
    c.raised = QColor(0xffffff);
    c.alternate = QColor(0xf9fafb);
    c.border = QColor(0xd9dee5);
    c.line = QColor(0xedf0f3);
    c.hover = QColor(0xedf1f6);
    c.pressed = QColor(0xe1e7ee);
    c.selection = QColor(0xdce9fb);
    c.handle = QColor(0xc3cad3);
    c.text = QColor(0x1a2027);
    c.muted = QColor(0x5a6572);
    c.accent = QColor(0x1f62d0);
    c.accentHover = QColor(0x1955b8);
    c.onAccent = QColor(0xffffff);
    c.good = QColor(0x1b7a47);
    c.info = QColor(0x1f62d0);
    c.attention = QColor(0x8f5a00);
    c.bad = QColor(0xb3261e);
    c.goodTint = QColor(0xe8f5ed);
    c.infoTint = QColor(0xeaf1fc);
    c.attentionTint = QColor(0xfdf3de);
    c.badTint = QColor(0xfcecea);
    return c;
}

Colours darkColours()
{
    Colours c;
    c.window = QColor(0x1b1f24);
    c.surface = QColor(0x23282f);
    c.raised = QColor(0x2c323a);
    c.alternate = QColor(0x272c34);
    c.border = QColor(0x3a424d);
    c.line = QColor(0x2e343c);
    c.hover = QColor(0x2f3640);
    c.pressed = QColor(0x39414c);
    c.selection = QColor(0x2b4468);
    c.handle = QColor(0x4c5663);
    c.text = QColor(0xe7ebf0);
    c.muted = QColor(0xa2adba);
    c.accent = QColor(0x7fb0ff);
    c.accentHover = QColor(0x9cc2ff);
    c.onAccent = QColor(0x0e1a2b);
    c.good = QColor(0x5fcf93);
    c.info = QColor(0x7fb0ff);
    c.attention = QColor(0xf0b95a);
    c.bad = QColor(0xff9188);
    c.goodTint = QColor(0x203a2d);
    c.infoTint = QColor(0x22344e);
    c.attentionTint = QColor(0x40351f);
    c.badTint = QColor(0x452a2a);
    return c;
}

QHash<QString, QColor> namedColours(const Colours &c)
{
    return {{u"window"_s, c.window}, {u"surface"_s, c.surface}, {u"raised"_s, c.raised}, {u"alternate"_s, c.alternate},
        {u"border"_s, c.border}, {u"line"_s, c.line}, {u"hover"_s, c.hover}, {u"pressed"_s, c.pressed},
        {u"selection"_s, c.selection}, {u"handle"_s, c.handle}, {u"text"_s, c.text}, {u"muted"_s, c.muted},
        {u"accent"_s, c.accent}, {u"accentHover"_s, c.accentHover}, {u"onAccent"_s, c.onAccent}, {u"bad"_s, c.bad}};
}

double luminance(const QColor &colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(double(colour.redF())) + 0.7152 * linear(double(colour.greenF()))
        + 0.0722 * linear(double(colour.blueF()));
}

} // namespace

const Colours &colours(Scheme scheme)
{
    static const Colours light = lightColours();
    static const Colours dark = darkColours();
    return scheme == Scheme::Dark ? dark : light;
}

Scheme schemeOf(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::WindowText).lightness()
            > palette.color(QPalette::Active, QPalette::Window).lightness()
        ? Scheme::Dark
        : Scheme::Light;
}

QPalette paletteFor(Scheme scheme)
{
    const Colours &c = colours(scheme);
    QPalette palette(c.text, c.surface, c.raised, c.border, c.border, c.text, c.raised, c.surface, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Highlight, c.selection);
    palette.setColor(QPalette::HighlightedText, c.text);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::Midlight, c.line);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.muted);
    return palette;
}

QString styleSheet(Scheme scheme)
{
    QFile file(u":/style/main.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const QHash<QString, QColor> names = namedColours(colours(scheme));
    QStringList keys = names.keys();
    // The longest first, so that "accentHover" is not read as "accent".
    std::sort(keys.begin(), keys.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
    for (const QString &key : std::as_const(keys))
        sheet.replace(u'@' % key, names.value(key).name());
    return sheet;
}

QColor toneColour(const Colours &colours, Models::Tone tone)
{
    switch (tone) {
    case Models::Tone::Neutral:
        return colours.muted;
    case Models::Tone::Good:
        return colours.good;
    case Models::Tone::Info:
        return colours.info;
    case Models::Tone::Attention:
        return colours.attention;
    case Models::Tone::Bad:
        break;
    }
    return colours.bad;
}

QColor toneTint(const Colours &colours, Models::Tone tone)
{
    switch (tone) {
    case Models::Tone::Neutral:
        return colours.surface;
    case Models::Tone::Good:
        return colours.goodTint;
    case Models::Tone::Info:
        return colours.infoTint;
    case Models::Tone::Attention:
        return colours.attentionTint;
    case Models::Tone::Bad:
        break;
    }
    return colours.badTint;
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace Ui
