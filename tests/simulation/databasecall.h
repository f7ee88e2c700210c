#pragma once

#include "tests/simulation/faults.h"
#include "tests/simulation/process.h"
#include "tests/simulation/store.h"
#include "tests/simulation/world.h"

#include <QCoroTask>

#include <functional>

namespace Simulation {

/// The end of a call of a process that is no more.
Sync::Failure processGone();
Sync::Failure databaseAway();

/// How long a call of the database takes, there and back.
inline constexpr std::chrono::milliseconds databaseWay{1};

/// One call of a database port: its way there, one transaction, its way back; and what a fault makes of each.
template <typename T>
QCoro::Task<Sync::Result<T>> databaseCall(
    Process &process, Site site, const char *call, std::function<Sync::Result<T>(StoreCalls &)> work)
{
    const Fault fault = process.strike(site, call);
    co_await process.wait(databaseWay);
    if (process.isDead())
        co_return processGone();
    if (fault == Fault::Fails || !process.world().isDatabaseThere()) {
        process.noteFailed(call);
        co_return databaseAway();
    }
    Sync::Result<T> result = process.world().store().transaction<T>(call, process.number(), work);
    if (!result)
        process.noteFailed(call);
    process.strikeAfter(fault);
    co_await process.wait(answerTime(fault, databaseWay));
    if (process.isDead())
        co_return processGone();
    if (fault == Fault::AnswerLost || !process.world().isDatabaseThere())
        co_return databaseAway();
    co_return Sync::Result<T>(std::move(result));
}

} // namespace Simulation
