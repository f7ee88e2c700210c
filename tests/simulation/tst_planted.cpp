#include "tests/simulation/campaign.h"
#include "tests/simulation/planted/planted.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLoggingCategory>

#include <cstdio>

using namespace Qt::StringLiterals;

/// Passes when histories find the mistake that was switched on, by an invariant it was planted against.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(u"syncdesk.*=false"_s);
    QCommandLineParser parser;
    parser.addOptions({{u"planted"_s, u"The mistake."_s, u"name"_s},
        {u"invariants"_s, u"Any of which must be found violated."_s, u"ids"_s},
        {u"histories"_s, u"Within so many."_s, u"count"_s, u"20000"_s},
        {u"seed"_s, u"The first one's seed."_s, u"seed"_s, u"1"_s}});
    parser.process(app);
    const QByteArray name = parser.value(u"planted"_s).toLatin1();
    Planted::chosen = name.constData();
    const Simulation::CampaignReport report = Simulation::campaign({.firstSeed = parser.value(u"seed"_s).toULongLong(),
        .histories = parser.value(u"histories"_s).toInt(),
        .jobs = 2,
        .shrinkFor = std::chrono::seconds(0),
        .mostFailures = 1,
        .twiceEvery = 0,
        .lookFor = parser.value(u"invariants"_s).split(u',')});
    const bool isCaught = !report.failures.isEmpty();
    std::printf("%s: %s after %d histories: %s\n", name.constData(), isCaught ? "caught" : "NOT caught",
        report.histories, qUtf8Printable(report.failures.value(0)));
    return isCaught ? 0 : 1;
}
