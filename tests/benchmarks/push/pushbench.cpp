#include "sync/journal/queuedjournal.h"
#include "tests/support/demodesk.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;

// Pushes changes to the demo shop over HTTP, on a private PostgreSQL that writes through to the disk.
//
// Without --bulk-pace everything goes out by calls, and the points used are compared with what the cost bucket gave in
// the same time: its content at the start and what it regained. `push.steady` compares them from when the bucket was
// first empty: what a long push comes to. --drained begins with an empty bucket, which shortens the way there; 2,000
// changes at 1,000 points a second then take 22 s at best, 10,000 take 110 s.
//
// With --bulk-pace the demo shop works off so many lines of a bulk mutation a second, and the push chooses. Its time is
// compared with the better of two computed ones: all by calls, which the points bound, and all in bulk, which the lines
// and the overhead of one run bound. To shorten a run of 50,000, multiply pace and restore rate by the same number:
// what this computer does itself is not sped up, so that the ratio only gets worse.
//
// With --roll-back the batch is rolled back whole, and its time compared with that of the push.
namespace {

struct Figures
{
    double seconds = 0;
    double pointsUsed = 0;
    double mutationPoints = 0;
    int mutations = 0;
    double pointsGiven = 0;
    double steadyRatio = 0; ///< 0: the bucket never was empty.
    int throttled = 0;
    qint64 succeeded = 0;
    int bulkRuns = 0;
    double bestSeconds = 0; ///< Computed.
    double rollbackSeconds = 0;
    qint64 rolledBack = 0;
};

struct Setting
{
    int changes = 0;
    bool isMixed = false;
    int restoreRate = 0;
    int workers = 0;
    int latency = 0;
    int bulkPace = 0; ///< Lines a second; 0: nothing goes out in bulk.
    bool isDrained = false;
    bool rollsBack = false;
};

/// The better of all by calls and all in bulk, at the published costs: 10 points a call and one for looking just
/// before.
double bestSeconds(const Setting &setting)
{
    const double restore = setting.restoreRate;
    const double byCalls = std::max(0.0, 11.0 * setting.changes - 20 * restore) / restore;
    const double forReads = std::max(0.0, 1.0 * setting.changes - 20 * restore) / restore;
    const double inBulk = std::max(forReads, double(setting.changes) / setting.bulkPace);
    return std::min(byCalls, inBulk);
}

/// Watches a run: says every few seconds how far it is, and notes when the bucket was first empty.
class Watch
{
public:
    Watch(DemoDesk &demo, int total)
        : m_demo(demo)
        , m_total(total)
    {
        m_timer.start();
        m_demo.desk.observer.onAdvanced = [this](qint64 done) { look(done); };
    }
    ~Watch() { m_demo.desk.observer.onAdvanced = {}; }

    double seconds() const { return double(m_timer.nsecsElapsed()) / 1e9; }
    double pointsUsed() const { return m_demo.shop.mutationPoints + m_demo.shop.readPoints; }
    /// Of what the bucket regained since it was first empty, how much was used.
    double steadyRatio() const
    {
        const double regained = m_restore * (seconds() - m_emptyAt.value_or(seconds()));
        return regained > 0 ? (pointsUsed() - m_usedThen) / regained : 0;
    }

private:
    void look(qint64 done)
    {
        const ThrottleState throttle = m_demo.shop.throttle();
        if (!m_emptyAt && throttle.maximum > 0 && throttle.available < throttle.maximum / 20) {
            m_emptyAt = seconds();
            m_usedThen = pointsUsed();
            m_restore = throttle.restorePerSecond;
        }
        if (seconds() - m_toldAt < 5)
            return;
        m_toldAt = seconds();
        QTextStream(stderr) << done << " of " << m_total << " after " << seconds() << " s, " << double(done) / seconds()
                            << " a second, " << throttle.available << " points left, steady " << steadyRatio()
                            << Qt::endl;
    }

    DemoDesk &m_demo;
    int m_total;
    QElapsedTimer m_timer;
    double m_toldAt = 0;
    std::optional<double> m_emptyAt;
    double m_usedThen = 0;
    double m_restore = 0;
};

void change(DemoDesk &demo, const Setting &setting)
{
    if (!setting.isMixed) {
        demo.desk.sql(u"UPDATE products SET vendor = vendor || ' 2'"_s);
    } else {
        // Half of the products in a field of their own, a quarter in their prices, a quarter in both.
        demo.desk.sql(u"UPDATE products SET vendor = vendor || ' 2' WHERE id % 4 < 3"_s);
        demo.desk.sql(u"UPDATE product_variants SET price = price + 1 WHERE product_id % 4 >= 2"_s);
    }
    demo.desk.stageAndApprove();
    demo.desk.sql(u"ANALYZE"_s); // as a pull leaves it
}

void drain(DemoShop &shop)
{
    shop.faults({QJsonObject{{u"match"_s, u"shop"_s}, {u"action"_s, u"drain"_s}}});
    shop.graphql(u"query { shop { name } }"_s);
    shop.faults({});
}

Figures measure(Tests::PrivatePostgres &server, const Setting &setting)
{
    const int changes = setting.changes;
    DemoShop::Options options{.products = changes,
        .locations = 1,
        .restoreRate = setting.restoreRate,
        .latencyMilliseconds = setting.latency,
        .more = {u"--bulk-lines-per-second"_s, QString::number(setting.bulkPace)}};
    DemoShop shop(options);
    options.restoreRate = 1'000'000;
    options.latencyMilliseconds = 0;
    DemoShop generous(options);
    for (DemoShop *one : {&shop, &generous})
        if (!one->start())
            qFatal("%s", qPrintable(one->error()));
    DemoDesk demo(server, shop);
    QueuedJournal journal(demo.desk.database);
    demo.desk.store = &journal;
    demo.desk.settings.parallelWorkers = setting.workers;
    if (setting.bulkPace == 0)
        demo.desk.transfers = nullptr;
    demo.adoptFirst(changes, generous);
    generous.kill();
    change(demo, setting);
    if (setting.isDrained)
        drain(shop);
    const int throttledBefore = shop.stats().value(u"throttled").toInt();
    PushRequest request;
    request.overrideBreaker = true;
    const Watch watch(demo, changes);
    const auto report = demo.desk.push(request);
    Figures figures{.seconds = watch.seconds()};
    if (!report)
        qFatal("%s", qPrintable(report.failure().text()));
    figures.succeeded = report->succeeded;
    figures.mutationPoints = demo.shop.mutationPoints;
    figures.mutations = demo.shop.mutations;
    figures.pointsUsed = watch.pointsUsed();
    figures.pointsGiven = (setting.isDrained ? 0 : 20.0) * setting.restoreRate + setting.restoreRate * figures.seconds;
    figures.steadyRatio = watch.steadyRatio();
    if (setting.bulkPace > 0) {
        figures.bestSeconds = bestSeconds(setting);
        figures.bulkRuns = demo.desk.value(u"SELECT count(DISTINCT bulk_run) FROM sync_operations"_s).toInt();
    }
    figures.throttled = shop.stats().value(u"throttled").toInt() - throttledBefore;
    if (setting.rollsBack) {
        if (setting.isDrained)
            drain(shop);
        const Watch whileBack(demo, changes);
        const auto undone = demo.desk.rollBack({.batch = report->batch});
        figures.rollbackSeconds = whileBack.seconds();
        if (!undone)
            qFatal("%s", qPrintable(undone.failure().text()));
        figures.rolledBack = undone->succeeded;
    }
    return figures;
}

void print(QTextStream &out, const Figures &figures)
{
    const auto over = [](double value, double baseline) { return baseline > 0 ? value / baseline : 0; };
    out << "name value unit baseline ratio\n"
        << "push.points " << figures.pointsUsed << " points " << figures.pointsGiven << ' '
        << over(figures.pointsUsed, figures.pointsGiven) << '\n'
        << "push.steady - - - " << figures.steadyRatio << '\n'
        << "push.writes " << figures.mutationPoints << " points " << figures.pointsGiven << ' '
        << over(figures.mutationPoints, figures.pointsGiven) << '\n'
        << "push.changes " << double(figures.succeeded) / figures.seconds << " changes/s - -\n"
        << "push.requests " << double(figures.mutations) / figures.seconds << " writes/s - -\n"
        << "push.seconds " << figures.seconds << " s - -\n"
        << "push.chooser " << figures.seconds << " s " << figures.bestSeconds << ' '
        << over(figures.seconds, figures.bestSeconds) << '\n'
        << "push.bulkRuns " << figures.bulkRuns << " runs - -\n"
        << "push.throttled " << figures.throttled << " answers 0 -\n"
        << "rollback.products " << figures.rolledBack << " products " << figures.succeeded << " -\n"
        << "rollback.seconds " << figures.rollbackSeconds << " s " << figures.seconds << ' '
        << over(figures.rollbackSeconds, figures.seconds) << Qt::endl;
}

void printJson(QTextStream &out, const Figures &figures)
{
    out << QJsonDocument(
        QJsonObject{{u"seconds"_s, figures.seconds}, {u"succeeded"_s, figures.succeeded},
            {u"pointsUsed"_s, figures.pointsUsed}, {u"pointsGiven"_s, figures.pointsGiven},
            {u"ratio"_s, figures.pointsUsed / figures.pointsGiven}, {u"steady"_s, figures.steadyRatio},
            {u"mutations"_s, figures.mutations}, {u"throttled"_s, figures.throttled}, {u"bulkRuns"_s, figures.bulkRuns},
            {u"bestSeconds"_s, figures.bestSeconds}, {u"rollbackSeconds"_s, figures.rollbackSeconds}})
               .toJson(QJsonDocument::Compact)
        << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"changes"_s, u"Products changed."_s, u"count"_s, u"2000"_s},
        {u"mixed"_s, u"Fields of products, of variants, and of both; else one field each."_s},
        {u"restore-rate"_s, u"Points a second."_s, u"points"_s, u"100"_s},
        {u"workers"_s, u"Requests at once."_s, u"count"_s, u"8"_s},
        {u"latency"_s, u"Milliseconds the shop lets each answer wait."_s, u"milliseconds"_s, u"0"_s},
        {u"drained"_s, u"The bucket is empty at the start."_s},
        {u"bulk-pace"_s, u"Lines of a bulk mutation the shop works off a second; 0 sends by calls only."_s, u"lines"_s,
            u"0"_s},
        {u"roll-back"_s, u"Rolls the batch back, too."_s}, {u"json"_s, u"One object on standard output."_s}});
    parser.process(application);
    Tests::PrivatePostgres server({u"fsync = on"_s, u"full_page_writes = on"_s});
    const Figures figures = measure(server,
        {.changes = parser.value(u"changes"_s).toInt(),
            .isMixed = parser.isSet(u"mixed"_s),
            .restoreRate = parser.value(u"restore-rate"_s).toInt(),
            .workers = parser.value(u"workers"_s).toInt(),
            .latency = parser.value(u"latency"_s).toInt(),
            .bulkPace = parser.value(u"bulk-pace"_s).toInt(),
            .isDrained = parser.isSet(u"drained"_s),
            .rollsBack = parser.isSet(u"roll-back"_s)});
    QTextStream out(stdout);
    if (parser.isSet(u"json"_s))
        printJson(out, figures);
    else
        print(out, figures);
    return 0;
}
