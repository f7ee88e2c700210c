// The real programs under faults at named instants: operations × kill points × faults, each followed by a restart, a
// wind-down, and the invariants as they can be seen from outside.
//
//     tst_matrix                        120 cases, others with each day
//     tst_matrix --all                  the whole matrix
//     tst_matrix --case create/K17/kill one case, told step by step

#include "tests/faults/matrix/table.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDate>
#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Faults;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

/// A pattern such as `create/*/kill` chooses many.
bool fits(const Case &one, const QString &pattern)
{
    const QStringList wanted = pattern.split(u'/');
    const QStringList parts = one.name().split(u'/');
    bool fits = wanted.size() == parts.size();
    for (qsizetype i = 0; fits && i < parts.size(); ++i)
        fits = wanted.at(i) == "*"_L1 || wanted.at(i) == parts.at(i);
    return fits;
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

int runAll(const QList<Case> &cases, const QList<Skipped> &skipped, World &world, Trigger &trigger, bool isTold)
{
    CaseRunner runner(world, trigger);
    Table table;
    for (const Skipped &one : skipped)
        table.add(one);
    QElapsedTimer clock;
    clock.start();
    for (const Case &one : cases) {
        const qint64 began = clock.elapsed();
        const CaseOutcome outcome = runner.run(one);
        table.add(one, outcome);
        if (isTold || !outcome.violations.isEmpty())
            out() << (outcome.violations.isEmpty() ? "ok      " : "FAILED  ") << one.name() << " ("
                  << clock.elapsed() - began << " ms): " << outcome.story << Qt::endl;
        for (const QString &violation : outcome.violations)
            out() << "        " << violation << Qt::endl;
        if (!outcome.violations.isEmpty())
            out() << "        again with: tst_matrix --case " << one.name() << Qt::endl;
    }
    out() << '\n' << table.text() << cases.size() << " cases in " << clock.elapsed() / 1000 << " s" << Qt::endl;
    return table.failed() > 0 ? 1 : 0;
}

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
        {u"case"_s, u"Only these, separated by commas; * stands for any part."_s, u"operation/point/fault"_s},
        {u"list"_s, u"Only name the cases."_s}, {u"verbose"_s, u"Tell every case."_s}});
    parser.process(app);

    Trigger trigger;
    World world([&trigger](const TestSupport::Passing &passing) { return trigger.judge(passing); });
    Plan plan = wholePlan(world.disk().isMounted());
    const bool isChosen = parser.isSet(u"case"_s);
    if (isChosen)
        plan.cases = matching(plan.cases, parser.value(u"case"_s).split(u','));
    else if (!parser.isSet(u"all"_s))
        plan.cases = rotated(plan.cases, parser.value(u"count"_s).toInt(), parser.value(u"turn"_s).toLongLong());
    if (plan.cases.isEmpty()) {
        out() << "There is no such case; --list names all." << Qt::endl;
        return 2;
    }
    if (!parser.isSet(u"list"_s))
        return runAll(plan.cases, isChosen ? QList<Skipped>() : plan.skipped, world, trigger,
            isChosen || parser.isSet(u"verbose"_s));
    for (const Case &one : std::as_const(plan.cases))
        out() << one.name() << "  " << one.point.words << '\n';
    return 0;
}
