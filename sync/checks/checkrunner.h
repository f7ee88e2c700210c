#pragma once

#include "sync/checks/check.h"

#include <memory>
#include <vector>

namespace Sync {

/// Every check there is, in the order they are shown.
std::vector<std::unique_ptr<Check>> allChecks();

/// Runs checks side by side. One that fails or hangs ends by its timeout and stops nobody. Belongs to the engine's
/// thread and must outlive its runs; the last work of checks that ran out of time ends with its destructor, at the
/// latest after the database's connect timeout.
class CheckRunner final
{
    Q_DISABLE_COPY_MOVE(CheckRunner)

public:
    using Finished = std::function<void(const CheckResult &)>;

    /// `pool` of the context is set by the runner.
    CheckRunner(CheckContext context, std::vector<std::unique_ptr<Check>> checks);
    ~CheckRunner();

    /// Runs all checks, or those whose ids or groups ("data" for all "data.…") are given, and returns their results
    /// in the order they are shown. `finished` is told each as it ends. An id nobody has is NotFound; a stop ends it
    /// as Stopped.
    QCoro::Task<Result<QList<CheckResult>>> run(QStringList only, Finished finished, std::stop_token stop);

    /// Runs a remedy on a thread of the pool, in a session of its own.
    QCoro::Task<Result<RemedyReport>> mend(QString remedy, std::stop_token stop);

private:
    Result<QList<Check *>> chosen(const QStringList &only) const;
    QCoro::Task<CheckResult> announced(Check *check, Finished finished, std::stop_token stop);
    QCoro::Task<CheckResult> runOne(Check *check, std::stop_token stop);

    CheckContext m_context;
    std::vector<std::unique_ptr<Check>> m_checks;
    QThreadPool m_pool;
};

} // namespace Sync
