#pragma once

#include "sync/async/pausegate.h"
#include "sync/db/pgsession.h"
#include "sync/graphql/httpshop.h"
#include "sync/jobs/common/jobcontext.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/pull/pulljob.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"

#include <functional>
#include <memory>

namespace Tests {

/// Notes what a job tells, and calls back.
class NotingObserver final : public Sync::JobObserver
{
public:
    void batchStarted(Sync::BatchId, Sync::BatchKind) override { }
    void phaseStarted(Sync::Phase phase, qint64) override;
    void advanced(qint64 done, qint64 bytes) override;
    void itemFinished(const Sync::ItemOutcome &) override { }
    void itemsFinished(qint64 good, qint64 bad, qint64) override;
    void noted(const QString &) override { }

    QList<Sync::Phase> phases;
    qint64 lastDone = 0;
    qint64 succeeded = 0;
    qint64 failed = 0;
    std::function<void(Sync::Phase)> onPhase;
    std::function<void(qint64 bytes)> onBytes;
    std::function<void()> onItems;
};

/// A real demo shop over HTTP, a real database, and the jobs between them; to be derived from by tests.
class PullDesk
{
    Q_DISABLE_COPY_MOVE(PullDesk)

public:
    explicit PullDesk(qint64 products);
    ~PullDesk();

    /// Starts the shop; once.
    void open();
    /// A shop as it was at first and a database of its own, empty.
    void renew();

    Sync::JobContext context(Sync::ShopConnection &shop);
    Sync::Result<Sync::BatchReport> pull(Sync::PullRequest request = {}, std::stop_token stop = {});
    Sync::Result<Sync::BatchReport> pullFrom(
        Sync::ShopConnection &shop, Sync::PullRequest request = {}, std::stop_token stop = {});
    /// Of what changed.
    Sync::Result<Sync::BatchReport> quickPull() { return pull({.scope = Sync::PullScope::Incremental}); }
    /// Approves everything pending and writes it.
    Sync::Result<Sync::BatchReport> apply(std::stop_token stop = {});

    void execute(const QString &statement);
    QString text(const QString &statement);
    qint64 number(const QString &statement) { return text(statement).toLongLong(); }
    /// Everything the mirror holds, and whether it is complete.
    QString mirror();
    /// The GID of one of the mirror's products, counted from 0 in the order of the ids.
    QString productGid(int index);
    static QByteArray why(const Sync::Result<Sync::BatchReport> &report);

    PrivatePostgres m_postgres;
    TestSupport::DemoShop m_shop;
    Sync::ConnectionSettings m_database;
    std::unique_ptr<Sync::PgSession> m_session;
    Sync::ShopSettings m_settings;
    Sync::Operator m_who{QStringLiteral("anna"), QStringLiteral("desk-1")};
    Sync::SystemClock m_clock;
    Sync::SystemRandom m_random;
    std::unique_ptr<Sync::HttpShop> m_connection;
    Sync::PauseGate m_gate;
    NotingObserver m_observer;
};

} // namespace Tests
