#include "ui/style/icons.h"

#include "ui/style/colours.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

QColor colourOf(IconTone tone, QIcon::Mode mode)
{
    const Colours &c = coloursFor(QGuiApplication::palette());
    if (mode == QIcon::Disabled)
        return c.handle;
    switch (tone) {
    case IconTone::Text:
        return c.text;
    case IconTone::Muted:
        return c.muted;
    case IconTone::Accent:
        return c.accent;
    case IconTone::OnAccent:
        break;
    }
    return c.onAccent;
}

class TintedSvg final : public QIconEngine
{
public:
    TintedSvg(QString name, QByteArray source, IconTone tone)
        : m_name(std::move(name))
        , m_source(std::move(source))
        , m_tone(tone)
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray tinted = m_source;
        tinted.replace("currentColor", colourOf(m_tone, mode).name().toLatin1());
        QSvgRenderer renderer(tinted);
        const int side = std::min(rect.width(), rect.height());
        const QRect square(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
        renderer.render(painter, square);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        const QString key
            = u"icon:%1:%2:%3x%4"_s.arg(m_name, colourOf(m_tone, mode).name()).arg(size.width()).arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine *clone() const override { return new TintedSvg(m_name, m_source, m_tone); }

private:
    QString m_name;
    QByteArray m_source;
    IconTone m_tone;
};

} // namespace

QIcon icon(const QString &name, IconTone tone)
{
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new TintedSvg(name, file.readAll(), tone));
}

} // namespace Ui
