#include "tests/simulation/database.h"

#include <QMap>
#include <QSet>

#include <algorithm>
#include <tuple>

// Whose stock was set since a batch: the statement resources/sql/journal/restocked_since.

using namespace Sync;

namespace Simulation {

namespace {

bool setsStock(const OperationRow &row)
{
    const OperationKind kind = row.operation.kind;
    return row.operation.state == OperationState::Confirmed
        && (kind == OperationKind::InventorySet || kind == OperationKind::InventoryActivate
            || kind == OperationKind::InventoryDeactivate);
}

/// The batch's operations and all that took them back, and took that back.
QSet<QUuid> ownOperations(const Tables &tables, BatchId batch, const QList<ProductId> &products)
{
    QSet<QUuid> own;
    for (bool more = true; more;) {
        more = false;
        for (const OperationRow &row : tables.operations) {
            const Operation &each = row.operation;
            if ((each.batch == batch && products.contains(each.product)) || own.contains(each.undoes)) {
                more = more || !own.contains(each.id);
                own.insert(each.id);
            }
        }
    }
    return own;
}

} // namespace

Result<QList<ShopifyId>> Database::restockedSince(BatchId batch, const QList<ProductId> &products)
{
    const QSet<QUuid> own = ownOperations(m_tables, batch, products);
    QList<Operation> settings;
    for (const OperationRow &row : std::as_const(m_tables.operations))
        if (setsStock(row) && row.operation.batch > batch && products.contains(row.operation.product)
            && !own.contains(row.operation.id))
            settings += row.operation;
    std::sort(settings.begin(), settings.end(), [](const Operation &left, const Operation &right) {
        return std::tuple(left.batch, left.sequence) < std::tuple(right.batch, right.sequence);
    });
    QMap<std::pair<qint64, QString>, std::pair<FieldValue, FieldValue>> net;
    for (const Operation &operation : std::as_const(settings))
        for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant)
            for (auto field = variant->cbegin(); field != variant->cend(); ++field) {
                const std::pair place(variant.key(), field.key());
                if (!net.contains(place))
                    net[place].first = operation.before.variants.value(variant.key()).value(field.key());
                net[place].second = *field;
            }
    QList<ShopifyId> restocked;
    for (auto place = net.cbegin(); place != net.cend(); ++place)
        if (place->first != place->second && !restocked.contains(ShopifyId{place.key().first}))
            restocked += ShopifyId{place.key().first};
    return restocked;
}

} // namespace Simulation
