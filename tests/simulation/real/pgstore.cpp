#include "tests/simulation/real/pgstore.h"

#include "tests/simulation/database.h"
#include "tests/simulation/real/pgtables.h"

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

const QString simulatedSchema = uR"(
CREATE SCHEMA simulated;
CREATE FUNCTION simulated.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    $$ SELECT current_setting('simulated.at')::timestamptz $$;
CREATE FUNCTION simulated.now() RETURNS timestamptz LANGUAGE sql STABLE AS
    $$ SELECT current_setting('simulated.at')::timestamptz $$;
CREATE FUNCTION simulated.texts(columns jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS
    $$ SELECT jsonb_object_agg(key, value) FROM jsonb_each_text(columns) $$;
CREATE FUNCTION simulated.last_id() RETURNS bigint LANGUAGE sql VOLATILE AS
    $$ SELECT max(coalesce(pg_sequence_last_value(pg_get_serial_sequence(name, 'id')::regclass), 0))
       FROM unnest('{public.products,public.product_variants,public.staged_product_changes}'::text[]) AS name $$;
CREATE FUNCTION simulated.set_last_id(id bigint) RETURNS bigint LANGUAGE sql VOLATILE AS
    $$ SELECT max(setval(pg_get_serial_sequence(name, 'id'), id))
       FROM unnest('{public.products,public.product_variants,public.staged_product_changes}'::text[]) AS name $$;
ALTER TABLE sync_operations ALTER planned_at SET DEFAULT simulated.now();
ALTER TABLE sync_versions ALTER created_at SET DEFAULT simulated.now();
INSERT INTO sync_batches (id, kind, status, started_by, desk) VALUES (1000000000, 'compare', 'completed', 'people', 'desk');
)"_s;

std::unique_ptr<PgSession> openSession(const ConnectionSettings &settings)
{
    auto session = PgSession::open(settings);
    if (!session)
        qFatal("%s (%s)", qUtf8Printable(session.failure().text()), qUtf8Printable(session.failure().detail));
    return std::move(*session);
}

/// What people's tables hold of a product, as the triggers note it.
QString noted(const Tables &tables)
{
    QStringList rows;
    for (const CatalogueRow &row : tables.products)
        rows += u"%1: version %2, edited %3, %4"_s.arg(row.product.id.value)
                    .arg(row.product.contentVersion)
                    .arg(row.locallyEdited)
                    .arg(row.status ? toWord(*row.status) : u"no status"_s);
    return rows.join(u"; ");
}

} // namespace

PgTemplate::PgTemplate()
{
    const ConnectionSettings settings = m_server.createDatabase();
    m_template = settings.database;
    mustRun(*openSession(settings), simulatedSchema);
}

ConnectionSettings PgTemplate::clone()
{
    const std::scoped_lock lock(m_mutex);
    const QString name = u"history_%1"_s.arg(++m_clones);
    mustRun(*openSession(m_server.settings()), u"CREATE DATABASE %1 TEMPLATE %2"_s.arg(name, m_template));
    return m_server.settings(name);
}

void PgTemplate::drop(const ConnectionSettings &database)
{
    const std::scoped_lock lock(m_mutex);
    mustRun(*openSession(m_server.settings()), u"DROP DATABASE %1 WITH (FORCE)"_s.arg(database.database));
}

PgStore::PgStore(PgTemplate &from)
    : m_template(from)
    , m_database(from.clone())
{ }

PgStore::~PgStore()
{
    m_calls.clear();
    m_template.drop(m_database);
}

PgCalls &PgStore::callsOf(int process)
{
    std::unique_ptr<PgCalls> &calls = m_calls[process];
    if (!calls) {
        std::unique_ptr<PgSession> session = openSession(m_database);
        mustRun(*session, u"SET search_path = simulated, public, pg_catalog"_s);
        calls = std::make_unique<PgCalls>(std::move(session));
    }
    tellTime(calls->session());
    return *calls;
}

void PgStore::tellTime(PgSession &session)
{
    mustRun(session, u"SET simulated.at = '%1'"_s.arg(timeOf(m_now()).toString(Qt::ISODateWithMs)));
}

StoreCalls &PgStore::begin(const char *, int process)
{
    return callsOf(process);
}

const Tables &PgStore::tables()
{
    if (!m_tables)
        m_tables = readTables(callsOf(0).session());
    return *m_tables;
}

void PgStore::edit(const char *what, Noted noted, const std::function<void(Tables &)> &work)
{
    const Tables before = tables();
    Tables after = before;
    work(after);
    writeTables(callsOf(0).session(), before, after, noted == Noted::Edit);
    m_tables.reset();
    if (noted == Noted::Edit && Simulation::noted(tables()) != Simulation::noted(after))
        m_surprises += u"%1: the triggers note '%2', not '%3'"_s.arg(
            QString::fromLatin1(what), Simulation::noted(tables()), Simulation::noted(after));
}

} // namespace Simulation
