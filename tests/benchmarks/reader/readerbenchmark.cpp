// The products table over many rows: from opening to the first rows, jumps, sorting, memory; beside QSqlTableModel on
// the same table in the same run.

#include "sync/ports/clock.h"
#include "sync/reader/pgreader.h"
#include "tests/benchmarks/products/manyproducts.h"
#include "tests/benchmarks/report.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRandomGenerator>
#include <QSqlTableModel>

#include <malloc.h>

using namespace Qt::StringLiterals;
using namespace Sync;
using Benchmarks::milliseconds;
using Benchmarks::residentMegabytes;

namespace {

constexpr int repeats = 5;
constexpr int jumps = 500;
constexpr int block = 200;

template <typename T>
T answerOf(QFuture<Result<T>> future)
{
    future.waitForFinished();
    auto result = future.takeResult();
    if (!result)
        qFatal("%s", qUtf8Printable(result.failure().detail));
    return std::move(*result);
}

template <typename Work>
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
    Baseline baseline;
    const double before = residentMegabytes();
    baseline.open = median([&] {
        Benchmarks::WholeTable table(settings);
        table.select();
        (void)table.model().data(table.model().index(0, 2));
        baseline.memory = std::max(baseline.memory, residentMegabytes() - before);
    });
    return baseline;
}

void measureReader(const ConnectionSettings &settings, const Baseline &baseline, Benchmarks::Report &report)
{
    SystemClock clock;
    const double before = residentMegabytes();
    report.add(u"products.first_rows"_s, median([&settings, &clock] {
        PgReader fresh(settings, clock);
        answerOf(fresh.firstProducts({}, block));
    }),
        u"ms"_s, baseline.open);

    PgReader reader(settings, clock);
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
    report.add(
        u"products.filter_text"_s, median([&reader] { answerOf(reader.productOrder({.text = u"abcde"_s})); }), u"ms"_s);
    report.add(u"products.overview"_s, median([&reader] { answerOf(reader.overview()); }), u"ms"_s);
    report.add(u"products.memory"_s, residentMegabytes() - before, u"MB"_s, baseline.memory);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions(
        {{u"rows"_s, u"Rows in the table."_s, u"count"_s, u"1000000"_s}, {u"json"_s, u"One JSON object."_s}});
    parser.addHelpOption();
    parser.process(app);

    const int rows = parser.value(u"rows"_s).toInt();
    const Benchmarks::ManyProducts products(rows);
    Benchmarks::Report report(parser.isSet(u"json"_s));
    report.add(u"products.rows"_s, rows, u"rows"_s);
    const Baseline baseline = measureTableModel(products.settings());
    malloc_trim(0); // or the reader would live in memory that the baseline left behind
    measureReader(products.settings(), baseline, report);
    return 0;
}
