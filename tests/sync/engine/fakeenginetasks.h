#pragma once

#include "sync/async/pausegate.h"
#include "sync/engine/enginetasks.h"
#include "sync/jobs/common/jobcontext.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/ports/clock.h"

#include <atomic>
#include <memory>

namespace TestSupport {

/// What a test says about the engine's work, and what it did; shared between threads.
struct TaskScript
{
    std::atomic<int> steps = 5; ///< Of a batch, some milliseconds each.
    std::atomic<bool> canSettle = true;
    std::atomic<Sync::FailureKind> whyNot = Sync::FailureKind::ShopUnreachable; ///< When it cannot.
    std::atomic<bool> staysUnknown = false; ///< Whatever is settled, something stays open.
    std::atomic<bool> breaks = false; ///< A run ends as by a lost database, after its first step.
    std::atomic<int> settled = 0;
    std::atomic<int> started = 0;
    std::atomic<int> done = 0; ///< Steps done in all.
};

/// Batches that pass the gate and sleep between steps, and nothing else.
class FakeEngineTasks final : public Sync::EngineTasks
{
public:
    explicit FakeEngineTasks(std::shared_ptr<TaskScript> script)
        : m_script(std::move(script))
    { }

    QCoro::Task<Sync::Result<Sync::BatchReport>> run(
        Sync::RunRequest, const Sync::JobContext &context, std::stop_token stop) override
    {
        const int number = ++m_script->started;
        Sync::BatchReport report{.batch = {number}, .kind = Sync::BatchKind::Pull, .total = m_script->steps};
        context.observer.batchStarted(report.batch, report.kind);
        context.observer.phaseStarted(Sync::Phase::Writing, m_script->steps);
        for (int step = 0; step < m_script->steps; ++step) {
            co_await context.gate.pass(stop);
            co_await context.clock.sleep(std::chrono::milliseconds(5), stop);
            if (stop.stop_requested()) {
                report.status = Sync::BatchStatus::Cancelled;
                co_return report;
            }
            ++m_script->done;
            if (m_script->breaks)
                co_return Sync::Failure{Sync::FailureKind::DatabaseUnreachable, QStringLiteral("Gone.")};
            ++report.succeeded;
            context.observer.advanced(step + 1);
        }
        co_return report;
    }

    QCoro::Task<Sync::Result<Sync::Settling>> settleOpen(const Sync::JobContext &, std::stop_token) override
    {
        ++m_script->settled;
        if (!m_script->canSettle)
            co_return Sync::Failure{m_script->whyNot, QStringLiteral("Away.")};
        co_return Sync::Settling{.isComplete = !m_script->staysUnknown};
    }

    QCoro::Task<Sync::Result<qint64>> stageLocalEdits(const Sync::JobContext &, std::stop_token) override
    {
        co_return 3;
    }
    QCoro::Task<Sync::Result<Sync::RollbackPlan>> planRollback(
        Sync::RollbackRequest request, const Sync::JobContext &, std::stop_token) override
    {
        co_return Sync::RollbackPlan{.batch = request.batch, .readAt = {}, .shopName = {}};
    }
    QCoro::Task<Sync::Result<Sync::ReplayPlan>> planReplay(
        Sync::ReplayRequest request, const Sync::JobContext &, std::stop_token) override
    {
        co_return Sync::ReplayPlan{.from = request.from, .to = request.to};
    }

private:
    std::shared_ptr<TaskScript> m_script;
};

/// One check that ends at once.
class FakeEngineChecks final : public Sync::EngineChecks
{
public:
    QCoro::Task<Sync::Result<QList<Sync::CheckResult>>> run(
        QStringList, Sync::CheckScope, std::function<void(Sync::CheckResult)> ended, std::stop_token) override
    {
        Sync::CheckResult result;
        result.id = QStringLiteral("database.locks");
        ended(result);
        co_return QList<Sync::CheckResult>{result};
    }
    QCoro::Task<Sync::Result<Sync::RemedyReport>> mend(QString id, Sync::CheckScope, std::stop_token) override
    {
        co_return Sync::RemedyReport{.summary = id, .undo = {}};
    }
};

} // namespace TestSupport
