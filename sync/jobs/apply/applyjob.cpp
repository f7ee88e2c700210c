#include "sync/jobs/apply/applyjob.h"

#include "sync/async/gate.h"
#include "sync/db/pgsession.h"
#include "sync/jobs/common/databaseworker.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/compare/comparison.h"
#include "sync/ports/clock.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

Q_LOGGING_CATEGORY(lcApply, "syncdesk.apply")

// A chunk is to take about this long: pause and stop wait for its end, and the progress moves with it.
constexpr qint64 ChunkTargetMs = 400;
constexpr qint64 LargestChunk = 4000;
// Chunks hold different products, so they are in nobody's way: two at a time keep two cores busy.
constexpr int ChunksAtOnce = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::ApplyJob", text);
}

/// The changes that were named, to go on with these alone; of all that are approved only how many those were.
QJsonObject scopeOf(const ApplyRequest &request, qint64 total)
{
    if (request.changes.isEmpty())
        return {{u"changes"_s, total}};
    QJsonArray changes;
    for (const ChangeId change : request.changes)
        changes += QString::number(change.value); // a JSON number holds no more than 53 bits
    return {{u"changes"_s, changes}};
}

} // namespace

ApplyJob::ApplyJob(JobContext context, ApplyRequest request)
    : m_context(context)
    , m_request(std::move(request))
    , m_chunkSize(std::max(1, context.settings.batchSize))
{ }

ApplyJob::~ApplyJob() = default;

QCoro::Task<Result<BatchReport>> ApplyJob::run(std::stop_token stop)
{
    const auto approved = countApproved();
    if (!approved)
        co_return approved.failure();
    if (*approved == 0) {
        co_return Failure{FailureKind::Refused, tr("There is nothing to apply."),
            tr("No change from Shopify is approved."), tr("Approve changes on the Review page first.")};
    }
    m_counts.total = *approved;
    if (const Result<Done> begun = co_await m_turn.begin(); !begun)
        co_return begun.failure();
    const Result<BatchReport> report = co_await runInTurn(stop);
    co_await m_turn.end();
    co_return report;
}

QCoro::Task<Result<BatchReport>> ApplyJob::runInTurn(std::stop_token stop)
{
    // In turn, so that no pull empties the mirror from here on.
    if (const Result<Done> complete = requireCompleteMirror(m_context.session,
            tr("The approved changes cannot be applied yet, because the shop has not been read completely."),
            tr("The catalogue stays as it is. A product that has not been read yet would look deleted."));
        !complete)
        co_return complete.failure();
    auto ledger = BatchLedger::open(
        m_context.session, BatchKind::Apply, scopeOf(m_request, m_counts.total), m_context.operatorAtDesk);
    if (!ledger)
        co_return ledger.failure();
    m_ledger = std::move(*ledger);
    m_context.observer.batchStarted(m_ledger->id(), BatchKind::Apply);
    m_context.observer.phaseStarted(Phase::Writing, m_counts.total);
    for (int i = 0; i < ChunksAtOnce; ++i)
        m_workers.push_back(std::make_unique<DatabaseWorker>(m_context.database));
    const Result<Done> ended = co_await applyAll(stop);
    m_workers.clear();
    co_return close(ended);
}

/// Waits while the job is paused, and shows it; Done when the next chunk may be written.
QCoro::Task<Result<Done>> ApplyJob::passGate(std::stop_token stop)
{
    if (!m_context.gate.isOpen()) {
        if (auto paused = m_ledger->setPaused(m_context.session, true); !paused)
            co_return paused.failure();
        co_await m_context.gate.pass(stop);
        if (auto resumed = m_ledger->setPaused(m_context.session, false); !resumed)
            co_return resumed.failure();
    }
    co_return co_await m_turn.pass(stop);
}

QCoro::Task<Result<Done>> ApplyJob::applyAll(std::stop_token stop)
{
    for (;;) {
        if (const Result<Done> may = co_await passGate(stop); !may)
            co_return may.failure();
        const auto begun = m_context.clock.monotonic();
        const Result<bool> hadAny = co_await applyChunks();
        if (!hadAny)
            co_return hadAny.failure();
        if (!*hadAny)
            co_return Done{};
        adaptChunk((m_context.clock.monotonic() - begun).count());
    }
}

/// Applies the next chunks side by side; false when there are none left.
QCoro::Task<Result<bool>> ApplyJob::applyChunks()
{
    Result<bool> result = false;
    std::vector<QCoro::Task<Result<ChunkOutcome>>> running;
    for (const auto &worker : m_workers) {
        const auto chunk = nextChunk(m_chunkSize);
        if (!chunk)
            result = chunk.failure();
        if (!chunk || chunk->isEmpty())
            break;
        result = true;
        m_lastChange = chunk->last().value;
        // The stop is not handed into the chunk: it is short, and what it has done is worth keeping.
        const std::function<Result<ChunkOutcome>(PgSession &)> work
            = [this, changes = *chunk, check = m_turn.commitCheck()](PgSession &session) {
                  return applyChunk(session, m_ledger->id(), changes, m_context.operatorAtDesk, {}, check);
              };
        running.push_back(worker->run<ChunkOutcome>(work, std::stop_token()));
    }
    qint64 applied = 0;
    for (auto &chunk : running) { // each to its end, even when one before has failed
        const Result<ChunkOutcome> outcome = co_await chunk;
        if (!outcome) {
            result = outcome.failure();
            continue;
        }
        applied += outcome->applied;
        if (auto noted = note(*outcome); !noted)
            result = noted.failure();
    }
    if (result && m_growth.grew(applied)) {
        const Result<Done> analyzed = co_await m_workers.front()->run<Done>(analyzeCatalogue, std::stop_token());
        if (!analyzed)
            qCWarning(lcApply, "%s", qUtf8Printable(analyzed.failure().detail)); // slower, not wrong
    }
    co_return result;
}

Result<qint64> ApplyJob::countApproved()
{
    const auto counted = m_context.session.execute(
        sql(u"apply/count_approved"), {{u"all", m_request.changes.isEmpty()}, {u"changes", m_request.changes}});
    if (!counted)
        return counted.failure();
    return counted->first().int64(0);
}

Result<QList<ChangeId>> ApplyJob::nextChunk(qint64 size)
{
    const auto rows = m_context.session.execute(sql(u"apply/next_chunk"),
        {{u"after", m_lastChange}, {u"all", m_request.changes.isEmpty()}, {u"changes", m_request.changes},
            {u"limit", size}});
    if (!rows)
        return rows.failure();
    QList<ChangeId> changes;
    changes.reserve(rows->size());
    for (const PgRow row : *rows)
        changes.append(ChangeId{row.int64(0)});
    return changes;
}

Result<Done> ApplyJob::note(const ChunkOutcome &outcome)
{
    m_counts.succeeded += outcome.applied;
    m_counts.failed += outcome.failed;
    m_counts.skipped += outcome.stale;
    m_context.observer.itemsFinished(outcome.applied, outcome.failed, outcome.stale);
    m_context.observer.advanced(m_counts.done());
    return m_ledger->count(m_context.session, m_counts);
}

/// The next chunk's size, from how long this one took.
void ApplyJob::adaptChunk(qint64 milliseconds)
{
    if (milliseconds < ChunkTargetMs / 2)
        m_chunkSize = std::min(2 * m_chunkSize, LargestChunk);
    else if (milliseconds > 2 * ChunkTargetMs)
        m_chunkSize = std::max<qint64>(1, m_chunkSize / 2);
}

Result<BatchReport> ApplyJob::close(const Result<Done> &ended)
{
    const bool wasStopped = !ended && ended.failure().kind == FailureKind::Stopped;
    BatchReport report{m_ledger->id(), BatchKind::Apply};
    report.status = wasStopped   ? BatchStatus::Cancelled
        : ended                  ? m_counts.outcome()
        : m_counts.succeeded > 0 ? BatchStatus::Partial
                                 : BatchStatus::Failed;
    report.total = m_counts.total;
    report.succeeded = m_counts.succeeded;
    report.failed = m_counts.failed;
    report.skipped = m_counts.skipped;
    QString message = tr("%1 of %2 changes were applied.").arg(m_counts.succeeded).arg(m_counts.total);
    if (m_counts.skipped > 0)
        report.warnings.append(tr("%1 changes had become out of date. They were compared anew and wait for a decision.")
                                   .arg(m_counts.skipped));
    if (m_counts.failed > 0)
        report.warnings.append(
            tr("%1 changes cannot be taken into the catalogue; each says why.").arg(m_counts.failed));
    if (!ended && !wasStopped)
        message = ended.failure().text();
    const auto counts = Comparison(m_context.session, m_ledger->id(), {}).staged();
    if (counts) {
        report.staged = counts->staged;
        report.conflicts = counts->conflicts;
    }
    const auto finished = m_ledger->finish(m_context.session, report.status, m_counts, message);
    if (!ended && !wasStopped)
        return ended.failure();
    if (!finished)
        return finished.failure();
    return report;
}

} // namespace Sync
