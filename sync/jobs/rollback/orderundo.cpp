#include "sync/jobs/rollback/orderundo.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/variantorder.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Rollback", text);
}

FieldMap position(int place)
{
    return {{Field::position.toString(), QString::number(place)}};
}

int placeIn(const FieldMap &fields)
{
    return fields.value(Field::position.toString()).value_or(QString()).toInt();
}

QList<qint64> only(QList<qint64> order, const QMap<qint64, int> &present)
{
    order.removeIf([&present](qint64 id) { return !present.contains(id); });
    return order;
}

/// The places these variants have among themselves, given to them in another order.
QMap<qint64, int> placed(const QList<qint64> &order, const QMap<qint64, int> &now)
{
    QList<int> places = now.values();
    std::sort(places.begin(), places.end());
    QMap<qint64, int> placed;
    for (qsizetype i = 0; i < order.size(); ++i)
        placed.insert(order.at(i), places.at(i));
    return placed;
}

RollbackFate fateOf(const QList<qint64> &now, const QList<qint64> &before, const QList<qint64> &written, bool force)
{
    if (now == before)
        return RollbackFate::AlreadyBack;
    return now == written || force ? RollbackFate::WillRestore : RollbackFate::ChangedSince;
}

RollbackItem itemOf(bool remote, RollbackFate fate)
{
    RollbackItem item{.remote = remote, .fate = fate};
    if (fate == RollbackFate::ChangedSince)
        item.reason = tr("Somebody has put the variants into another order since.");
    else if (fate == RollbackFate::WillRestore)
        item.reason = tr("The variants go back to the order they had.");
    return item;
}

} // namespace

GroupUndo planOrderUndo(const Operation &operation, const ProductContent &now, const std::optional<LocalImage> &local,
    bool restoreConflicts)
{
    const QList<qint64> moved = orderBy(placesIn(operation.after));
    QMap<qint64, int> present;
    for (const VariantContent &variant : now.variants)
        if (moved.contains(variant.id.value))
            present.insert(variant.id.value, placeIn(variant.fields));
    const QList<qint64> before = only(orderBy(placesIn(operation.before)), present);
    const QList<qint64> written = only(moved, present);
    const RollbackFate fate = fateOf(orderBy(present), before, written, restoreConflicts);
    GroupUndo undo{.items = {itemOf(true, fate)}, .content = now};
    ContentPatch after;
    const QMap<qint64, int> wanted = placed(before, present);
    for (auto place = wanted.cbegin(); place != wanted.cend(); ++place)
        after.variants.insert(place.key(), position(*place));
    if (fate == RollbackFate::WillRestore)
        undo.steps = stepsReordering(now.variants, {}, after);
    for (const Step &step : std::as_const(undo.steps))
        undo.content = patched(undo.content, step.after);
    QMap<qint64, int> here;
    for (const LocalVariant &variant : local ? local->product.variants : QList<LocalVariant>())
        if (present.contains(variant.shopifyId.value))
            here.insert(variant.shopifyId.value, placeIn(variant.fields));
    if (here.isEmpty())
        return undo;
    RollbackFate hereFate = fateOf(orderBy(here), only(before, here), only(written, here), restoreConflicts);
    // The catalogue follows Shopify: what stays there stays here.
    if (hereFate == RollbackFate::WillRestore && fate == RollbackFate::ChangedSince)
        hereFate = RollbackFate::ChangedSince;
    undo.items += itemOf(false, hereFate);
    if (hereFate != RollbackFate::WillRestore)
        return undo;
    const QList<CatalogueWrite> writes = placeWrites(local->product.variants, placesAfter(now.variants, {}, after));
    if (undo.steps.isEmpty())
        undo.withoutCall = writes;
    else
        undo.steps.last().writes = writes;
    return undo;
}

} // namespace Sync
