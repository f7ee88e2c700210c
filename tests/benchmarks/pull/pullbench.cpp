// Measures pull, re-pull, apply and staging against what PostgreSQL's own tools and other programs need for the same
// rows. Baselines and ours take turns, round by round; medians are compared.
// Run: bench_pull [--products N] [--rounds N] [--measure first,peers,again,staging,compare] [--json] [--node-modules
// DIR]
#include "tests/benchmarks/pull/figures.h"
#include "tests/benchmarks/pull/pullworld.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace Benchmarks;

namespace {

using Times = std::vector<double>;

struct Plan
{
    int rounds = 5;
    QString nodeModules;
    bool first = false;
    bool peers = false;
    bool again = false;
    bool staging = false;
    bool compare = false;
};

/// Memory above what the program holds now, while something runs.
class MemoryWatch final
{
public:
    MemoryWatch()
    {
        takePeakMegabytes();
        m_idle = currentMegabytes();
    }
    double megabytes() const { return takePeakMegabytes() - m_idle; }

private:
    double m_idle = 0;
};

PullTimes pullAfresh(PullWorld &world)
{
    world.prepareFirstPull();
    return world.pullOverHttp();
}

void measureFirstPull(PullWorld &world, const Plan &plan, Figures &figures)
{
    Times filled, whole, parallel, sequential;
    double memory = 0;
    for (int round = 0; round < plan.rounds; ++round) {
        const MemoryWatch watch;
        const PullTimes pull = pullAfresh(world);
        memory = std::max(memory, watch.megabytes());
        filled.push_back(pull.filled);
        whole.push_back(pull.total);
        parallel.push_back(world.copyMirrorParallel());
        sequential.push_back(world.copyMirrorSequential());
    }
    figures.add(u"pull.first.vs_parallel_binary_copy"_s, median(filled), u"s"_s, median(parallel));
    figures.add(u"pull.first.vs_sequential_text_copy"_s, median(filled), u"s"_s, median(sequential));
    figures.add(u"pull.first.with_staging"_s, median(whole), u"s"_s, median(sequential));
    figures.add(u"pull.first.memory"_s, memory, u"MB"_s);
}

/// Other ways to do a first pull. A script that needs a second per thousand products is measured on few.
void measurePeers(PullWorld &world, const Plan &plan, Figures &figures)
{
    constexpr qint64 rowByRowLimit = 20'000;
    Times ours, node, python, libpq;
    for (int round = 0; round < plan.rounds; ++round) {
        ours.push_back(pullAfresh(world).filled);
        if (!plan.nodeModules.isEmpty())
            node.push_back(world.copyByNode(plan.nodeModules));
        if (world.products() > rowByRowLimit)
            continue;
        python.push_back(world.upsertByPython());
        libpq.push_back(world.upsertByLibpq());
    }
    const auto add = [&](const QString &name, const Times &times) {
        if (median(times) > 0)
            figures.add(name, median(times), u"s"_s, median(ours));
    };
    add(u"peer.node_copy_streams"_s, node);
    add(u"peer.python_upsert_row_by_row"_s, python);
    add(u"peer.libpq_upsert_row_by_row"_s, libpq);
}

void applyFirstPull(PullWorld &world, Figures &figures)
{
    pullAfresh(world);
    const double baseline = world.copyMirrorSequential();
    figures.add(u"apply.creates"_s, world.applyEverything(), u"s"_s, baseline);
}

void measureRePulls(PullWorld &world, const Plan &plan, Figures &figures)
{
    Times unchanged, some, changed, sequential;
    qint64 written = 0;
    qint64 staged = 0;
    double memory = 0;
    for (int round = 0; round < plan.rounds; ++round) {
        const MemoryWatch watch;
        const PullTimes times = world.pullFile(Variation::None);
        unchanged.push_back(times.total);
        staged += times.staged;
        if (staged > 0)
            qFatal("An unchanged shop of %lld products staged %lld changes.", world.products(), staged);
        written += times.mirrorRowsWritten;
        some.push_back(world.pullFile(Variation::OnePercent).total);
        memory = std::max(memory, watch.megabytes());
        world.pullFile(Variation::None);
        changed.push_back(world.pullChanged().total);
        world.pullFile(Variation::None);
        sequential.push_back(world.copyMirrorSequential());
    }
    figures.add(u"pull.again.unchanged"_s, median(unchanged), u"s"_s, median(sequential));
    figures.add(u"pull.again.unchanged.rows_written"_s, double(written), u"rows"_s);
    figures.add(u"pull.again.unchanged.staged"_s, double(staged), u"changes"_s);
    figures.add(u"pull.again.one_percent"_s, median(some), u"s"_s, median(sequential));
    figures.add(u"pull.changed.one_percent"_s, median(changed), u"s"_s, median(some));
    figures.add(u"pull.again.memory"_s, memory, u"MB"_s);
}

/// A re-pull of one percent, and the same with one percent edited here too, half of it the same products; what was
/// edited is staged for sending as well.
void measureThreeWay(PullWorld &world, const Plan &plan, Figures &figures)
{
    Times oneSided, twoSided;
    qint64 conflicts = 0;
    for (int round = 0; round < plan.rounds; ++round) {
        oneSided.push_back(world.pullFile(Variation::OnePercent).total);
        world.pullFile(Variation::None);
        world.dropSuperseded();
        world.editOnePercent();
        const PullTimes times = world.pullFile(Variation::OnePercent);
        conflicts = times.conflicts;
        twoSided.push_back(times.total + world.stageLocalEdits());
        world.takeBackEdits();
        world.pullFile(Variation::None);
        world.stageLocalEdits();
        world.dropSuperseded();
    }
    figures.add(u"compare.three_way.conflicts"_s, double(conflicts), u"changes"_s);
    figures.add(u"compare.three_way.one_percent_each"_s, median(twoSided), u"s"_s, median(oneSided));
}

void measureStaging(PullWorld &world, const Plan &plan, Figures &figures)
{
    Times staging, copying;
    qint64 fields = 0;
    double memory = 0;
    for (int round = 0; round < plan.rounds; ++round) {
        const qint64 before = world.stagedFields();
        const MemoryWatch watch;
        staging.push_back(world.pullFile(Variation::Everything).staging);
        memory = std::max(memory, watch.megabytes());
        fields = world.stagedFields() - before;
        if (round == 0)
            world.dumpStaged();
        copying.push_back(world.copyStagedRows());
        world.pullFile(Variation::None);
        world.dropSuperseded();
    }
    figures.add(u"staging.fields"_s, double(fields), u"rows"_s);
    figures.add(u"staging.everything"_s, median(staging), u"s"_s, median(copying));
    figures.add(u"staging.memory"_s, memory, u"MB"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"products"_s, u"Size of the shop."_s, u"N"_s, u"100000"_s},
        {u"rounds"_s, u"Measurements of each kind."_s, u"N"_s, u"5"_s}, {u"json"_s, u"Print JSON."_s},
        {u"measure"_s, u"What to measure: first, peers, again, staging, compare."_s, u"LIST"_s,
            u"first,peers,again,staging,compare"_s},
        {u"node-modules"_s, u"Where pg and pg-copy-streams are installed."_s, u"DIR"_s}});
    parser.process(app);
    const QStringList measured = parser.value(u"measure"_s).split(u',');
    const Plan plan{parser.value(u"rounds"_s).toInt(), parser.value(u"node-modules"_s), measured.contains(u"first"_s),
        measured.contains(u"peers"_s), measured.contains(u"again"_s), measured.contains(u"staging"_s),
        measured.contains(u"compare"_s)};
    PullWorld world(parser.value(u"products"_s).toLongLong());
    Figures figures;
    pullAfresh(world);
    world.dumpMirror();
    if (plan.first)
        measureFirstPull(world, plan, figures);
    if (plan.peers)
        measurePeers(world, plan, figures);
    if (plan.again || plan.staging || plan.compare)
        applyFirstPull(world, figures);
    if (plan.again)
        measureRePulls(world, plan, figures);
    if (plan.staging)
        measureStaging(world, plan, figures);
    if (plan.compare)
        measureThreeWay(world, plan, figures);
    figures.print(parser.isSet(u"json"_s));
    return 0;
}
