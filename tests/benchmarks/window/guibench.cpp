// How long the GUI thread is kept from its next event, and how much processor time one event takes, while the products
// table scrolls: in the idle window, and while the engine pulls everything into an empty mirror; turn by turn.

#include "tests/benchmarks/report.h"
#include "tests/benchmarks/window/guiwatch.h"
#include "tests/benchmarks/window/guiworld.h"

#include <QCommandLineParser>
#include <QEventLoop>
#include <QMetaEnum>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Scrolls as a busy wheel does: three rows a frame, and once in a while to somewhere else.
class Scroller final
{
    Q_DISABLE_COPY_MOVE(Scroller)

public:
    explicit Scroller(Ui::TableView &table)
        : m_bar(*table.verticalScrollBar())
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { step(); });
        m_timer.start(16ms);
    }

private:
    void step()
    {
        const bool elsewhere = ++m_steps % 60 == 0 || m_bar.value() + 3 > m_bar.maximum();
        m_bar.setValue(elsewhere ? int(m_random.bounded(m_bar.maximum() + 1)) : m_bar.value() + 3);
    }

    QScrollBar &m_bar;
    QTimer m_timer;
    QRandomGenerator m_random{1};
    int m_steps = 0;
};

struct Watched
{
    std::vector<double> lateness;
    std::vector<double> eventTimes;

    void add(const std::vector<double> &late, const std::vector<double> &events)
    {
        lateness.insert(lateness.end(), late.begin(), late.end());
        eventTimes.insert(eventTimes.end(), events.begin(), events.end());
    }
};

double highest(const std::vector<double> &values)
{
    return Benchmarks::percentile(values, 1);
}

void idle(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

int main(int argc, char **argv)
{
    Benchmarks::WatchedApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"products"_s, u"Products in shop and catalogue."_s, u"count"_s, u"100000"_s},
        {u"rounds"_s, u"Pulls, and as many idle times."_s, u"count"_s, u"5"_s}, {u"json"_s, u"One JSON object."_s}});
    parser.addHelpOption();
    parser.process(application);

    Benchmarks::GuiWorld world(application, parser.value(u"products"_s).toInt());
    idle(2s); // what opening the window set going
    const Scroller scroller(world.table());
    Benchmarks::HeartBeat heart;
    Watched resting, pulling;
    std::vector<double> pullTimes;
    for (int round = 0; round < parser.value(u"rounds"_s).toInt(); ++round) {
        heart.takeLateness();
        application.takeEventTimes();
        idle(3s);
        resting.add(heart.takeLateness(), application.takeEventTimes());
        world.emptyMirror();
        idle(100ms); // the beat that waited for it
        heart.takeLateness();
        application.takeEventTimes();
        application.takeSlowest();
        QElapsedTimer timer;
        timer.start();
        world.pullAll();
        pullTimes.push_back(double(timer.elapsed()) / 1000);
        pulling.add(heart.takeLateness(), application.takeEventTimes());
        const auto slowest = application.takeSlowest();
        QTextStream(stderr) << "slowest event of the pull: " << slowest.milliseconds << " ms, "
                            << QMetaEnum::fromType<QEvent::Type>().valueToKey(slowest.type) << " to a "
                            << slowest.receiverClass << '\n';
    }
    Benchmarks::Report report(parser.isSet(u"json"_s));
    using Benchmarks::percentile;
    report.add(u"gui.pull_time"_s, percentile(pullTimes, 0.5), u"s"_s);
    report.add(u"gui.beats"_s, double(pulling.lateness.size()), u"beats"_s, double(resting.lateness.size()));
    report.add(u"gui.gap.median"_s, percentile(pulling.lateness, 0.5), u"ms"_s, percentile(resting.lateness, 0.5));
    report.add(u"gui.gap.p99"_s, percentile(pulling.lateness, 0.99), u"ms"_s, percentile(resting.lateness, 0.99));
    report.add(u"gui.gap.max"_s, highest(pulling.lateness), u"ms"_s, highest(resting.lateness));
    report.add(
        u"gui.event_cpu.p99"_s, percentile(pulling.eventTimes, 0.99), u"ms"_s, percentile(resting.eventTimes, 0.99));
    report.add(u"gui.event_cpu.max"_s, highest(pulling.eventTimes), u"ms"_s, highest(resting.eventTimes));
    return 0;
}
