#pragma once

#include "tests/simulation/real/pgcalls.h"
#include "tests/simulation/store.h"
#include "tests/support/privatepostgres.h"

#include <map>
#include <mutex>

namespace Simulation {

/// A server with a template database, of which every history gets a clone of its own. For all threads.
///
/// In the clones time is the simulation's: a schema before the system's has now() and clock_timestamp() of its own, so
/// that the product's statements, run as they are, measure lease and ages by the injected clock. Ids of products,
/// variants and changes go on from what people made.
class PgTemplate final
{
    Q_DISABLE_COPY_MOVE(PgTemplate)

public:
    PgTemplate();

    Sync::ConnectionSettings clone();
    void drop(const Sync::ConnectionSettings &database);

private:
    std::mutex m_mutex;
    Tests::PrivatePostgres m_server;
    QString m_template;
    int m_clones = 0;
};

/// A world's database on PostgreSQL, through the product's own stores: one session a process, one for people.
class PgStore final : public Store
{
    Q_DISABLE_COPY_MOVE(PgStore)

public:
    explicit PgStore(PgTemplate &from);
    ~PgStore() override;

    void setClock(std::function<Milliseconds()> now) override { m_now = std::move(now); }
    const Tables &tables() override;
    void edit(const char *what, Noted noted, const std::function<void(Tables &)> &work) override;

    /// Where what a trigger noted differs from what was expected; empty when it never did.
    const QStringList &surprises() const { return m_surprises; }

protected:
    StoreCalls &begin(const char *call, int process) override;
    void end(bool) override { m_tables.reset(); }

private:
    PgCalls &callsOf(int process);
    void tellTime(Sync::PgSession &session);

    PgTemplate &m_template;
    Sync::ConnectionSettings m_database;
    std::function<Milliseconds()> m_now;
    std::map<int, std::unique_ptr<PgCalls>> m_calls; ///< By process; 0 is people's.
    std::optional<Tables> m_tables;
    QStringList m_surprises;
};

} // namespace Simulation
