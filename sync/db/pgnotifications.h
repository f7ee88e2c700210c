#pragma once

#include "sync/db/pglistener.h"

#include <QThread>

namespace Sync {

/// A PgListener with a thread of its own, so that connecting and waiting for a dead link block nobody. Its signals
/// arrive in the thread this object lives in. Listens from construction to destruction.
class PgNotifications final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PgNotifications)

public:
    /// The clock outlives it and is asked on its thread.
    PgNotifications(const ConnectionSettings &settings, const QStringList &channels, Clock &clock,
        const PgListener::Options &options = {}, QObject *parent = nullptr);
    /// Ends the session and the thread; waits while a connection attempt is under way.
    ~PgNotifications() override;

Q_SIGNALS:
    void notified(const Sync::PgNotification &notification);
    /// Listening now, for the first time or again; what was said before is lost.
    void listening();
    void interrupted(const Sync::Failure &failure);

private:
    QThread m_thread;
};

} // namespace Sync
