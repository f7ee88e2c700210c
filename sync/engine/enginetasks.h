#pragma once

#include "sync/api/engine.h"
#include "sync/api/result.h"

#include <QCoroTask>

#include <functional>
#include <stop_token>

namespace Sync {

struct EngineSetup;
struct JobContext;
class ShopConnection;

/// What checks look at. They open connections of their own, so that they answer while a batch hangs.
struct CheckScope
{
    const EngineSetup &setup;
    const ShopSettings &shopSettings; ///< With the safe level in force.
    ShopConnection &shop;
};

/// What looking after writes that were left open came to.
struct Settling
{
    QString found = {}; ///< A sentence; empty for nothing.
    bool isComplete = true; ///< False while of some of them it is not known whether they arrived.
};

/// What the engine carries out for its callers; JobTasks does it with the jobs, a test with doubles. Belongs to the
/// engine's thread. The context outlives each task.
class EngineTasks
{
public:
    virtual ~EngineTasks() = default;

    /// Runs one batch to its end. A batch in which single products failed is a report, not a Failure.
    virtual QCoro::Task<Result<BatchReport>> run(RunRequest request, const JobContext &context, std::stop_token stop)
        = 0;
    /// Settles what a desk that is gone, or an earlier run of this one, left open; sends nothing.
    virtual QCoro::Task<Result<Settling>> settleOpen(const JobContext &context, std::stop_token stop) = 0;
    /// Compares local edits with their base and stages them for sending. The number of changes now open.
    virtual QCoro::Task<Result<qint64>> stageLocalEdits(const JobContext &context, std::stop_token stop) = 0;
    virtual QCoro::Task<Result<RollbackPlan>> planRollback(
        RollbackRequest request, const JobContext &context, std::stop_token stop)
        = 0;
    virtual QCoro::Task<Result<ReplayPlan>> planReplay(
        ReplayRequest request, const JobContext &context, std::stop_token stop)
        = 0;
};

/// The checks and remedies behind the engine. Belongs to the engine's thread; what is in the scope outlives each task.
class EngineChecks
{
public:
    virtual ~EngineChecks() = default;

    /// Runs the checks side by side, all or those named, and tells each as it ends.
    virtual QCoro::Task<Result<QList<CheckResult>>> run(
        QStringList only, CheckScope scope, std::function<void(CheckResult)> ended, std::stop_token stop)
        = 0;
    /// Carries out what a check offered.
    virtual QCoro::Task<Result<RemedyReport>> mend(QString id, CheckScope scope, std::stop_token stop) = 0;
};

} // namespace Sync
