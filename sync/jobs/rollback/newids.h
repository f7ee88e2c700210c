#pragma once

#include "sync/ports/journalstore.h"
#include "sync/ports/operation.h"
#include "sync/ports/recreation.h"

#include <QHash>
#include <QList>

namespace Sync {

/// Tells what was recorded under the ids of something deleted as if it had always had the ids under which it came
/// back. Shopify never gives an id twice, so the old ones cannot mean anything else.
class NewIds
{
public:
    explicit NewIds(const QList<Recreation> &recreations);

    bool isEmpty() const { return m_products.isEmpty() && m_variants.isEmpty(); }

    ShopifyId product(ShopifyId id) const;
    ShopifyId variant(ShopifyId id) const;
    /// With the ids of today, of the catalogue's product too where the recorded one may be gone.
    Operation renewed(Operation operation) const;
    /// One in which variants or links came or went stays as it was recorded: it is put back whole or not at all.
    ProductVersion renewed(ProductVersion version) const;

private:
    ContentPatch renewed(ContentPatch patch) const;
    LocalImage renewed(LocalImage image) const;

    QHash<qint64, qint64> m_products;
    QHash<qint64, qint64> m_variants;
    QHash<qint64, qint64> m_here; ///< By the newest id in Shopify.
};

} // namespace Sync
