#include "tests/simulation/database.h"
#include "tests/simulation/settlementwrites.h"

#include <algorithm>
#include <functional>
#include <tuple>

// What the journal recorded between two times: the statements of resources/sql/replay.

using namespace Sync;

namespace Simulation {

namespace {

bool isBetween(Milliseconds moment, const QDateTime &from, const QDateTime &to)
{
    const QDateTime at = timeOf(moment);
    return from <= at && at <= to;
}

bool countsForReplay(const Operation &operation)
{
    return operation.state == OperationState::Confirmed || operation.state == OperationState::Sent
        || operation.state == OperationState::Unknown;
}

/// The catalogue's product: the one written down, or, where that is gone, the one linked to the same in Shopify.
ProductId productNow(const Tables &tables, const Operation &operation)
{
    if (tables.products.contains(operation.product.value))
        return operation.product;
    const CatalogueRow *linked
        = operation.shopifyProduct.isValid() ? tables.linkedTo(operation.shopifyProduct) : nullptr;
    return linked ? linked->product.id : operation.product;
}

QList<Operation> operationsWhere(
    const Database &database, const Tables &tables, const std::function<bool(const OperationRow &)> &isMeant)
{
    QList<OperationRow> rows;
    for (const OperationRow &row : tables.operations)
        if (countsForReplay(row.operation) && isMeant(row))
            rows += row;
    std::stable_sort(rows.begin(), rows.end(), [](const OperationRow &left, const OperationRow &right) {
        return std::tuple(left.plannedAt, left.operation.batch, left.operation.sequence)
            < std::tuple(right.plannedAt, right.operation.batch, right.operation.sequence);
    });
    QList<Operation> operations;
    for (const OperationRow &row : std::as_const(rows)) {
        Operation operation = withTimes(database, row);
        operation.product = productNow(tables, operation);
        if (!operation.sentAt.isValid())
            operation.sentAt = timeOf(row.plannedAt);
        operations += operation;
    }
    return operations;
}

/// Batches that write the catalogue without a call.
bool writesHere(const Tables &tables, BatchId batch)
{
    const BatchKind kind = tables.batches.value(batch.value).kind;
    return kind == BatchKind::Apply || kind == BatchKind::Rollback || kind == BatchKind::Replay;
}

QList<RecordedVersion> versionsWhere(const Tables &tables, const std::function<bool(const VersionRow &)> &isMeant)
{
    const auto local = [](const std::optional<Image> &image) {
        return image ? std::optional(LocalImage{image->row.product, image->base}) : std::nullopt;
    };
    QList<VersionRow> versions = tables.versions;
    std::stable_sort(versions.begin(), versions.end(), [](const VersionRow &left, const VersionRow &right) {
        return std::pair(left.createdAt, left.id) < std::pair(right.createdAt, right.id);
    });
    QList<RecordedVersion> recorded;
    for (const VersionRow &row : std::as_const(versions))
        if (writesHere(tables, row.batch) && isMeant(row))
            recorded += RecordedVersion{{row.id, row.product, row.shopifyProduct, local(row.before), local(row.after)},
                timeOf(row.createdAt), row.batch};
    return recorded;
}

/// What came after the window, of the products in it alone.
void addLater(const Database &database, const Tables &tables, const QDateTime &to, JournalWindow &window)
{
    const WindowProducts named = productsOf(window);
    window.laterOperations = operationsWhere(database, tables, [&](const OperationRow &row) {
        return timeOf(row.plannedAt) > to
            && (named.products.contains(row.operation.product)
                || named.shopifyProducts.contains(row.operation.shopifyProduct));
    });
    window.laterVersions = versionsWhere(tables,
        [&](const VersionRow &row) { return timeOf(row.createdAt) > to && named.products.contains(row.product); });
}

} // namespace

Result<JournalWindow> Database::window(const QDateTime &from, const QDateTime &to)
{
    JournalWindow window{.operations
        = operationsWhere(*this, m_tables, [&](const OperationRow &row) { return isBetween(row.plannedAt, from, to); }),
        .versions = versionsWhere(m_tables, [&](const VersionRow &row) { return isBetween(row.createdAt, from, to); })};
    addLater(*this, m_tables, to, window);
    const auto reach = [&window](Milliseconds moment) {
        const QDateTime at = timeOf(moment);
        window.oldest = window.oldest.isValid() ? std::min(window.oldest, at) : at;
        window.newest = window.newest.isValid() ? std::max(window.newest, at) : at;
    };
    for (const OperationRow &row : std::as_const(m_tables.operations))
        reach(row.plannedAt);
    for (const VersionRow &row : std::as_const(m_tables.versions))
        reach(row.createdAt);
    return window;
}

} // namespace Simulation
