#pragma once

#include "sync/db/pgtransaction.h"
#include "sync/lease/pgleasestore.h"
#include "sync/lease/writeguard.h"
#include "sync/lease/writerlease.h"

#include <QCoroTask>

#include <functional>
#include <stop_token>

namespace Sync {

struct JobContext;

/// The turn of a run to write to the database: the shop's writer lease, taken and renewed by itself, the guard between
/// any two pieces of work, and the check that each transaction makes just before it commits.
///
/// Begins with begin() and ends with end(), which must be awaited before the turn is destroyed. Belongs to the engine's
/// thread.
class WriterTurn final
{
    Q_DISABLE_COPY_MOVE(WriterTurn)

public:
    /// The context outlives the turn.
    explicit WriterTurn(const JobContext &context, LeaseTimes times = {});

    /// Refused in maintenance mode and when the database belongs to another shop; Busy, naming who is at it, while
    /// another run has its turn. Runs of desks that vanished are marked as interrupted.
    QCoro::Task<Result<Done>> begin();
    QCoro::Task<void> end();

    /// Waits while paused; Done when the next piece of work may begin.
    QCoro::Task<Result<Done>> pass(std::stop_token stop);
    /// For the transactions of a worker's session.
    CommitCheck commitCheck() const;
    /// The lease's, for what is written without passing.
    qint64 epoch() const { return m_lease.epoch(); }
    /// Within a transaction: Busy when another desk has taken over since this epoch.
    static Result<Done> mayWrite(PgSession &session, qint64 epoch);

    /// Runs long work with a token that is stopped when the caller's is, and as soon as the turn is lost or maintenance
    /// mode begins; then that is the failure.
    template <typename T>
    QCoro::Task<Result<T>> watched(std::function<QCoro::Task<Result<T>>(std::stop_token)> work, std::stop_token stop)
    {
        std::stop_source working;
        const std::stop_callback onStop(stop, [&working] { working.request_stop(); });
        std::stop_source watching;
        QCoro::Task<Result<Done>> watch = stopWhenLost(working, watching.get_token());
        Result<T> result = co_await work(working.get_token());
        watching.request_stop();
        const Result<Done> held = co_await watch;
        if (!result && !held)
            co_return held.failure();
        co_return result;
    }

private:
    QCoro::Task<Result<Done>> stopWhenLost(std::stop_source working, std::stop_token stop);

    const JobContext &m_context;
    PgLeaseStore m_store;
    WriterLease m_lease;
    WriteGuard m_guard;
};

} // namespace Sync
