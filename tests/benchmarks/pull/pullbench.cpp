// Measures pull, re-pull and staging against what PostgreSQL's own tools and other programs need for the same rows.
// Run: bench_pull [--products N] [--rounds N] [--first-only] [--json] [--node-modules DIR]
#include "tests/benchmarks/pull/figures.h"
#include "tests/benchmarks/pull/pullworld.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace Benchmarks;

namespace {

struct Rounds
{
    std::vector<double> ours, wholePull, parallelBinary, sequentialText;
};

Rounds measureFirstPull(PullWorld &world, int rounds)
{
    Rounds times;
    for (int round = 0; round < rounds; ++round) {
        world.prepareFirstPull();
        const PullTimes pull = world.pullOverHttp();
        times.ours.push_back(pull.filled);
        times.wholePull.push_back(pull.total);
        if (round == 0)
            world.dumpMirror();
        times.parallelBinary.push_back(world.copyMirrorParallel());
        times.sequentialText.push_back(world.copyMirrorSequential());
    }
    // The last round left the mirror filled by psql; the measurements that follow need ours.
    world.prepareFirstPull();
    world.pullOverHttp();
    return times;
}

void measurePeers(PullWorld &world, Figures &figures, const QString &nodeModules, double ours)
{
    const qint64 legacyProducts = std::min<qint64>(10'000, world.products());
    const double legacy = world.upsertRowByRow(legacyProducts) * double(world.products()) / double(legacyProducts);
    figures.add(u"pull.first.row_by_row_upsert"_s, legacy, u"s"_s, ours);
    if (nodeModules.isEmpty())
        return;
    const double node = world.copyByNode(nodeModules);
    if (node > 0)
        figures.add(u"pull.first.node_copy_streams"_s, node, u"s"_s, ours);
}

void measureRePulls(PullWorld &world, Figures &figures, int rounds, double sequentialText)
{
    std::vector<double> none, some;
    qint64 written = 0;
    takePeakMegabytes();
    const double idle = currentMegabytes();
    for (int round = 0; round < rounds; ++round) {
        const PullTimes times = world.pullFile(Variation::None);
        none.push_back(times.total);
        written += times.mirrorRowsWritten;
    }
    figures.add(u"pull.again.unchanged"_s, median(none), u"s"_s, sequentialText);
    figures.add(u"pull.again.unchanged.rows_written"_s, double(written), u"rows"_s);
    for (int round = 0; round < rounds; ++round) {
        some.push_back(world.pullFile(Variation::OnePercent).total);
        world.pullFile(Variation::None);
    }
    figures.add(u"pull.again.one_percent"_s, median(some), u"s"_s, sequentialText);
    figures.add(u"pull.again.memory"_s, takePeakMegabytes() - idle, u"MB"_s);
}

void measureStaging(PullWorld &world, Figures &figures)
{
    const PullTimes times = world.pullFile(Variation::Everything);
    const double baseline = world.copyStagedRows();
    figures.add(u"staging.fields"_s, double(world.stagedFields()), u"rows"_s);
    figures.add(u"staging.everything"_s, times.staging, u"s"_s, baseline);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"products"_s, u"Size of the shop."_s, u"N"_s, u"100000"_s},
        {u"first-only"_s, u"Stop after the first pull."_s}, {u"rounds"_s, u"Measurements of each kind."_s, u"N"_s, u"5"_s}, {u"json"_s, u"Print JSON."_s},
        {u"node-modules"_s, u"Where pg and pg-copy-streams are installed."_s, u"DIR"_s}});
    parser.process(app);
    const int rounds = parser.value(u"rounds"_s).toInt();
    PullWorld world(parser.value(u"products"_s).toLongLong());
    Figures figures;

    takePeakMegabytes();
    const double idle = currentMegabytes();
    const Rounds first = measureFirstPull(world, rounds);
    const double ours = median(first.ours);
    const double sequential = median(first.sequentialText);
    figures.add(u"pull.first.memory"_s, takePeakMegabytes() - idle, u"MB"_s);
    figures.add(u"pull.first.vs_parallel_binary_copy"_s, ours, u"s"_s, median(first.parallelBinary));
    figures.add(u"pull.first.vs_sequential_text_copy"_s, ours, u"s"_s, sequential);
    figures.add(u"pull.first.with_staging"_s, median(first.wholePull), u"s"_s, sequential);
    if (parser.isSet(u"first-only"_s)) {
        figures.print(parser.isSet(u"json"_s));
        return 0;
    }
    measurePeers(world, figures, parser.value(u"node-modules"_s), ours);
    figures.add(u"apply.everything"_s, world.applyEverything(), u"s"_s, sequential);
    measureRePulls(world, figures, rounds, sequential);
    measureStaging(world, figures);
    figures.print(parser.isSet(u"json"_s));
    return 0;
}
