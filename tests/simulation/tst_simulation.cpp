#include "tests/simulation/campaign.h"
#include "tests/simulation/reach.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QLoggingCategory>

#include <cstdio>
#include <numeric>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

using namespace Simulation;

void print(const QString &line)
{
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

std::optional<History> load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return historyFromJson(QJsonDocument::fromJson(file.readAll()).object());
}

/// A story without its times, what must come up in it with a star in front.
void tellReach(const QString &name, const History &history, const QStringList &trace)
{
    const QList<qsizetype> places = reached(history, trace);
    print(name);
    for (qsizetype line = 0; line < trace.size(); ++line)
        print((places.contains(line) ? u"  * "_s : u"    "_s) + withoutTime(trace.at(line)).left(120));
}

/// Tells a history's story; 1 when it violates an invariant.
int replay(const QString &path)
{
    std::optional<History> history = load(path);
    if (!history) {
        print(u"%1 cannot be read"_s.arg(path));
        return 2;
    }
    const Outcome outcome = run(*history, {}, KeepTrace::Yes);
    for (const QString &line : outcome.trace)
        print(line);
    print(outcome.violation ? u"violated: %1"_s.arg(QString::fromLatin1(infoOf(outcome.violation->invariant).sentence))
                            : u"all invariants hold"_s);
    return outcome.violation ? 1 : 0;
}

enum class Shown { Failures, Stories };

/// Histories that once found a defect: they hold now, and for ever, and still come to where the defect was.
int replayFolder(const QString &folder, Shown shown)
{
    const QStringList names = QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    int violated = 0;
    int calm = 0;
    for (const QString &name : names) {
        std::optional<History> history = load(QDir(folder).filePath(name));
        if (!history) {
            print(u"%1: cannot be read"_s.arg(name));
            ++violated;
            continue;
        }
        const Outcome outcome = run(*history, {}, KeepTrace::Yes);
        if (outcome.violation) {
            print(u"%1: %2"_s.arg(name, outcome.violation->text));
            ++violated;
        }
        const QString missing = unreached(*history, outcome.trace);
        if (!missing.isEmpty()) {
            print(u"%1: %2"_s.arg(name, missing));
            ++calm;
            if (const std::optional<History> again = aimed(*history))
                print(u"    it does with the schedule %1"_s.arg(
                    QString::fromUtf8(QJsonDocument(again->schedule.toJson()).toJson(QJsonDocument::Compact))));
        }
        if (shown == Shown::Stories)
            tellReach(name, *history, outcome.trace);
    }
    print(u"%1 histories replayed, %2 violate an invariant, %3 do not come to what they are about"_s.arg(names.size())
              .arg(violated)
              .arg(calm));
    return violated == 0 && calm == 0 && !names.isEmpty() ? 0 : 1;
}

int runCampaign(const CampaignPlan &plan)
{
    QElapsedTimer timer;
    timer.start();
    const CampaignReport report = campaign(plan);
    for (const QString &failure : report.failures)
        print(failure);
    const double seconds = double(timer.elapsed()) / 1000;
    qint64 struck = 0;
    for (const auto &fault : report.faults)
        struck += std::accumulate(fault.cbegin(), fault.cend(), qint64(0));
    print(u"%1 histories in %2 s (%3 a second on %4 threads)"_s.arg(report.histories)
              .arg(seconds, 0, 'f', 1)
              .arg(report.histories / seconds, 0, 'f', 0)
              .arg(plan.jobs));
    print(u"%1 commands, %2 steps, %3 faults, %4 effects on the shop"_s.arg(report.commands)
              .arg(report.steps)
              .arg(struck)
              .arg(report.effects));
    print(u"%1 bulk runs with %2 lines carried out: %3 cancelled, %4 broke off, %5 did not tell all"_s
              .arg(report.bulk.started)
              .arg(report.bulk.lines)
              .arg(report.bulk.cancelled)
              .arg(report.bulk.failed)
              .arg(report.bulk.mishaps));
    print(u"%1 run twice, %2 of them differ; %3 failures"_s.arg(report.twice)
              .arg(report.differing)
              .arg(report.failures.size()));
    // In fewer histories not everything can have come up.
    const QStringList never = report.histories >= 10'000 ? neverReached(report) : QStringList();
    for (const QString &kind : never)
        print(u"never happened: "_s + kind);
    return report.failures.isEmpty() && never.isEmpty() ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(u"syncdesk.*=false"_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Runs random histories of people, faults and two desks against the writing protocol, in virtual time."_s);
    parser.addHelpOption();
    parser.addOptions({{u"histories"_s, u"How many."_s, u"count"_s, u"1000"_s},
        {u"seed"_s, u"The first history's seed."_s, u"seed"_s, u"1"_s},
        {u"jobs"_s, u"Threads."_s, u"count"_s, QString::number(std::max(1u, std::thread::hardware_concurrency()))},
        {u"replay"_s, u"Replays one history and tells its story."_s, u"file"_s},
        {u"fixtures"_s, u"Replays all histories of a folder."_s, u"folder"_s},
        {u"print-reach"_s, u"With --fixtures: tells the stories, and what must come up in them."_s},
        {u"failures"_s, u"Where to write histories that violate an invariant."_s, u"folder"_s, u"failures"_s},
        {u"shrink"_s, u"Seconds to spend on making a failure small."_s, u"seconds"_s, u"60"_s},
        {u"most-failures"_s, u"End after so many."_s, u"count"_s, u"5"_s}});
    parser.process(app);
    if (parser.isSet(u"replay"_s))
        return replay(parser.value(u"replay"_s));
    if (parser.isSet(u"fixtures"_s))
        return replayFolder(
            parser.value(u"fixtures"_s), parser.isSet(u"print-reach"_s) ? Shown::Stories : Shown::Failures);
    return runCampaign({.firstSeed = parser.value(u"seed"_s).toULongLong(),
        .histories = parser.value(u"histories"_s).toInt(),
        .jobs = parser.value(u"jobs"_s).toInt(),
        .failureFolder = parser.value(u"failures"_s),
        .shrinkFor = std::chrono::seconds(parser.value(u"shrink"_s).toInt()),
        .mostFailures = parser.value(u"most-failures"_s).toInt()});
}
