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

bool isAsItWas(const FieldMap &removed, const FieldMap &now)
{
    return std::all_of(removed.constKeyValueBegin(), removed.constKeyValueEnd(), [&now](const auto &field) {
        return !isComparable(field.first, now) || sameOnceStored(field.first, field.second, now.value(field.first));
    });
}

} // namespace

GroupUndo planVariantsBack(
    const Operation &operation, const ProductContent &now, const std::optional<LocalImage> &local)
{
    GroupUndo undo{.content = now};
    QList<NewVariant> missing;
    for (const NewVariant &variant : recreated(operation.before.variants, local)) {
        const auto present = std::find_if(now.variants.cbegin(), now.variants.cend(),
            [&variant](const VariantContent &other) { return sameOptions(other.fields, variant.fields); });
        if (present == now.variants.cend())
            missing += variant;
        else if (!isAsItWas(variant.fields, present->fields))
            undo.items += RollbackItem{
                .variantTitle = present->fields.value(Field::variantTitle.toString()).value_or(QString()),
                .remote = true,
                .fate = RollbackFate::ChangedSince,
                .reason = tr("A variant with the options of the one that was removed is in Shopify, with other values. "
                             "It stays as it is.")};
    }
    undo.steps = stepsAdding(missing, now.variants);
    if (!missing.isEmpty())
        undo.items += RollbackItem{.remote = true,
            .fate = RollbackFate::WillRestore,
            .reason = tr("The variants come back under new Shopify ids."),
            .whole = valuesIn(undo.steps)};
    else if (undo.items.isEmpty())
        undo.items += RollbackItem{.remote = true, .fate = RollbackFate::AlreadyBack};
    return undo;
}

} // namespace Sync
