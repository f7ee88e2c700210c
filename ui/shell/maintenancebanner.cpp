#include "ui/shell/maintenancebanner.h"

#include "models/format/text.h"
#include "sync/api/isolated.h"
#include "ui/style/colours.h"
#include "ui/style/labels.h"
#include "ui/style/signlabel.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Ui {

MaintenanceBanner::MaintenanceBanner(QWidget *parent)
    : QWidget(parent)
    , m_text(textLabel({}))
{
    setObjectName(u"maintenanceBanner"_s);
    m_text->setObjectName(u"maintenanceText"_s);
    QPushButton *end = button(tr("End Maintenance"), u"endMaintenance"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 6, 24, 6);
    row->setSpacing(10);
    auto *sign = new SignLabel;
    sign->setBadge({Models::Shape::Bar, Models::Tone::Attention, {}});
    row->addWidget(sign, 0, Qt::AlignVCenter);
    row->addWidget(m_text, 1);
    row->addWidget(end);
    connect(end, &QPushButton::clicked, this, &MaintenanceBanner::endRequested);
    hide();
}

void MaintenanceBanner::setMaintenance(const Sync::MaintenanceState &state)
{
    setVisible(state.active);
    const QString reason = Sync::isolated(Models::oneLine(state.reason));
    QStringList parts{state.changedBy.isEmpty() ? tr("Maintenance mode is on: %1.").arg(reason)
                                                : tr("Maintenance mode, switched on by %1: %2.")
                                                      .arg(Sync::isolated(Models::oneLine(state.changedBy)), reason)};
    parts += tr("Nothing is pulled, written or sent.");
    if (state.until.isValid())
        parts += tr("It ends by itself at %1.").arg(Models::localTime(state.until));
    m_text->setText(parts.join(u' '));
}

QString MaintenanceBanner::text() const
{
    return m_text->text();
}

void MaintenanceBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours &c = coloursFor(palette());
    painter.fillRect(rect(), c.attentionTint);
    painter.setPen(c.attention);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace Ui
