#pragma once

#include "app/startup/localservices.h"
#include "sync/api/engine.h"
#include "sync/api/interruptions.h"
#include "sync/api/reader.h"
#include "sync/api/schedules.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"

#include <functional>
#include <memory>

namespace Sync {
class EngineService;
} // namespace Sync

namespace App {

/// One desk at work: the engine and the reader on the services' addresses, with the machine's clock and randomness.
/// What window and command line share.
class Desk final
{
    Q_DISABLE_COPY_MOVE(Desk)

public:
    using RecentLog = std::function<QList<Sync::LogEntry>()>;

    /// `services` outlives the desk; `recentLog` may be called from any thread.
    Desk(const ServiceAddresses &addresses, const Configuration &configuration, const DataFolder &folder,
        LocalServices &services, RecentLog recentLog);
    ~Desk();

    Sync::Engine &engine() const;
    Sync::Reader &reader() const { return *m_reader; }
    Sync::Schedules &schedules() const;
    Sync::Interruptions &interruptions() const;

private:
    Sync::SystemClock m_clock;
    Sync::SystemRandom m_random;
    std::unique_ptr<Sync::Reader> m_reader;
    std::unique_ptr<Sync::EngineService> m_engine;
};

} // namespace App
