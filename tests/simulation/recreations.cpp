#include "tests/simulation/database.h"

#include <algorithm>
#include <tuple>

// What was deleted and came back: the statement resources/sql/journal/recreations.

using namespace Sync;

namespace Simulation {

namespace {

bool isDeletion(const Operation &operation)
{
    return operation.kind == OperationKind::ProductDelete || operation.kind == OperationKind::VariantsDelete;
}

bool isCreation(const Operation &operation)
{
    return operation.kind == OperationKind::ProductCreate || operation.kind == OperationKind::VariantsCreate;
}

Operation deletedBefore(const Tables &tables, const Operation &created)
{
    const auto row = std::find_if(tables.operations.cbegin(), tables.operations.cend(),
        [&created](const OperationRow &other) { return other.operation.id == created.undoes; });
    return row == tables.operations.cend() ? Operation() : row->operation;
}

} // namespace

QList<Recreation> recreationsOf(const Tables &tables, const QList<ShopifyId> &products)
{
    QList<ShopifyId> known = products;
    QList<OperationRow> found;
    for (bool more = true; more;) {
        more = false;
        for (const OperationRow &row : tables.operations) {
            const Operation &created = row.operation;
            if (!isCreation(created) || created.undoes.isNull() || created.state != OperationState::Confirmed)
                continue;
            const Operation deleted = deletedBefore(tables, created);
            const bool isNew = std::none_of(found.cbegin(), found.cend(),
                [&created](const OperationRow &other) { return other.operation.id == created.id; });
            if (!isNew || deleted.id.isNull() || !isDeletion(deleted) || !known.contains(deleted.shopifyProduct))
                continue;
            found += row;
            known += created.shopifyProduct;
            more = true;
        }
    }
    std::sort(found.begin(), found.end(), [](const OperationRow &left, const OperationRow &right) {
        return std::tuple(left.plannedAt, left.operation.batch, left.operation.sequence)
            < std::tuple(right.plannedAt, right.operation.batch, right.operation.sequence);
    });
    QList<Recreation> recreations;
    for (const OperationRow &row : std::as_const(found)) {
        const Operation deleted = deletedBefore(tables, row.operation);
        const CatalogueRow *here = tables.linkedTo(row.operation.shopifyProduct);
        recreations += Recreation{.product = deleted.shopifyProduct,
            .now = row.operation.shopifyProduct,
            .here = here ? here->product.id : ProductId{},
            .deleted = deleted.before.variants,
            .created = row.operation.returned.value_or(ContentPatch()).variants};
    }
    return recreations;
}

Result<QList<Recreation>> Database::recreations(const QList<ShopifyId> &products)
{
    return recreationsOf(m_tables, products);
}

} // namespace Simulation
