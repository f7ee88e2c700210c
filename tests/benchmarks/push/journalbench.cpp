#include "sync/journal/queuedjournal.h"
#include "tests/benchmarks/push/unwrittenjournal.h"
#include "tests/benchmarks/report.h"
#include "tests/support/demodesk.h"
#include "tests/support/runtask.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace Sync;
using Benchmarks::Report;
using Benchmarks::UnwrittenJournal;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;

// What the journal costs, on a private PostgreSQL that writes through to the disk and a demo shop with points without
// end.
//
// `journal.write` is a push with the journal, against the same push with one that writes nothing: milliseconds a remote
// write, once with one request at a time, where each write waits for its own commits, and once with --workers.
//
// `journal.restart` is what a desk needs that finds --unknown writes of another one which died with all of them under
// way: until each is settled, against one `nodes` read per 250 of them.
namespace {

struct World
{
    World(Tests::PrivatePostgres &server, int products)
        : shop({.products = products, .locations = 1, .restoreRate = 1'000'000})
    {
        if (!shop.start())
            qFatal("%s", qPrintable(shop.error()));
        demo = std::make_unique<DemoDesk>(server, shop);
        journal = std::make_unique<QueuedJournal>(demo->desk.database);
        demo->desk.store = journal.get();
        demo->desk.transfers = nullptr;
        demo->adoptFirst(products);
    }

    /// Changes every product in one field and sends that. Seconds.
    double push(JournalStore &store, int workers)
    {
        demo->desk.sql(u"UPDATE products SET vendor = vendor || ' 2'"_s);
        demo->desk.stageAndApprove();
        demo->desk.sql(u"ANALYZE"_s); // as a pull leaves it
        demo->desk.store = &store;
        demo->desk.settings.parallelWorkers = workers;
        PushRequest request;
        request.overrideBreaker = true;
        QElapsedTimer timer;
        timer.start();
        const auto report = demo->desk.push(request);
        const double seconds = double(timer.nsecsElapsed()) / 1e9;
        if (!report)
            qFatal("%s", qPrintable(report.failure().text()));
        demo->desk.store = journal.get();
        return seconds;
    }

    DemoShop shop;
    std::unique_ptr<DemoDesk> demo;
    std::unique_ptr<QueuedJournal> journal;
};

void measureWrites(Tests::PrivatePostgres &server, Report &report, int products, int workers)
{
    for (const int atOnce : {1, workers}) {
        World without(server, products);
        UnwrittenJournal unwritten(*without.journal, UnwrittenJournal::Keeps::Nothing);
        const double bare = without.push(unwritten, atOnce);
        World with(server, products);
        const double whole = with.push(*with.journal, atOnce);
        const QString name = u"journal.write.%1"_s.arg(atOnce);
        report.add(name, 1000 * whole / products, u"ms"_s, 1000 * bare / products);
        report.add(name + u".overhead", 1000 * (whole - bare) / products, u"ms"_s);
    }
}

/// One read per 250 of the products, one after the other. Seconds.
double readAll(World &world, const QStringList &ids)
{
    constexpr qsizetype perRead = 250;
    QElapsedTimer timer;
    timer.start();
    for (qsizetype from = 0; from < ids.size(); from += perRead) {
        const ShopRequest request{u"push_check"_s,
            {{u"ids"_s, QJsonArray::fromStringList(ids.mid(from, perRead))}, {u"seo"_s, false}, {u"item"_s, false}},
            false, double(perRead)};
        const auto reply = TestSupport::runTask(world.demo->shop.execute(request, {}), 60'000);
        if (!reply || !*reply)
            qFatal("The products could not be read.");
    }
    return double(timer.nsecsElapsed()) / 1e9;
}

void measureRestart(Tests::PrivatePostgres &server, Report &report, int unknown)
{
    World world(server, unknown);
    UnwrittenJournal dying(*world.journal, UnwrittenJournal::Keeps::UntilSent);
    world.push(dying, 8);
    // Long enough ago that none of them can still be on its way.
    world.demo->desk.sql(u"UPDATE sync_operations SET sent_at = sent_at - interval '1 hour'"_s);
    world.demo->desk.sql(u"ANALYZE"_s);
    const QStringList ids = world.demo->desk
                                .value(u"SELECT string_agg('gid://shopify/Product/' || shopify_product_id, ',') "
                                       "FROM sync_operations WHERE state = 'sent'"_s)
                                .split(u',');
    const double baseline = readAll(world, ids);
    QElapsedTimer timer;
    timer.start();
    const auto settled = world.demo->desk.settleUnknown();
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    if (!settled || settled->confirmed != unknown)
        qFatal("Not all of %d writes were settled.", unknown);
    report.add(u"journal.restart"_s, seconds, u"s"_s, baseline);
    report.add(u"journal.restart.each"_s, 1000 * seconds / unknown, u"ms"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"measure"_s, u"write, restart or all."_s, u"what"_s, u"all"_s},
        {u"writes"_s, u"Products sent."_s, u"count"_s, u"1000"_s},
        {u"unknown"_s, u"Writes whose answer was lost."_s, u"count"_s, u"1000"_s},
        {u"workers"_s, u"Requests at once."_s, u"count"_s, u"8"_s}, {u"json"_s, u"One object on standard output."_s}});
    parser.process(application);
    const QString what = parser.value(u"measure"_s);
    Tests::PrivatePostgres server({u"fsync = on"_s, u"full_page_writes = on"_s});
    Report report(parser.isSet(u"json"_s));
    if (what != "restart"_L1)
        measureWrites(server, report, parser.value(u"writes"_s).toInt(), parser.value(u"workers"_s).toInt());
    if (what != "write"_L1)
        measureRestart(server, report, parser.value(u"unknown"_s).toInt());
    return 0;
}
