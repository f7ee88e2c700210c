#include "sync/engine/interruptionservice.h"

#include "sync/engine/abandonedbatches.h"
#include "sync/engine/answerof.h"
#include "sync/engine/desklink.h"
#include "sync/engine/interruptionstore.h"
#include "sync/ports/clock.h"

#include <QPointer>

namespace Sync {

using namespace std::chrono_literals;

namespace {

/// The turn of a program that is no more runs out by itself; so long is waited for it.
constexpr std::chrono::milliseconds turnRunsOut = 45s;
constexpr std::chrono::milliseconds lookAgainAfter = 1s;

/// What writes to Shopify, with the name that a person typed for it.
RunRequest confirmed(RunRequest request, const QString &shopNameTyped)
{
    if (auto *push = std::get_if<PushRequest>(&request))
        push->shopNameTyped = shopNameTyped;
    else if (auto *rollback = std::get_if<RollbackRequest>(&request))
        rollback->shopNameTyped = shopNameTyped;
    else if (auto *replay = std::get_if<ReplayRequest>(&request))
        replay->shopNameTyped = shopNameTyped;
    return request;
}

} // namespace

InterruptionService::InterruptionService(
    DeskLink &desk, Clock &clock, Operator operatorAtDesk, Run run, QObject *parent)
    : Interruptions(parent)
    , m_desk(desk)
    , m_clock(clock)
    , m_operator(std::move(operatorAtDesk))
    , m_run(std::move(run))
{ }

QFuture<Result<QList<Interruption>>> InterruptionService::list()
{
    return m_desk.ask<QList<Interruption>>(
        [by = m_operator](PgSession &session) { return listInterruptions(session, by); });
}

QFuture<Result<BatchReport>> InterruptionService::resume(BatchId batch, QString shopNameTyped)
{
    return futureOf(goOn(batch, std::move(shopNameTyped)));
}

QFuture<Result<Done>> InterruptionService::leave(BatchId batch)
{
    return futureOf(decide(batch, false));
}

QCoro::Task<Result<BatchReport>> InterruptionService::goOn(BatchId batch, QString shopNameTyped)
{
    const QPointer self(this);
    const QFuture<Result<Resumption>> asking = m_desk.ask<Resumption>(
        [batch, by = m_operator](PgSession &session) { return resumptionOf(session, batch, by); });
    const Result<Resumption> how = co_await answerOf(asking);
    if (!self)
        co_return stopped();
    if (!how)
        co_return how.failure();
    const std::chrono::milliseconds giveUpAt = m_clock.monotonic() + turnRunsOut;
    while (true) {
        const QFuture<Result<BatchReport>> running = m_run(confirmed(how->request, shopNameTyped));
        const Result<BatchReport> report = co_await answerOf(running);
        if (!self)
            co_return stopped();
        if (report) {
            const Result<Done> decided = co_await decide(batch, true);
            if (!decided)
                co_return decided.failure();
            co_return BatchReport(*report);
        }
        const bool turnIsLeftBehind = report.failure().kind == FailureKind::Busy && !isDeskAlive(how->desk);
        if (!turnIsLeftBehind || m_clock.monotonic() >= giveUpAt)
            co_return Failure(report.failure());
        co_await m_clock.sleep(lookAgainAfter, {});
        if (!self)
            co_return stopped();
    }
}

QCoro::Task<Result<Done>> InterruptionService::decide(BatchId batch, bool resumed)
{
    const QPointer self(this);
    const InterruptionChoice choice = resumed ? InterruptionChoice::Resumed : InterruptionChoice::Left;
    const QFuture<Result<Done>> deciding = m_desk.ask<Done>([batch, choice, by = m_operator](PgSession &session) {
        return decideInterruption(session, batch, choice, by);
    });
    const Result<Done> decided = co_await answerOf(deciding);
    if (!self)
        co_return stopped();
    if (decided)
        Q_EMIT changed();
    co_return decided;
}

} // namespace Sync
