#pragma once

#include "sync/api/catalogue.h"
#include "sync/api/engine.h"

#include <QStatusBar>
#include <QTimer>

#include <optional>

class QLabel;
class QPushButton;

namespace Ui {

class LinkButton;
class ThrottleGauge;

/// The line at the bottom: three connection lights, Shopify's limit, the last pull, what waits and open conflicts.
class StatusLine final : public QStatusBar
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusLine)

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setDesk(const Sync::DeskState &desk);
    void setThrottle(const Sync::ThrottleState &throttle);
    /// Nothing when it is not known.
    void setLastPull(const std::optional<QDateTime> &lastPull);
    /// Approved changes that wait to be written or sent; none when the number could not be read.
    void setWaiting(std::optional<qint64> waiting);
    void setConflicts(std::optional<qint64> conflicts);
    /// Puts a way to set connections up into the context menus of the database's and the shop's light.
    void addConnectionAction(QAction *action);

Q_SIGNALS:
    void openRequested(const QString &page, const QVariantMap &filter);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showLastPull();
    /// Leaves out what matters least until the rest fits: figures before words, the conflicts last of all.
    void fit();
    int widthOf(const QList<QWidget *> &parts) const;

    LinkButton *m_database;
    LinkButton *m_shopify;
    LinkButton *m_live;
    ThrottleGauge *m_gauge;
    QLabel *m_pull;
    QPushButton *m_waiting;
    QPushButton *m_conflicts;
    std::optional<QDateTime> m_lastPull;
    QTimer m_minute;
};

} // namespace Ui
