#include "sync/jobs/rollback/rollbackjob.h"

#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/push/batchend.h"
#include "sync/jobs/push/openoperations.h"
#include "sync/jobs/push/pushjob.h"
#include "sync/jobs/rollback/itemnames.h"
#include "sync/jobs/rollback/rollbackrun.h"
#include "sync/jobs/rollback/rollbackscope.h"
#include "sync/ports/clock.h"
#include "sync/ports/journalstore.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr qsizetype mostItemsShown = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Rollback", text);
}

int rank(RollbackFate fate)
{
    switch (fate) {
    case RollbackFate::ChangedSince:
        return 0;
    case RollbackFate::OutcomeUnknown:
        return 1;
    case RollbackFate::Impossible:
        return 2;
    case RollbackFate::WillRestore:
        return 3;
    case RollbackFate::AlreadyBack:
        break;
    }
    return 4;
}

/// A product with more variants than this is read by itself.
constexpr qsizetype mostVariantsShared = 25;

/// A batch's traces.
class TracePlans final : public ProductPlans
{
public:
    TracePlans(RollbackReader &reader, QList<BatchTrace> traces, UndoPolicy policy)
        : m_reader(reader)
        , m_traces(std::move(traces))
        , m_policy(std::move(policy))
    { }

    qsizetype count() const override { return m_traces.size(); }
    bool goesAlone(qsizetype index) const override
    {
        const QList<Operation> &operations = m_traces.at(index).operations;
        return operations.isEmpty()
            || std::any_of(operations.cbegin(), operations.cend(), [](const Operation &operation) {
                   return operation.kind == OperationKind::ProductCreate
                       || operation.kind == OperationKind::ProductDelete
                       || operation.after.product.contains(Field::handle.toString());
               });
    }
    bool sharesRead(qsizetype index) const override
    {
        const QList<Operation> &operations = m_traces.at(index).operations;
        return !needsWhole(operations)
            && std::all_of(operations.cbegin(), operations.cend(),
                [](const Operation &operation) { return operation.after.variants.size() <= mostVariantsShared; });
    }
    QCoro::Task<Result<QList<ProductPlan>>> plan(QList<qsizetype> indexes, std::stop_token stop) override
    {
        QList<BatchTrace> traces;
        for (const qsizetype index : indexes)
            traces += m_traces.at(index);
        return m_reader.plan(traces, m_policy, stop);
    }

private:
    RollbackReader &m_reader;
    QList<BatchTrace> m_traces;
    UndoPolicy m_policy;
};

UndoPolicy policyOf(const RollbackRequest &request)
{
    return {request.restoreConflicts, request.created, request.fields};
}

} // namespace

RollbackPlan planFrom(const QList<ProductUndo> &undos, bool listEverything)
{
    RollbackPlan plan;
    plan.products = undos.size();
    for (const ProductUndo &undo : undos) {
        plan.willRestore += undo.count(RollbackFate::WillRestore);
        plan.alreadyBack += undo.count(RollbackFate::AlreadyBack);
        plan.changedSince += undo.count(RollbackFate::ChangedSince);
        plan.impossible += undo.count(RollbackFate::Impossible);
        plan.unknown += undo.count(RollbackFate::OutcomeUnknown);
        plan.created += undo.created;
        plan.touchesShopify = plan.touchesShopify || !undo.steps.isEmpty();
        plan.items += undo.items;
    }
    std::stable_sort(plan.items.begin(), plan.items.end(),
        [](const RollbackItem &left, const RollbackItem &right) { return rank(left.fate) < rank(right.fate); });
    if (!listEverything)
        plan.items = plan.items.mid(0, mostItemsShown);
    return plan;
}

RollbackJob::RollbackJob(ProtocolContext context, LeaseTimes lease)
    : m_context(context)
    , m_reads(m_context.shop)
    , m_reader(m_context, m_reads)
    , m_lease(m_context.leases, m_context.clock, lease)
{ }

Failure backupFailed(Failure why)
{
    if (why.kind != FailureKind::Stopped) {
        why.kind = FailureKind::LocalDisk;
        why.meaning = tr("The backup that comes first was not made, so nothing was changed.");
    }
    return why;
}

QStringList warningsOf(const RollbackRun &run, const QString &backupPath)
{
    QStringList warnings = run.warnings();
    if (!backupPath.isEmpty())
        warnings.prepend(tr("The backup made first: %1").arg(backupPath));
    return warnings;
}

QCoro::Task<Result<BatchFacts>> RollbackJob::checkedFacts(BatchId batch)
{
    const Result<BatchFacts> facts = co_await m_context.journal.batchFacts(batch);
    if (!facts)
        co_return facts.failure();
    if (facts->kind == BatchKind::Pull)
        co_return Failure{FailureKind::Refused, tr("A pull has nothing to take back."),
            tr("It only renewed what Syncdesk knows of Shopify; the catalogue and Shopify were not changed by it."),
            tr("To take back what came of it in the catalogue, roll back the batch that applied it.")};
    co_return *facts;
}

QCoro::Task<Result<RollbackPlan>> RollbackJob::plan(RollbackRequest request, QString shopName, std::stop_token stop)
{
    const Result<BatchFacts> facts = co_await checkedFacts(request.batch);
    if (!facts)
        co_return facts.failure();
    const Result<QList<BatchTrace>> traces = co_await m_reader.traces(request, facts->kind);
    if (!traces)
        co_return traces.failure();
    const Result<QList<ProductPlan>> plans = co_await m_reader.plan(*traces, policyOf(request), stop);
    if (!plans)
        co_return plans.failure();
    QList<ProductUndo> undos;
    for (const ProductPlan &each : *plans)
        undos += each.undo;
    const Result<QList<BatchId>> later = co_await m_context.journal.laterBatches(request.batch);
    if (!later)
        co_return later.failure();
    RollbackPlan plan = planFrom(undos, request.listEverything);
    plan.batch = request.batch;
    plan.readAt = m_context.clock.now();
    plan.shopName = shopName;
    plan.laterBatches = *later;
    plan.items = co_await withNames(plan.items, m_reads, stop);
    co_return plan;
}

QCoro::Task<Result<BatchReport>> RollbackJob::run(RollbackRequest request, Backup backup, std::stop_token stop)
{
    const Result<BatchFacts> facts = co_await checkedFacts(request.batch);
    if (!facts)
        co_return facts.failure();
    if (const Result<Done> may = co_await guardWrites(m_context, request.shopNameTyped); !may)
        co_return may.failure();
    const Result<Done> leased = co_await m_lease.take(m_context.settings.identity, m_context.operatorAtDesk);
    if (!leased)
        co_return leased.failure();
    const Result<BatchReport> report = co_await runLeased(request, facts->kind, backup, stop);
    co_await m_lease.release();
    co_return report;
}

QCoro::Task<Result<BatchReport>> RollbackJob::runLeased(
    RollbackRequest request, BatchKind undone, Backup backup, std::stop_token stop)
{
    OpenOperations open(m_context, m_reads, m_lease);
    if (const Result<SettleReport> settled = co_await open.settle({}, stop); !settled)
        co_return settled.failure();
    const Result<QList<BatchTrace>> traces = co_await m_reader.traces(request, undone);
    if (!traces)
        co_return traces.failure();
    Result<QString> backupPath = QString();
    if (backup && !request.withoutBackup)
        backupPath = co_await backup(stop);
    if (!backupPath)
        co_return backupFailed(backupPath.failure());
    const BatchOpening opening{.kind = BatchKind::Rollback,
        .scope = scopeOf(request),
        .startedBy = m_context.operatorAtDesk,
        .rollsBack = request.batch,
        .total = traces->size()};
    const Result<BatchId> batch = co_await m_context.journal.openBatch(opening);
    if (!batch)
        co_return batch.failure();
    m_context.observer.batchStarted(*batch, BatchKind::Rollback);
    m_context.observer.phaseStarted(Phase::Writing, traces->size());
    RollbackRun run(m_context, m_reads, m_lease, *batch,
        {u"rollback"_s, tr("Was already as before."), tr("Start the rollback again when the database is faster.")});
    TracePlans plans(m_reader, *traces, policyOf(request));
    const Result<Done> done = co_await run.restore(plans, stop);
    co_return co_await finish(request, run, *backupPath, done);
}

QCoro::Task<Result<BatchReport>> RollbackJob::finish(
    RollbackRequest request, RollbackRun &run, QString backupPath, Result<Done> done)
{
    m_context.observer.phaseStarted(Phase::Recording, 0);
    const ItemCounts counts = run.counts();
    const bool whole = done.isOk() && counts.failed == 0 && counts.skipped == 0 && request.isWholeBatch();
    // A product of which only some fields went back still holds what the batch wrote.
    const bool wholeProducts = request.fields.isEmpty();
    const RollbackRecord record{.batch = run.batch(),
        .epoch = m_lease.epoch(),
        .undoes = request.batch,
        .backupPath = backupPath,
        .restored = run.restored(),
        .leftAlone = run.leftAlone(),
        .impossible = run.impossible(),
        .report = {{u"warnings"_s, QJsonArray::fromStringList(run.warnings())}},
        .products = wholeProducts ? run.products() : QList<ProductId>(),
        .shopifyProducts = wholeProducts ? run.shopifyProducts() : QList<ShopifyId>(),
        .complete = whole};
    const Result<Done> recorded = co_await m_context.journal.recordRollback(record);
    const BatchEnd end{.batch = run.batch(),
        .kind = BatchKind::Rollback,
        .counts = counts,
        .conflicts = run.leftAlone(),
        .warnings = warningsOf(run, backupPath),
        .done = done,
        .recorded = recorded};
    co_return co_await endBatch(m_context, m_lease.epoch(), end);
}

} // namespace Sync
