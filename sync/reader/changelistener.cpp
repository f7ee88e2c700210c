#include "sync/reader/changelistener.h"

namespace Sync {

ChangeListener::ChangeListener(const ConnectionSettings &settings, Clock &clock)
    : m_feed(clock, this)
    , m_listener(
          settings, {Channel::catalogue.toString(), Channel::staged.toString(), Channel::history.toString()}, clock, {})
{
    m_listener.setParent(this); // so that it moves to another thread with this object
    connect(&m_listener, &PgListener::notified, &m_feed,
        [this](const PgNotification &notification) { m_feed.hear(notification.channel); });
    connect(&m_listener, &PgListener::listening, this, [this] {
        Q_EMIT listening();
        m_feed.hearAll();
    });
}

void ChangeListener::start()
{
    QMetaObject::invokeMethod(&m_listener, &PgListener::start, Qt::QueuedConnection);
}

} // namespace Sync
