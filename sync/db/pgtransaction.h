#pragma once

#include "sync/db/pgsession.h"

#include <functional>
#include <utility>

namespace Sync {

/// Asked last in a transaction, on its session: a failure undoes it. Empty: nobody has to be asked.
using CommitCheck = std::function<Result<Done>(PgSession &)>;

/// A transaction that is rolled back unless commit() succeeded. Must not outlive its session.
class PgTransaction final
{
    Q_DISABLE_COPY(PgTransaction)

public:
    enum class Mode {
        ReadWrite, ///< Ended by the server, with its connection, when nothing is asked in it for five seconds.
        Snapshot, ///< Repeatable read, read only: every statement sees the same instant.
        Serializable,
    };

    /// Fails when the session is already in a transaction.
    static Result<PgTransaction> begin(PgSession &session, Mode mode = Mode::ReadWrite);
    PgTransaction(PgTransaction &&other) noexcept
        : m_session(std::exchange(other.m_session, nullptr))
    { }
    PgTransaction &operator=(PgTransaction &&) = delete;
    ~PgTransaction() { rollback(); }

    /// Makes everything durable. A transaction that an earlier error has aborted fails here, as does a connection
    /// lost meanwhile; in the latter case the outcome is unknown and has to be read back.
    Result<Done> commit();
    /// Undoes everything; harmless after commit().
    void rollback();

    /// Runs \a work (PgSession & -> Result<T>) in a transaction and commits it. A deadlock, a lock timeout or a
    /// serialization failure runs it again, at most \a attempts times, so \a work must have no effect outside.
    template <typename Work>
    static auto run(PgSession &session, Work work, int attempts = 3, Mode mode = Mode::ReadWrite)
        -> decltype(work(session))
    {
        for (int attempt = 1;; ++attempt) {
            auto outcome = once(session, work, mode);
            if (outcome || outcome.failure().kind != FailureKind::DatabaseConflict || attempt >= attempts)
                return outcome;
        }
    }

    /// The same, asking \a check before each commit.
    template <typename Work>
    static auto run(PgSession &session, const CommitCheck &check, Work work) -> decltype(work(session))
    {
        return run(session, [&](PgSession &inTransaction) -> decltype(work(session)) {
            auto outcome = work(inTransaction);
            if (outcome && check) {
                if (const Result<Done> may = check(inTransaction); !may)
                    return may.failure();
            }
            return outcome;
        });
    }

private:
    explicit PgTransaction(PgSession &session)
        : m_session(&session)
    { }

    template <typename Work>
    static auto once(PgSession &session, Work &work, Mode mode) -> decltype(work(session))
    {
        auto transaction = begin(session, mode);
        if (!transaction)
            return transaction.failure();
        auto outcome = work(session);
        if (!outcome)
            return outcome;
        if (auto committed = transaction->commit(); !committed)
            return committed.failure();
        return outcome;
    }

    PgSession *m_session; ///< Null once ended.
};

} // namespace Sync
