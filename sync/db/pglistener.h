#pragma once

#include "sync/db/pgsession.h"
#include "sync/ports/clock.h"

#include <QObject>
#include <QSocketNotifier>
#include <QStringList>

#include <chrono>
#include <memory>

namespace Sync {

/// What another session said with NOTIFY.
struct PgNotification
{
    QString channel;
    QString payload;
    int backendPid = 0; ///< Of the session that said it; compare PgSession::backendPid() to leave out one's own.

    bool operator==(const PgNotification &) const = default;
};

/// Listens on channels with a session of its own, for as long as it lives: connects again when the link is lost, and
/// subscribes again. Works in the thread it lives in, which must run an event loop and may be blocked for some
/// seconds while it connects; see PgNotifications for one with a thread of its own.
class PgListener final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PgListener)

public:
    struct Options
    {
        /// How often a silent link is tried; a dead one is noticed at most this and six seconds later.
        std::chrono::milliseconds heartbeat{15'000};
        std::chrono::milliseconds firstRetry{250}; ///< Doubled after each failure…
        std::chrono::milliseconds longestRetry{10'000}; ///< …up to this.
    };

    /// The clock outlives the listener.
    PgListener(const ConnectionSettings &settings, const QStringList &channels, Clock &clock, const Options &options);
    ~PgListener() override;

    void start();
    /// Ends the session; nothing is emitted afterwards.
    void stop();

Q_SIGNALS:
    void notified(const Sync::PgNotification &notification);
    /// Listening now, for the first time or again. What was said in between is lost: read the state anew.
    void listening();
    /// Not listening any more, or not yet; tried again by itself. Said once for each loss.
    void interrupted(const Sync::Failure &failure);

private:
    void connectNow();
    Result<Done> subscribe();
    void readSocket();
    void deliver();
    void checkLink();
    void lose(const Failure &failure);

    ConnectionSettings m_settings;
    QStringList m_channels;
    Options m_options;
    std::unique_ptr<PgSession> m_session;
    std::unique_ptr<QSocketNotifier> m_socket;
    std::unique_ptr<Timer> m_heartbeat;
    std::unique_ptr<Timer> m_retry;
    std::chrono::milliseconds m_nextRetry;
    bool m_isInterrupted = false;
};

} // namespace Sync
