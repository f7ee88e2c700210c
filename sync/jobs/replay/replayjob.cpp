#include "sync/jobs/replay/replayjob.h"

#include "sync/api/catalogue.h"
#include "sync/api/timewindow.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/push/batchend.h"
#include "sync/jobs/push/openoperations.h"
#include "sync/jobs/push/pushjob.h"
#include "sync/jobs/replay/laterwrites.h"
#include "sync/jobs/rollback/itemnames.h"
#include "sync/jobs/rollback/newids.h"
#include "sync/jobs/rollback/rollbackrun.h"
#include "sync/ports/clock.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Replay", text);
}

QString iso(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

/// A restored database knows nothing of what happened after its backup was made: that is said, not shown as "nothing".
QString remarkOn(const JournalWindow &window, const ReplayRequest &request)
{
    if (!window.oldest.isValid())
        return tr("The journal of this database is empty. What was done before a restore and after its backup is not "
                  "in it; a full pull shows what Shopify holds.");
    if (window.operations.isEmpty() && window.versions.isEmpty()) {
        const QString bounds = windowText(window.oldest, window.newest);
        return request.from > window.newest
            ? tr("The journal has nothing in this time; it ends before, and reaches %1. If this database was restored, "
                 "what was done after its backup went with the old one: a full pull shows what Shopify holds.")
                  .arg(bounds)
            : tr("The journal has nothing in this time. It reaches %1.").arg(bounds);
    }
    if (request.from < window.oldest || request.to > window.newest)
        return tr("The journal reaches %1; of the rest of the time it knows nothing.")
            .arg(windowText(window.oldest, window.newest));
    return {};
}

bool needsWhole(const RecordedProduct &record)
{
    return std::any_of(record.operations.cbegin(), record.operations.cend(), [](const Operation &operation) {
        return operation.kind == OperationKind::ProductCreate || operation.kind == OperationKind::VariantsCreate
            || operation.kind == OperationKind::VariantsDelete || operation.kind == OperationKind::VariantsReorder;
    });
}

} // namespace

/// The window's products, each read and planned by itself.
class ReplayJob::Plans final : public ProductPlans
{
public:
    Plans(ReplayJob &job, QList<RecordedProduct> records, bool replayConflicts)
        : m_job(job)
        , m_records(std::move(records))
        , m_replayConflicts(replayConflicts)
    { }

    qsizetype count() const override { return m_records.size(); }
    /// Products and what is made of them here come from several batches, in their order.
    bool goesAlone(qsizetype) const override { return true; }
    bool sharesRead(qsizetype) const override { return false; }
    QCoro::Task<Result<QList<ProductPlan>>> plan(QList<qsizetype> indexes, std::stop_token stop) override
    {
        QList<RecordedProduct> records;
        for (const qsizetype index : indexes)
            records += m_records.at(index);
        co_return co_await m_job.planned(records, m_replayConflicts, stop);
    }

private:
    ReplayJob &m_job;
    QList<RecordedProduct> m_records;
    bool m_replayConflicts;
};

ReplayJob::ReplayJob(ProtocolContext context, ReplayJournal &recorded, LeaseTimes lease)
    : m_context(context)
    , m_recorded(recorded)
    , m_reads(m_context.shop)
    , m_lease(m_context.leases, m_context.clock, lease)
{ }

QCoro::Task<Result<JournalWindow>> ReplayJob::checkedWindow(ReplayRequest request)
{
    if (const Result<Done> valid = checkWindow(request.from, request.to, m_context.clock.now()); !valid)
        co_return valid.failure();
    co_return co_await recordedWindow(request);
}

/// With the ids of today: what was deleted since and came back is under others than were recorded.
QCoro::Task<Result<JournalWindow>> ReplayJob::recordedWindow(ReplayRequest request)
{
    Result<JournalWindow> window = co_await m_recorded.window(request.from, request.to);
    if (!window)
        co_return window.failure();
    QSet<ShopifyId> products;
    for (const QList<Operation> *operations : {&window->operations, &window->laterOperations})
        for (const Operation &operation : *operations)
            products.insert(operation.shopifyProduct);
    for (const QList<RecordedVersion> *versions : {&window->versions, &window->laterVersions})
        for (const RecordedVersion &version : *versions)
            products.insert(version.version.shopifyProduct);
    products.remove(ShopifyId{});
    QList<ShopifyId> ordered(products.cbegin(), products.cend());
    std::sort(ordered.begin(), ordered.end());
    const Result<QList<Recreation>> recreations = co_await m_context.journal.recreations(ordered);
    if (!recreations)
        co_return recreations.failure();
    const NewIds ids(*recreations);
    for (QList<Operation> *operations : {&window->operations, &window->laterOperations})
        for (Operation &operation : *operations)
            operation = ids.renewed(operation);
    for (QList<RecordedVersion> *versions : {&window->versions, &window->laterVersions})
        for (RecordedVersion &version : *versions)
            version.version = ids.renewed(version.version);
    co_return JournalWindow(*window);
}

QCoro::Task<Result<QMap<qint64, RemoteRead>>> ReplayJob::readRemote(
    QList<RecordedProduct> records, std::stop_token stop)
{
    QList<FieldsWanted> fields;
    QList<ShopifyId> whole;
    for (const RecordedProduct &record : records) {
        if (record.operations.isEmpty() || !record.shopifyProduct.isValid())
            continue;
        if (needsWhole(record))
            whole += record.shopifyProduct;
        else
            fields += fieldsOf(record.shopifyProduct, record.operations);
    }
    co_return co_await m_reads.fieldsAndWhole(fields, whole, stop);
}

QCoro::Task<Result<QList<ProductPlan>>> ReplayJob::planned(
    QList<RecordedProduct> records, bool replayConflicts, std::stop_token stop)
{
    const Result<QMap<qint64, RemoteRead>> remote = co_await readRemote(records, stop);
    if (!remote)
        co_return remote.failure();
    QList<ProductId> products;
    for (const RecordedProduct &record : records)
        if (record.product.isValid())
            products += record.product;
    const Result<QList<LocalImage>> images = co_await m_context.journal.localImages(products);
    if (!images)
        co_return images.failure();
    const auto held = imagesByProduct(*images);
    QList<ProductPlan> plans;
    for (const RecordedProduct &record : records) {
        const RemoteRead read = remote->value(record.shopifyProduct.value);
        plans += ProductPlan{.undo = planReplay(record, read, held.value(record.product.value), replayConflicts),
            .changedAt = read.content.updatedAt};
    }
    co_return plans;
}

QCoro::Task<Result<ReplayPlan>> ReplayJob::plan(ReplayRequest request, QString shopName, std::stop_token stop)
{
    const Result<JournalWindow> window = co_await checkedWindow(request);
    if (!window)
        co_return window.failure();
    const Result<QList<ProductPlan>> plans = co_await planned(recordsOf(*window), request.replayConflicts, stop);
    if (!plans)
        co_return plans.failure();
    QList<ProductUndo> undos;
    for (const ProductPlan &each : *plans)
        undos += each.undo;
    ReplayPlan plan{.from = request.from,
        .to = request.to,
        .recorded = window->operations.size() + window->versions.size(),
        .remark = remarkOn(*window, request),
        .fields = planFrom(undos, request.listEverything)};
    plan.fields.readAt = m_context.clock.now();
    plan.fields.shopName = shopName;
    plan.fields.laterBatches = laterBatches(*window);
    plan.fields.items = co_await withNames(plan.fields.items, m_reads, stop);
    co_return plan;
}

QCoro::Task<Result<BatchReport>> ReplayJob::run(ReplayRequest request, RollbackJob::Backup backup, std::stop_token stop)
{
    if (const Result<Done> valid = checkWindow(request.from, request.to, m_context.clock.now()); !valid)
        co_return valid.failure();
    if (const Result<Done> may = co_await guardWrites(m_context, request.shopNameTyped); !may)
        co_return may.failure();
    const Result<Done> leased = co_await m_lease.take(m_context.settings.identity, m_context.operatorAtDesk);
    if (!leased)
        co_return leased.failure();
    const Result<BatchReport> report = co_await runLeased(request, backup, stop);
    co_await m_lease.release();
    co_return report;
}

QCoro::Task<Result<BatchReport>> ReplayJob::runLeased(
    ReplayRequest request, RollbackJob::Backup backup, std::stop_token stop)
{
    OpenOperations open(m_context, m_reads, m_lease);
    if (const Result<SettleReport> settled = co_await open.settle({}, stop); !settled)
        co_return settled.failure();
    // Only now nobody else writes the journal, and nothing in it is open any more.
    const Result<JournalWindow> window = co_await recordedWindow(request);
    if (!window)
        co_return window.failure();
    const QList<RecordedProduct> records = recordsOf(*window);
    if (records.isEmpty())
        co_return Failure{FailureKind::Refused, tr("There is nothing to replay."), remarkOn(*window, request)};
    Result<QString> backupPath = QString();
    if (backup && !request.withoutBackup)
        backupPath = co_await backup(stop);
    if (!backupPath)
        co_return backupFailed(backupPath.failure());
    const BatchOpening opening{.kind = BatchKind::Replay,
        .scope = {{u"from"_s, iso(request.from)}, {u"to"_s, iso(request.to)},
            {u"replayConflicts"_s, request.replayConflicts}, {u"backup"_s, *backupPath}},
        .startedBy = m_context.operatorAtDesk,
        .total = records.size()};
    const Result<BatchId> batch = co_await m_context.journal.openBatch(opening);
    if (!batch)
        co_return batch.failure();
    m_context.observer.batchStarted(*batch, BatchKind::Replay);
    m_context.observer.phaseStarted(Phase::Writing, records.size());
    RollbackRun run(m_context, m_reads, m_lease, *batch,
        {u"replay"_s, tr("Was so already."), tr("Start the replay again when the database is faster.")});
    Plans plans(*this, records, request.replayConflicts);
    const Result<Done> done = co_await run.restore(plans, stop);
    co_return co_await finish(run, *backupPath, done);
}

QCoro::Task<Result<BatchReport>> ReplayJob::finish(RollbackRun &run, QString backupPath, Result<Done> done)
{
    m_context.observer.phaseStarted(Phase::Recording, 0);
    const BatchEnd end{.batch = run.batch(),
        .kind = BatchKind::Replay,
        .counts = run.counts(),
        .conflicts = run.leftAlone(),
        .warnings = warningsOf(run, backupPath),
        .done = done};
    co_return co_await endBatch(m_context, m_lease.epoch(), end);
}

} // namespace Sync
