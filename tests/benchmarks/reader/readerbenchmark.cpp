// The products table over many rows: from opening to the first rows, jumps, sorting, memory; beside QSqlTableModel on
// the same table in the same run.

#include "sync/db/pgsession.h"
#include "sync/reader/pgreader.h"
#include "tests/benchmarks/report.h"
#include "tests/support/privatepostgres.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlTableModel>

#include <malloc.h>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

constexpr int repeats = 5;
constexpr int jumps = 500;
constexpr int block = 200;

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Resident memory of this process in MB.
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

void fill(PgSession &session, int rows)
{
    auto filled = session.executeScript(R"(
        set synchronous_commit = off;
        insert into products (sku, name, vendor, product_type, status, min_price, total_inventory, variant_count,
                description_html, updated_at)
        select 'SKU-' || n, md5(n::text) || ' product', 'Vendor ' || (n % 500), 'Type ' || (n % 40), 'active', n % 997,
               n % 50, 3, repeat('Description of a product. ', 10), now() - n * interval '1 second'
        from generate_series(1, )" + QByteArray::number(rows) + R"() n)");
    if (filled)
        filled = session.executeScript("vacuum analyze products");
    if (!filled)
        qFatal("%s", qUtf8Printable(filled.failure().detail));
}

template<typename T>
T answerOf(QFuture<Result<T>> future)
{
    future.waitForFinished();
    auto result = future.takeResult();
    if (!result)
        qFatal("%s", qUtf8Printable(result.failure().detail));
    return std::move(*result);
}

template<typename Work>
double median(Work work)
{
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(milliseconds(timer));
    }
    return Benchmarks::percentile(times, 0.5);
}

struct Baseline
{
    double open = 0;
    double memory = 0;
};

Baseline measureTableModel(const ConnectionSettings &settings)
{
    const double before = residentMegabytes();
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QPSQL"_s, u"baseline"_s);
    database.setHostName(settings.host);
    database.setPort(settings.port);
    database.setDatabaseName(settings.database);
    database.setUserName(settings.user);
    Baseline baseline;
    if (!database.open())
        qFatal("the baseline cannot connect");
    {
        QElapsedTimer timer;
        timer.start();
        QSqlTableModel model(nullptr, database);
        model.setTable(u"products"_s);
        model.select();
        (void)model.data(model.index(0, 2));
        baseline.open = milliseconds(timer);
        baseline.memory = residentMegabytes() - before;
    }
    database.close();
    return baseline;
}

void measureReader(const ConnectionSettings &settings, const Baseline &baseline, Benchmarks::Report &report)
{
    const double before = residentMegabytes();
    report.add(u"products.first_rows"_s, median([&settings] {
        PgReader fresh(settings);
        answerOf(fresh.firstProducts({}, block));
    }), u"ms"_s, baseline.open);

    PgReader reader(settings);
    QList<qint64> order;
    report.add(u"products.order"_s, median([&] { order = answerOf(reader.productOrder({})); }), u"ms"_s, baseline.open);
    const auto sortTime = [&reader](ProductSort sort) {
        return median([&reader, sort] { answerOf(reader.productOrder({.sort = sort, .order = Qt::DescendingOrder})); });
    };
    report.add(u"products.sort_by_vendor"_s, sortTime(ProductSort::Vendor), u"ms"_s, baseline.open);
    report.add(u"products.sort_by_price"_s, sortTime(ProductSort::Price), u"ms"_s, baseline.open);
    report.add(u"products.sort_by_change"_s, sortTime(ProductSort::UpdatedAt), u"ms"_s, baseline.open);

    std::vector<double> times;
    QRandomGenerator random(1);
    for (int i = 0; i < jumps; ++i) {
        const qsizetype first = random.bounded(int(std::max<qsizetype>(1, order.size() - block)));
        QElapsedTimer timer;
        timer.start();
        answerOf(reader.productRows(order.sliced(first, std::min<qsizetype>(block, order.size() - first))));
        times.push_back(milliseconds(timer));
    }
    report.add(u"products.jump_median"_s, Benchmarks::percentile(times, 0.5), u"ms"_s);
    report.add(u"products.jump_p99"_s, Benchmarks::percentile(times, 0.99), u"ms"_s);
    report.add(u"products.filter_text"_s, median([&reader] { answerOf(reader.productOrder({.text = u"abcde"_s})); }), u"ms"_s);
    report.add(u"products.overview"_s, median([&reader] { answerOf(reader.overview()); }), u"ms"_s);
    report.add(u"products.memory"_s, residentMegabytes() - before, u"MB"_s, baseline.memory);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"rows"_s, u"Rows in the table."_s, u"count"_s, u"1000000"_s}, {u"json"_s, u"One JSON object."_s}});
    parser.addHelpOption();
    parser.process(app);

    const int rows = parser.value(u"rows"_s).toInt();
    Tests::PrivatePostgres postgres({u"shared_buffers = 256MB"_s, u"max_wal_size = 4GB"_s});
    const ConnectionSettings settings = postgres.createDatabase();
    fill(*PgSession::open(settings).value(), rows);

    Benchmarks::Report report(parser.isSet(u"json"_s));
    report.add(u"products.rows"_s, rows, u"rows"_s);
    const Baseline baseline = measureTableModel(settings);
    malloc_trim(0); // or the reader would live in memory that the baseline left behind
    measureReader(settings, baseline, report);
    return 0;
}
