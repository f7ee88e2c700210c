#include "sync/jobs/pull/pulljob.h"

#include "sync/async/gate.h"
#include "sync/db/pgsession.h"
#include "sync/graphql/bulkoperations.h"
#include "sync/graphql/graphqldocument.h"
#include "sync/jobs/common/databaseworker.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/pull/pullscope.h"
#include "sync/ports/clock.h"
#include "sync/ports/shop.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

Q_LOGGING_CATEGORY(lcPull, "syncdesk.pull")

constexpr std::chrono::milliseconds TickInterval{100};

QJsonObject scopeOf(const PullRequest &request)
{
    QJsonObject scope{{u"scope"_s, toWord(request.scope)}};
    if (!request.vendor.isEmpty())
        scope.insert(u"vendor"_s, request.vendor);
    if (!request.productType.isEmpty())
        scope.insert(u"product_type"_s, request.productType);
    if (!request.products.isEmpty())
        scope.insert(u"products"_s, request.products.size());
    if (request.modifiedSince.isValid())
        scope.insert(u"modified_since"_s, request.modifiedSince.toUTC().toString(Qt::ISODate));
    return scope;
}

} // namespace

PullJob::PullJob(JobContext context, PullRequest request)
    : m_context(context)
    , m_request(std::move(request))
    , m_ticks(m_context.clock.timer([this] { followProgress(); }))
{ }

PullJob::~PullJob() = default;

QCoro::Task<Result<BatchReport>> PullJob::run(std::stop_token stop)
{
    if (const Result<Done> begun = co_await m_turn.begin(); !begun)
        co_return begun.failure();
    const Result<BatchReport> report = co_await runInTurn(stop);
    co_await m_turn.end();
    co_return report;
}

QCoro::Task<Result<BatchReport>> PullJob::runInTurn(std::stop_token stop)
{
    auto ledger = BatchLedger::open(m_context.session, BatchKind::Pull, scopeOf(m_request), m_context.operatorAtDesk);
    if (!ledger)
        co_return ledger.failure();
    m_ledger = std::move(*ledger);
    m_context.observer.batchStarted(m_ledger->id(), BatchKind::Pull);
    m_context.observer.phaseStarted(Phase::Preparing, 0);
    const std::function<QCoro::Task<Result<MirrorPullOutcome>>(std::stop_token)> work
        = [this](std::stop_token whileHeld) { return pull(std::move(whileHeld)); };
    const auto outcome = co_await m_turn.watched<MirrorPullOutcome>(work, stop);
    m_ticks->stop();
    m_worker.reset();
    co_return close(outcome);
}

QCoro::Task<Result<MirrorPullOutcome>> PullJob::pull(std::stop_token stop)
{
    const auto state = readMirrorState(m_context.session);
    if (!state)
        co_return state.failure();
    const auto wholeQuery = bulkProductsQuery();
    if (!wholeQuery)
        co_return wholeQuery.failure();
    m_fingerprint = queryFingerprint(*wholeQuery, m_context.settings.apiVersion);
    const auto filter = searchFilter(*state);
    if (!filter)
        co_return filter.failure();
    m_isWholeShop = filter->isEmpty();
    const auto query = m_isWholeShop ? wholeQuery : bulkProductsQuery(*filter);
    if (!query)
        co_return query.failure();
    // What changes while the bulk operation runs may or may not be in it: the next pull asks from here on.
    const QDateTime startedAt = m_context.clock.now();
    const auto operation = co_await readShop(*query, stop);
    if (!operation)
        co_return operation.failure();
    if (auto passed = co_await passGate(stop); !passed)
        co_return passed.failure();
    m_objectCount = operation->objectCount;
    m_worker = std::make_unique<DatabaseWorker>(m_context.database);
    m_ticks->startEvery(TickInterval);
    const MirrorPull plan = mirrorPull(*operation, startedAt, stop);
    const std::function<Result<MirrorPullOutcome>(PgSession &)> work = [this, plan, stop](PgSession &session) {
        MirrorPuller puller(
            session, m_context.database, m_progress, m_loadGate, [this](Phase phase) { m_phase = phase; });
        return puller.run(plan, stop);
    };
    co_return co_await m_worker->run<MirrorPullOutcome>(work, stop);
}

QCoro::Task<Result<BulkOperation>> PullJob::readShop(QString query, std::stop_token stop)
{
    if (auto passed = co_await passGate(stop); !passed)
        co_return passed.failure();
    m_context.observer.phaseStarted(Phase::Reading, 0);
    BulkOperations operations(m_context.shop, m_context.clock,
        [this](std::stop_token whilePaused) { return passGate(std::move(whilePaused)); });
    const BulkOperations::Progress progress
        = [this](const BulkOperation &operation) { m_context.observer.advanced(operation.objectCount); };
    co_return co_await operations.runQuery(std::move(query), progress, stop);
}

/// Waits while the job is paused, and shows it.
QCoro::Task<Result<Done>> PullJob::passGate(std::stop_token stop)
{
    if (!m_context.gate.isOpen()) {
        if (auto paused = m_ledger->setPaused(m_context.session, true); !paused)
            co_return paused.failure();
        co_await m_context.gate.pass(stop);
        if (auto resumed = m_ledger->setPaused(m_context.session, false); !resumed)
            co_return resumed.failure();
    }
    if (stop.stop_requested())
        co_return stopped();
    co_return Done{};
}

Result<QString> PullJob::searchFilter(const MirrorState &state) const
{
    const bool canBePartial = state.isComplete && state.fingerprint == m_fingerprint;
    const auto filter = pullFilter(m_request, state.watermark, Overlap);
    return filter && !canBePartial ? Result<QString>(QString()) : filter;
}

MirrorPull PullJob::mirrorPull(const BulkOperation &operation, QDateTime startedAt, std::stop_token stop) const
{
    MirrorPull plan;
    plan.batch = m_ledger->id();
    plan.fingerprint = m_fingerprint;
    plan.isWholeShop = m_isWholeShop;
    plan.watermark = m_request.scope == PullScope::Selective && !m_isWholeShop ? QDateTime() : startedAt;
    plan.objectCount = operation.objectCount;
    plan.rootCount = operation.rootObjectCount;
    plan.commitCheck = m_turn.commitCheck();
    plan.source = [&files = static_cast<const ShopFiles &>(m_context.shop),
                      file = ShopFile{operation.url, operation.fileSize}, stop](LoadPlan::Sink sink) -> Result<Done> {
        if (file.url.isEmpty())
            return Done{}; // nothing matched
        const ShopFiles::Sink take = [&sink](QByteArrayView bytes) {
            return sink(std::string_view(bytes.data(), static_cast<size_t>(bytes.size())));
        };
        return files.download(file, take, stop);
    };
    return plan;
}

/// Hands on how far the worker is, and holds or releases its download with the gate.
void PullJob::followProgress()
{
    if (const Phase phase = m_phase; phase != m_shownPhase) {
        m_shownPhase = phase;
        m_context.observer.phaseStarted(phase, phase == Phase::Loading ? m_objectCount : 0);
    }
    if (m_shownPhase == Phase::Loading)
        m_context.observer.advanced(m_progress.lines, m_progress.bytes);
    const bool hold = !m_context.gate.isOpen();
    if (hold == m_isHeld)
        return;
    m_isHeld = hold;
    if (hold)
        m_loadGate.close();
    else
        m_loadGate.open();
    if (const auto shown = m_ledger->setPaused(m_context.session, hold); !shown)
        qCWarning(lcPull, "%s", qUtf8Printable(shown.failure().detail));
}

void PullJob::describe(const MirrorPullOutcome &outcome, BatchReport &report) const
{
    const LoadReport &load = outcome.load;
    report.total = load.productLines;
    report.succeeded = load.productLines;
    report.staged = outcome.staged.staged;
    report.conflicts = outcome.staged.conflicts;
    report.mirrorRowsWritten = outcome.mirrorRowsWritten;
    report.warnings = load.warnings;
    if (load.warningCount > load.warnings.size())
        report.warnings.append(
            tr("%1 more remarks of this kind were left out.").arg(load.warningCount - load.warnings.size()));
    if (!load.orphans.empty()) {
        report.warnings.append(
            tr("%1 variants belong to a product that is not in the file, the first being %2. They were left out.")
                .arg(load.orphans.size())
                .arg(load.orphans.front()));
    }
    if (load.facetOrphans > 0)
        report.warnings.append(
            tr("%1 metafields belong to a product or variant that is not in the file. They were left "
               "out.")
                .arg(load.facetOrphans));
    const auto doubted = load.contradictedProducts.size() + load.contradictedVariants.size();
    if (doubted > 0)
        report.warnings.append(tr("%1 objects are in the file twice with different content. The first was taken; the "
                                  "next pull reads them again.")
                                   .arg(doubted));
}

Result<BatchReport> PullJob::close(const Result<MirrorPullOutcome> &outcome)
{
    const bool wasStopped = !outcome && outcome.failure().kind == FailureKind::Stopped;
    BatchReport report{m_ledger->id(), BatchKind::Pull};
    QString message;
    if (outcome) {
        describe(*outcome, report);
        message = tr("%1 products were read; %2 changes wait for a decision.").arg(report.total).arg(report.staged);
    } else {
        report.status = wasStopped ? BatchStatus::Cancelled : BatchStatus::Failed;
        message = wasStopped ? tr("The pull was cancelled. The catalogue was not changed.") : outcome.failure().text();
    }
    const auto finished = m_ledger->finish(
        m_context.session, report.status, {report.total, report.succeeded, report.failed, report.skipped}, message);
    if (!outcome && !wasStopped)
        return outcome.failure();
    if (!finished)
        return finished.failure();
    return report;
}

} // namespace Sync
