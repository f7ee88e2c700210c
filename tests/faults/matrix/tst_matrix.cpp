// The real programs under faults at named instants: operations × kill points × faults, each followed by a restart, a
// wind-down, and the invariants as they can be seen from outside.
//
//     tst_matrix                        120 cases, others with each day; --turn 1 are those of the test run
//     tst_matrix --all --jobs 4         the whole matrix, four cases at once
//     tst_matrix --case create/K17/kill one case, told step by step

#include "tests/faults/matrix/table.h"
#include "tests/support/smalldisk.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDate>
#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace Faults;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

QList<Case> matching(const QList<Case> &cases, const QStringList &patterns)
{
    QList<Case> found;
    for (const Case &one : cases)
        if (std::any_of(
                patterns.cbegin(), patterns.cend(), [&one](const QString &pattern) { return fits(one, pattern); }))
            found += one;
    return found;
}

/// The cases of one run, worked off by several hands, each with programs, servers and ways of its own.
class Campaign
{
public:
    Campaign(QList<Case> cases, const QList<Skipped> &skipped, bool isTold)
        : m_cases(std::move(cases))
        , m_isTold(isTold)
    {
        for (const Skipped &one : skipped)
            m_table.add(one);
    }

    /// How many cases failed or never met their point.
    qsizetype run(int hands)
    {
        QElapsedTimer clock;
        clock.start();
        {
            std::vector<std::jthread> others;
            for (int hand = 1; hand < hands; ++hand)
                others.emplace_back([this] { work(); });
            work();
        }
        out() << '\n' << m_table.text() << m_cases.size() << " cases in " << clock.elapsed() / 1000 << " s" << Qt::endl;
        return m_table.failed();
    }

private:
    void work()
    {
        Trigger trigger;
        World world([&trigger](const TestSupport::Passing &passing) { return trigger.judge(passing); });
        CaseRunner runner(world, trigger);
        for (qsizetype next = m_next++; next < m_cases.size(); next = m_next++) {
            const Case &one = m_cases.at(next);
            QElapsedTimer clock;
            clock.start();
            const CaseOutcome outcome = runner.run(one);
            const std::scoped_lock lock(m_mutex);
            tell(one, outcome, clock.elapsed());
        }
    }

    void tell(const Case &one, const CaseOutcome &outcome, qint64 milliseconds)
    {
        m_table.add(one, outcome);
        const bool isFine = outcome.violations.isEmpty() && outcome.wasReached;
        if (m_isTold || !isFine)
            out() << (isFine ? "ok      " : "FAILED  ") << one.name() << " (" << milliseconds
                  << " ms): " << outcome.story << Qt::endl;
        if (!outcome.wasReached)
            out() << "        it never met its point: " << one.point.words << Qt::endl;
        for (const QString &violation : outcome.violations)
            out() << "        " << violation << Qt::endl;
        if (!isFine)
            out() << "        again with: tst_matrix --case " << one.name() << Qt::endl;
    }

    const QList<Case> m_cases;
    const bool m_isTold;
    std::atomic<qsizetype> m_next = 0;
    std::mutex m_mutex; ///< Of the table and the output.
    Table m_table;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Faults at named instants of the real programs."_s);
    parser.addHelpOption();
    parser.addOptions({{u"all"_s, u"The whole matrix."_s}, {u"count"_s, u"How many cases."_s, u"n"_s, u"120"_s},
        {u"turn"_s, u"Which of the selections; another each day unless given."_s, u"n"_s,
            QString::number(QDate::currentDate().toJulianDay())},
        {u"part"_s, u"Only a part of the selection, such as 1/3."_s, u"k/n"_s, u"1/1"_s},
        {u"jobs"_s, u"How many are run at once."_s, u"n"_s, u"1"_s},
        {u"case"_s, u"Only these, separated by commas; * stands for any part."_s, u"operation/point/fault"_s},
        {u"list"_s, u"Only name the cases."_s}, {u"verbose"_s, u"Tell every case."_s}});
    parser.process(app);

    Plan plan = wholePlan();
    const bool isChosen = parser.isSet(u"case"_s);
    if (isChosen)
        plan.cases = matching(plan.cases, parser.value(u"case"_s).split(u','));
    else if (!parser.isSet(u"all"_s))
        plan.cases = selection(plan.cases, parser.value(u"count"_s).toInt(), parser.value(u"turn"_s).toLongLong());
    const QString wantedPart = parser.value(u"part"_s);
    const qsizetype parts = std::max(1, wantedPart.section(u'/', 1).toInt());
    plan.cases = part(plan.cases, std::clamp<qsizetype>(wantedPart.section(u'/', 0, 0).toInt(), 1, parts), parts);
    if (!parser.isSet(u"list"_s) && !TestSupport::SmallDisk(1).isMounted())
        leaveOutSmallDisk(&plan);
    if (plan.cases.isEmpty()) {
        out() << "There is no such case, or none that can be run here; --list names all." << Qt::endl;
        return 2;
    }
    if (!parser.isSet(u"list"_s)) {
        Campaign campaign(
            plan.cases, isChosen ? QList<Skipped>() : plan.skipped, isChosen || parser.isSet(u"verbose"_s));
        return campaign.run(std::max(1, parser.value(u"jobs"_s).toInt())) > 0 ? 1 : 0;
    }
    for (const Case &one : std::as_const(plan.cases))
        out() << one.name() << "  " << one.point.words << '\n';
    return 0;
}
