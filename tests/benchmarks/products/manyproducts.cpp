#include "tests/benchmarks/products/manyproducts.h"

#include "sync/db/pgsession.h"

#include <QFile>
#include <QSqlError>
#include <QSqlTableModel>

namespace Benchmarks {

using namespace Qt::StringLiterals;

namespace {

const QString connectionName = u"whole table"_s;

// The titles come in random order, which is the hardest for a read in the order of titles.
void fill(const Sync::ConnectionSettings &settings, int rows)
{
    auto session = Sync::PgSession::open(settings);
    if (!session)
        qFatal("%s", qUtf8Printable(session.failure().detail));
    auto filled = (*session)->executeScript(R"(
        insert into products (sku, name, vendor, product_type, status, min_price, total_inventory, variant_count,
                description_html, updated_at)
        select 'SKU-' || n, md5(n::text) || ' product', 'Vendor ' || (n % 500), 'Type ' || (n % 40), 'active', n % 997,
               n % 50, 3, repeat('Description of a product. ', 10), now() - n * interval '1 second'
        from generate_series(1, )"
        + QByteArray::number(rows) + R"() n)");
    if (filled)
        filled = (*session)->executeScript("vacuum analyze products"); // as autovacuum does within a minute
    if (filled)
        filled = (*session)->executeScript("checkpoint");
    if (!filled)
        qFatal("%s", qUtf8Printable(filled.failure().detail));
}

} // namespace

ManyProducts::ManyProducts(int rows)
    : m_postgres({u"shared_buffers = 128MB"_s, u"work_mem = 16MB"_s, u"effective_cache_size = 1GB"_s,
        u"random_page_cost = 1.1"_s, u"jit = off"_s, u"max_wal_size = 2GB"_s})
    , m_settings(m_postgres.createDatabase())
{
    fill(m_settings, rows);
}

WholeTable::WholeTable(const Sync::ConnectionSettings &settings)
    : m_database(QSqlDatabase::addDatabase(u"QPSQL"_s, connectionName))
{
    m_database.setHostName(settings.host);
    m_database.setPort(settings.port);
    m_database.setDatabaseName(settings.database);
    m_database.setUserName(settings.user);
    if (!m_database.open())
        qFatal("the baseline cannot connect: %s", qUtf8Printable(m_database.lastError().text()));
    m_model = std::make_unique<QSqlTableModel>(nullptr, m_database);
    m_model->setTable(u"products"_s);
}

WholeTable::~WholeTable()
{
    m_model.reset();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(connectionName);
}

void WholeTable::select(int sortColumn)
{
    if (sortColumn >= 0)
        m_model->setSort(sortColumn, Qt::AscendingOrder);
    if (!m_model->select())
        qFatal("the baseline cannot read: %s", qUtf8Printable(m_model->lastError().text()));
}

double residentMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.sliced(6).chopped(2).trimmed().toDouble() / 1024;
    return 0;
}

} // namespace Benchmarks
