#include "sync/jobs/rollback/newids.h"

#include "sync/jobs/push/steps.h"
#include "sync/jobs/rollback/localundo.h"

namespace Sync {

namespace {

/// The last of a chain: what came back may have been deleted and have come back again.
ShopifyId newest(const QHash<qint64, qint64> &ids, ShopifyId id)
{
    for (auto next = ids.constFind(id.value); next != ids.cend(); next = ids.constFind(id.value))
        id = ShopifyId{*next};
    return id;
}

} // namespace

NewIds::NewIds(const QList<Recreation> &recreations)
{
    for (const Recreation &recreation : recreations) {
        if (recreation.product != recreation.now)
            m_products.insert(recreation.product.value, recreation.now.value);
        if (recreation.here.isValid())
            m_here.insert(recreation.now.value, recreation.here.value);
        // Options are what a variant is known by while it has no id.
        for (auto was = recreation.deleted.cbegin(); was != recreation.deleted.cend(); ++was)
            for (auto is = recreation.created.cbegin(); is != recreation.created.cend(); ++is)
                if (sameOptions(*was, *is))
                    m_variants.insert(was.key(), is.key());
    }
}

ShopifyId NewIds::product(ShopifyId id) const
{
    return newest(m_products, id);
}

ShopifyId NewIds::variant(ShopifyId id) const
{
    return newest(m_variants, id);
}

Operation NewIds::renewed(Operation operation) const
{
    const ShopifyId now = product(operation.shopifyProduct);
    if (now != operation.shopifyProduct && m_here.contains(now.value))
        operation.product = ProductId{m_here.value(now.value)};
    operation.shopifyProduct = now;
    operation.before = renewed(std::move(operation.before));
    operation.after = renewed(std::move(operation.after));
    if (operation.returned)
        operation.returned = renewed(std::move(*operation.returned));
    return operation;
}

ProductVersion NewIds::renewed(ProductVersion version) const
{
    if (isRebuilt(version))
        return version;
    ProductVersion now = version;
    now.before = renewed(*version.before);
    now.after = renewed(*version.after);
    now.shopifyProduct = product(version.shopifyProduct);
    now.isRenewed = now != version;
    return now;
}

ContentPatch NewIds::renewed(ContentPatch patch) const
{
    QMap<qint64, FieldMap> variants;
    for (auto fields = patch.variants.cbegin(); fields != patch.variants.cend(); ++fields)
        variants.insert(variant(ShopifyId{fields.key()}).value, *fields);
    patch.variants = variants;
    return patch;
}

LocalImage NewIds::renewed(LocalImage image) const
{
    image.product.shopifyId = product(image.product.shopifyId);
    for (LocalVariant &local : image.product.variants)
        local.shopifyId = variant(local.shopifyId);
    image.base = renewed(std::move(image.base));
    return image;
}

} // namespace Sync
