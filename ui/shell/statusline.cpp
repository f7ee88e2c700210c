#include "ui/shell/statusline.h"

#include "models/format/text.h"
#include "ui/shell/linkbutton.h"
#include "ui/style/labels.h"
#include "ui/style/throttlegauge.h"

#include <initializer_list>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_database(new LinkButton(tr("Database"), u"linkDatabase"_s))
    , m_shopify(new LinkButton(tr("Shopify"), u"linkShopify"_s))
    , m_live(new LinkButton(tr("Live"), u"linkLive"_s))
    , m_gauge(new ThrottleGauge(ThrottleGauge::Style::Compact))
    , m_pull(mutedLabel({}))
    , m_waiting(button({}, u"statusWaiting"_s, ButtonKind::Link))
    , m_conflicts(button({}, u"statusConflicts"_s, ButtonKind::Link))
{
    setObjectName(u"statusLine"_s);
    setSizeGripEnabled(false);
    setContentsMargins(0, 0, 8, 0);
    m_pull->setWordWrap(false);
    m_pull->setObjectName(u"lastPull"_s);
    m_pull->setContentsMargins(8, 0, 8, 0);
    m_gauge->setObjectName(u"throttleGauge"_s);
    addWidget(m_database);
    addWidget(m_shopify);
    addWidget(m_live);
    addPermanentWidget(m_gauge);
    addPermanentWidget(m_pull);
    addPermanentWidget(m_waiting);
    addPermanentWidget(m_conflicts);
    for (const auto &[link, group] :
        {std::pair{m_database, u"database"_s}, {m_shopify, u"shopify"_s}, {m_live, u"live"_s}})
        connect(link, &QAbstractButton::clicked, this, [this, group = group] {
            Q_EMIT openRequested(u"diagnostics"_s, {{u"group"_s, group}});
        });
    connect(m_waiting, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested(u"review"_s, {{u"tab"_s, u"approved"_s}});
    });
    connect(m_conflicts, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested(u"review"_s, {{u"tab"_s, u"conflicts"_s}});
    });
    connect(&m_minute, &QTimer::timeout, this, &StatusLine::showLastPull);
    m_minute.start(60s);
    setWaiting({});
    setConflicts({});
    showLastPull();
}

void StatusLine::setDesk(const Sync::DeskState &desk)
{
    m_database->setLink(desk.database);
    m_shopify->setLink(desk.shopify);
    m_live->setLink(desk.live);
    setThrottle(desk.throttle);
    fit();
}

void StatusLine::setThrottle(const Sync::ThrottleState &throttle)
{
    m_gauge->setThrottle(throttle);
}

void StatusLine::setLastPull(const std::optional<QDateTime> &lastPull)
{
    m_lastPull = lastPull;
    showLastPull();
}

void StatusLine::showLastPull()
{
    m_pull->setText(tr("Last pull: %1").arg(m_lastPull ? Models::relativeTime(*m_lastPull) : u"–"_s));
    m_pull->setToolTip(m_lastPull ? Models::fullTime(*m_lastPull) : tr("Not known until the database answers."));
    fit();
}

void StatusLine::setWaiting(std::optional<qint64> waiting)
{
    m_waiting->setText(waiting ? tr("%1 approved").arg(Models::count(*waiting)) : tr("approved: –"));
    m_waiting->setAccessibleName(m_waiting->text());
    m_waiting->setToolTip(waiting ? tr("Approved changes that wait to be written to the catalogue or sent to Shopify.")
                                  : tr("Not known until the database answers."));
    m_waiting->setEnabled(waiting.value_or(0) > 0);
    fit();
}

void StatusLine::setConflicts(std::optional<qint64> conflicts)
{
    m_conflicts->setText(!conflicts ? tr("conflicts: –")
            : *conflicts == 1       ? tr("1 conflict")
                                    : tr("%1 conflicts").arg(Models::count(*conflicts)));
    m_conflicts->setAccessibleName(m_conflicts->text());
    m_conflicts->setToolTip(
        conflicts ? tr("Fields that were changed on both sides.") : tr("Not known until the database answers."));
    m_conflicts->setEnabled(conflicts.value_or(0) > 0);
    fit();
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    QStatusBar::resizeEvent(event);
    fit();
}

int StatusLine::widthOf(const QList<QWidget *> &parts) const
{
    constexpr int between = 6; // what QStatusBar leaves between two widgets
    int width = contentsMargins().left() + contentsMargins().right() + 2 * between;
    for (const QWidget *part : parts)
        width += part->sizeHint().width() + between;
    return width;
}

void StatusLine::fit()
{
    const auto setBrief = [this](bool brief) {
        for (LinkButton *link : {m_database, m_shopify, m_live})
            link->setBrief(brief);
    };
    QList<QWidget *> shown{m_database, m_shopify, m_live, m_gauge, m_pull, m_waiting, m_conflicts};
    m_gauge->setBarOnly(false);
    setBrief(false);
    if (widthOf(shown) > width())
        m_gauge->setBarOnly(true);
    if (widthOf(shown) > width())
        setBrief(true);
    for (QWidget *part : std::initializer_list<QWidget *>{m_gauge, m_pull, m_waiting}) {
        if (widthOf(shown) > width())
            shown.removeOne(part);
        part->setVisible(shown.contains(part));
    }
}

void StatusLine::addConnectionAction(QAction *action)
{
    for (LinkButton *link : {m_database, m_shopify}) {
        link->addAction(action);
        link->setContextMenuPolicy(Qt::ActionsContextMenu);
    }
}

} // namespace Ui
