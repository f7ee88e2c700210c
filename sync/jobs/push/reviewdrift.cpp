#include "sync/jobs/push/reviewdrift.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"

namespace Sync {

namespace {

/// Facets that the reviewer did not see.
QList<FieldConflict> newFacets(ShopifyId variant, const FieldMap &expected, const FieldMap &found)
{
    QList<FieldConflict> conflicts;
    for (auto field = found.cbegin(); field != found.cend(); ++field)
        if (isFacet(field.key()) && !expected.contains(field.key()) && !movesByItself(field.key()))
            conflicts += FieldConflict{variant, field.key(), {}, field.value(), {}};
    return conflicts;
}

} // namespace

QList<FieldConflict> variantConflicts(const VariantContent &expected, const VariantContent &found)
{
    QList<FieldConflict> conflicts;
    for (auto field = expected.fields.cbegin(); field != expected.fields.cend(); ++field)
        if (const FieldValue value = found.fields.value(field.key());
            !isStock(field.key()) && field.key() != Field::position && !sameValue(field.key(), field.value(), value))
            conflicts += FieldConflict{expected.id, field.key(), field.value(), value, {}};
    conflicts += newFacets(expected.id, expected.fields, found.fields);
    return conflicts;
}

QList<FieldConflict> changesSince(const ProductContent &expected, const ProductContent &found)
{
    QList<FieldConflict> conflicts;
    for (auto field = expected.fields.cbegin(); field != expected.fields.cend(); ++field)
        if (const FieldValue now = found.fields.value(field.key());
            !movesByItself(field.key()) && !found.hides(field.key()) && !sameValue(field.key(), field.value(), now))
            conflicts += FieldConflict{{}, field.key(), field.value(), now, {}};
    conflicts += newFacets({}, expected.fields, found.fields);
    for (const VariantContent &variant : expected.variants) {
        const VariantContent *now = found.variant(variant.id);
        if (!now) {
            conflicts += FieldConflict{variant.id, {}, variant.fields.value(Field::variantTitle.toString()), {}, {}};
            continue;
        }
        conflicts += variantConflicts(variant, *now);
    }
    for (const VariantContent &variant : found.variants)
        if (!expected.variant(variant.id))
            conflicts += FieldConflict{variant.id, {}, {}, variant.fields.value(Field::variantTitle.toString()), {}};
    return conflicts;
}

} // namespace Sync
