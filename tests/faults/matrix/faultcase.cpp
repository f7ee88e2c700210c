#include "tests/faults/matrix/faultcase.h"

#include <QDeadlineTimer>

#include <csignal>

namespace Faults {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using TestSupport::Ended;
using TestSupport::Passing;
using TestSupport::Verdict;

namespace {

/// How long a way is cut.
constexpr std::chrono::milliseconds gone = 1500ms;
/// A run that a fault keeps waiting is stopped after so long, as a person would.
constexpr std::chrono::milliseconds patience = 6s;
/// Whoever is asked to stop has stopped by then.
constexpr std::chrono::milliseconds untilStopped = 40s;
/// What was read before the program stood still is older than any write may be when it wakes.
constexpr std::chrono::milliseconds atLeastStopped = 2500ms;
/// Longer than it may take until maintenance mode is honoured.
constexpr std::chrono::milliseconds heldUp = 2200ms;
constexpr int mostRounds = 5;

bool isPushLike(const OperationKind &operation)
{
    return operation.doing & (Pushing | Writing | Settling | FindingEdits);
}

} // namespace

QString Case::name() const
{
    return operation.name + u'/' + point.id + u'/' + nameOf(fault);
}

CaseRunner::CaseRunner(World &world, Trigger &trigger)
    : m_world(world)
    , m_trigger(trigger)
{ }

CaseOutcome CaseRunner::run(const Case &one)
{
    expected(one.operation);
    m_outcome = {};
    m_trigger.disarm();
    m_world.setStage(one.operation, one.fault == FaultKind::DiskFull);
    if (one.operation.isLostFirst)
        loseARequest(one.operation);
    const QString runs = u"SELECT count(*) FROM sync_batches"_s;
    m_runsBefore = one.operation.start == Start::Empty ? 0 : m_world.value(runs).toLongLong();
    m_trigger.arm(
        one.point, one.operation.mutation, [this, one](const Passing &passing) { return strike(one, passing); });
    runUnderFault(one);
    m_outcome.wasReached = m_trigger.wasMet();
    undoFault(one);
    m_world.letTimePass();
    windDown(one.operation);
    check(one);
    m_trigger.disarm();
    return m_outcome;
}

/// Dies as K19a does; what it leaves is what the case is about.
void CaseRunner::loseARequest(const OperationKind &operation)
{
    const Point sent{u"K19a"_s, {}, Pushing, {u"*mutation"_s, Passing::Moment::Asked, 2}, {}, Verdict::Pass};
    m_trigger.arm(sent, operation.mutation, [this](const Passing &) {
        ::kill(static_cast<pid_t>(m_pid.load()), SIGKILL);
        return Verdict::Pass;
    });
    const auto process = m_world.start({u"push"_s});
    m_pid = process->processId();
    process->waitForFinished(60'000);
    m_world.letTimePass();
}

const Facts &CaseRunner::expected(const OperationKind &operation)
{
    if (!m_expected.contains(operation.name)) {
        m_trigger.disarm();
        m_world.setStage(operation, false);
        if (operation.isLostFirst)
            loseARequest(operation);
        m_trigger.arm({}, {}, {});
        m_outcome = {};
        m_world.mustRun(m_world.commandOf(operation));
        m_world.letTimePass();
        windDown(operation);
        const Facts facts = factsOf(m_world);
        // A run that does nothing is no measure of one under a fault.
        if (!m_outcome.violations.isEmpty() || (!operation.mutation.isEmpty() && facts.effects.isEmpty()))
            qFatal("%s does not do its work without a fault: %s", qUtf8Printable(operation.name),
                qUtf8Printable(m_outcome.story + m_outcome.violations.join(u"; "_s)));
        m_expected.insert(operation.name, facts);
    }
    return m_expected[operation.name];
}

Verdict CaseRunner::strike(const Case &one, const Passing &passing)
{
    const auto pid = static_cast<pid_t>(m_pid.load());
    const bool isAtShop = passing.session < 0;
    switch (one.fault) {
    case FaultKind::Kill:
        ::kill(pid, SIGKILL);
        return one.point.lost;
    case FaultKind::Stop:
        // What it had written is on its way whether it stands still or not.
        ::kill(pid, SIGSTOP);
        return Verdict::Pass;
    case FaultKind::DatabaseGone:
        m_world.databaseProxy().goDownFor(gone);
        return isAtShop ? Verdict::Pass : Verdict::Lose;
    case FaultKind::DatabaseKilled:
        m_world.postgres().kill();
        return Verdict::Pass;
    case FaultKind::ShopGone:
        m_world.shopProxy().goDownFor(gone);
        return isAtShop ? one.point.lost : Verdict::Pass;
    case FaultKind::DiskFull:
        m_world.disk().fill();
        return Verdict::Pass;
    case FaultKind::Maintenance: {
        const auto session = Sync::PgSession::open(m_world.database());
        const auto switched = (*session)->executeText(
            u"UPDATE maintenance SET active = true, reason = 'a fault', changed_at = now()"_s);
        if (!switched)
            qFatal("%s", qUtf8Printable(switched.failure().detail));
        m_trigger.forbidWrites();
        // What passed waits for longer than it may take to honour the switch, or a small batch would be over before.
        QSemaphore().tryAcquire(1, int(heldUp.count()));
        return Verdict::Pass;
    }
    }
    Q_UNREACHABLE();
}

void CaseRunner::runUnderFault(const Case &one)
{
    const auto process = m_world.start(m_world.commandOf(one.operation));
    m_pid = process->processId();
    while (process->state() != QProcess::NotRunning && !m_trigger.hasStruck())
        process->waitForFinished(20);
    if (process->state() == QProcess::NotRunning)
        m_trigger.disarm();
    if (m_trigger.hasStruck() && one.fault == FaultKind::Stop)
        takeOverAndWake(one);
    if (m_trigger.hasStruck() && one.fault == FaultKind::DatabaseKilled)
        m_world.postgres().start();
    waitForEnd(*process);
    const bool ended = process->exitStatus() == QProcess::NormalExit;
    tell(u"under the fault"_s,
        {ended ? process->exitCode() : -3, process->readAllStandardOutput(), process->readAllStandardError()});
    if (one.fault == FaultKind::Maintenance && m_trigger.forbiddenWrites() > 0)
        m_outcome.violations += u"I18: %1 writes began more than two seconds after maintenance mode was on"_s.arg(
            m_trigger.forbiddenWrites());
}

void CaseRunner::takeOverAndWake(const Case &one)
{
    const QDeadlineTimer asleep(atLeastStopped);
    m_world.letTimePass();
    tell(u"another desk"_s, m_world.run(m_world.commandOf(one.operation)));
    // Nothing says when it is time to wake: it is time itself that has to pass.
    QSemaphore().tryAcquire(1, static_cast<int>(asleep.remainingTime()));
    ::kill(static_cast<pid_t>(m_pid.load()), SIGCONT);
}

void CaseRunner::waitForEnd(QProcess &process)
{
    if (process.state() == QProcess::NotRunning || process.waitForFinished(int(patience.count())))
        return;
    m_outcome.story += u"; asked to stop"_s;
    process.terminate();
    if (process.waitForFinished(int(untilStopped.count())))
        return;
    m_outcome.violations += u"I22: it does not stop"_s;
    process.kill();
    process.waitForFinished();
}

void CaseRunner::undoFault(const Case &one)
{
    m_world.databaseProxy().setDown(false);
    m_world.shopProxy().setDown(false);
    if (one.fault == FaultKind::DiskFull)
        m_world.disk().empty();
    if (one.fault == FaultKind::Maintenance)
        m_world.rows(u"UPDATE maintenance SET active = false, reason = '' WHERE reason = 'a fault'"_s);
}

/// Goes on as staff would: the same again, then what is left of it.
void CaseRunner::windDown(const OperationKind &operation)
{
    tell(u"again"_s, m_world.run(m_world.commandOf(operation)));
    for (int round = 0; round < mostRounds && isPushLike(operation); ++round)
        if (!sendWhatIsLeft())
            break;
    if (operation.doing == Migrating || operation.doing == SwitchingMaintenance)
        return;
    // Whoever looks afterwards finds nothing new: mirror, base and shop agree.
    const Ended pulled = m_world.run({u"pull"_s});
    tell(u"pulled"_s, pulled);
    if (pulled.exitCode != 0)
        m_outcome.violations += u"I10: the last pull ended with %1"_s.arg(pulled.exitCode);
}

bool CaseRunner::sendWhatIsLeft()
{
    const Ended staged
        = m_world.run({u"staged"_s, u"--find-edits"_s, u"--direction"_s, u"push"_s, u"--status"_s, u"all"_s});
    const QString open = m_world.value(
        u"SELECT count(*) FROM staged_product_changes WHERE direction = 'push' AND status IN ('pending', 'approved')"_s);
    if (staged.exitCode != 0)
        tell(u"looked for edits"_s, staged);
    if (open == "0"_L1)
        return false;
    m_world.run({u"approve"_s, u"--all"_s, u"--direction"_s, u"push"_s});
    tell(u"sent the rest"_s, m_world.run({u"push"_s}));
    return true;
}

void CaseRunner::check(const Case &one)
{
    QStringList &violations = m_outcome.violations;
    const QStringList unrecorded = m_trigger.unrecordedWrites();
    for (const QString &write : unrecorded)
        violations += u"I1: %1 left before it was written down"_s.arg(write);
    const QStringList overlapping = overlappingOperations(m_world);
    for (const QString &pair : overlapping)
        violations += u"I11: open at once: "_s + pair;
    const QStringList open = openEnds(m_world);
    for (const QString &end : open)
        violations += u"I10: left open: "_s + end;
    if (one.operation.start != Start::Empty) {
        const qint64 runs = m_world.value(u"SELECT count(*) FROM sync_batches"_s).toLongLong() - m_runsBefore;
        if (runs < m_trigger.committedRuns())
            violations += u"I14: %1 runs began, %2 are in history"_s.arg(m_trigger.committedRuns()).arg(runs);
    }
    const Facts found = factsOf(m_world);
    const Facts &wanted = expected(one.operation);
    violations += differences(wanted.shop, found.shop, u"I4, I6: shop"_s);
    violations += differences(wanted.effects, found.effects, u"I2: effects"_s);
    violations += differences(wanted.database, found.database, u"I10: database"_s);
}

void CaseRunner::tell(const QString &what, const Ended &ended)
{
    if (!m_outcome.story.isEmpty())
        m_outcome.story += u"; "_s;
    m_outcome.story += u"%1 %2"_s.arg(what).arg(ended.exitCode);
    if (const QString failure = ended.failure().value(u"what"_s).toString(); !failure.isEmpty())
        m_outcome.story += u" “%1”"_s.arg(failure);
}

} // namespace Faults
