#pragma once

#include "sync/db/pglistener.h"
#include "sync/reader/changefeed.h"

namespace Sync {

/// Hears on a connection of its own what this and other desks wrote, and tells it thinned out. Belongs to one thread.
class ChangeListener final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangeListener)

public:
    /// The clock outlives the listener.
    ChangeListener(const ConnectionSettings &settings, Clock &clock);

    ChangeFeed *feed() { return &m_feed; }
    /// Begins to listen, after the requests that wait already: the first page is wanted before the first notification.
    void start();

Q_SIGNALS:
    /// Listening, for the first time or again: the database is there.
    void listening();

private:
    ChangeFeed m_feed;
    PgListener m_listener;
};

} // namespace Sync
