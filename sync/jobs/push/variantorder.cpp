#include "sync/jobs/push/variantorder.h"

#include "sync/api/catalogue.h"
#include "sync/graphql/costestimate.h"
#include "sync/jobs/push/shopanswers.h"
#include "sync/jobs/push/shoprequests.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

FieldMap place(int number)
{
    return {{Field::position.toString(), QString::number(number)}};
}

int placeIn(const FieldMap &fields)
{
    return fields.value(Field::position.toString()).value_or(QString()).toInt();
}

} // namespace

QList<qint64> orderBy(const QMap<qint64, int> &places)
{
    QList<qint64> ids = places.keys();
    std::stable_sort(ids.begin(), ids.end(),
        [&places](qint64 left, qint64 right) { return places.value(left) < places.value(right); });
    return ids;
}

QMap<qint64, int> placesIn(const ContentPatch &patch)
{
    QMap<qint64, int> places;
    for (auto variant = patch.variants.cbegin(); variant != patch.variants.cend(); ++variant)
        if (variant->contains(Field::position.toString()))
            places.insert(variant.key(), placeIn(*variant));
    return places;
}

QMap<qint64, int> placesAfter(
    const QList<VariantContent> &present, const QSet<qint64> &removed, const ContentPatch &after)
{
    const QMap<qint64, int> wanted = placesIn(after);
    QMap<qint64, int> current;
    for (const VariantContent &variant : present)
        if (!removed.contains(variant.id.value))
            current.insert(variant.id.value, placeIn(variant.fields));
    QList<qint64> order = orderBy(current);
    order.removeIf([&wanted](qint64 id) { return wanted.contains(id); });
    for (const qint64 id : orderBy(wanted)) {
        if (!current.contains(id))
            continue;
        // Among the variants that stay: those that go leave no gaps.
        const auto gone = std::count_if(present.cbegin(), present.cend(), [&](const VariantContent &variant) {
            return removed.contains(variant.id.value) && placeIn(variant.fields) < wanted.value(id);
        });
        order.insert(std::clamp<qsizetype>(wanted.value(id) - 1 - gone, 0, order.size()), id);
    }
    QMap<qint64, int> places;
    for (qsizetype i = 0; i < order.size(); ++i)
        places.insert(order.at(i), int(i) + 1);
    return places;
}

QList<Step> stepsReordering(
    const QList<VariantContent> &present, const QSet<qint64> &removed, const ContentPatch &after)
{
    if (placesIn(after).isEmpty())
        return {};
    const QMap<qint64, int> places = placesAfter(present, removed, after);
    const QMap<qint64, int> current = placesAfter(present, removed, {});
    const QList<qint64> order = orderBy(places);
    const auto isMoved = [&](qint64 id) { return places.value(id) != current.value(id); };
    const auto first = std::find_if(order.cbegin(), order.cend(), isMoved);
    const auto last = std::find_if(order.crbegin(), order.crend(), isMoved).base();
    // Each move shifts what lies between, so those that keep their place there are named as well.
    QList<Step> steps;
    Step step{.kind = OperationKind::VariantsReorder};
    for (auto id = first; id < last; ++id) {
        step.before.variants.insert(*id, place(current.value(*id)));
        step.after.variants.insert(*id, place(places.value(*id)));
        if (step.after.variants.size() == itemsPerCall)
            steps += std::exchange(step, Step{.kind = OperationKind::VariantsReorder});
    }
    if (!step.after.isEmpty())
        steps += step;
    return steps;
}

QList<Step> stepsPlacing(const QMap<qint64, int> &places)
{
    QList<Step> steps;
    Step step{.kind = OperationKind::VariantsReorder};
    const QList<qint64> order = orderBy(places);
    for (const qint64 id : order) {
        step.before.variants.insert(id, {});
        step.after.variants.insert(id, place(places.value(id)));
        if (step.after.variants.size() == itemsPerCall)
            steps += std::exchange(step, Step{.kind = OperationKind::VariantsReorder});
    }
    if (!step.after.isEmpty())
        steps += step;
    return steps;
}

QList<CatalogueWrite> placeWrites(const QList<LocalVariant> &variants, const QMap<qint64, int> &places)
{
    QList<CatalogueWrite> writes;
    for (const LocalVariant &variant : variants)
        if (const int to = places.value(variant.shopifyId.value); to > 0 && to != placeIn(variant.fields))
            writes += CatalogueWrite{variant.shopifyId, Field::position.toString(),
                variant.fields.value(Field::position.toString()), QString::number(to)};
    return writes;
}

ShopRequest variantsReorder(const Operation &operation)
{
    const QMap<qint64, int> places = placesIn(operation.after);
    QJsonArray positions;
    for (const qint64 id : orderBy(places))
        positions
            += QJsonObject{{u"id"_s, shopGid(u"ProductVariant", ShopifyId{id})}, {u"position"_s, places.value(id)}};
    return {u"variants_reorder"_s,
        {{u"productId"_s, shopGid(u"Product", operation.shopifyProduct)}, {u"positions"_s, positions}}, true,
        CostEstimate::Mutation};
}

} // namespace Sync
