// The real program with its first call on a file failing (one that opens, writes, flushes, renames, makes a folder),
// then its second, its third …; each time it has to end by itself and say what went wrong, what it could not do has to
// be as it was, and the same done again without faults has to leave what is left where nothing ever failed.
//
//     tst_nthfile                          every call of every job
//     tst_nthfile --most 2                 two calls of each job and fault, others with each day
//     tst_nthfile --case backup/full/17    one, told

#include "sync/db/pgbinaries.h"
#include "tests/faults/nthfile/filejobs.h"
#include "tests/faults/world/facts.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDate>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QHash>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Faults;
using TestSupport::Ended;
using TestSupport::FailingFiles;
using TestSupport::FileFault;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

/// Runs jobs with one call failing, and without faults before and after it.
class Loops final
{
    Q_DISABLE_COPY_MOVE(Loops)

public:
    explicit Loops(World &world)
        : m_world(world)
    { }

    /// How many calls there are at most, in a run without faults.
    int callsOf(const FileJob &job, FileFault fault);
    void runOne(const FileJob &job, const FileFaultWords &fault, int nth, bool isTold);
    int failures() const { return m_failures; }

private:
    struct Expected
    {
        Facts facts;
        QHash<FileFault, int> calls;
    };

    void setStage(const FileJob &job);
    QStringList commandOf(const FileJob &job);
    QProcessEnvironment environmentOf(const FileJob &job) const;
    Ended act(const FileJob &job);
    void finish(const FileJob &job, QStringList *violations);
    Facts facts(const FileJob &job);
    QStringList whatIsSaid(const FileJob &job, const Ended &ended, bool hasFailed) const;
    QStringList leftFiles() const;
    const Expected &expected(const FileJob &job);
    QString below() const { return m_world.dataFolder(); }
    static bool isOfSettings(const FileJob &job) { return job.operation.command.first() == u"config"_s; }

    World &m_world;
    FailingFiles m_files;
    QHash<QString, Expected> m_expected;
    int m_failures = 0;
};

void Loops::setStage(const FileJob &job)
{
    m_files.disarm();
    for (const QString &name : {u"/data"_s, u"/config"_s, u"/scratch"_s})
        QDir(below() + name).removeRecursively();
    if (!QDir().mkpath(below() + u"/scratch"_s))
        qFatal("No folder can be made in %s.", qUtf8Printable(below()));
    // What was kept before, and has to be afterwards.
    if (isOfSettings(job))
        m_world.mustRun({u"config"_s, u"set"_s, u"sync.workers"_s, u"3"_s});
    else
        m_world.setStage(job.operation, false);
}

QStringList Loops::commandOf(const FileJob &job)
{
    QStringList command = isOfSettings(job) ? job.operation.command : m_world.commandOf(job.operation);
    return command.replaceInStrings(u"*database"_s, m_world.database().database);
}

QProcessEnvironment Loops::environmentOf(const FileJob &job) const
{
    QProcessEnvironment environment = m_files.environment();
    environment.insert(u"TMPDIR"_s, below() + u"/scratch"_s);
    if (job.needsPassword)
        environment.insert(u"PGPASSWORD"_s, u"not asked for"_s);
    return environment;
}

Ended Loops::act(const FileJob &job)
{
    return m_world.run(commandOf(job), environmentOf(job));
}

Facts Loops::facts(const FileJob &job)
{
    if (!isOfSettings(job))
        return factsOf(m_world);
    Facts facts;
    QDirIterator files(below() + u"/config"_s, {u"*.conf"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        facts.database += file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n')
                                                         : QStringList(u"unreadable"_s);
    }
    return facts;
}

void Loops::finish(const FileJob &job, QStringList *violations)
{
    if (!isOfSettings(job))
        m_world.letTimePass();
    // A person does the same again; that there is nothing left to do is no fault.
    const Ended again = m_world.run(commandOf(job));
    if (again.exitCode != 0 && again.failure().value("kind"_L1).toString() != u"refused"_s)
        *violations += u"again: %1 %2"_s.arg(again.exitCode).arg(QString::fromUtf8(again.all()));
    for (const QStringList &command : job.after)
        if (const Ended ended = m_world.run(command); ended.exitCode != 0)
            *violations += u"%1: %2"_s.arg(command.join(u' '), QString::fromUtf8(ended.all()));
}

const Loops::Expected &Loops::expected(const FileJob &job)
{
    if (!m_expected.contains(job.name)) {
        Expected expected;
        for (const FileFaultWords &fault : fileFaults()) {
            setStage(job);
            m_files.arm(below(), job.part, fault.fault, 0);
            const Ended done = act(job);
            expected.calls.insert(fault.fault, m_files.seen());
            m_files.disarm();
            QStringList violations;
            finish(job, &violations);
            if (done.exitCode != 0 || !violations.isEmpty())
                qFatal("%s fails without a fault: %s %s", qUtf8Printable(job.name), done.all().constData(),
                    qUtf8Printable(violations.join(u"; "_s)));
            expected.facts = facts(job);
            if (isOfSettings(job))
                continue;
            // What needs no room is not counted with the other fault; that is not worth another run of what takes long.
            for (const FileFaultWords &other : fileFaults())
                expected.calls.insert(other.fault, expected.calls.value(fault.fault));
            break;
        }
        m_expected.insert(job.name, expected);
    }
    return m_expected[job.name];
}

int Loops::callsOf(const FileJob &job, FileFault fault)
{
    return expected(job).calls.value(fault);
}

QStringList Loops::whatIsSaid(const FileJob &job, const Ended &ended, bool hasFailed) const
{
    QStringList violations;
    const QString said = QString::fromUtf8(ended.all());
    if (ended.exitCode < 0)
        violations += u"it crashed or did not end: %1"_s.arg(said);
    else if (ended.json().isEmpty())
        violations += u"its output is no JSON object: %1"_s.arg(said);
    else if (ended.exitCode != 0 && ended.failure().value("what"_L1).toString().isEmpty() && ended.error.isEmpty())
        violations += u"it failed without a word"_s;
    if (ended.exitCode != 0 && (!hasFailed || !job.mayFail))
        violations += u"it did not do what it could have: %1"_s.arg(said);
    if (ended.exitCode == 0 && ended.json().value("ok"_L1) == false)
        violations += u"it failed and ended as if it had not: %1"_s.arg(said);
    return violations;
}

/// No half of a backup lies about, and every one that is there is whole.
QStringList Loops::leftFiles() const
{
    QStringList violations;
    const int server = m_world.value(u"SHOW server_version_num"_s).toInt() / 10'000;
    const auto binaries = Sync::PgBinaries::client(server);
    QDirIterator files(below() + u"/data"_s, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (path.endsWith(u".partial"))
            violations += u"%1 was left"_s.arg(path);
        if (!path.endsWith(u".dump"))
            continue;
        if (QFile::permissions(path).testAnyFlags({QFile::ReadGroup | QFile::ReadOther}))
            violations += u"%1 can be read by others"_s.arg(path);
        if (!binaries || QProcess::execute(binaries->path(u"pg_restore"_s), {u"--file=/dev/null"_s, path}) != 0)
            violations += u"%1 is not whole"_s.arg(path);
    }
    return violations;
}

void Loops::runOne(const FileJob &job, const FileFaultWords &fault, int nth, bool isTold)
{
    const Facts &wanted = expected(job).facts;
    setStage(job);
    const Facts before = facts(job);
    m_files.arm(below(), job.part, fault.fault, nth);
    const Ended ended = act(job);
    const bool hasFailed = m_files.hasFailed();
    const QString what = m_files.what();
    m_files.disarm();
    QStringList violations = whatIsSaid(job, ended, hasFailed);
    if (!isOfSettings(job))
        violations += leftFiles();
    if (!job.mayFail && hasFailed && fault.fault == FileFault::Full && !ended.error.contains("log cannot be written"))
        violations += u"nothing is said of the log: %1"_s.arg(QString::fromUtf8(ended.error));
    const Facts after = facts(job);
    // What failed at its files has not begun; what has not failed is done, so that nothing is told as done that is not.
    if (ended.exitCode != 0 && after != before)
        violations += u"it failed and changed something all the same"_s;
    if (ended.exitCode == 0 && isOfSettings(job) && after != wanted)
        violations += u"it told that it was done, and it was not"_s;
    finish(job, &violations);
    const Facts found = facts(job);
    if (!isOfSettings(job))
        violations += openEnds(m_world);
    violations += differences(wanted.shop, found.shop, u"shop"_s);
    violations += differences(wanted.effects, found.effects, u"effects"_s);
    violations += differences(wanted.database, found.database, u"kept"_s);
    const QString name = u"%1/%2/%3"_s.arg(job.name, fault.name).arg(nth);
    if (isTold || !violations.isEmpty()) {
        const QString words = ended.failure().value("what"_L1).toString();
        out() << (violations.isEmpty() ? "ok      " : "FAILED  ") << name << ": "
              << (hasFailed ? what + u" failed"_s : u"nothing failed"_s) << "; ended with " << ended.exitCode << ' '
              << words << Qt::endl;
    }
    for (const QString &violation : std::as_const(violations))
        out() << "        " << violation << Qt::endl;
    if (!violations.isEmpty()) {
        out() << "        again with: tst_nthfile --case " << name << Qt::endl;
        ++m_failures;
    }
}

/// Which jobs, and how many calls of each.
struct Selection
{
    QStringList jobs = {}; ///< None: all.
    int most = 0; ///< Of each job and fault; all where it is 0.
    qint64 turn = 0;

    bool has(const FileJob &job) const { return jobs.isEmpty() || jobs.contains(job.name); }
    /// Far from each other, and elsewhere at each turn.
    QList<int> of(const FileJob &job, int calls) const
    {
        QList<int> chosen;
        const int step = most == 0 || job.isQuick ? 1 : std::max(1, (calls + most - 1) / most);
        for (int nth = 1 + int(turn % step); nth <= calls; nth += step)
            chosen += nth;
        return chosen;
    }
};

int runLoops(Loops &loops, const Selection &selection)
{
    QElapsedTimer clock;
    clock.start();
    int all = 0;
    int withoutCalls = 0;
    for (const FileJob &job : fileJobs()) {
        if (!selection.has(job))
            continue;
        out() << u"%1"_s.arg(job.name, -16) << Qt::flush;
        for (const FileFaultWords &fault : fileFaults()) {
            const int calls = loops.callsOf(job, fault.fault);
            const QList<int> chosen = selection.of(job, calls);
            for (const int nth : chosen)
                loops.runOne(job, fault, nth, false);
            out() << u"  %1 %2 of %3"_s.arg(fault.name).arg(chosen.size(), 3).arg(calls, 3) << Qt::flush;
            all += int(chosen.size());
            if (calls == 0) {
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
    for (const FileJob &job : fileJobs())
        if (selection.has(job))
            for (const FileFaultWords &fault : fileFaults())
                out() << job.name << '/' << fault.name << "/1 and others after it" << Qt::endl;
    return 0;
}

int runNamed(Loops &loops, const QString &name)
{
    for (const FileJob &job : fileJobs())
        for (const FileFaultWords &fault : fileFaults())
            if (name.section(u'/', 0, 0) == job.name && name.section(u'/', 1, 1) == fault.name) {
                loops.runOne(job, fault, name.section(u'/', 2).toInt(), true);
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
    parser.setApplicationDescription(u"The n-th call on a file fails."_s);
    parser.addHelpOption();
    parser.addOptions({{u"all"_s, u"Every call."_s}, {u"most"_s, u"So many calls of each job and fault."_s, u"n"_s},
        {u"turn"_s, u"Which of the selections; another each day unless given."_s, u"n"_s,
            QString::number(QDate::currentDate().toJulianDay())},
        {u"job"_s, u"Only these jobs, separated by commas."_s, u"names"_s},
        {u"list"_s, u"Only tell which jobs and faults are chosen."_s},
        {u"case"_s, u"Only this one."_s, u"job/fault/n"_s}});
    parser.process(app);

    Selection selection{
        .jobs = parser.value(u"job"_s).split(u',', Qt::SkipEmptyParts), .turn = parser.value(u"turn"_s).toLongLong()};
    if (!parser.isSet(u"all"_s))
        selection.most = std::max(0, parser.value(u"most"_s).toInt());
    if (parser.isSet(u"list"_s))
        return list(selection);
    World world([](const TestSupport::Passing &) { return TestSupport::Verdict::Pass; });
    Loops loops(world);
    if (parser.isSet(u"case"_s))
        return runNamed(loops, parser.value(u"case"_s));
    return runLoops(loops, selection);
}
