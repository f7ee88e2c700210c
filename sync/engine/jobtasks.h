#pragma once

#include "sync/api/breakerlimits.h"
#include "sync/engine/enginetasks.h"
#include "sync/lease/rememberedlease.h"

#include <QString>

namespace Sync {

/// The engine's work done by the jobs, on the job's session.
class JobTasks final : public EngineTasks
{
    Q_DISABLE_COPY_MOVE(JobTasks)

public:
    /// Backups before a rollback go to \a backupFolder.
    explicit JobTasks(QString backupFolder, BreakerLimits breaker = {})
        : m_backupFolder(std::move(backupFolder))
        , m_breaker(breaker)
    { }

    QCoro::Task<Result<BatchReport>> run(RunRequest request, const JobContext &context, std::stop_token stop) override;
    QCoro::Task<Result<Settling>> settleOpen(const JobContext &context, std::stop_token stop) override;
    QCoro::Task<Result<qint64>> stageLocalEdits(const JobContext &context, std::stop_token stop) override;
    QCoro::Task<Result<RollbackPlan>> planRollback(
        RollbackRequest request, const JobContext &context, std::stop_token stop) override;
    QCoro::Task<Result<ReplayPlan>> planReplay(
        ReplayRequest request, const JobContext &context, std::stop_token stop) override;

private:
    QCoro::Task<Result<BatchReport>> pull(PullRequest request, const JobContext &context, std::stop_token stop);
    QCoro::Task<Result<BatchReport>> push(PushRequest request, const JobContext &context, std::stop_token stop);
    QCoro::Task<Result<BatchReport>> rollBack(RollbackRequest request, const JobContext &context, std::stop_token stop);
    QCoro::Task<Result<BatchReport>> replay(ReplayRequest request, const JobContext &context, std::stop_token stop);

    const QString m_backupFolder;
    const BreakerLimits m_breaker;
    NewestEpoch m_newest; ///< Of what sends or undoes; a pull or a replay mends what an older copy does not know.
};

} // namespace Sync
