#include "tests/simulation/tables.h"

#include "sync/api/catalogue.h"

#include <algorithm>

namespace Simulation {

const Sync::LocalVariant *variantById(const Sync::LocalProduct &product, Sync::VariantId id)
{
    const auto found = std::find_if(
        product.variants.cbegin(), product.variants.cend(), [id](const Sync::LocalVariant &v) { return v.id == id; });
    return found == product.variants.cend() ? nullptr : &*found;
}

QList<qint64> ShopSide::variantsOf(qint64 product) const
{
    QList<qint64> ids;
    for (auto variant = variants.cbegin(); variant != variants.cend(); ++variant)
        if (variant->product == product)
            ids += variant.key();
    const auto place = [this](qint64 id) {
        return variants.constFind(id)->fields.value(Sync::Field::position.toString()).value_or(QString()).toInt();
    };
    std::stable_sort(
        ids.begin(), ids.end(), [&place](qint64 left, qint64 right) { return place(left) < place(right); });
    return ids;
}

std::optional<Sync::ProductContent> ShopSide::content(qint64 product) const
{
    const auto found = products.constFind(product);
    const QList<qint64> ids = variantsOf(product);
    if (found == products.cend() && ids.isEmpty())
        return std::nullopt;
    Sync::ProductContent content{.id = Sync::ShopifyId{product}, .allVariants = found != products.cend()};
    if (found != products.cend())
        content.fields = *found;
    for (const qint64 id : ids) {
        const SideVariant &variant = *variants.constFind(id);
        content.variants += Sync::VariantContent{Sync::ShopifyId{id}, variant.inventoryItem, variant.fields};
    }
    return content;
}

const OperationRow *Tables::operation(QUuid id) const
{
    const auto found = std::find_if(
        operations.crbegin(), operations.crend(), [id](const OperationRow &row) { return row.operation.id == id; });
    return found == operations.crend() ? nullptr : &*found;
}

const CatalogueRow *Tables::linkedTo(Sync::ShopifyId product) const
{
    const auto found = std::find_if(products.cbegin(), products.cend(),
        [product](const CatalogueRow &row) { return row.product.shopifyId == product; });
    return found == products.cend() ? nullptr : &*found;
}

} // namespace Simulation
