#include "sync/jobs/rollback/drift.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Rollback", text);
}

/// Stock is sold, collections choose by rules, and places move with the other variants.
bool fieldsHaveMoved(const FieldMap &written, const FieldMap &now)
{
    return std::any_of(written.constKeyValueBegin(), written.constKeyValueEnd(), [&now](const auto &field) {
        return !movesByItself(field.first) && field.first != Field::position
            && !sameValue(field.first, field.second, now.value(field.first));
    });
}

bool variantsHaveMoved(const ContentPatch &returned, const QMap<qint64, FieldMap> &present)
{
    return std::any_of(present.constKeyValueBegin(), present.constKeyValueEnd(), [&returned](const auto &variant) {
        const FieldMap written = returned.variants.value(variant.first);
        return !returned.variants.contains(variant.first) || fieldsHaveMoved(written, variant.second)
            || hasMoreFacets(written, variant.second);
    });
}

bool isAnyRestocked(const QMap<qint64, FieldMap> &present, const QSet<qint64> &restocked)
{
    return std::any_of(
        present.keyBegin(), present.keyEnd(), [&restocked](qint64 variant) { return restocked.contains(variant); });
}

} // namespace

QString whyChangedSince(
    const std::optional<ContentPatch> &returned, const ProductContent &now, const QSet<qint64> &restocked)
{
    QMap<qint64, FieldMap> present;
    for (const VariantContent &variant : now.variants)
        present.insert(variant.id.value, variant.fields);
    if (returned
        && (fieldsHaveMoved(returned->product, now.fields) || hasMoreFacets(returned->product, now.fields)
            || present.size() != returned->variants.size() || variantsHaveMoved(*returned, present)))
        return tr("Somebody has changed the product in Shopify since it was created.");
    return isAnyRestocked(present, restocked) ? tr("Its stock has been set since it was created.") : QString();
}

QString whyChangedSince(
    const ContentPatch &returned, const QMap<qint64, FieldMap> &present, const QSet<qint64> &restocked)
{
    if (variantsHaveMoved(returned, present))
        return tr("Somebody has changed a variant in Shopify since it was created.");
    return isAnyRestocked(present, restocked) ? tr("A variant's stock has been set since it was created.") : QString();
}

bool isEditedHere(const FieldMap &written, const FieldMap &local, const VariantContent *found)
{
    const QString stock = Field::inventoryQuantity.toString();
    const FieldValue now = local.value(stock);
    return fieldsHaveMoved(written, local)
        || (!sameValue(stock, now, written.value(stock))
            && (!found || !sameValue(stock, now, found->fields.value(stock))));
}

bool isAsPlanned(const Step &step, const RemoteRead &now)
{
    const auto same = [&step](const FieldMap &planned, const FieldMap &found) {
        return std::all_of(planned.constKeyValueBegin(), planned.constKeyValueEnd(), [&](const auto &field) {
            const bool moves = field.first == Field::position
                || (isStock(field.first) && step.kind != OperationKind::InventorySet
                    && step.kind != OperationKind::InventoryActivate
                    && step.kind != OperationKind::InventoryDeactivate);
            return moves || !found.contains(field.first)
                || sameValue(field.first, field.second, found.value(field.first));
        });
    };
    return !now.gone && same(step.before.product, now.content.fields)
        && std::all_of(step.before.variants.constKeyValueBegin(), step.before.variants.constKeyValueEnd(),
            [&](const auto &variant) {
                const VariantContent *found = now.content.variant(ShopifyId{variant.first});
                return found && same(variant.second, found->fields);
            });
}

} // namespace Sync
