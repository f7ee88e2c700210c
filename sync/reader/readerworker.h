#pragma once

#include "sync/api/result.h"
#include "sync/db/connectionsettings.h"
#include "sync/db/pgsession.h"
#include "sync/ports/stopwatch.h"

#include <QMutex>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace Sync {

/// One of the reader's lanes, in a thread of its own: a session that is opened when first needed and again when lost.
/// Everything but interrupt() belongs to that thread.
class ReaderWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReaderWorker)

public:
    /// The clock outlives the worker.
    ReaderWorker(ConnectionSettings settings, Clock &clock);

    /// Runs \a read on the session. When the connection breaks under it, it is opened anew and the read done once
    /// more; while the database is away, requests fail at once with why, and it is tried again in the background.
    template <typename T>
    Result<T> read(const std::function<Result<T>(PgSession &)> &read)
    {
        for (bool isSecond = false;; isSecond = true) {
            auto session = openSession();
            if (!session)
                return session.failure();
            Result<T> result = read(**session);
            if (result || (*session)->isOpen())
                return result ? result : Result<T>(explained(result.failure()));
            dropSession();
            if (isSecond)
                return result;
        }
    }

    /// The database was seen to be there: the next read tries it, whatever the last attempt came to.
    void forgetFailure() { m_sinceFailure.reset(); }

    /// Stops the statement that is running, so that the thread can end; from any thread.
    void interrupt();

Q_SIGNALS:
    /// Connected again after it could not be; what was read before may be out of date.
    void restored();

private:
    Result<PgSession *> openSession();
    void dropSession();
    void retry();
    static Failure explained(const Failure &failure);

    const ConnectionSettings m_settings;
    Clock &m_clock;
    std::unique_ptr<PgSession> m_session;
    std::unique_ptr<Timer> m_retry;
    std::optional<Stopwatch> m_sinceFailure;
    std::optional<Failure> m_lastFailure;
    int m_failedAttempts = 0;
    QMutex m_cancellerMutex;
    std::shared_ptr<const PgCanceller> m_canceller; ///< Guarded by m_cancellerMutex.
};

} // namespace Sync
