#include "ui/shell/headerstrip.h"

#include "models/format/text.h"
#include "models/format/words.h"
#include "ui/shell/runchip.h"
#include "ui/style/colours.h"
#include "ui/style/labels.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

/// DEMO, TEST or LIVE; live stands out by its dark fill, not by colour alone.
class EnvironmentTag final : public QWidget
{
public:
    EnvironmentTag()
    {
        setObjectName(u"environmentTag"_s);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        setFont(scaledFont(TextSize::Small));
    }

    void setEnvironment(Models::Environment environment)
    {
        m_environment = environment;
        setAccessibleName(HeaderStrip::tr("Kind of shop: %1").arg(Models::environmentTag(environment)));
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        return {
            fontMetrics().horizontalAdvance(Models::environmentTag(m_environment)) + 18, fontMetrics().height() + 6};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colours &c = coloursFor(palette());
        const bool live = m_environment == Models::Environment::Live;
        const bool test = m_environment == Models::Environment::Test;
        painter.setPen(live ? QPen(Qt::NoPen) : QPen(test ? c.info : c.muted));
        painter.setBrush(live ? c.text : test ? c.infoTint : c.hover);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter.setPen(live ? c.surface : test ? c.info : c.muted);
        painter.drawText(rect(), Qt::AlignCenter, Models::environmentTag(m_environment));
    }

private:
    Models::Environment m_environment = Models::Environment::Live;
};

HeaderStrip::HeaderStrip(Models::RunMonitor &run, QMenu *safeLevelMenu, QWidget *parent)
    : QWidget(parent)
    , m_shop(textLabel({}, TextSize::Section))
    , m_tag(new EnvironmentTag)
    , m_level(button({}, u"safeLevel"_s, ButtonKind::Flat, u"shield"_s))
    , m_chip(new RunChip(run))
{
    setObjectName(u"headerStrip"_s);
    m_shop->setObjectName(u"shopName"_s);
    m_level->setMenu(safeLevelMenu);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 8, 24, 8);
    row->setSpacing(12);
    row->addWidget(m_shop);
    row->addWidget(m_tag);
    row->addWidget(m_level);
    row->addStretch();
    row->addWidget(m_chip);
    setMinimumHeight(std::max(56, 2 * fontMetrics().height() + 4)); // the chip of a run fits, whatever the font
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_chip, &RunChip::opened, this, &HeaderStrip::runOpened);
    connect(&m_second, &QTimer::timeout, this, &HeaderStrip::showLevel);
    m_shop->setText(tr("Connecting…"));
    m_tag->hide();
    m_level->hide();
}

void HeaderStrip::setDesk(const Sync::DeskState &desk)
{
    m_desk = desk;
    m_shop->setText(desk.shopName.isEmpty() ? desk.shopDomain : Models::oneLine(desk.shopName, 60));
    m_shop->setToolTip(desk.shopDomain);
    m_tag->setEnvironment(Models::environmentOf(desk));
    m_tag->show();
    m_level->show();
    showLevel();
}

void HeaderStrip::showLevel()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const bool lowered = m_desk.safeLevelUntil.isValid() && m_desk.safeLevelUntil > now;
    const QString level = Models::word(m_desk.safeLevel);
    m_level->setText(lowered ? tr("%1, %2 left").arg(level, Models::countdown(m_desk.safeLevelUntil, now)) : level);
    m_level->setAccessibleName(tr("Safe level: %1").arg(m_level->text()));
    m_level->setToolTip(tr("Safe level. %1").arg(Models::safeLevelMeaning(m_desk.safeLevel)));
    if (lowered && !m_second.isActive())
        m_second.start(1s);
    else if (!lowered)
        m_second.stop();
}

void HeaderStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours &c = coloursFor(palette());
    painter.fillRect(rect(), c.surface);
    painter.setPen(c.border);
    painter.drawLine(0, height() - 1, width(), height() - 1);
    if (m_tag->isVisibleTo(this) && Models::environmentOf(m_desk) == Models::Environment::Live)
        painter.fillRect(isRightToLeft() ? width() - 4 : 0, 0, 4, height(), c.accent);
}

} // namespace Ui
