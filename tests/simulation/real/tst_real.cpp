#include "tests/simulation/campaign.h"
#include "tests/simulation/real/twins.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QLoggingCategory>

#include <atomic>
#include <cstdio>
#include <functional>
#include <thread>

using namespace Qt::StringLiterals;
using namespace Simulation;

namespace {

constexpr qsizetype mostTold = 8; ///< Differences of one history.
constexpr int mostFailures = 10;

/// Runs histories on several threads, each history on one, and tells where both runs differ.
class Rounds
{
public:
    Rounds(int jobs, bool hasRealShop, QString failureFolder)
        : m_jobs(std::max(1, jobs))
        , m_hasRealShop(hasRealShop)
        , m_failureFolder(std::move(failureFolder))
    { }

    /// `history` makes the how-manieth one. True when none differed.
    bool run(int count, const std::function<Draft(int)> &history, const std::function<QString(int)> &nameOf)
    {
        QElapsedTimer timer;
        timer.start();
        std::vector<std::thread> threads;
        for (int i = 0; i < m_jobs; ++i)
            threads.emplace_back([&] {
                const std::unique_ptr<RealShop> shop = m_hasRealShop ? std::make_unique<RealShop>() : nullptr;
                for (int index = m_next++; index < count && m_failures < mostFailures; index = m_next++)
                    runOne(history(index), nameOf(index), shop.get());
            });
        for (std::thread &thread : threads)
            thread.join();
        std::printf("%d histories on the models and on the real thing in %.1f s on %d threads; %d differ\n",
            m_done.load(), double(timer.elapsed()) / 1000, m_jobs, m_failures.load());
        return m_failures == 0 && m_done > 0;
    }

private:
    void runOne(Draft draft, const QString &name, RealShop *shop)
    {
        const Twins twins = runBoth(draft.history, draft.chance, m_databases, shop);
        ++m_done;
        if (twins.differences.isEmpty())
            return;
        ++m_failures;
        const std::scoped_lock lock(m_mutex);
        std::printf("%s differs:\n", qUtf8Printable(name));
        for (const QString &line : twins.differences.mid(0, mostTold))
            std::printf("    %s\n", qUtf8Printable(line.left(600)));
        std::fflush(stdout);
        if (m_failureFolder.isEmpty())
            return;
        QFile file(QDir(m_failureFolder).filePath(name + u".json"));
        const QByteArray text = failureFile(draft.history);
        if (!QDir().mkpath(m_failureFolder) || !file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            std::printf("%s cannot be written\n", qUtf8Printable(file.fileName()));
    }

    PgTemplate m_databases;
    int m_jobs;
    bool m_hasRealShop;
    QString m_failureFolder;
    std::atomic<int> m_next{0};
    std::atomic<int> m_done{0};
    std::atomic<int> m_failures{0};
    std::mutex m_mutex;
};

Draft load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qUtf8Printable(path));
    return {.history = historyFromJson(QJsonDocument::fromJson(file.readAll()).object()), .chance = {}};
}

/// Tells both stories of a history.
int replay(const QString &path, bool hasRealShop)
{
    PgTemplate databases;
    const std::unique_ptr<RealShop> shop = hasRealShop ? std::make_unique<RealShop>() : nullptr;
    Draft draft = load(path);
    const Twins twins = runBoth(draft.history, {}, databases, shop.get());
    std::printf("simulated:\n%s\n\nreal:\n%s\n\n", qUtf8Printable(twins.simulated.join(u'\n')),
        qUtf8Printable(twins.real.join(u'\n')));
    for (const QString &line : twins.differences)
        std::printf("%s\n", qUtf8Printable(line));
    std::printf("%lld differences\n", static_cast<long long>(twins.differences.size()));
    return twins.differences.isEmpty() ? 0 : 1;
}

} // namespace

/// The histories of the simulation on its models, and on a real PostgreSQL with the demo shop over HTTP: whatever
/// happens in them, both end alike.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(u"syncdesk.*=false"_s);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"histories"_s, u"How many."_s, u"count"_s, u"600"_s},
        {u"seed"_s, u"The first history's seed."_s, u"seed"_s, u"1"_s},
        {u"jobs"_s, u"Threads."_s, u"count"_s, QString::number(std::max(1u, std::thread::hardware_concurrency()))},
        {u"replay"_s, u"Replays one history and tells both stories."_s, u"file"_s},
        {u"fixtures"_s, u"Replays all histories of a folder."_s, u"folder"_s},
        {u"model-shop"_s, u"PostgreSQL alone: the shop is the model in both runs."_s},
        {u"failures"_s, u"Where to write histories that differ."_s, u"folder"_s}});
    parser.process(app);
    const bool hasRealShop = !parser.isSet(u"model-shop"_s);
    if (parser.isSet(u"replay"_s))
        return replay(parser.value(u"replay"_s), hasRealShop);
    Rounds rounds(parser.value(u"jobs"_s).toInt(), hasRealShop, parser.value(u"failures"_s));
    if (parser.isSet(u"fixtures"_s)) {
        const QDir folder(parser.value(u"fixtures"_s));
        const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
        return rounds.run(
                   int(names.size()), [&](int index) { return load(folder.filePath(names.at(index))); },
                   [&](int index) { return names.at(index).chopped(5); })
            ? 0
            : 1;
    }
    const quint64 first = parser.value(u"seed"_s).toULongLong();
    return rounds.run(
               parser.value(u"histories"_s).toInt(), [&](int index) { return draft(first + quint64(index)); },
               [&](int index) { return u"seed-%1"_s.arg(first + quint64(index)); })
        ? 0
        : 1;
}
