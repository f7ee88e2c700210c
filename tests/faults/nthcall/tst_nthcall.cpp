// Every job with its first call to the outside failing, then its second, its third … until it passes untouched; each
// time the job is done again without faults, and all must be as if nothing had happened.
//
//     tst_nthcall                                        every eighth statement and each request, others with each day
//     tst_nthcall --all                                  every call of every job
//     tst_nthcall --case apply/statement-unheard/17      one, told

#include "tests/faults/nthcall/life.h"
#include "tests/faults/world/facts.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDate>
#include <QElapsedTimer>
#include <QHash>
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

QList<OperationKind> jobs()
{
    QList<OperationKind> jobs = operationKinds();
    jobs.removeIf(
        [](const OperationKind &kind) { return kind.doing == SwitchingMaintenance || kind.doing == Migrating; });
    return jobs;
}

class Loops final
{
    Q_DISABLE_COPY_MOVE(Loops)

public:
    Loops(World &world, FailedCall &failing)
        : m_world(world)
        , m_failing(failing)
    { }

    /// Calls \a first, first + step … of one kind; how many runs that took.
    int loop(const OperationKind &job, const CallFaultWords &fault, int first, int step);
    /// One run; false when there is no such call.
    bool runOne(const OperationKind &job, const CallFaultWords &fault, int nth, bool isTold);
    int failures() const { return m_failures; }

private:
    void setStage(const OperationKind &job);
    void finish(const OperationKind &job, QStringList *violations);
    const Facts &expected(const OperationKind &job);

    World &m_world;
    FailedCall &m_failing;
    QHash<QString, Facts> m_expected;
    int m_failures = 0;
};

void Loops::setStage(const OperationKind &job)
{
    m_failing.disarm();
    OperationKind staged = job;
    staged.isSentFirst = false; // here, not by the program: it is done often
    m_world.setStage(staged, false);
    if (job.isSentFirst) {
        const auto sent = Life(m_world, m_failing, Life::Way::PastThem).sendEverything();
        if (!sent)
            qFatal("%s", qUtf8Printable(sent.failure().text()));
    }
    if (job.isLostFirst) {
        // A write takes effect, and neither its answer nor anything else is heard of any more; the look before it is
        // the first call.
        OperationKind push = job;
        push.doing = Pushing;
        m_failing.arm(CallFault::RequestUnheard, 2, FailedCall::Lasts::ForGood);
        const auto lost = Life(m_world, m_failing, Life::Way::ThroughProxies).act(push);
        m_failing.disarm();
        m_world.letTimePass();
        const QString sent = m_world.value(u"SELECT count(*) FROM sync_operations WHERE state = 'sent'"_s);
        if (lost || sent != "1"_L1)
            qFatal("%s operations were lost", qUtf8Printable(sent));
    }
}

void Loops::finish(const OperationKind &job, QStringList *violations)
{
    m_world.letTimePass();
    // A person does the same again; that there is nothing left to do is no fault.
    Life life(m_world, m_failing, Life::Way::PastThem);
    const auto again = life.act(job);
    if (!again && again.failure().kind != Sync::FailureKind::Refused)
        *violations += u"again: "_s + again.failure().text() + u' ' + again.failure().detail;
    if (job.doing == Pushing || job.doing == Settling || job.doing == FindingEdits)
        if (const auto sent = life.sendEverything(); !sent)
            *violations += u"sending the rest: "_s + sent.failure().text() + u' ' + sent.failure().detail;
    if (const auto pulled = life.pull(); !pulled)
        *violations += u"pulling: "_s + pulled.failure().text() + u' ' + pulled.failure().detail;
}

const Facts &Loops::expected(const OperationKind &job)
{
    if (!m_expected.contains(job.name)) {
        setStage(job);
        QStringList violations;
        const auto done = Life(m_world, m_failing, Life::Way::ThroughProxies).act(job);
        finish(job, &violations);
        if (!done || !violations.isEmpty())
            qFatal("%s fails without a fault: %s", qUtf8Printable(job.name),
                qUtf8Printable(done ? violations.join(u"; "_s) : done.failure().text() + done.failure().detail));
        m_expected.insert(job.name, factsOf(m_world));
    }
    return m_expected[job.name];
}

bool Loops::runOne(const OperationKind &job, const CallFaultWords &fault, int nth, bool isTold)
{
    const Facts &wanted = expected(job);
    setStage(job);
    m_failing.arm(fault.fault, nth);
    const auto done = Life(m_world, m_failing, Life::Way::ThroughProxies).act(job);
    const bool hasFailed = m_failing.hasFailed();
    const QString what = m_failing.what();
    m_failing.disarm();
    QStringList violations;
    if (!hasFailed && !done)
        violations += u"no call failed, and yet: "_s + done.failure().text();
    finish(job, &violations);
    const Facts found = factsOf(m_world);
    violations += openEnds(m_world);
    violations += differences(wanted.shop, found.shop, u"shop"_s);
    violations += differences(wanted.effects, found.effects, u"effects"_s);
    violations += differences(wanted.database, found.database, u"database"_s);
    const QString name = u"%1/%2/%3"_s.arg(job.name, fault.name).arg(nth);
    if (isTold || !violations.isEmpty())
        out() << (violations.isEmpty() ? "ok      " : "FAILED  ") << name << ": " << what << " failed; "
              << (done ? u"done all the same"_s : done.failure().what) << Qt::endl;
    for (const QString &violation : std::as_const(violations))
        out() << "        " << violation << Qt::endl;
    if (!violations.isEmpty()) {
        out() << "        again with: tst_nthcall --case " << name << Qt::endl;
        ++m_failures;
    }
    return hasFailed;
}

int Loops::loop(const OperationKind &job, const CallFaultWords &fault, int first, int step)
{
    int runs = 1;
    for (int nth = first; runOne(job, fault, nth, false); nth += step)
        ++runs;
    return runs;
}

/// Which calls fail: the first of them, and each so-manieth after it.
struct Stride
{
    int first = 1;
    int step = 1;
};

/// How many calls are passed over, and where the counting starts.
struct Selection
{
    QStringList jobs = {}; ///< None: all.
    int statements = 1;
    int requests = 1;
    qint64 turn = 0;

    bool has(const OperationKind &job) const { return jobs.isEmpty() || jobs.contains(job.name); }
    /// Every kind of fault and every job starts elsewhere, so that together they meet calls of all sorts.
    Stride of(const OperationKind &job, CallFault fault) const
    {
        const QList<OperationKind> all = ::jobs();
        const auto place = std::find_if(
            all.cbegin(), all.cend(), [&job](const OperationKind &kind) { return kind.name == job.name; });
        const qint64 from = turn + std::distance(all.cbegin(), place) * 5;
        switch (fault) {
        case CallFault::StatementLost:
            return {1 + int(from % statements), statements};
        case CallFault::StatementUnheard:
            return {1 + int((from + statements / 2) % statements), statements};
        case CallFault::RequestLost:
        case CallFault::RequestUnheard:
        case CallFault::AnswerCut:
            return {1 + int((from + qint64(fault)) % requests), requests};
        case CallFault::BackupRefused:
            break;
        }
        return {};
    }
};

/// Whether a job surely makes calls of the kind.
bool mustFail(const OperationKind &job, CallFault fault)
{
    const bool isStatement = fault == CallFault::StatementLost || fault == CallFault::StatementUnheard;
    return isStatement || (fault != CallFault::BackupRefused && !job.mutation.isEmpty());
}

int runLoops(Loops &loops, const Selection &selection)
{
    QElapsedTimer clock;
    clock.start();
    int all = 0;
    int withoutCalls = 0;
    const QList<OperationKind> chosen = jobs();
    for (const OperationKind &job : chosen) {
        if (!selection.has(job))
            continue;
        out() << u"%1"_s.arg(job.name, -16);
        for (const CallFaultWords &fault : callFaults()) {
            const Stride stride = selection.of(job, fault.fault);
            const int runs = loops.loop(job, fault, stride.first, stride.step);
            out() << u"  %1 %2"_s.arg(fault.name).arg(runs, 3) << Qt::flush;
            all += runs;
            // Only the run without a fault was made: nothing has been shown.
            if (runs == 1 && mustFail(job, fault.fault)) {
                out() << " FAILED: there was no such call";
                ++withoutCalls;
            }
        }
        out() << Qt::endl;
    }
    out() << all << " runs in " << clock.elapsed() / 1000 << " s, " << loops.failures() << " failed" << Qt::endl;
    return all == 0 || withoutCalls > 0 || loops.failures() > 0 ? 1 : 0;
}

int list(const Selection &selection)
{
    const QList<OperationKind> all = jobs();
    for (const OperationKind &job : all)
        if (selection.has(job))
            for (const CallFaultWords &fault : callFaults()) {
                const Stride stride = selection.of(job, fault.fault);
                out() << job.name << '/' << fault.name << '/' << stride.first << " and each " << stride.step
                      << " after it" << Qt::endl;
            }
    return 0;
}

int runNamed(Loops &loops, const QString &name)
{
    const QList<OperationKind> known = jobs();
    for (const OperationKind &job : known)
        for (const CallFaultWords &fault : callFaults())
            if (name.section(u'/', 0, 0) == job.name && name.section(u'/', 1, 1) == fault.name) {
                if (!loops.runOne(job, fault, name.section(u'/', 2).toInt(), true))
                    out() << "There are not so many calls." << Qt::endl;
                return loops.failures() > 0 ? 1 : 0;
            }
    out() << "There is no such case." << Qt::endl;
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"The n-th call to the outside fails."_s);
    parser.addHelpOption();
    parser.addOptions({{u"all"_s, u"Every call."_s}, {u"step"_s, u"Every so many-th statement."_s, u"n"_s, u"8"_s},
        {u"request-step"_s, u"Every so many-th request to the shop."_s, u"n"_s, u"1"_s},
        {u"turn"_s, u"Which of the selections; another each day unless given."_s, u"n"_s,
            QString::number(QDate::currentDate().toJulianDay())},
        {u"job"_s, u"Only these jobs, separated by commas."_s, u"names"_s},
        {u"list"_s, u"Only tell which calls are chosen."_s}, {u"case"_s, u"Only this one."_s, u"job/fault/n"_s}});
    parser.process(app);

    Selection selection{
        .jobs = parser.value(u"job"_s).split(u',', Qt::SkipEmptyParts), .turn = parser.value(u"turn"_s).toLongLong()};
    if (!parser.isSet(u"all"_s)) {
        selection.statements = std::max(1, parser.value(u"step"_s).toInt());
        selection.requests = std::max(1, parser.value(u"request-step"_s).toInt());
    }
    if (parser.isSet(u"list"_s))
        return list(selection);
    FailedCall failing;
    World world([&failing](const TestSupport::Passing &passing) { return failing.judge(passing); });
    Loops loops(world, failing);
    if (parser.isSet(u"case"_s))
        return runNamed(loops, parser.value(u"case"_s));
    return runLoops(loops, selection);
}
