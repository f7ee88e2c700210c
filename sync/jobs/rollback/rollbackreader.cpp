#include "sync/jobs/rollback/rollbackreader.h"

#include "sync/api/catalogue.h"
#include "sync/ports/journalstore.h"

#include <algorithm>

namespace Sync {

namespace {

bool needsWhole(const QList<Operation> &operations)
{
    return std::any_of(operations.cbegin(), operations.cend(), [](const Operation &operation) {
        return operation.kind == OperationKind::ProductCreate || operation.kind == OperationKind::VariantsCreate
            || operation.kind == OperationKind::VariantsDelete;
    });
}

/// The product as Shopify knows it: a create is told by its answer.
ShopifyId shopifyIdOf(const BatchTrace &trace)
{
    ShopifyId id;
    for (const Operation &operation : trace.operations)
        if (operation.shopifyProduct.isValid())
            id = operation.shopifyProduct;
    return id;
}

/// All operations' fields in one wish, so that one read serves all of them.
FieldsWanted fieldsOf(const BatchTrace &trace)
{
    FieldsWanted all{.product = shopifyIdOf(trace)};
    for (const Operation &operation : trace.operations) {
        const FieldsWanted one = fieldsOf(operation);
        all.productFields = all.productFields || one.productFields;
        all.productNames.unite(one.productNames);
        for (auto variant = one.variants.cbegin(); variant != one.variants.cend(); ++variant)
            all.variants[variant.key()].unite(variant.value());
    }
    return all;
}

} // namespace

RollbackReader::RollbackReader(const ProtocolContext &context, ShopReads &reads)
    : m_context(context)
    , m_reads(reads)
{ }

QCoro::Task<Result<QList<BatchTrace>>> RollbackReader::traces(BatchId batch, QList<ProductId> products)
{
    const Result<QList<Operation>> operations = co_await m_context.journal.operations(batch, products);
    if (!operations)
        co_return operations.failure();
    QList<BatchTrace> traces;
    // Walked backwards, so that the product written last comes first. Operations of one product share its id in the
    // catalogue, or, where it has none there, the one in Shopify.
    for (auto operation = operations->crbegin(); operation != operations->crend(); ++operation) {
        if (operation->state == OperationState::Failed || operation->state == OperationState::Planned)
            continue;
        auto trace = std::find_if(traces.begin(), traces.end(), [&operation](const BatchTrace &known) {
            const Operation &other = known.operations.first();
            return operation->product.isValid()
                ? other.product == operation->product
                : !other.product.isValid() && other.shopifyProduct == operation->shopifyProduct;
        });
        if (trace == traces.end()) {
            traces += BatchTrace{.product = operation->product};
            trace = std::prev(traces.end());
        }
        trace->operations.prepend(*operation);
    }
    if (!traces.isEmpty())
        co_return traces;
    const Result<QList<ProductVersion>> versions = co_await m_context.journal.versions(batch, products);
    if (!versions)
        co_return versions.failure();
    for (auto version = versions->crbegin(); version != versions->crend(); ++version)
        traces += BatchTrace{.product = version->product, .version = *version};
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
            fields += fieldsOf(trace);
    }
    Result<QMap<qint64, RemoteRead>> reads = co_await m_reads.fields(fields, stop);
    if (!reads)
        co_return reads.failure();
    const Result<QMap<qint64, RemoteRead>> wholes = co_await m_reads.whole(whole, stop);
    if (!wholes)
        co_return wholes.failure();
    reads->insert(*wholes);
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

QCoro::Task<Result<QList<ProductUndo>>> RollbackReader::plan(
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
    QMap<qint64, LocalImage> local;
    for (const LocalImage &image : *images)
        local.insert(image.product.id.value, image);
    QList<ProductUndo> undos;
    for (const BatchTrace &trace : traces) {
        std::optional<LocalImage> held;
        if (const auto found = local.constFind(trace.product.value); found != local.cend())
            held = *found;
        if (trace.version) {
            undos += planLocalUndo(*trace.version, held, policy);
            continue;
        }
        const ShopifyId id = shopifyIdOf(trace);
        ProductUndo undo = planUndo(trace.operations, remote->value(id.value), held, policy);
        undo.shopifyProduct = id;
        undos += undo;
    }
    co_return undos;
}

} // namespace Sync
