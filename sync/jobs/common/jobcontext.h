#pragma once

#include "sync/api/settings.h"

namespace Sync {

class Clock;
struct ConnectionSettings;
class Gate;
class JobObserver;
class PgSession;
class Random;
class ShopConnection;

/// What every job is handed: ports, the engine's write connection, the gate it passes between two steps, and whom it
/// tells. All outlive the job and belong to the engine's thread.
struct JobContext
{
    PgSession &session; ///< The engine's one write connection; jobs use it from the engine's thread only.
    const ConnectionSettings &database; ///< For connections of a job's own threads (the loader's COPY).
    ShopConnection &shop;
    Clock &clock;
    Random &random;
    Gate &gate; ///< Passed between any two writes and any two requests.
    JobObserver &observer;
    const ShopSettings &settings;
    const Operator &operatorAtDesk;
};

} // namespace Sync
