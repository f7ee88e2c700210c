#pragma once

#include "sync/api/result.h"
#include "sync/async/signalwait.h"
#include "sync/db/pgsession.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <mutex>
#include <stop_token>

namespace Sync {

/// A thread with a database session of its own for work that would hold up the engine's: loading, merging, comparing,
/// applying. Works at a lower priority than the screen. Belongs to the thread that made it, where run() is awaited;
/// must not go while a run is awaited.
class DatabaseWorker final
{
    Q_DISABLE_COPY_MOVE(DatabaseWorker)

public:
    explicit DatabaseWorker(const ConnectionSettings &settings);
    /// Waits for the end of what runs.
    ~DatabaseWorker();

    /// Runs `work` on the worker's thread, with a session opened on first use and again after it was lost. A stop
    /// cancels the statement that runs; work of several statements looks at the token in between. Comes back on the
    /// awaiting thread when the work has ended, stopped or not.
    template <typename T>
    QCoro::Task<Result<T>> run(std::function<Result<T>(PgSession &)> work, std::stop_token stop)
    {
        const auto call = std::make_shared<Call<T>>();
        QMetaObject::invokeMethod(
            &m_anchor, [this, work = std::move(work), call] { perform<T>(work, call); }, Qt::QueuedConnection);
        const std::stop_callback cancel(stop, [this] { cancelStatement(); });
        co_await SignalWait(&call->done, &QObject::objectNameChanged, std::stop_token());
        co_return std::move(*call->result);
    }

private:
    template <typename T>
    struct Call
    {
        QObject done; ///< Changes its name on the awaiting thread when the result is there.
        std::optional<Result<T>> result;
    };

    template <typename T>
    void perform(const std::function<Result<T>(PgSession &)> &work, const std::shared_ptr<Call<T>> &call)
    {
        const Result<PgSession *> ready = session();
        auto result = std::make_shared<Result<T>>(ready ? work(**ready) : Result<T>(ready.failure()));
        // The call goes on the awaiting thread, where its QObject lives: this thread lets go of it there too.
        QMetaObject::invokeMethod(
            &call->done,
            [call, result] {
                call->result = std::move(*result);
                call->done.setObjectName(QStringLiteral("done"));
            },
            Qt::QueuedConnection);
    }

    Result<PgSession *> session();
    void cancelStatement();

    ConnectionSettings m_settings;
    QThread m_thread;
    QObject m_anchor; ///< Lives on the thread.
    std::unique_ptr<PgSession> m_session; ///< Made, used and closed on the thread.
    std::mutex m_mutex;
    std::shared_ptr<const PgCanceller> m_canceller;
};

} // namespace Sync
