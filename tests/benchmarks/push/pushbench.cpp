#include "tests/support/demodesk.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;

// Pushes single-field changes to the demo shop over HTTP, on a private PostgreSQL, and compares the points used with
// what the cost bucket gave in the same time: its content at the start and what it regained. 2,000 changes at 100
// points a second take three and a half minutes; --restore-rate 250 shortens that without changing the ratio, as
// bucket and pace grow together.
namespace {

struct Figures
{
    double seconds = 0;
    double pointsUsed = 0;
    double mutationPoints = 0;
    double pointsGiven = 0;
    int throttled = 0;
    qint64 succeeded = 0;
};

Figures measure(Tests::PrivatePostgres &server, int changes, int restoreRate, int workers)
{
    DemoShop shop({.products = changes, .locations = 1, .restoreRate = restoreRate});
    if (!shop.start())
        qFatal("%s", qPrintable(shop.error()));
    DemoDesk demo(server, shop);
    demo.desk.settings.parallelWorkers = workers;
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
        {u"workers"_s, u"Requests at once."_s, u"count"_s, u"8"_s}, {u"json"_s, u"One object on standard output."_s}});
    parser.process(application);
    Tests::PrivatePostgres server;
    const Figures figures = measure(server, parser.value(u"changes"_s).toInt(), parser.value(u"restore-rate"_s).toInt(),
        parser.value(u"workers"_s).toInt());
    const double ratio = figures.pointsUsed / figures.pointsGiven;
    QTextStream out(stdout);
    if (parser.isSet(u"json"_s)) {
        out << QJsonDocument(QJsonObject{{u"seconds"_s, figures.seconds}, {u"succeeded"_s, figures.succeeded},
                                 {u"pointsUsed"_s, figures.pointsUsed}, {u"pointsGiven"_s, figures.pointsGiven},
                                 {u"ratio"_s, ratio}, {u"throttled"_s, figures.throttled}})
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
        << "push.throttled " << figures.throttled << " answers 0 -" << Qt::endl;
    return 0;
}
