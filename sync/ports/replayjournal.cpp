#include "sync/ports/replayjournal.h"

namespace Sync {

WindowProducts productsOf(const JournalWindow &window)
{
    WindowProducts named;
    for (const Operation &operation : window.operations) {
        named.products.insert(operation.product);
        named.shopifyProducts.insert(operation.shopifyProduct);
    }
    for (const RecordedVersion &version : window.versions) {
        named.products.insert(version.version.product);
        named.shopifyProducts.insert(version.version.shopifyProduct);
    }
    named.products.remove(ProductId{});
    named.shopifyProducts.remove(ShopifyId{});
    return named;
}

} // namespace Sync
