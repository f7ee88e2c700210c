#include "ui/style/theme.h"

#include "ui/style/markstyle.h"
#include "ui/style/plaintooltips.h"
#include "ui/style/returnpresses.h"

#include <QFontMetrics>

using namespace Qt::StringLiterals;

namespace Ui {

Theme::Theme(QApplication &application)
    : m_application(application)
    , m_desktopScheme(schemeOf(application.palette()))
{
    m_application.setStyle(new MarkStyle);
    m_application.installEventFilter(new PlainToolTips(this));
    m_application.installEventFilter(new ReturnPresses(this));
    apply(m_desktopScheme);
}

void Theme::loadFonts()
{
    for (const QFont::Weight weight : {QFont::Normal, QFont::DemiBold}) {
        QFont font = QApplication::font();
        font.setWeight(weight);
        QFontMetrics(font).horizontalAdvance(u"Syncdesk"_s);
    }
}

void Theme::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    const Scheme wanted = appearance == Appearance::System ? m_desktopScheme
        : appearance == Appearance::Dark                   ? Scheme::Dark
                                                           : Scheme::Light;
    if (wanted == m_scheme)
        return;
    apply(wanted);
    Q_EMIT schemeChanged();
}

void Theme::apply(Scheme scheme)
{
    m_scheme = scheme;
    m_application.setPalette(paletteFor(scheme));
    m_application.setStyleSheet(styleSheet(scheme));
}

} // namespace Ui
