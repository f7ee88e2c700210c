#pragma once

#include "sync/api/result.h"
#include "sync/api/settings.h"
#include "sync/db/connectionsettings.h"

#include <chrono>
#include <functional>
#include <memory>

namespace Sync {

class Clock;
class EngineChecks;
class EngineTasks;
class Random;
class ShopConnection;

/// What an engine is made from; put together by app. Other settings mean another engine.
struct EngineSetup
{
    ConnectionSettings database;
    ShopSettings shop;
    Operator operatorAtDesk;
    QString backupFolder; ///< Made when the first backup is.
    Clock *clock = nullptr; ///< Outlives the engine, and is asked on every thread of it.
    Random *random = nullptr; ///< Outlives the engine; used on its thread.
    /// Called on the desk's thread when the database cannot be reached, to start a server of our own again; blocking.
    /// Empty when the server is not ours.
    std::function<Result<Done>()> reviveDatabase;
    /// Called once each, on the engine's thread; what they make lives and dies there.
    std::function<std::unique_ptr<ShopConnection>()> makeShop;
    std::function<std::unique_ptr<EngineTasks>()> makeTasks;
    std::function<std::unique_ptr<EngineChecks>()> makeChecks; ///< May be empty: then there are no checks.
    /// After a run that may have left writes open, and after a look at such that did not settle all, before the next
    /// look at them.
    std::chrono::milliseconds settlePause{30'000};
};

} // namespace Sync
