#include "sync/checks/checkrunner.h"

#include "sync/checks/computerchecks.h"
#include "sync/checks/countchecks.h"
#include "sync/checks/databasecheck.h"
#include "sync/checks/poolcall.h"
#include "sync/checks/remedies.h"
#include "sync/checks/schemachecks.h"
#include "sync/checks/shopchecks.h"
#include "sync/db/pgsession.h"
#include "sync/ports/deadline.h"
#include "sync/ports/stopwatch.h"

#include <QCoreApplication>
#include <QPointer>

namespace Sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
/// A few sessions at a time: a check must not use up the connections of a small server.
constexpr int PoolThreads = 6;
constexpr std::chrono::milliseconds RemedyLimit = 120s;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Checks", text);
}

CheckResult tooSlow(std::chrono::milliseconds limit)
{
    CheckResult result = checkAttention(
        tr("No answer within %1 seconds.").arg(std::chrono::duration_cast<std::chrono::seconds>(limit).count()),
        tr("What was asked is slow or out of reach at the moment. Run the check again."));
    result.status = CheckStatus::CouldNotCheck;
    return result;
}
} // namespace

std::vector<std::unique_ptr<Check>> allChecks()
{
    std::vector<std::unique_ptr<Check>> checks;
    checks.push_back(std::make_unique<DatabaseReachableCheck>());
    checks.push_back(std::make_unique<MigrationsAppliedCheck>());
    checks.push_back(std::make_unique<IndexesPresentCheck>());
    checks.push_back(std::make_unique<BackupAgeCheck>());
    checks.push_back(std::make_unique<ShopReachableCheck>());
    checks.push_back(std::make_unique<ShopScopesCheck>());
    checks.push_back(std::make_unique<ShopClockCheck>());
    checks.push_back(std::make_unique<ShopLimitsCheck>());
    for (const CountCheckSpec &spec : countChecks())
        checks.push_back(std::make_unique<CountCheck>(spec));
    checks.push_back(std::make_unique<DiskSpaceCheck>());
    checks.push_back(std::make_unique<MemoryCheck>());
    checks.push_back(std::make_unique<KeychainCheck>());
    checks.push_back(std::make_unique<LogErrorsCheck>());
    std::stable_sort(
        checks.begin(), checks.end(), [](const auto &a, const auto &b) { return a->group() < b->group(); });
    return checks;
}

CheckRunner::CheckRunner(CheckContext context, std::vector<std::unique_ptr<Check>> checks)
    : m_context(std::move(context))
    , m_checks(std::move(checks))
{
    m_pool.setMaxThreadCount(PoolThreads);
    m_context.pool = &m_pool;
}

CheckRunner::~CheckRunner() = default;

Result<QList<Check *>> CheckRunner::chosen(const QStringList &only) const
{
    QList<Check *> checks;
    QStringList unknown = only;
    for (const auto &check : m_checks) {
        const QString id = check->id();
        const auto names = [&id](const QString &name) { return name == id || id.startsWith(name + u'.'); };
        if (!only.isEmpty() && std::none_of(only.cbegin(), only.cend(), names))
            continue;
        checks += check.get();
        unknown.removeIf(names);
    }
    if (!unknown.isEmpty())
        return Failure{.kind = FailureKind::NotFound,
            .what = tr("There is no check called %1.").arg(unknown.join(u", ")),
            .remedy = tr("Run all checks to see what they are called.")};
    return checks;
}

QCoro::Task<Result<QList<CheckResult>>> CheckRunner::run(QStringList only, Finished finished, std::stop_token stop)
{
    const Result<QList<Check *>> checks = chosen(only);
    if (!checks)
        co_return checks.failure();
    // All are started before the first is awaited; a task of QCoro runs from the moment it is made.
    std::vector<QCoro::Task<CheckResult>> running;
    for (Check *check : *checks)
        running.push_back(announced(check, finished, stop));
    QList<CheckResult> results;
    for (QCoro::Task<CheckResult> &task : running)
        results += co_await task;
    if (stop.stop_requested())
        co_return stopped();
    co_return results;
}

QCoro::Task<CheckResult> CheckRunner::announced(Check *check, Finished finished, std::stop_token stop)
{
    CheckResult result = co_await runOne(check, stop);
    if (finished && !stop.stop_requested())
        finished(result);
    co_return result;
}

QCoro::Task<CheckResult> CheckRunner::runOne(Check *check, std::stop_token stop)
{
    const Stopwatch stopwatch(*m_context.clock);
    const Deadline deadline(*m_context.clock, check->timeout(), stop);
    CheckResult result = co_await check->run(&m_context, deadline.token());
    if (deadline.isOver())
        result = tooSlow(check->timeout());
    result.id = check->id();
    result.group = check->group();
    result.name = check->name();
    result.duration = stopwatch.elapsed();
    co_return result;
}

QCoro::Task<Result<RemedyReport>> CheckRunner::mend(QString remedy, std::stop_token stop)
{
    const std::function<Result<RemedyReport>()> work
        = [settings = m_context.database, remedy]() -> Result<RemedyReport> {
        const Result<std::unique_ptr<PgSession>> session = openHurriedSession(settings, RemedyLimit);
        if (!session)
            return session.failure();
        return runRemedy(**session, remedy);
    };
    std::optional<Result<RemedyReport>> report = co_await callInPool<Result<RemedyReport>>(&m_pool, work, stop);
    if (!report) {
        Failure failure = stopped();
        failure.mayHaveHappened = true;
        co_return failure;
    }
    co_return std::move(*report);
}

} // namespace Sync
