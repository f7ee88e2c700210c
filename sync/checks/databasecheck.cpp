#include "sync/checks/databasecheck.h"

#include "sync/checks/poolcall.h"
#include "sync/db/pgsession.h"

namespace Sync {

Result<std::unique_ptr<PgSession>> openHurriedSession(
    const ConnectionSettings &settings, std::chrono::milliseconds limit)
{
    Result<std::unique_ptr<PgSession>> session = PgSession::open(settings);
    if (!session)
        return session;
    const Result<PgRows> limited
        = (*session)->execute(sql(u"checks/limit_time"), {{u"milliseconds", QString::number(limit.count())}});
    if (!limited)
        return limited.failure();
    return session;
}

QCoro::Task<CheckResult> DatabaseCheck::run(const CheckContext *context, std::stop_token stop)
{
    if (context->databaseFailure)
        co_return checkFailure(statusWhenUnreachable(), *context->databaseFailure);
    const std::function<CheckResult()> work
        = [settings = context->database, limit = timeout(), look = examination(*context),
              unreachable = statusWhenUnreachable(), stop] {
              if (stop.stop_requested()) // ran out of time while waiting for a thread
                  return checkFailure(CheckStatus::CouldNotCheck, stopped());
              const Result<std::unique_ptr<PgSession>> session = openHurriedSession(settings, limit);
              return session ? look(**session) : checkFailure(unreachable, session.failure());
          };
    const std::optional<CheckResult> result = co_await callInPool<CheckResult>(context->pool, work, stop);
    co_return result.value_or(checkFailure(CheckStatus::CouldNotCheck, stopped()));
}

} // namespace Sync
