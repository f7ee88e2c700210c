#include "sync/jobs/rollback/variantsback.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/jobs/rollback/comeback.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Rollback", text);
}

/// Of a facet that was not read nothing is known, and what cannot be written cannot be put back.
bool isComparable(const QString &field, const FieldMap &now)
{
    return field != Field::position && field != Field::variantTitle && !movesByItself(field)
        && (now.contains(field) || !isFacet(field)) && !whyNotWritable(field);
}

/// A variant that is there again with other values than the one that was removed.
void putValuesBack(GroupUndo &undo, ContentPatch &before, ContentPatch &after, const FieldMap &removed,
    const VariantContent &now, bool restoreConflicts)
{
    for (auto field = removed.cbegin(); field != removed.cend(); ++field) {
        const FieldValue held = now.fields.value(field.key());
        if (!isComparable(field.key(), now.fields) || sameOnceStored(field.key(), field.value(), held))
            continue;
        undo.items += RollbackItem{.variantTitle = now.fields.value(Field::variantTitle.toString()).value_or(QString()),
            .field = field.key(),
            .remote = true,
            .before = field.value(),
            .now = held,
            .fate = restoreConflicts ? RollbackFate::WillRestore : RollbackFate::ChangedSince,
            .reason = tr("The variant was removed and is in Shopify again, with another value.")};
        if (!restoreConflicts)
            continue;
        before.variants[now.id.value].insert(field.key(), held);
        after.variants[now.id.value].insert(field.key(), field.value());
    }
}

/// The catalogue follows where it holds what Shopify holds.
QList<CatalogueWrite> writesFollowing(
    const ContentPatch &before, const ContentPatch &after, const std::optional<LocalImage> &local)
{
    QList<CatalogueWrite> writes;
    for (auto variant = after.variants.cbegin(); local && variant != after.variants.cend(); ++variant) {
        const ShopifyId id{variant.key()};
        const LocalVariant *held = local->product.variant(id);
        for (auto field = variant->cbegin(); held && field != variant->cend(); ++field) {
            const FieldValue here = held->fields.value(field.key());
            if (sameValue(field.key(), here, before.variants.value(variant.key()).value(field.key())))
                writes += CatalogueWrite{id, field.key(), here, field.value()};
        }
    }
    return writes;
}

} // namespace

GroupUndo planVariantsBack(const Operation &operation, const ProductContent &now,
    const std::optional<LocalImage> &local, const QSet<qint64> &madeBeside, bool restoreConflicts)
{
    GroupUndo undo{.content = now};
    QList<NewVariant> missing;
    ContentPatch before;
    ContentPatch after;
    for (const NewVariant &variant : recreated(operation.before.variants, local)) {
        const auto present = std::find_if(now.variants.cbegin(), now.variants.cend(),
            [&variant](const VariantContent &other) { return sameOptions(other.fields, variant.fields); });
        if (present == now.variants.cend())
            missing += variant;
        else if (!madeBeside.contains(present->id.value))
            putValuesBack(undo, before, after, variant.fields, *present, restoreConflicts);
    }
    const QList<Step> adding = stepsAdding(missing, now.variants);
    if (!missing.isEmpty())
        undo.items += RollbackItem{.remote = true,
            .fate = RollbackFate::WillRestore,
            .reason = tr("The variants come back under new Shopify ids."),
            .whole = valuesIn(adding)};
    else if (undo.items.isEmpty())
        undo.items += RollbackItem{.remote = true, .fate = RollbackFate::AlreadyBack};
    const QList<CatalogueWrite> writes = writesFollowing(before, after, local);
    for (Step step : stepsFor(before, after)) {
        step.writes = writesOf(step, writes);
        undo.content = patched(undo.content, step.after);
        undo.steps += step;
    }
    for (const CatalogueWrite &write : writes)
        undo.items += RollbackItem{.variantTitle = local->product.variant(write.shopifyVariant)
                                                       ->fields.value(Field::variantTitle.toString())
                                                       .value_or(QString()),
            .field = write.field,
            .before = write.value,
            .now = write.expected,
            .fate = RollbackFate::WillRestore};
    undo.steps += adding;
    return undo;
}

} // namespace Sync
