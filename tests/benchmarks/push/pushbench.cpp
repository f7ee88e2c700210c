#include "tests/support/demodesk.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;

// Pushes single-field changes to the demo shop over HTTP, on a private PostgreSQL.
//
// Without --bulk-pace everything goes out by calls, and the points used are compared with what the cost bucket gave in
// the same time: its content at the start and what it regained. 2,000 changes at 100 points a second take three and a
// half minutes; --restore-rate 250 shortens that without changing the ratio, as bucket and pace grow together.
//
// With --bulk-pace the demo shop works off so many lines of a bulk mutation a second, and the push chooses. Its time is
// compared with the better of two computed ones: all by calls, which the points bound, and all in bulk, which the lines
// and the overhead of one run bound. To shorten a run of 50,000, multiply pace and restore rate by the same number:
// what this computer does itself is not sped up, so that the ratio only gets worse.
namespace {

struct Figures
{
    double seconds = 0;
    double pointsUsed = 0;
    double mutationPoints = 0;
    double pointsGiven = 0;
    int throttled = 0;
    qint64 succeeded = 0;
    int bulkRuns = 0;
    double bestSeconds = 0; ///< Computed.
};

struct Setting
{
    int changes = 0;
    int restoreRate = 0;
    int workers = 0;
    int bulkPace = 0; ///< Lines a second; 0: nothing goes out in bulk.
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

Figures measure(Tests::PrivatePostgres &server, const Setting &setting)
{
    const int changes = setting.changes;
    const int restoreRate = setting.restoreRate;
    DemoShop shop({.products = changes,
        .locations = 1,
        .restoreRate = restoreRate,
        .more = {u"--bulk-lines-per-second"_s, QString::number(setting.bulkPace)}});
    if (!shop.start())
        qFatal("%s", qPrintable(shop.error()));
    DemoDesk demo(server, shop);
    demo.desk.settings.parallelWorkers = setting.workers;
    if (setting.bulkPace == 0)
        demo.desk.transfers = nullptr;
    demo.adoptFirst(changes);
    shop.reset(); // the bucket is full again
    const int throttledBefore = shop.stats().value(u"throttled").toInt(); // while the products were read
    demo.desk.sql(u"UPDATE products SET vendor = vendor || ' 2'"_s);
    demo.desk.stageAndApprove();
    PushRequest request;
    request.overrideBreaker = true;
    QElapsedTimer timer;
    timer.start();
    const auto report = demo.desk.push(request);
    Figures figures{.seconds = double(timer.elapsed()) / 1000};
    if (!report)
        qFatal("%s", qPrintable(report.failure().text()));
    figures.succeeded = report->succeeded;
    figures.mutationPoints = demo.shop.mutationPoints;
    figures.pointsUsed = demo.shop.mutationPoints + demo.shop.readPoints;
    figures.pointsGiven = 20.0 * restoreRate + restoreRate * figures.seconds;
    if (setting.bulkPace > 0) {
        figures.bestSeconds = bestSeconds(setting);
        figures.bulkRuns = demo.desk.value(u"SELECT count(DISTINCT bulk_run) FROM sync_operations"_s).toInt();
    }
    figures.throttled = shop.stats().value(u"throttled").toInt() - throttledBefore;
    return figures;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"changes"_s, u"Single-field changes."_s, u"count"_s, u"2000"_s},
        {u"restore-rate"_s, u"Points a second."_s, u"points"_s, u"100"_s},
        {u"workers"_s, u"Requests at once."_s, u"count"_s, u"8"_s},
        {u"bulk-pace"_s, u"Lines of a bulk mutation the shop works off a second; 0 sends by calls only."_s, u"lines"_s,
            u"0"_s},
        {u"json"_s, u"One object on standard output."_s}});
    parser.process(application);
    Tests::PrivatePostgres server;
    const Figures figures = measure(server,
        {.changes = parser.value(u"changes"_s).toInt(),
            .restoreRate = parser.value(u"restore-rate"_s).toInt(),
            .workers = parser.value(u"workers"_s).toInt(),
            .bulkPace = parser.value(u"bulk-pace"_s).toInt()});
    const double ratio = figures.pointsUsed / figures.pointsGiven;
    QTextStream out(stdout);
    if (parser.isSet(u"json"_s)) {
        out << QJsonDocument(QJsonObject{{u"seconds"_s, figures.seconds}, {u"succeeded"_s, figures.succeeded},
                                 {u"pointsUsed"_s, figures.pointsUsed}, {u"pointsGiven"_s, figures.pointsGiven},
                                 {u"ratio"_s, ratio}, {u"throttled"_s, figures.throttled},
                                 {u"bulkRuns"_s, figures.bulkRuns}, {u"bestSeconds"_s, figures.bestSeconds}})
                   .toJson(QJsonDocument::Compact)
            << Qt::endl;
        return 0;
    }
    out << "name value unit baseline ratio\n"
        << "push.points " << figures.pointsUsed << " points " << figures.pointsGiven << ' ' << ratio << '\n'
        << "push.writes " << figures.mutationPoints << " points " << figures.pointsGiven << ' '
        << figures.mutationPoints / figures.pointsGiven << '\n'
        << "push.changes " << double(figures.succeeded) / figures.seconds << " changes/s - -\n"
        << "push.seconds " << figures.seconds << " s - -\n"
        << "push.chooser " << figures.seconds << " s " << figures.bestSeconds << ' '
        << (figures.bestSeconds > 0 ? figures.seconds / figures.bestSeconds : 0) << '\n'
        << "push.bulkRuns " << figures.bulkRuns << " runs - -\n"
        << "push.throttled " << figures.throttled << " answers 0 -" << Qt::endl;
    return 0;
}
