#include "app/demoshop/server/options.h"

#include <QCommandLineParser>
#include <QTextStream>

#include <cstdlib>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void refuse(const QString &why)
{
    QTextStream(stderr) << why << u'\n';
    std::exit(2);
}

/// The option as a number between two bounds, or the end of the program.
qint64 number(const QCommandLineParser &parser, const QString &name, qint64 lowest, qint64 highest)
{
    bool isNumber = false;
    const qint64 value = parser.value(name).toLongLong(&isNumber);
    if (!isNumber || value < lowest || value > highest) {
        refuse(u"--%1 takes a number from %2 to %3."_s.arg(name).arg(lowest).arg(highest));
    }
    return value;
}

} // namespace

Options Options::fromCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"A local shop with the behaviour of Shopify's Admin API.\n\nThe access token is "
                                     "SYNCDESK_DEMO_TOKEN from the environment, or shpat_demo; the token that may only "
                                     "read is the same with _read appended."_s);
    parser.addHelpOption();
    parser.addOptions({
        {u"port"_s, u"Port on 127.0.0.1; 0 takes any free one."_s, u"port"_s, u"0"_s},
        {u"products"_s, u"Products in the catalogue."_s, u"count"_s, u"25000"_s},
        {u"seed"_s, u"Which catalogue."_s, u"number"_s, u"1"_s},
        {u"locations"_s, u"Places with stock, 1 to 3."_s, u"count"_s, u"2"_s},
        {u"restore-rate"_s, u"Points a second the cost bucket regains."_s, u"points"_s, u"100"_s},
        {u"latency-ms"_s, u"Milliseconds before each answer."_s, u"ms"_s, u"0"_s},
        {u"parent-pid"_s, u"End when that process ends."_s, u"pid"_s, u"0"_s},
        {u"while-locked"_s, u"End when nobody holds a lock on that file any more."_s, u"file"_s},
        {u"state"_s, u"Keep edits in that file across restarts."_s, u"file"_s},
        {u"bulk-file-cache"_s, u"Keep finished bulk files there."_s, u"folder"_s},
        {u"bulk-ms"_s, u"Milliseconds a bulk operation takes at least."_s, u"ms"_s, u"0"_s},
        {u"bulk-lines-per-second"_s, u"Lines of a bulk mutation carried out a second; 0 is as fast as it can."_s,
            u"count"_s, u"0"_s},
        {u"escape-bulk"_s, u"Escape bulk files as Shopify does: \\/ and \\u003c."_s},
    });
    if (!parser.parse(arguments)) {
        refuse(parser.errorText());
    }
    if (parser.isSet(u"help"_s)) {
        parser.showHelp();
    }
    if (!parser.positionalArguments().isEmpty()) {
        refuse(u"Unexpected argument: %1"_s.arg(parser.positionalArguments().first()));
    }
    Options options;
    options.port = static_cast<quint16>(number(parser, u"port"_s, 0, 65'535));
    options.products = number(parser, u"products"_s, 0, 5'000'000);
    options.seed = static_cast<quint64>(number(parser, u"seed"_s, 0, 1'000'000'000));
    options.locations = static_cast<int>(number(parser, u"locations"_s, 1, 3));
    options.restoreRate = static_cast<double>(number(parser, u"restore-rate"_s, 1, 1'000'000));
    options.latencyMilliseconds = static_cast<int>(number(parser, u"latency-ms"_s, 0, 600'000));
    options.parentPid = number(parser, u"parent-pid"_s, 0, 1LL << 32);
    options.whileLocked = parser.value(u"while-locked"_s);
    options.stateFile = parser.value(u"state"_s);
    options.bulkFileCache = parser.value(u"bulk-file-cache"_s);
    options.bulkMilliseconds = static_cast<int>(number(parser, u"bulk-ms"_s, 0, 3'600'000));
    options.bulkLinesPerSecond = static_cast<double>(number(parser, u"bulk-lines-per-second"_s, 0, 1'000'000));
    options.escapesBulkFiles = parser.isSet(u"escape-bulk"_s);
    options.token = qEnvironmentVariable("SYNCDESK_DEMO_TOKEN", u"shpat_demo"_s);
    options.readOnlyToken = options.token + u"_read"_s;
    return options;
}

} // namespace DemoShop
