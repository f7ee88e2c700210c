// The products table as the window shows it, over a real database: from opening to the first painted rows, jumps,
// sorting, memory; beside QSqlTableModel on the same table in the same kind of view. And what a page of rows costs to
// paint, beside the style's own delegate.

#include "models/products/productsmodel.h"
#include "sync/ports/clock.h"
#include "sync/reader/pgreader.h"
#include "tests/benchmarks/products/manyproducts.h"
#include "tests/benchmarks/report.h"
#include "ui/style/theme.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QRandomGenerator>
#include <QSqlTableModel>
#include <QStyledItemDelegate>
#include <QTimer>

using namespace Qt::StringLiterals;
using Benchmarks::milliseconds;
using Benchmarks::residentMegabytes;
using Models::ProductsModel;

namespace {

constexpr int paints = 120;
constexpr int jumps = 500;
constexpr std::chrono::seconds patience(60);

struct Bench
{
    Ui::TableView &table;
    const Sync::ConnectionSettings &settings;
    Benchmarks::Report &report;
    int repeats;
};

double median(const std::vector<double> &values)
{
    return Benchmarks::percentile(values, 0.5);
}

template <typename Condition>
void waitFor(Condition condition, const char *what)
{
    QTimer alarm;
    alarm.setSingleShot(true);
    QObject::connect(&alarm, &QTimer::timeout, &alarm, [what] { qFatal("%s never came", what); });
    alarm.start(patience);
    // QTest::qWaitFor() looks only every 10 ms.
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

double repaint(Ui::TableView &table)
{
    QElapsedTimer timer;
    timer.start();
    table.viewport()->repaint();
    return milliseconds(timer);
}

/// Until every row in sight is there, and painted.
void showRows(Ui::TableView &table, const ProductsModel &model)
{
    const int top = std::max(0, table.rowAt(1));
    const int bottom = std::max(top, table.rowAt(table.viewport()->height() - 1));
    waitFor([&] { return model.rowAt(top) && model.rowAt(bottom); }, "the rows");
    table.viewport()->repaint();
}

/// Connecting included: a reader, a model, the view on them, until the first rows are painted.
double timeToFirstRows(const Bench &bench)
{
    QElapsedTimer timer;
    timer.start();
    Sync::SystemClock clock;
    Sync::PgReader reader(bench.settings, clock);
    ProductsModel model(reader);
    bench.table.setModel(&model);
    model.load();
    waitFor([&] { return model.rowCount() > 0; }, "the first rows");
    showRows(bench.table, model);
    const double time = milliseconds(timer);
    bench.table.setModel(nullptr);
    return time;
}

void jumpTo(Ui::TableView &table, const ProductsModel &model, int row)
{
    table.scrollTo(model.index(row, 0), QAbstractItemView::PositionAtTop);
    showRows(table, model);
}

std::vector<double> measureJumps(const Bench &bench, const ProductsModel &model)
{
    QRandomGenerator random(2);
    std::vector<double> times;
    for (int i = 0; i < jumps; ++i) {
        QElapsedTimer timer;
        timer.start();
        jumpTo(bench.table, model, int(random.bounded(model.rowCount())));
        times.push_back(milliseconds(timer));
    }
    return times;
}

/// Jumps while the whole order is read again, as after every change of the catalogue.
std::vector<double> measureJumpsInRefreshes(const Bench &bench, ProductsModel &model)
{
    QRandomGenerator random(3);
    std::vector<double> times;
    for (int i = 0; i < jumps / 5; ++i) {
        if (model.loadState() == Models::LoadState::Ready)
            model.refresh();
        QElapsedTimer timer;
        timer.start();
        jumpTo(bench.table, model, int(random.bounded(model.rowCount())));
        times.push_back(milliseconds(timer));
    }
    waitFor([&] { return model.loadState() == Models::LoadState::Ready; }, "the order");
    return times;
}

struct SortTimes
{
    std::vector<double> firstRows;
    std::vector<double> allRows;
};

/// From the click on a header to the first rows painted, and to the place of every row known.
SortTimes measureSort(const Bench &bench, ProductsModel &model, int column)
{
    SortTimes times;
    for (int i = 0; i < bench.repeats; ++i) {
        bool answered = false;
        const auto connection
            = QObject::connect(&model, &ProductsModel::queryAnswered, &model, [&answered] { answered = true; });
        QElapsedTimer timer;
        timer.start();
        model.sort(column, i % 2 == 0 ? Qt::DescendingOrder : Qt::AscendingOrder);
        waitFor([&] { return answered; }, "the first sorted rows");
        showRows(bench.table, model);
        times.firstRows.push_back(milliseconds(timer));
        waitFor([&] { return model.loadState() == Models::LoadState::Ready; }, "the sorted rows");
        times.allRows.push_back(milliseconds(timer));
        QObject::disconnect(connection);
    }
    return times;
}

void measurePaint(const Bench &bench, const ProductsModel &model)
{
    QAbstractItemDelegate *lean = bench.table.itemDelegate();
    QStyledItemDelegate standard;
    QRandomGenerator random(1);
    std::vector<double> ours;
    std::vector<double> theirs;
    for (int i = 0; i < paints; ++i) {
        jumpTo(bench.table, model, int(random.bounded(model.rowCount())));
        bench.table.setItemDelegate(lean);
        repaint(bench.table);
        ours.push_back(repaint(bench.table));
        bench.table.setItemDelegate(&standard);
        repaint(bench.table);
        theirs.push_back(repaint(bench.table));
    }
    bench.table.setItemDelegate(lean);
    bench.report.add(u"table.repaint.median"_s, median(ours), u"ms"_s, median(theirs));
    bench.report.add(
        u"table.repaint.p99"_s, Benchmarks::percentile(ours, 0.99), u"ms"_s, Benchmarks::percentile(theirs, 0.99));
}

struct Baseline
{
    double open = 0;
    double memory = 0;
};

Baseline measureWholeTable(const Bench &bench)
{
    Baseline baseline;
    std::vector<double> times;
    const double before = residentMegabytes();
    for (int i = 0; i < bench.repeats; ++i) {
        QElapsedTimer timer;
        timer.start();
        Benchmarks::WholeTable whole(bench.settings);
        bench.table.setModel(&whole.model());
        whole.select();
        bench.table.viewport()->repaint();
        times.push_back(milliseconds(timer));
        baseline.memory = std::max(baseline.memory, residentMegabytes() - before);
        bench.table.setModel(nullptr);
    }
    baseline.open = median(times);
    return baseline;
}

void measure(const Bench &bench)
{
    const double empty = residentMegabytes();
    std::vector<double> opens;
    for (int i = 0; i < bench.repeats; ++i)
        opens.push_back(timeToFirstRows(bench));

    Sync::SystemClock clock;
    Sync::PgReader reader(bench.settings, clock);
    ProductsModel model(reader);
    bench.table.setModel(&model);
    model.load();
    waitFor([&] { return model.loadState() == Models::LoadState::Ready; }, "the order");
    const std::vector<double> jumpTimes = measureJumps(bench, model);
    const std::vector<double> busyJumps = measureJumpsInRefreshes(bench, model);
    QMap<QString, SortTimes> sorts;
    for (int column = 0; column < model.columnCount(); ++column)
        if (model.headerData(column, Qt::Horizontal, Models::SortableRole).toBool())
            sorts.insert(model.headerData(column, Qt::Horizontal, Models::ColumnKeyRole).toString(),
                measureSort(bench, model, column));
    const double memory = residentMegabytes() - empty;
    measurePaint(bench, model);
    bench.table.setModel(nullptr);

    const Baseline baseline = measureWholeTable(bench); // last, as what it leaves behind would count as ours
    bench.report.add(u"table.open.first_rows"_s, median(opens), u"ms"_s, baseline.open);
    bench.report.add(u"table.jump.median"_s, median(jumpTimes), u"ms"_s);
    bench.report.add(u"table.jump.p99"_s, Benchmarks::percentile(jumpTimes, 0.99), u"ms"_s);
    bench.report.add(u"table.jump_in_refresh.p99"_s, Benchmarks::percentile(busyJumps, 0.99), u"ms"_s);
    for (auto sort = sorts.cbegin(); sort != sorts.cend(); ++sort) {
        bench.report.add(
            u"table.sort_by_%1.first_rows"_s.arg(sort.key()), median(sort->firstRows), u"ms"_s, baseline.open);
        bench.report.add(u"table.sort_by_%1.all_rows"_s.arg(sort.key()), median(sort->allRows), u"ms"_s, baseline.open);
    }
    bench.report.add(u"table.memory.over_empty_window"_s, memory, u"MB"_s, baseline.memory);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"rows"_s, u"Rows in the table."_s, u"count"_s, u"1000000"_s},
        {u"repeats"_s, u"Times each thing is done; medians are told."_s, u"count"_s, u"5"_s},
        {u"json"_s, u"One JSON object."_s}});
    parser.addHelpOption();
    parser.process(application);

    const Benchmarks::ManyProducts products(parser.value(u"rows"_s).toInt());
    Ui::Theme theme(application);
    Ui::TableView table;
    table.resize(1'280, 800);
    table.show();
    table.repaint();
    Benchmarks::Report report(parser.isSet(u"json"_s));
    measure({table, products.settings(), report, std::max(1, parser.value(u"repeats"_s).toInt())});
    return 0;
}
