#include "sync/jobs/rollback/rollbackreader.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/ownwrites.h"
#include "sync/jobs/rollback/newids.h"
#include "sync/ports/clock.h"
#include "sync/ports/journalstore.h"

#include <QHash>

#include <algorithm>

namespace Sync {

namespace {

/// The product as Shopify knows it: a create is told by its answer.
ShopifyId shopifyIdOf(const BatchTrace &trace)
{
    ShopifyId id;
    for (const Operation &operation : trace.operations)
        if (operation.shopifyProduct.isValid())
            id = operation.shopifyProduct;
    return id;
}

bool hasCreated(const QList<Operation> &operations)
{
    return std::any_of(operations.cbegin(), operations.cend(), [](const Operation &operation) {
        return operation.kind == OperationKind::ProductCreate || operation.kind == OperationKind::VariantsCreate;
    });
}

/// Walked backwards, so that the product written last comes first. Operations of one product share its id in the
/// catalogue, or, where it has none there, the one in Shopify.
QList<BatchTrace> tracesOf(const QList<Operation> &operations)
{
    QList<BatchTrace> traces;
    QHash<std::pair<qint64, qint64>, qsizetype> places;
    for (auto operation = operations.crbegin(); operation != operations.crend(); ++operation) {
        if (operation->state == OperationState::Failed || operation->state == OperationState::Planned)
            continue;
        const qint64 product = operation->product.value;
        const std::pair<qint64, qint64> key{product, product != 0 ? 0 : operation->shopifyProduct.value};
        const auto known = places.constFind(key);
        const qsizetype place = known == places.cend() ? traces.size() : *known;
        if (known == places.cend()) {
            places.insert(key, place);
            traces += BatchTrace{.product = operation->product};
        }
        traces[place].operations.prepend(*operation);
    }
    return traces;
}

void addVersions(QList<BatchTrace> &traces, const QList<ProductVersion> &versions)
{
    QHash<qint64, qsizetype> byProduct, byShopifyProduct;
    for (qsizetype place = 0; place < traces.size(); ++place) {
        byProduct.insert(traces.at(place).product.value, place);
        byShopifyProduct.insert(shopifyIdOf(traces.at(place)).value, place);
    }
    for (auto version = versions.crbegin(); version != versions.crend(); ++version) {
        // A product that a call brought back has the catalogue's id only in its version.
        const qsizetype place = byProduct.value(
            version->product.value, byShopifyProduct.value(version->shopifyProduct.value, traces.size()));
        if (place == traces.size())
            traces += BatchTrace{.product = version->product};
        traces[place].product = version->product;
        traces[place].version = *version;
    }
}

bool isWanted(const BatchTrace &trace, const RollbackRequest &request)
{
    const ShopifyId inShopify
        = trace.operations.isEmpty() && trace.version ? trace.version->shopifyProduct : shopifyIdOf(trace);
    return (trace.product.isValid() && request.products.contains(trace.product))
        || (inShopify.isValid() && request.shopifyProducts.contains(inShopify));
}

} // namespace

bool needsWhole(const QList<Operation> &operations)
{
    return std::any_of(operations.cbegin(), operations.cend(), [](const Operation &operation) {
        return operation.kind == OperationKind::ProductCreate || operation.kind == OperationKind::VariantsCreate
            || operation.kind == OperationKind::VariantsDelete || operation.kind == OperationKind::VariantsReorder;
    });
}

RollbackReader::RollbackReader(const ProtocolContext &context, ShopReads &reads)
    : m_context(context)
    , m_reads(reads)
{ }

/// How long Shopify may not show what became of the last of them, counted from when they were read from the journal.
std::chrono::milliseconds RollbackReader::longestUnshown(const QList<Operation> &operations) const
{
    std::chrono::milliseconds longest{0};
    for (const Operation &operation : operations) {
        // The lines of a bulk run are written while it runs.
        const std::chrono::milliseconds running
            = operation.bulkRun.isNull() ? std::chrono::milliseconds(0) : m_context.bulk.longestRun;
        longest = std::max(longest, m_context.times.readLag + running - operation.age);
    }
    return longest;
}

QCoro::Task<Result<QList<BatchTrace>>> RollbackReader::traces(RollbackRequest request, BatchKind kind)
{
    // Without an id in the catalogue a product is found by looking through all of them.
    const bool byProduct = request.shopifyProducts.isEmpty();
    const QList<ProductId> products = byProduct ? request.products : QList<ProductId>();
    const Result<QList<Operation>> operations = co_await m_context.journal.operations(request.batch, products);
    if (!operations)
        co_return operations.failure();
    QList<BatchTrace> traces = tracesOf(*operations);
    for (BatchTrace &trace : traces)
        trace.shownBy = m_context.clock.monotonic() + longestUnshown(trace.operations);
    // A push writes nothing but by its calls; the others may, also where they had calls to make.
    if (traces.isEmpty() || kind != BatchKind::Push) {
        const Result<QList<ProductVersion>> versions = co_await m_context.journal.versions(request.batch, products);
        if (!versions)
            co_return versions.failure();
        addVersions(traces, *versions);
    }
    if (!byProduct)
        traces.removeIf([&request](const BatchTrace &trace) { return !isWanted(trace, request); });
    const Result<QList<BatchTrace>> renewed = co_await withNewIds(traces);
    if (!renewed)
        co_return renewed.failure();
    co_return co_await withRestocked(*renewed, request.batch);
}

/// Stock of what the batch created: whether it was sold or set by a person cannot be seen in Shopify, only in the
/// journal.
QCoro::Task<Result<QList<BatchTrace>>> RollbackReader::withRestocked(QList<BatchTrace> traces, BatchId batch)
{
    QList<ProductId> products;
    for (const BatchTrace &trace : traces)
        if (trace.product.isValid() && hasCreated(trace.operations))
            products += trace.product;
    if (products.isEmpty())
        co_return traces;
    const Result<QList<ShopifyId>> restocked = co_await m_context.journal.restockedSince(batch, products);
    if (!restocked)
        co_return restocked.failure();
    QSet<qint64> variants;
    for (const ShopifyId variant : *restocked)
        variants.insert(variant.value);
    for (BatchTrace &trace : traces)
        trace.restocked = variants;
    co_return traces;
}

/// What was deleted since and came back is under other ids than the batch knew.
QCoro::Task<Result<QList<BatchTrace>>> RollbackReader::withNewIds(QList<BatchTrace> traces)
{
    QList<ShopifyId> products;
    for (const BatchTrace &trace : traces)
        products += trace.operations.isEmpty() ? trace.version->shopifyProduct : shopifyIdOf(trace);
    const Result<QList<Recreation>> recreations = co_await m_context.journal.recreations(products);
    if (!recreations)
        co_return recreations.failure();
    const NewIds ids(*recreations);
    if (ids.isEmpty())
        co_return traces;
    for (BatchTrace &trace : traces) {
        for (Operation &operation : trace.operations) {
            operation = ids.renewed(operation);
            trace.product = operation.product;
        }
        if (trace.version)
            trace.version = ids.renewed(*trace.version);
    }
    co_return traces;
}

QCoro::Task<Result<QMap<qint64, RemoteRead>>> RollbackReader::readRemote(QList<BatchTrace> traces, std::stop_token stop)
{
    QList<FieldsWanted> fields;
    QList<ShopifyId> whole;
    for (const BatchTrace &trace : traces) {
        if (trace.operations.isEmpty())
            continue;
        if (needsWhole(trace.operations))
            whole += shopifyIdOf(trace);
        else
            fields += fieldsOf(shopifyIdOf(trace), trace.operations);
    }
    Result<QMap<qint64, RemoteRead>> reads = co_await m_reads.fieldsAndWhole(fields, whole, stop);
    if (!reads)
        co_return reads.failure();
    for (const BatchTrace &trace : traces) {
        const auto deleted = std::find_if(trace.operations.cbegin(), trace.operations.cend(),
            [](const Operation &operation) { return operation.kind == OperationKind::ProductDelete; });
        if (deleted == trace.operations.cend() || !reads->value(shopifyIdOf(trace).value).gone)
            continue;
        const FieldValue handle = deleted->before.product.value(Field::handle.toString());
        const Result<RemoteRead> other = co_await m_reads.byHandle(handle.value_or(QString()), stop);
        if (!other)
            co_return other.failure();
        (*reads)[shopifyIdOf(trace).value].isHandleTaken = !other->gone;
    }
    co_return *reads;
}

QCoro::Task<Result<QList<ProductPlan>>> RollbackReader::plan(
    QList<BatchTrace> traces, UndoPolicy policy, std::stop_token stop)
{
    Result<QList<ProductPlan>> plans = co_await planOnce(traces, policy, stop);
    while (plans) {
        QList<qsizetype> doubtful;
        for (qsizetype place = 0; place < traces.size(); ++place) {
            const BatchTrace trace = traces.at(place);
            const ProductPlan plan = plans->at(place);
            const Result<bool> isDoubtful = co_await mayNotShow(trace, plan);
            if (!isDoubtful)
                co_return isDoubtful.failure();
            if (*isDoubtful)
                doubtful += place;
        }
        if (doubtful.isEmpty())
            break;
        const bool slept = co_await m_context.clock.sleep(m_context.times.lookAgain, stop);
        if (!slept)
            co_return stopped();
        QList<BatchTrace> again;
        for (const qsizetype place : doubtful)
            again += traces.at(place);
        const Result<QList<ProductPlan>> renewed = co_await planOnce(again, policy, stop);
        if (!renewed)
            co_return renewed.failure();
        for (qsizetype i = 0; i < doubtful.size(); ++i)
            (*plans)[doubtful.at(i)] = renewed->at(i);
    }
    co_return plans;
}

QCoro::Task<Result<bool>> RollbackReader::mayNotShow(BatchTrace trace, ProductPlan plan)
{
    const bool isAnyBack = std::any_of(plan.undo.items.cbegin(), plan.undo.items.cend(),
        [](const RollbackItem &item) { return item.remote && item.fate == RollbackFate::AlreadyBack; });
    if (!isAnyBack || !plan.read || m_context.clock.monotonic() >= trace.shownBy)
        co_return false;
    // What a later batch of ours made of it is no late answer.
    const BatchId batch = trace.operations.first().batch;
    const Result<QList<BatchId>> later = co_await m_context.journal.laterBatches(batch);
    if (!later)
        co_return later.failure();
    QList<Operation> written = trace.operations;
    const QList<ProductId> products{trace.product};
    for (auto next = later->crbegin(); next != later->crend(); ++next) {
        const Result<QList<Operation>> operations = co_await m_context.journal.operations(*next, products);
        if (!operations)
            co_return operations.failure();
        written += *operations;
    }
    co_return missesOwnWrites(*plan.read, written);
}

QCoro::Task<Result<QList<ProductPlan>>> RollbackReader::planOnce(
    QList<BatchTrace> traces, UndoPolicy policy, std::stop_token stop)
{
    const Result<QMap<qint64, RemoteRead>> remote = co_await readRemote(traces, stop);
    if (!remote)
        co_return remote.failure();
    QList<ProductId> products;
    for (const BatchTrace &trace : traces)
        products += trace.product;
    const Result<QList<LocalImage>> images = co_await m_context.journal.localImages(products);
    if (!images)
        co_return images.failure();
    const auto local = imagesByProduct(*images);
    QList<ProductPlan> plans;
    for (const BatchTrace &trace : traces) {
        const std::optional<LocalImage> held = local.value(trace.product.value);
        if (trace.operations.isEmpty() && trace.version) {
            plans += ProductPlan{.undo = planLocalUndo(*trace.version, held, policy)};
            continue;
        }
        const ShopifyId id = shopifyIdOf(trace);
        const RemoteRead read = remote->value(id.value);
        ProductPlan plan{.undo = planUndo(trace.operations, trace.version, read, held, policy, trace.restocked),
            .read = read,
            .changedAt = read.content.updatedAt};
        plan.undo.shopifyProduct = id;
        plan.undo.product = trace.product;
        plans += plan;
    }
    co_return plans;
}

} // namespace Sync
