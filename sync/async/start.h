#pragma once

#include "sync/api/result.h"

#include <QCoroTask>
#include <QLoggingCategory>

namespace Sync {

namespace StartDetail {
template <typename T>
QCoro::Task<void> logFailure(QCoro::Task<Result<T>> task, const char *name)
{
    const Result<T> result = co_await task;
    if (!result && result.failure().kind != FailureKind::Stopped)
        qWarning("%s: %s (%s)", name, qUtf8Printable(result.failure().text()), qUtf8Printable(result.failure().detail));
}
} // namespace StartDetail

/// Lets a task run on by itself; a failure is logged under `name` (a string literal). The only way to call a task
/// without awaiting it. The caller sees to it that what the task uses outlives it.
template <typename T>
void start(QCoro::Task<Result<T>> task, const char *name)
{
    StartDetail::logFailure(std::move(task), name);
}

} // namespace Sync
