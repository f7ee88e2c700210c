#include "tests/simulation/campaign.h"

#include "tests/simulation/commands.h"
#include "tests/simulation/generator.h"
#include "tests/simulation/shrinker.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QHashSeed>
#include <QJsonArray>
#include <QJsonDocument>

#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace Simulation {

namespace {

class Campaign
{
public:
    explicit Campaign(const CampaignPlan &plan)
        : m_plan(plan)
    { }

    CampaignReport run()
    {
        std::vector<std::thread> threads;
        for (int i = 0; i < std::max(1, m_plan.jobs); ++i)
            threads.emplace_back([this] { work(); });
        for (std::thread &thread : threads)
            thread.join();
        return m_report;
    }

private:
    void work()
    {
        for (int index = m_next++; index < m_plan.histories && !m_enough; index = m_next++)
            runOne(index);
    }

    void runOne(int index)
    {
        const bool twice = m_plan.twiceEvery > 0 && index % m_plan.twiceEvery == 0;
        Draft draft = Simulation::draft(m_plan.firstSeed + quint64(index));
        const Outcome outcome = Simulation::run(draft.history, draft.chance, twice ? KeepTrace::Yes : KeepTrace::No);
        bool differs = false;
        if (twice) {
            // What would iterate a hash does so in another order the second time.
            QHashSeed::resetRandomGlobalSeed();
            differs = Simulation::run(draft.history, {}, KeepTrace::Yes).trace != outcome.trace;
        }
        {
            const std::scoped_lock lock(m_mutex);
            ++m_report.histories;
            m_report.commands += draft.history.commands.size();
            m_report.steps += outcome.steps;
            for (const Command &command : std::as_const(draft.history.commands))
                ++m_report.performed[size_t(command.kind)];
            for (size_t fault = 0; fault < outcome.faults.size(); ++fault)
                for (size_t site = 0; site < outcome.faults[fault].size(); ++site)
                    m_report.faults[fault][site] += outcome.faults[fault][site];
            m_report.effects += outcome.effects;
            m_report.bulk.add(outcome.bulk);
            m_report.twice += twice ? 1 : 0;
            m_report.differing += differs ? 1 : 0;
            if (differs)
                m_report.failures += u"seed %1: two runs differ"_s.arg(draft.history.seed);
        }
        if (outcome.violation)
            found(std::move(draft.history), *outcome.violation);
    }

    void found(History history, const Violation &violation)
    {
        history.expects = QString::fromLatin1(infoOf(violation.invariant).id);
        if (!m_plan.lookFor.isEmpty() && !m_plan.lookFor.contains(history.expects))
            return;
        const qsizetype before = history.commands.size();
        const int faultsBefore = history.schedule.disturbances();
        history = shrunk(std::move(history), m_plan.shrinkFor);
        const QByteArray file = failureFile(history);
        const QString hash
            = QString::fromLatin1(QCryptographicHash::hash(file, QCryptographicHash::Sha1).toHex().left(8));
        const QString name = u"%1-%2.json"_s.arg(history.expects, hash);
        if (!m_plan.failureFolder.isEmpty()) {
            QFile out(QDir(m_plan.failureFolder).filePath(name));
            if (!QDir().mkpath(m_plan.failureFolder) || !out.open(QIODevice::WriteOnly)
                || out.write(file) != file.size())
                qWarning("%s cannot be written", qUtf8Printable(out.fileName()));
        }
        const std::scoped_lock lock(m_mutex);
        m_report.failures += u"seed %1: %2: %3 (%4, %5 commands and %6 disturbances made %7 and %8)"_s.arg(history.seed)
                                 .arg(history.expects, violation.text, name)
                                 .arg(before)
                                 .arg(faultsBefore)
                                 .arg(history.commands.size())
                                 .arg(history.schedule.disturbances());
        m_enough = m_report.failures.size() >= m_plan.mostFailures;
    }

    CampaignPlan m_plan;
    std::atomic<int> m_next{0};
    std::atomic<bool> m_enough{false};
    std::mutex m_mutex;
    CampaignReport m_report;
};

} // namespace

CampaignReport campaign(const CampaignPlan &plan)
{
    return Campaign(plan).run();
}

QStringList neverReached(const CampaignReport &report)
{
    QStringList never;
    for (size_t kind = 0; kind < report.performed.size(); ++kind)
        if (report.performed[kind] == 0)
            never += nameOf(CommandKind(kind));
    for (size_t fault = 0; fault < report.faults.size(); ++fault)
        for (size_t site = 0; site < report.faults[fault].size(); ++site)
            if (report.faults[fault][site] == 0 && strikes(Fault(fault), Site(site)))
                never += u"%1 (call kind %2)"_s.arg(QString::fromLatin1(infoOf(Fault(fault)).name)).arg(site);
    const std::pair<qint64, const char *> ofBulk[] = {{report.bulk.refused, "is refused"},
        {report.bulk.completed, "is completed"}, {report.bulk.cancelled, "is cancelled"},
        {report.bulk.failed, "breaks off"}, {report.bulk.mishaps, "does not tell all"}};
    for (const auto &[count, what] : ofBulk)
        if (count == 0)
            never += u"a bulk run %1"_s.arg(QLatin1StringView(what));
    return never;
}

QByteArray failureFile(const History &history)
{
    History again = history;
    const Outcome outcome = run(again, {}, KeepTrace::Yes);
    QJsonObject json = toJson(history);
    QJsonArray people;
    for (const Command &command : history.commands)
        people += sentence(command);
    json.insert(u"people"_s, people);
    json.insert(u"story"_s, QJsonArray::fromStringList(outcome.trace));
    return QJsonDocument(json).toJson();
}

} // namespace Simulation
