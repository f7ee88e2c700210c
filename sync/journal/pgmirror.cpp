#include "sync/journal/pgcontent.h"
#include "sync/journal/pgsettlement.h"

#include "sync/api/catalogue.h"
#include "sync/db/pgsession.h"
#include "sync/journal/sharedrows.h"

#include <QJsonValue>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

Result<Done> writeProduct(const WriteRow &run, ShopifyId id, const ProductContent &seen, const ProductContent *held)
{
    if (plainFields(seen.fields).isEmpty())
        return Done{};
    FieldMap merged = held ? held->fields : FieldMap();
    merged.insert(seen.fields);
    const QString hash = productHash(merged);
    if (hash.isEmpty())
        return Done{}; // not all of it is known: the next pull brings it
    QJsonObject patch = patchJson(merged, PatchTarget::Shopify, true);
    if (seen.createdAt.isValid())
        patch.insert(u"created_at"_s, seen.createdAt.toString(Qt::ISODateWithMs));
    if (seen.updatedAt.isValid())
        patch.insert(u"updated_at"_s, seen.updatedAt.toString(Qt::ISODateWithMs));
    return run(held ? u"journal/update_mirror_product" : u"journal/insert_mirror_product",
        {{u"id"_s, id.value}, {u"patch"_s, patch}, {u"hash"_s, hash}});
}

Result<Done> writeVariant(
    const WriteRow &run, ShopifyId product, const VariantContent &seen, const VariantContent *held)
{
    if (plainFields(seen.fields).isEmpty())
        return Done{};
    FieldMap merged = held ? held->fields : FieldMap();
    merged.insert(seen.fields);
    const QString hash = variantHash(merged);
    if (hash.isEmpty())
        return Done{};
    QJsonObject patch = patchJson(merged, PatchTarget::Shopify, false);
    patch.insert(u"product_id"_s, QString::number(product.value));
    if (seen.inventoryItem.isValid())
        patch.insert(u"inventory_item_id"_s, QString::number(seen.inventoryItem.value));
    return run(held ? u"journal/update_mirror_variant" : u"journal/insert_mirror_variant",
        {{u"id"_s, seen.id.value}, {u"patch"_s, patch}, {u"hash"_s, hash}});
}

/// The facets seen, and those of before that a complete reading did not show.
Result<Done> writeFacets(const WriteRow &run, ShopifyId product, const ProductContent &seen, const ProductContent *held)
{
    FieldMap own = seen.fields;
    QMap<qint64, FieldMap> ofVariants;
    for (const VariantContent &variant : seen.variants)
        ofVariants.insert(variant.id.value, variant.fields);
    const auto addGone = [&seen](FieldMap &facets, const FieldMap &before) {
        const FieldMap known = facetFields(before);
        for (auto facet = known.cbegin(); facet != known.cend(); ++facet)
            if (!facets.contains(facet.key()) && seen.hasAllLike(facet.key()))
                facets.insert(facet.key(), std::nullopt);
    };
    if (held) {
        addGone(own, held->fields);
        for (auto variant = ofVariants.begin(); variant != ofVariants.end(); ++variant)
            if (const VariantContent *before = held->variant(ShopifyId{variant.key()}))
                addGone(variant.value(), before->fields);
    }
    const QJsonArray facets = facetsJson(own, ofVariants);
    return facets.isEmpty() ? Result<Done>(Done{})
                            : run(u"journal/write_mirror_facets", {{u"id"_s, product.value}, {u"facets"_s, facets}});
}

} // namespace

Result<Done> writeSeenIntoMirror(PgSession &session, ShopifyId product, const ProductContent &seen)
{
    const auto mirror = readShopSide(session, ShopSide::Mirror, {product});
    if (!mirror)
        return mirror.failure();
    const auto found = mirror->constFind(product.value);
    const WriteRow run
        = [&session](QStringView statement, const QJsonObject &row) { return runForRow(session, statement, row); };
    return writeSeenIntoMirror(run, product, seen, found == mirror->cend() ? nullptr : &*found);
}

Result<Done> writeSeenIntoMirror(
    const WriteRow &run, ShopifyId product, const ProductContent &seen, const ProductContent *held)
{
    const bool hasProduct = held && !held->fields.isEmpty();
    if (const auto written = writeProduct(run, product, seen, hasProduct ? held : nullptr); !written)
        return written.failure();
    for (const VariantContent &variant : seen.variants)
        if (const auto written = writeVariant(run, product, variant, held ? held->variant(variant.id) : nullptr);
            !written)
            return written.failure();
    if (const auto written = writeFacets(run, product, seen, held); !written)
        return written.failure();
    if (!seen.allVariants || !held)
        return Done{};
    QJsonArray gone;
    for (const VariantContent &variant : held->variants)
        if (!seen.variant(variant.id))
            gone += variant.id.value;
    return gone.isEmpty() ? Result<Done>(Done{}) : run(u"journal/delete_mirror_variants", {{u"ids"_s, gone}});
}

} // namespace Sync
