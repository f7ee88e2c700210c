#pragma once

#include "sync/api/result.h"
#include "sync/api/settings.h"
#include "sync/async/pausegate.h"
#include "sync/graphql/httpshop.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/push/protocol.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"
#include "tests/faults/nthcall/failedcall.h"
#include "tests/faults/world/world.h"

#include <memory>

namespace Faults {

/// Hears what a job tells and keeps none of it.
class DeafObserver final : public Sync::JobObserver
{
public:
    void batchStarted(Sync::BatchId, Sync::BatchKind) override { }
    void phaseStarted(Sync::Phase, qint64) override { }
    void advanced(qint64, qint64) override { }
    void itemFinished(const Sync::ItemOutcome &) override { }
    void itemsFinished(qint64, qint64, qint64) override { }
    void noted(const QString &) override { }
};

/// One life of the program's jobs in the test's own process: one session, one shop, and no more once a call failed
/// that it cannot do without. The protocol's waits are short.
class Life final
{
    Q_DISABLE_COPY_MOVE(Life)

public:
    /// Whether it goes through the proxies, or past them to finish the job.
    enum class Way { ThroughProxies, PastThem };

    Life(World &world, FailedCall &failing, Way way);

    /// Does what the operation is; how it ended.
    Sync::Result<Sync::Done> act(const OperationKind &operation);
    /// Stages, approves and sends until nothing is left.
    Sync::Result<Sync::Done> sendEverything();
    Sync::Result<Sync::Done> pull();

private:
    Sync::Result<Sync::Done> open();
    Sync::Result<Sync::Done> push();
    Sync::Result<Sync::Done> rollBack();
    Sync::Result<Sync::Done> settle();
    Sync::Result<Sync::Done> apply();
    Sync::Result<Sync::Done> stage();
    Sync::Result<Sync::Done> approve(Sync::Direction direction);

    World &m_world;
    FailedCall &m_failing;
    Sync::ConnectionSettings m_database;
    Sync::ShopSettings m_settings;
    Sync::SystemClock m_clock;
    Sync::SystemRandom m_random;
    Sync::PauseGate m_gate;
    DeafObserver m_observer;
    Sync::Operator m_who{QStringLiteral("Tester"), QStringLiteral("desk-1")};
    Sync::HttpShop m_shop;
    Sync::ProtocolTimes m_times;
    std::unique_ptr<Sync::PgSession> m_session;
};

} // namespace Faults
