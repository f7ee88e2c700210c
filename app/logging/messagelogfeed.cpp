#include "app/logging/messagelogfeed.h"

#include <utility>

namespace App {

MessageLogFeed::MessageLogFeed(MessageLog &log, QObject *parent)
    : LogFeed(parent)
    , m_log(log)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(200);
    connect(&m_timer, &QTimer::timeout, this, &MessageLogFeed::handOn);
    connect(&m_log, &MessageLog::logged, this, &MessageLogFeed::take, Qt::QueuedConnection);
}

void MessageLogFeed::take(const Sync::LogEntry &entry)
{
    m_waiting.append(entry);
    if (!m_timer.isActive())
        m_timer.start();
}

void MessageLogFeed::handOn()
{
    Q_EMIT entriesArrived(std::exchange(m_waiting, {}));
}

} // namespace App
