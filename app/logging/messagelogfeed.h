#pragma once

#include "app/logging/messagelog.h"
#include "models/logs/logfeed.h"

#include <QTimer>

namespace App {

/// The message log as the Logs page reads it: entries of all threads, a few times a second, on the GUI thread.
class MessageLogFeed final : public Models::LogFeed
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageLogFeed)

public:
    /// `log` outlives the feed.
    explicit MessageLogFeed(MessageLog &log, QObject *parent = nullptr);

    QList<Sync::LogEntry> recent() const override { return m_log.recent(); }

private:
    void take(const Sync::LogEntry &entry);
    void handOn();

    MessageLog &m_log;
    QList<Sync::LogEntry> m_waiting;
    QTimer m_timer;
};

} // namespace App
