#include "sync/jobs/common/writerturn.h"

#include "sync/jobs/common/batchledger.h"
#include "sync/jobs/common/jobcontext.h"
#include "sync/ports/clock.h"

namespace Sync {

WriterTurn::WriterTurn(const JobContext &context, LeaseTimes times)
    : m_context(context)
    , m_store(context.session)
    , m_lease(m_store, context.clock, times)
    , m_guard(m_store, context.clock, context.gate, m_lease)
{ }

QCoro::Task<Result<Done>> WriterTurn::begin()
{
    if (const Result<Done> may = co_await refuseInMaintenance(m_store); !may)
        co_return may.failure();
    const Result<Done> taken = co_await m_lease.take(m_context.settings.identity, m_context.operatorAtDesk);
    if (!taken)
        co_return taken.failure();
    // Whoever still counts as running has lost its turn.
    const auto interrupted
        = BatchLedger::interruptAbandoned(m_context.session, m_context.operatorAtDesk, m_lease.epoch());
    if (interrupted)
        co_return Done{};
    co_await m_lease.release();
    co_return interrupted.failure();
}

QCoro::Task<void> WriterTurn::end()
{
    co_await m_lease.release();
}

QCoro::Task<Result<Done>> WriterTurn::pass(std::stop_token stop)
{
    co_return co_await m_guard.pass(stop);
}

CommitCheck WriterTurn::commitCheck() const
{
    return [shop = m_context.settings.identity.domain, epoch = m_lease.epoch()](
               PgSession &session) { return PgLeaseStore::mayCommit(session, shop, epoch); };
}

Result<Done> WriterTurn::mayWrite(PgSession &session, qint64 epoch)
{
    return PgLeaseStore::mayWrite(session, epoch);
}

QCoro::Task<Result<Done>> WriterTurn::stopWhenLost(std::stop_source working, std::stop_token stop)
{
    for (;;) {
        const bool slept = co_await m_context.clock.sleep(WriteGuard::lookAgainAfter, stop);
        if (!slept)
            co_return Done{};
        const Result<Done> held = co_await m_guard.look();
        if (held)
            continue;
        working.request_stop();
        co_return held.failure();
    }
}

} // namespace Sync
