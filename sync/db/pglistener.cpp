#include "sync/db/pglistener.h"

#include <libpq-fe.h>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

/// The name in quotes, so that `SyncEvents` and `syncevents` are two channels as they are to NOTIFY.
QString quotedIdentifier(pg_conn *connection, const QString &name)
{
    const QByteArray utf8 = name.toUtf8();
    char *quoted = PQescapeIdentifier(connection, utf8.constData(), static_cast<size_t>(utf8.size()));
    const QString text = QString::fromUtf8(quoted);
    PQfreemem(quoted);
    return text;
}

} // namespace

PgListener::PgListener(
    const ConnectionSettings &settings, const QStringList &channels, Clock &clock, const Options &options)
    : m_settings(settings)
    , m_channels(channels)
    , m_options(options)
    , m_heartbeat(clock.timer([this] { checkLink(); }))
    , m_retry(clock.timer([this] { connectNow(); }))
    , m_nextRetry(options.firstRetry)
{
    m_settings.applicationName += u" notifications"_s;
}

PgListener::~PgListener()
{
    stop();
}

void PgListener::start()
{
    connectNow();
}

void PgListener::stop()
{
    m_retry->stop();
    m_heartbeat->stop();
    m_socket.reset();
    m_session.reset();
}

void PgListener::connectNow()
{
    auto session = PgSession::open(m_settings);
    if (!session) {
        lose(session.failure());
        return;
    }
    m_session = std::move(session).value();
    if (auto subscribed = subscribe(); !subscribed) {
        lose(subscribed.failure());
        return;
    }
    m_socket = std::make_unique<QSocketNotifier>(PQsocket(m_session->native()), QSocketNotifier::Read);
    connect(m_socket.get(), &QSocketNotifier::activated, this, &PgListener::readSocket);
    m_heartbeat->startEvery(m_options.heartbeat);
    m_nextRetry = m_options.firstRetry;
    m_isInterrupted = false;
    Q_EMIT listening();
    // What came along with the answers to LISTEN is already read off the socket.
    deliver();
}

Result<Done> PgListener::subscribe()
{
    for (const QString &channel : m_channels)
        if (auto done = m_session->executeText(u"listen "_s + quotedIdentifier(m_session->native(), channel)); !done)
            return done.failure();
    return Done{};
}

void PgListener::readSocket()
{
    if (PQconsumeInput(m_session->native()) == 0) {
        // The reason the server gave, if any, is an answer nobody asked for; asking brings it out.
        const auto answer = m_session->ping();
        deliver();
        if (!m_session)
            return;
        lose(answer ? m_session->failureOf(nullptr, u"listening"_s) : answer.failure());
        return;
    }
    deliver();
}

void PgListener::deliver()
{
    // A slot may stop us.
    while (m_session) {
        PGnotify *raw = PQnotifies(m_session->native());
        if (!raw)
            return;
        const PgNotification notification{QString::fromUtf8(raw->relname), QString::fromUtf8(raw->extra), raw->be_pid};
        PQfreemem(raw);
        Q_EMIT notified(notification);
    }
}

void PgListener::checkLink()
{
    if (auto alive = m_session->ping(); !alive) {
        lose(alive.failure());
        return;
    }
    deliver();
}

void PgListener::lose(const Failure &failure)
{
    m_heartbeat->stop();
    // This may run inside the notifier's own signal.
    if (m_socket) {
        m_socket->setEnabled(false);
        m_socket.release()->deleteLater();
    }
    m_session.reset();
    m_retry->startOnce(m_nextRetry);
    m_nextRetry = std::min(m_nextRetry * 2, m_options.longestRetry);
    if (!std::exchange(m_isInterrupted, true))
        Q_EMIT interrupted(failure);
}

} // namespace Sync
